package register_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/identity"
	"wederhoor/internal/mail"
	"wederhoor/internal/register"
	"wederhoor/internal/testkit"
)

// linkTo is the link that works among those that reached an address.
func (o *office) linkTo(server *testkit.MailServer, email string, n int) identity.Token {
	o.t.Helper()
	for _, link := range links(o.t, server, email, n) {
		if _, ok := o.AddressWorks(ctx, link); ok {
			return link
		}
	}
	o.t.Fatalf("no link at %s works", email)
	return ""
}

func (o *office) email(ref string) string { return o.dossier(ref).Received.Email }

// TestAnotherAddressNeedsTheOldOneToBeTold and a link at the new one to be opened:
// the code alone takes nobody's mail over.
func TestAnotherAddressNeedsTheOldOneToBeTold(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	r := o.known("tessa@elders.example")
	own := register.Own{Code: r.Code, Key: "formulier"}
	for range 2 { // a double click is one request
		if err := o.AskAddress(ctx, own, "nieuw@elders.example"); err != nil {
			t.Fatal(err)
		}
	}
	o.work()
	link := o.linkTo(server, "nieuw@elders.example", 1)
	notice := server.Wait(t, "tessa@elders.example", 1, soon)[0]
	if text := string(notice.Raw); !strings.Contains(text, "020 000 00 00") || strings.Contains(text, "nieuw@elders.example") || strings.Contains(text, string(link)) {
		t.Errorf("the old address is told: %s", text)
	}
	if text := string(server.Messages("nieuw@elders.example")[0].Raw); strings.Contains(text, "Tessa") || strings.Contains(text, r.Ref) || strings.Contains(text, "zaal") || strings.Contains(text, r.Code.Display()) {
		t.Errorf("a stranger would learn: %s", text)
	}
	if o.email(r.Ref) != "tessa@elders.example" {
		t.Error("it changed before it was confirmed")
	}
	if lang, err := o.ConfirmAddress(ctx, link); err != nil || lang != "nl" || o.email(r.Ref) != "nieuw@elders.example" {
		t.Fatalf("%v: %s", err, o.email(r.Ref))
	}
	last := o.dossier(r.Ref).History[o.version(r.Ref)-1]
	if e, ok := last.Event.(complaint.Corrected); !ok || last.By != complaint.ByComplainant || e.Was != "tessa@elders.example" || e.Reason != "" {
		t.Errorf("recorded as %+v", last)
	}
	if _, err := o.ConfirmAddress(ctx, link); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("a second time: %v", err)
	}
}

// TestALinkToAnAddressEnds: after an hour, by another request, and when somebody
// changed the address meanwhile. An invented one is as good as none.
func TestALinkToAnAddressEnds(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	r := o.known("tessa@elders.example")
	ask := func(email string) {
		t.Helper()
		if err := o.AskAddress(ctx, register.Own{Code: r.Code}, email); err != nil {
			t.Fatal(err)
		}
		o.work()
	}
	gone := func(what string, link identity.Token) {
		t.Helper()
		if _, err := o.ConfirmAddress(ctx, link); !errors.Is(err, register.ErrNotFound) || o.email(r.Ref) == "een@elders.example" {
			t.Errorf("%s: %v", what, err)
		}
	}
	gone("invented", identity.NewToken())
	ask("een@elders.example")
	first := o.linkTo(server, "een@elders.example", 1)
	ask("twee@elders.example")
	gone("replaced", first)
	late := o.linkTo(server, "twee@elders.example", 1)
	o.clock.Advance(identity.AddressAge)
	gone("after an hour", late)
	ask("een@elders.example")
	overtaken := o.linkTo(server, "een@elders.example", 2)
	if _, err := o.Correct(ctx, o.lead, register.Order{Ref: r.Ref}, complaint.FieldEmail, "drie@elders.example", "De klager belde"); err != nil {
		t.Fatal(err)
	}
	gone("changed by the team", overtaken)
}

// TestWithoutANoticeThereIsNoLink: an old address that the server refuses, or a
// notice that is still on its way.
func TestWithoutANoticeThereIsNoLink(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	r := o.known("tessa@elders.example")
	down := o.Mail
	var sent []string
	refuses := fake(t, func(line string) string {
		if strings.HasPrefix(line, "RCPT TO:") {
			sent = append(sent, line)
			return "550 no such user"
		}
		return "250 ok"
	})
	var err error
	if o.Mail, err = mail.ParseServer(refuses + "?from=klachten@voorbeeld.example"); err != nil {
		t.Fatal(err)
	}
	if err := o.AskAddress(ctx, register.Own{Code: r.Code}, "nieuw@elders.example"); err != nil {
		t.Fatal(err)
	}
	o.work()
	o.Mail = down
	o.clock.Advance(time.Hour)
	o.work()
	if len(sent) != 1 || !strings.Contains(sent[0], "tessa@elders.example") || len(server.Messages("nieuw@elders.example")) != 0 {
		t.Errorf("sent to %v", sent)
	}
}

// TestWhoLeftNoAddressAddsOne, and asks no more than three times in an hour.
func TestWhoLeftNoAddressAddsOne(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	r := o.complain("")
	if err := o.AskAddress(ctx, register.Own{Code: r.Code}, "geen adres"); err == nil {
		t.Error("an address that is none was taken")
	}
	for i := range 4 {
		err := o.AskAddress(ctx, register.Own{Code: r.Code}, "nieuw@elders.example")
		if refusal, ok := register.Refused(err); ok != (i == 3) || ok && refusal.Code != "address_often" {
			t.Errorf("request %d: %v", i+1, err)
		}
	}
	o.work()
	link := o.linkTo(server, "nieuw@elders.example", 1)
	if _, err := o.ConfirmAddress(ctx, link); err != nil || o.email(r.Ref) != "nieuw@elders.example" {
		t.Errorf("%v", err)
	}
	if o.Mail = nil; o.AskAddress(ctx, register.Own{Code: r.Code}, "x@elders.example") == nil {
		t.Error("without a mail server it is promised")
	}
}

// TestNameAndPhoneChangeAtOnce, without a reason, and what they were stays.
func TestNameAndPhoneChangeAtOnce(t *testing.T) {
	o := open(t, "")
	r := o.complain("")
	for range 2 {
		c, err := o.CorrectOwn(ctx, register.Own{Code: r.Code}, "Tessa de Boer", "06 12345678")
		if err != nil || c.Received.Name != "Tessa de Boer" || c.Received.Phone != "06 12345678" || c.Version != 3 {
			t.Errorf("%v, version %d", err, c.Version)
		}
	}
	if _, err := o.CorrectOwn(ctx, register.Own{Code: r.Code}, strings.Repeat("a", complaint.NameLimit+1), ""); err == nil || o.version(r.Ref) != 3 {
		t.Error("a name like a book was taken")
	}
}
