package vault

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"log/slog"
)

// Key is 256 random bits. It prints as "[key]" with every verb and refuses to
// be marshalled. One hole is left: fmt calls no methods on unexported fields,
// so a struct that keeps a Key in one must not be printed with %v.
type Key [32]byte

// NewKey draws a key from the operating system.
func NewKey() Key {
	var k Key
	rand.Read(k[:]) // never fails: it ends the program instead
	return k
}

// Derive makes an independent key for one purpose: HKDF-Expand with SHA-256
// under "wh1/"+label. Use a label for one purpose only. It panics on the zero
// key, because to seal under that is to publish.
func (k Key) Derive(label string) Key { return k.expand("wh1/" + label) }

// inner derives the keys this package uses itself. The colon keeps them apart
// from every label a caller of Derive or MAC can think of, which matters:
// the commitment of an item key is public.
func (k Key) inner(label string) Key { return k.expand("wh1:" + label) }

func (k Key) expand(info string) Key {
	if k == (Key{}) {
		panic("vault: the zero key is no key")
	}
	derived, err := hkdf.Expand(sha256.New, k[:], info, len(k))
	if err != nil {
		panic(err) // only for more than 8160 bytes
	}
	return Key(derived)
}

// MAC is the HMAC-SHA256 of data, 32 bytes, under the key derived for label.
// Compare with [crypto/hmac.Equal], or look it up in an index.
func MAC(k Key, label string, data []byte) []byte {
	derived := k.Derive(label)
	mac := hmac.New(sha256.New, derived[:])
	mac.Write(data)
	return mac.Sum(nil)
}

const hiddenKey = "[key]"

// LogValue hides the key from log/slog.
func (k Key) LogValue() slog.Value { return slog.StringValue(hiddenKey) }

// String hides the key.
func (k Key) String() string { return hiddenKey }

// GoString hides the key from %#v.
func (k Key) GoString() string { return hiddenKey }

// Format hides the key from every verb, %x included.
func (k Key) Format(f fmt.State, _ rune) { io.WriteString(f, hiddenKey) }

// MarshalText always fails: otherwise a struct in JSON would show 32 numbers.
func (k Key) MarshalText() ([]byte, error) {
	return nil, errors.New("vault: a key is never written as text")
}
