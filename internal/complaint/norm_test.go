package complaint_test

import (
	"slices"
	"testing"

	"wederhoor/internal/complaint"
)

// TestANormIsNotKeptToWhereTheComplainantIsRight, wholly or in part; each stands there once.
func TestANormIsNotKeptToWhereTheComplainantIsRight(t *testing.T) {
	for finding, right := range map[complaint.Finding]bool{complaint.Upheld: true, complaint.PartlyUpheld: true, complaint.NotUpheld: false, complaint.NoFinding: false} {
		d := received(t, "seed", "2024-12-24 10:00")
		decision := complaint.Decided{Finding: finding, Reason: "De kachel was stuk.", Norms: []string{"own3", "own1", "own3"}}
		if !right {
			if r := d.refuses("norm_unfounded")(d.c.Decide(d.p, d.moment(), decision)); r.Field != "norm" {
				t.Errorf("%s: it is said of %q", finding, r.Field)
			}
			continue
		}
		d.do(d.c.Decide(d.p, d.moment(), decision))
		if got := d.c.Decision.Event.Norms; !slices.Equal(got, []string{"own1", "own3"}) {
			t.Errorf("%s: %v is kept", finding, got)
		}
	}
}
