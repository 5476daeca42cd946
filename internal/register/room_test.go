package register_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// ilse is a confidant with a key, and the sheet that opens it.
func (o *office) ilse() (register.Person, vault.Recovery) {
	o.t.Helper()
	who := o.joined("Ilse Terpstra", "ilse@voorbeeld.example", access.Confidant)
	sheet, err := o.MakeRoomKey(ctx, who)
	if err == nil {
		err = o.UnlockRooms(ctx, who, sheet.Display())
	}
	if err != nil {
		o.t.Fatal(err)
	}
	return who, sheet
}

func (o *office) confide(x register.Confiding) vault.RoomCode {
	o.t.Helper()
	x.Key, x.Lang = store.NewID(), "nl"
	code, err := o.Confide(ctx, x)
	if err != nil {
		o.t.Fatal(err)
	}
	return code
}

func (o *office) only(who register.Person) register.InRoom {
	o.t.Helper()
	rooms, err := o.Rooms(ctx, who)
	if err != nil || len(rooms) != 1 {
		o.t.Fatalf("%d rooms, %v", len(rooms), err)
	}
	in, err := o.OpenRoom(ctx, who, rooms[0].ID)
	if err != nil {
		o.t.Fatal(err)
	}
	return in
}

func (o *office) refusedWith(code string, err error) {
	o.t.Helper()
	if refusal, ok := register.Refused(err); !ok || refusal.Code != code {
		o.t.Errorf("%v, not refused with %s", err, code)
	}
}

func (o *office) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

// TestTheConfidantFirst: who goes to the confidant first is heard before the
// organisation knows anything (S18), and appeals from there when they want to.
func TestTheConfidantFirst(t *testing.T) {
	o := open(t, "")
	ilse, sheet := o.ilse()
	r := o.write("De zaal was koud")
	o.clock.Advance(8 * 24 * time.Hour) // the week went by in silence
	if _, err := o.Rooms(ctx, ilse); !errors.Is(err, register.ErrLocked) {
		t.Errorf("a key lies open for a week: %v", err)
	}
	o.must(o.UnlockRooms(ctx, ilse, sheet.Display()))
	code := o.confide(register.Confiding{Receipt: r.Code, Words: "Niemand antwoordt mij."})

	in := o.only(ilse)
	if in.Appealed || in.Complaint == nil || in.Complaint.Received.Story != "De zaal was koud" || in.Said[0].Text != "Niemand antwoordt mij." {
		t.Fatalf("%+v", in)
	}
	o.must(o.AnswerInRoom(ctx, ilse, in.ID, "1", "Ik lees het."))
	o.must(o.AnswerInRoom(ctx, ilse, in.ID, "1", "Ik lees het."))
	o.must(o.PromiseInRoom(ctx, ilse, in.ID, "2", calendar.On(2026, 12, 10)))
	hers, err := o.RoomByCode(ctx, code)
	if err != nil || len(hers.Said) != 3 || hers.Said[1].Text != "Ik lees het." || hers.AnswerBy != calendar.On(2026, 12, 10) {
		t.Fatalf("%v, %+v", err, hers)
	}
	o.must(o.SayToConfidant(ctx, code, "3", "Dank u."))

	d, err := o.Open(ctx, o.lead, r.Ref)
	if err != nil || len(d.Complaint.Appeals) != 0 || len(d.Complaint.History) != 1 {
		t.Fatalf("the organisation knows of it: %v, %d events", err, len(d.Complaint.History))
	}
	page, err := o.WhoLooked(ctx, o.lead, r.Ref, register.LogQuery{})
	o.must(err)
	for _, l := range page.Lines {
		if l.Member == ilse.Member.ID {
			t.Errorf("the log tells the lead that the confidant was there: %+v", l.Line)
		}
	}

	o.must(o.AppealFromRoom(ctx, code, "4", "Ik wil een besluit."))
	d, err = o.Open(ctx, o.lead, r.Ref)
	if err != nil || len(d.Complaint.Appeals) != 1 || d.Complaint.Appeals[0].Against != complaint.AgainstSilence || d.Complaint.Appeals[0].Grounds != "Ik wil een besluit." {
		t.Fatalf("%v, %+v", err, d.Complaint.Appeals)
	}
	o.must(o.Conclude(ctx, ilse, in.ID, "5", complaint.AppealEnded{Outcome: complaint.AppealRevised, Text: "Geef binnen een week antwoord."}))
	d, err = o.Open(ctx, o.lead, r.Ref)
	if err != nil || d.Complaint.Appeals[0].Running() || d.Complaint.Appeals[0].Ended.Event.Text != "Geef binnen een week antwoord." {
		t.Fatalf("%v, %+v", err, d.Complaint.Appeals)
	}
	if hers, err = o.RoomByCode(ctx, code); err != nil || hers.Outcome != complaint.AppealRevised {
		t.Errorf("%v, %s", err, hers.Outcome)
	}

	o.clock.Advance(register.RoomAfter)
	if _, err := o.OpenRoom(ctx, o.as(ilse), in.ID); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("access did not end by itself: %v", err)
	}
	if _, err := o.RoomByCode(ctx, code); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("the code outlives the room: %v", err)
	}
}

