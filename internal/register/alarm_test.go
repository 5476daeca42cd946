package register_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/alarm"
	"wederhoor/internal/inmail"
	"wederhoor/internal/mail"
	"wederhoor/internal/mailbox"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

// siren is another system that hears alarms.
type siren struct {
	*httptest.Server
	mu    sync.Mutex
	deaf  bool
	heard []string
}

func newSiren(t *testing.T) *siren {
	s := &siren{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.deaf {
			http.Error(w, "", http.StatusBadGateway)
			return
		}
		var n alarm.Notice
		if err := json.NewDecoder(r.Body).Decode(&n); err != nil || n.Since.IsZero() || n.Installation != "https://klachten.voorbeeld.example" {
			t.Errorf("heard %+v, %v", n, err)
		}
		said := n.Alarm
		if n.Over != nil {
			said += " over"
		}
		s.heard = append(s.heard, said)
	}))
	t.Cleanup(s.Close)
	return s
}

// hears wants exactly these since it was last asked.
func (s *siren) hears(t *testing.T, want ...string) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	slices.Sort(s.heard)
	if !slices.Equal(s.heard, want) {
		t.Errorf("heard %q, want %q", s.heard, want)
	}
	s.heard = nil
}

// reading gives an office a mailbox that was read a moment ago, and a siren.
func (o *office) reading(s *siren) (box string) {
	o.t.Helper()
	b, err := mailbox.Parse("imaps://klachten%40voorbeeld.example:x@imap.voorbeeld.example/")
	if err == nil {
		o.Alarm, err = alarm.Parse(s.URL)
	}
	if err != nil {
		o.t.Fatal(err)
	}
	o.Mailboxes = []*mailbox.Box{b}
	box, err = o.Store.MailboxID(ctx, o.Home().ID, b.Name())
	if err == nil {
		_, err = o.Store.Mailbox(ctx, o.Home().ID, box)
	}
	if err != nil {
		o.t.Fatal(err)
	}
	o.read(box)
	return box
}

func (o *office) read(box string) {
	o.t.Helper()
	if err := o.Store.MailboxTried(ctx, o.Home().ID, box, ""); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) raise() {
	o.t.Helper()
	if err := o.Raise(ctx); err != nil {
		o.t.Fatal(err)
	}
	o.work()
}

