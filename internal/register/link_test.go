package register_test

import (
	"errors"
	"io"
	"mime/quotedprintable"
	"regexp"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/identity"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

var linkInMail = regexp.MustCompile(`token=([\w-]{43})`)

// links are the tokens in the mails to somebody, the first first.
func links(t *testing.T, box *testkit.MailServer, to string, n int) (all []identity.Token) {
	t.Helper()
	for _, m := range box.Wait(t, to, n, soon) {
		raw, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(string(m.Raw))))
		if err != nil {
			t.Fatal(err)
		}
		if found := linkInMail.FindStringSubmatch(string(raw)); found != nil {
			all = append(all, identity.Token(found[1]))
		}
	}
	return all
}

func (o *office) ask(email string) {
	o.t.Helper()
	if err := o.AskLink(ctx, email); err != nil {
		o.t.Fatal(err)
	}
}

// TestALinkByMail: works once, for a quarter of an hour, the last one only. With
// a second factor required it opens passing on and following, and no more.
func TestALinkByMail(t *testing.T) {
	box := testkit.Postfix(t)
	o := strict(t, box.URL())
	daan := o.joined("Daan Wiersma", "daan@voorbeeld.example", access.Freelancer)
	ref := o.about(daan).Ref
	o.ask("DAAN@voorbeeld.example")
	o.work()
	o.ask("daan@voorbeeld.example")
	o.work()
	got := links(t, box, "daan@voorbeeld.example", 2)
	if len(got) != 2 || o.LinkWorks(ctx, got[0]) == o.LinkWorks(ctx, got[1]) {
		t.Fatalf("%d links; exactly one may work", len(got))
	}
	live := got[0]
	if o.LinkWorks(ctx, got[1]) {
		live = got[1]
	}
	token, err := o.UseLink(ctx, live, "Safari op een iPhone")
	if err != nil {
		t.Fatal(err)
	}
	who := o.who(token)
	if who.Session.Level != store.LevelLink || who.Proven() || who.Fresh(o.clock.Now()) {
		t.Errorf("a link gives %+v", who.Session)
	}
	if _, err := o.Open(ctx, who, ref); err == nil {
		t.Error("the words of a complaint open by a link")
	}
	if err := o.StartApp(ctx, who); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("a factor by a link: %v", err)
	}
	if _, err := o.UseLink(ctx, live, ""); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("a second time: %v", err)
	}
	o.ask("daan@voorbeeld.example")
	o.work()
	o.clock.Advance(16 * time.Minute)
	for _, late := range links(t, box, "daan@voorbeeld.example", 3) {
		if _, err := o.UseLink(ctx, late, ""); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("after a quarter of an hour: %v", err)
		}
	}
}

// TestALinkTellsNothing: no mail for whom nobody knows, for roles that open
// much, and a fourth time in an hour; each queues the same work.
func TestALinkTellsNothing(t *testing.T) {
	box := testkit.Postfix(t)
	o := open(t, box.URL())
	daan := o.joined("Daan Wiersma", "daan@voorbeeld.example", access.Freelancer)
	for i, role := range []access.Role{access.Deputy, access.Administrator, access.Confidant, access.Auditor, access.PrivacyOfficer} {
		o.joined("Iemand Anders", string(role)+"@voorbeeld.example", role, access.Trainer)
		before := o.queued()
		if o.ask(string(role) + "@voorbeeld.example"); o.queued() != before+1 {
			t.Errorf("role %d queued %d", i, o.queued()-before)
		}
	}
	for _, email := range []string{"mirjam@voorbeeld.example", "niemand@voorbeeld.example", "", "geen adres\r\nBcc: x"} {
		before := o.queued()
		if o.ask(email); o.queued() != before+1 {
			t.Errorf("%q queued %d", email, o.queued()-before)
		}
	}
	for range 4 {
		o.ask("daan@voorbeeld.example")
	}
	o.work()
	if o.queued() != 0 {
		t.Errorf("%d left in the queue", o.queued())
	}
	got := links(t, box, "daan@voorbeeld.example", 3)
	time.Sleep(200 * time.Millisecond) // a fourth would be there by now
	for _, to := range []string{"mirjam@voorbeeld.example", "deputy@voorbeeld.example", "auditor@voorbeeld.example"} {
		if n := len(box.Messages(to)); n != 0 {
			t.Errorf("%d mails to %s", n, to)
		}
	}
	if n := len(box.Messages("daan@voorbeeld.example")); n != 3 || len(got) != 3 {
		t.Errorf("%d mails in an hour", n)
	}
	full := 0
	for _, token := range got {
		session, err := o.UseLink(ctx, token, "")
		if err != nil {
			continue
		}
		full++
		if who := o.who(session); who.Session.Level != store.LevelFull || who.Fresh(o.clock.Now()) {
			t.Errorf("with an optional second factor a link gives %+v", who.Session)
		}
	}
	if full != 1 {
		t.Errorf("%d of the links worked", full)
	}
	o.clock.Advance(time.Minute)
	o.ask("daan@voorbeeld.example")
	if err := o.Leave(ctx, o.lead, daan.Member.ID, ""); err != nil {
		t.Fatal(err)
	}
	o.work()
	if n := len(box.Messages("daan@voorbeeld.example")); n != 3 || o.queued() != 0 {
		t.Errorf("who left got %d mails", n)
	}
}

func TestWhoseAccessIsRestoredIsTold(t *testing.T) {
	box := testkit.Postfix(t)
	o := open(t, box.URL())
	henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	back, err := o.ResetAccess(ctx, o.in(o.lead.Member.Email), henk.Member.ID)
	if err != nil {
		t.Fatal(err)
	}
	o.work()
	m := box.Wait(t, "henk@voorbeeld.example", 1, soon)[0]
	if raw := string(m.Raw); strings.Contains(raw, string(back.Token)) || !strings.Contains(raw, "toegang wordt hersteld") {
		t.Errorf("the notice says\n%s", raw)
	}
	if o.queued() != 0 {
		t.Errorf("%d left in the queue", o.queued())
	}
}