// TestTheConfidantsRoomIsSealed: what is said there and noted there is nowhere to be
// found by the lead, an administrator, or in a copy of the databases with every key
// that the organisation has.
func TestTheConfidantsRoomIsSealed(t *testing.T) {
	data := t.TempDir()
	o := openIn(t, data)
	ilse, _ := o.ilse()
	beheer := o.joined("Bram Kok", "bram@voorbeeld.example", access.Administrator, access.PrivacyOfficer)
	r := o.write("De zaal was koud")
	o.confide(register.Confiding{Receipt: r.Code, Words: "geheimwoord-een", Name: "geheimwoord-twee", Email: "geheimwoord-drie@elders.example"})
	in := o.only(ilse)
	o.must(o.NoteInRoom(ctx, ilse, in.ID, "geheimwoord-vier"))
	o.must(o.AnswerInRoom(ctx, ilse, in.ID, "1", "geheimwoord-vijf"))
	if in = o.only(ilse); len(in.Notes) != 1 || in.Notes[0].Text != "geheimwoord-vier" {
		t.Fatalf("%+v", in.Notes)
	}
	for _, who := range []register.Person{o.lead, beheer, o.joined("Tweede Vertrouwens", "tweede@voorbeeld.example", access.Confidant)} {
		_, openErr := o.OpenRoom(ctx, who, in.ID)
		_, _, fileErr := o.RoomFile(ctx, who, in.ID, "x")
		errs := []error{openErr, fileErr, o.NoteInRoom(ctx, who, in.ID, "x"), o.AnswerInRoom(ctx, who, in.ID, "9", "x"), o.EndRoom(ctx, who, in.ID),
			o.DestroyNote(ctx, who, in.ID, in.Notes[0].ID), o.Conclude(ctx, who, in.ID, "9", complaint.AppealEnded{Outcome: complaint.AppealConfirmed, Text: "x"})}
		for i, err := range errs {
			if err == nil || i < 2 && !errors.Is(err, register.ErrNotFound) {
				t.Errorf("%s, road %d: %v", who.Member.Name, i, err)
			}
		}
	}
	if _, err := o.Rooms(ctx, o.lead); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("the lead lists rooms: %v", err)
	}
	found := 0
	o.must(filepath.WalkDir(data, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		found += strings.Count(string(raw), "geheimwoord") + strings.Count(string(raw), in.Dossier+"\x00appeal")
		return err
	}))
	if found > 0 {
		t.Errorf("%d planted words lie open on the disk", found)
	}
	// What the organisation has opens neither the words nor the notes.
	room, err := o.Store.EnterRoom(ctx, store.Visitor{Actor: ilse.Actor}, in.ID)
	o.must(err)
	_, stranger := vault.NewPair()
	if notes, err := o.Store.Notes(ctx, room, stranger); err != nil || len(notes) != 0 {
		t.Errorf("another key opens a note: %v, %d", err, len(notes))
	}
	if _, err := o.Store.Entries(ctx, room, vault.NewKey()); err == nil {
		t.Error("another key opens what was said")
	}

	o.must(o.DestroyNote(ctx, ilse, in.ID, in.Notes[0].ID))
	if in = o.only(ilse); len(in.Notes) != 0 {
		t.Error("a destroyed note is still there")
	}
	o.must(o.EndRoom(ctx, ilse, in.ID))
	if _, err := o.OpenRoom(ctx, ilse, in.ID); err == nil {
		t.Error("an ended room is still open")
	}
}

