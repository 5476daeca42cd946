package register_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	netmail "net/mail"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/mail"
	"wederhoor/internal/mailbox"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

// postOffice is a register that reads klachten@voorbeeld.example. Nobody listens
// at the mailbox: tests put what was fetched straight in the ledger.
func postOffice(t *testing.T, smtp string) *office {
	t.Helper()
	o := open(t, smtp)
	box, err := mailbox.Parse("imap://klachten%40voorbeeld.example:geheim@127.0.0.1:1/INBOX")
	if err != nil {
		t.Fatal(err)
	}
	o.Mailboxes = []*mailbox.Box{box}
	return o
}

var uids uint32

// arrives puts a mail in the ledger, as it was fetched, and settles it.
func (o *office) arrives(raw string) store.MailIn {
	o.t.Helper()
	o.fetched(7, raw)
	if _, err := o.SettleMail(ctx); err != nil {
		o.t.Fatal(err)
	}
	return o.newest()
}

func (o *office) fetched(validity uint32, raw string) {
	o.t.Helper()
	uids++
	f, err := o.Store.PutFile(o.Home().ID, "e-mail.eml", strings.NewReader(raw), 1<<25)
	if err != nil {
		o.t.Fatal(err)
	}
	a := store.Arrival{Mailbox: "box", Validity: validity, UID: uids, Size: int64(len(raw)), Whole: true, Received: o.clock.Now(), Raw: f}
	if err := o.Store.Write(ctx, func(tx *store.Tx) error { return tx.KeepMail(o.Home().ID, a) }); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) newest() (newest store.MailIn) {
	o.t.Helper()
	rows, err := o.Store.MailLedger(ctx, o.Home().ID, o.clock.Now().Add(time.Second), 1000)
	if err != nil {
		o.t.Fatal(err)
	}
	for _, m := range rows {
		if m.UID == uids {
			newest = m
		}
	}
	return newest
}

// mails counts the ledger by what became of each.
func (o *office) mails() map[store.MailState]int {
	o.t.Helper()
	counts, err := o.Store.MailTotals(ctx, o.Home().ID)
	if err != nil {
		o.t.Fatal(err)
	}
	return counts
}

// became opens what a mail became.
func (o *office) became(m store.MailIn) complaint.Complaint {
	o.t.Helper()
	for _, it := range o.List(o.lead, register.Filter{View: "all"}).Items {
		if it.ID == m.Dossier {
			d, err := o.Open(ctx, o.lead, it.Ref)
			if err != nil {
				o.t.Fatal(err)
			}
			return d.Complaint
		}
	}
	o.t.Fatalf("%s %s leads to no dossier", m.State, m.Reason)
	return complaint.Complaint{}
}

// note is a mail from somebody; fields are further lines of its header.
func note(from, to, subject, text string, fields ...string) string {
	lines := append([]string{"From: " + from, "To: " + to, "Subject: " + subject, "Date: Wed, 25 Nov 2026 09:58:00 +0100",
		fmt.Sprintf("Message-ID: <%s@elders.example>", store.NewID())}, fields...)
	return strings.Join(lines, "\r\n") + "\r\n\r\n" + text + "\r\n"
}

const tessa = "Tessa Jansen <tessa@elders.example>"

// TestAMailBecomesAComplaint (S5): with its words, its day, its files and itself.
func TestAMailBecomesAComplaint(t *testing.T) {
	o := postOffice(t, "")
	raw := note(tessa, "klachten@voorbeeld.example", "De zaal was koud", "b", "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=x")
	raw = raw[:len(raw)-3] + "--x\r\n\r\nHet was twaalf graden.\r\n--x\r\nContent-Disposition: attachment; filename=foto.txt\r\n\r\neen foto\r\n--x--\r\n"
	o.clock.Advance(time.Minute)
	m := o.arrives(raw)
	c := o.became(m)
	if m.State != store.MailComplaint || c.Received.Story != "De zaal was koud\n\nHet was twaalf graden." || c.Received.Email != "tessa@elders.example" || c.Received.Name != "Tessa Jansen" ||
		c.Received.Channel != complaint.ChannelEmail || !c.Received.Written || !c.ReceivedAt.Equal(o.clock.Now()) {
		t.Errorf("%+v", c.Received)
	}
	files := c.Attachments()
	if len(files) != 2 || files[0].Name != "foto.txt" || files[1].Name != "e-mail.eml" {
		t.Fatalf("%v", files)
	}
	_, body, err := o.File(ctx, o.lead, c.Received.Ref, files[1].ID)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = body.Close() }()
	if kept, err := io.ReadAll(body); err != nil || string(kept) != raw {
		t.Errorf("the mail itself did not come back: %v", err)
	}
}

