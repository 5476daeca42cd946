package register_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/testkit"
)

const news = "Er is nieuws over een beroep"

// TestWhoLeadsIsToldOfAnAppealTheyDidNotWrite, and of its outcome who follows it up;
// never whom it is about, and not a word of it.
func TestWhoLeadsIsToldOfAnAppealTheyDidNotWrite(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	o.Budget = register.Budget{Receipts: 9, Notices: 99, PerHour: 999}
	saskia := o.joined("Saskia Brouwer", "saskia@voorbeeld.example", access.Trainer)
	vera := o.joined("Vera Voorbeeld", "vera@voorbeeld.example", access.Confidant)
	lotte := o.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Deputy)
	r := o.write("De zaal was koud", lotte)
	if _, err := o.AssignHandler(ctx, o.lead, register.Order{Ref: r.Ref}, saskia.Member.ID); err != nil {
		t.Fatal(err)
	}
	o.clock.Advance(9 * 24 * time.Hour)
	own := register.Own{Code: r.Code}
	if _, err := o.AppealOwn(ctx, own, complaint.Appealed{ID: "p1", Body: "confidant", Name: "Ilse Terpstra", Confidant: vera.Member.ID, Grounds: "merkwoord"}); err != nil {
		t.Fatal(err)
	}
	o.isTold(server, "mirjam@voorbeeld.example", news, 1)
	end := complaint.AppealEnded{ID: "p1", Outcome: complaint.AppealRevised, Text: "merkwoord"}
	_, err := o.EndAppeal(ctx, o.lead, register.Order{Ref: r.Ref}, end)
	if refusal, ok := register.Refused(err); !ok || refusal.Code != "outcome_from_room" {
		t.Errorf("the lead wrote down what the confidant concludes: %v", err)
	}
	if err := o.EndInRoom(ctx, own, vera.Member.ID, end); err != nil {
		t.Fatal(err)
	}
	o.isTold(server, "saskia@voorbeeld.example", news, 1)
	o.isTold(server, "mirjam@voorbeeld.example", news, 1)
	for _, email := range []string{"lotte@voorbeeld.example", "vera@voorbeeld.example"} {
		o.isTold(server, email, news, 0)
	}
	for _, email := range []string{"mirjam@voorbeeld.example", "saskia@voorbeeld.example"} {
		for _, m := range server.Messages(email) {
			if text := string(m.Raw); strings.Contains(text, "merkwoord") || strings.Contains(text, "Tessa") || strings.Contains(text, r.Ref) || strings.Contains(text, "Vera") {
				t.Errorf("a notice says too much: %s", text)
			}
		}
	}
}

// TestWhatTheTeamWroteIsNoNews: who records an appeal knows of it.
func TestWhatTheTeamWroteIsNoNews(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	o.Budget = register.Budget{Receipts: 9, Notices: 99, PerHour: 999}
	r := o.write("De zaal was koud")
	o.clock.Advance(9 * 24 * time.Hour)
	c, err := o.LodgeAppeal(ctx, o.lead, register.Order{Ref: r.Ref}, 1, "Ik hoor niets.")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.EndAppeal(ctx, o.lead, register.Order{Ref: r.Ref}, complaint.AppealEnded{ID: c.Appeals[0].ID, Outcome: complaint.AppealConfirmed, Text: "Geen gelijk."}); err != nil {
		t.Fatal(err)
	}
	o.isTold(server, "mirjam@voorbeeld.example", news, 0)
}

// TestTheRoomEndsWithTheComplaint: who takes the complaint back takes the appeal
// back; the confidant reads nothing new any more, and the room ends by itself.
func TestTheRoomEndsWithTheComplaint(t *testing.T) {
	o := open(t, "")
	ilse, sheet := o.ilse()
	r := o.write("De zaal was koud")
	o.clock.Advance(8 * 24 * time.Hour)
	o.must(o.UnlockRooms(ctx, ilse, sheet.Display()))
	code := o.confide(register.Confiding{Receipt: r.Code, Words: "Niemand antwoordt mij.", Appeal: true})
	in := o.only(ilse)
	if !in.Appealed || in.Concluded() {
		t.Fatalf("%+v", in)
	}
	_, err := o.WithdrawOwn(ctx, register.Own{Code: r.Code}, "Het is uitgepraat.")
	o.must(err)
	if in = o.only(ilse); in.Outcome != complaint.AppealWithdrawn || !in.EndsAt.Equal(o.clock.Now().Add(register.RoomAfter)) {
		t.Errorf("%s, open until %s", in.Outcome, in.EndsAt)
	}
	o.refusedWith("appeal_ended", o.Conclude(ctx, ilse, in.ID, "1", complaint.AppealEnded{Outcome: complaint.AppealRevised, Text: "Te laat."}))
	o.refusedWith("appeal_ended", o.WithdrawAppeal(ctx, code, "2"))
	o.must(o.EndRoom(ctx, ilse, in.ID))
	if _, err := o.RoomByCode(ctx, code); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("the room is there after its end: %v", err)
	}
}

