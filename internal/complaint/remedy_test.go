package complaint_test

import (
	"testing"

	"wederhoor/internal/complaint"
)

// TestARemedyIsOfAKindThatExistsOrOfNone: what sort of thing is promised is one of a
// few, or is left open; what was promised before there were kinds has none.
func TestARemedyIsOfAKindThatExistsOrOfNone(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	promise := func(k complaint.RemedyKind) complaint.Decided {
		return complaint.Decided{Finding: complaint.Upheld, Reason: "De kachel was stuk.", Remedies: []complaint.Remedy{{Text: "Excuses"}, {Text: "Lesgeld terug", Kind: k}}}
	}
	if r := d.refuses("remedy_kind_unknown")(d.c.Decide(d.p, d.moment(), promise("goodwill"))); r.Field != "remedy_kind" {
		t.Errorf("it is said of %q", r.Field)
	}
	for _, k := range append(complaint.RemedyKinds(), "") {
		d.do(d.c.Decide(d.p, d.moment(), promise(k)))
		if got := d.c.Decision.Event.Remedies; got[0].Kind != "" || got[1].Kind != k {
			t.Errorf("promised as %q, kept as %+v", k, got)
		}
	}
}
