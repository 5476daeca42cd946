package complaint_test

import (
	"slices"
	"testing"

	"wederhoor/internal/complaint"
)

// TestWhatIsNotHandledHasAGround: a procedure that lists its grounds takes one of those or
// another one; a procedure that lists none takes a usual one, and none at all.
func TestWhatIsNotHandledHasAGround(t *testing.T) {
	for id, x := range map[string]struct {
		takes, refuses []complaint.InadmissibleGround
	}{
		"awb": {[]complaint.InadmissibleGround{complaint.NotOurs, complaint.HandledBefore, complaint.OlderThanAYear, complaint.ObjectionPossible, complaint.InCourt, complaint.UnderProsecution,
			complaint.NoInterest, complaint.Incomplete, complaint.OtherGround}, []complaint.InadmissibleGround{"", complaint.Unreasonable, complaint.AppealOpen, "too_late"}},
		"flanders": {[]complaint.InadmissibleGround{complaint.NoInterest, complaint.ClearlyUnfounded, complaint.Unreasonable, complaint.HandledBefore, complaint.OlderThanAYear, complaint.AppealOpen,
			complaint.OtherGround}, []complaint.InadmissibleGround{"", complaint.UnderProsecution, "too_late"}},
		"seed": {[]complaint.InadmissibleGround{"", complaint.NotOurs, complaint.InCourt, complaint.OtherGround}, []complaint.InadmissibleGround{complaint.UnderProsecution, "too_late"}},
	} {
		for _, g := range x.takes {
			d := received(t, id, "2025-03-10 10:00")
			d.do(d.c.RuleInadmissible(d.p, d.moment(), complaint.RuledInadmissible{Ground: g, Reason: "Daarom."}, d.letter(complaint.ViaEmail)))
			if got := d.c.Inadmissible.Event.Ground; got != g {
				t.Errorf("%s: ruled for %q, kept as %q", id, g, got)
			}
		}
		for _, g := range x.refuses {
			d := received(t, id, "2025-03-10 10:00")
			r := d.refuses("inadmissible_ground_missing")(d.c.RuleInadmissible(d.p, d.moment(), complaint.RuledInadmissible{Ground: g, Reason: "Daarom."}, d.letter(complaint.ViaEmail)))
			if r.Field != "ground" {
				t.Errorf("%s, %q: it is said of %q", id, g, r.Field)
			}
		}
	}
}

// TestAProcedureListsGroundsThatExist: those of procedures that were stored with fewer do.
func TestAProcedureListsGroundsThatExist(t *testing.T) {
	p := preset(t, "awb").Copy()
	p.Admissible.Reasons = []complaint.InadmissibleGround{"older_than_a_year", "handled_before", "objection_possible", "no_interest", "unfounded", "appeal_open"}
	if err := p.Check(); err != nil {
		t.Error(err)
	}
	if all := p.Grounds(); len(all) != 7 || all[6] != complaint.OtherGround || len(p.Admissible.Reasons) != 6 {
		t.Errorf("it offers %v", all)
	}
	other := p.Copy()
	other.Admissible.Reasons[0] = "too_late"
	if err := other.Check(); err == nil {
		t.Error("a ground that does not exist is taken")
	}
	if slices.Contains(p.Admissible.Reasons, "too_late") {
		t.Error("a copy shares its grounds with what it was copied from")
	}
}
