package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/proof"
	"wederhoor/internal/vault"
)

// envelope is the meta sheet of an event as sealed: its when, by whom and kind.
type envelope struct {
	Kind     complaint.Kind     `json:"k"`
	Happened int64              `json:"h"` // Unix milliseconds
	Recorded int64              `json:"r"`
	By       complaint.MemberID `json:"b"`
	Fields   json.RawMessage    `json:"f"`
}

var compartments = []complaint.Compartment{complaint.InMeta, complaint.InCase, complaint.InIdentity}

// seal writes one event: its keys first, then its ciphertext, its place in the
// log and its link in the dossier's chain. It returns the new head of the chain.
func (t *Tx) seal(organisation, dossier string, r complaint.Recorded, head []byte, keks map[complaint.Compartment]vault.Key) ([]byte, error) {
	if t.s.disk.acts {
		if err := t.s.stores(true); err != nil {
			return nil, err
		}
	}
	sheets, err := complaint.Encode(r.Event)
	if err != nil {
		return nil, err
	}
	if sheets[complaint.InMeta], err = enveloped(r, sheets[complaint.InMeta]); err != nil {
		return nil, err
	}
	var ct, wrapped, hashes [3][]byte
	for i, in := range compartments {
		plain, ok := sheets[in]
		if !ok {
			continue
		}
		at := address(organisation, dossier, in, r.Seq)
		item := vault.NewKey()
		wrapped[i] = vault.Wrap(keks[in], "item", at, item)
		ct[i] = vault.Seal(item, at, plain)
		hashes[i] = hash(ct[i])
	}
	if err := t.putItemKeys(organisation, dossier, int64(r.Seq), wrapped); err != nil {
		return nil, err
	}
	pos, err := t.nextPos(organisation)
	if err != nil {
		return nil, err
	}
	next := leaf(head, dossier, r.Seq, hashes[:]...)
	return next, t.putEvent(organisation, dossier, proof.Piece{Seq: int64(r.Seq), Pos: pos, Sealed: ct, Hash: hashes, Leaf: next})
}

// putItemKeys keeps what opens an event. Keys are committed first: a power cut in between
// leaves the keys of an event that never was, and these take their place. Two acts at
// once still clash on the event.
func (t *Tx) putItemKeys(organisation, dossier string, seq int64, wrapped [3][]byte) error {
	return t.execKeys(`INSERT INTO item_key (organisation, dossier, seq, meta_key, case_key, identity_key)
		VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (organisation, dossier, seq)
		DO UPDATE SET meta_key = excluded.meta_key, case_key = excluded.case_key, identity_key = excluded.identity_key`, organisation, dossier, seq, wrapped[0], wrapped[1], wrapped[2])
}

