package register_test

import (
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// told lists the notices of this kind that reached somebody.
func told(server *testkit.MailServer, email, subject string) (n int) {
	for _, m := range server.Messages(email) {
		if strings.Contains(m.Header.Get("Subject"), subject) {
			n++
		}
	}
	return n
}

// isTold waits until so many notices of this kind reached somebody.
func (o *office) isTold(server *testkit.MailServer, email, subject string, want int) {
	o.t.Helper()
	o.work()
	for end := time.Now().Add(soon); told(server, email, subject) < want && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond)
	}
	if n := told(server, email, subject); n != want {
		o.t.Errorf("%s was told %q %d times, not %d", email, subject, n, want)
	}
}

const newMessage = "Er is een nieuw bericht"

// TestWhoHandlesItIsToldOfAMessage: the handler, else who acknowledges, else who
// leads; never whom it is about, and not a word of what was written.
func TestWhoHandlesItIsToldOfAMessage(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	o.Budget = register.Budget{Receipts: 9, Notices: 99, PerHour: 999}
	henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	saskia := o.joined("Saskia Brouwer", "saskia@voorbeeld.example", access.Trainer)
	r := o.write("De zaal was koud")
	say := func() {
		t.Helper()
		if _, err := o.Say(ctx, register.Own{Code: r.Code}, "merkwoord"); err != nil {
			t.Fatal(err)
		}
	}
	do := func(_ complaint.Complaint, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	say()
	o.isTold(server, "mirjam@voorbeeld.example", newMessage, 1)
	order := register.Order{Ref: r.Ref}
	do(o.Discuss(ctx, o.lead, order, complaint.Discussed{Acknowledger: henk.Member.ID}))
	say()
	o.isTold(server, "henk@voorbeeld.example", newMessage, 1)
	do(o.AssignHandler(ctx, o.lead, order, saskia.Member.ID))
	say()
	o.isTold(server, "saskia@voorbeeld.example", newMessage, 1)
	do(o.NameSubject(ctx, o.lead, order, complaint.SubjectNamed{Member: saskia.Member.ID, Name: saskia.Member.Name}))
	say()
	o.isTold(server, "henk@voorbeeld.example", newMessage, 2)
	o.isTold(server, "saskia@voorbeeld.example", newMessage, 1)
	o.isTold(server, "mirjam@voorbeeld.example", newMessage, 1)
	for _, email := range []string{"mirjam@voorbeeld.example", "henk@voorbeeld.example", "saskia@voorbeeld.example"} {
		for _, m := range server.Messages(email) {
			if text := string(m.Raw); strings.Contains(text, "merkwoord") || strings.Contains(text, "Tessa") || strings.Contains(text, r.Ref) {
				t.Errorf("a notice says too much: %s", text)
			}
		}
	}
	do(o.WithdrawOwn(ctx, register.Own{Code: r.Code}, ""))
	o.isTold(server, "henk@voorbeeld.example", newMessage, 3)
}

// TestNobodyIsToldWhatAMachineWrote, and nothing is queued without a mail server.
func TestNobodyIsToldWhatAMachineWrote(t *testing.T) {
	o := postOffice(t, "")
	r := o.write("De zaal was koud")
	before := o.queued()
	if _, err := o.Say(ctx, register.Own{Code: r.Code}, "Ik vergat iets"); err != nil || o.queued() != before {
		t.Errorf("%v, %d queued", err, o.queued())
	}
}

// TestWhoSignedIsToldOfALetterThatFailed or came back, once, within the budget.
func TestWhoSignedIsToldOfALetterThatFailed(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	ref, at, report := bounced(t, o, server)
	before := told(server, "mirjam@voorbeeld.example", "Een brief is niet aangekomen")
	for range 2 { // the same report twice
		if err := o.Bounced(ctx, at, report); err != nil {
			t.Fatal(err)
		}
	}
	o.isTold(server, "mirjam@voorbeeld.example", "Een brief is niet aangekomen", before+1)
	if got := told(server, "bounces@elders.example", "niet aangekomen"); got != 0 {
		t.Error("the complainant is told of it")
	}
	o.Budget = register.Budget{Receipts: 1, Notices: 1, PerHour: 99}
	held := o.held(o.lead)
	_, c, err := o.Store.ByReceipt(ctx, o.Home().ID, o.code(ref))
	if err != nil || c.Received.Ref != ref {
		t.Fatal(err)
	}
	if _, err := o.Say(ctx, register.Own{Code: o.code(ref)}, "Nog iets"); err != nil {
		t.Fatal(err)
	}
	o.work()
	if n := o.held(o.lead); n != held+1 {
		t.Errorf("%d held", n)
	}
}

func (o *office) code(ref string) vault.Code {
	o.t.Helper()
	d, err := o.Open(ctx, o.lead, ref)
	if err != nil {
		o.t.Fatal(err)
	}
	return d.Code
}

// TestACodeOpensItsOwnDossierAlone: an invented code changes nothing, and a key of
// one dossier is not an act of another.
func TestACodeOpensItsOwnDossierAlone(t *testing.T) {
	o := open(t, "")
	one, other := o.write("De zaal was koud"), o.write("De zaal was warm")
	invented := vault.NewCode(vault.NewKey(), []byte("elders"))
	if _, err := o.Say(ctx, register.Own{Code: invented}, "x"); err == nil {
		t.Error("an invented code was taken")
	}
	for range 2 {
		for _, r := range []register.Receipt{one, other} {
			if c, err := o.Say(ctx, register.Own{Code: r.Code, Key: "dezelfde"}, "Hetzelfde"); err != nil || len(c.Waiting()) != 1 || c.Received.Ref != r.Ref {
				t.Errorf("%v, %d wait", err, len(c.Waiting()))
			}
		}
	}
}
