package register_test

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

const soon = 10 * time.Second

func TestALetterIsDeliveredWhenTheServerTakesIt(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	r := o.complain("tessa@elders.example")
	o.acknowledge(r.Ref)
	if l := o.letter(r.Ref); l.State != complaint.LetterQueued {
		t.Errorf("before it left it is %v", l.State)
	}
	o.clock.Advance(time.Minute)
	o.work()
	l := o.letter(r.Ref)
	if l.State != complaint.LetterDone || l.How != complaint.ViaEmail || !l.Delivered.Equal(o.clock.Now()) || o.queued() != 0 {
		t.Errorf("%v by %v on %v, %d queued", l.State, l.How, l.Delivered, o.queued())
	}
	got := server.Wait(t, "tessa@elders.example", 2, soon) // the receipt and the letter
	ids := map[string]bool{}
	for _, m := range got {
		ids[m.Header.Get("Message-ID")] = true
		if letter := m.Header.Get("Message-ID") == "<"+l.MessageID+">"; letter != strings.HasPrefix(m.From, "klachten+b-"+l.ID+"-") || !letter && m.From != "" {
			t.Errorf("%s from %s", m.Header.Get("Message-ID"), m.From)
		}
		if h := m.Header.Get("From"); !strings.Contains(h, "<klachten@voorbeeld.example>") {
			t.Errorf("signed by %s", h)
		}
	}
	if !ids["<"+l.MessageID+">"] || len(ids) != 2 {
		t.Errorf("message ids %v", ids)
	}
	notice := server.Wait(t, "mirjam@voorbeeld.example", 1, soon)[0]
	if raw := string(notice.Raw); strings.Contains(raw, "Tessa") || strings.Contains(raw, "zaal") || strings.Contains(raw, r.Ref) {
		t.Error("the notice to the lead says too much")
	}
}

func TestARefusedLetterIsOwedAgain(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	r := o.complain("refused@elders.example")
	o.acknowledge(r.Ref)
	o.work()
	l := o.letter(r.Ref)
	if l.State != complaint.LetterUndone || o.queued() != 0 {
		t.Errorf("%v, %d queued", l.State, o.queued())
	}
	d, err := o.Open(ctx, o.lead, r.Ref)
	if err != nil || len(d.Complaint.Owing()) != 1 || d.Next().Step != complaint.StepDelivery {
		t.Errorf("%v, next is %v", err, d.Next().Step)
	}
}

func TestADeferredLetterIsTriedAgainAndThenShown(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	r := o.complain("deferred@elders.example")
	o.acknowledge(r.Ref)
	o.work()
	if l := o.letter(r.Ref); l.State != complaint.LetterQueued || o.queued() == 0 {
		t.Fatalf("%v, %d queued", l.State, o.queued())
	}
	for tries := 0; o.queued() > 0; tries++ {
		if tries > 12 {
			t.Fatal("it is tried for ever")
		}
		o.clock.Advance(49 * time.Hour)
		o.work()
	}
	if l := o.letter(r.Ref); l.State != complaint.LetterUndone {
		t.Errorf("in the end it is %v", l.State)
	}
}

// fake is a mail server that does what a decent one never does. answer gets
// every line, "." for the end of a mail; an empty answer hangs up.
func fake(t *testing.T, answer func(line string) string) (address string) {
	t.Helper()
	entry, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = entry.Close() })
	go func() {
		for {
			conn, err := entry.Accept()
			if err != nil {
				return
			}
			go talk(conn, answer)
		}
	}()
	return "smtp://" + entry.Addr().String()
}

func talk(conn net.Conn, answer func(string) string) {
	defer func() { _ = conn.Close() }()
	_, _ = fmt.Fprint(conn, "220 fake\r\n")
	in := bufio.NewScanner(conn)
	for data := false; in.Scan(); {
		line := in.Text()
		if data && line != "." {
			continue
		}
		said := answer(line)
		if said == "" {
			return
		}
		data = strings.HasPrefix(said, "354")
		_, _ = fmt.Fprint(conn, said+"\r\n")
	}
}