// TestBeingAutomaticDecidesOnlyWhetherWeAnswer: a form or a tool is registered, and
// so is a mail whose sender is not who they say.
func TestBeingAutomaticDecidesOnlyWhetherWeAnswer(t *testing.T) {
	server := testkit.Postfix(t)
	o := postOffice(t, server.URL())
	for i, fields := range [][]string{nil, {"Auto-Submitted: auto-generated"}, {"Precedence: bulk"}, {"Authentication-Results: mx.voorbeeld.example; dmarc=fail header.from=elders.example"}} {
		from := fmt.Sprintf("afzender%d@elders.example", i)
		c := o.became(o.arrives(note(from, "klachten@voorbeeld.example", "Evaluatie", "Cijfer: 2", fields...)))
		if c.Received.Automatic != (i == 1 || i == 2) || c.Received.Suspect != (i == 3) {
			t.Errorf("%v: automatic is %v, suspect %v", fields, c.Received.Automatic, c.Received.Suspect)
		}
		o.work()
		got := server.Wait(t, from, map[bool]int{true: 1, false: 0}[i == 0], 2*time.Second)
		for _, receipt := range got {
			if receipt.From != "" || receipt.Header.Get("Auto-Submitted") == "" || !strings.Contains(receipt.Header.Get("Reply-To"), "klachten+r-") {
				t.Errorf("the receipt invites a loop: %v", receipt.Header)
			}
		}
	}
}

// written is a complaint by mail that was acknowledged by mail, with the letter as
// Postfix delivered it.
func (o *office) written(t *testing.T, server *testkit.MailServer) (ref string, letter *testkit.Message) {
	t.Helper()
	c := o.became(o.arrives(note(tessa, "klachten@voorbeeld.example", "De zaal was koud", "Het was twaalf graden.")))
	o.work()
	server.Wait(t, "tessa@elders.example", 1, soon)
	o.acknowledge(c.Received.Ref)
	o.work()
	return c.Received.Ref, server.Wait(t, "tessa@elders.example", 2, soon)[1]
}

// TestAReplyFindsItsDossier by our own signed address or our own Message-ID, and
// only from who has a part in it.
func TestAReplyFindsItsDossier(t *testing.T) {
	server := testkit.Postfix(t)
	o := postOffice(t, server.URL())
	ref, letter := o.written(t, server)
	to, id := letter.Header.Get("Reply-To"), letter.Header.Get("Message-Id")
	before := o.version(ref)
	for _, c := range []struct {
		name, raw string
		state     store.MailState
		reason    string
	}{
		{"to the address", note(tessa, to, "Re: uw klacht", "Het is nog steeds koud."), store.MailReply, ""},
		{"to the letter", note("TESSA@elders.example", "klachten@voorbeeld.example", "Re: uw klacht", "En donker.", "In-Reply-To: "+id), store.MailReply, ""},
		{"somebody else to the address", note("vreemde@elders.example", to, "Re: uw klacht", "Ik trek de klacht in."), store.MailParked, register.ParkedStranger},
		{"a forged sender to the address", note(tessa, to, "Re: uw klacht", "Ik trek de klacht in.", "Authentication-Results: mx.voorbeeld.example; dmarc=fail header.from=elders.example"), store.MailParked, register.ParkedForged},
		{"a false address", note(tessa, "klachten+r-"+strings.Repeat("a", 26)+"-"+strings.Repeat("a", 16)+"@voorbeeld.example", "Hallo", "Nieuwe klacht."), store.MailComplaint, ""},
		{"only the number", note(tessa, "klachten@voorbeeld.example", "Over "+ref, "Ik trek de klacht in."), store.MailParked, register.ParkedNumber},
		{"a number of nobody", note(tessa, "klachten@voorbeeld.example", "Over 2026-999999999", "Factuur klopt niet."), store.MailComplaint, ""},
		{"nothing in it", note(tessa, to, "", ""), store.MailParked, register.ParkedEmpty},
	} {
		m := o.arrives(c.raw)
		if m.State != c.state || m.Reason != c.reason {
			t.Errorf("%s: %s %s", c.name, m.State, m.Reason)
		}
		d, err := o.Open(ctx, o.lead, ref)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case c.state == store.MailReply && (d.Complaint.Version != before+1 || d.Complaint.Unread == nil):
			t.Errorf("%s: version %d after %d", c.name, d.Complaint.Version, before)
		case c.state != store.MailReply && d.Complaint.Version != before:
			t.Errorf("%s changed the dossier", c.name)
		}
		before = d.Complaint.Version
	}
	last := o.step(ref)
	if last == complaint.StepNone {
		t.Error("the replies ask nothing of anybody")
	}
}

