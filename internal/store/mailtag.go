package store

import (
	"context"
	"crypto/subtle"
	"encoding/base32"
	"errors"
	"strings"

	"wederhoor/internal/vault"
)

// tagBytes of the MAC stand in an address: enough that none is guessed, short
// enough for a local part.
const tagBytes = 10

var tagLetters = base32.StdEncoding.WithPadding(base32.NoPadding)

// Kinds of tags: each is signed under a name of its own, so that none passes for
// another.
var tagNames = map[string]string{"b": "bounce", "r": "reply", "n": "notice", "t": "test"}

// tag is a kind, an id and a MAC that only this organisation can make.
func (s *Store) tag(ctx context.Context, organisation, kind, id string) (string, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return "", err
	}
	mac := vault.MAC(orgKey, tagNames[kind], []byte(id))
	return kind + "-" + id + "-" + strings.ToLower(tagLetters.EncodeToString(mac[:tagBytes])), nil
}

// untag gives the id in a tag of this kind; a false one is ErrNotFound.
func (s *Store) untag(ctx context.Context, organisation, kind, tag string) (string, error) {
	rest, ours := strings.CutPrefix(tag, kind+"-")
	id, _, ok := strings.Cut(rest, "-")
	if !ours || !ok {
		return "", ErrNotFound
	}
	want, err := s.tag(ctx, organisation, kind, id)
	if err != nil {
		return "", err
	}
	if subtle.ConstantTimeCompare([]byte(want), []byte(tag)) != 1 {
		return "", ErrNotFound
	}
	return id, nil
}

// BounceTag is what comes back to the envelope sender of a letter when it does not
// arrive.
func (s *Store) BounceTag(ctx context.Context, organisation, letter string) (string, error) {
	return s.tag(ctx, organisation, "b", letter)
}

// ReplyTag is where an answer to a letter of a dossier goes.
func (s *Store) ReplyTag(ctx context.Context, organisation, dossier string) (string, error) {
	return s.tag(ctx, organisation, "r", dossier)
}

// NoticeTag marks a mail that the machine sent by itself, so that it is known
// again when it comes in.
func (s *Store) NoticeTag(ctx context.Context, organisation, job string) (string, error) {
	return s.tag(ctx, organisation, "n", job)
}

// IsNotice reports whether a tag is one of NoticeTag.
func (s *Store) IsNotice(ctx context.Context, organisation, tag string) (bool, error) {
	_, err := s.untag(ctx, organisation, "n", tag)
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// BouncedLetter says of which letter and dossier a tag is; a false one is
// ErrNotFound, like one of a letter that is not there.
func (s *Store) BouncedLetter(ctx context.Context, organisation, tag string) (letter, dossier string, err error) {
	letter, err = s.untag(ctx, organisation, "b", tag)
	if err != nil {
		return "", "", err
	}
	if dossier, err = s.DossierOfLetter(ctx, organisation, letter); err != nil {
		return "", "", err
	}
	return letter, dossier, nil
}

// RepliedDossier says of which dossier a reply tag is; a false one is ErrNotFound,
// like one of a dossier that is not there or was erased.
func (s *Store) RepliedDossier(ctx context.Context, organisation, tag string) (dossier string, err error) {
	if dossier, err = s.untag(ctx, organisation, "r", tag); err != nil {
		return "", err
	}
	err = s.reg.QueryRowContext(ctx, "SELECT id FROM dossier WHERE organisation = $1 AND id = $2 AND stage <> $3", organisation, dossier, string(StageErased)).Scan(&dossier)
	if err != nil {
		return "", absent(err)
	}
	return dossier, nil
}

// DossierOfLetter finds where a letter belongs that went by mail: its id stands in
// the Message-ID, and nobody guesses it.
func (s *Store) DossierOfLetter(ctx context.Context, organisation, letter string) (dossier string, err error) {
	err = s.reg.QueryRowContext(ctx, "SELECT dossier FROM outbox WHERE organisation = $1 AND letter = $2", organisation, letter).Scan(&dossier)
	if err != nil {
		return "", absent(err)
	}
	return dossier, nil
}