// liar takes a mail and hangs up before it says so.
func liar(t *testing.T) (address string, mails *atomic.Int32) {
	mails = new(atomic.Int32)
	return fake(t, func(line string) string {
		switch line {
		case ".":
			mails.Add(1)
			return ""
		case "DATA":
			return "354 go on"
		}
		return "250 ok"
	}), mails
}

func TestALetterWithoutAnAnswerIsUncertainAndNeverSentTwice(t *testing.T) {
	address, mails := liar(t)
	o := open(t, address)
	r := o.complain("")
	if _, err := o.Correct(ctx, o.lead, register.Order{Ref: r.Ref}, complaint.FieldEmail, "tessa@elders.example", "gevraagd"); err != nil {
		t.Fatal(err)
	}
	o.work() // the notice to the lead
	before := mails.Load()
	o.acknowledge(r.Ref)
	o.work()
	for range 5 {
		o.clock.Advance(time.Hour)
		o.work()
	}
	if l := o.letter(r.Ref); l.State != complaint.LetterUncertain || mails.Load() != before+1 || o.queued() != 0 {
		t.Errorf("%v, sent %d times, %d queued", l.State, mails.Load()-before, o.queued())
	}
	if _, err := o.Deliver(ctx, o.lead, register.Order{Ref: r.Ref}, o.letter(r.Ref).ID, complaint.ViaEmail); err != nil {
		t.Errorf("a person cannot settle it: %v", err)
	}
}

// TestACrashWhileSendingIsUncertain: what was marked "sending" when the program
// died may have left; it is shown, and not sent once more.
func TestACrashWhileSendingIsUncertain(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	r := o.complain("")
	if _, err := o.Correct(ctx, o.lead, register.Order{Ref: r.Ref}, complaint.FieldEmail, "tessa@elders.example", "gevraagd"); err != nil {
		t.Fatal(err)
	}
	o.work()
	o.acknowledge(r.Ref)
	j, ok, err := o.Store.Claim(ctx, o.Home().ID, 2*time.Minute)
	if err != nil || !ok || j.Kind != store.JobSendLetter {
		t.Fatalf("%v %v %v", j.Kind, ok, err)
	}
	if err := o.Store.MarkSending(ctx, j); err != nil {
		t.Fatal(err)
	} // and here the power goes
	o.work()
	if l := o.letter(r.Ref); l.State != complaint.LetterQueued {
		t.Errorf("within the lease it is %v", l.State)
	}
	for range 3 {
		o.clock.Advance(3 * time.Minute)
		o.work()
	}
	if l := o.letter(r.Ref); l.State != complaint.LetterUncertain || o.queued() != 0 {
		t.Errorf("%v, %d queued", l.State, o.queued())
	}
	if n := len(server.Messages("tessa@elders.example")); n != 0 {
		t.Errorf("it was sent %d times after the crash", n)
	}
}

// TestACrashBeforeSendingSendsOnce: what was only claimed had not left.
func TestACrashBeforeSendingSendsOnce(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	r := o.complain("")
	if _, err := o.Correct(ctx, o.lead, register.Order{Ref: r.Ref}, complaint.FieldEmail, "tessa@elders.example", "gevraagd"); err != nil {
		t.Fatal(err)
	}
	o.work()
	o.acknowledge(r.Ref)
	if _, ok, err := o.Store.Claim(ctx, o.Home().ID, 2*time.Minute); err != nil || !ok {
		t.Fatal(err)
	}
	o.clock.Advance(3 * time.Minute)
	o.work()
	o.work()
	server.Wait(t, "tessa@elders.example", 1, soon)
	if l := o.letter(r.Ref); l.State != complaint.LetterDone {
		t.Errorf("%v", l.State)
	}
}

// TestStoppingDoesNotForgetWhatTheServerSaid: an outcome is written down also
// when the program is told to stop while the server speaks; else it would come
// back as uncertain.
func TestStoppingDoesNotForgetWhatTheServerSaid(t *testing.T) {
	stop := func() {}
	address := fake(t, func(line string) string {
		if strings.HasPrefix(line, "RCPT") {
			stop()
			return "550 no"
		}
		return "250 ok"
	})
	for range 8 { // a select between two ready roads takes either
		o := open(t, address)
		r := o.complain("")
		if _, err := o.Correct(ctx, o.lead, register.Order{Ref: r.Ref}, complaint.FieldEmail, "tessa@elders.example", "gevraagd"); err != nil {
			t.Fatal(err)
		}
		o.work()
		o.acknowledge(r.Ref)
		stopping, cancel := context.WithCancel(ctx)
		stop = cancel
		if _, err := o.WorkOnce(stopping); err != nil {
			t.Error(err)
		}
		o.clock.Advance(time.Hour)
		o.work()
		if l := o.letter(r.Ref); l.State != complaint.LetterUndone {
			t.Errorf("%v", l.State)
		}
	}
}

