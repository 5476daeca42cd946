package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// Mail is the mail of a letter as it leaves, byte for byte, at every attempt.
type Mail struct {
	Letter string
	Raw    []byte
}

// halves are the compartments that a mail opens with: it says what was decided
// and to whom, so that erasing either must close it.
var halves = []complaint.Compartment{complaint.InCase, complaint.InIdentity}

// keepMail seals a mail and puts it in the outbox with the event that wrote it.
func (t *Tx) keepMail(d *dossierRow, m Mail) error {
	key, half := vault.NewKey(), vault.NewKey()
	for i, k := range []vault.Key{half, other(key, half)} {
		at := halfAddress(d.organisation, d.id, m.Letter, halves[i])
		wrapped := vault.Wrap(d.keks[halves[i]], "file", at, k)
		err := t.execKeys("INSERT INTO file_key (organisation, dossier, file, wrapped) VALUES ($1, $2, $3, $4)", d.organisation, d.id, at.Kind, wrapped)
		if err != nil {
			return err
		}
	}
	_, err := t.exec("INSERT INTO outbox (organisation, letter, dossier, created_at, body) VALUES ($1, $2, $3, $4, $5)",
		d.organisation, m.Letter, d.id, t.s.now().UnixMilli(), vault.Seal(key, mailAddress(d.organisation, d.id, m.Letter), m.Raw))
	return err
}

// other is the half that makes key with this one; neither says anything alone.
func other(key, half vault.Key) vault.Key {
	for i := range key {
		key[i] ^= half[i]
	}
	return key
}

func mailAddress(organisation, dossier, letter string) vault.Address {
	return vault.Address{Organisation: organisation, Dossier: dossier, Compartment: vault.Case, Kind: "mail:" + letter}
}

func halfAddress(organisation, dossier, letter string, in complaint.Compartment) vault.Address {
	return vault.Address{Organisation: organisation, Dossier: dossier, Compartment: vault.Compartment(in), Kind: "mail:" + string(in) + ":" + letter}
}

// holdsMail is who may have a mail: the worker that sends it, and a reader.
type holdsMail interface {
	access.Act
	access.Content | access.Outbox
}

// MailOf gives the bytes of a letter that went, or goes, by mail. ErrNotFound: it
// does not, or what it said was erased.
func MailOf[A holdsMail](ctx context.Context, h *Handle[A], letter string) ([]byte, error) {
	return h.s.openMail(ctx, h.organisation, h.dossier, letter)
}

func (s *Store) openMail(ctx context.Context, organisation, dossier, letter string) ([]byte, error) {
	keks, err := s.dossierKeys(ctx, s.keys, organisation, dossier)
	if err != nil {
		return nil, err
	}
	var sealed []byte
	err = s.reg.QueryRowContext(ctx, "SELECT body FROM outbox WHERE organisation = $1 AND dossier = $2 AND letter = $3", organisation, dossier, letter).Scan(&sealed)
	if err != nil {
		return nil, absent(err)
	}
	var key vault.Key
	for _, in := range halves {
		kek, ok := keks[in]
		if !ok {
			return nil, ErrNotFound
		}
		half, err := s.mailHalf(ctx, kek, halfAddress(organisation, dossier, letter, in))
		if err != nil {
			return nil, err
		}
		key = other(key, half)
	}
	raw, err := vault.Open(key, mailAddress(organisation, dossier, letter), sealed)
	if err != nil {
		return nil, fmt.Errorf("open a mail: %w", err)
	}
	return raw, nil
}

func (s *Store) mailHalf(ctx context.Context, kek vault.Key, at vault.Address) (vault.Key, error) {
	wrapped, err := s.fileKey(ctx, at.Organisation, at.Dossier, at.Kind)
	if err != nil {
		return vault.Key{}, err
	}
	half, err := vault.Unwrap(kek, "file", at, wrapped)
	if err != nil {
		return vault.Key{}, fmt.Errorf("open a mail: %w", err)
	}
	return half, nil
}

// fileKey is the wrapped key of a file of a dossier, or ErrNotFound.
func (s *Store) fileKey(ctx context.Context, organisation, dossier, file string) (wrapped []byte, err error) {
	err = s.keys.QueryRowContext(ctx, "SELECT wrapped FROM file_key WHERE organisation = $1 AND dossier = $2 AND file = $3", organisation, dossier, file).Scan(&wrapped)
	if err != nil {
		return nil, absent(err)
	}
	return wrapped, nil
}

// absent tells what is not there from what cannot be asked.
func absent(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	return unavailable(err)
}
