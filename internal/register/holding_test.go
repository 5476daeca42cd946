package register_test

import (
	"strings"
	"testing"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/testkit"
)

func (o *office) by(via complaint.Via) register.Sending {
	return register.Sending{Via: via, Signer: o.lead.Member.ID}
}

// TestAHoldingLetterIsMailedAndMovesNoDate, and never promises a day that is gone.
func TestAHoldingLetterIsMailedAndMovesNoDate(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	r := o.known("tessa@elders.example")
	inform := func(progress string) complaint.Letter {
		t.Helper()
		h := register.Holding{Sending: o.by(complaint.ViaEmail), Progress: progress, Steps: "We bellen de verhuurder."}
		d, err := o.Open(ctx, o.lead, r.Ref)
		if err != nil {
			t.Fatal(err)
		}
		preview := o.PreviewHolding(d, h)
		c, err := o.Inform(ctx, o.lead, register.Order{Ref: r.Ref}, h)
		if err != nil {
			t.Fatal(err)
		}
		l := c.Letters[len(c.Letters)-1]
		if l.Text != preview.Body || l.Purpose != complaint.LetterHolding {
			t.Errorf("%s, and not as it was shown:\n%s", l.Purpose, l.Text)
		}
		return l
	}
	inform("Eerste bericht.") // replaced before it leaves
	l := inform("Tweede bericht.")
	day := o.PromisedOn().DayMonth("nl")
	if !strings.Contains(l.Text, "U krijgt ons antwoord uiterlijk "+day) || !strings.Contains(l.Text, "We bellen de verhuurder.") {
		t.Error(l.Text)
	}
	o.work()
	got := server.Wait(t, "tessa@elders.example", 1, soon)
	if len(got) != 1 || got[0].Header.Get("Subject") == "" {
		t.Errorf("%d mails", len(got))
	}
	d, err := o.Open(ctx, o.lead, r.Ref)
	if err != nil {
		t.Fatal(err)
	}
	if respond, _ := complaint.Owed(d.Complaint, d.Procedure, complaint.TermRespond, d.Now); respond.Due != o.PromisedOn() || !respond.Open() {
		t.Errorf("%+v", respond)
	}
	if d.Complaint.Letters[0].State == complaint.LetterDone || d.Complaint.Letters[1].State != complaint.LetterDone {
		t.Errorf("the first is %s, the second %s", d.Complaint.Letters[0].State, d.Complaint.Letters[1].State)
	}
	o.clock.Advance(10 * 24 * time.Hour)
	if l := inform("Nog niets."); strings.Contains(l.Text, "U krijgt ons antwoord") || !strings.Contains(l.Text, "had uiterlijk "+day+" ons antwoord moeten krijgen") {
		t.Error(l.Text)
	}
	_, err = o.Inform(ctx, o.lead, register.Order{Ref: r.Ref}, register.Holding{Sending: o.by(complaint.ViaPost)})
	if refusedAs(err) != "progress_empty" {
		t.Error(err)
	}
}
