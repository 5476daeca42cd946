package vault

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
)

// Reasons why something does not go to, or come from, who has a pair of keys.
var (
	ErrNoPublic = errors.New("vault: this is no public key of age: it begins with age1")
	ErrNoPair   = errors.New("vault: there is no key of age in this: it begins with AGE-SECRET-KEY-")
	ErrNotMine  = errors.New("vault: not sealed to this key")
)

// NewAgePair makes a pair of keys as age has them, in text: what is sealed to the public one
// opens with the private one, here and with any other program that reads age. It is
// X25519 with ML-KEM-768, as backups are sealed.
func NewAgePair() (public, private string, err error) {
	k, err := age.GenerateHybridIdentity()
	if err != nil {
		return "", "", fmt.Errorf("vault: make a pair of keys: %w", err)
	}
	return k.Recipient().String(), k.String(), nil
}

// SealToAge is [SealStream] to whoever has one of these public keys, one a line. It says
// nothing of who sealed it.
func SealToAge(dst io.Writer, public string) (io.WriteCloser, error) {
	to, err := age.ParseRecipients(strings.NewReader(public))
	if err != nil {
		return nil, ErrNoPublic // age may tell what it was, which could be the private one
	}
	w, err := age.Encrypt(dst, to...)
	if err != nil {
		return nil, fmt.Errorf("vault: seal to a public key: %w", err)
	}
	return w, nil
}

// OpenAgeAt is [OpenStreamAt] with what stands in a file of private keys. ErrNoPair:
// there is none in it. ErrNotMine: none of them opens it.
func OpenAgeAt(src io.ReaderAt, sealed int64, private string) (plain io.ReaderAt, size int64, err error) {
	keys, err := age.ParseIdentities(strings.NewReader(private))
	if err != nil {
		return nil, 0, ErrNoPair
	}
	watched := &watchedReaderAt{src: src}
	plain, size, err = age.DecryptReaderAt(watched, sealed, keys...)
	var stranger *age.NoIdentityMatchError
	if errors.As(err, &stranger) {
		return nil, 0, ErrNotMine
	}
	if err != nil {
		return nil, 0, watched.blame(err)
	}
	return &openReaderAt{plain, watched}, size, nil
}