// TestALostKey: the notes are gone and it is said; what was said comes back when the
// complainant lets the confidant in.
func TestALostKey(t *testing.T) {
	o := open(t, "")
	ilse, old := o.ilse()
	code := o.confide(register.Confiding{Words: "Ik wil iets kwijt."})
	in := o.only(ilse)
	o.must(o.NoteInRoom(ctx, ilse, in.ID, "Bellen."))
	o.must(o.AnswerInRoom(ctx, ilse, in.ID, "1", "Vertelt u maar."))

	sheet, err := o.MakeRoomKey(ctx, ilse)
	o.must(err)
	if _, err := o.Rooms(ctx, ilse); !errors.Is(err, register.ErrLocked) {
		t.Errorf("the old key still lies open: %v", err)
	}
	o.refusedWith("key_wrong", o.UnlockRooms(ctx, ilse, old.Display()))
	o.must(o.UnlockRooms(ctx, ilse, sheet.Display()))
	if in = o.only(ilse); in.Opens() || len(in.Notes) != 0 {
		t.Fatalf("a new key opens what is old: %+v", in)
	}
	o.refusedWith("room_closed", o.AnswerInRoom(ctx, ilse, in.ID, "2", "Hallo?"))
	if hers, err := o.RoomByCode(ctx, code); err != nil || !hers.Shut {
		t.Fatalf("%v, and she is not asked", err)
	}
	if in = o.only(ilse); in.Opens() {
		t.Fatal("whoever makes a key reads along when the complainant looks")
	}
	o.must(o.LetIn(ctx, code))
	o.must(o.LetIn(ctx, code))
	if hers, err := o.RoomByCode(ctx, code); err != nil || hers.Shut {
		t.Fatalf("%v, and she is asked again", err)
	}
	if in = o.only(ilse); len(in.Said) != 2 || len(in.Notes) != 0 {
		t.Errorf("%d things said and %d notes", len(in.Said), len(in.Notes))
	}
	// The complainant lost the code: the confidant gives another, and the old one ends.
	again, err := o.NewRoomCode(ctx, ilse, in.ID)
	o.must(err)
	if _, err := o.RoomByCode(ctx, code); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("the old code still opens: %v", err)
	}
	if hers, err := o.RoomByCode(ctx, again); err != nil || len(hers.Said) != 2 {
		t.Errorf("%v, %d", err, len(hers.Said))
	}
}

// TestAppealsThatCannotBe each have an answer of their own.
func TestAppealsThatCannotBe(t *testing.T) {
	o := open(t, "")
	early := o.write("De zaal was koud")
	_, err := o.Confide(ctx, register.Confiding{Receipt: early.Code, Key: "a", Words: "Nu", Appeal: true})
	o.refusedWith("confidant_none", err)
	ilse, sheet := o.ilse()
	_, err = o.Confide(ctx, register.Confiding{Receipt: early.Code, Key: "a", Words: "Nu", Appeal: true})
	o.refusedWith("appeal_early", err)
	_, err = o.Confide(ctx, register.Confiding{Key: "b", Words: "Nu", Appeal: true})
	o.refusedWith("appeal_early", err)
	_, err = o.Confide(ctx, register.Confiding{Receipt: "0000000000000000", Key: "c", Words: "Nu"})
	if !errors.Is(err, register.ErrNotFound) {
		t.Errorf("a code that opens nothing: %v", err)
	}
	if _, err = o.Confide(ctx, register.Confiding{Key: "d", Words: " ", Email: "geen adres"}); err == nil {
		t.Error("nothing was said")
	}
	if rooms, err := o.Rooms(ctx, ilse); err != nil || len(rooms) != 0 {
		t.Errorf("%d rooms of what was refused, %v", len(rooms), err)
	}

	o.clock.Advance(8 * 24 * time.Hour)
	o.must(o.UnlockRooms(ctx, ilse, sheet.Display()))
	x := register.Confiding{Receipt: early.Code, Key: "e", Words: "Niemand antwoordt.", Appeal: true}
	first, err := o.Confide(ctx, x)
	o.must(err)
	second, err := o.Confide(ctx, x)
	o.must(err)
	if first != second {
		t.Error("one form, sent twice, is two rooms")
	}
	x.Key = "f"
	_, err = o.Confide(ctx, x)
	o.refusedWith("appeal_running", err)
	if in := o.only(ilse); !in.Appealed {
		t.Error("not appealed")
	}
	o.must(o.WithdrawAppeal(ctx, first, "g"))
	o.refusedWith("appeal_ended", o.WithdrawAppeal(ctx, first, "h"))
	d, err := o.Open(ctx, o.lead, early.Ref)
	if err != nil || d.Complaint.Appeals[0].Ended.Event.Outcome != complaint.AppealWithdrawn || d.Complaint.Appeals[0].Ended.By != complaint.ByComplainant {
		t.Errorf("%v, %+v", err, d.Complaint.Appeals)
	}

	back := o.write("Nog een")
	_, err = o.WithdrawOwn(ctx, register.Own{Code: back.Code}, "")
	o.must(err)
	_, err = o.Confide(ctx, register.Confiding{Receipt: back.Code, Key: "i", Words: "Toch", Appeal: true})
	o.refusedWith("appeal_withdrawn", err)
	if _, err = o.Confide(ctx, register.Confiding{Receipt: back.Code, Key: "j", Words: "Ik wil praten"}); err != nil {
		t.Errorf("talking is always possible: %v", err)
	}
}

