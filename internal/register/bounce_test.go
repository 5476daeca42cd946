package register_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/mail"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

// bounced is a letter that Postfix took and could not deliver, with what it sent
// back and to which address.
func bounced(t *testing.T, o *office, server *testkit.MailServer) (ref, at string, report []byte) {
	t.Helper()
	ref = o.known("bounces@elders.example").Ref
	o.acknowledge(ref)
	o.work()
	l := o.letter(ref)
	if l.State != complaint.LetterDone {
		t.Fatalf("it is %v", l.State)
	}
	tag, err := o.Store.BounceTag(ctx, o.Home().ID, l.ID)
	if err != nil {
		t.Fatal(err)
	}
	at, _ = mail.Tagged("klachten@voorbeeld.example", tag)
	return ref, at, server.Wait(t, at, 1, 3*soon)[0].Raw
}

func (o *office) acknowledgement(ref string) complaint.Obligation {
	o.t.Helper()
	d, err := o.Open(ctx, o.lead, ref)
	if err != nil {
		o.t.Fatal(err)
	}
	a, _ := complaint.Owed(d.Complaint, d.Procedure, complaint.TermAcknowledge, d.Now)
	return a
}

// TestABounceOfPostfixReopensWhatTheLetterHadMet: taken, counted, and given back.
func TestABounceOfPostfixReopensWhatTheLetterHadMet(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	ref, at, report := bounced(t, o, server)
	if a := o.acknowledgement(ref); a.MetOn == (calendar.Date{}) {
		t.Fatalf("taken, and it is %+v", a)
	}
	if err := o.Bounced(ctx, at, report); err != nil {
		t.Fatal(err)
	}
	if l := o.letter(ref); l.State != complaint.LetterBounced || l.Failure != "5.1.1" {
		t.Errorf("%v: %q", l.State, l.Failure)
	}
	if a := o.acknowledgement(ref); !a.Open() {
		t.Errorf("%+v", a)
	}
	if step := o.step(ref); step != complaint.StepDelivery {
		t.Errorf("next is %s", step)
	}
	today := o.Today(o.lead)
	if !slices.ContainsFunc(today.Mine, func(it register.Item) bool { return it.Ref == ref && it.Next.Letter.State == complaint.LetterBounced }) {
		t.Error("Vandaag does not ask for another road")
	}
	before := o.version(ref)
	if err := o.Bounced(ctx, strings.ToUpper(at), report); err != nil || o.version(ref) != before {
		t.Errorf("the same report twice: %v, version %d after %d", err, o.version(ref), before)
	}
	if _, err := o.Deliver(ctx, o.lead, register.Order{Ref: ref}, o.letter(ref).ID, complaint.ViaPost); err != nil {
		t.Fatal(err)
	}
	if err := o.Bounced(ctx, at, report); err != nil || o.letter(ref).State != complaint.LetterDone {
		t.Errorf("after it was posted: %v, %v", err, o.letter(ref).State)
	}
}

func (o *office) version(ref string) int {
	o.t.Helper()
	d, err := o.Open(ctx, o.lead, ref)
	if err != nil {
		o.t.Fatal(err)
	}
	return d.Complaint.Version
}

// TestOnlyATrueBounceCounts: nobody reopens a letter with an address they made up,
// nor with a mail that is no report.
func TestOnlyATrueBounceCounts(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	ref, at, report := bounced(t, o, server)
	other := o.known("piet@elders.example").Ref
	o.acknowledge(other)
	o.work()
	tag, domain, _ := strings.Cut(at, "@")
	last := map[bool]string{true: "b", false: "a"}[strings.HasSuffix(tag, "a")]
	for _, forged := range []string{"", "klachten@voorbeeld.example", tag + "@elders.example", tag[:len(tag)-1] + last + "@" + domain, tag[:len(tag)-1] + "@" + domain,
		tag + "a@" + domain, strings.Replace(at, o.letter(ref).ID, o.letter(other).ID, 1), "klachten+b-@" + domain, "klachten+b-" + o.letter(ref).ID + "@" + domain, "klachten+b--@" + domain} {
		if err := o.Bounced(ctx, forged, report); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("%q: %v", forged, err)
		}
	}
	for _, none := range []string{"", "Subject: Ik ben er niet\r\nAuto-Submitted: auto-replied\r\n\r\nAction: failed\r\n", strings.Replace(string(report), "Action: failed", "Action: delayed", 1)} {
		if err := o.Bounced(ctx, at, []byte(none)); !errors.Is(err, register.ErrNoBounce) {
			t.Errorf("%.30q: %v", none, err)
		}
	}
	if a, b := o.letter(ref).State, o.letter(other).State; a != complaint.LetterDone || b != complaint.LetterDone {
		t.Errorf("they are %v and %v", a, b)
	}
}

// TestABounceOvertakesTheAnswerOfTheServer: the report is there before the worker
// wrote down that the letter was taken.
func TestABounceOvertakesTheAnswerOfTheServer(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	_, _, report := bounced(t, o, server)
	ref := o.known("tessa@elders.example").Ref
	at := ""
	address := fake(t, func(line string) string {
		switch {
		case strings.HasPrefix(line, "MAIL FROM:<"):
			at, _, _ = strings.Cut(strings.TrimPrefix(line, "MAIL FROM:<"), ">")
		case line == "DATA":
			return "354 go on"
		case line == "." && at != "": // not the notice to who signed it
			if err := o.Bounced(ctx, at, report); err != nil {
				t.Error(err)
			}
		}
		return "250 ok"
	})
	var err error
	if o.Mail, err = mail.ParseServer(address + "?from=klachten@voorbeeld.example"); err != nil {
		t.Fatal(err)
	}
	o.acknowledge(ref)
	o.work()
	if l := o.letter(ref); l.State != complaint.LetterBounced || o.queued() != 0 {
		t.Errorf("%v, %d queued", l.State, o.queued())
	}
}

func TestWithoutSignedAddressesALetterLeavesAsItIs(t *testing.T) {
	server := testkit.Postfix(t)
	for _, from := range []string{"klachten@voorbeeld.example&verp=off", strings.Repeat("k", 30) + "@voorbeeld.example"} {
		o := open(t, "")
		var err error
		if o.Mail, err = mail.ParseServer(server.URL() + "?from=" + from); err != nil {
			t.Fatal(err)
		}
		name := store.NewID() + "@elders.example"
		ref := o.known(name).Ref
		o.acknowledge(ref)
		o.work()
		want, _, _ := strings.Cut(from, "&")
		if got := server.Wait(t, name, 1, soon)[0]; got.From != want {
			t.Errorf("from %s, want %s", got.From, want)
		}
	}
}

// TestAutomaticMailIsMarked: the receipt and the notices have no return path, and
// a letter by a person has one.
func TestAutomaticMailIsMarked(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	o.complain("tessa@elders.example")
	o.work()
	for _, to := range []string{"tessa@elders.example", "mirjam@voorbeeld.example"} {
		got := server.Wait(t, to, 1, soon)[0]
		if got.Header.Get("Return-Path") != "<>" || got.Header.Get("Auto-Submitted") != "auto-generated" || got.Header.Get("X-Auto-Response-Suppress") != "All" {
			t.Errorf("%s got %v", to, got.Header)
		}
	}
	ref := o.known("piet@elders.example").Ref
	o.acknowledge(ref)
	o.work()
	got := server.Wait(t, "piet@elders.example", 1, soon+time.Second)[0]
	if got.Header.Get("Auto-Submitted") != "" || !strings.HasPrefix(got.From, "klachten+b-") {
		t.Errorf("a letter: %v", got.Header)
	}
}
