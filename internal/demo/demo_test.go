package demo_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
)

const aboutHim = "Persoonlijk verhaal besproken met de groep"

// TestTheYear looks around in one demo, and compares it with another.
func TestTheYear(t *testing.T) {
	f := fill(t, noon)
	t.Run("Henk sees nothing about himself", func(t *testing.T) { henkSeesNothing(t, f) })
	t.Run("every kind occurs", func(t *testing.T) { everyKindOccurs(t, f) })
	t.Run("nothing waits", func(t *testing.T) { nothingWaits(t, f) })
	t.Run("the same now is the same year", func(t *testing.T) {
		if f.story(t) != fill(t, noon).story(t) {
			t.Error("two demos of one moment differ")
		}
	})
}

// henkSeesNothing: he has an account, and other complaints in it.
func henkSeesNothing(t *testing.T, f filled) {
	t.Helper()
	him, lead := f.as(t, "henk"), f.as(t, "mirjam")
	hidden := item(t, f.all(lead), aboutHim)
	today := f.Today(him)
	for where, items := range map[string][]register.Item{"list": f.all(him), "mine": today.Mine, "others": today.Others, "week": today.Week,
		"search": f.search(t, him, "coachgesprek"), "search by number": f.search(t, him, hidden.Ref), "search by name": f.search(t, him, "Tessa Jansen")} {
		if slices.ContainsFunc(items, func(it register.Item) bool { return it.ID == hidden.ID }) {
			t.Errorf("%s shows him the complaint about himself", where)
		}
	}
	if _, err := f.Open(ctx, him, hidden.Ref); err == nil {
		t.Error("he opened the complaint about himself")
	}
	if len(f.search(t, lead, "coachgesprek")) == 0 || len(f.all(him)) == 0 {
		t.Error("the search finds nothing at all, or he has no complaints")
	}
}

// story is all of a complaint that chance does not make.
func (f filled) story(t *testing.T) string {
	t.Helper()
	lead := f.as(t, "lotte")
	var b strings.Builder
	for _, it := range f.all(lead) {
		d, err := f.Open(ctx, lead, it.Ref)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, it.Heading, it.Category, d.Stage(), d.Complaint.Received.Story)
		for _, e := range d.Complaint.History {
			fmt.Fprintln(&b, e.Event.Kind(), e.Happened, e.Recorded)
		}
	}
	return b.String()
}

// everyKindOccurs: somebody who looks around finds one of each.
func everyKindOccurs(t *testing.T, f filled) {
	t.Helper()
	lead := f.as(t, "lotte")
	seen := map[string]int{}
	for _, it := range f.all(lead) {
		d, err := f.Open(ctx, lead, it.Ref)
		if err != nil {
			t.Fatal(err)
		}
		c := d.Complaint
		seen[string(c.Received.Channel)]++
		seen[string(c.Received.From)]++
		seen[string(it.Respond.Timeliness())]++
		for _, e := range c.History {
			seen[string(e.Event.Kind())]++
		}
		if c.Decision != nil {
			seen[string(c.Decision.Event.Finding)]++
		}
		if c.Acceptance != nil {
			seen[fmt.Sprintf("satisfied %v", c.Acceptance.Event.Satisfied)]++
		}
		if c.Received.Anonymous {
			seen["anonymous"]++
		}
	}
	for _, want := range []complaint.Kind{complaint.KindAction, complaint.KindSubject, complaint.KindHeard, complaint.KindExtended,
		complaint.KindWithdrawn, complaint.KindInadmissible, complaint.KindReopened, complaint.KindAppealed, complaint.KindRemedyDone, complaint.KindExcepted,
		"form", "phone", "conversation", "email", "evaluation", "message", "letter", "client", "participant", "other", "unknown",
		"upheld", "partly_upheld", "not_upheld", "no_finding", "resolved", "satisfied true", "satisfied false", "anonymous",
		"in_term", "in_extended", "too_late"} {
		if seen[string(want)] == 0 {
			t.Errorf("no %s in the whole year", want)
		}
	}
}

func nothingWaits(t *testing.T, f filled) {
	t.Helper()
	if n, err := f.store.QueuedJobs(ctx); n != 0 || err != nil {
		t.Errorf("%d notices wait, %v", n, err)
	}
	if !f.Home().RecoveryConfirmed {
		t.Error("the demo starts with a warning")
	}
}
