package store

import (
	"context"
	"io"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/proof"
)

// Exported is one dossier on its way out, with the files that came with it.
type Exported struct {
	proof.Dossier
	Ref   string
	Files []complaint.Attachment // that are still kept
}

// Export gives every dossier of an organisation, one after another, with what opens it and
// its place in the log; all stand in one checkpoint. open opens an original. It is for who
// looks after the machine, and each dossier stands in the access log.
func (s *Store) Export(ctx context.Context, by Visitor, each func(d Exported, open func(file string) (io.ReadSeekCloser, error)) error) error {
	organisation := by.Actor.Organisation()
	all, err := list(ctx, s.reg, func(scan func(...any) error) (d Exported, err error) {
		return d, scan(&d.Dossier.Dossier, &d.Ref)
	}, "SELECT id, ref FROM dossier WHERE organisation = $1 ORDER BY ref", organisation)
	if err != nil {
		return unavailable(err)
	}
	var lines []Line
	for _, d := range all {
		lines = append(lines, by.As(LogExport).Line(access.ReadContent, d.Dossier.Dossier, d.Ref, access.Verdict{OK: true, Rule: "operator"}))
	}
	if err := s.Log(ctx, lines...); err != nil {
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
	for _, d := range all {
		id := d.Dossier.Dossier
		d.Dossier = proof.Dossier{Format: proof.DossierFormat, Organisation: organisation, Dossier: id, Verifier: kept.Verifier, Checkpoint: kept.Note}
		if d.Events, err = s.pieces(ctx, organisation, id, nil); err != nil {
			return err
		}
		if err := place(&d.Dossier, paths, kept.Size); err != nil {
			return err
		}
		if d.Files, err = s.attachmentsOf(ctx, organisation, id); err != nil {
			return err
		}
		open := func(file string) (io.ReadSeekCloser, error) { return s.openFile(ctx, organisation, id, file) }
		if err := each(d, open); err != nil {
			return err
		}
	}
	return nil
}
