package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/subtle"
	"errors"
)

// ErrOpen is the one answer to a wrong key, a wrong place and a damaged text
// alike: the difference would help only whoever is trying.
var ErrOpen = errors.New("vault: does not open")

const (
	version    = 1
	headerSize = 1 + 32 // version and commitment
)

// Seal encrypts plain for the place at, as
//
//	0x01 ‖ commitment[32] ‖ nonce[12] ‖ AES-256-GCM(pad(plain)) ‖ tag[16]
//
// The key must be fresh and used for this one item. The commitment is there
// because GCM alone lets one ciphertext open to two texts under two keys, and
// a sealed item may be evidence.
func Seal(item Key, at Address, plain []byte) []byte {
	commitment := item.inner("commit")
	header := append([]byte{version}, commitment[:]...)
	return aead(item.inner("item")).Seal(header, nil, pad(plain), itemData(header, at))
}

// Open returns what was sealed under item for at, or ErrOpen.
func Open(item Key, at Address, sealed []byte) ([]byte, error) {
	commitment := item.inner("commit")
	if len(sealed) < headerSize || sealed[0] != version ||
		subtle.ConstantTimeCompare(sealed[1:headerSize], commitment[:]) != 1 {
		return nil, ErrOpen
	}
	header, body := sealed[:headerSize], sealed[headerSize:]
	padded, err := aead(item.inner("item")).Open(nil, nil, body, itemData(header, at))
	if err != nil {
		return nil, ErrOpen
	}
	return unpad(padded)
}

func itemData(header []byte, at Address) []byte {
	return append(at.bytes(), header...) // the header has a fixed length
}

// Wrap seals k under kek in 60 bytes. what says which sort of key it is, such
// as "dossier" or "item"; it must be given again to [Unwrap], as must at.
func Wrap(kek Key, what string, at Address, k Key) []byte {
	return aead(kek.inner("wrap")).Seal(nil, nil, k[:], wrapData(what, at))
}

// Unwrap returns the key that Wrap sealed, or ErrOpen.
func Unwrap(kek Key, what string, at Address, wrapped []byte) (Key, error) {
	k, err := aead(kek.inner("wrap")).Open(nil, nil, wrapped, wrapData(what, at))
	if err != nil || len(k) != len(Key{}) {
		return Key{}, ErrOpen
	}
	return Key(k), nil
}

func wrapData(what string, at Address) []byte {
	return append(lengthPrefixed(nil, what), at.bytes()...)
}

// aead puts a random nonce before the ciphertext: safe for 2^32 messages under
// one key, and the key that wraps most, an organisation's, stays far below.
func aead(k Key) cipher.AEAD {
	block, err := aes.NewCipher(k[:])
	if err != nil {
		panic(err) // only for another key size
	}
	gcm, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err) // only for another block size
	}
	return gcm
}
