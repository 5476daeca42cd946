package register_test

import (
	"slices"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
)

// acknowledged writes a letter in a dossier and gives its id.
func (o *office) acknowledged(ref string, via complaint.Via) string {
	o.t.Helper()
	c, err := o.Acknowledge(ctx, o.lead, register.Order{Ref: ref}, register.Acknowledgement{Kind: complaint.AcknowledgeAction, Action: "De kachel staat aan",
		Sending: register.Sending{Via: via, Signer: o.lead.Member.ID}})
	if err != nil {
		o.t.Fatal(err)
	}
	return c.Letters[len(c.Letters)-1].ID
}

func letters(all []register.Posting) (ids []string) {
	for _, p := range all {
		ids = append(ids, p.Letter.ID)
	}
	return ids
}

// TestToPostIsByPromise: the oldest promise first, whatever was written first,
// for who may handle it and for nobody else.
func TestToPostIsByPromise(t *testing.T) {
	o := open(t, "")
	reader, coordinator := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer), o.joined("Carla Bos", "carla@voorbeeld.example", access.Coordinator)
	old := o.write("De eerste")
	o.clock.Advance(25 * time.Hour)
	young, shown := o.write("De tweede"), o.write("Op de pagina")
	second := o.acknowledged(young.Ref, complaint.ViaPost)
	first := o.acknowledged(old.Ref, complaint.ViaHand)
	o.acknowledged(shown.Ref, complaint.ViaPage)
	if _, err := o.ChangeReaders(ctx, o.lead, register.Order{Ref: old.Ref}, []complaint.MemberID{reader.Member.ID}, nil); err != nil {
		t.Fatal(err)
	}
	all := o.ToPost(o.lead)
	if got := letters(all); !slices.Equal(got, []string{first, second}) {
		t.Fatalf("%v, not %v", got, []string{first, second})
	}
	if n := o.Today(o.lead).ToPost; n != 2 {
		t.Errorf("Vandaag counts %d", n)
	}
	if p := all[0]; p.Ref != old.Ref || p.Letter.Via != complaint.ViaHand || p.Letter.Due.IsZero() || p.Complainant != "" || p.Letter.Text != "" || p.Letter.Name != "" {
		t.Errorf("%+v", p)
	}
	for _, who := range []register.Person{reader, coordinator} {
		if got := letters(o.ToPost(who)); len(got) != 0 || o.Today(who).ToPost != 0 {
			t.Errorf("%s sees %v", who.Member.Name, got)
		}
	}
	if _, err := o.Deliver(ctx, o.lead, register.Order{Ref: old.Ref}, first, complaint.ViaHand); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Withdraw(ctx, o.lead, register.Order{Ref: young.Ref}, complaint.Withdrawn{How: complaint.ChannelPhone, Reason: "Opgelost"}); err != nil {
		t.Fatal(err)
	}
	if got := letters(o.ToPost(o.lead)); len(got) != 0 || o.Today(o.lead).ToPost != 0 {
		t.Errorf("%v is still to be posted", got)
	}
}
