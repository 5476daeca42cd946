package register_test

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/oldregister"
	"wederhoor/internal/register"
	"wederhoor/internal/sheet"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

const oldList = "Nr;Datum;Klager;E-mail;Kanaal;Klacht;Over wie;Categorie;Besluit;Datum besluit;Antwoord;Datum antwoord;Status;Afgesloten op;Behandelaar;Locatie\n" +
	"K-1;18-03-2019;Noor Voorbeeld;noor@elders.example;telefoon;De zaal was ijskoud.;;Locatie en catering;De kachel was stuk.;20-03-2019;Lesgeld terug.;22-03-2019;gesloten;29-03-2019;Bert;Utrecht\n" +
	"K-2;02-05-2020;;;brief;Joris kwam een uur te laat.;Joris Hamel;Trainer of begeleiding;;;;;gesloten;;;\n" +
	"K-3;20-11-2026;Piet Proef;;e-mail;Ik wacht al dagen op mijn boek.;;Anders;;;;;open;;;\n"

// bothOffices runs a test on both engines. another is a second office, empty and
// on the same engine.
func bothOffices(t *testing.T, test func(t *testing.T, o *office, another func() *office)) {
	for name, database := range map[string]func(*testing.T) string{"sqlite": func(*testing.T) string { return "" }, "postgres": func(t *testing.T) string { return testkit.Postgres(t) }} {
		t.Run(name, func(t *testing.T) {
			test(t, openOn(t, store.Config{Data: t.TempDir(), Postgres: database(t)}, ""), func() *office { return openOn(t, store.Config{Data: t.TempDir(), Postgres: database(t)}, "") })
		})
	}
}

// previewed is what would come of a file, after a person changed what it proposes.
func (o *office) previewed(list string, change func(*oldregister.Plan)) register.OldPreview {
	o.t.Helper()
	file, err := o.ReadOldRegister(o.lead, o.uploaded(list))
	if err != nil {
		o.t.Fatal(err)
	}
	if change != nil {
		change(&file.Plan)
	}
	p, err := o.PreviewOldRegister(ctx, o.lead, file, file.Plan)
	if err != nil {
		o.t.Fatal(err)
	}
	return p
}

// takenOver takes an old register over, to its end.
func (o *office) takenOver(list string, change func(*oldregister.Plan)) register.OldImport {
	o.t.Helper()
	p := o.previewed(list, change)
	id, err := o.StartOldImport(ctx, o.lead, p)
	if err != nil {
		for _, row := range p.Rows {
			o.t.Logf("row %d: %+v %+v", row.Number, row.Faults, row.Unknown)
		}
		o.t.Fatal(err)
	}
	o.work()
	i, err := o.OldImport(ctx, o.lead, id)
	if err != nil {
		o.t.Fatal(err)
	}
	return i
}

func (o *office) found(who register.Person, words string) (all []complaint.Complaint) {
	o.t.Helper()
	for _, it := range o.search(who, words) {
		d, err := o.Open(ctx, who, it.Ref)
		if err != nil {
			o.t.Fatal(err)
		}
		all = append(all, d.Complaint)
	}
	return all
}

// TestAnOldRegisterIsHistory: real days, nothing owed, nothing queued, nobody told.
func TestAnOldRegisterIsHistory(t *testing.T) {
	bothOffices(t, func(t *testing.T, o *office, _ func() *office) {
		joris := o.joined("Joris Hamel", "joris@voorbeeld.example", access.Deputy)
		i := o.takenOver(oldList, nil)
		if i.State != store.OldDone || i.Rows != 3 || o.queued() != 0 {
			t.Fatalf("%+v, %d queued", i, o.queued())
		}
		today := o.Today(o.lead)
		if today.All+len(today.Others)+len(today.Week)+today.Late != 0 {
			t.Errorf("it asks something today: %+v", today)
		}
		koud := o.found(o.lead, "K-1")
		if len(koud) != 1 || koud[0].Category != "location" || koud[0].Received.Name != "Noor Voorbeeld" || koud[0].Received.OldPeople[0].Name != "Bert" {
			t.Fatalf("K-1: %+v", koud)
		}
		p := o.Procedure()
		if got := fmt.Sprint(koud[0].ReceivedOn(p), p.On(koud[0].Decision.Happened), p.On(koud[0].Response.Happened), p.On(koud[0].EndedAt())); got != "2019-03-18 2019-03-20 2019-03-22 2019-03-29" {
			t.Errorf("days: %s", got)
		}
		for _, ob := range complaint.Obligations(koud[0], p, o.clock.Now()) {
			if ob.Open() || ob.Term == complaint.TermRespond && ob.Timeliness() != complaint.InTerm {
				t.Errorf("%s is %s, %s", ob.Term, ob.Standing, ob.Timeliness())
			}
		}
		if _, ok := o.Member(koud[0].Handler); ok || koud[0].Reporter != "" {
			t.Error("an old name gave somebody a part in it")
		}
		if len(o.found(o.lead, "K-2")) != 1 || len(o.found(joris, "K-2")) != 0 || len(o.found(joris, "K-1")) != 1 {
			t.Error("whom it is about sees it, or others do not")
		}
		if c := o.found(o.lead, "K-3"); len(c) != 1 || !c[0].Ended() || !c[0].Received.OldOpen {
			t.Errorf("K-3: %+v", c)
		}
	})
}

