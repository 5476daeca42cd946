package register_test

import (
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// TestWhoOnlyFollowsSeesStateAndDates: no heading, no name, no category in any
// list, count or search, whatever gives them the right to follow.
func TestWhoOnlyFollowsSeesStateAndDates(t *testing.T) {
	o := open(t, "")
	joris := o.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer)
	r := o.about(joris)
	order := register.Order{Ref: r.Ref}
	if _, err := o.Discuss(ctx, o.lead, order, complaint.Discussed{Acknowledger: o.lead.Member.ID}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Correct(ctx, o.lead, order, complaint.FieldCategory, "location", ""); err != nil {
		t.Fatal(err)
	}
	for name, who := range map[string]register.Person{"the reporter after the talk": joris, "the coordinator": o.joined("Carla", "c@voorbeeld.example", access.Coordinator),
		"the auditor": o.joined("Arie", "a@voorbeeld.example", access.Auditor), "the privacy officer": o.joined("Fatma", "f@voorbeeld.example", access.PrivacyOfficer)} {
		today := o.Today(who)
		for list, items := range map[string][]register.Item{"list": o.List(who, register.Filter{View: "all"}).Items, "number": o.search(who, r.Ref), "others": today.Others, "week": today.Week} {
			o.show(who)
			if _, err := o.Name(ctx, who, &items); err != nil {
				t.Fatal(err)
			}
			if len(items) != 1 {
				t.Errorf("%s, %s: %d items", name, list, len(items))
				continue
			}
			it := items[0]
			if it.Reads || it.Heading != "" || it.Complainant != "" || it.Category != "" || it.From != "" || it.Channel != "" || it.Reporter != "" || it.Next.Owner != "" {
				t.Errorf("%s, %s: %+v", name, list, it)
			}
			if it.Stage != complaint.StageReceived || it.Respond.Due.IsZero() || it.Ref != r.Ref {
				t.Errorf("%s, %s: no state or dates: %+v", name, list, it)
			}
			if auditor := who.Has(access.Auditor); auditor == (it.Turn.Name != "") || len(it.Turn.Roles) == 0 {
				t.Errorf("%s, %s: the turn is %+v", name, list, it.Turn)
			}
		}
		for _, words := range []string{"merkwoord", "tessa", "Jansen"} {
			if n := len(o.search(who, words)); n != 0 {
				t.Errorf("%s finds %d by %q", name, n, words)
			}
		}
		if page := o.List(who, register.Filter{View: "all", Category: "location"}); page.Total != 0 {
			t.Errorf("%s counts %d by category", name, page.Total)
		}
		d, err := o.Follow(ctx, who, r.Ref)
		if err != nil || d.Complaint.Received.Story != "" || d.Complaint.Received.Name != "" || d.Complaint.Category != "" {
			t.Errorf("%s follows: %v, %+v", name, err, d.Complaint.Received)
		}
	}
	if page := o.List(o.lead, register.Filter{View: "all", Category: "location"}); page.Total != 1 || page.Items[0].Heading == "" {
		t.Errorf("the lead: %+v", page)
	}
}

// TestNamesAreHiddenUntilAskedFor, for a quarter of an hour, in one session, and
// each name that was shown is a line.
func TestNamesAreHiddenUntilAskedFor(t *testing.T) {
	o := open(t, "")
	o.complain("")
	enter := func() register.Person {
		token, err := o.SignIn(ctx, o.lead.Member.Email, password)
		if err != nil {
			t.Fatal(err)
		}
		who, err := o.Recognise(ctx, token)
		if err != nil {
			t.Fatal(err)
		}
		return who
	}
	here, elsewhere := enter(), enter()
	names := func(who register.Person) (all []string) {
		t.Helper()
		today := o.Today(who)
		list := o.List(who, register.Filter{}).Items
		if _, err := o.Name(ctx, who, &today.Mine, &list); err != nil {
			t.Fatal(err)
		}
		for _, it := range append(today.Mine, list...) {
			all = append(all, it.Complainant)
		}
		return all
	}
	lines := func() (n int) {
		page, err := o.WhatSaw(ctx, here, register.LogQuery{Kind: register.LogNames})
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range page.Lines {
			n += l.Times
		}
		return n
	}
	hold(t, "before", names(here), "", "")
	o.show(here)
	hold(t, "asked", names(here), "Tessa Jansen", "Tessa Jansen")
	hold(t, "in another browser", names(elsewhere), "", "")
	if n := lines(); n != 1 {
		t.Errorf("%d lines for one name in two lists", n)
	}
	names(here)
	o.complain("")
	names(here)
	if n := lines(); n != 2 {
		t.Errorf("%d lines after one more complaint", n)
	}
	o.hide(here)
	hold(t, "hidden", names(here), "", "", "", "")
	o.show(here)
	names(here)
	if n := lines(); n != 4 {
		t.Errorf("%d lines after asking again", n)
	}
	o.clock.Advance(register.NamesShown - time.Second)
	if all := names(here); all[0] == "" {
		t.Error("gone too early")
	}
	o.clock.Advance(time.Second)
	hold(t, "a quarter of an hour later", names(here), "", "", "", "")
}

// TestAListForgetsWhenTheGlassCloses, also between two pages of one day.
func TestAListForgetsWhenTheGlassCloses(t *testing.T) {
	o := open(t, "")
	admin := o.joined("Bas", "bas@voorbeeld.example", access.Administrator)
	o.complain("")
	var id string
	if err := o.Store.All(ctx, o.lead.Organisation(), nil, func(found string, _ complaint.Complaint) { id = found }); err != nil {
		t.Fatal(err)
	}
	err := o.Store.Write(ctx, func(tx *store.Tx) error {
		_, _, err := tx.Act(store.Command{Actor: admin.Actor, Action: access.BreakGlass, Dossier: id,
			Decide: func(c complaint.Complaint, _ vault.Code) ([]complaint.Entry, error) {
				return c.BreakGlass(complaint.Moment{Now: o.clock.Now()}, admin.Member.ID, "De klager belt en de leiding is er niet.")
			},
			View: func(complaint.Complaint) store.View { return store.View{} }, Jobs: func(_, _ complaint.Complaint) []store.Job { return nil }})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	again, err := register.New(ctx, o.Config)
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Fill(ctx); err != nil {
		t.Fatal(err)
	}
	sees := func() int {
		who := admin
		who.Actor = who.At(o.clock.Now())
		return again.List(who, register.Filter{}).Total + len(again.Today(who).Others)
	}
	o.clock.Advance(24*time.Hour - time.Minute)
	if n := sees(); n != 2 {
		t.Errorf("with the glass broken: %d in two lists", n)
	}
	o.clock.Advance(2 * time.Minute)
	if n := sees(); n != 0 {
		t.Errorf("two minutes later: %d in two lists", n)
	}
}

func (o *office) show(who register.Person) { o.must(o.ShowNames(ctx, who)) }
func (o *office) hide(who register.Person) { o.must(o.HideNames(ctx, who)) }
