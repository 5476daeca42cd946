package register_test

import (
	"strings"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

func (o *office) invitation(who register.Person) register.Invitation {
	return register.Invitation{Sending: o.by(complaint.ViaEmail), Member: who.Member.ID, Substance: "De les begon een uur te laat.",
		By: o.Procedure().On(o.clock.Now()).AddDays(3)}
}

// invitedHenk is a complaint of Tessa's about Henk, who got the invitation.
func invitedHenk(t *testing.T, o *office, server *testkit.MailServer) (henk register.Person, ref string, letter *testkit.Message) {
	t.Helper()
	henk = o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	ref, _ = o.written(t, server)
	if _, err := o.InviteSubject(ctx, o.lead, register.Order{Ref: ref}, o.invitation(henk)); refusedAs(err) != "invited_not_subject" {
		t.Errorf("before the complaint is about him: %v", err)
	}
	if _, err := o.NameSubject(ctx, o.lead, register.Order{Ref: ref}, complaint.SubjectNamed{Member: henk.Member.ID, Name: henk.Member.Name}); err != nil {
		t.Fatal(err)
	}
	d, err := o.Open(ctx, o.lead, ref)
	if err != nil {
		t.Fatal(err)
	}
	preview := o.PreviewInvitation(d, o.invitation(henk))
	c, err := o.InviteSubject(ctx, o.lead, register.Order{Ref: ref}, o.invitation(henk))
	if err != nil {
		t.Fatal(err)
	}
	if l := c.Letters[len(c.Letters)-1]; l.Text != preview.Body || l.Name != henk.Member.Name || l.HoldsCode {
		t.Errorf("not as it was shown: %+v", l)
	}
	o.work()
	got := server.Wait(t, henk.Member.Email, 1, soon)
	return henk, ref, got[len(got)-1]
}

// TestAnInvitationTellsNothingOfWhoComplained (R30): no name, no code, no way into
// their page, and no address at which an answer counts as theirs.
func TestAnInvitationTellsNothingOfWhoComplained(t *testing.T) {
	server := testkit.Postfix(t)
	o := postOffice(t, server.URL())
	henk, ref, letter := invitedHenk(t, o, server)
	d, err := o.Open(ctx, o.lead, ref)
	if err != nil {
		t.Fatal(err)
	}
	raw := string(letter.Raw)
	for _, not := range []string{"Tessa", "Jansen", "tessa@", d.Code.Display(), strings.ReplaceAll(d.Code.Display(), "-", ""), "klachten+r-", "<a "} {
		if strings.Contains(raw, not) {
			t.Errorf("it holds %q", not)
		}
	}
	if site := "klachten.voorbeeld.example"; strings.Count(raw, site) == 0 || strings.Count(raw, site) != strings.Count(raw, site+"/staff") {
		t.Error("it leads elsewhere than to where he signs in")
	}
	if letter.Header.Get("Reply-To") != "" || !strings.Contains(letter.Header.Get("To"), henk.Member.Email) {
		t.Errorf("Reply-To %q, To %q", letter.Header.Get("Reply-To"), letter.Header.Get("To"))
	}
	if _, err := o.Open(ctx, o.as(henk), ref); err == nil {
		t.Error("who was invited reads the dossier")
	}
	x := o.invitation(henk)
	x.Substance = "Tessa wachtte een uur."
	if _, err := o.InviteSubject(ctx, o.lead, register.Order{Ref: ref}, x); refusedAs(err) != "names_complainant" {
		t.Errorf("with her name: %v", err)
	}
	x.Signer, x.NameReleased = henk.Member.ID, true
	if _, err := o.InviteSubject(ctx, o.lead, register.Order{Ref: ref}, x); refusedAs(err) != "subject_cannot_handle" {
		t.Errorf("signed by himself: %v", err)
	}
	x.Signer, x.Member, x.Name, x.Lang, x.Via = o.lead.Member.ID, "", "A. Outside", "en", complaint.ViaPost
	c, err := o.InviteSubject(ctx, o.lead, register.Order{Ref: ref}, x)
	if l := c.Letters[len(c.Letters)-1]; err != nil || l.Lang != "en" || !strings.HasPrefix(l.Text, "Dear A. Outside,") || !l.NameReleased || l.To != "" {
		t.Errorf("somebody from outside: %v, %+v", err, l)
	}
}

// TestWhatTheSubjectAnswersIsNotTheComplainants: it lies on the desk, and a person
// files it as the other side.
func TestWhatTheSubjectAnswersIsNotTheComplainants(t *testing.T) {
	server := testkit.Postfix(t)
	o := postOffice(t, server.URL())
	henk, ref, letter := invitedHenk(t, o, server)
	before := o.version(ref)
	id := "In-Reply-To: " + letter.Header.Get("Message-Id")
	from := "Henk Postma <" + henk.Member.Email + ">"
	var first store.MailIn
	for name, raw := range map[string]string{
		"by the letter":                   note(from, "klachten@voorbeeld.example", "Re: uw kant", "Ik stond in de file.", id),
		"by the letter, from her":         note(tessa, "klachten@voorbeeld.example", "Re: uw kant", "Ik trek de klacht in.", id),
		"by the letter, from a stranger":  note("vreemde@elders.example", "klachten@voorbeeld.example", "Re: uw kant", "Ik was erbij.", id),
		"to the envelope, by a machine":   note(from, letter.From, "Automatisch antwoord", "Ik ben er maandag weer.", "Auto-Submitted: auto-replied"),
		"to the envelope, by a person":    note(from, letter.From, "Re: uw kant", "Ik bel morgen."),
		"to her letter, from his address": note(from, "klachten@voorbeeld.example", "Re: uw klacht", "Wie was dit?", "In-Reply-To: "+server.Messages("tessa@elders.example")[1].Header.Get("Message-Id")),
	} {
		m := o.arrives(raw)
		if m.State != store.MailParked || m.Reason != register.ParkedStranger {
			t.Errorf("%s: %s %s", name, m.State, m.Reason)
		}
		if name == "by the letter" {
			first = m
		}
	}
	if v := o.version(ref); v != before {
		t.Errorf("the dossier changed: %d after %d", v, before)
	}
	if err := o.FileParked(ctx, o.lead, register.Judging{ID: first.ID}, ref); err != nil {
		t.Fatal(err)
	}
	d, err := o.Open(ctx, o.lead, ref)
	if err != nil {
		t.Fatal(err)
	}
	c := d.Complaint
	if c.Unread != nil || len(c.Hearings) != 1 {
		t.Fatalf("unread %v, %d hearings", c.Unread != nil, len(c.Hearings))
	}
	h := c.Hearings[0]
	if h.By != o.lead.Member.ID || h.Event.Member != henk.Member.ID || h.Event.Statement != "Ik stond in de file." || h.Event.Agreed || h.Event.How != complaint.ChannelEmail || len(c.Attachments()) != 2 { // her mail and his
		t.Errorf("%+v, %d files", h, len(c.Attachments()))
	}
	m := o.arrives(note(tessa, "klachten@voorbeeld.example", "Re: uw klacht", "Hoe staat het?", "In-Reply-To: "+server.Messages("tessa@elders.example")[1].Header.Get("Message-Id")))
	if m.State != store.MailReply {
		t.Errorf("what she answers to her own letter: %s %s", m.State, m.Reason)
	}
}

// TestAnInvitationThatCameBackIsOwed like any letter.
func TestAnInvitationThatCameBackIsOwed(t *testing.T) {
	server := testkit.Postfix(t)
	o := postOffice(t, server.URL())
	bounces := o.joined("B. Ounces", "bounces@elders.example", access.Trainer)
	ref, _ := o.written(t, server)
	if _, err := o.NameSubject(ctx, o.lead, register.Order{Ref: ref}, complaint.SubjectNamed{Member: bounces.Member.ID, Name: bounces.Member.Name}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.InviteSubject(ctx, o.lead, register.Order{Ref: ref}, o.invitation(bounces)); err != nil {
		t.Fatal(err)
	}
	o.work()
	all := o.lettersOf(ref)
	tag, err := o.Store.BounceTag(ctx, o.Home().ID, all[len(all)-1].ID)
	if err != nil {
		t.Fatal(err)
	}
	at := "klachten+" + tag + "@voorbeeld.example"
	if m := o.arrives(string(server.Wait(t, at, 1, 3*soon)[0].Raw)); m.State != store.MailReport {
		t.Errorf("the report is %s %s", m.State, m.Reason)
	}
	d, err := o.Open(ctx, o.lead, ref)
	if err != nil {
		t.Fatal(err)
	}
	if next := d.Next(); next.Step != complaint.StepDelivery || next.Letter.State != complaint.LetterBounced || next.Letter.ToComplainant() {
		t.Errorf("%+v", next)
	}
}
