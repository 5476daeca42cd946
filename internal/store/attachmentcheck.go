package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"wederhoor/internal/complaint"
	"wederhoor/internal/proof"
)

// CheckedAttachments is what was read.
type CheckedAttachments struct {
	Files, Bytes int64
	Unsummed     int64 // of which no hash was taken when they came in: they open, and that is all
}

// CheckAttachments reads every attachment of an organisation and holds it against the
// hash in the event that it came with, which the chain is over. The first that is not
// what it was is a *proof.Broken. It gives no word of anything to anybody.
func (s *Store) CheckAttachments(ctx context.Context, organisation string) (n CheckedAttachments, err error) {
	dossiers, err := s.ids(ctx, organisation)
	if err != nil {
		return n, err
	}
	for _, id := range dossiers {
		all, err := s.attachmentsOf(ctx, s.reg, s.keys, organisation, id)
		if err != nil {
			return n, err
		}
		for _, a := range all {
			if err := s.checkAttachment(ctx, organisation, id, a, &n); err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

// attachmentsOf are the files that came with the events of a dossier and are still kept.
func (s *Store) attachmentsOf(ctx context.Context, reg, keys reader, organisation, dossier string) (kept []complaint.Attachment, err error) {
	events, err := s.replay(ctx, reg, keys, organisation, dossier)
	if err != nil {
		return nil, err
	}
	for _, a := range complaint.Fold(events).Attachments() {
		if !a.Gone {
			kept = append(kept, a)
		}
	}
	return kept, nil
}

func (s *Store) checkAttachment(ctx context.Context, organisation, dossier string, a complaint.Attachment, n *CheckedAttachments) error {
	in, err := s.openFile(ctx, organisation, dossier, a.ID)
	if errors.Is(err, ErrUnavailable) {
		return err
	}
	sum := sha256.New()
	if err == nil {
		var size int64
		if size, err = io.Copy(sum, in); err == nil {
			err = in.Close()
		}
		n.Bytes += size
	}
	switch {
	case err != nil:
		return &proof.Broken{Check: proof.CheckAttachment, Says: fmt.Sprintf("file %s of dossier %s cannot be read: %v", a.ID, dossier, err)}
	case a.SHA256 == "":
		n.Unsummed++
	case hex.EncodeToString(sum.Sum(nil)) != a.SHA256:
		return &proof.Broken{Check: proof.CheckAttachment, Says: fmt.Sprintf("file %s of dossier %s is not what it was when it came in", a.ID, dossier)}
	}
	n.Files++
	return nil
}
