package norm_test

import (
	"regexp"
	"slices"
	"testing"

	"wederhoor/internal/figures"
	"wederhoor/internal/norm"
)

// good is an invented register in which all went well, of ten cases each.
func good() norm.Register {
	n := map[figures.Set]int{
		figures.AckDue: 10, figures.AckInTime: 10, figures.AnswerDue: 10, figures.InTerm: 7, figures.InExtended: 3,
		figures.RemedyDue: 10, figures.RemedyInTime: 10,
	}
	n[figures.AppealFollowed], n[figures.AppealFollowed.Of()] = 10, 10
	return norm.Register{Count: func(s figures.Set) int { return n[s] }, Published: true, Bodies: []string{"ombudsman", "disputes_committee"}, Keeps: true, Reviews: 1, YearPublished: true}
}

// bad is one in which a single case of each went wrong and nothing was set.
func bad() norm.Register {
	all := good().Count
	done := []figures.Set{figures.AckInTime, figures.InExtended, figures.RemedyInTime, figures.AppealFollowed}
	return norm.Register{Count: func(s figures.Set) int {
		if slices.Contains(done, s) {
			return all(s) - 1
		}
		return all(s)
	}}
}

func TestEachDemandCanBeShownAndMissing(t *testing.T) {
	source := regexp.MustCompile(`^2\.[1345]$`)
	for _, n := range norm.Norms() {
		if len(norm.Of(n)) == 0 {
			t.Errorf("%s has no demands", n)
		}
		for _, d := range norm.Of(n) {
			if !source.MatchString(d.Source) || d.Says == "" || d.Do == "" {
				t.Errorf("%s %q: no source or no words", n, d.Says)
			}
			yes, no := d.Find(good()), d.Find(bad())
			if yes.Finding == norm.Yourself && no == yes {
				continue
			}
			if yes.Finding != norm.Shown || no.Finding != norm.Gap {
				t.Errorf("%s %q: good %+v, bad %+v", n, d.Says, yes, no)
			}
		}
	}
}

// A year without complaints shows nothing about handling them, and misses nothing.
func TestNoComplaintsAreNoEvidence(t *testing.T) {
	r := good()
	r.Count = func(figures.Set) int { return 0 }
	for _, d := range norm.Of(norm.ISO10002) {
		if e := d.Find(r); d.Clause[0] == '7' && e != (norm.Evidence{Finding: norm.NoCase}) {
			t.Errorf("%s: %+v", d.Clause, e)
		}
	}
}

// A body of another kind is no ombudsman.
func TestAnotherBodyIsNoOmbudsman(t *testing.T) {
	r := good()
	r.Bodies = []string{"confidant"}
	for _, d := range norm.Of(norm.Awb) {
		if d.Clause == "9:12" && d.Find(r).Finding != norm.Gap {
			t.Error("a confidant was taken for the ombudsman")
		}
	}
}
