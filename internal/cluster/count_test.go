package cluster

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os/exec"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/config"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// settled waits until no work is left. What was being sent when a program died comes
// back when its lease is over.
func (l *load) settled(t *testing.T) {
	t.Helper()
	l.whole(t)
	left := func() int { return l.number(database, "SELECT COUNT(*) FROM register.job WHERE state <> 'held'") }
	// However much there is, it becomes less; counting while letters leave would be wrong.
	for before := left(); before > 0; {
		if !eventually(5*time.Minute, func() bool { return left() < before }) {
			t.Fatalf("%d pieces of work are left, and it is not getting less", before)
		}
		before = left()
	}
	for before := -1; before != len(l.post.Everything()); time.Sleep(2 * time.Second) { // Postfix delivers
		before = len(l.post.Everything())
	}
}

// count holds the ledger against the database, by way of the one door.
func (l *load) count(t *testing.T) {
	t.Helper()
	r, shut := l.inside(t)
	defer shut()
	ctx := context.Background()
	token, err := r.SignIn(ctx, leadEmail, password)
	if err != nil {
		t.Fatal(err)
	}
	lead, err := r.Recognise(ctx, token)
	if err != nil {
		t.Fatal(err)
	}
	f := found{load: l, complaints: map[string]int{}, notes: map[string]int{}, letters: map[string]int{}}
	f.delivered(t)
	for after := ""; ; {
		page := r.List(lead, register.Filter{View: "all", After: after})
		for _, it := range page.Items {
			d, err := r.Open(ctx, lead, it.Ref)
			if err != nil {
				t.Fatal(err)
			}
			f.look(t, r, lead, d.Complaint)
		}
		if after = page.Older; after == "" {
			break
		}
	}
	for _, e := range l.complaints {
		if e.acked {
			f.opens(t, r, e)
		}
	}
	t.Logf("complaints: %s", f.compare(t, l.complaints, f.complaints))
	t.Logf("notes:      %s", f.compare(t, l.notes, f.notes))
	t.Logf("letters:    %s; %d uncertain, %d delivered to complainants, %d receipts by mail, %d doubled", f.compare(t, l.letters, f.letters), f.uncertain, f.mails, f.receipts, f.doubled)
	if f.doubled > 0 {
		t.Errorf("%d mails reached somebody twice", f.doubled)
	}
	l.rows(t)
}