// TestWhatStillRunsIsTakenUp: its terms count from its real day.
func TestWhatStillRunsIsTakenUp(t *testing.T) {
	o := open(t, "")
	o.takenOver(oldList, func(p *oldregister.Plan) { p.Run = map[int]bool{4: true} })
	c := o.found(o.lead, "K-3")[0]
	respond, _ := complaint.Owed(c, o.Procedure(), complaint.TermRespond, o.clock.Now())
	if c.Ended() || respond.Due.String() != "2026-11-27" || respond.Standing != complaint.Running {
		t.Errorf("ended %v, %+v", c.Ended(), respond)
	}
	if today := o.Today(o.lead); today.All != 1 || o.queued() != 0 {
		t.Errorf("%d today, %d queued", today.All, o.queued())
	}
	o.acknowledgeBy(c.Received.Ref, complaint.ViaPost)
}

func (o *office) acknowledgeBy(ref string, via complaint.Via) {
	o.t.Helper()
	_, err := o.Acknowledge(ctx, o.lead, register.Order{Ref: ref}, register.Acknowledgement{Kind: complaint.AcknowledgeAction, Action: "De kachel is aan",
		Sending: register.Sending{Via: via, Signer: o.lead.Member.ID}})
	if err != nil {
		o.t.Fatal(err)
	}
}

// TestHistoryThatIsTakenUpAgain asks for an answer like any other.
func TestHistoryThatIsTakenUpAgain(t *testing.T) {
	o := open(t, "")
	o.takenOver(oldList, nil)
	ref := o.found(o.lead, "K-1")[0].Received.Ref
	if _, err := o.Reopen(ctx, o.lead, register.Order{Ref: ref}, "Toch niet betaald."); err != nil {
		t.Fatal(err)
	}
	c := o.found(o.lead, "K-1")[0]
	respond, _ := complaint.Owed(c, o.Procedure(), complaint.TermRespond, o.clock.Now())
	ack, _ := complaint.Owed(c, o.Procedure(), complaint.TermAcknowledge, o.clock.Now())
	if respond.Standing != complaint.Running || respond.Due.String() != "2026-12-02" || ack.Open() {
		t.Errorf("respond %+v, acknowledge %+v", respond, ack)
	}
}

// TestTheSameRowsComeOnce: the same file, a longer one, and our own export.
func TestTheSameRowsComeOnce(t *testing.T) {
	o := open(t, "")
	o.takenOver(oldList, nil)
	var refusal *complaint.Refusal
	if _, err := o.StartOldImport(ctx, o.lead, o.previewed(oldList, nil)); !errors.As(err, &refusal) || refusal.Code != "old_nothing_new" {
		t.Errorf("again: %v", err)
	}
	if i := o.takenOver(oldList+"K-4;03-05-2021;;;brief;Te duur.;;Anders;;;;;gesloten;;;\n", nil); i.Rows != 1 || i.Had != 3 {
		t.Errorf("longer: %+v", i)
	}
	o.write("Mijn koffie was koud")
	p := o.previewed(string(o.export(sheet.CSV)), nil)
	if _, err := o.StartOldImport(ctx, o.lead, p); !errors.As(err, &refusal) || p.Had != 5 {
		t.Errorf("our own: %v, %d known", err, p.Had)
	}
}

// proven is somebody who showed just now who they are.
func (o *office) proven(p register.Person) register.Person {
	p.Session.ProvedAt = o.clock.Now()
	return p
}