// TestAnAbsenceMessageToALetterIsLaidInItsDossier, asks nothing and gets nothing.
func TestAnAbsenceMessageToALetterIsLaidInItsDossier(t *testing.T) {
	server := testkit.Postfix(t)
	o := postOffice(t, server.URL())
	ref, letter := o.written(t, server)
	o.work()
	left := o.queued()
	m := o.arrives(note(tessa, letter.From, "Automatisch antwoord: uw klacht", "Ik ben er tot maandag niet.", "Auto-Submitted: auto-replied"))
	d, err := o.Open(ctx, o.lead, ref)
	if err != nil || m.State != store.MailReply || d.Complaint.Unread != nil {
		t.Errorf("%s %s, unread %v, %v", m.State, m.Reason, d.Complaint.Unread != nil, err)
	}
	if o.queued() != left {
		t.Error("it is answered, or told")
	}
}

// TestOurOwnMailThatComesBackIsNoComplaint: a letter, a receipt and a notice.
func TestOurOwnMailThatComesBackIsNoComplaint(t *testing.T) {
	server := testkit.Postfix(t)
	o := postOffice(t, server.URL())
	o.written(t, server)
	for _, address := range []string{"tessa@elders.example", "mirjam@voorbeeld.example"} {
		for _, sent := range server.Messages(address) {
			if m := o.arrives(string(sent.Raw)); m.State != store.MailRefused || m.Reason != register.RefusedOwn {
				t.Errorf("%s: %s %s", sent.Header.Get("Subject"), m.State, m.Reason)
			}
		}
	}
	if len(server.Messages("mirjam@voorbeeld.example")) == 0 {
		t.Error("no notice to try")
	}
}

// TestTheSameMailIsOneComplaint, under another numbering, in another mailbox, and
// with other lines of transport on top.
func TestTheSameMailIsOneComplaint(t *testing.T) {
	o := postOffice(t, "")
	raw := note(tessa, "klachten@voorbeeld.example", "De zaal was koud", "Twaalf graden.")
	first := o.arrives(raw)
	o.fetched(8, raw)
	if _, err := o.SettleMail(ctx); err != nil || o.newest().State != store.MailAgain {
		t.Errorf("renumbered: %s, %v", o.newest().State, err)
	}
	if m := o.arrives("Received: from b by c; Wed, 25 Nov 2026 10:00:00 +0100\r\nDelivered-To: info@voorbeeld.example\r\n" + raw); m.State != store.MailAgain {
		t.Errorf("by another road: %s", m.State)
	}
	if m := o.arrives(strings.Replace(raw, "Twaalf", "Dertien", 1)); m.State != store.MailComplaint || m.Dossier == first.Dossier {
		t.Errorf("the same Message-ID with other words is another mail: %s", m.State)
	}
	if n := o.List(o.lead, register.Filter{View: "all"}).Total; n != 2 {
		t.Errorf("%d complaints", n)
	}
}

