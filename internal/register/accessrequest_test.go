package register_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
)

// wantsToSee is a request of a member for what is kept about them, recorded by the lead.
func (o *office) wantsToSee(ref string, as complaint.Asker, who complaint.MemberID) complaint.AccessRequest {
	o.t.Helper()
	c, err := o.RequestAccess(ctx, o.lead, register.Order{Ref: ref}, complaint.AccessRequested{As: as, Member: who, How: complaint.ChannelEmail, Proof: complaint.ProofAccount, Name: "Olaf Getuige"})
	if err != nil {
		o.t.Fatal(err)
	}
	return c.Requests[len(c.Requests)-1]
}

func packs(raw []byte) func(io.Writer) (complaint.PackMade, error) {
	return func(w io.Writer) (complaint.PackMade, error) {
		_, err := w.Write(raw)
		return complaint.PackMade{Parts: 2}, err
	}
}

func (o *office) pack(ref string, x complaint.AccessRequest, raw []byte) (complaint.PackMade, error) {
	o.t.Helper()
	d, _, err := o.PackDesk(ctx, o.fresh(o.lead), ref, x.ID)
	if err != nil {
		o.t.Fatal(err)
	}
	order := register.Order{Ref: ref}
	order.Version = d.Complaint.Version
	return o.MakePack(ctx, o.fresh(o.lead), d, order, packs(raw))
}

// TestAPackIsKeptByteForByteAndHandedOver, by who may, with a fresh proof, and the log
// says that it left. Whom the complaint is about reaches nothing of it.
func TestAPackIsKeptByteForByteAndHandedOver(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, o *office) {
		joris := o.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer, access.Lead)
		ref := o.about(o.lead, joris).Ref
		x := o.wantsToSee(ref, complaint.AskerSubject, joris.Member.ID)
		if _, _, err := o.PackDesk(ctx, o.fresh(joris), ref, x.ID); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("whom it is about opens the pack: %v", err)
		}
		if all := o.AccessRequests(joris); len(all) != 0 {
			t.Errorf("whom it is about sees that it waits: %+v", all)
		}
		d, _, err := o.PackDesk(ctx, o.lead, ref, x.ID)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Keep(ctx, o.Register, []byte("een keuze")); err != nil {
			t.Fatal(err)
		}
		if o.desk(o.lead, ref).Choice != nil {
			t.Error("the choice of a pack is that of a file for a body")
		}
		stale := o.lead
		stale.Session.ProvedAt = o.clock.Now().Add(-time.Hour)
		order := register.Order{Ref: ref}
		order.Version = d.Complaint.Version
		if _, err := o.MakePack(ctx, stale, d, order, packs(nil)); !errors.Is(err, register.ErrProve) {
			t.Errorf("made without a fresh proof: %v", err)
		}
		raw := bytes.Repeat([]byte("pakket "), 1000)
		made, err := o.pack(ref, x, raw)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := o.TakePack(ctx, stale, ref, x.ID, made.File); !errors.Is(err, register.ErrProve) {
			t.Errorf("taken without a fresh proof: %v", err)
		}
		if _, _, err := o.TakePack(ctx, o.fresh(joris), ref, x.ID, made.File); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("whom it is about takes it: %v", err)
		}
		e, body, err := o.TakePack(ctx, o.fresh(o.lead), ref, x.ID, made.File)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(body)
		if err != nil || !bytes.Equal(got, raw) || e.Size != int64(len(raw)) {
			t.Errorf("%d bytes of %d, %v", len(got), len(raw), err)
		}
		if n := slices.Index(o.told(o.lead, ref), o.lead.Member.Name+" export 2"); n < 0 {
			t.Errorf("the log does not tell that it was made and taken: %v", o.told(o.lead, ref))
		}
		if all := o.AccessRequests(o.lead); len(all) != 1 || !all[0].Made || !all[0].Does {
			t.Errorf("what waits: %+v", all)
		}
		if _, err := o.GivePack(ctx, o.lead, register.Order{Ref: ref}, x.ID, complaint.ViaHand); err != nil {
			t.Fatal(err)
		}
		if all := o.AccessRequests(o.lead); len(all) != 0 {
			t.Errorf("given, and waits: %+v", all)
		}
	})
}

// TestWhoGuardsPrivacySeesThatARequestWaits, also in a complaint that is closed, and
// can do nothing about it.
func TestWhoGuardsPrivacySeesThatARequestWaits(t *testing.T) {
	o := open(t, "")
	guard := o.joined("Gerda Wacht", "gerda@voorbeeld.example", access.PrivacyOfficer)
	henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	ref := o.complain("").Ref
	if _, err := o.Withdraw(ctx, o.lead, register.Order{Ref: ref}, complaint.Withdrawn{How: complaint.ChannelPhone, Reason: "over"}); err != nil {
		t.Fatal(err)
	}
	x := o.wantsToSee(ref, complaint.AskerWitness, "")
	all := o.AccessRequests(guard)
	if len(all) != 1 || all[0].Ref != ref || all[0].Does {
		t.Errorf("who guards privacy sees %+v", all)
	}
	if len(o.AccessRequests(henk)) != 0 {
		t.Error("somebody without a part sees it")
	}
	if _, _, err := o.PackDesk(ctx, o.fresh(guard), ref, x.ID); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("who guards privacy reads it: %v", err)
	}
	if _, _, err := o.PackDesk(ctx, o.lead, ref, "x"); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("a request that is not there: %v", err)
	}
}

