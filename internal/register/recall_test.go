package register_test

import (
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/mail"
	"wederhoor/internal/register"
	"wederhoor/internal/testkit"
)

// patient is an office where a letter waits a minute before it leaves.
func patient(t *testing.T, address string) *office {
	t.Helper()
	o := open(t, address)
	o.Undo = time.Minute
	return o
}

func (o *office) recall(who register.Person, ref, letter string) error {
	o.t.Helper()
	_, err := o.Recall(ctx, who, register.Order{Ref: ref}, letter)
	return err
}

func (o *office) step(ref string) complaint.Step {
	o.t.Helper()
	d, err := o.Open(ctx, o.lead, ref)
	if err != nil {
		o.t.Fatal(err)
	}
	return d.Next().Step
}

func refusedAs(err error) string {
	if refusal, ok := register.Refused(err); ok {
		return refusal.Code
	}
	return ""
}

func TestNothingLeavesBeforeTheMinuteIsOver(t *testing.T) {
	server := testkit.Postfix(t)
	o := patient(t, server.URL())
	r := o.known("tessa@elders.example")
	o.acknowledge(r.Ref)
	d, err := o.Open(ctx, o.lead, r.Ref)
	if err != nil {
		t.Fatal(err)
	}
	undo, ok := o.Undoable(o.lead, d)
	if !ok || !undo.Until.Equal(o.clock.Now().Add(time.Minute)) || undo.Letter.ID != o.letter(r.Ref).ID {
		t.Errorf("%v until %v", ok, undo.Until)
	}
	o.clock.Advance(time.Minute - time.Millisecond)
	o.work()
	if l := o.letter(r.Ref); l.State != complaint.LetterQueued || len(server.Messages("tessa@elders.example")) != 0 {
		t.Fatalf("it left within the minute: %v", l.State)
	}
	o.clock.Advance(time.Millisecond)
	d.Now = o.clock.Now()
	if _, ok := o.Undoable(o.lead, d); ok {
		t.Error("after the minute it is still offered to take it back")
	}
	o.work()
	server.Wait(t, "tessa@elders.example", 1, soon)
}

func TestALetterTakenBackNeverLeaves(t *testing.T) {
	server := testkit.Postfix(t)
	o := patient(t, server.URL())
	r := o.known("tessa@elders.example")
	before := o.step(r.Ref)
	o.acknowledge(r.Ref)
	first := o.letter(r.Ref).ID
	if err := o.recall(o.lead, r.Ref, first); err != nil {
		t.Fatal(err)
	}
	if after := o.step(r.Ref); after != before || o.queued() != 0 {
		t.Errorf("next is %s, it was %s; %d queued", after, before, o.queued())
	}
	if err := o.recall(o.lead, r.Ref, first); err != nil {
		t.Errorf("the second time: %v", err)
	}
	o.clock.Advance(time.Hour)
	o.work()
	o.acknowledge(r.Ref) // once, but now
	o.clock.Advance(time.Minute)
	o.work()
	if got := server.Wait(t, "tessa@elders.example", 1, soon)[0]; got.Header.Get("Message-ID") != "<"+o.letter(r.Ref).MessageID+">" {
		t.Errorf("left %s", got.Header.Get("Message-ID"))
	}
}

// TestTheWorkerAndTheWriterExcludeEachOther: whoever comes first has it.
func TestTheWorkerAndTheWriterExcludeEachOther(t *testing.T) {
	server := testkit.Postfix(t)
	o := patient(t, server.URL())
	r := o.known("tessa@elders.example")
	o.acknowledge(r.Ref)
	o.clock.Advance(time.Minute)
	if _, ok, err := o.Store.Claim(ctx, o.Home().ID, 2*time.Minute); err != nil || !ok { // the worker has it
		t.Fatal(err)
	}
	letter := o.letter(r.Ref).ID
	if err := o.recall(o.lead, r.Ref, letter); refusedAs(err) != "letter_gone" {
		t.Errorf("while the worker has it: %v", err)
	}
	if d, err := o.Open(ctx, o.lead, r.Ref); err != nil || d.Complaint.Acknowledged == nil || len(o.List(o.lead, register.Filter{}).Items) != 1 {
		t.Errorf("half of it was taken back: %v", err)
	}
	o.clock.Advance(3 * time.Minute) // the worker died; another takes over
	o.work()
	if err := o.recall(o.lead, r.Ref, letter); refusedAs(err) != "letter_gone" {
		t.Errorf("after it left: %v", err)
	}
	server.Wait(t, "tessa@elders.example", 1, soon)
}

// TestAWorkerThatWakesUpLateSendsNothing: its lease was over and the letter was
// taken back before it said a word.
func TestAWorkerThatWakesUpLateSendsNothing(t *testing.T) {
	server := testkit.Postfix(t)
	o := patient(t, server.URL())
	r := o.known("tessa@elders.example")
	o.acknowledge(r.Ref)
	o.clock.Advance(time.Minute)
	j, ok, err := o.Store.Claim(ctx, o.Home().ID, 2*time.Minute)
	if err != nil || !ok {
		t.Fatal(err)
	}
	o.clock.Advance(3 * time.Minute)
	if err := o.recall(o.lead, r.Ref, o.letter(r.Ref).ID); err != nil {
		t.Fatal(err)
	}
	if err := o.Store.MarkSending(ctx, j); err == nil {
		t.Error("the worker goes on with what was taken back")
	}
}

