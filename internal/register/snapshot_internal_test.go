package register

import (
	"bytes"
	"context"
	"io"

	"wederhoor/internal/complaint"
	"wederhoor/internal/index"
)

// PackNow lays all that is over in drawers of a few, so that a test has some.
func (r *Register) PackNow() int {
	r.index.DrawerSize = 3
	r.index.Tidy()
	return r.index.Packed()
}

// SnapshotBytes is what lies in the snapshot that a start would take in.
func (r *Register) SnapshotBytes(ctx context.Context) ([]byte, error) {
	var b bytes.Buffer
	err := r.Store.Snapshot(ctx, r.Home().ID, program(), func(in io.Reader) error { _, err := b.ReadFrom(in); return err })
	return b.Bytes(), err
}

// SnapshotOfAnother is the same as another program would see it.
func (r *Register) SnapshotOfAnother(ctx context.Context) error {
	return r.Store.Snapshot(ctx, r.Home().ID, "another", func(io.Reader) error { return nil })
}

// Packed is how many dossiers lie in drawers.
func (r *Register) Packed() int { return r.index.Packed() }

// PackAll fills the index anew with all that is closed in drawers, whatever is still to be
// done in it.
func (r *Register) PackAll(ctx context.Context) error {
	x := index.New()
	x.FactOf, x.Settled = r.factOf, func(complaint.Complaint) bool { return true }
	r.index = x
	err := r.Fill(ctx)
	r.PackNow()
	return err
}
