package vault

import (
	"crypto/hkdf"
	"crypto/hpke"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"log/slog"
)

const roomCodeSize = 24 // 23 symbols of 5 bits, and the check

// RoomCode opens a conversation with a confidant, for the complainant. Unlike a
// receipt code it is kept nowhere and cannot be made again by who runs the
// register: its 115 bits are the key. Logs and fmt show "[code]".
type RoomCode string

// NewRoomCode makes the code for a form. The same form has the same code, so
// that one sent twice shows one; form must hold a secret that is not kept.
func NewRoomCode(k Key, form []byte) RoomCode {
	return RoomCode(spell(MAC(k, "room-gen", form)[:roomCodeSize-1]))
}

// ParseRoomCode reads what someone typed. The error is a *[CodeLengthError] or
// [ErrCodeCheck].
func ParseRoomCode(s string) (RoomCode, error) {
	symbols, err := read(s, roomCodeSize)
	return RoomCode(symbols), err
}

// Display is the code in groups of four.
func (c RoomCode) Display() string { return inFours(string(c)) }

// Key wraps and unwraps the key of the room. It panics on a code that was
// neither made nor parsed, because everyone knows the key of an empty code.
func (c RoomCode) Key() Key {
	if len(c) != roomCodeSize {
		panic("vault: the code of the room is empty")
	}
	k, err := hkdf.Key(sha256.New, []byte(c), nil, "wh1:room", len(Key{}))
	if err != nil {
		panic(err) // only for more than 8160 bytes
	}
	return Key(k)
}

// LogValue hides the code from log/slog.
func (c RoomCode) LogValue() slog.Value { return slog.StringValue(hiddenCode) }

// Format hides the code from every verb.
func (c RoomCode) Format(f fmt.State, _ rune) { io.WriteString(f, hiddenCode) }

// MarshalText always fails: the code is written nowhere but on the page.
func (c RoomCode) MarshalText() ([]byte, error) {
	return nil, errors.New("vault: the code of a room is never written down by us")
}

// Private is the half of a confidant's key pair that opens. It exists only
// between a confidant typing their sheet and leaving.
type Private struct{ k hpke.PrivateKey }

// kem makes keys of both sorts, X25519 and ML-KEM-768: what is sealed today must
// stay closed to who keeps a copy for years.
func kem() hpke.KEM { return hpke.MLKEM768X25519() }

// NewPair draws a key pair. Anybody can seal to public; only private opens.
func NewPair() (public []byte, private Private) {
	k, err := kem().GenerateKey()
	if err != nil {
		panic(err) // only when the operating system has no random bytes
	}
	return k.PublicKey().Bytes(), Private{k}
}

// SealTo seals k so that only the holder of the private half opens it, at its
// own place.
func SealTo(public []byte, at Address, k Key) ([]byte, error) {
	to, err := kem().NewPublicKey(public)
	if err != nil {
		return nil, ErrOpen
	}
	sealed, err := hpke.Seal(to, hpke.HKDFSHA256(), hpke.AES256GCM(), sealToInfo(at), k[:])
	if err != nil {
		return nil, fmt.Errorf("seal to a confidant: %w", err)
	}
	return sealed, nil
}

// Open returns the key that SealTo sealed, or ErrOpen.
func (p Private) Open(at Address, sealed []byte) (Key, error) {
	k, err := hpke.Open(p.k, hpke.HKDFSHA256(), hpke.AES256GCM(), sealToInfo(at), sealed)
	if err != nil || len(k) != len(Key{}) {
		return Key{}, ErrOpen
	}
	return Key(k), nil
}

func sealToInfo(at Address) []byte { return append([]byte("wh1:to\x00"), at.bytes()...) }

// Wrap seals the private half under the key of a sheet.
func (p Private) Wrap(sheet Key, at Address) ([]byte, error) {
	seed, err := p.k.Bytes()
	if err != nil || len(seed) != len(Key{}) {
		return nil, errors.New("vault: a private key has no seed")
	}
	return Wrap(sheet.Derive("confidant"), "confidant", at, Key(seed)), nil
}

// UnwrapPrivate returns what [Private.Wrap] sealed, or ErrOpen.
func UnwrapPrivate(sheet Key, at Address, wrapped []byte) (Private, error) {
	seed, err := Unwrap(sheet.Derive("confidant"), "confidant", at, wrapped)
	if err != nil {
		return Private{}, err
	}
	k, err := kem().NewPrivateKey(seed[:])
	if err != nil {
		return Private{}, ErrOpen
	}
	return Private{k}, nil
}

// Format hides the key from every verb.
func (p Private) Format(f fmt.State, _ rune) { io.WriteString(f, hiddenKey) }

// LogValue hides the key from log/slog.
func (p Private) LogValue() slog.Value { return slog.StringValue(hiddenKey) }
