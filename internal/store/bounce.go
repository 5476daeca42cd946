package store

import (
	"context"
	"crypto/subtle"
	"encoding/base32"
	"strings"

	"wederhoor/internal/vault"
)

// tagBytes of the MAC stand in an address: enough that none is guessed, short
// enough for a local part.
const tagBytes = 10

var tagLetters = base32.StdEncoding.WithPadding(base32.NoPadding)

// BounceTag is what comes back to the envelope sender of a letter when it does not
// arrive: "b-", the letter and a MAC that only this organisation can make.
func (s *Store) BounceTag(ctx context.Context, organisation, letter string) (string, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return "", err
	}
	mac := vault.MAC(orgKey, "bounce", []byte(letter))
	return "b-" + letter + "-" + strings.ToLower(tagLetters.EncodeToString(mac[:tagBytes])), nil
}

// BouncedLetter says of which letter and dossier a tag is; a false one is
// ErrNotFound, like one of a letter that is not there.
func (s *Store) BouncedLetter(ctx context.Context, organisation, tag string) (letter, dossier string, err error) {
	letter, _, ok := strings.Cut(strings.TrimPrefix(tag, "b-"), "-")
	if !ok {
		return "", "", ErrNotFound
	}
	want, err := s.BounceTag(ctx, organisation, letter)
	if err != nil {
		return "", "", err
	}
	if subtle.ConstantTimeCompare([]byte(want), []byte(tag)) != 1 {
		return "", "", ErrNotFound
	}
	err = s.reg.QueryRowContext(ctx, "SELECT dossier FROM outbox WHERE organisation = $1 AND letter = $2", organisation, letter).Scan(&dossier)
	if err != nil {
		return "", "", absent(err)
	}
	return letter, dossier, nil
}
