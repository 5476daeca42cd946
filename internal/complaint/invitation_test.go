package complaint_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"wederhoor/internal/complaint"
)

// about is a complaint about a member, by Noor Voorbeeld.
func about(t *testing.T, m complaint.MemberID) *dossier {
	d := received(t, "seed", "2024-12-24 10:00")
	d.do(d.c.NameSubject(d.moment(), complaint.SubjectNamed{Member: m, Name: "T. Rainer"}))
	return d
}

func (d *dossier) toSubject(m complaint.MemberID, via complaint.Via) complaint.LetterWritten {
	l := d.letter(via)
	l.Member, l.Name, l.To, l.HoldsCode = m, "T. Rainer", "rainer@example.org", true
	return l
}

var late = complaint.Invitation{Substance: "De training begon te laat.", By: on("2024-12-28")}

func (d *dossier) invite(m complaint.MemberID, via complaint.Via) {
	d.Helper()
	d.do(d.c.Invite(d.p, d.moment(), late, d.toSubject(m, via)))
}

// TestAnInvitationIsNoLetterOfTheComplainant: it meets nothing, gives no code and
// is no reaction to what they wrote.
func TestAnInvitationIsNoLetterOfTheComplainant(t *testing.T) {
	d := about(t, trainer)
	d.c.Received.CodeGiven = false
	d.do(d.c.Say(d.moment(), complaint.MessageReceived{Text: "Hoe staat het?"}))
	before := complaint.Obligations(d.c, d.p, d.now)
	d.invite(trainer, complaint.ViaEmail)
	d.arrives()
	l, _ := d.c.Letter(d.last())
	if l.ToComplainant() || l.HoldsCode || l.Member != trainer || l.State != complaint.LetterDone || d.c.Received.CodeGiven || d.c.Unread == nil {
		t.Errorf("%+v, code given %v, unread %v", l, d.c.Received.CodeGiven, d.c.Unread)
	}
	if diff := cmp.Diff(before, complaint.Obligations(d.c, d.p, d.now), deeply); diff != "" {
		t.Errorf("other things are owed:\n%s", diff)
	}
}

func TestWhoMayBeInvitedAndWhatMustBeSaid(t *testing.T) {
	d := about(t, trainer)
	try := func(code string, spoil func(*complaint.Invitation, *complaint.LetterWritten)) {
		t.Helper()
		x, l := late, d.toSubject(trainer, complaint.ViaEmail)
		spoil(&x, &l)
		d.refuses(code)(d.c.Invite(d.p, d.moment(), x, l))
	}
	try("invited_missing", func(_ *complaint.Invitation, l *complaint.LetterWritten) { l.Member, l.Name = "", " " })
	try("invited_not_subject", func(_ *complaint.Invitation, l *complaint.LetterWritten) { l.Member = freelancer })
	try("substance_empty", func(x *complaint.Invitation, _ *complaint.LetterWritten) { x.Substance = "\n" })
	try("react_by_missing", func(x *complaint.Invitation, _ *complaint.LetterWritten) { x.By = complaint.Invitation{}.By })
	try("react_by_past", func(x *complaint.Invitation, _ *complaint.LetterWritten) { x.By = on("2024-12-24") })
	try("via_unknown", func(_ *complaint.Invitation, l *complaint.LetterWritten) { l.Via = complaint.ViaPage })
	try("no_email", func(_ *complaint.Invitation, l *complaint.LetterWritten) { l.To = "" })
	outside := d.toSubject("", complaint.ViaPost)
	d.do(d.c.Invite(d.p, d.moment(), late, outside))
	d.owes(outside.ID)
}

