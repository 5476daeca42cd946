package register

import (
	"context"
	"io"

	"wederhoor/internal/complaint"
	"wederhoor/internal/proof"
	"wederhoor/internal/store"
)

// ExportAll gives every dossier with its originals; see [store.Store.Export]. Like a
// DossierProof it is for who looks after the machine.
func (r *Register) ExportAll(ctx context.Context, each func(d store.Exported, open func(file string) (io.ReadSeekCloser, error)) error) error {
	return r.Store.Export(ctx, system(r.Home().ID), each)
}

// Household is what the organisation has beside its dossiers, for the same export.
func (r *Register) Household(ctx context.Context) (store.Household, error) {
	return r.Store.Household(ctx, r.Home().ID)
}

// DossierProof is one dossier for somebody outside who need not trust us; see
// [store.Store.DossierProof]. It is for who looks after the machine: whoever can run it
// has the master key, and the log says that it was done.
func (r *Register) DossierProof(ctx context.Context, ref string, without ...complaint.Compartment) (proof.Dossier, error) {
	return r.Store.DossierProof(ctx, system(r.Home().ID), ref, without...)
}