// TestWhoHandledItHearsNoAppeal: a confidant with a part in a complaint is not
// offered, and one who turns out to have had one reads no dossier.
func TestWhoHandledItHearsNoAppeal(t *testing.T) {
	o := open(t, "")
	ilse, _ := o.ilse()
	about := o.write("Over haar", ilse)
	_, err := o.Confide(ctx, register.Confiding{Receipt: about.Code, Key: "a", Words: "Nu"})
	o.refusedWith("confidant_none", err)
	r := o.write("De zaal was koud")
	o.confide(register.Confiding{Receipt: r.Code, Words: "Nu"})
	_, err = o.NameSubject(ctx, o.lead, register.Order{Ref: r.Ref}, complaint.SubjectNamed{Member: ilse.Member.ID, Name: ilse.Member.Name})
	o.must(err)
	if in := o.only(ilse); in.Complaint != nil {
		t.Error("whom the complaint is about reads it in the room")
	}
}

// TestTheComplainantIsToldThatThereIsAnAnswer, without a word of it, and the
// confidant that something waits.
func TestTheComplainantIsToldThatThereIsAnAnswer(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	ilse, _ := o.ilse()
	o.confide(register.Confiding{Words: "merkwoord", Email: "tessa@elders.example"})
	o.isTold(server, "ilse@voorbeeld.example", "Er wacht iets op je", 1)
	o.must(o.AnswerInRoom(ctx, ilse, o.only(ilse).ID, "1", "merkwoord"))
	o.isTold(server, "tessa@elders.example", "Er is een bericht voor u", 1)
	o.isTold(server, "mirjam@voorbeeld.example", "", 0)
	for _, email := range []string{"ilse@voorbeeld.example", "tessa@elders.example"} {
		for _, m := range server.Messages(email) {
			if strings.Contains(string(m.Raw), "merkwoord") || strings.Contains(string(m.Raw), "Terpstra, ") {
				t.Errorf("a notice says too much: %s", m.Raw)
			}
		}
	}
}

// TestTheOrganisationOpensTheRoom: an appeal that came by telephone is the
// confidant's from the moment it is written down, and the complainant gets a code.
func TestTheOrganisationOpensTheRoom(t *testing.T) {
	o := open(t, "")
	ilse, sheet := o.ilse()
	r := o.write("De zaal was koud")
	o.clock.Advance(8 * 24 * time.Hour)
	_, err := o.LodgeAppeal(ctx, o.lead, register.Order{Ref: r.Ref}, 1, "Zij belde: niemand antwoordt.")
	o.must(err)
	o.must(o.UnlockRooms(ctx, ilse, sheet.Display()))
	in := o.only(ilse)
	if !in.Appealed || in.Complaint == nil || in.Said[0].Text != "Zij belde: niemand antwoordt." {
		t.Fatalf("%+v", in)
	}
	_, err = o.EndAppeal(ctx, o.lead, register.Order{Ref: r.Ref}, complaint.AppealEnded{ID: in.ID, Outcome: complaint.AppealConfirmed, Text: "Zelf bedacht."})
	o.refusedWith("outcome_from_room", err)
	code, err := o.NewRoomCode(ctx, ilse, in.ID)
	o.must(err)
	o.must(o.SayToConfidant(ctx, code, "1", "Dank u."))
	o.must(o.Conclude(ctx, ilse, in.ID, "2", complaint.AppealEnded{Outcome: complaint.AppealRevised, Text: "Geef antwoord."}))
	d, err := o.Open(ctx, o.lead, r.Ref)
	if err != nil || d.Complaint.Appeals[0].Ended.By != ilse.Member.ID {
		t.Errorf("%v, %+v", err, d.Complaint.Appeals)
	}
}