// R30: the subject does not learn who complained, unless the complainant agrees.
func TestTheComplainantStaysOutOfAnInvitation(t *testing.T) {
	d := about(t, trainer)
	d.c.Received.Name, d.c.Received.Phone = "Noor van der Voorbeeld-Ös", "+31 (0)20 123 45 67"
	for words, tells := range map[string]bool{
		"Mevrouw Voorbeeld wachtte een uur.": true, "noor wachtte": true, "VOORBEELD": true, "Ös": false, "Van der Zaal was koud.": false, "Een voorbeeldige les, op het noorden.": false,
		"Mail NOOR@example.org": true, "Bel 020-1234567": true, "Op 12-3-2024 om 4.56 uur": false, "De training begon te laat.": false,
	} {
		if got := d.c.Identifies(words); got != tells {
			t.Errorf("%q: %v", words, got)
		}
	}
	x := late
	x.Substance = "Noor wachtte een uur."
	if r := d.refuses("names_complainant")(d.c.Invite(d.p, d.moment(), x, d.toSubject(trainer, complaint.ViaPost))); r.Field != "released" {
		t.Errorf("at %s", r.Field)
	}
	x.NameReleased = true
	l := d.toSubject(trainer, complaint.ViaPost)
	d.do(d.c.Invite(d.p, d.moment(), x, l))
	if kept, _ := d.c.Letter(l.ID); !kept.NameReleased {
		t.Error("that they agreed is not kept")
	}
	nobody := complaint.Complaint{}
	if nobody.Identifies("Wie dan ook, 06 12 34 56 78.") {
		t.Error("an anonymous complainant cannot be named")
	}
}

// Two people are invited apart; being heard, a decision or the end makes it pointless.
func TestWhatTakesThePlaceOfAnInvitation(t *testing.T) {
	d := about(t, trainer)
	d.do(d.c.NameSubject(d.moment(), complaint.SubjectNamed{Member: freelancer, Name: "F. Lens"}))
	d.invite(trainer, complaint.ViaPost)
	d.invite(freelancer, complaint.ViaPost)
	second := d.last()
	d.owes("letter-1", second)
	d.invite(trainer, complaint.ViaHand)
	third := d.last()
	d.owes(second, third)
	d.do(d.c.Hear(d.p, d.moment(), complaint.Heard{Member: freelancer, Statement: "Ik was er niet."}))
	d.owes(third)
	if bare := d.c.Bare().Owing(); len(bare) != 1 || bare[0].ID != third {
		t.Errorf("a list owes %v", bare)
	}
	if next := d.next(complaint.StepDelivery); next.Due.IsZero() {
		t.Error("it has no day while others press")
	}
	d.decide()
	d.owes()
	d.invite(trainer, complaint.ViaPost) // once more, for the answer
	d.owes(d.last())
	d.do(d.c.Withdraw(d.p, d.moment(), complaint.Withdrawn{Reason: "x"}))
	d.owes()
	d.refuses("already_withdrawn")(d.c.Invite(d.p, d.moment(), late, d.toSubject(trainer, complaint.ViaPost)))
}

// TestAProposedDayLiesBeforeTheAnswer: what somebody says can then be in it. A day
// that is today or over is none.
func TestAProposedDayLiesBeforeTheAnswer(t *testing.T) {
	d := about(t, trainer)
	due := complaint.Obligation{}
	for _, o := range complaint.Obligations(d.c, d.p, d.now) {
		if o.Term == complaint.TermRespond {
			due = o
		}
	}
	for _, days := range []int{1, 3, 7, 60} {
		day, ok := d.c.ReactBy(d.p, d.moment(), days)
		if !ok || !day.Before(due.Due) || !day.After(d.p.On(d.now)) || !d.p.Days().WorkingDay(day) {
			t.Errorf("%d days on: %s, %v; the answer is due on %s", days, day, ok, due.Due)
		}
	}
	d.now = d.now.AddDate(0, 0, due.Due.Sub(d.p.On(d.now))-1)
	if day, ok := d.c.ReactBy(d.p, d.moment(), 3); ok {
		t.Errorf("on the day before: %s", day)
	}
	d.now = d.now.AddDate(0, 0, 3)
	if day, ok := d.c.ReactBy(d.p, d.moment(), 3); !ok || !day.After(d.p.On(d.now)) {
		t.Errorf("when it is late: %s, %v", day, ok)
	}
}