// TestWhoMayRecordAnAppeal: who handles it may; the outcome and what is done with
// it are for who decides. Whom it is about meets nothing at all.
func TestWhoMayRecordAnAppeal(t *testing.T) {
	o := open(t, "")
	saskia := o.joined("Saskia Brouwer", "saskia@voorbeeld.example", access.Trainer)
	henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	daan := o.joined("Daan de Boer", "daan@voorbeeld.example", access.Trainer)
	r := o.write("De zaal was koud", henk)
	order := register.Order{Ref: r.Ref}
	if _, err := o.Discuss(ctx, o.lead, order, complaint.Discussed{Acknowledger: saskia.Member.ID, With: []complaint.MemberID{daan.Member.ID}}); err != nil {
		t.Fatal(err)
	}
	o.clock.Advance(9 * 24 * time.Hour)
	for _, who := range []register.Person{henk, daan} { // the subject, and who only reads along
		if _, err := o.LodgeAppeal(ctx, o.as(who), order, 1, "Ik hoor niets."); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("%s recorded an appeal: %v", who.Member.Name, err)
		}
	}
	c, err := o.LodgeAppeal(ctx, o.as(saskia), order, 1, "Ik hoor niets.")
	if err != nil {
		t.Fatal(err)
	}
	end := complaint.AppealEnded{ID: c.Appeals[0].ID, Outcome: complaint.AppealRevised, Text: "Geef antwoord."}
	follow := register.FollowUp{Sending: o.by(complaint.ViaPost), Appeal: end.ID, What: "We antwoorden.", By: o.Procedure().On(o.clock.Now()).AddDays(7)}
	for _, who := range []register.Person{saskia, henk, daan} {
		if _, err := o.EndAppeal(ctx, o.as(who), order, end); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("%s recorded the outcome: %v", who.Member.Name, err)
		}
		if _, err := o.FollowAppeal(ctx, o.as(who), order, follow); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("%s wrote the letter: %v", who.Member.Name, err)
		}
	}
	if _, err := o.EndAppeal(ctx, o.lead, order, end); err != nil {
		t.Fatal(err)
	}
	d, err := o.Open(ctx, o.lead, r.Ref)
	if err != nil {
		t.Fatal(err)
	}
	preview := o.PreviewFollowUp(d, follow)
	c, err = o.FollowAppeal(ctx, o.lead, order, follow)
	if err != nil {
		t.Fatal(err)
	}
	l := c.Letters[len(c.Letters)-1]
	if l.Text != preview.Body || l.Purpose != complaint.LetterFollowUp || !strings.Contains(l.Text, "We antwoorden.") || !strings.Contains(l.Text, "Ilse Terpstra") {
		t.Errorf("%s, and not as it was shown:\n%s", l.Purpose, l.Text)
	}
}

// TestListsKnowAnAppeal: also of a closed complaint, until what is done with the
// outcome was told; then it is over again.
func TestListsKnowAnAppeal(t *testing.T) {
	o := open(t, "")
	r := o.write("De zaal was koud")
	order := register.Order{Ref: r.Ref}
	do := func(c complaint.Complaint, err error) complaint.Complaint {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	do(o.Acknowledge(ctx, o.lead, order, register.Acknowledgement{Sending: o.by(complaint.ViaPage), Kind: complaint.AcknowledgeAction, Action: "De kachel is aan."}))
	do(o.Decide(ctx, o.lead, order, complaint.Decided{Finding: complaint.NotUpheld, Reason: "Het was warm."}))
	do(o.Respond(ctx, o.lead, order, register.Response{Sending: o.by(complaint.ViaPage)}))
	do(o.Close(ctx, o.lead, order, "Beantwoord."))
	o.clock.Advance(60 * 24 * time.Hour) // long enough to be no recent one any more
	in := func(items []register.Item) bool {
		return slices.ContainsFunc(items, func(it register.Item) bool { return it.Ref == r.Ref })
	}
	open := func() bool { return in(o.List(o.lead, register.Filter{}).Items) }
	if open() || in(o.Today(o.lead).Others) {
		t.Fatal("a closed complaint stands among what is open")
	}
	c := do(o.LodgeAppeal(ctx, o.lead, order, 1, "Het was koud."))
	if !open() || !in(o.Today(o.lead).Others) || !in(o.List(o.lead, register.Filter{View: "all", Stage: complaint.StageAppealed}).Items) {
		t.Error("a complaint in appeal is not among what is open")
	}
	do(o.EndAppeal(ctx, o.lead, order, complaint.AppealEnded{ID: c.Appeals[0].ID, Outcome: complaint.AppealRevised, Text: "Betaal terug."}))
	today := o.Today(o.lead)
	if len(today.Mine) != 1 || today.Mine[0].Next.Step != complaint.StepFollowUp || !in(o.List(o.lead, register.Filter{View: "week"}).Items) || today.Late != 0 {
		t.Errorf("%+v", today)
	}
	o.clock.Advance(8 * 24 * time.Hour)
	if today = o.Today(o.lead); today.Late != 1 || today.Due != 1 || !in(o.List(o.lead, register.Filter{View: "late"}).Items) {
		t.Errorf("late: %+v", today)
	}
	do(o.FollowAppeal(ctx, o.lead, order, register.FollowUp{Sending: o.by(complaint.ViaPage), Appeal: c.Appeals[0].ID, What: "We betalen.", By: o.Procedure().On(o.clock.Now())}))
	if today = o.Today(o.lead); open() || len(today.Mine)+len(today.Others) != 0 {
		t.Errorf("it is told, and still open: %+v", today)
	}
}
