package register_test

import (
	"strings"
	"testing"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/testkit"
)

// TestTheEndIsConfirmedByMail: what was withdrawn and what was answered, and the
// letter tells where to go only where something was decided.
func TestTheEndIsConfirmedByMail(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	x := register.Confirmation{Sending: o.by(complaint.ViaEmail), Done: "De kachel is aan"}
	gone := o.known("tessa@elders.example")
	order := register.Order{Ref: gone.Ref}
	if _, err := o.WithdrawAndConfirm(ctx, o.lead, order, complaint.Withdrawn{How: complaint.ChannelPhone, Reason: "Opgelost"}, x); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Close(ctx, o.lead, order, "Ingetrokken"); err != nil { // the letter is still on its way
		t.Fatal(err)
	}
	o.work()
	l := o.letter(gone.Ref)
	if got := server.Wait(t, "tessa@elders.example", 1, soon); len(got) != 1 || l.State != complaint.LetterDone || l.Purpose != complaint.LetterClosing {
		t.Errorf("%d mails, the letter %s is %s", len(got), l.Purpose, l.State)
	}
	for words, there := range map[string]bool{"U heeft uw klacht ingetrokken": true, "- De kachel is aan": true, "We bewaren het dossier": true, "Ilse Terpstra": false, "Opgelost": false} {
		if strings.Contains(l.Text, words) != there {
			t.Errorf("%q: %v in\n%s", words, !there, l.Text)
		}
	}

	done := o.known("sam@elders.example")
	order = register.Order{Ref: done.Ref}
	o.acknowledge(done.Ref)
	if _, err := o.Decide(ctx, o.lead, order, complaint.Decided{Finding: complaint.Upheld, Reason: "Zo is het"}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Respond(ctx, o.lead, order, register.Response{Sending: o.by(complaint.ViaEmail), Words: "Dank u wel."}); err != nil {
		t.Fatal(err)
	}
	_, err := o.CloseAndConfirm(ctx, o.lead, order, "Klaar", x)
	if refusedAs(err) != "incomplete" {
		t.Errorf("closed before the answer arrived: %v", err)
	}
	o.work()
	bad := x
	bad.Signer = ""
	if _, err := o.CloseAndConfirm(ctx, o.lead, order, "Klaar", bad); refusedAs(err) != "signer_missing" {
		t.Errorf("%v", err)
	}
	if _, err := o.Accept(ctx, o.lead, order, complaint.Accepted{Satisfied: true, How: complaint.ChannelPhone}); err != nil {
		t.Fatal(err)
	}
	d, err := o.Open(ctx, o.lead, done.Ref)
	if err != nil {
		t.Fatal(err)
	}
	preview := o.PreviewClosing(d, x)
	if _, err := o.CloseAndConfirm(ctx, o.lead, order, "Klaar", x); err != nil {
		t.Fatal(err)
	}
	all := o.lettersOf(done.Ref)
	last := all[len(all)-1]
	if last.Text != preview.Body || !strings.Contains(last.Text, "dat u tevreden bent") || !strings.Contains(last.Text, "Ilse Terpstra") {
		t.Errorf("not as it was shown, or not whole:\n%s", last.Text)
	}
}