// TestTheLettersAboutARequestAreTheAskers: nobody else's, and none on the complainant's
// own page; to somebody from outside no mail goes, since no address is known to be theirs.
func TestTheLettersAboutARequestAreTheAskers(t *testing.T) {
	o := open(t, "")
	joris := o.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer)
	ref := o.about(o.lead, joris).Ref
	x := o.wantsToSee(ref, complaint.AskerSubject, joris.Member.ID)
	letter := register.AccessLetter{Sending: register.Sending{Via: complaint.ViaPost, Signer: o.lead.Member.ID}, Request: x.ID, Reason: "Het dossier is groot."}
	c, err := o.ExtendAccess(ctx, o.lead, register.Order{Ref: ref}, letter)
	if err != nil {
		t.Fatal(err)
	}
	l := c.Letters[len(c.Letters)-1]
	if l.Reader != complaint.ReaderAsker || l.ToComplainant() || l.Name != "Joris Hamel" || l.HoldsCode || !bytes.Contains([]byte(l.Text), []byte("Het dossier is groot.")) {
		t.Errorf("the letter is %+v", l)
	}
	letter.Sending.Via, letter.Reason = complaint.ViaHand, "Alles gaat over een ander."
	if c, err = o.RefuseAccess(ctx, o.lead, register.Order{Ref: ref}, letter); err != nil {
		t.Fatal(err)
	}
	if owed := c.Owing(); !slices.ContainsFunc(owed, func(l complaint.Letter) bool { return l.Purpose == complaint.LetterAccessRefused }) ||
		slices.ContainsFunc(owed, func(l complaint.Letter) bool { return l.Purpose == complaint.LetterAccessLater }) {
		t.Errorf("owed: %+v", owed)
	}
	outsider := o.wantsToSee(ref, complaint.AskerWitness, "")
	letter.Request, letter.Sending.Via = outsider.ID, complaint.ViaEmail
	if _, err := o.ExtendAccess(ctx, o.lead, register.Order{Ref: ref}, letter); err == nil {
		t.Error("a mail to somebody whose address is not known")
	}
}

// TestWhatAComplainantAsksOnTheirPageIsOwed: it waits for who handles it until the letter
// arrived, once however often it is sent, and the code says who asked.
func TestWhatAComplainantAsksOnTheirPageIsOwed(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, o *office) {
		made := o.complain("")
		own := register.Own{Code: made.Code, Key: "k1"}
		for range 2 {
			if _, err := o.AskOwn(ctx, own, complaint.RightErase, "Mijn oude adres."); err != nil {
				t.Fatal(err)
			}
		}
		again := own
		again.Key = "k2"
		if _, err := o.AskOwn(ctx, again, complaint.RightErase, "Nog eens."); err == nil {
			t.Error("the same is asked twice")
		}
		if _, err := o.AskOwn(ctx, again, complaint.RightObject, "Mail mij niet."); err != nil {
			t.Errorf("something else: %v", err)
		}
		all := o.AccessRequests(o.lead)
		if len(all) != 2 || all[0].Right != complaint.RightErase || !all[0].Does || all[0].Written {
			t.Fatalf("what waits: %+v", all)
		}
		l := register.AccessLetter{Sending: register.Sending{Via: complaint.ViaPost, Signer: o.lead.Member.ID}, Request: all[1].ID, Reason: "We mailen u niet meer."}
		c, err := o.GrantRequest(ctx, o.lead, register.Order{Ref: made.Ref}, l)
		if err != nil {
			t.Fatal(err)
		}
		x, _ := c.AccessRequest(all[1].ID)
		if x.Proof != complaint.ProofCode || x.As != complaint.AskerComplainant {
			t.Errorf("who asked: %+v", x)
		}
		written := c.Letters[len(c.Letters)-1]
		if !bytes.Contains([]byte(written.Text), []byte("We mailen u niet meer.")) || !bytes.Contains([]byte(written.Text), []byte("Autoriteit Persoonsgegevens")) {
			t.Errorf("the letter: %s", written.Text)
		}
		if all = o.AccessRequests(o.lead); len(all) != 2 || !all[1].Written {
			t.Errorf("written, and not owed: %+v", all)
		}
		if _, err := o.Deliver(ctx, o.lead, register.Order{Ref: made.Ref}, written.ID, complaint.ViaPost); err != nil {
			t.Fatal(err)
		}
		if all = o.AccessRequests(o.lead); len(all) != 1 {
			t.Errorf("it arrived, and waits: %+v", all)
		}
	})
}
