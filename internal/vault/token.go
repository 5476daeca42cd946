package vault

import "encoding/base64"

// SealToken encrypts a little state that the browser keeps for us, such as the
// ticket of a pending upload, in URL-safe base64. A token for one purpose does
// not open for another. It does not expire: put the time in plain if it must.
func SealToken(k Key, purpose string, plain []byte) string {
	sealed := aead(k.inner("token")).Seal([]byte{version}, nil, plain, []byte(purpose))
	return base64.RawURLEncoding.EncodeToString(sealed)
}

// OpenToken returns what SealToken sealed under k for purpose, or ErrOpen.
func OpenToken(k Key, purpose, token string) ([]byte, error) {
	sealed, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(sealed) == 0 || sealed[0] != version {
		return nil, ErrOpen
	}
	// The decoder forgives line ends and stray last bits; a token used as a
	// key for "already seen" must have one spelling.
	if base64.RawURLEncoding.EncodeToString(sealed) != token {
		return nil, ErrOpen
	}
	plain, err := aead(k.inner("token")).Open(nil, nil, sealed[1:], []byte(purpose))
	if err != nil {
		return nil, ErrOpen
	}
	return plain, nil
}
