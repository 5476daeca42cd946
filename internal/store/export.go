package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"math"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/proof"
	"wederhoor/internal/vault"
)

// Exported is one dossier on its way out, with the files that came with it.
type Exported struct {
	proof.Dossier
	Ref   string                 // "": an import that was undone, of which only hashes are left
	Code  vault.Code             // what its complainant has; "": nothing, or it was erased
	Files []complaint.Attachment // that are still kept
}

// Export gives every dossier of an organisation, one after another, with what opens it and
// its place in the log, so that no place is left out; all stand in one checkpoint. open opens an original. It is for who
// looks after the machine, and each dossier stands in the access log.
func (s *Store) Export(ctx context.Context, by Visitor, each func(d Exported, open func(file string) (io.ReadSeekCloser, error)) error) error {
	organisation, logged := by.Actor.Organisation(), map[string]bool{}
	all, err := s.leaving(ctx, s.reg, organisation, math.MaxInt64)
	if err != nil {
		return err
	}
	if err := s.logLeaving(ctx, by, all, logged); err != nil {
		return err
	}
	if err := s.Promise(ctx, organisation); err != nil {
		return err
	}
	kept, err := s.LastPromise(ctx, organisation)
	if err != nil {
		return err
	}
	paths, err := s.paths(ctx, organisation, kept.Size)
	if err != nil {
		return err
	}
	return s.atOnce(ctx, func(reg, keys reader) error {
		all, err := s.leaving(ctx, reg, organisation, kept.Size)
		if err != nil {
			return err
		}
		if err := s.logLeaving(ctx, by, all, logged); err != nil { // what came in since
			return err
		}
		for _, d := range all {
			id := d.Dossier.Dossier
			d.Dossier = proof.Dossier{Format: proof.DossierFormat, Organisation: organisation, Dossier: id, Verifier: kept.Verifier, Checkpoint: kept.Note}
			if err := s.fill(ctx, reg, keys, &d, kept.Size); err != nil {
				return err
			}
			if err := place(&d.Dossier, paths, kept.Size); err != nil {
				return err
			}
			open := func(file string) (io.ReadSeekCloser, error) { return s.openFile(ctx, organisation, id, file) }
			if err := each(d, open); err != nil {
				return err
			}
		}
		return nil
	})
}

// leaving are the dossiers that have an event among the first size of the log.
func (s *Store) leaving(ctx context.Context, q reader, organisation string, size int64) ([]Exported, error) {
	return list(ctx, q, func(scan func(...any) error) (d Exported, err error) {
		return d, scan(&d.Dossier.Dossier, &d.Ref)
	}, `SELECT dossier, COALESCE((SELECT ref FROM dossier WHERE organisation = $1 AND id = event.dossier), '')
		FROM event WHERE organisation = $1 AND seq = 1 AND pos <= $2 ORDER BY 2, 1`, organisation, size)
}

// logLeaving writes down each dossier that goes out, once.
func (s *Store) logLeaving(ctx context.Context, by Visitor, all []Exported, logged map[string]bool) error {
	var lines []Line
	for _, d := range all {
		id := d.Dossier.Dossier
		if d.Ref == "" || logged[id] {
			continue
		}
		logged[id] = true
		lines = append(lines, by.As(LogExport).Line(access.ReadContent, id, d.Ref, access.Verdict{OK: true, Rule: "operator"}))
	}
	return s.Log(ctx, lines...)
}

// fill puts in what a dossier holds.
func (s *Store) fill(ctx context.Context, reg, keys reader, d *Exported, size int64) (err error) {
	organisation, id := d.Organisation, d.Dossier.Dossier
	if d.Events, err = s.pieces(ctx, reg, keys, d.Dossier, size, nil); err != nil {
		return err
	}
	if d.Code, err = s.codeOf(ctx, reg, organisation, id); err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if err := s.showErased(ctx, reg, keys, &d.Dossier); err != nil {
		return err
	}
	d.Files, err = s.attachmentsOf(ctx, reg, keys, organisation, id)
	return err
}

// showErased puts in the one event that is left of a dossier, where it was erased.
func (s *Store) showErased(ctx context.Context, reg, keys reader, d *proof.Dossier) error {
	last := &d.Events[len(d.Events)-1]
	if d.Events[0].Sealed[0] != nil || len(d.Events) == 1 {
		return nil
	}
	err := reg.QueryRowContext(ctx, "SELECT meta_ct FROM event WHERE organisation = $1 AND dossier = $2 AND seq = $3", d.Organisation, d.Dossier, last.Seq).Scan(&last.Sealed[0])
	if err != nil {
		return absent(err)
	}
	if last.Sealed[0] == nil {
		return nil // an import that was undone says nothing
	}
	item, err := s.erasedKey(ctx, s.reg, d.Organisation, d.Dossier, int(last.Seq))
	if err != nil {
		return err
	}
	says, err := vault.Open(item, address(d.Organisation, d.Dossier, complaint.InMeta, int(last.Seq)), last.Sealed[0])
	if err != nil {
		return fmt.Errorf("open what is left of a dossier: %w", err)
	}
	last.Key[0], last.Says[0] = item[:], string(says)
	return nil
}
