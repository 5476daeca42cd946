package store

import (
	"context"
	"fmt"

	"wederhoor/internal/vault"
)

// slots that open an organisation's key, in the way of LUKS.
const (
	slotMaster   = "master"
	slotNext     = "master-next" // of a master key that takes over; see Slots
	slotRecovery = "recovery"
)

// orgKey unwraps the key of an organisation; it stays in memory afterwards.
func (s *Store) orgKey(ctx context.Context, organisation string) (vault.Key, error) {
	if k, ok := s.orgKeys.Load(organisation); ok {
		return k.(vault.Key), nil
	}
	all, err := s.slotsOf(ctx, organisation)
	if err != nil {
		return vault.Key{}, err
	}
	if len(all) == 0 {
		return vault.Key{}, ErrNotFound
	}
	opened, err := Master(s.master).keys(all)
	if err != nil {
		return vault.Key{}, fmt.Errorf("open the key of the organisation: %w", err)
	}
	k := opened[keyOf{organisation, 1}]
	s.orgKeys.Store(organisation, k)
	return k, nil
}

// slotsOf are the slots of the key of an organisation.
func (s *Store) slotsOf(ctx context.Context, organisation string) ([]slot, error) {
	return list(ctx, s.keys, scanSlot, "SELECT organisation, version, slot, wrapped FROM org_key WHERE organisation = $1 AND version = 1", organisation)
}

// addOrgKey makes an organisation's key and both its slots. The recovery key is
// on paper; its own key is kept wrapped so that later keys can be added to it.
func (t *Tx) addOrgKey(organisation string, recovery vault.Key) (vault.Key, error) {
	k := vault.NewKey()
	for slot, kek := range map[string]vault.Key{slotMaster: t.s.master, slotRecovery: recovery} {
		wrapped := vault.Wrap(kek, slot, vault.Address{Organisation: organisation}, k)
		err := t.execKeys("INSERT INTO org_key (organisation, version, slot, wrapped, since) VALUES ($1, 1, $2, $3, $4)", organisation, slot, wrapped, t.s.now().UnixMilli())
		if err != nil {
			return vault.Key{}, err
		}
	}
	return k, nil
}

// OpensWith reports whether a recovery key opens this organisation: what is
// typed back from the sheet is tried on the real slot.
func (s *Store) OpensWith(ctx context.Context, organisation string, recovery vault.Key) (bool, error) {
	all, err := s.slotsOf(ctx, organisation)
	if err != nil {
		return false, err
	}
	_, err = Sheets(recovery).keys(all)
	return err == nil, nil
}

// sealDocument seals a small record of the organisation (settings, a member)
// under a key of its own that travels with it.
func sealDocument(orgKey vault.Key, organisation, kind, id string, plain []byte) []byte {
	at := vault.Address{Organisation: organisation, Dossier: id, Compartment: vault.Meta, Kind: kind}
	item := vault.NewKey()
	wrapped := vault.Wrap(orgKey.Derive("document"), kind, at, item)
	//nolint:gosec // a wrapped key is 60 bytes long
	return append([]byte{byte(len(wrapped))}, append(wrapped, vault.Seal(item, at, plain)...)...)
}

func openDocument(orgKey vault.Key, organisation, kind, id string, sealed []byte) ([]byte, error) {
	if len(sealed) < 1 || len(sealed) < 1+int(sealed[0]) {
		return nil, fmt.Errorf("open %s: it is cut short", kind)
	}
	at := vault.Address{Organisation: organisation, Dossier: id, Compartment: vault.Meta, Kind: kind}
	cut := 1 + int(sealed[0])
	item, err := vault.Unwrap(orgKey.Derive("document"), kind, at, sealed[1:cut])
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", kind, err)
	}
	plain, err := vault.Open(item, at, sealed[cut:])
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", kind, err)
	}
	return plain, nil
}

// Marks is the key of the numbers that stand for complainants in figures, in memory and in
// snapshots of it: nobody else can tell what they stand for.
func (s *Store) Marks(ctx context.Context, organisation string) (vault.Key, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return vault.Key{}, err
	}
	return orgKey.Derive("marks"), nil
}
