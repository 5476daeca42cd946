package register_test

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/mail"
	"wederhoor/internal/mailbox"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/testkit/badmail"
	"wederhoor/internal/vault"
)

// postHouse is a register between a real Postfix and a real Dovecot.
type postHouse struct {
	*office
	post  *testkit.MailServer
	inbox *testkit.Inbox
	box   *mailbox.Box
}

// house opens a register on the engine that database names; "" is the embedded one.
func house(t *testing.T, database string) *postHouse {
	t.Helper()
	h := &postHouse{post: testkit.Postfix(t), office: &office{t: t, clock: testkit.NewClock(time.Now())}}
	h.inbox = testkit.Mailbox(t, h.post)
	s, err := store.Open(ctx, store.Config{Data: t.TempDir(), Postgres: database, Master: vault.NewKey(), Now: h.clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	server, err := mail.ParseServer(h.post.URL() + "?from=klachten@voorbeeld.example")
	if err == nil {
		h.box, err = mailbox.Parse(h.inbox.URL("address=klachten@voorbeeld.example"))
	}
	if err == nil {
		h.Register, err = register.New(ctx, register.Config{Store: s, Now: h.clock.Now, Mail: server, Mailboxes: []*mailbox.Box{h.box},
			Site: func() string { return "https://klachten.voorbeeld.example" }, Logger: slog.New(slog.DiscardHandler)})
	}
	if err == nil {
		_, err = h.SetUpOrganisation(ctx, setUp())
	}
	if err == nil {
		err = h.Fill(ctx)
	}
	if err != nil {
		t.Fatal(err)
	}
	m, _ := h.LeadMember()
	h.lead = person(m)
	return h
}

// send hands a mail to Postfix, as the complainant's own server would.
func (h *postHouse) send(from, to, raw string) {
	h.t.Helper()
	server, err := mail.ParseServer(h.post.URL())
	if err != nil {
		h.t.Fatal(err)
	}
	if out := server.Send(ctx, from, to, []byte(raw)); out.State != mail.Accepted {
		h.t.Fatalf("%s: %s", out.State, out.Reason)
	}
}

// comesIn waits until the mailbox holds n mails and reads them all.
func (h *postHouse) comesIn(n int) {
	h.t.Helper()
	for end := time.Now().Add(20 * time.Second); h.inbox.Count() < n && time.Now().Before(end); {
		time.Sleep(10 * time.Millisecond)
	}
	if got := h.inbox.Count(); got != n {
		h.t.Fatalf("%d mails in the box, want %d", got, n)
	}
	h.clock.Set(time.Now())
	if err := h.Poll(ctx, h.box); err != nil {
		h.t.Fatal(err)
	}
}

// called is the number of the one complaint with this heading.
func (h *postHouse) called(heading string) (ref string) {
	h.t.Helper()
	for _, it := range h.List(h.lead, register.Filter{View: "all"}).Items {
		if strings.HasPrefix(it.Heading, heading) && ref == "" {
			ref = it.Ref
		} else if strings.HasPrefix(it.Heading, heading) {
			h.t.Fatalf("more than one complaint is called %s", heading)
		}
	}
	return ref
}

func onBoth(t *testing.T, test func(*testing.T, *postHouse)) {
	t.Run("sqlite", func(t *testing.T) { test(t, house(t, "")) })
	t.Run("postgres", func(t *testing.T) { test(t, house(t, testkit.Postgres(t))) })
}

// TestTheRoadOfAMail: a real mail becomes a complaint, is acknowledged, is answered
// by the complainant, one bounces, and one loops with a program that answers
// whatever it gets.
func TestTheRoadOfAMail(t *testing.T) {
	onBoth(t, func(t *testing.T, h *postHouse) {
		h.send("tessa@elders.example", "klachten@voorbeeld.example", note(tessa, "klachten@voorbeeld.example", "De zaal was koud", "Het was twaalf graden."))
		h.comesIn(1)
		ref := h.called("De zaal was koud")
		h.work()
		h.post.Wait(t, "tessa@elders.example", 1, soon) // the receipt with the code
		h.acknowledge(ref)
		h.work()
		letter := h.post.Wait(t, "tessa@elders.example", 2, soon)[1]
		if l := h.letter(ref); l.State != complaint.LetterDone {
			t.Fatalf("the acknowledgement is %s", l.State)
		}

		to := strings.Trim(letter.Header.Get("Reply-To"), "<>")
		h.send("tessa@elders.example", to, note(tessa, to, "Re: "+letter.Header.Get("Subject"), "En het regende naar binnen.", "In-Reply-To: "+letter.Header.Get("Message-Id")))
		h.comesIn(2)
		d, err := h.Open(ctx, h.lead, ref)
		if err != nil || d.Complaint.Unread == nil || !strings.Contains(d.Complaint.Unread.Event.Text, "regende naar binnen") {
			t.Fatalf("the answer is not in the dossier: %v", err)
		}

		h.send("bounces@elders.example", "klachten@voorbeeld.example", note("bounces@elders.example", "klachten@voorbeeld.example", "Factuur klopt niet", "Ik betaalde twee keer."))
		h.comesIn(3)
		second := h.called("Factuur klopt niet")
		h.acknowledge(second)
		h.work() // the receipt has no return path; the letter has
		h.comesIn(4)
		if l := h.letter(second); l.State != complaint.LetterBounced || h.step(second) != complaint.StepDelivery {
			t.Errorf("after the bounce the letter is %s and the next step %s", l.State, h.step(second))
		}

		h.loop(t)
		if c := h.mails(); c[store.MailStored] != 0 || c[store.MailComplaint] != 3 || c[store.MailReport] != 1 {
			t.Errorf("the ledger: %v", c)
		}
	})
}

// loop is a program without manners: it answers every mail, automatic or not, to
// the sender and to the envelope, and says nowhere that it is one.
func (h *postHouse) loop(t *testing.T) {
	t.Helper()
	const program = "loket@elders.example"
	answer := func(to string, fields ...string) {
		h.send(program, to, note(program, to, "Bedankt voor uw bericht", "Wij nemen uw bericht in behandeling.", fields...))
	}
	in := h.inbox.Count()
	answer("klachten@voorbeeld.example")
	in++
	h.comesIn(in)
	h.acknowledge(h.called("Bedankt voor uw bericht"))
	answered := 0
	for range 5 {
		h.work()
		time.Sleep(300 * time.Millisecond) // Postfix delivers
		got := h.post.Messages(program)
		for _, m := range got[answered:] {
			id := "In-Reply-To: " + m.Header.Get("Message-Id")
			answer("klachten@voorbeeld.example", id)
			in++
			if m.From != "" {
				answer(m.From, id)
				in++
			}
		}
		answered = len(got)
		h.comesIn(in)
	}
	if answered != 2 {
		t.Errorf("the program got %d mails, want the receipt and the letter", answered)
	}
}

// TestEveryHostileMailIsInTheLedger, each once, none blocks, none stays behind.
func TestEveryHostileMailIsInTheLedger(t *testing.T) {
	h := house(t, "")
	all := badmail.Hostile()
	for _, m := range all {
		h.inbox.Put(t, m.Raw())
	}
	began := time.Now()
	h.comesIn(len(all))
	took := time.Since(began)
	counts, total := h.mails(), 0
	for _, n := range counts {
		total += n
	}
	t.Logf("%d mails in %s: %v", len(all), took.Round(time.Millisecond), counts)
	if len(all) < 300 || total != len(all) || counts[store.MailStored] != 0 {
		t.Errorf("%d mails, %d in the ledger: %v", len(all), total, counts)
	}
	if h.inbox.Seen() != 0 {
		t.Errorf("%d were marked as read", h.inbox.Seen())
	}
	boxes, err := h.Boxes(ctx)
	if err != nil || boxes[0].InBox != len(all) || boxes[0].Missing != 0 || boxes[0].Trouble != "" {
		t.Errorf("counted: %+v, %v", boxes, err)
	}
	desk, err := h.Desk(ctx, h.lead)
	if err != nil || len(desk.Waiting) != counts[store.MailParked] {
		t.Fatalf("%v, %d on the desk, %d in the ledger", err, len(desk.Waiting), counts[store.MailParked])
	}
	for _, p := range desk.Waiting { // every one can be opened, and become a complaint
		if _, err := h.OpenParked(ctx, h.lead, p.ID); err != nil {
			t.Errorf("%s: %v", p.Reason, err)
		}
		if _, err := h.RegisterParked(ctx, h.lead, register.Judging{ID: p.ID}); err != nil {
			t.Errorf("%s: %v", p.Reason, err)
		}
	}
	h.comesIn(len(all))
	if again := h.mails(); again[store.MailParked] != 0 {
		t.Errorf("afterwards: %v", again)
	}
}

// TestReadersOfOneMailboxDoNotDouble: two programs at once, others that are cut off
// at any moment, a mail server that goes away, and a new numbering.
func TestReadersOfOneMailboxDoNotDouble(t *testing.T) {
	onBoth(t, func(t *testing.T, h *postHouse) {
		const mails = 60
		h.inbox.PutMany(t, mails/2, stormed)
		storm := func() {
			var readers sync.WaitGroup
			for i := range 12 {
				readers.Go(func() {
					cut, stop := context.WithTimeout(ctx, time.Duration(5+i*17)*time.Millisecond)
					defer stop()
					_ = h.Poll(cut, h.box) // cut off somewhere
				})
			}
			readers.Wait()
		}
		storm()
		h.inbox.PutMany(t, mails/2, func(i int) []byte { return stormed(i + mails/2) })
		storm()
		go func() { time.Sleep(20 * time.Millisecond); h.inbox.Stop() }()
		_ = h.Poll(ctx, h.box)
		h.inbox.Stop()
		h.inbox.Start(t)
		if err := h.Poll(ctx, h.box); err != nil {
			t.Fatal(err)
		}
		h.inbox.Renumber(t)
		h.clock.Advance(time.Hour) // leases of readers that were cut off run out
		for range 2 {
			if err := h.Poll(ctx, h.box); err != nil {
				t.Fatal(err)
			}
		}
		c := h.mails()
		if c[store.MailComplaint] != mails || c[store.MailStored] != 0 || c[store.MailAgain] == 0 || c[store.MailParked] != 0 {
			t.Errorf("%d mails: %v", mails, c)
		}
		if n := h.List(h.lead, register.Filter{View: "all"}).Total; n != mails {
			t.Errorf("%d complaints", n)
		}
	})
}

func stormed(i int) []byte {
	return []byte(note(fmt.Sprintf("klager%d@elders.example", i), "klachten@voorbeeld.example", fmt.Sprintf("Klacht %d", i), strings.Repeat("De zaal was koud. ", i*20)))
}
