package mailbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/smtp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/testkit"
)

const us = "address=klachten@voorbeeld.example"

func letter(subject string) []byte {
	return []byte("From: jan@elders.example\nTo: klachten@voorbeeld.example\nSubject: " + subject + "\n\nGoedemiddag.\n")
}

// TestReadWithoutATrace: what was put in comes out byte for byte, and nobody can
// see in the mailbox that it was read.
func TestReadWithoutATrace(t *testing.T) {
	post := testkit.Mailbox(t, nil)
	post.PutMany(t, 5, func(i int) []byte { return letter(fmt.Sprint("nummer ", i)) })
	s := open(t, parse(t, post.URL(us)))
	uids := numbersOf(t, s)
	if want := []uint32{1, 2, 3, 4, 5}; !slices.Equal(uids, want) || s.Validity() == 0 {
		t.Fatalf("%v, validity %d", uids, s.Validity())
	}
	got := fetch(t, s, append(uids, 99), 1<<20)
	if len(got) != 5 {
		t.Fatalf("%d mails, the one that is not there must be passed over", len(got))
	}
	for _, m := range got {
		if subject := "Subject: nummer "; !m.Whole || !bytes.Contains(m.body, []byte(subject)) || int64(len(m.body)) != m.Size || time.Since(m.Received).Abs() > time.Minute {
			t.Errorf("mail %d: whole %v, %d bytes of %d, received %v: %q", m.UID, m.Whole, len(m.body), m.Size, m.Received, m.body)
		}
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if post.Seen() != 0 || post.Count() != 5 {
		t.Errorf("%d seen of %d", post.Seen(), post.Count())
	}
}

func TestSigningIn(t *testing.T) {
	post := testkit.Mailbox(t, nil)
	wrong := strings.Replace(post.URL(us), testkit.MailPassword, "geheim", 1)
	refuses(t, parse(t, wrong), ErrSignIn)
	absent := strings.Replace(post.URL(us), "/?", "/Nergens?", 1)
	refuses(t, parse(t, absent), ErrFolder)
	archive := open(t, parse(t, strings.Replace(post.URL(us), "/?", "/Archief?", 1)))
	if got := numbersOf(t, archive); len(got) != 0 {
		t.Errorf("the empty archive holds %v", got)
	}
	post.Stop()
	refuses(t, parse(t, post.URL(us)), ErrUnreachable)
}

func TestSigningInWithATokenThatIsChecked(t *testing.T) {
	address := testkit.FreeAddress(t)
	provider := testkit.ProviderAt(t, address, "http://127.0.0.1:1")
	post := testkit.MailboxWithTokens(t, nil, provider)
	post.Put(t, letter("x"))
	machine := parse(t, post.TokenURL(provider.TokenFile(t, false), us))
	for _, b := range []*Box{machine, parse(t, post.TokenURL(provider.TokenFile(t, true), us))} {
		if got := numbersOf(t, open(t, b)); len(got) != 1 {
			t.Errorf("with a token: %v", got)
		}
	}
	other := strings.Replace(post.TokenURL(provider.TokenFile(t, false), us), "klachten@", "directie@", 1)
	refuses(t, parse(t, other), ErrSignIn) // a good token, of another
	if got := numbersOf(t, open(t, parse(t, post.URL(us)))); len(got) != 1 {
		t.Errorf("with a password beside tokens: %v", got)
	}

	// A provider that starts anew knows no token of before: the box asks again.
	provider.Stop()
	refuses(t, machine, ErrUnreachable, ErrSignIn)
	provider = testkit.ProviderAt(t, address, "http://127.0.0.1:1")
	open(t, machine)
	old, err := machine.token(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	provider.Stop()
	testkit.ProviderAt(t, address, "http://127.0.0.1:1")
	open(t, machine)
	if fresh, err := machine.token(t.Context()); err != nil || fresh == old {
		t.Errorf("signed in with a token that nobody knows: %v", err)
	}
}

func TestNoTokensTaken(t *testing.T) {
	provider := testkit.Provider(t, "http://127.0.0.1:1")
	post := testkit.Mailbox(t, nil)
	refuses(t, parse(t, post.TokenURL(provider.TokenFile(t, false), us)), ErrSignIn)
}

func TestEncryption(t *testing.T) {
	post := testkit.Mailbox(t, nil)
	post.Put(t, letter("x"))
	for _, setting := range []string{post.SecureURL(), post.StartTLSURL()} {
		b := parse(t, setting+"?"+us)
		refuses(t, b, ErrEncryption) // nobody knows the certificate, on loopback too
		b.roots = post.Roots()
		if got := fetch(t, open(t, b), []uint32{1}, 1<<20); len(got) != 1 {
			t.Errorf("%s: %d mails", b, len(got))
		}
		b.loopback = false
		if got := numbersOf(t, open(t, b)); len(got) != 1 {
			t.Errorf("%s as if elsewhere: %v", b, got)
		}
	}
	elsewhere := parse(t, post.URL(us))
	elsewhere.loopback = false
	refuses(t, elsewhere, ErrEncryption) // it offers none, and no password is said
	clear := parse(t, strings.Replace(post.URL(us), "imap://", "imaps://", 1))
	refuses(t, clear, ErrEncryption)
}

// TestNumbers: after a mail is gone its number is not given again, and what
// arrives is seen by a session that is open already.
func TestNumbers(t *testing.T) {
	post := testkit.Mailbox(t, nil)
	var names []string
	for i := range 4 {
		names = append(names, post.Put(t, letter(fmt.Sprint(i))))
	}
	s := open(t, parse(t, post.URL(us)))
	numbersOf(t, s)
	post.Remove(t, names[1])
	post.Remove(t, names[3])
	post.Put(t, letter("later"))
	if got := numbersOf(t, s); !slices.Equal(got, []uint32{1, 3, 5}) {
		t.Errorf("%v", got)
	}
	// A mail that goes away between the list and the question.
	post.Remove(t, names[0])
	if got := fetch(t, s, []uint32{1, 3, 5}, 1<<20); len(got) != 2 {
		t.Errorf("%d mails", len(got))
	}
}

func TestRenumbered(t *testing.T) {
	post := testkit.Mailbox(t, nil)
	post.PutMany(t, 3, func(int) []byte { return letter("x") })
	b := parse(t, post.URL(us))
	before := open(t, b)
	numbersOf(t, before)
	post.Renumber(t)
	after := open(t, b)
	if before.Validity() == after.Validity() || len(numbersOf(t, after)) != 3 {
		t.Errorf("validity %d, and %d after", before.Validity(), after.Validity())
	}
	if _, err := before.UIDs(t.Context()); !errors.Is(err, ErrUnreachable) {
		t.Errorf("the old session: %v", err)
	}
}

// TestLargeMail: one of 30 MB comes in whole without lying in memory; over the
// limit only its beginning comes.
func TestLargeMail(t *testing.T) {
	post := testkit.Mailbox(t, nil)
	large := append(letter("groot"), bytes.Repeat([]byte(strings.Repeat("x", 75)+"\n"), 30<<20/76)...)
	post.Put(t, large)
	post.Put(t, letter("klein"))
	s := open(t, parse(t, post.URL(us)))
	got := fetch(t, s, []uint32{1, 2}, 25<<20)
	if len(got) != 2 || got[0].Whole || len(got[0].body) != Beginning || got[0].Size < 30<<20 || !got[1].Whole {
		t.Fatalf("%d mails; the first: whole %v, %d bytes of %d", len(got), got[0].Whole, len(got[0].body), got[0].Size)
	}
	if !bytes.HasPrefix(got[0].body, []byte("From: jan")) {
		t.Error("it does not begin at the beginning")
	}
	var peak, now runtime.MemStats
	var whole int64
	err := s.Fetch(t.Context(), []uint32{1}, 40<<20, func(m Item) error {
		runtime.GC()
		runtime.ReadMemStats(&peak)
		var err error
		whole, err = io.Copy(io.Discard, m.Body)
		runtime.ReadMemStats(&now)
		return err
	})
	if err != nil || whole < 30<<20 || now.TotalAlloc-peak.TotalAlloc > 20<<20 {
		t.Errorf("%d bytes, %v, %d MB allocated", whole, err, (now.TotalAlloc-peak.TotalAlloc)>>20)
	}
}

// TestCallerStops: with half a mail read the session can go on.
func TestCallerStops(t *testing.T) {
	post := testkit.Mailbox(t, nil)
	post.PutMany(t, 2, func(int) []byte { return append(letter("x"), bytes.Repeat([]byte("regel\n"), 1<<18)...) })
	s := open(t, parse(t, post.URL(us)))
	enough := errors.New("enough")
	err := s.Fetch(t.Context(), []uint32{1, 2}, 10<<20, func(m Item) error {
		_, _ = m.Body.Read(make([]byte, 100))
		return enough
	})
	if !errors.Is(err, enough) {
		t.Fatal(err)
	}
	if got := fetch(t, s, []uint32{2}, 10<<20); len(got) != 1 || !got[0].Whole {
		t.Errorf("afterwards: %d mails", len(got))
	}
}

// TestPostfixWakesUs: mail to an address with a tag is told of within a second,
// with the address it was sent to on top.
func TestPostfixWakesUs(t *testing.T) {
	post := testkit.Postfix(t)
	box := testkit.Mailbox(t, post)
	s := open(t, parse(t, box.URL(us)))
	numbersOf(t, s)
	waited := make(chan time.Time, 1)
	go func() {
		if err := s.Wait(t.Context(), 30*time.Second); err != nil {
			t.Error(err)
		}
		waited <- time.Now()
	}()
	time.Sleep(300 * time.Millisecond) // until it listens
	to := "klachten+k-2027@voorbeeld.example"
	if err := smtp.SendMail(strings.TrimPrefix(post.URL(), "smtp://"), nil, "jan@elders.example", []string{to}, letter("x")); err != nil {
		t.Fatal(err)
	}
	testkit.Eventually(t, 10*time.Second, func() bool { return box.Count() == 1 })
	arrived := time.Now()
	if woke := (<-waited).Sub(arrived); woke > time.Second {
		t.Errorf("woke up %v after the mail was there", woke)
	}
	got := fetch(t, s, numbersOf(t, s), 1<<20)
	if len(got) != 1 {
		t.Fatalf("%d mails", len(got))
	}
	for _, line := range []string{"Delivered-To: " + to, "X-Original-To: " + to, "Return-Path: <jan@elders.example>"} {
		if !bytes.Contains(got[0].body, []byte(line+"\r\n")) {
			t.Errorf("no %s in %s", line, got[0].body)
		}
	}
}

// TestWaiting: it ends in time, ends with its context, and does not sleep over
// what came in between.
func TestWaiting(t *testing.T) {
	post := testkit.Mailbox(t, nil)
	s := open(t, parse(t, post.URL(us)))
	began := time.Now()
	if err := s.Wait(t.Context(), 200*time.Millisecond); err != nil || time.Since(began) > 5*time.Second {
		t.Errorf("%v after %v", err, time.Since(began))
	}
	numbersOf(t, s)
	post.Put(t, letter("x"))
	if err := s.step(t.Context(), talk, ErrProtocol, func() error { return s.client.Noop().Wait() }); err != nil { // it is told here
		t.Fatal(err)
	}
	if err := s.Wait(t.Context(), time.Minute); err != nil || time.Since(began) > 20*time.Second {
		t.Errorf("%v after %v", err, time.Since(began))
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(100*time.Millisecond, cancel)
	if err := s.Wait(ctx, time.Minute); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	s = open(t, parse(t, post.URL(us)))
	time.AfterFunc(100*time.Millisecond, post.Stop)
	if err := s.Wait(t.Context(), time.Minute); !errors.Is(err, ErrUnreachable) || time.Since(began) > 40*time.Second {
		t.Errorf("server gone: %v after %v", err, time.Since(began))
	}
}

// TestServerKilledInAMail: half a mail is never taken for a whole one.
func TestServerKilledInAMail(t *testing.T) {
	post := testkit.Mailbox(t, nil)
	post.Put(t, append(letter("groot"), bytes.Repeat([]byte(strings.Repeat("x", 75)+"\n"), 20<<20/76)...))
	b := parse(t, post.URL(us))
	for _, reads := range []bool{true, false} { // the caller, or nobody, reads on
		s := open(t, b)
		err := s.Fetch(t.Context(), []uint32{1}, 25<<20, func(m Item) error {
			_, _ = m.Body.Read(make([]byte, 100))
			post.Stop()
			if !reads {
				return nil
			}
			n, err := io.Copy(io.Discard, m.Body)
			if err == nil {
				t.Errorf("%d bytes of %d, and no error", n, m.Size)
			}
			return err
		})
		if !errors.Is(err, ErrUnreachable) {
			t.Errorf("reads %v: %v", reads, err)
		}
		post.Start(t)
	}
	if got := fetch(t, open(t, b), []uint32{1}, 25<<20); len(got) != 1 || !got[0].Whole {
		t.Errorf("afterwards: %d mails", len(got))
	}
}

type read struct {
	Item
	body []byte
}

func fetch(t *testing.T, s *Session, uids []uint32, limit int64) (all []read) {
	t.Helper()
	err := s.Fetch(t.Context(), uids, limit, func(m Item) error {
		body, err := io.ReadAll(m.Body)
		all = append(all, read{m, body})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func open(t *testing.T, b *Box) *Session {
	t.Helper()
	s, err := b.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func numbersOf(t *testing.T, s *Session) []uint32 {
	t.Helper()
	uids, err := s.UIDs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return uids
}

// refuses wants one of these errors, and no secret in it.
func refuses(t *testing.T, b *Box, want ...error) {
	t.Helper()
	s, err := b.Open(t.Context())
	if s != nil || !slices.ContainsFunc(want, func(w error) bool { return errors.Is(err, w) }) {
		t.Fatalf("%s: %v, want %v", b, err, want)
	}
	for _, secret := range []string{"geheim", testkit.MailPassword, "klachten"} {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("the error tells %s: %v", secret, err)
		}
	}
}