// TestABounceThatComesInReopensTheLetter, through the ledger.
func TestABounceThatComesInReopensTheLetter(t *testing.T) {
	server := testkit.Postfix(t)
	o := postOffice(t, server.URL())
	ref, at, report := bounced(t, o, server)
	m := o.arrives("Delivered-To: " + at + "\r\n" + string(report))
	if l := o.letter(ref); m.State != store.MailReport || l.State != complaint.LetterBounced {
		t.Errorf("%s %s: %s", m.State, m.Reason, l.State)
	}
	late := strings.ReplaceAll(string(report), "Action: failed", "Action: delayed")
	if m := o.arrives("Delivered-To: " + at + "\r\n" + late); m.State != store.MailRefused || m.Reason != register.RefusedReport {
		t.Errorf("late only: %s %s", m.State, m.Reason)
	}
	strange := strings.ReplaceAll(strings.ReplaceAll(string(report), at, "klachten@voorbeeld.example"), "wederhoor.invalid", "elders.example")
	if m := o.arrives("Delivered-To: klachten@voorbeeld.example\r\n" + strange); m.State != store.MailParked || m.Reason != register.ParkedReport {
		t.Errorf("of no letter we know: %s %s", m.State, m.Reason)
	}
}

// TestWhatCannotBeSettledEndsOnTheDesk: reading it may be what kills the program,
// so that every claim counts.
func TestWhatCannotBeSettledEndsOnTheDesk(t *testing.T) {
	o := postOffice(t, "")
	o.fetched(7, note(tessa, "klachten@voorbeeld.example", "De zaal", "was koud"))
	for range 3 { // three programs died of it
		if claimed, err := o.Store.ClaimMail(ctx, o.Home().ID, -time.Hour, 10); err != nil || len(claimed) != 1 {
			t.Fatalf("%v, %d", err, len(claimed))
		}
	}
	if n, err := o.SettleMail(ctx); err != nil || n != 1 {
		t.Fatalf("%v, %d", err, n)
	}
	if m := o.newest(); m.State != store.MailParked || m.Reason != register.ParkedUnreadable {
		t.Errorf("%s %s", m.State, m.Reason)
	}
	d, err := o.RegisterParked(ctx, o.lead, register.Judging{ID: o.newest().ID})
	if err != nil || !strings.Contains(d.Received.Story, "was koud") {
		t.Errorf("a person registers it all the same: %v, %q", err, d.Received.Story)
	}
}

