package register

import (
	"context"

	"wederhoor/internal/complaint"
	"wederhoor/internal/proof"
)

// DossierProof is one dossier for somebody outside who need not trust us; see
// [store.Store.DossierProof]. It is for who looks after the machine: whoever can run it
// has the master key, and the log says that it was done.
func (r *Register) DossierProof(ctx context.Context, ref string, without ...complaint.Compartment) (proof.Dossier, error) {
	return r.Store.DossierProof(ctx, system(r.Home().ID), ref, without...)
}
