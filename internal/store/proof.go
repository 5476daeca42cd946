package store

import (
	"context"
	"crypto/subtle"
	"database/sql"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// CheckCode signs what a receipt proves, with the key of the organisation.
func (s *Store) CheckCode(ctx context.Context, organisation string, f complaint.Filing) (vault.Code, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return "", err
	}
	return vault.NewCheck(orgKey, f.Proof()), nil
}

// CheckReceipt says when the complaint of a true receipt was filed, and nothing
// else. A wrong code and a number that is not there give ErrNotFound, and take the
// same road: a number that is not there is compared with its neighbour's.
func (s *Store) CheckReceipt(ctx context.Context, organisation, ref string, code vault.Code) (time.Time, error) {
	id, err := s.nearest(ctx, organisation, ref)
	if err != nil {
		return time.Time{}, err
	}
	events, err := s.replay(ctx, s.reg, s.keys, organisation, id)
	if err != nil {
		return time.Time{}, err
	}
	c := complaint.Fold(events)
	f := c.Filed()
	own := f.Ref == ref
	f.Ref = ref
	check, err := s.CheckCode(ctx, organisation, f)
	if err != nil {
		return time.Time{}, err
	}
	if kept := c.FiledCheck(); kept != "" { // something of what was filed cannot be read any more
		check = vault.Code(kept)
	}
	if subtle.ConstantTimeCompare([]byte(check), []byte(code)) != 1 || !own {
		return time.Time{}, ErrNotFound
	}
	return f.At, nil
}

// nearest is the dossier with this number, or else one close to it.
func (s *Store) nearest(ctx context.Context, organisation, ref string) (id string, err error) {
	if !utf8.ValidString(ref) || strings.ContainsRune(ref, 0) {
		ref = ""
	}
	for _, query := range []string{"SELECT id FROM dossier WHERE organisation = $1 AND ref >= $2 ORDER BY ref LIMIT 1",
		"SELECT id FROM dossier WHERE organisation = $1 AND ref < $2 ORDER BY ref DESC LIMIT 1"} {
		err = s.reg.QueryRowContext(ctx, query, organisation, ref).Scan(&id)
		if !errors.Is(err, sql.ErrNoRows) {
			break
		}
	}
	if err != nil {
		return "", absent(err)
	}
	return id, nil
}