func TestWhoMayTakeALetterBack(t *testing.T) {
	o := patient(t, "smtp://127.0.0.1:1")
	writer := o.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer)
	reader := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	r := o.complain("tessa@elders.example")
	_, err := o.Discuss(ctx, o.lead, register.Order{Ref: r.Ref}, complaint.Discussed{Acknowledger: writer.Member.ID, With: []complaint.MemberID{reader.Member.ID}})
	if err != nil {
		t.Fatal(err)
	}
	write := func(who register.Person) string {
		t.Helper()
		c, err := o.Acknowledge(ctx, who, register.Order{Ref: r.Ref}, register.Acknowledgement{Kind: complaint.AcknowledgeAction, Action: "De kachel is aan",
			Sending: register.Sending{Via: complaint.ViaEmail, Signer: who.Member.ID}})
		if err != nil {
			t.Fatal(err)
		}
		return c.Letters[len(c.Letters)-1].ID
	}
	letter := write(writer)
	if err := o.recall(reader, r.Ref, letter); err == nil {
		t.Error("who only reads along took it back")
	}
	if err := o.recall(o.lead, r.Ref, letter); err != nil {
		t.Errorf("who leads: %v", err)
	}
	if err := o.recall(writer, r.Ref, write(writer)); err != nil {
		t.Errorf("who wrote it: %v", err)
	}
	letter = write(o.lead)
	if err := o.recall(writer, r.Ref, letter); refusedAs(err) != "recall_not_yours" {
		t.Errorf("somebody else's letter: %v", err)
	}
	if d, err := o.Open(ctx, writer, r.Ref); err != nil {
		t.Fatal(err)
	} else if _, ok := o.Undoable(writer, d); ok {
		t.Error("and it is offered")
	}
}

func TestADeferredLetterSaysSoAfterAnHour(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	r := o.known("deferred@elders.example")
	o.acknowledge(r.Ref)
	for range 5 {
		o.work()
		if got := o.letter(r.Ref).StateAt(o.clock.Now()); got != complaint.LetterQueued {
			t.Errorf("within the hour it is %s", got)
		}
		o.clock.Advance(12 * time.Minute)
	}
	o.clock.Advance(time.Minute)
	if got := o.letter(r.Ref).StateAt(o.clock.Now()); got != complaint.LetterDeferred || o.queued() != 1 {
		t.Errorf("after the hour it is %s, %d queued", got, o.queued())
	}
}

// TestAnUncertainLetterGoesOnceMoreAsItWas: the same bytes, the same Message-ID,
// and never a third time.
func TestAnUncertainLetterGoesOnceMoreAsItWas(t *testing.T) {
	address, mails := liar(t)
	o := open(t, address)
	r := o.known("tessa@elders.example")
	before := mails.Load()
	o.acknowledge(r.Ref)
	o.work()
	l := o.letter(r.Ref)
	if l.State != complaint.LetterUncertain || mails.Load() != before+1 {
		t.Fatalf("%v, %d mails", l.State, mails.Load()-before)
	}
	if _, err := o.Resend(ctx, o.lead, register.Order{Ref: r.Ref}, l.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Resend(ctx, o.lead, register.Order{Ref: r.Ref}, l.ID); refusedAs(err) != "resent_before" {
		t.Errorf("twice: %v", err)
	}
	server := testkit.Postfix(t) // an honest one takes over
	honest, err := mail.ParseServer(server.URL() + "?from=klachten@voorbeeld.example")
	if err != nil {
		t.Fatal(err)
	}
	o.Mail = honest
	o.work()
	got := server.Wait(t, "tessa@elders.example", 1, soon)[0]
	if again := o.letter(r.Ref); again.State != complaint.LetterDone || got.Header.Get("Message-ID") != "<"+l.MessageID+">" {
		t.Errorf("%v as %s", again.State, got.Header.Get("Message-ID"))
	}
}

// TestStoppingWhileALetterWaitsKeepsIt: the minute survives the program.
func TestStoppingWhileALetterWaitsKeepsIt(t *testing.T) {
	server := testkit.Postfix(t)
	o := patient(t, server.URL())
	r := o.known("tessa@elders.example")
	o.acknowledge(r.Ref)
	again, err := register.New(ctx, o.Config)
	if err != nil {
		t.Fatal(err)
	}
	o.Register = again
	if err := o.Fill(ctx); err != nil {
		t.Fatal(err)
	}
	o.clock.Advance(time.Minute)
	o.work()
	server.Wait(t, "tessa@elders.example", 1, soon)
	if n, err := o.Store.QueuedJobs(ctx); err != nil || n != 0 {
		t.Errorf("%d left, %v", n, err)
	}
}
