package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// destroyParts takes the keys of everything of the dossier that is not there any more,
// and says which files went with a redaction. What is there has its key.
func (s *Store) destroyParts(ctx context.Context, e Erasure) (gone []string, err error) {
	events, err := s.replay(ctx, s.reg, s.keys, e.Organisation, e.Dossier)
	if err != nil {
		return nil, err
	}
	all := complaint.Fold(events).Redactions
	for _, r := range all {
		gone = append(gone, r.Event.Files...)
		for _, letter := range r.Event.Letters {
			for _, in := range halves {
				gone = append(gone, halfAddress(e.Organisation, e.Dossier, letter, in).Kind)
			}
		}
	}
	mails, err := s.mailsOf(ctx, e)
	if err != nil {
		return nil, err
	}
	return append(gone, mails...), s.Write(ctx, func(t *Tx) error {
		if err := t.forgetMails(e.Organisation, mails); err != nil {
			return err
		}
		for _, f := range gone {
			if err := t.execKeys("DELETE FROM file_key WHERE organisation = $1 AND dossier = $2 AND file = $3", e.Organisation, e.Dossier, f); err != nil {
				return err
			}
		}
		if err := t.keepSheets(e.Organisation, e.Dossier, all); err != nil {
			return err
		}
		return t.dropParts(e.Organisation, e.Dossier)
	})
}

// keepSheets lays in the ledger what can still be read, each time under a new key: a
// later redaction takes something out of what an earlier one left, and a ledger of
// before must not open any more.
func (t *Tx) keepSheets(organisation, dossier string, all []complaint.Done[complaint.Redacted]) error {
	if len(all) == 0 {
		return nil // all of it was erased since
	}
	keks, err := t.s.dossierKeys(t.ctx, t.keys, organisation, dossier)
	if err != nil {
		return err
	}
	for _, r := range all {
		plain, err := json.Marshal(complaint.Redacted{Meta: r.Event.Meta, Case: r.Event.Case, Identity: r.Event.Identity})
		if err != nil {
			return fmt.Errorf("write what can still be read: %w", err)
		}
		at, key := sheetsAddress(organisation, dossier, r.Event.ID), vault.NewKey()
		if err := t.execKeys(`INSERT INTO file_key (organisation, dossier, file, wrapped) VALUES ($1, $2, $3, $4)
			ON CONFLICT (organisation, dossier, file) DO UPDATE SET wrapped = excluded.wrapped`, organisation, dossier, at.Kind, vault.Wrap(keks[complaint.InCase], "file", at, key)); err != nil {
			return err
		}
		if _, err := t.exec("UPDATE erasure SET sheets = $1 WHERE organisation = $2 AND id = $3", vault.Seal(key, at, plain), organisation, r.Event.ID); err != nil {
			return err
		}
	}
	return nil
}

func sheetsAddress(organisation, dossier, id string) vault.Address {
	return vault.Address{Organisation: organisation, Dossier: dossier, Compartment: vault.Case, Kind: "redaction:sheets:" + id}
}

// openSheets gives what can still be read; nil when the keys of a copy from before do
// not know of it, and then they open the sheets as they were.
func (t *Tx) openSheets(d *dossierRow, e Erasure) (*complaint.Redacted, error) {
	at := sheetsAddress(d.organisation, d.id, e.ID)
	wrapped, err := t.s.fileKey(t.ctx, at.Organisation, at.Dossier, at.Kind)
	if errors.Is(err, ErrNotFound) || e.Sheets == nil {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	key, err := vault.Unwrap(d.keks[complaint.InCase], "file", at, wrapped)
	if err != nil {
		return nil, fmt.Errorf("open what can still be read: %w", err)
	}
	plain, err := vault.Open(key, at, e.Sheets)
	if err != nil {
		return nil, fmt.Errorf("open what can still be read: %w", err)
	}
	still := &complaint.Redacted{}
	if err := json.Unmarshal(plain, still); err != nil {
		return nil, fmt.Errorf("read what can still be read: %w", err)
	}
	return still, nil
}

// dropParts destroys the keys of every sheet, file and mail of a dossier that is not
// there any more.
func (t *Tx) dropParts(organisation, dossier string) error {
	if err := t.flush(); err != nil {
		return err
	}
	type gone struct {
		seq  int64
		what [3]bool
	}
	all, err := list(t.ctx, t.reg, func(scan func(...any) error) (g gone, err error) {
		return g, scan(&g.seq, &g.what[0], &g.what[1], &g.what[2])
	}, `SELECT seq, meta_ct IS NULL, case_ct IS NULL AND case_hash IS NOT NULL, identity_ct IS NULL AND identity_hash IS NOT NULL FROM event
		WHERE organisation = $1 AND dossier = $2 AND (meta_ct IS NULL OR case_ct IS NULL AND case_hash IS NOT NULL OR identity_ct IS NULL AND identity_hash IS NOT NULL)`, organisation, dossier)
	if err != nil {
		return err
	}
	for _, g := range all {
		for i, query := range dropKey {
			if !g.what[i] {
				continue
			}
			if err := t.execKeys(query, organisation, dossier, g.seq); err != nil {
				return err
			}
		}
	}
	return t.destroySnapshots(organisation)
}
