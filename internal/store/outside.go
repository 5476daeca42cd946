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

// OutsideDraft gives what somebody chose for a file for a body outside; nil when
// nobody is making one.
func OutsideDraft(ctx context.Context, h *Handle[access.Content]) ([]byte, error) {
	var wrapped, sealed []byte
	err := h.s.reg.QueryRowContext(ctx, "SELECT item_key, body FROM outside_draft WHERE organisation = $1 AND dossier = $2", h.organisation, h.dossier).Scan(&wrapped, &sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, unavailable(err)
	}
	keks, err := h.s.dossierKeys(ctx, h.s.keys, h.organisation, h.dossier)
	if err != nil {
		return nil, err
	}
	at := outsideAddress(h.organisation, h.dossier)
	key, err := vault.Unwrap(keks[complaint.InCase], "item", at, wrapped)
	if err != nil {
		return nil, fmt.Errorf("open a draft: %w", err)
	}
	plain, err := vault.Open(key, at, sealed)
	if err != nil {
		return nil, fmt.Errorf("open a draft: %w", err)
	}
	return plain, nil
}

// KeepOutsideDraft keeps it, in the place of what was there; nil ends it. The
// handle says of which dossier, and that it may be read.
func KeepOutsideDraft(t *Tx, h *Handle[access.Content], plain []byte) error {
	if plain == nil {
		_, err := t.exec("DELETE FROM outside_draft WHERE organisation = $1 AND dossier = $2", h.organisation, h.dossier)
		return err
	}
	keks, err := t.s.dossierKeys(t.ctx, t.keys, h.organisation, h.dossier)
	if err != nil {
		return err
	}
	at, item := outsideAddress(h.organisation, h.dossier), vault.NewKey()
	_, err = t.exec(`INSERT INTO outside_draft (organisation, dossier, item_key, body) VALUES ($1, $2, $3, $4)
		ON CONFLICT (organisation, dossier) DO UPDATE SET item_key = excluded.item_key, body = excluded.body`,
		h.organisation, h.dossier, vault.Wrap(keks[complaint.InCase], "item", at, item), vault.Seal(item, at, plain))
	return err
}

func outsideAddress(organisation, dossier string) vault.Address {
	return vault.Address{Organisation: organisation, Dossier: dossier, Compartment: vault.Case, Kind: "outside_draft"}
}
