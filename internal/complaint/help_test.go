package complaint_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// dossier is one complaint under test with a clock that the test moves. Every
// entry an act gives is recorded, as the register would.
type dossier struct {
	testing.TB
	p       complaint.Procedure
	c       complaint.Complaint
	now     time.Time
	letters int
}

const lead, trainer, freelancer complaint.MemberID = "lead", "trainer", "freelancer"

// preset is a shipped procedure with the appeal body filled in, as set-up does.
func preset(t testing.TB, id string) complaint.Procedure {
	t.Helper()
	p, err := complaint.Preset(id)
	if err != nil {
		t.Fatal(err)
	}
	for i := range p.Appeal {
		p.Appeal[i].Name, p.Appeal[i].Phone = "Vera Voorbeeld", "06 00 00 00 00"
	}
	return p
}

// clock reads "2024-12-24 10:00" on the wall clock of the procedure.
func clock(t testing.TB, p complaint.Procedure, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, p.Zone())
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func on(s string) calendar.Date {
	d, err := calendar.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// intake is a written complaint by somebody who can be reached.
func intake(at time.Time) complaint.Intake {
	return complaint.Intake{ReceivedAt: at, Received: complaint.Received{Ref: "K-2024-001", Procedure: "seed", Version: 1,
		Channel: complaint.ChannelEmail, Written: true, From: complaint.FromParticipant, Lang: "nl", CodeGiven: true,
		Story: "De zaal was koud en de trainer kwam te laat.", Name: "Noor Voorbeeld", Email: "noor@example.org"}}
}

// received opens a dossier on that moment under a preset.
func received(t testing.TB, id, at string) *dossier {
	t.Helper()
	p := preset(t, id)
	return taken(t, p, intake(clock(t, p, at)), clock(t, p, at))
}

func taken(t testing.TB, p complaint.Procedure, in complaint.Intake, now time.Time) *dossier {
	t.Helper()
	d := &dossier{TB: t, p: p, now: now}
	d.do(complaint.Receive(in, now))
	return d
}

// at moves the clock.
func (d *dossier) at(s string) *dossier {
	d.Helper()
	d.now = clock(d, d.p, s)
	return d
}

func (d *dossier) moment() complaint.Moment { return complaint.Moment{Now: d.now} }

// was is a moment that is recorded now of something that happened before.
func (d *dossier) was(s string) complaint.Moment {
	d.Helper()
	return complaint.Moment{Now: d.now, Happened: clock(d, d.p, s)}
}

// do records what an act gives; a refusal fails the test.
func (d *dossier) do(entries []complaint.Entry, err error) {
	d.Helper()
	if err != nil {
		d.Fatalf("refused: %v", err)
	}
	d.record(lead, entries)
}

func (d *dossier) record(by complaint.MemberID, entries []complaint.Entry) {
	for _, e := range entries {
		d.c = d.c.After(complaint.Recorded{Seq: d.c.Version + 1, Happened: e.Happened, Recorded: d.now, By: by, Event: e.Event})
	}
}

// refuses expects the refusal with this code and nothing recorded.
func (d *dossier) refuses(code string) func([]complaint.Entry, error) *complaint.Refusal {
	return func(entries []complaint.Entry, err error) *complaint.Refusal {
		d.Helper()
		var r *complaint.Refusal
		switch {
		case !errors.As(err, &r):
			d.Fatalf("expected the refusal %s, got %v", code, err)
		case r.Code != code:
			d.Fatalf("expected the refusal %s, got %v", code, r)
		case len(entries) > 0:
			d.Fatalf("a refusal may record nothing, got %v", entries)
		}
		return r
	}
}

// letter is a mail with a fresh id.
func (d *dossier) letter(via complaint.Via) complaint.LetterWritten {
	d.letters++
	return complaint.LetterWritten{ID: fmt.Sprintf("letter-%d", d.letters), Via: via, Lang: "nl", Signer: lead,
		Subject: "Uw klacht", Text: "Geachte mevrouw Voorbeeld, …", To: "noor@example.org"}
}

func (d *dossier) last() string { return fmt.Sprintf("letter-%d", d.letters) }

// arrives is the last letter being accepted by the mail server.
func (d *dossier) arrives() {
	d.Helper()
	d.do(d.c.Deliver(d.p, d.moment(), d.last(), complaint.ViaEmail))
}

func (d *dossier) promise(date string) {
	d.Helper()
	d.do(d.c.Acknowledge(d.p, d.moment(), complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgePromise, Promise: on(date)},
		d.letter(complaint.ViaEmail)))
}

func (d *dossier) decide() {
	d.Helper()
	for len(d.c.Lacks(d.p)) > 0 { // who must be heard is not what this is about
		d.do(spare(d.c, d.p, d.moment()))
	}
	d.do(d.c.Decide(d.p, d.moment(), upheld))
}

var upheld = complaint.Decided{Finding: complaint.Upheld, Reason: "De verwarming was kapot en dat wisten wij."}

func (d *dossier) respond() {
	d.Helper()
	d.do(d.c.Respond(d.p, d.moment(), complaint.Responded{}, d.letter(complaint.ViaEmail)))
}

// answer decides, writes the answer and has it arrive.
func (d *dossier) answer() {
	d.Helper()
	d.decide()
	d.respond()
	d.arrives()
}

func (d *dossier) extend(date string) {
	d.Helper()
	d.do(d.c.Extend(d.p, d.moment(), complaint.Extended{Date: on(date), Reason: "De zaalverhuurder antwoordt pas in januari."},
		d.letter(complaint.ViaEmail)))
}

// owed is the obligation of one term now.
func (d *dossier) owed(term complaint.TermID) complaint.Obligation {
	d.Helper()
	o, ok := complaint.Owed(d.c, d.p, term, d.now)
	if !ok {
		d.Fatalf("procedure %s has no term %s", d.p.ID, term)
	}
	return o
}

// stands expects how an obligation stands now.
func (d *dossier) stands(term complaint.TermID, want complaint.Standing) {
	d.Helper()
	if got := d.owed(term).Standing; got != want {
		d.Errorf("%s stands %q, want %q", term, got, want)
	}
}

func (d *dossier) due(term complaint.TermID, want string) {
	d.Helper()
	if got := d.owed(term).Due; got != on(want) {
		d.Errorf("%s is due on %v, want %s", term, got, want)
	}
}

func (d *dossier) stage(want complaint.Stage) {
	d.Helper()
	if got := complaint.StageOf(d.c, d.p, d.now); got != want {
		d.Errorf("stage %q, want %q", got, want)
	}
}
