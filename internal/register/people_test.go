package register_test

import (
	"errors"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
)

// mistake is the code of the one mistake in a form, or "".
func mistake(err error) string {
	if p, ok := register.AsProblems(err); ok && len(p) == 1 {
		return p[0].Code
	}
	return ""
}

// TestLeavingEndsAccessAtOnceAndMovesWhatIsOwed.
func TestLeavingEndsAccessAtOnceAndMovesWhatIsOwed(t *testing.T) {
	o := open(t, "")
	joris := o.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer)
	saskia := o.joined("Saskia Brouwer", "saskia@voorbeeld.example", access.Trainer)
	session, err := o.SignIn(ctx, joris.Member.Email, password)
	if err != nil {
		t.Fatal(err)
	}
	mine, about := o.write("De zaal was koud."), o.write("De trainer was laat.", saskia)
	for _, r := range []register.Receipt{mine, about} {
		if _, err := o.Discuss(ctx, o.as(o.lead), register.Order{Ref: r.Ref}, complaint.Discussed{Acknowledger: joris.Member.ID, With: []complaint.MemberID{joris.Member.ID}}); err != nil {
			t.Fatal(err)
		}
		if _, err := o.AssignHandler(ctx, o.as(o.lead), register.Order{Ref: r.Ref}, joris.Member.ID); err != nil {
			t.Fatal(err)
		}
	}
	if err := o.Leave(ctx, o.as(o.lead), joris.Member.ID, saskia.Member.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Recognise(ctx, session); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("the session goes on: %v", err)
	}
	if _, err := o.SignIn(ctx, joris.Member.Email, password); !errors.Is(err, register.ErrSignIn) {
		t.Errorf("comes in again: %v", err)
	}
	o.work()
	c := o.dossier(mine.Ref)
	if c.Handler != saskia.Member.ID || c.Discussion.Event.Acknowledger != saskia.Member.ID || c.Owes(joris.Member.ID) {
		t.Errorf("handler %s, acknowledger %s", c.Handler, c.Discussion.Event.Acknowledger)
	}
	if today := o.Today(o.as(saskia)); today.All != 1 || today.Mine[0].Ref != mine.Ref {
		t.Errorf("%d wait for who took over", today.All)
	}
	c = o.dossier(about.Ref) // who it is about does not take it over: it is for who leads
	if c.Handler != "" || c.Discussion.Event.Acknowledger != "" || o.knows(o.as(saskia), about.Ref) {
		t.Errorf("handler %s of a complaint about them", c.Handler)
	}
	version := o.dossier(mine.Ref).Version
	o.work()
	if o.dossier(mine.Ref).Version != version || o.queued() != 0 {
		t.Error("handed over twice")
	}
}

// dossier is what the lead reads.
func (o *office) dossier(ref string) complaint.Complaint {
	o.t.Helper()
	d, err := o.Open(ctx, o.as(o.lead), ref)
	if err != nil {
		o.t.Fatal(err)
	}
	return d.Complaint
}

func TestTheLastLeadStays(t *testing.T) {
	o := open(t, "")
	lead := o.as(o.lead)
	if code := mistake(o.Leave(ctx, lead, lead.Member.ID, "")); code != "last_lead" {
		t.Errorf("left: %q", code)
	}
	if code := mistake(o.ChangeMember(ctx, lead, lead.Member.ID, []access.Role{access.Partner}, calendar.Date{})); code != "last_lead" {
		t.Errorf("another role: %q", code)
	}
	if code := mistake(o.ChangeMember(ctx, lead, lead.Member.ID, lead.Member.Roles, o.Procedure().On(o.clock.Now()).AddDays(3))); code != "last_lead" {
		t.Errorf("a last day: %q", code)
	}
	o.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Deputy)
	if err := o.Leave(ctx, lead, lead.Member.ID, ""); err != nil {
		t.Errorf("with a deputy there: %v", err)
	}
}

// TestARoleChangeEndsTheSessions: what somebody may do is settled at the door.
func TestARoleChangeEndsTheSessions(t *testing.T) {
	o := open(t, "")
	lotte := o.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Deputy)
	r := o.write("De zaal was koud.")
	session, err := o.SignIn(ctx, lotte.Member.Email, password)
	if err != nil {
		t.Fatal(err)
	}
	if err := o.ChangeMember(ctx, o.as(o.lead), lotte.Member.ID, []access.Role{access.Trainer, access.Partner}, calendar.Date{}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Recognise(ctx, session); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("the old session goes on: %v", err)
	}
	if now := o.as(lotte); o.knows(now, r.Ref) || !now.Has(access.Trainer) || !now.Has(access.Partner) || now.Has(access.Deputy) {
		t.Error("still what they were")
	}
}