func TestALetterOfAnEndedComplaintStaysHere(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	r := o.complain("")
	if _, err := o.Correct(ctx, o.lead, register.Order{Ref: r.Ref}, complaint.FieldEmail, "tessa@elders.example", "gevraagd"); err != nil {
		t.Fatal(err)
	}
	o.acknowledge(r.Ref)
	if _, err := o.Withdraw(ctx, o.lead, register.Order{Ref: r.Ref}, complaint.Withdrawn{How: complaint.ChannelPhone, Reason: "Opgelost"}); err != nil {
		t.Fatal(err)
	}
	o.work()
	if l := o.letter(r.Ref); l.State == complaint.LetterDone || o.queued() != 0 {
		t.Errorf("%v, %d queued", l.State, o.queued())
	}
	if n := len(server.Messages("tessa@elders.example")); n != 0 {
		t.Errorf("%d letters left", n)
	}
}

func TestWhoLeftOrIsTheSubjectIsNotTold(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	pieter := o.joined("Pieter Bos", "pieter@voorbeeld.example", access.Deputy)
	joke := o.joined("Joke Smit", "joke@voorbeeld.example", access.Deputy)
	r := o.complain("")
	if err := o.Leave(ctx, o.lead, pieter.Member.ID, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := o.NameSubject(ctx, o.lead, register.Order{Ref: r.Ref}, complaint.SubjectNamed{Member: joke.Member.ID, Name: "Joke Smit"}); err != nil {
		t.Fatal(err)
	}
	o.work()
	server.Wait(t, "mirjam@voorbeeld.example", 1, soon)
	if a, b := len(server.Messages("pieter@voorbeeld.example")), len(server.Messages("joke@voorbeeld.example")); a+b+o.queued() != 0 {
		t.Errorf("who left got %d, whom it is about %d, %d queued", a, b, o.queued())
	}
}

func TestAComplaintAboutTheLeadPassesTheLeadBy(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	pieter := o.joined("Pieter Bos", "pieter@voorbeeld.example", access.Deputy)
	henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	r := o.about(henk, o.lead)
	if n := o.queued(); n != 1 {
		t.Errorf("%d people are going to be told", n)
	}
	o.work()
	server.Wait(t, "pieter@voorbeeld.example", 1, soon)
	if n := len(server.Messages("mirjam@voorbeeld.example")); n != 0 {
		t.Errorf("the lead was told %d times", n)
	}
	if page := o.List(o.lead, register.Filter{View: "all"}); page.Total != 0 || len(page.Items) != 0 {
		t.Error("the lead can list it")
	}
	if len(o.search(o.lead, "merkwoord"))+len(o.search(o.lead, r.Ref)) != 0 || o.TodayCount(o.lead) != 0 {
		t.Error("the lead can find or count it")
	}
	if _, err := o.Open(ctx, o.lead, r.Ref); err == nil {
		t.Error("the lead can open it")
	}
	if _, err := o.Follow(ctx, o.lead, r.Ref); err == nil {
		t.Error("the lead can follow it")
	}
	if _, err := o.Note(ctx, o.lead, register.Order{Ref: r.Ref}, "x"); err == nil {
		t.Error("the lead can act on it")
	}
	if d, err := o.Open(ctx, pieter, r.Ref); err != nil || d.Complaint.Received.Story != "merkwoord" {
		t.Errorf("the deputy: %v", err)
	}
	if o.List(pieter, register.Filter{}).Total != 1 || len(o.search(pieter, "merkwoord")) != 1 || o.TodayCount(pieter) != 1 {
		t.Error("the deputy cannot find it")
	}
}