func (l *load) inside(t *testing.T) (r *register.Register, shut func()) {
	t.Helper()
	ctx := context.Background()
	key, _, err := config.Master(l.data, l.key)
	if err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(ctx, store.Config{Data: l.data, Postgres: l.address(database), Master: key, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	r, err = register.New(ctx, register.Config{Store: st, Now: time.Now, Site: func() string { return l.url }, Logger: slog.New(slog.DiscardHandler)})
	if err == nil {
		err = r.Fill(ctx)
	}
	if err != nil {
		t.Fatal(err)
	}
	return r, func() { _ = st.Close() }
}

// found is what is really there.
type found struct {
	*load
	complaints, notes, letters map[string]int // as the books of the ledger
	arrived                    map[string]int // letters by recipient

	uncertain, mails, receipts, doubled int
}

// delivered counts what reached mailboxes: a Message-ID twice at one address is a
// letter that was doubled.
func (f *found) delivered(t *testing.T) {
	t.Helper()
	f.arrived = map[string]int{}
	seen := map[string]bool{}
	for _, m := range f.post.Everything() {
		id := m.To + " " + m.Header.Get("Message-Id")
		if seen[id] {
			f.doubled++
			t.Errorf("%s was delivered twice", id)
		}
		seen[id] = true
		switch {
		case !strings.HasSuffix(m.To, "@elders.example"): // a notice to the team
		case m.From == "":
			f.receipts++
		default:
			f.mails++
			f.arrived[m.To]++
		}
	}
}

func (f *found) look(t *testing.T, r *register.Register, lead register.Person, c complaint.Complaint) {
	t.Helper()
	email := c.Received.Email
	f.complaints[email]++
	e := f.load.complaints[email]
	if e == nil || e.text != c.Received.Story || e.file != (len(c.Received.Attachments) == 1) {
		t.Errorf("the dossier of %s is not what was sent", email)
		return
	}
	for _, a := range c.Received.Attachments {
		_, body, err := r.File(context.Background(), lead, c.Received.Ref, a.ID)
		if err != nil {
			t.Errorf("the attachment of %s: %v", email, err)
			continue
		}
		if raw, err := io.ReadAll(body); err != nil || string(raw) != attachment(e.text) {
			t.Errorf("the attachment of %s holds %q, %v", email, raw, err)
		}
		_ = body.Close()
	}
	for _, h := range c.History {
		if n, ok := h.Event.(complaint.Noted); ok {
			f.notes[n.Text]++
		}
	}
	for _, l := range c.Letters {
		if l.Purpose != complaint.LetterAcknowledgement {
			continue
		}
		f.letters[c.Received.Ref]++
		switch l.State {
		case complaint.LetterDone:
			if f.arrived[email] == 0 {
				t.Errorf("the letter to %s is said to be delivered, and is not", email)
			}
		case complaint.LetterUncertain:
			f.uncertain++
		default:
			t.Errorf("the letter to %s is %s (%s)", email, l.State, l.Failure)
		}
	}
	if f.arrived[email] > f.letters[c.Received.Ref] {
		f.doubled++
		t.Errorf("%d letters reached %s, and %d were written", f.arrived[email], email, f.letters[c.Received.Ref])
	}
}

// opens tries the code that the receipt showed.
func (f *found) opens(t *testing.T, r *register.Register, e *entry) {
	t.Helper()
	code, err := vault.ParseCode(e.code)
	if err != nil {
		t.Errorf("the code %q of %s: %v", e.code, e.email, err)
		return
	}
	if c, _, err := r.ByReceipt(context.Background(), code); err != nil || c.Received.Email != e.email {
		t.Errorf("the code of %s opens %s, %v", e.email, c.Received.Email, err)
	}
}

// compare finds every acknowledged act once, and every other at most once.
func (f *found) compare(t *testing.T, told map[string]*entry, there map[string]int) string {
	t.Helper()
	acked, lost, twice, unconfirmed, strange := 0, 0, 0, 0, 0
	for name, e := range told {
		switch n := there[name]; {
		case e.acked && n == 0:
			lost++
			t.Errorf("LOST: %s (%s)", name, e.text)
		case n > 1:
			twice++
			t.Errorf("%d times: %s (%s)", n, name, e.text)
		case !e.acked && n == 1:
			unconfirmed++
		}
		if e.acked {
			acked++
		}
	}
	for name := range there {
		if told[name] == nil {
			strange++
			t.Errorf("nobody sent %s", name)
		}
	}
	return sentence(len(told), acked, lost, twice, unconfirmed)
}

func sentence(sent, acked, lost, twice, unconfirmed int) string {
	return strings.Join([]string{number(sent, "sent"), number(acked, "acknowledged"), number(lost, "lost"), number(twice, "doubled"),
		number(unconfirmed, "there though nobody was told (the answer was lost, and the sender gave up)")}, ", ")
}

// rows holds the tables against one another: nothing of an act is there without the rest.
func (l *load) rows(t *testing.T) {
	t.Helper()
	for what, sql := range map[string]string{
		"dossiers without a submission":      "SELECT COUNT(*) FROM register.dossier d WHERE NOT EXISTS (SELECT 1 FROM register.submission s WHERE s.dossier = d.id)",
		"submissions without a dossier":      "SELECT COUNT(*) FROM register.submission s WHERE NOT EXISTS (SELECT 1 FROM register.dossier d WHERE s.dossier = d.id)",
		"dossiers without a receipt":         "SELECT COUNT(*) FROM register.dossier d WHERE NOT EXISTS (SELECT 1 FROM keys.receipt r WHERE r.dossier = d.id)",
		"dossiers without keys":              "SELECT COUNT(*) FROM register.dossier d WHERE NOT EXISTS (SELECT 1 FROM keys.dossier_key k WHERE k.dossier = d.id)",
		"dossiers of another version":        "SELECT COUNT(*) FROM register.dossier d LEFT JOIN (SELECT dossier, COUNT(*) n FROM register.event GROUP BY dossier) e ON e.dossier = d.id WHERE d.version <> COALESCE(e.n, 0)",
		"events without a key":               "SELECT COUNT(*) FROM register.event e WHERE NOT EXISTS (SELECT 1 FROM keys.item_key k WHERE k.dossier = e.dossier AND k.seq = e.seq)",
		"keys without an event":              "SELECT COUNT(*) FROM keys.item_key k WHERE NOT EXISTS (SELECT 1 FROM register.event e WHERE k.dossier = e.dossier AND k.seq = e.seq)",
		"places in the log that are skipped": "SELECT (SELECT log_size FROM register.organisation) - (SELECT COUNT(DISTINCT pos) FROM register.event)",
	} {
		if n := l.number(database, sql); n != 0 {
			t.Errorf("%d %s", n, what)
		}
	}
	out, err := exec.Command(l.bin, "verify", "--data", l.data, "--database", l.address(database)).CombinedOutput()
	t.Logf("wederhoor verify: %s", strings.TrimSpace(string(out)))
	var exit *exec.ExitError
	if errors.As(err, &exit) || err != nil {
		t.Errorf("verify: %v", err)
	}
}