// TestWhoRunsTheSystemGivesNoRoleThatOpensDossiers (security 4.1).
func TestWhoRunsTheSystemGivesNoRoleThatOpensDossiers(t *testing.T) {
	o := open(t, "")
	bram := o.as(o.joined("Bram Beheer", "bram@voorbeeld.example", access.Administrator))
	joris := o.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer)
	for _, role := range access.Roles() {
		opens := role == access.Lead || role == access.Deputy || role == access.Coordinator || role == access.Confidant || role == access.Auditor || role == access.PrivacyOfficer
		_, err := o.InviteUntil(ctx, bram, "Nieuw", string(role)+"@voorbeeld.example", []access.Role{role}, o.Procedure().On(o.clock.Now()))
		if refused := mistake(err) == "role_by_lead"; refused != opens || !refused && err != nil {
			t.Errorf("invite as %s: %v", role, err)
		}
		err = o.ChangeMember(ctx, bram, joris.Member.ID, []access.Role{access.Trainer, role}, calendar.Date{})
		if refused := mistake(err) == "role_by_lead"; refused != opens {
			t.Errorf("make %s: %v", role, err)
		}
	}
	if code := mistake(o.ChangeMember(ctx, bram, o.lead.Member.ID, []access.Role{access.Trainer}, calendar.Date{})); code != "role_by_lead" {
		t.Errorf("unmake the lead: %q", code)
	}
	if code := mistake(o.Leave(ctx, bram, o.lead.Member.ID, "")); code != "role_by_lead" {
		t.Errorf("send the lead away: %q", code)
	}
	who := o.as(o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer))
	_, err := o.Invite(ctx, who, "Nieuw", "nieuw@voorbeeld.example", []access.Role{access.Trainer})
	if !errors.Is(err, register.ErrNotFound) || !errors.Is(o.Leave(ctx, who, bram.Member.ID, ""), register.ErrNotFound) ||
		!errors.Is(o.ChangeMember(ctx, who, joris.Member.ID, access.Roles(), calendar.Date{}), register.ErrNotFound) {
		t.Error("a trainer keeps the list of people")
	}
}

// TestAnAuditorsAccessEndsOnItsDay.
func TestAnAuditorsAccessEndsOnItsDay(t *testing.T) {
	o := open(t, "")
	_, err := o.Invite(ctx, o.as(o.lead), "Auditor 2026", "auditor@elders.example", []access.Role{access.Auditor})
	if mistake(err) != "auditor_until" {
		t.Errorf("without a last day: %v", err)
	}
	auditor := o.joined("Auditor 2026", "auditor@elders.example", access.Auditor)
	o.clock.Advance(30 * 24 * time.Hour)
	session, err := o.SignIn(ctx, auditor.Member.Email, password)
	if err != nil {
		t.Fatalf("on the last day: %v", err)
	}
	o.clock.Advance(14 * time.Hour)
	if _, err := o.Recognise(ctx, session); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("the day after: %v", err)
	}
	if _, err := o.SignIn(ctx, auditor.Member.Email, password); !errors.Is(err, register.ErrSignIn) {
		t.Errorf("comes in the day after: %v", err)
	}
}

// TestAFreelancersPartEndsAMonthAfterTheComplaint (domain 3, rule 5).
func TestAFreelancersPartEndsAMonthAfterTheComplaint(t *testing.T) {
	o := open(t, "")
	daan := o.joined("Daan Wiersma", "daan@voorbeeld.example", access.Freelancer)
	r := o.about(o.as(daan))
	if _, err := o.Withdraw(ctx, o.as(o.lead), register.Order{Ref: r.Ref}, complaint.Withdrawn{How: complaint.ChannelPhone, Reason: "Het is uitgepraat"}); err != nil {
		t.Fatal(err)
	}
	o.clock.Advance(access.FreelancerDays * 24 * time.Hour)
	if !o.knows(o.as(daan), r.Ref) {
		t.Error("it ended too soon")
	}
	o.clock.Advance(time.Hour)
	if o.knows(o.as(daan), r.Ref) {
		t.Error("still follows it")
	}
}
