package access_test

import (
	"slices"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
)

const home = "org-1"

// dossier is one in which everybody has a part, named after it.
func dossier() access.Facts {
	return access.Facts{Organisation: home, Dossier: "d1", Subjects: []complaint.MemberID{"subject"}, Reporter: "reporter",
		Acknowledger: "acknowledger", Handler: "handler", Readers: []complaint.MemberID{"reader", "acknowledger", "handler"}}
}

var everything = []access.Action{access.Know, access.ReadContent, access.ReadSummary, access.AddNote, access.Handle,
	access.Decide, access.Assign, access.Close, access.Deliver}

// TestEveryRule says for each line of the table what it gives and what it does not.
func TestEveryRule(t *testing.T) {
	discussed := dossier()
	discussed.Discussed = true
	reading := []access.Action{access.Know, access.ReadContent, access.ReadSummary}
	for _, row := range []struct {
		rule  string
		who   access.Actor
		facts access.Facts
		gives []access.Action
	}{
		{"nobody", access.New(home, "", access.Lead), dossier(), nil},
		{"nobody", access.New("", "handler", access.Lead), dossier(), nil},
		{"nobody", access.New(home, "handler", access.Lead), access.Facts{Organisation: home, Handler: "handler"}, nil},
		{"other_organisation", access.New("org-2", "handler", access.Lead), dossier(), nil},
		{"subject_of_complaint", access.New(home, "subject", access.Lead, access.Deputy), dossier(), nil},
		{"system", access.New(home, complaint.BySystem), dossier(), []access.Action{access.Handle, access.Deliver}},
		{"leads", access.New(home, "x", access.Lead), dossier(), without(everything, access.Deliver)},
		{"leads", access.New(home, "x", access.Trainer, access.Deputy), dossier(), without(everything, access.Deliver)},
		{"handles", access.New(home, "handler"), dossier(), append(slices.Clone(reading), access.AddNote, access.Handle, access.Decide)},
		{"acknowledges", access.New(home, "acknowledger"), dossier(), append(slices.Clone(reading), access.AddNote, access.Handle)},
		{"reads_along", access.New(home, "reader"), dossier(), append(slices.Clone(reading), access.AddNote)},
		{"reported_it_just_now", access.New(home, "reporter"), dossier(), reading},
		{"reported_it", access.New(home, "reporter"), discussed, []access.Action{access.Know, access.ReadSummary}},
		{"no_need_to_know", access.New(home, "stranger", access.Partner, access.Trainer, access.CoTrainer, access.Intervisor,
			access.Freelancer, access.Coordinator, access.Administrator), discussed, nil},
	} {
		for _, do := range everything {
			got, want := access.May(row.who, do, row.facts), slices.Contains(row.gives, do)
			if got.OK != want {
				t.Errorf("%s: %s is %v by %s", row.rule, do, got.OK, got.Rule)
			}
			if want && got.Rule != row.rule {
				t.Errorf("%s allows %s instead of %s", got.Rule, do, row.rule)
			}
			if len(row.gives) == 0 && got.Rule != row.rule {
				t.Errorf("%s refuses %s instead of %s", got.Rule, do, row.rule)
			}
		}
	}
}

func without(all []access.Action, one access.Action) []access.Action {
	return slices.DeleteFunc(slices.Clone(all), func(a access.Action) bool { return a == one })
}

// TestAnUnknownActionIsNobodys: what the table does not name is refused, to the lead too.
func TestAnUnknownActionIsNobodys(t *testing.T) {
	if v := access.May(access.New(home, "x", access.Lead), "erase", dossier()); v.OK {
		t.Errorf("allowed by %s", v.Rule)
	}
}

// TestFactsComeFromTheEvents, and only members can be shut out.
func TestFactsComeFromTheEvents(t *testing.T) {
	var c complaint.Complaint
	for i, e := range []complaint.Event{complaint.Received{Story: "Koud."}, complaint.Reported{Reporter: "reporter"},
		complaint.SubjectNamed{Name: "de zaalverhuurder"}, complaint.SubjectNamed{Member: "subject"}, complaint.HandlerAssigned{Handler: "handler"}} {
		c = c.After(complaint.Recorded{Seq: i + 1, By: "lead", Event: e})
	}
	f := access.FactsOf(home, "d1", c)
	if f.Reporter != "reporter" || f.Handler != "handler" || f.Discussed || !slices.Equal(f.Subjects, []complaint.MemberID{"subject"}) {
		t.Errorf("%+v", f)
	}
	c = c.After(complaint.Recorded{Seq: 6, By: "lead", Event: complaint.Discussed{Acknowledger: "acknowledger", With: []complaint.MemberID{"reader"}}})
	f = access.FactsOf(home, "d1", c)
	if !f.Discussed || f.Acknowledger != "acknowledger" || !slices.Equal(f.Readers, []complaint.MemberID{"handler", "reader", "acknowledger"}) {
		t.Errorf("%+v", f)
	}
	if v := access.May(access.New(home, "reporter"), access.ReadContent, f); v.OK {
		t.Error("after the talk the reporter follows the state, not the words")
	}
	c = c.After(complaint.Recorded{Seq: 7, By: "lead", Event: complaint.SubjectNamed{Member: "handler"}})
	if v := access.May(access.New(home, "handler", access.Lead), access.Know, access.FactsOf(home, "d1", c)); v.OK || v.Rule != "subject_of_complaint" {
		t.Errorf("named as subject and still %+v", v)
	}
}

func TestAHandleSaysInItsTypeWhatItIsFor(t *testing.T) {
	for act, want := range map[access.Act]access.Action{access.Content{}: access.ReadContent, access.Summary{}: access.ReadSummary, access.Outbox{}: access.Deliver} {
		if act.Action() != want {
			t.Errorf("%T is for %s", act, act.Action())
		}
	}
	a := access.New(home, "m1", access.Trainer)
	if a.Organisation() != home || a.Member() != "m1" || a.Has(access.Lead) || !a.Has(access.Lead, access.Trainer) || len(access.Roles()) != 9 {
		t.Errorf("%+v", a)
	}
}