// TestSilenceIsTold by mail and by the other road: once, once more each day, and
// when it is over; also when the program starts again or another one watches.
func TestSilenceIsTold(t *testing.T) {
	server, s := testkit.Postfix(t), newSiren(t)
	o := open(t, server.URL())
	o.joined("Henk de Beheerder", "henk@voorbeeld.example", access.Administrator)
	o.joined("Sofie Trainer", "sofie@voorbeeld.example", access.Trainer)
	box := o.reading(s)
	o.raise()
	s.hears(t)
	read := o.clock.Now()
	o.clock.Advance(31 * time.Minute)
	o.raise()
	s.hears(t, "mailbox_silent")
	if all, err := o.Alarms(ctx); err != nil || len(all) != 1 || all[0].Code != register.AlarmSilent || all[0].Subject != box || !all[0].Since.Equal(read) {
		t.Errorf("%+v, %v", all, err)
	}
	for _, to := range []string{"mirjam@voorbeeld.example", "henk@voorbeeld.example"} {
		got := server.Wait(t, to, 1, 10*time.Second)[0]
		if body := strings.ReplaceAll(string(got.Body), "=\n", ""); !strings.Contains(body, "De e-mail wordt sinds woensdag 25 november om 11:00 uur niet gelezen. Kijk in het register.") || got.Header.Get("Auto-Submitted") == "" {
			t.Errorf("%s got %s", to, body)
		}
	}
	again, err := register.New(ctx, register.Config{Store: o.Store, Now: o.clock.Now, Mail: o.Mail, Site: o.Site, Logger: slog.New(slog.DiscardHandler), Mailboxes: o.Mailboxes, Alarm: o.Alarm})
	if err != nil {
		t.Fatal(err)
	}
	var both sync.WaitGroup
	for _, r := range []*register.Register{o.Register, again} {
		both.Go(func() {
			if err := r.Raise(ctx); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	if n := o.queued(); n != 0 {
		t.Errorf("%d mails are queued again", n)
	}
	s.hears(t)
	o.clock.Advance(24 * time.Hour)
	o.raise()
	s.hears(t, "mailbox_silent")
	server.Wait(t, "mirjam@voorbeeld.example", 2, 10*time.Second)
	o.read(box)
	o.raise()
	s.hears(t, "mailbox_silent over")
	if len(server.Messages("sofie@voorbeeld.example")) > 0 {
		t.Error("a trainer was told")
	}
}

// TestWhenSendingIsBrokenTheOtherRoadTells, as soon as it can be reached itself,
// and no mail joins the queue.
func TestWhenSendingIsBrokenTheOtherRoadTells(t *testing.T) {
	server, s := testkit.Postfix(t), newSiren(t)
	o := open(t, server.URL())
	box := o.reading(s)
	server.Stop()
	r := o.complain("tessa@elders.example")
	o.acknowledge(r.Ref)
	waiting := o.queued()
	for range 5 {
		o.work()
		o.clock.Advance(7 * time.Minute)
		o.read(box)
	}
	s.deaf = true
	if err := o.Raise(ctx); err == nil || strings.Contains(err.Error(), "127.0.0.1") {
		t.Errorf("the other road does not answer: %v", err)
	}
	if o.queued() != waiting {
		t.Errorf("%d jobs, and %d before the alarm", o.queued(), waiting)
	}
	s.deaf = false
	o.clock.Advance(2 * time.Minute)
	o.raise()
	s.hears(t, "work_late")
	f, err := o.Flow(ctx)
	if err != nil || !f.Sent.IsZero() || f.Queued != waiting || f.OldestWork.IsZero() || len(f.Alarms) != 1 {
		t.Errorf("%+v, %v", f, err)
	}
}

// TestWhatIsWrong: each thing that can be, and none of it any more when it is set right.
func TestWhatIsWrong(t *testing.T) {
	server, s := testkit.Postfix(t), newSiren(t)
	o := open(t, server.URL())
	box := o.reading(s)
	is := func(want ...string) {
		t.Helper()
		all, err := o.Alarms(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var codes []string
		for _, a := range all {
			codes = append(codes, a.Code)
		}
		if slices.Sort(codes); !slices.Equal(codes, want) {
			t.Errorf("%q is wrong, want %q", codes, want)
		}
	}
	is()
	expiring, err := mail.ParseServer(server.URL() + "?from=klachten@voorbeeld.example&expires=2026-12-26")
	if err != nil {
		t.Fatal(err)
	}
	o.Mail = expiring
	is()
	o.clock.Advance(24 * time.Hour)
	o.read(box)
	is("secret_ends")
	if err := o.Store.MailboxCounted(ctx, o.Home().ID, box, 5, 1); err != nil {
		t.Fatal(err)
	}
	is("ledger_differs", "secret_ends")
	r := o.complain("refused@elders.example")
	o.acknowledge(r.Ref)
	o.work()
	is("ledger_differs", "letter_failed", "secret_ends")
	o.comesIn(1, "Subject: x\r\n\r\nx\r\n")
	o.clock.Advance(31 * time.Minute)
	o.read(box)
	is("ledger_differs", "letter_failed", "mail_unsettled", "secret_ends")
	o.raise()
	s.hears(t, "ledger_differs", "letter_failed", "mail_unsettled", "secret_ends")
	server.Wait(t, "mirjam@voorbeeld.example", 6, 10*time.Second) // four alarms, the new complaint, and her own letter that failed
	if _, err := o.SettleMail(ctx); err != nil {
		t.Fatal(err)
	}
	is("ledger_differs", "letter_failed", "secret_ends")
}

// comesIn puts a mail in the ledger, as it comes from a mailbox.
func (o *office) comesIn(uid uint32, raw string) {
	o.t.Helper()
	file, err := o.Store.PutFile(o.Home().ID, "e-mail.eml", strings.NewReader(raw), inmail.MaxSize)
	if err == nil {
		err = o.Store.Write(ctx, func(tx *store.Tx) error {
			return tx.KeepMail(o.Home().ID, store.Arrival{Mailbox: "box", Validity: 1, UID: uid, Size: int64(len(raw)), Whole: true, Received: o.clock.Now(), Raw: file})
		})
	}
	if err != nil {
		o.t.Fatal(err)
	}
}

// TestATestOfOursIsNoComplaint, and nobody else's mail passes for one.
func TestATestOfOursIsNoComplaint(t *testing.T) {
	o := open(t, "smtp://127.0.0.1:9")
	o.reading(newSiren(t))
	for i, m := range []struct {
		from, to string
		reason   string
	}{
		{"klachten@voorbeeld.example", "klachten+t-abc@voorbeeld.example", register.RefusedTest},
		{"Klachten@Voorbeeld.example", "klachten+T-abc@voorbeeld.example", register.RefusedTest},
		{"tessa@elders.example", "klachten+t-abc@voorbeeld.example", ""},
		{"klachten@voorbeeld.example", "klachten+x-abc@voorbeeld.example", ""},
		{"klachten@voorbeeld.example", "klachten@voorbeeld.example", ""},
	} {
		o.comesIn(uint32(i+1), fmt.Sprintf("From: %s\r\nTo: %s\r\nSubject: Test %d\r\nMessage-ID: <t-%d@elders.example>\r\n\r\nTest\r\n", m.from, m.to, i, i))
		if n, err := o.SettleMail(ctx); err != nil || n != 1 {
			t.Fatal(n, err)
		}
		all, err := o.Store.MailLedger(ctx, o.Home().ID, o.clock.Now().Add(time.Hour), 1000)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range all {
			if row.UID == uint32(i+1) && (row.Reason != m.reason || (row.State == store.MailRefused) != (m.reason != "")) {
				t.Errorf("from %s to %s: %s %s", m.from, m.to, row.State, row.Reason)
			}
		}
	}
}
