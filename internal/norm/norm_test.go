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
		figures.Received: 10, figures.Extended: 10,
	}
	n[figures.AppealFollowed], n[figures.AppealFollowed.Of()] = 10, 10
	return norm.Register{Count: func(s figures.Set) int { return n[s] }, Published: true, Bodies: []string{"ombudsman", "disputes_committee"}, Keeps: true,
		Within:    func(norm.Law) (in, due int) { return 10, 10 },
		FourWeeks: true, Copies: true, Hears: true, Reviews: 1, Guarded: true, Members: 4, HaveRead: 4}
}

// bad is one in which a single case of each went wrong and nothing was set.
func bad() norm.Register {
	all := good().Count
	done := []figures.Set{figures.AckInTime, figures.InExtended, figures.RemedyInTime, figures.AppealFollowed}
	return norm.Register{Members: 4, HaveRead: 3, Within: func(norm.Law) (in, due int) { return 9, 10 }, Count: func(s figures.Set) int {
		switch {
		case slices.Contains(done, s):
			return all(s) - 1
		case s == figures.NoCategory, s == figures.ExtendedLate:
			return 1
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
			if !source.MatchString(d.Source) || d.Says == "" || d.Do == "" || n.Name() == "" || n.Basis() == "" {
				t.Errorf("%s %q: no source or no words", n, d.Says)
			}
			yes, no := d.Find(good()), d.Find(bad())
			if yes.Finding == norm.Yourself && no == yes {
				continue
			}
			if yes.Finding != norm.Shown || no.Finding != norm.Gap {
				t.Errorf("%s %q: good %+v, bad %+v", n, d.Says, yes, no)
			}
			if counted := yes.Of > 0; counted != (d.Whose != "" && d.Did != "") || counted == (d.Found != "") || d.Place == norm.Nowhere {
				t.Errorf("%s %q: its evidence has no words or no place", n, d.Says)
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

// Where a committee advises the law gives ten weeks, and elsewhere six.
func TestACommitteeHasTenWeeks(t *testing.T) {
	for committee, weeks := range map[bool]int{false: 6, true: 10} {
		var asked []int
		r := good()
		r.Committee = committee
		r.Within = func(l norm.Law) (in, due int) {
			if asked = append(asked, l.Weeks); !l.Statute || !l.Written {
				t.Errorf("a term of the Awb that is not of a statute, or not for what was written: %+v", l)
			}
			return 1, 1
		}
		for _, d := range norm.Of(norm.Awb) {
			if d.Clause == "9:11" {
				d.Find(r)
			}
		}
		if !slices.Equal(asked, []int{weeks}) {
			t.Errorf("with a committee %v it asks for %v weeks", committee, asked)
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

// What leaves the circle must not give a number of one to four away, not by
// subtracting either.
func TestSmallNumbersDoNotLeave(t *testing.T) {
	for _, c := range []struct {
		n, of, rest   int
		wantN, wantOf figures.Mark
	}{
		{27, 27, 0, figures.Plain, figures.Plain},
		{20, 30, 0, figures.Plain, figures.Plain},
		{0, 30, 0, figures.Plain, figures.Plain},
		{27, 28, 0, figures.Hidden, figures.Plain},
		{2, 30, 0, figures.Few, figures.Plain},
		{3, 3, 0, figures.Few, figures.Few},
		{3, 4, 0, figures.Few, figures.Few},
		{30, 40, 10, figures.Plain, figures.Plain},
		{40, 40, 4, figures.Hidden, figures.Hidden}, // of 44 complaints
		{36, 40, 4, figures.Hidden, figures.Hidden},
		{30, 40, 4, figures.Plain, figures.Hidden},
		{3, 3, 30, figures.Few, figures.Few},
	} {
		if n, of := (norm.Evidence{Finding: norm.Gap, N: c.n, Of: c.of, Rest: c.rest}).Marks(); n != c.wantN || of != c.wantOf {
			t.Errorf("%d of %d, and %d besides: %v of %v", c.n, c.of, c.rest, n, of)
		}
	}
}
