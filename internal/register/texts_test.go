package register_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
	"wederhoor/internal/register"
)

// own is a text of the organisation for a letter, with words to find again.
func own(n letter.Name, lang, words string) letter.Own {
	return letter.Own{Subject: "Van ons", Text: letter.Standard(n, lang).Text + "\n\n" + words}
}

// lettersOf are the letters in a dossier, oldest first.
func (o *office) lettersOf(ref string) []complaint.Letter {
	o.t.Helper()
	d, err := o.Open(ctx, o.lead, ref)
	if err != nil {
		o.t.Fatal(err)
	}
	return d.Complaint.Letters
}

func (o *office) promise(ref string) error {
	a := register.Acknowledgement{Sending: register.Sending{Via: complaint.ViaPost, Signer: o.lead.Member.ID}, Kind: complaint.AcknowledgePromise, Promise: o.PromisedOn()}
	_, err := o.Acknowledge(ctx, o.lead, register.Order{Ref: ref}, a)
	return err
}

// TestAWrittenLetterKeepsItsWords whatever the organisation makes of its text
// afterwards; a new letter has the new words.
func TestAWrittenLetterKeepsItsWords(t *testing.T) {
	o := open(t, "")
	n := letter.AcknowledgePromise
	texts := []string{}
	for edition, words := range []string{"Eerste versie.", "Tweede versie."} {
		if err := o.SaveText(ctx, o.lead, n, "nl", own(n, "nl", words), int64(edition)); err != nil {
			t.Fatal(err)
		}
		ref := o.complain("").Ref
		if err := o.promise(ref); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, ref)
	}
	if err := o.SaveText(ctx, o.lead, n, "nl", letter.Own{}, 2); err != nil {
		t.Fatal(err)
	}
	for i, words := range []string{"Eerste versie.", "Tweede versie."} {
		l := o.lettersOf(texts[i])[0]
		if !strings.HasSuffix(l.Text, "\n\n"+words) || l.Subject != "Van ons ("+texts[i]+")" {
			t.Errorf("%q\n%s", l.Subject, l.Text)
		}
	}
	kept := o.LetterText(n, "nl")
	if kept.Own() || kept.Edition != 3 || kept.By != o.lead.Member.ID || !kept.At.Equal(o.clock.Now()) {
		t.Errorf("%+v", kept)
	}
	home, err := o.Store.Organisation(ctx, o.Home().ID)
	if err != nil || len(home.Letters) != 1 || home.Letters[0].Edition != 3 {
		t.Errorf("stored: %+v, %v", home.Letters, err)
	}
}

// TestWhatAProcedureDemandsIsReadInTheTextThatLeaves: an acknowledgement with the
// road to appeal, and an answer in which every remedy has its day.
func TestWhatAProcedureDemandsIsReadInTheTextThatLeaves(t *testing.T) {
	o := open(t, "")
	p := o.Procedure().Copy()
	p.Requirements.LetterContains = map[complaint.LetterPurpose][]complaint.Part{
		complaint.LetterAcknowledgement: {complaint.PartDate, complaint.PartAppeal}, complaint.LetterExtension: {complaint.PartAppeal},
		complaint.LetterResponse: {complaint.PartRemedyBy, complaint.PartAppeal, complaint.PartDecision}}
	if err := o.SaveDraft(ctx, o.lead, p, 0); err != nil {
		t.Fatal(err)
	}
	d, err := o.Draft(ctx, o.lead)
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Publish(ctx, o.lead, d.Edition, 1); err != nil {
		t.Fatal(err)
	}
	ref := o.complain("").Ref
	if err := o.promise(ref); err != nil {
		t.Fatal(err)
	}
	by := register.Sending{Via: complaint.ViaPost, Signer: o.lead.Member.ID}
	_, err = o.Extend(ctx, o.lead, register.Order{Ref: ref}, register.Extension{Sending: by, Date: o.PromisedOn().AddDays(3), Reason: "Ziek."})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range o.lettersOf(ref) {
		if !strings.Contains(l.Text, "Ilse Terpstra") || !slices.Contains(l.Parts, complaint.PartAppeal) {
			t.Errorf("%v\n%s", l.Parts, l.Text)
		}
	}
	if _, err := o.Decide(ctx, o.lead, register.Order{Ref: ref}, complaint.Decided{Finding: complaint.Upheld, Reason: "Zo is het.", Remedies: []complaint.Remedy{{Text: "Een extra les"}}}); err != nil {
		t.Fatal(err)
	}
	_, err = o.Respond(ctx, o.lead, register.Order{Ref: ref}, register.Response{Sending: by})
	if refusal, ok := register.Refused(err); !ok || refusal.Code != "letter_lacks" || !slices.Equal(refusal.Args, []string{"remedy_by"}) {
		t.Errorf("%v", err)
	}
}

// TestTheSecondOfTwoIsTold, and nothing of the first is lost.
func TestTheSecondOfTwoIsTold(t *testing.T) {
	o := open(t, "")
	first, second := own(letter.Extended, "en", "First."), own(letter.Extended, "en", "Second.")
	if err := o.SaveText(ctx, o.lead, letter.Extended, "en", first, 0); err != nil {
		t.Fatal(err)
	}
	if err := o.SaveText(ctx, o.lead, letter.Extended, "en", second, 0); !errors.Is(err, register.ErrStale) || o.LetterText(letter.Extended, "en").Text != first.Text {
		t.Errorf("%v", err)
	}
	if o.LetterText(letter.Extended, "nl").Edition != 0 || o.LetterText(letter.Responded, "en").Edition != 0 {
		t.Error("another letter changed along")
	}
	if err := o.SaveText(ctx, o.lead, letter.Extended, "en", first, 1); err != nil || o.LetterText(letter.Extended, "en").Edition != 1 {
		t.Errorf("saving the same again is a change: %v", err)
	}
}

func TestOnlyWhoDirectsChangesATextAndOnlyToOneThatCanBe(t *testing.T) {
	o := open(t, "")
	admin := o.joined("Ans Bos", "ans@voorbeeld.example", access.Administrator)
	half := o.lead
	half.Actor = half.HalfWay()
	good := own(letter.Responded, "nl", "Meer.")
	for name, err := range map[string]error{"administrator": o.SaveText(ctx, admin, letter.Responded, "nl", good, 0), "half-way": o.SaveText(ctx, half, letter.Responded, "nl", good, 0),
		"no such letter": o.SaveText(ctx, o.lead, "nobody", "nl", good, 0), "no such language": o.SaveText(ctx, o.lead, letter.Responded, "fr", good, 0)} {
		if !errors.Is(err, register.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	var found register.TextMistakes
	bad := letter.Own{Text: strings.Replace(good.Text, "{beroep}", "{beroeb}", 1)}
	if err := o.SaveText(ctx, o.lead, letter.Responded, "nl", bad, 0); !errors.As(err, &found) || found[0].Meant != "{beroep}" {
		t.Errorf("%v", err)
	}
	if o.LetterText(letter.Responded, "nl").Edition != 0 {
		t.Error("something was kept")
	}
}
