package register_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/testkit"
)

// TestAComplaintAboutTheLeadGoesToTheDeputy and the lead cannot tell that it exists (R10).
func TestAComplaintAboutTheLeadGoesToTheDeputy(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	lotte := o.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Deputy)
	before := o.Today(o.as(o.lead))
	r := o.write("Zij schreeuwde tegen mij.", o.lead)
	o.work()
	server.Wait(t, "lotte@voorbeeld.example", 1, soon)
	if n := len(server.Messages("mirjam@voorbeeld.example")); n != 0 {
		t.Errorf("the lead heard of it %d times", n)
	}
	if o.knows(o.as(o.lead), r.Ref) || !o.knows(o.as(lotte), r.Ref) {
		t.Error("the wrong one reads it")
	}
	if after := o.Today(o.as(o.lead)); after.All != before.All || after.Due != before.Due {
		t.Error("a counter tells the lead")
	}
	if _, err := o.AssignHandler(ctx, o.as(lotte), register.Order{Ref: r.Ref}, o.lead.Member.ID); err == nil {
		t.Error("the lead was made to handle a complaint about the lead")
	}
}

// TestAComplaintAboutAllWhoLeadGoesToTheConfidant, who has no part in any other.
func TestAComplaintAboutAllWhoLeadGoesToTheConfidant(t *testing.T) {
	o := open(t, "")
	lotte := o.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Deputy)
	ilse := o.joined("Ilse Terpstra", "ilse@voorbeeld.example", access.Confidant)
	other := o.write("De zaal was koud.")
	one := o.write("Het ging om de hoofdtrainer.", o.lead)
	both := o.write("Allebei deden ze niets.", o.lead, lotte)
	ilse, lotte = o.as(ilse), o.as(lotte)
	if o.knows(ilse, other.Ref) || o.knows(ilse, one.Ref) {
		t.Error("the confidant reads what is the deputy's")
	}
	if !o.knows(ilse, both.Ref) || o.knows(lotte, both.Ref) || o.knows(o.as(o.lead), both.Ref) {
		t.Error("it did not go straight to the confidant")
	}
	if _, err := o.Acknowledge(ctx, ilse, register.Order{Ref: both.Ref}, register.Acknowledgement{Kind: complaint.AcknowledgePromise, Promise: both.Due,
		Sending: register.Sending{Via: complaint.ViaPost, Signer: ilse.Member.ID}}); err != nil {
		t.Errorf("who stands in cannot do what the procedure asks: %v", err)
	}
}

// TestWhomTheStoryNamesIsShutOutUntilSomebodyElseClearsThem.
func TestWhomTheStoryNamesIsShutOutUntilSomebodyElseClearsThem(t *testing.T) {
	o := open(t, "")
	lotte := o.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Deputy)
	for _, story := range []string{"Mirjam de Wit gaf geen antwoord.", "Mevrouw De Wit was er niet.", "mirjam DE WIT lachte", "Ik sprak met Mirjam."} {
		r := o.write(story)
		if o.knows(o.as(o.lead), r.Ref) {
			t.Errorf("%q: the lead reads it", story)
		}
		d, err := o.Open(ctx, o.as(lotte), r.Ref)
		if err != nil || len(d.Complaint.Subjects) != 1 || !d.Complaint.Subjects[0].Suspected {
			t.Fatalf("%q: %v, %+v", story, err, d.Complaint.Subjects)
		}
		if _, err := o.Clear(ctx, o.as(o.lead), register.Order{Ref: r.Ref}, complaint.SubjectCleared{Member: o.lead.Member.ID, Reason: "Het gaat niet over mij"}); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("somebody cleared themselves: %v", err)
		}
		if _, err := o.Clear(ctx, o.as(lotte), register.Order{Ref: r.Ref}, complaint.SubjectCleared{Member: o.lead.Member.ID, Reason: "De klager prijst haar"}); err != nil {
			t.Fatal(err)
		}
		if !o.knows(o.as(o.lead), r.Ref) {
			t.Errorf("%q: cleared and still shut out", story)
		}
	}
	for _, story := range []string{"De witte zaal was koud.", "De muur was de wit geverfde.", "Wit is geen kleur. De Witte de Withstraat was dicht."} {
		if r := o.write(story); !o.knows(o.as(o.lead), r.Ref) {
			t.Errorf("%q names nobody", story)
		}
	}
}

// TestAComplaintIsNeverLeftWithNobodyToReadIt: where one person does everything, a
// name in the story shuts nobody out.
func TestAComplaintIsNeverLeftWithNobodyToReadIt(t *testing.T) {
	o := open(t, "")
	if r := o.write("Mirjam de Wit kwam te laat."); !o.knows(o.as(o.lead), r.Ref) {
		t.Error("nobody reads it")
	}
	if _, ok := o.StandIn(o.lead.Member.ID); ok {
		t.Error("a stand-in who is not there")
	}
	lotte := o.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Deputy)
	r := o.write("Mirjam de Wit en Lotte Verhoef kwamen te laat.")
	if o.knows(o.as(o.lead), r.Ref) == o.knows(o.as(lotte), r.Ref) {
		t.Error("both or neither of the two reads it")
	}
}