// TestAnOpenScreenIsNotEnough to take the register along, or to take it apart.
func TestAnOpenScreenIsNotEnough(t *testing.T) {
	o := open(t, "")
	i := o.takenOver(oldList, nil)
	who := o.proven(o.lead)
	o.clock.Advance(6 * time.Minute)
	var out bytes.Buffer
	if err := o.Export(ctx, who, sheet.CSV, &out); !errors.Is(err, register.ErrProve) || out.Len() > 0 {
		t.Errorf("export: %v, %d bytes", err, out.Len())
	}
	if err := o.UndoOldImport(ctx, who, i.ID); !errors.Is(err, register.ErrProve) || len(o.found(o.lead, "K-1")) != 1 {
		t.Errorf("undo: %v", err)
	}
}

func (o *office) export(format sheet.Format) []byte {
	o.t.Helper()
	var b bytes.Buffer
	if err := o.Export(ctx, o.proven(o.lead), format, &b); err != nil {
		o.t.Fatal(err)
	}
	return b.Bytes()
}

// TestTheRegisterGoesRound: exported, taken over by others, and exported again it
// is equal to the letter. It holds what was done here too.
func TestTheRegisterGoesRound(t *testing.T) {
	bothOffices(t, func(t *testing.T, o *office, another func() *office) {
		o.takenOver(oldList, func(p *oldregister.Plan) { p.Run = map[int]bool{4: true} })
		long := o.write(strings.Repeat("Ik ben =teleurgesteld, erg.\n\n-echt \"waar\"; ", 900))
		o.clock.Advance(26 * time.Hour)
		ref := long.Ref
		o.acknowledgeBy(ref, complaint.ViaPage)
		if _, err := o.Withdraw(ctx, o.lead, register.Order{Ref: o.write("=HYPERLINK(\"http://kwaad.example\")").Ref}, complaint.Withdrawn{How: complaint.ChannelPhone, Reason: "@klaar"}); err != nil {
			t.Fatal(err)
		}
		if _, err := o.Note(ctx, o.lead, register.Order{Ref: ref}, "+31 gebeld"); err != nil {
			t.Fatal(err)
		}
		o.handled(o.write("Van begin tot eind").Ref)
		for _, format := range []sheet.Format{sheet.CSV, sheet.XLSX} {
			first, other := o.export(format), another()
			other.clock.Advance(40 * time.Hour)
			i := other.takenOver(string(first), func(p *oldregister.Plan) { p.RunAll = true })
			if i.State != store.OldDone || i.Rows != 6 {
				t.Fatalf("%s: %+v", format, i)
			}
			if a, b := cellsOf(t, first), cellsOf(t, other.export(format)); a != b {
				t.Errorf("%s changed on the way:\n%.3000s\n---\n%.3000s", format, a, b)
			}
			if format == sheet.CSV && (strings.Contains(string(first), ";=") || !strings.Contains(string(first), "'=HYPERLINK")) {
				t.Error("a spreadsheet would work something out")
			}
		}
	})
}

// handled walks the whole procedure with a complaint.
func (o *office) handled(ref string) {
	o.t.Helper()
	order, page := register.Order{Ref: ref}, register.Sending{Via: complaint.ViaPage, Signer: o.lead.Member.ID}
	var steps []error
	step := func(_ complaint.Complaint, err error) { steps = append(steps, err); o.clock.Advance(90 * time.Minute) }
	step(o.Discuss(ctx, o.lead, order, complaint.Discussed{Acknowledger: o.lead.Member.ID, Agreed: "Mirjam belt."}))
	step(o.AssignHandler(ctx, o.lead, order, o.lead.Member.ID))
	step(o.NameSubject(ctx, o.lead, order, complaint.SubjectNamed{Name: "De verhuurder"}))
	o.acknowledgeBy(ref, complaint.ViaPage)
	step(o.Contact(ctx, o.lead, order, complaint.Contacted{Attempt: true, How: complaint.ChannelPhone, Summary: "Voicemail."}))
	step(o.Contact(ctx, o.lead, order, complaint.Contacted{How: complaint.ChannelPhone, Summary: "Gesproken."}))
	step(o.Extend(ctx, o.lead, order, register.Extension{Sending: page, Date: o.Procedure().On(o.clock.Now()).AddDays(20), Reason: "De verhuurder antwoordt later."}))
	step(o.Decide(ctx, o.lead, order, complaint.Decided{Finding: complaint.PartlyUpheld, Reason: "De kachel was stuk.", Remedies: []complaint.Remedy{{Text: "Lesgeld terug", Owner: o.lead.Member.ID}, {Text: "Excuses"}}}))
	step(o.Respond(ctx, o.lead, order, register.Response{Sending: page, Words: "U krijgt het lesgeld terug."}))
	step(o.Accept(ctx, o.lead, order, complaint.Accepted{Satisfied: true, How: complaint.ChannelPhone, Words: "Dank."}))
	step(o.Close(ctx, o.lead, order, "Afgehandeld."))
	if err := errors.Join(steps...); err != nil {
		o.t.Fatal(err)
	}
}

