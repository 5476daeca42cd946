package store

import (
	"context"
	"errors"
	"slices"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/proof"
	"wederhoor/internal/vault"
)

// DossierProof is a dossier for somebody outside who need not trust us: what was sealed,
// the key of each sheet that is shown, and where it stands in the log. To hand over
// the key of a sheet is to hand over that sheet and nothing else. without are the
// sheets that stay closed. It is for who looks after the machine, and stands in the
// access log. Of one that was erased there are hashes alone. ErrNotFound: there is no such
// number.
func (s *Store) DossierProof(ctx context.Context, by Visitor, ref string, without ...complaint.Compartment) (d proof.Dossier, err error) {
	organisation := by.Actor.Organisation()
	id, err := s.IDOf(ctx, organisation, ref)
	if err != nil {
		return d, err
	}
	if id == NoDossier {
		return d, ErrNotFound
	}
	if err := s.Log(ctx, by.Line(access.ReadContent, id, ref, access.Verdict{OK: true, Rule: "operator"})); err != nil {
		return d, err
	}
	if err := s.Promise(ctx, organisation); err != nil {
		return d, err
	}
	kept, err := s.LastPromise(ctx, organisation)
	if err != nil {
		return d, err
	}
	d = proof.Dossier{Format: proof.DossierFormat, Organisation: organisation, Dossier: id, Verifier: kept.Verifier, Checkpoint: kept.Note}
	paths, err := s.paths(ctx, organisation, kept.Size)
	if err != nil {
		return d, err
	}
	err = s.atOnce(ctx, func(reg, keys reader) (err error) {
		d.Events, err = s.pieces(ctx, reg, keys, d, kept.Size, without)
		return err
	})
	if err != nil {
		return d, err
	}
	return d, place(&d, paths, kept.Size)
}

// pieces are the events as they lie there, with what opens them. What came after the first
// size events of the log was not promised yet, and has no place to be shown.
func (s *Store) pieces(ctx context.Context, reg, keys reader, d proof.Dossier, size int64, without []complaint.Compartment) ([]proof.Piece, error) {
	organisation, dossier := d.Organisation, d.Dossier
	keks, err := s.dossierKeys(ctx, keys, organisation, dossier)
	if err != nil {
		return nil, err
	}
	wrapped, err := readItemKeys(ctx, keys, organisation, dossier)
	if err != nil {
		return nil, err
	}
	all, err := list(ctx, reg, func(scan func(...any) error) (p proof.Piece, err error) {
		return p, scan(&p.Seq, &p.Pos, &p.Sealed[0], &p.Sealed[1], &p.Sealed[2], &p.Hash[0], &p.Hash[1], &p.Hash[2], &p.Leaf)
	}, `SELECT seq, pos, meta_ct, case_ct, identity_ct, meta_hash, case_hash, identity_hash, leaf
		FROM event WHERE organisation = $1 AND dossier = $2 AND pos <= $3 ORDER BY seq`, organisation, dossier, size)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if err := show(&all[i], organisation, dossier, keks, wrapped[int(all[i].Seq)], without); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// show puts the key and the words beside each sheet that is shown, and takes the
// others out.
func show(p *proof.Piece, organisation, dossier string, keks map[complaint.Compartment]vault.Key, wrapped [3][]byte, without []complaint.Compartment) error {
	e := sealedEvent{seq: int(p.Seq), ct: p.Sealed}
	for i, in := range compartments {
		item, says, err := e.sheet(i, organisation, dossier, keks, wrapped)
		if err != nil {
			return err
		}
		if says == nil || slices.Contains(without, in) {
			p.Sealed[i] = nil
			continue
		}
		p.Key[i], p.Says[i] = item[:], string(says)
	}
	return nil
}

// place shows where each event stands in the log, of which the first size events
// were promised.
func place(d *proof.Dossier, paths *proof.Paths, size int64) (err error) {
	for i, p := range d.Events {
		if d.Events[i].Path, err = paths.Of(p.Pos, size); err != nil {
			return err
		}
	}
	return nil
}

// paths reads the tree over the first size events.
func (s *Store) paths(ctx context.Context, organisation string, size int64) (_ *proof.Paths, err error) {
	rows, err := s.reg.QueryContext(ctx, "SELECT leaf FROM event WHERE organisation = $1 AND pos <= $2 ORDER BY pos", organisation, size)
	if err != nil {
		return nil, unavailable(err)
	}
	defer func() { err = errors.Join(err, closeRows(rows, nil)) }()
	paths := &proof.Paths{}
	for rows.Next() {
		var leaf []byte
		if err := rows.Scan(&leaf); err != nil {
			return nil, unavailable(err)
		}
		if err := paths.Add(leaf); err != nil {
			return nil, err
		}
	}
	return paths, nil
}