// TestWhoHasAnInterestStepsBack or is sent away by who leads, and by nobody else.
func TestWhoHasAnInterestStepsBack(t *testing.T) {
	o := open(t, "")
	lotte := o.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Deputy)
	joris := o.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer)
	r := o.write("De zaal was koud.")
	if _, err := o.ChangeReaders(ctx, o.as(o.lead), register.Order{Ref: r.Ref}, []complaint.MemberID{joris.Member.ID}, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Recuse(ctx, o.as(joris), register.Order{Ref: r.Ref}, complaint.Recused{Member: lotte.Member.ID, Reason: "Zomaar"}); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("a reader sent the deputy away: %v", err)
	}
	if _, err := o.Recuse(ctx, o.as(joris), register.Order{Ref: r.Ref}, complaint.Recused{Member: joris.Member.ID, Reason: "De klager is mijn zus"}); err != nil || o.knows(o.as(joris), r.Ref) {
		t.Errorf("stepping back: %v", err)
	}
	if _, err := o.Recuse(ctx, o.as(o.lead), register.Order{Ref: r.Ref}, complaint.Recused{Member: lotte.Member.ID, Reason: "Buurvrouw van de klager"}); err != nil || o.knows(o.as(lotte), r.Ref) {
		t.Errorf("sent away: %v", err)
	}
	_, err := o.ChangeReaders(ctx, o.as(o.lead), register.Order{Ref: r.Ref}, []complaint.MemberID{lotte.Member.ID}, nil)
	if refusal, ok := register.Refused(err); !ok || refusal.Code != "subject_cannot_read" {
		t.Errorf("let in again as a reader: %v", err)
	}
}

// TestBrokenGlassIsToldAtOnceAndEndsByItself (security 4.1).
func TestBrokenGlassIsToldAtOnceAndEndsByItself(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	sysop := o.joined("Bram Beheer", "bram@voorbeeld.example", access.Administrator)
	joris := o.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer)
	r := o.write("De zaal was koud.")
	o.work()
	const reason = "De hoofdtrainer is ziek en de klager belt."
	order := register.Order{Ref: r.Ref}
	for _, no := range []struct {
		who    register.Person
		reason string
		order  register.Order
		code   string
	}{{sysop, "Even kijken", order, "glass_reason_short"}, {o.lead, reason, order, ""}, {joris, reason, order, ""}, {sysop, reason, register.Order{Ref: "2026-1"}, ""}} {
		_, err := o.BreakGlass(ctx, o.as(no.who), no.order, no.reason)
		refusal, refused := register.Refused(err)
		if no.code == "" && !errors.Is(err, register.ErrNotFound) || no.code != "" && (!refused || refusal.Code != no.code) {
			t.Errorf("%s, %q: %v", no.who.Member.Name, no.reason, err)
		}
	}
	if o.knows(o.as(sysop), r.Ref) {
		t.Fatal("running the system opens a dossier")
	}
	if _, err := o.BreakGlass(ctx, o.as(sysop), order, reason); err != nil {
		t.Fatal(err)
	}
	o.work()
	told := server.Wait(t, "mirjam@voorbeeld.example", 2, soon)
	if raw := string(told[1].Raw); !strings.Contains(raw, "noodtoegang") || strings.Contains(raw, r.Ref) || strings.Contains(raw, "ziek") || strings.Contains(raw, "Bram") {
		t.Error("the notice to the lead is wrong or says too much")
	}
	if seen := o.Broken(o.as(o.lead)); len(seen) != 1 || seen[0].Ref != r.Ref || seen[0].By.ID != sysop.Member.ID || len(o.Broken(o.as(joris)))+len(o.Broken(o.as(sysop))) != 0 {
		t.Errorf("on the screen of who leads: %+v", seen)
	}
	reading := o.as(sysop)
	if d, err := o.Open(ctx, reading, r.Ref); err != nil || d.Complaint.Received.Story == "" {
		t.Errorf("%v", err)
	}
	if _, err := o.Note(ctx, reading, order, "Ik schrijf ook"); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("reading became writing: %v", err)
	}
	o.clock.Advance(complaint.GlassTime - time.Millisecond)
	if !o.knows(o.as(sysop), r.Ref) {
		t.Error("it ended too soon")
	}
	o.clock.Advance(time.Millisecond)
	if o.knows(o.as(sysop), r.Ref) || len(o.Broken(o.as(o.lead))) != 0 {
		t.Error("it did not end by itself")
	}
	own := o.write("Over de beheerder zelf.", sysop)
	if _, err := o.BreakGlass(ctx, o.as(sysop), register.Order{Ref: own.Ref}, reason); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("glass broken on a complaint about oneself: %v", err)
	}
	d, _ := o.Open(ctx, o.as(o.lead), r.Ref)
	if !slices.ContainsFunc(d.Complaint.Grants, func(g complaint.GlassBroken) bool { return g.Reason == reason }) {
		t.Error("the reason is not in the dossier")
	}
}
