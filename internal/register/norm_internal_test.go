package register

import (
	"testing"

	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/store"
)

// TestACodeOfAListOutlivesItsDossier: the ground for which something was not handled, and a
// norm of the organisation, also one out of use; nothing that is on no list.
func TestACodeOfAListOutlivesItsDossier(t *testing.T) {
	r := &Register{home: store.Organisation{Norms: []store.Category{{Code: "own1", Label: "Zorgvuldig"}, {Code: "own2", Label: "Op tijd", Off: true}}}}
	for _, x := range []struct {
		cut        figures.Cut
		code, kept string
	}{
		{figures.ByGround, string(complaint.InCourt), "court"}, {figures.ByGround, "Bij de rechter, zei Tessa", ""},
		{figures.ByNorm, "own1", "own1"}, {figures.ByNorm, "own2", "own2"}, {figures.ByNorm, "Zorgvuldig", ""},
	} {
		if got := r.onList(x.cut, x.code); got != x.kept {
			t.Errorf("of %q by %s stays %q", x.code, x.cut, got)
		}
	}
	for _, norms := range [][]string{{"own1"}, {"own1", "own2"}, {"own9"}} {
		if err := r.checkNorms(complaint.Decided{Norms: norms}); (err == nil) != (len(norms) == 1 && norms[0] == "own1") {
			t.Errorf("%v: %v", norms, err)
		}
	}
}