// TestWhatLayThereLongBeforeIsNotFlooding the register on the first day.
func TestWhatLayThereLongBefore(t *testing.T) {
	o := postOffice(t, "")
	id := o.Mailboxes[0].Name()
	box, err := o.Store.MailboxID(ctx, o.Home().ID, id)
	if err == nil {
		_, err = o.Store.Mailbox(ctx, o.Home().ID, box)
	}
	if err != nil {
		t.Fatal(err)
	}
	for age, want := range map[time.Duration]store.MailState{30 * 24 * time.Hour: store.MailRefused, 2 * 24 * time.Hour: store.MailComplaint} {
		raw := note(tessa, "klachten@voorbeeld.example", "De zaal", age.String())
		f, err := o.Store.PutFile(o.Home().ID, "e-mail.eml", strings.NewReader(raw), 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		uids++
		a := store.Arrival{Mailbox: box, Validity: 1, UID: uids, Size: 1, Whole: true, Received: o.clock.Now().Add(-age), Raw: f}
		if err := o.Store.Write(ctx, func(tx *store.Tx) error { return tx.KeepMail(o.Home().ID, a) }); err != nil {
			t.Fatal(err)
		}
		if _, err := o.SettleMail(ctx); err != nil || o.newest().State != want {
			t.Errorf("%s old: %s, %v", age, o.newest().State, err)
		}
	}
}

// TestTheDesk: who leads says what a mail is, and each decision is for once.
func TestTheDesk(t *testing.T) {
	server := testkit.Postfix(t)
	o := postOffice(t, server.URL())
	ref, letter := o.written(t, server)
	to := letter.Header.Get("Reply-To")
	reply := o.arrives(note("man@elders.example", to, "Re: uw klacht", "Namens mijn vrouw: nog steeds koud."))
	o.clock.Advance(time.Minute)
	spam, blank := o.arrives(note(tessa, "klachten@voorbeeld.example", "Over "+ref, "win geld")), o.arrives(note(tessa, "klachten@voorbeeld.example", "", ""))
	desk, err := o.Desk(ctx, o.lead)
	if err != nil || len(desk.Waiting) != 3 || desk.Waiting[0].Ref != ref || desk.Waiting[0].From != "" {
		t.Fatalf("%v, %+v", err, desk.Waiting)
	}
	opened, err := o.OpenParked(ctx, o.lead, reply.ID)
	if err != nil || !strings.Contains(opened.Text, "Namens mijn vrouw") {
		t.Errorf("%v, %q", err, opened.Text)
	}
	if err := o.FileParked(ctx, o.lead, register.Judging{ID: reply.ID}, "2026-1"); err == nil {
		t.Error("it was laid in a dossier that is not there")
	}
	if err := o.FileParked(ctx, o.lead, register.Judging{ID: reply.ID}, " "+ref+" "); err != nil {
		t.Fatal(err)
	}
	d, err := o.Open(ctx, o.lead, ref)
	if err != nil || d.Complaint.Unread == nil || !strings.Contains(d.Complaint.Unread.Event.Text, "Namens mijn vrouw") {
		t.Errorf("%v: not in the dossier", err)
	}
	if err := o.RefuseParked(ctx, o.lead, register.Judging{ID: spam.ID}, " "); err == nil {
		t.Error("refused without a reason")
	}
	if err := o.RefuseParked(ctx, o.lead, register.Judging{ID: spam.ID}, "Reclame."); err != nil {
		t.Fatal(err)
	}
	if _, err := o.RegisterParked(ctx, o.lead, register.Judging{ID: spam.ID}); err != nil {
		t.Errorf("what was refused by mistake cannot be registered: %v", err)
	}
	if _, err := o.RegisterParked(ctx, o.lead, register.Judging{ID: blank.ID}); err != nil {
		t.Errorf("a mail without a word: %v", err)
	}
	for _, id := range []string{reply.ID, spam.ID, blank.ID, "niets"} {
		if _, err := o.RegisterParked(ctx, o.lead, register.Judging{ID: id}); !errors.Is(err, register.ErrNotFound) && !errors.Is(err, register.ErrStale) {
			t.Errorf("a second decision on one mail: %v", err)
		}
	}
	if counts := o.mails(); counts[store.MailComplaint] != 3 || counts[store.MailReply] != 1 || counts[store.MailParked] != 0 {
		t.Error(counts)
	}
}

// TestWhoIsNamedInAMailDoesNotSeeIt on the desk either (R10).
func TestWhoIsNamedInAMailDoesNotSeeIt(t *testing.T) {
	o := postOffice(t, "")
	deputy := o.joined("Joris Bakker", "joris@voorbeeld.example", access.Deputy)
	trainer := o.joined("Saskia Vermeer", "saskia@voorbeeld.example", access.Trainer)
	m := o.arrives(strings.Replace(note(tessa, "klachten@voorbeeld.example", "Klacht", "Mirjam de Wit schold mij uit."), "From: "+tessa+"\r\n", "", 1))
	if m.State != store.MailParked || m.Reason != register.ParkedNoSender {
		t.Fatalf("%s %s", m.State, m.Reason)
	}
	for who, sees := range map[*register.Person]bool{&o.lead: false, &deputy: true, &trainer: false} {
		desk, err := o.Desk(ctx, *who)
		_, openErr := o.OpenParked(ctx, *who, m.ID)
		_, rawErr := o.RawParked(ctx, *who, m.ID)
		refuseErr := o.RefuseParked(ctx, *who, register.Judging{ID: m.ID}, "weg ermee")
		if sees != (err == nil && len(desk.Waiting) == 1) || sees != (openErr == nil) || sees != (rawErr == nil) || sees != (refuseErr == nil) {
			t.Errorf("%s: desk %d %v, open %v, raw %v, refuse %v", who.Member.Name, len(desk.Waiting), err, openErr, rawErr, refuseErr)
		}
	}
}

// TestALetterStandsBelowTheMailItAnswers in the mail program of who complained;
// not at another address, and not below what is no Message-ID of the usual make.
func TestALetterStandsBelowTheMailItAnswers(t *testing.T) {
	server := testkit.Postfix(t)
	o := postOffice(t, server.URL())
	sent := func(id, to string) netmail.Header {
		t.Helper()
		raw := strings.Replace(note(tessa, "klachten@voorbeeld.example", "De zaal was koud", "Om "+id), "Message-ID: <", "Message-ID: "+id+"\r\nX-Was: <", 1)
		c := o.became(o.arrives(raw))
		if to != c.Received.Email {
			if _, err := o.Correct(ctx, o.lead, register.Order{Ref: c.Received.Ref}, complaint.FieldEmail, to, "gevraagd"); err != nil {
				t.Fatal(err)
			}
		}
		o.acknowledge(c.Received.Ref)
		m, err := netmail.ReadMessage(bytes.NewReader(o.eml(c.Received.Ref)))
		if err != nil {
			t.Fatal(err)
		}
		return m.Header
	}
	for _, x := range []struct{ id, to, want string }{
		{"<CAF+1=a_b-c@mail.elders.example>", "tessa@elders.example", "<CAF+1=a_b-c@mail.elders.example>"},
		{"<1@mail.elders.example>", "t.jansen@werk.example", ""},
		{"<{odd}!x@mail.elders.example>", "tessa@elders.example", ""},
		{"niets", "tessa@elders.example", ""},
	} {
		got := sent(x.id, x.to)
		if got.Get("In-Reply-To") != x.want || got.Get("References") != x.want {
			t.Errorf("%s: In-Reply-To %q", x.id, got.Get("In-Reply-To"))
		}
	}
}

// TestALimitLosesNoMail: what a sender made too long is cut to its begin, and the
// whole is in the file.
func TestALimitLosesNoMail(t *testing.T) {
	o := postOffice(t, "")
	long := strings.Repeat("Tessa ", 2000)
	for what, try := range map[string]struct{ from, begin, end string }{
		"a long name":        {long + "<tessa@elders.example>", "Tessa Tessa", ""},
		"and an odd address": {`"` + long + `" <tessa@localhost>`, "Tessa Tessa", "… tessa@localhost"},
	} {
		c := o.became(o.arrives(note(try.from, "klachten@voorbeeld.example", "Kou", "De zaal was koud: "+what)))
		if n := utf8.RuneCountInString(c.Received.Name); n == 0 || n > complaint.NameLimit {
			t.Errorf("%s: a name of %d characters", what, n)
		}
		if !strings.Contains(c.Received.Story, what) || len(c.Received.Attachments) != 1 {
			t.Errorf("%s: %q with %d files", what, c.Received.Story, len(c.Received.Attachments))
		}
		if !strings.HasPrefix(c.Received.Name, try.begin) || !strings.HasSuffix(c.Received.Name, try.end) {
			t.Errorf("%s: the name is %q", what, c.Received.Name)
		}
	}
}

// TestAnAddressWeCannotMailIsReadInTheName: ours goes to ASCII only.
func TestAnAddressWeCannotMailIsReadInTheName(t *testing.T) {
	o := postOffice(t, "")
	c := o.became(o.arrives(note("Jürgen Voorbeeld <jürgen@elders.example>", "klachten@voorbeeld.example", "Kou", "De zaal was koud")))
	if c.Received.Email != "" || c.Received.Name != "Jürgen Voorbeeld jürgen@elders.example" {
		t.Errorf("%q <%s>", c.Received.Name, c.Received.Email)
	}
}

// TestAValidAddressIsOneThatMailTakes, and what is wrong with another is said.
func TestAValidAddressIsOneThatMailTakes(t *testing.T) {
	for address, want := range map[string]string{
		"noor@elders.example": "", "noor.de-wit+klacht@mail.elders.example": "",
		"": "email_incomplete", "noor": "email_incomplete", "noor@": "email_incomplete", "noor@elders": "email_incomplete", "noor@elders.example.": "email_incomplete",
		"Noor <noor@elders.example>": "email_incomplete", "noor@elders.example\r\nBcc: x@y.example": "email_incomplete", "noor@[192.0.2.1]": "email_incomplete",
		"jürgen@elders.example": "email_letters", "noor@bücher.example": "email_letters",
		strings.Repeat("n", 250) + "@elders.example": "too_long",
	} {
		if got := register.EmailProblem(address); got != want {
			t.Errorf("%q: %q", address, got)
		}
		if register.ValidEmail(address) && !mail.Takes(address) {
			t.Errorf("mail does not take %q", address)
		}
	}
}
