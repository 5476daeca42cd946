package oldregister_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/oldregister"
	"wederhoor/internal/sheet"
)

var (
	sameDates  = cmp.AllowUnexported(calendar.Date{})
	now        = time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	categories = []oldregister.Choice{{Code: "location", Label: "Locatie en catering"}, {Code: "other", Label: "Anders"}}
)

func seed(t testing.TB) complaint.Procedure {
	t.Helper()
	p, err := complaint.Preset("seed")
	if err != nil {
		t.Fatal(err)
	}
	return p.Prepared()
}

func open(t testing.TB, raw string) *sheet.Table {
	t.Helper()
	table, err := sheet.Open(strings.NewReader(raw), int64(len(raw)), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func read(t testing.TB, raw string, change func(*oldregister.Plan)) []oldregister.Row {
	t.Helper()
	table := open(t, raw)
	plan := oldregister.Propose(table)
	if change != nil {
		change(&plan)
	}
	if wrong := plan.Check(); len(wrong) > 0 {
		t.Fatal(wrong)
	}
	if err := plan.Apply(table); err != nil {
		t.Fatal(err)
	}
	r := oldregister.Reader{Plan: plan, Procedure: seed(t), Categories: categories, Import: "i1", Now: now}
	var all []oldregister.Row
	if err := table.Rows(func(row sheet.Row) error { all = append(all, r.Read(row)); return nil }); err != nil {
		t.Fatal(err)
	}
	return all
}

func on(y, m, d int, p complaint.Procedure) time.Time {
	return time.Date(y, time.Month(m), d, 0, 0, 0, 0, p.Zone())
}

// TestARowOfALivingRegister: a list as somebody really keeps it.
func TestARowOfALivingRegister(t *testing.T) {
	p := seed(t)
	rows := read(t, "Nr;Datum;Klager;Kanaal;Omschrijving;Trainer;Categorie;Uitkomst;Besluit;Datum besluit;Afhandeling;Datum reactie;Afgehandeld op;Behandelaar;Locatie\r\n"+
		"K-12;18-03-2019;Noor Voorbeeld;telefonisch;De zaal was koud.;T. Rainer en Bo Klank;Locatie en catering;deels gegrond;De kachel was stuk.;20-03-2019;Lesgeld terug.;22-03-2019;29-03-2019;Mirjam;Utrecht\r\n", nil)
	want := complaint.Past{ReceivedAt: on(2019, 3, 18, p), Category: "location",
		Received: complaint.Received{Procedure: p.ID, Version: p.Version, Channel: complaint.ChannelPhone, From: complaint.FromUnknown, Lang: "nl", Story: "De zaal was koud.",
			Name: "Noor Voorbeeld", Imported: "i1", OldRef: "K-12", OldColumns: []complaint.OldColumn{{Name: "Locatie", Text: "Utrecht"}},
			OldPeople: []complaint.OldPerson{{Part: "handler", Name: "Mirjam"}}},
		Subjects: []complaint.SubjectNamed{{Name: "T. Rainer"}, {Name: "Bo Klank"}},
		Steps: []complaint.Entry{{Event: complaint.Decided{Finding: complaint.PartlyUpheld, Reason: "De kachel was stuk."}, Happened: on(2019, 3, 20, p)},
			{Event: complaint.Responded{Text: "Lesgeld terug."}, Happened: on(2019, 3, 22, p)}},
		Closed: &complaint.Closed{}, ClosedAt: on(2019, 3, 29, p)}
	if diff := cmp.Diff([]oldregister.Row{{Number: 2, Past: want, Names: []string{"T. Rainer", "Bo Klank"}}}, rows, sameDates); diff != "" {
		t.Error(diff)
	}
}

// TestWhatIsWrongInARow names the row and the column, and why.
func TestWhatIsWrongInARow(t *testing.T) {
	const head = "Nummer;Ontvangen op;Klacht;Besloten op;Status;E-mail klager;Binnengekomen via\n1;01-02-2019;Koud.;02-02-2019;gesloten;noor@voorbeeld.example;brief\n"
	for row, want := range map[string]string{
		"2;;Koud.;;gesloten;;":                                 "received_empty B",
		"3;vorige week;Koud.;;gesloten;;":                      "day_unclear B",
		"4;31-13-2019;Koud.;;gesloten;;":                       "day_unclear B",
		"5;01-02-2031;Koud.;;gesloten;;":                       "future B",
		"6;01-02-1019;Koud.;;gesloten;;":                       "too_long_ago B",
		"7;01-02-2019;;;gesloten;;":                            "story_empty C",
		"8;01-02-2019;Koud.;31-01-2019;gesloten;;":             "before_receipt D",
		"9;01-02-2019;Koud.;31-01-2031;gesloten;;":             "future D",
		"10;01-02-2019;Koud.;;gesloten;" + long(255) + ";":     "over_limit F",
		strings.Repeat("1", 201) + ";01-02-2019;K;;gesloten;;": "over_limit A",
	} {
		rows := read(t, head+row+"\n", nil)
		got := rows[1].Faults
		if len(rows[0].Faults) != 0 || len(got) != 1 || fmt.Sprint(got[0].Code, " ", sheet.Problem{Column: got[0].Column}.Letter()) != want {
			t.Errorf("%.40q: %+v, want %s", row, got, want)
		}
	}
	rows := read(t, head+"2;01-02-2019;Koud.;;half klaar;;postduif\n", nil)
	if want := []oldregister.Word{{Field: oldregister.Status, Text: "half klaar"}, {Field: oldregister.Channel, Text: "postduif"}}; !cmp.Equal(rows[1].Unknown, want) {
		t.Errorf("unknown: %+v", rows[1].Unknown)
	}
}

func long(n int) string { return strings.Repeat("a", n) }

// TestWhatStillRunsIsAsked: the register says so, or nothing says how it ended.
func TestWhatStillRunsIsAsked(t *testing.T) {
	const file = "Ontvangen op;Klacht;Status;Afgesloten op\n01-11-2026;A;in behandeling;\n02-11-2026;B;;\n03-11-2026;C;;05-11-2026\n04-11-2026;D;gesloten;\n"
	for i, open := range []bool{true, true, false, false} {
		if rows := read(t, file, nil); rows[i].Open != open || rows[i].Past.Closed == nil {
			t.Errorf("row %d: open %v, closed %v", i, rows[i].Open, rows[i].Past.Closed)
		}
	}
	rows := read(t, file, func(p *oldregister.Plan) { p.Run = map[int]bool{2: true, 5: true} })
	if rows[0].Past.Closed != nil || rows[1].Past.Closed == nil || rows[3].Past.Closed == nil {
		t.Error("only what somebody said, and what is open, is taken up")
	}
	if rows := read(t, file, func(p *oldregister.Plan) { p.RunAll, p.Run = true, map[int]bool{3: false} }); rows[0].Past.Closed != nil || rows[1].Past.Closed == nil || rows[2].Past.Closed == nil {
		t.Error("all but one is taken up")
	}
	if rows := read(t, "Ontvangen op;Klacht\n01-11-2026;A\n", nil); rows[0].Open {
		t.Error("a list that never tells an end is history")
	}
}

// TestThePlanIsChecked before any row is read.
func TestThePlanIsChecked(t *testing.T) {
	for file, want := range map[string]string{
		"Naam;Klacht\nA;B\n":                         "no_received",
		"Datum;Naam\n01-02-2019;A\n":                 "no_story",
		"Datum;Wat\n01-02-2019;A\n":                  "",
		"Datum;Klacht;Wat\n01-02-2019;A;B\n":         "",
		"Datum;Klacht;Datum besluit\n1-2-2019;A;B\n": "",
	} {
		wrong, got := oldregister.Propose(open(t, file)).Check(), ""
		if len(wrong) > 0 {
			got = wrong[0].Code
		}
		if got != want {
			t.Errorf("%q: %q", file, got)
		}
	}
	p := oldregister.Propose(open(t, "Datum;Klacht;X\n01-02-2019;A;B\n"))
	p.Columns[2].Field = oldregister.ReceivedOn
	if wrong := p.Check(); len(wrong) != 1 || wrong[0].Code != "twice" || wrong[0].Column != 2 {
		t.Errorf("%+v", wrong)
	}
}

// TestTheShapeIsReadBack: the first export of what was imported, and the export of
// that export, are equal to the letter, in both kinds of file.
func TestTheShapeIsReadBack(t *testing.T) {
	story := strings.Repeat("De zaal was koud en de koffie ook. ", 1400)
	file := "Nummer;Ontvangen op;Klacht;Over wie;Status;Afgesloten op;Onderwerp;Uitstel tot;Locatie;Klacht (vervolg);Antwoord;Beantwoord op;Opmerkingen;Maatregelen;Uitstel gemeld op\n" +
		"=1+1;2019-03-18 14:05:06;\"" + story[:30000] + "\";Rainer, T.;gesloten;2019-04-01;Anders;2019-04-08;\"@Utrecht\";\"" + story[30000:] + "\";\"-Nee\n\n  toch wel\";2019-03-30;\"'=x\";\"Een\nTwee\";2019-03-20\n" +
		"2;2019-03-19;Te laat.;;open;;Anders;2019-05-01;;;;;;;\n3;2019-03-19;Weg.;;ingetrokken;2019-03-20;;;;;;;;;\n4;2019-03-19;Nooit.;;niet in behandeling genomen;;;;;;;;;;\n"
	for _, iso := range []bool{true, false} {
		first := export(t, file, iso)
		if second := export(t, first, iso); second != first {
			t.Errorf("iso %v: it changed on the way:\n%s", iso, cmp.Diff(lines(t, first), lines(t, second)))
		}
		if n := len(lines(t, first)); n != 5 {
			t.Errorf("%d rows", n)
		}
	}
}

func lines(t *testing.T, raw string) (all [][]string) {
	table := open(t, raw)
	var head []string
	for _, c := range table.Columns {
		head = append(head, c.Name)
	}
	all = append(all, head)
	if err := table.Rows(func(r sheet.Row) error {
		var row []string
		for _, c := range r.Cells {
			row = append(row, c.Text)
		}
		all = append(all, row)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

func export(t *testing.T, raw string, iso bool) string {
	t.Helper()
	p := seed(t)
	w := oldregister.Teller{Zone: p.Zone(), ISO: iso, Member: func(complaint.MemberID) string { return "" },
		Category: func(c string) string {
			return map[string]string{"location": "Locatie en catering", "other": "Anders"}[c]
		}}
	var told []oldregister.Told
	for _, row := range read(t, raw, nil) {
		if len(row.Faults)+len(row.Unknown) > 0 {
			t.Fatalf("row %d: %+v %+v", row.Number, row.Faults, row.Unknown)
		}
		entries, err := complaint.Recount(p, row.Past, now)
		if err != nil {
			t.Fatal(err)
		}
		var c complaint.Complaint
		for i, e := range entries {
			c = c.After(complaint.Recorded{Seq: i + 1, Event: e.Event, Happened: e.Happened, Recorded: now, By: "m1"})
		}
		told = append(told, w.Tell(c))
	}
	var b bytes.Buffer
	out := sheet.NewCSV(&b)
	if !iso {
		var err error
		if out, err = sheet.NewXLSX(&b, "Register"); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Write(out, told); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
