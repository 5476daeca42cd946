package index

import (
	"slices"

	"wederhoor/internal/access"
	"wederhoor/internal/figures"
)

// Counted returns, oldest first, the facts that this actor's figures are made of
// and that keep accepts. A fact can be counted by who may not know of the
// dossier; its number leaves only with Known.
func (x *Index) Counted(actor access.Actor, keep func(*figures.Fact) bool) []*figures.Fact {
	x.Wait()
	var out []*figures.Fact
	for _, e := range slices.Backward(x.sorted(&x.all)) {
		if keep(&e.Fact) && access.May(actor, access.Count, e.Facts).OK {
			out = append(out, &e.Fact)
		}
	}
	return out
}