func cellsOf(t *testing.T, raw []byte) string {
	t.Helper()
	table, err := sheet.Open(bytes.NewReader(raw), int64(len(raw)), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, c := range table.Columns {
		fmt.Fprintf(&b, "%q ", c.Name)
	}
	if err := table.Rows(func(r sheet.Row) error {
		b.WriteString("\n")
		for _, c := range r.Cells {
			fmt.Fprintf(&b, "%q ", c.Text)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestAWholeImportIsUndone: nothing of it is left to read, and it can come again.
func TestAWholeImportIsUndone(t *testing.T) {
	bothOffices(t, func(t *testing.T, o *office, _ func() *office) {
		mine := o.write("Dit blijft staan").Ref
		i := o.takenOver(oldList, nil)
		refs := o.found(o.lead, "K-1")
		id, err := o.Store.IDOf(ctx, o.lead.Organisation(), refs[0].Received.Ref)
		if err != nil {
			t.Fatal(err)
		}
		if err := o.UndoOldImport(ctx, o.proven(o.lead), i.ID); err != nil { // it was looked at, and that is no act
			t.Fatal(err)
		}
		o.work()
		if len(o.search(o.lead, "K-1")) != 0 || o.List(o.lead, register.Filter{View: "all"}).Total != 1 || !o.knows(o.lead, mine) {
			t.Error("it is still found, or more is gone")
		}
		if _, err := store.OpenDossier[access.Content](ctx, o.Store, store.Visitor{Actor: o.lead.Actor}, id); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("its dossier: %v", err)
		}
		if again, err := o.OldImport(ctx, o.lead, i.ID); err != nil || again.State != store.OldUndone {
			t.Errorf("%+v, %v", again, err)
		}
		if err := o.UndoOldImport(ctx, o.proven(o.lead), i.ID); !errors.Is(err, register.ErrStale) {
			t.Errorf("twice: %v", err)
		}
		fresh, err := register.New(ctx, o.Config) // a restart fills the index from the disk
		if err == nil {
			err = fresh.Fill(ctx)
		}
		if err != nil || fresh.List(o.lead, register.Filter{View: "all"}).Total != 1 {
			t.Errorf("after a restart: %v", err)
		}
		if i := o.takenOver(oldList, nil); i.Rows != 3 {
			t.Errorf("again: %+v", i)
		}
	})
}

// TestAnActStopsTheUndo, and it says in which dossier.
func TestAnActStopsTheUndo(t *testing.T) {
	o := open(t, "")
	i := o.takenOver(oldList, nil)
	ref := o.found(o.lead, "K-1")[0].Received.Ref
	if _, err := o.Note(ctx, o.lead, register.Order{Ref: ref}, "Gebeld."); err != nil {
		t.Fatal(err)
	}
	var refusal *complaint.Refusal
	if err := o.UndoOldImport(ctx, o.proven(o.lead), i.ID); !errors.As(err, &refusal) || refusal.Code != "old_acted_on" || refusal.Args[0] != ref {
		t.Errorf("%v", err)
	}
	if len(o.found(o.lead, "K-")) != 3 {
		t.Error("something is gone")
	}
}

// TestARowAboutWhoTakesItOver is shut to them from then on; so is the undo.
func TestARowAboutWhoTakesItOver(t *testing.T) {
	o := open(t, "")
	list := strings.ReplaceAll(oldList, "Joris Hamel", "Mirjam de Wit")
	p := o.previewed(list, nil)
	if !p.Rows[1].Own || len(p.Rows[1].Faults) != 1 || p.Rows[1].Faults[0].Code != "nobody_left" {
		t.Fatalf("alone: %+v", p.Rows[1])
	}
	lotte := o.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Deputy)
	i := o.takenOver(list, nil)
	if len(o.found(o.lead, "K-2")) != 0 || len(o.found(lotte, "K-2")) != 1 {
		t.Error("she sees it, or her deputy does not")
	}
	if strings.Contains(string(o.export(sheet.CSV)), "een uur te laat") {
		t.Error("the export holds it")
	}
	var refusal *complaint.Refusal
	if err := o.UndoOldImport(ctx, o.proven(o.lead), i.ID); !errors.As(err, &refusal) || refusal.Code != "old_undo_other" {
		t.Errorf("her undo: %v", err)
	}
	if err := o.UndoOldImport(ctx, o.proven(lotte), i.ID); err != nil {
		t.Errorf("her deputy's undo: %v", err)
	}
}

// TestOnlyWhoLeadsTakesARegisterAlong, in or out.
func TestOnlyWhoLeadsTakesARegisterAlong(t *testing.T) {
	o := open(t, "")
	f := o.uploaded(oldList)
	p := o.previewed(oldList, nil)
	i := o.takenOver(oldList, nil)
	for _, role := range []access.Role{access.Trainer, access.Coordinator, access.Auditor, access.Administrator, access.PrivacyOfficer} {
		who := o.joined("Iemand Anders", string(role)+"@voorbeeld.example", role)
		var out bytes.Buffer
		_, readErr := o.ReadOldRegister(who, f)
		_, previewErr := o.PreviewOldRegister(ctx, who, p.OldFile, p.Plan)
		_, startErr := o.StartOldImport(ctx, who, p)
		_, listErr := o.OldImports(ctx, who)
		for what, err := range map[string]error{"read": readErr, "preview": previewErr, "start": startErr, "list": listErr,
			"undo": o.UndoOldImport(ctx, who, i.ID), "export": o.Export(ctx, who, sheet.CSV, &out)} {
			if !errors.Is(err, register.ErrNotFound) {
				t.Errorf("%s may %s: %v", role, what, err)
			}
		}
	}
}

// TestAWrongRowStopsAll until somebody leaves it out.
func TestAWrongRowStopsAll(t *testing.T) {
	o := open(t, "")
	list := oldList + "K-4;ooit;;;brief;Te duur.;;Anders;;;;;gesloten;;;\n"
	var refusal *complaint.Refusal
	p := o.previewed(list, nil)
	if _, err := o.StartOldImport(ctx, o.lead, p); !errors.As(err, &refusal) || refusal.Code != "old_rows_wrong" || p.Stopped != 1 || len(p.Unknown) != 0 {
		t.Errorf("%v %+v", err, p.Unknown)
	}
	if len(o.search(o.lead, "K-1")) != 0 {
		t.Error("a part came in")
	}
	if i := o.takenOver(list, func(p *oldregister.Plan) { p.LeaveWrong = true }); i.Rows != 3 || i.Left != 1 {
		t.Errorf("%+v", i)
	}
}

// TestAStoppedProgramBeginsAgain: what waited is carried out by the next one.
func TestAStoppedProgramBeginsAgain(t *testing.T) {
	o := open(t, "")
	id, err := o.StartOldImport(ctx, o.lead, o.previewed(oldList, nil))
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := register.New(ctx, o.Config)
	if err == nil {
		err = fresh.Fill(ctx)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fresh.WorkOnce(ctx); err != nil {
		t.Fatal(err)
	}
	if i, err := fresh.OldImport(ctx, o.lead, id); err != nil || i.State != store.OldDone || i.Rows != 3 {
		t.Errorf("%+v, %v", i, err)
	}
}

// TestAFullImport takes as many rows as one may, in one commit and little memory.
func TestAFullImport(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	o := open(t, "")
	var b strings.Builder
	b.WriteString("Nr;Datum;Klacht;Besluit;Datum besluit;Antwoord;Datum antwoord;Status;Afgesloten op\n")
	for n := range register.OldRows {
		fmt.Fprintf(&b, "K-%d;18-03-2019;%s;%s;20-03-2019;%s;22-03-2019;gesloten;29-03-2019\n", n, strings.Repeat("Het was koud. ", 60), strings.Repeat("Dat klopt. ", 20), strings.Repeat("Sorry. ", 40))
	}
	began := time.Now()
	i := o.takenOver(b.String(), nil)
	took := time.Since(began)
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("%d rows, %d kB, in %v; %d MB in use, %d MB of the system", i.Rows, b.Len()>>10, took.Round(time.Millisecond), m.HeapInuse>>20, m.Sys>>20)
	if i.State != store.OldDone || i.Rows != register.OldRows || m.Sys > 400<<20 {
		t.Errorf("%+v", i)
	}
	began = time.Now()
	if err := o.UndoOldImport(ctx, o.proven(o.lead), i.ID); err != nil {
		t.Fatal(err)
	}
	t.Logf("undone in %v", time.Since(began).Round(time.Millisecond))
}