// putEvent keeps a sealed event in its place in the log.
func (t *Tx) putEvent(organisation, dossier string, p proof.Piece) error {
	_, err := t.exec(`INSERT INTO event (organisation, dossier, seq, pos, meta_ct, case_ct, identity_ct, meta_hash, case_hash, identity_hash, leaf)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		organisation, dossier, p.Seq, p.Pos, p.Sealed[0], p.Sealed[1], p.Sealed[2], p.Hash[0], p.Hash[1], p.Hash[2], p.Leaf)
	return err
}

// enveloped is the meta sheet of an event as it is sealed.
func enveloped(r complaint.Recorded, fields []byte) ([]byte, error) {
	sheet, err := json.Marshal(envelope{Kind: r.Event.Kind(), Happened: r.Happened.UnixMilli(), Recorded: r.Recorded.UnixMilli(), By: r.By, Fields: fields})
	if err != nil {
		return nil, fmt.Errorf("encode the envelope: %w", err)
	}
	return sheet, nil
}

func address(organisation, dossier string, in complaint.Compartment, seq int) vault.Address {
	return vault.Address{Organisation: organisation, Dossier: dossier, Compartment: vault.Compartment(in), Seq: seq, Kind: "event"}
}

// reader is what both a transaction and the pool can do.
type reader interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// replay opens every event of a dossier. A compartment whose key is gone stays
// closed for ever and is left out.
func (s *Store) replay(ctx context.Context, reg, keys reader, organisation, dossier string) ([]complaint.Recorded, error) {
	keks, err := s.dossierKeys(ctx, keys, organisation, dossier)
	if err != nil {
		return nil, err
	}
	sealed, err := readSealed(ctx, reg, organisation, dossier)
	if err != nil {
		return nil, err
	}
	if len(sealed) > 0 && sealed[0].ct[0] == nil {
		return s.replayErased(ctx, reg, organisation, dossier, sealed[len(sealed)-1])
	}
	wrapped, err := readItemKeys(ctx, keys, organisation, dossier)
	if err != nil {
		return nil, err
	}
	return redacted(sealed, func(e sealedEvent) (complaint.Sheets, error) {
		return e.open(organisation, dossier, keks, wrapped[e.seq])
	})
}

type sealedEvent struct {
	seq int
	ct  [3][]byte
}

func readSealed(ctx context.Context, q reader, organisation, dossier string) ([]sealedEvent, error) {
	return list(ctx, q, func(scan func(...any) error) (e sealedEvent, err error) {
		if err := scan(&e.seq, &e.ct[0], &e.ct[1], &e.ct[2]); err != nil {
			return e, unavailable(err)
		}
		return e, nil
	}, "SELECT seq, meta_ct, case_ct, identity_ct FROM event WHERE organisation = $1 AND dossier = $2 ORDER BY seq", organisation, dossier)
}

func readItemKeys(ctx context.Context, q reader, organisation, dossier string) (all map[int][3][]byte, err error) {
	rows, err := q.QueryContext(ctx, `SELECT seq, meta_key, case_key, identity_key FROM item_key
		WHERE organisation = $1 AND dossier = $2`, organisation, dossier)
	if err != nil {
		return nil, unavailable(err)
	}
	defer func() { err = closeRows(rows, err) }()
	all = map[int][3][]byte{}
	for rows.Next() {
		var seq int
		var w [3][]byte
		if err := rows.Scan(&seq, &w[0], &w[1], &w[2]); err != nil {
			return nil, unavailable(err)
		}
		all[seq] = w
	}
	return all, nil
}

// list reads every row of a query; read takes the columns of one with scan.
func list[T any](ctx context.Context, q reader, read func(scan func(...any) error) (T, error), query string, args ...any) (all []T, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, unavailable(err)
	}
	defer func() { err = closeRows(rows, err) }()
	for rows.Next() {
		one, err := read(rows.Scan)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

// value is a row of one column.
func value[T any](scan func(...any) error) (v T, err error) {
	if err := scan(&v); err != nil {
		return v, unavailable(err)
	}
	return v, nil
}

func closeRows(rows *sql.Rows, err error) error {
	if e := rows.Err(); err == nil && e != nil {
		err = unavailable(e)
	}
	if e := rows.Close(); err == nil && e != nil {
		err = unavailable(e)
	}
	return err
}

func (e sealedEvent) open(organisation, dossier string, keks map[complaint.Compartment]vault.Key, wrapped [3][]byte) (complaint.Sheets, error) {
	sheets := complaint.Sheets{}
	for i, in := range compartments {
		_, plain, err := e.sheet(i, organisation, dossier, keks, wrapped)
		if err != nil {
			return nil, err
		}
		if plain != nil {
			sheets[in] = plain
		}
	}
	return sheets, nil
}

// sheet opens one sheet of an event, with the key that opens it and nothing else. What
// was never written, and what was erased, gives nothing.
func (e sealedEvent) sheet(i int, organisation, dossier string, keks map[complaint.Compartment]vault.Key, wrapped [3][]byte) (item vault.Key, plain []byte, err error) {
	in := compartments[i]
	kek, ok := keks[in]
	if !ok || e.ct[i] == nil || wrapped[i] == nil {
		return item, nil, nil
	}
	at := address(organisation, dossier, in, e.seq)
	if item, err = vault.Unwrap(kek, "item", at, wrapped[i]); err == nil {
		plain, err = vault.Open(item, at, e.ct[i])
	}
	if err != nil {
		return item, nil, fmt.Errorf("open event %d: %w", e.seq, err)
	}
	return item, plain, nil
}

// recorded takes an event out of its envelope.
func recorded(seq int, sheets complaint.Sheets) (complaint.Recorded, error) {
	var head envelope
	if err := json.Unmarshal(sheets[complaint.InMeta], &head); err != nil {
		return complaint.Recorded{}, fmt.Errorf("read event %d: %w", seq, err)
	}
	sheets[complaint.InMeta] = head.Fields
	event, err := complaint.Decode(head.Kind, sheets)
	if err != nil {
		return complaint.Recorded{}, err
	}
	return complaint.Recorded{Seq: seq, Happened: time.UnixMilli(head.Happened).UTC(), Recorded: time.UnixMilli(head.Recorded).UTC(),
		By: head.By, Event: event}, nil
}

// dossierKeys unwraps the keys of a dossier's compartments; one that was
// destroyed is missing from the map.
func (s *Store) dossierKeys(ctx context.Context, q reader, organisation, dossier string) (keks map[complaint.Compartment]vault.Key, err error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return nil, err
	}
	rows, err := q.QueryContext(ctx, "SELECT compartment, wrapped FROM dossier_key WHERE organisation = $1 AND dossier = $2", organisation, dossier)
	if err != nil {
		return nil, unavailable(err)
	}
	defer func() { err = closeRows(rows, err) }()
	keks = map[complaint.Compartment]vault.Key{}
	for rows.Next() {
		var in string
		var wrapped []byte
		if err := rows.Scan(&in, &wrapped); err != nil {
			return nil, unavailable(err)
		}
		k, err := vault.Unwrap(orgKey.Derive("wrap"), "dossier", keyAddress(organisation, dossier, in), wrapped)
		if err != nil {
			return nil, fmt.Errorf("open the keys of a dossier: %w", err)
		}
		keks[complaint.Compartment(in)] = k
	}
	return keks, nil
}

func keyAddress(organisation, dossier, in string) vault.Address {
	return vault.Address{Organisation: organisation, Dossier: dossier, Compartment: vault.Compartment(in), Kind: "dossier"}
}

func (t *Tx) addDossierKeys(orgKey vault.Key, organisation, dossier string) (map[complaint.Compartment]vault.Key, error) {
	keks := map[complaint.Compartment]vault.Key{}
	args := []any{organisation, dossier}
	for _, in := range compartments {
		k := vault.NewKey()
		keks[in] = k
		args = append(args, string(in), vault.Wrap(orgKey.Derive("wrap"), "dossier", keyAddress(organisation, dossier, string(in)), k))
	}
	return keks, t.execKeys(`INSERT INTO dossier_key (organisation, dossier, compartment, wrapped)
		VALUES ($1, $2, $3, $4), ($1, $2, $5, $6), ($1, $2, $7, $8)`, args...)
}
