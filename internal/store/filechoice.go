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

// ForOutside is the choice for a file for a body outside. The choice for an access
// pack goes by the id of its request.
const ForOutside = "outside_draft"

// FileChoice gives what somebody chose for a file that is made of a dossier; nil when
// nobody is making one.
func FileChoice(ctx context.Context, h *Handle[access.Content], what string) ([]byte, error) {
	var wrapped, sealed []byte
	err := h.s.reg.QueryRowContext(ctx, "SELECT item_key, body FROM file_choice WHERE organisation = $1 AND dossier = $2 AND what = $3", h.organisation, h.dossier, what).Scan(&wrapped, &sealed)
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
	at := choiceAddress(h.organisation, h.dossier, what)
	key, err := vault.Unwrap(keks[complaint.InCase], "item", at, wrapped)
	if err != nil {
		return nil, fmt.Errorf("open what was chosen: %w", err)
	}
	plain, err := vault.Open(key, at, sealed)
	if err != nil {
		return nil, fmt.Errorf("open what was chosen: %w", err)
	}
	return plain, nil
}

// KeepFileChoice keeps it, in the place of what was there; nil ends it. The handle
// says of which dossier, and that it may be read.
func KeepFileChoice(t *Tx, h *Handle[access.Content], what string, plain []byte) error {
	if plain == nil {
		_, err := t.exec("DELETE FROM file_choice WHERE organisation = $1 AND dossier = $2 AND what = $3", h.organisation, h.dossier, what)
		return err
	}
	keks, err := t.s.dossierKeys(t.ctx, t.keys, h.organisation, h.dossier)
	if err != nil {
		return err
	}
	at, item := choiceAddress(h.organisation, h.dossier, what), vault.NewKey()
	_, err = t.exec(`INSERT INTO file_choice (organisation, dossier, what, item_key, body) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (organisation, dossier, what) DO UPDATE SET item_key = excluded.item_key, body = excluded.body`,
		h.organisation, h.dossier, what, vault.Wrap(keks[complaint.InCase], "item", at, item), vault.Seal(item, at, plain))
	return err
}

func choiceAddress(organisation, dossier, what string) vault.Address {
	return vault.Address{Organisation: organisation, Dossier: dossier, Compartment: vault.Case, Kind: what}
}
