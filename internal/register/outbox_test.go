package register_test

import (
	"bytes"
	"net/mail"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

// known receives a complaint and adds an address, so that no receipt goes there.
func (o *office) known(email string) register.Receipt {
	o.t.Helper()
	r := o.complain("")
	if _, err := o.Correct(ctx, o.lead, register.Order{Ref: r.Ref}, complaint.FieldEmail, email, "gevraagd"); err != nil {
		o.t.Fatal(err)
	}
	o.work()
	return r
}

func (o *office) eml(ref string) []byte {
	o.t.Helper()
	raw, err := o.LetterMail(ctx, o.lead, ref, o.letter(ref).ID)
	if err != nil {
		o.t.Fatal(err)
	}
	return raw
}

// TestWhatLeavesIsWhatWasStored: the settings may change while a letter waits or
// is tried again; what was written is what goes.
func TestWhatLeavesIsWhatWasStored(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	r := o.known("tessa@elders.example")
	o.acknowledge(r.Ref)
	stored := o.eml(r.Ref)
	j, ok, err := o.Store.Claim(ctx, o.Home().ID, time.Minute) // an attempt that came to nothing
	if err != nil || !ok {
		t.Fatal(err)
	}
	if err := o.Store.Write(ctx, func(t *store.Tx) error { return t.RetryJob(j, o.clock.Now()) }); err != nil {
		t.Fatal(err)
	}
	err = o.Store.EditOrganisation(ctx, o.Home().ID, func(home *store.Organisation) error { home.Name, home.Phone = "Heel Anders", "099"; return nil })
	if err != nil {
		t.Fatal(err)
	}
	if o.Register, err = register.New(ctx, o.Config); err != nil {
		t.Fatal(err)
	}
	o.clock.Advance(time.Hour)
	o.work()
	got := server.Wait(t, "tessa@elders.example", 1, soon)[0]
	_, body, _ := bytes.Cut(stored, []byte("\r\n\r\n"))
	if !bytes.Equal(got.Body, bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n"))) {
		t.Errorf("arrived as %q", got.Body)
	}
	written, err := mail.ReadMessage(bytes.NewReader(stored))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Message-Id", "Date", "From", "To", "Subject", "Content-Type"} {
		if a, b := written.Header.Get(name), got.Header.Get(name); a == "" || a != b {
			t.Errorf("%s was stored as %q and left as %q", name, a, b)
		}
	}
	if !bytes.Equal(o.eml(r.Ref), stored) {
		t.Error("after it left, other bytes are kept")
	}
}

func TestTheMailIsForWhoMayRead(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	r := o.known("tessa@elders.example")
	o.acknowledge(r.Ref)
	id := o.letter(r.Ref).ID
	stranger := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	if raw, err := o.LetterMail(ctx, stranger, r.Ref, id); err == nil || raw != nil {
		t.Error("a trainer without a part in it has the mail")
	}
	if raw, err := o.LetterMail(ctx, o.lead, o.complain("").Ref, id); err == nil || raw != nil {
		t.Error("the mail came through another dossier")
	}
	o.eml(r.Ref)
	page, err := o.WhoLooked(ctx, o.lead, r.Ref, register.LogQuery{})
	if err != nil {
		t.Fatal(err)
	}
	downloads := 0
	for _, l := range page.Lines {
		if l.Action == store.LogDownload && l.Allowed {
			downloads++
		}
	}
	if downloads != 1 {
		t.Errorf("%d downloads in the log", downloads)
	}
}

// TestAnAddressThatCannotBeMailedIsSaidAtOnce, and nothing is written.
func TestAnAddressThatCannotBeMailedIsSaidAtOnce(t *testing.T) {
	o := open(t, "smtp://127.0.0.1:1")
	r := o.complain("jän@elders.example")
	_, err := o.Acknowledge(ctx, o.lead, register.Order{Ref: r.Ref}, register.Acknowledgement{Kind: complaint.AcknowledgeAction, Action: "De kachel is aan",
		Sending: register.Sending{Via: complaint.ViaEmail, Signer: o.lead.Member.ID}})
	refusal, ok := register.Refused(err)
	if !ok || refusal.Code != "mail_unfit" || strings.Contains(err.Error(), "elders") {
		t.Errorf("%v", err)
	}
	if d, err := o.Open(ctx, o.lead, r.Ref); err != nil || len(d.Complaint.Letters) != 0 || d.Complaint.Acknowledged != nil {
		t.Errorf("%v, %d letters", err, len(d.Complaint.Letters))
	}
}
