package access_test

import (
	"slices"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
)

const home = "org-1"

// dossier is one in which everybody has a part, named after it.
func dossier() access.Facts {
	return access.Facts{Organisation: home, Dossier: "d1", Subjects: []complaint.MemberID{"subject"}, Reporter: "reporter",
		Acknowledger: "acknowledger", Handler: "handler", Readers: []complaint.MemberID{"reader", "acknowledger", "handler"},
		Recused: []complaint.MemberID{"recused"}, Grants: []complaint.GlassBroken{{Member: "glass", Until: now.Add(time.Minute)}}}
}

var now = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

// over is the same dossier some days after it was closed.
func over(days int) access.Facts {
	f := dossier()
	f.EndedAt = now.AddDate(0, 0, -days)
	return f
}

var everything = []access.Action{access.Know, access.ReadContent, access.ReadSummary, access.AddNote, access.Handle,
	access.Decide, access.Assign, access.Close, access.Deliver, access.ReadLog, access.BreakGlass, access.Hear}

// TestEveryRule says for each line of the table what it gives and what it does not.
func TestEveryRule(t *testing.T) {
	discussed := dossier()
	discussed.Discussed = true
	appealed := discussed
	appealed.Confidants = []complaint.MemberID{"confidant"}
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
		{"recused", access.New(home, "recused", access.Lead), dossier(), nil},
		{"second_factor_missing", access.New(home, "handler", access.Lead).HalfWay(), dossier(), nil},
		{"reported_it_by_link", access.New(home, "reporter", access.Lead).ByLink(), dossier(), []access.Action{access.Know, access.ReadSummary}},
		{"only_by_link", access.New(home, "handler", access.Lead).ByLink(), dossier(), nil},
		{"involvement_ended", access.New(home, "handler", access.Freelancer).At(now), over(31), nil},
		{"stands_in_for_the_leads", access.New(home, "x", access.Confidant).LedBy("subject", "recused"), dossier(), leads()},
		{"no_need_to_know", access.New(home, "x", access.Confidant).LedBy("subject", "somebody"), dossier(), nil},
		{"no_need_to_know", access.New(home, "x", access.Confidant), dossier(), nil},
		{"hears_the_appeal", access.New(home, "confidant", access.Confidant), appealed, []access.Action{access.Hear}},
		{"no_need_to_know", access.New(home, "other", access.Confidant), appealed, nil},
		{"no_need_to_know", access.New(home, "confidant", access.Trainer), discussed, nil},
		{"broke_the_glass", access.New(home, "glass", access.Trainer).At(now), dossier(), reading},
		{"no_need_to_know", access.New(home, "glass", access.Trainer).At(now.Add(time.Minute)), dossier(), nil},
		{"keeps_the_terms", access.New(home, "x", access.Coordinator), dossier(), []access.Action{access.Know, access.ReadSummary}},
		{"audits", access.New(home, "x", access.Auditor), dossier(), []access.Action{access.Know, access.ReadSummary, access.Count}},
		{"may_break_the_glass", access.New(home, "x", access.Administrator), dossier(), []access.Action{access.BreakGlass}},
		{"system", access.New(home, complaint.BySystem), dossier(), []access.Action{access.Handle, access.Deliver}},
		{"leads", access.New(home, "x", access.Lead), dossier(), leads()},
		{"leads", access.New(home, "x", access.Trainer, access.Deputy), dossier(), leads()},
		{"handles", access.New(home, "handler"), dossier(), append(slices.Clone(reading), access.AddNote, access.Handle, access.Decide)},
		{"acknowledges", access.New(home, "acknowledger"), dossier(), append(slices.Clone(reading), access.AddNote, access.Handle)},
		{"reads_along", access.New(home, "reader"), dossier(), append(slices.Clone(reading), access.AddNote)},
		{"reported_it_just_now", access.New(home, "reporter"), dossier(), reading},
		{"reported_it", access.New(home, "reporter"), discussed, []access.Action{access.Know, access.ReadSummary}},
		{"no_need_to_know", access.New(home, "stranger", access.Partner, access.Trainer, access.CoTrainer, access.Intervisor,
			access.Freelancer), discussed, nil},
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

// leads is what who leads may do.
func leads() []access.Action {
	return without(without(without(everything, access.Deliver), access.BreakGlass), access.Hear)
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
	for act, want := range map[access.Act]access.Action{access.Content{}: access.ReadContent, access.Summary{}: access.ReadSummary, access.Outbox{}: access.Deliver, access.Log{}: access.ReadLog, access.Frozen{}: access.Hear} {
		if act.Action() != want {
			t.Errorf("%T is for %s", act, act.Action())
		}
	}
	a := access.New(home, "m1", access.Trainer)
	if a.Organisation() != home || a.Member() != "m1" || a.Has(access.Lead) || !a.Has(access.Lead, access.Trainer) || len(access.Roles()) != 12 {
		t.Errorf("%+v", a)
	}
}

// TestARoomIsOnlyItsConfidants: no role, title or other confidant enters, and after
// its end nobody does.
func TestARoomIsOnlyItsConfidants(t *testing.T) {
	room := access.Room{Organisation: home, Confidant: "c", EndsAt: now.Add(time.Hour)}
	enters := func(a access.Actor) bool { return access.MayEnter(a, room).OK }
	if !enters(access.New(home, "c", access.Confidant).At(now)) {
		t.Error("the confidant stands before a closed door")
	}
	for name, who := range map[string]access.Actor{
		"another confidant":         access.New(home, "d", access.Confidant).At(now),
		"the lead":                  access.New(home, "l", access.Lead, access.Deputy).At(now),
		"an administrator":          access.New(home, "a", access.Administrator, access.PrivacyOfficer, access.Auditor).At(now),
		"a confidant no more":       access.New(home, "c", access.Trainer).At(now),
		"half a sign-in":            access.New(home, "c", access.Confidant).At(now).HalfWay(),
		"a mailed link":             access.New(home, "c", access.Confidant).At(now).ByLink(),
		"another organisation":      access.New("org-2", "c", access.Confidant).At(now),
		"nobody":                    access.New(home, "", access.Confidant).At(now),
		"the machine":               access.New(home, complaint.BySystem).At(now),
		"the same person too late":  access.New(home, "c", access.Confidant).At(now.Add(time.Hour)),
		"the same person long over": access.New(home, "c", access.Confidant).At(now.Add(24 * time.Hour)),
	} {
		if enters(who) {
			t.Errorf("%s enters", name)
		}
	}
	if access.MayEnter(access.New(home, "", access.Confidant), access.Room{Organisation: home}).OK {
		t.Error("a room of nobody is open")
	}
}

// TestWhoHadAPartIsNotIndependent: the appeal is heard by somebody else (S19).
func TestWhoHadAPartIsNotIndependent(t *testing.T) {
	f := dossier()
	for member, want := range map[complaint.MemberID]bool{"x": true, "subject": false, "recused": false, "handler": false, "acknowledger": false, "reporter": false, "reader": true} {
		if got := access.Independent(access.New(home, member, access.Confidant), f); got != want {
			t.Errorf("%s: %v", member, got)
		}
	}
	if access.Independent(access.New(home, "x", access.Confidant, access.Lead), f) || access.Independent(access.New("org-2", "x", access.Confidant), f) {
		t.Error("who leads, or is of elsewhere, hears the appeal")
	}
	if access.Independent(access.New(home, "x", access.Confidant).LedBy("subject", "recused"), f) {
		t.Error("who stood in for the leads hears the appeal against themselves")
	}
}
