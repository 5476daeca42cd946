package sheet_test

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"pgregory.net/rapid"

	"wederhoor/internal/sheet"
)

const small = "Datum\tTekst\r\n16-11-2026\téén\r\n"

// TestEncodings: one text in five encodings gives the same rows.
func TestEncodings(t *testing.T) {
	wide := func(order binary.AppendByteOrder, mark bool, s string) []byte {
		var b []byte
		if mark {
			b = order.AppendUint16(b, 0xfeff)
		}
		for _, u := range utf16.Encode([]rune(s)) {
			b = order.AppendUint16(b, u)
		}
		return b
	}
	long := "Datum\tTekst\r\n" + strings.Repeat("16-11-2026\tgoed\r\n", 6000) + "16-11-2026\téén\r\n"
	for name, raw := range map[string][]byte{
		"utf-8": []byte(small), "mark": []byte("\xef\xbb\xbf" + small), "windows": []byte(strings.ReplaceAll(small, "é", "\xe9")),
		"little": wide(binary.LittleEndian, true, small), "big": wide(binary.BigEndian, true, small),
		"little without a mark": wide(binary.LittleEndian, false, long), "big without a mark": wide(binary.BigEndian, false, long),
		"sep": []byte("sep=\t\r\n" + small), "wide sep": wide(binary.LittleEndian, true, "sep=\t\r\n"+small),
		"zip": packed(t, map[string]string{"Evaluatie.csv": small, "__MACOSX/._Evaluatie.csv": "x"}),
	} {
		table, rows, err := read(raw, sheet.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if last := rows[len(rows)-1]; table.Columns[0].Name != "Datum" || last.Cells[1].Text != "één" || last.Cells[0].Kind != sheet.Date {
			t.Errorf("%s: got %s", name, told(table, rows[len(rows)-1:]))
		}
	}
}

// TestValues: what is written in a cell, and what it means.
func TestValues(t *testing.T) {
	day := "2026-11-16T00:00:00"
	for text, want := range map[string]any{
		"2,5": 2.5, "2.5": 2.5, "1.234,5": 1234.5, "1,234.5": 1234.5, "-3": -3.0, "85%": .85, "1.234": 1234.0, "0.125": .125, "1.234.567": 1234567.0, "1e3": 1000.0, " 7 ": 7.0,
		"16-11-2026": day, "16/11/26": day, "16.11.2026": day, "2026-11-16": day, "2026/11/16": day, "16 november 2026": day, "16 nov. 2026": day, "16-nov-26": day,
		"2026-11-16T09:03:22Z": "2026-11-16T09:03:22", "2026-11-16 09:03:22.123+01:00": "2026-11-16T09:03:22", "2024/12/03 8:48:17 p.m. CET": "2024-12-03T20:48:17",
		"16-11-2026 12:30 AM": "2026-11-16T00:30:00", "16-11-2026, 9.03": "2026-11-16T09:03:00", "29-2-2024": "2024-02-29T00:00:00",
		"29-2-2026": nil, "31-4-2026": nil, "32-1-2026": nil, "16-11-2026 25:00": nil, "16-11-2026 goed": nil, "1,2,3": nil, "8/10": nil, "4 - Goed": nil, "12:30": nil,
		"06-12345678": nil, "1-2": nil, "NaN": nil, "Inf": nil, "0x10": nil, "1_000": nil, "192.0.2.1": nil, "e": nil, "-": nil, "1234567890123456789": 1234567890123456789.0,
	} {
		c := sheet.Of(text)
		switch want := want.(type) {
		case float64:
			if c.Kind != sheet.Number || c.Number != want {
				t.Errorf("%q is %s %v, want %v", text, c.Kind, c.Number, want)
			}
		case string:
			if c.Kind != sheet.Date || c.Time.Truncate(time.Second).Format("2006-01-02T15:04:05") != want {
				t.Errorf("%q is %s %v, want %v", text, c.Kind, c.Time, want)
			}
		default:
			if c.Kind != sheet.Text {
				t.Errorf("%q is %s %v %v, want text", text, c.Kind, c.Number, c.Time)
			}
		}
	}
}

// TestWorkbook: kinds of cells that the samples do not have.
func TestWorkbook(t *testing.T) {
	raw := book(t, `<workbookPr/>`, `<sst><si><r><t>Op</t></r><r><t>merking</t></r><rPh><t>x</t></rPh></si><si><t>a&amp;b&#233;_x000D_<![CDATA[<c>]]></t></si></sst>`,
		inline([]string{"Toelichting", "bij dit bestand"}),
		`<x:row xmlns:x="y" r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Datum</x:t></x:is></x:c><x:c r="C1" t="s"><x:v>0</x:v></x:c><c r="D1" t="inlineStr"><is><t>Waar</t></is></c></x:row>
		<row r="2"><c r="A2" t="d"><v>2026-11-16T09:03:22</v></c><c r="B2"><v>0.1</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" t="b"><v>1</v></c></row>
		<!-- niets --><row r="4"><c r="A4" t="e"><v>#N/B</v></c><c r="B4"><v>0.30000000000000004</v></c><c r="C4" t="s"><v>99</v></c><c r="D4" t="b"><v>0</v></c></row>`)
	table, rows, err := read(raw, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := told(table, rows)
	want := `xlsx  '\x00' header 1+1 [Blad 1 hidden=false chosen=false] [Blad 2 hidden=false chosen=true]
! other_sheets more than one sheet has rows; one is read
! no_name row 1, column B: there is no name above this column
# | Datum |  | Opmerking | Waar
2 | 16-11-2026 09:03:22=2026-11-16T09:03:22 | 0,1=0.1 | a&bé` + "\r" + `<c> | WAAR=bool
4 | #N/B=fault | 0,3=0.30000000000000004 |  | ONWAAR=bool
  ! no_result row 4, column C: there is a formula without a result
  ! fault_value row 4, column A: the spreadsheet shows a fault here
`
	if got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if table, _, err = read(raw, sheet.Options{Sheet: "Blad 1"}); err != nil || table.Columns[0].Name != "Toelichting" {
		t.Errorf("asked for the first sheet and got %v, %v", table, err)
	}
	if _, _, err = read(raw, sheet.Options{Sheet: "Blad 3"}); code(err) != sheet.NoSuchSheet {
		t.Errorf("asked for a sheet that is not there and got %v", err)
	}
}

// TestMergedHeadings: a heading over three columns with names below it.
func TestMergedHeadings(t *testing.T) {
	table, rows, err := read([]byte("Datum;Trainer;;;Opmerking\n;Uitleg;Tempo;Sfeer;\n16-11-2026;5;4;5;goed\n17-11-2026;2;4;5;slecht\n"), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range table.Columns {
		names = append(names, c.Name)
	}
	if got := strings.Join(names, "|"); got != "Datum|Trainer [Uitleg]|Trainer [Tempo]|Trainer [Sfeer]|Opmerking" || len(rows) != 2 {
		t.Errorf("got %s and %d rows", got, len(rows))
	}
}

// TestKeys: the same file again has the same keys; a longer one has only new
// keys for what came, also when two people said the same.
func TestKeys(t *testing.T) {
	keys := func(raw string) (list []string) {
		table, rows, err := read([]byte(raw), sheet.Options{})
		if err != nil {
			t.Fatal(err)
		}
		k := table.Keys()
		for _, r := range rows {
			list = append(list, k.Of(r))
		}
		return list
	}
	old := keys("Score;Tekst\n5;goed\n5;goed\n2;slecht\n")
	known := map[string]bool{}
	for _, k := range old {
		known[k] = true
	}
	if len(known) != 3 {
		t.Errorf("three rows have %d keys", len(known))
	}
	fresh := 0
	for _, k := range keys("tekst,score,Trainer\ngoed,5,\nslecht,\"2,0\",\ngoed,5,\ngoed,5,\nnieuw,3,\n") {
		if !known[k] {
			fresh++
		}
	}
	if fresh != 2 {
		t.Errorf("%d new rows in a longer file in another order, want 2", fresh)
	}
}

// TestRoundTrip: whatever stands in a table comes back from what we write, to
// the letter; and nothing in it begins as a formula does.
func TestRoundTrip(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"=1+1", "'=1", "''=1", "'", "-3", "- meer oefenen", "@x", "\tx", "\rx", "\r\n", "a\r\nb", "2,5", "007", "1.234", "16-11-2026", "3/4/2026",
		"16-11-2026 09:03:22", "_x000D_", "_x_x0041_", "een \"woord\"", ";", "a;b\nc", "&<>", "\u00a0", "WAAR", "85%", "8,50", "\x00", "\ufffe", "\ufeffx", "  x "}), rapid.StringMatching(`[-+0-9.,/ :%eE]{1,12}`))
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(2, 5).Draw(t, "width")
		rows := rapid.SliceOfN(rapid.SliceOfN(text, width, width), 0, 8).Draw(t, "rows")
		for format, write := range map[string]func(io.Writer) (sheet.Writer, error){
			"csv":  func(w io.Writer) (sheet.Writer, error) { return sheet.NewCSV(w), nil },
			"xlsx": func(w io.Writer) (sheet.Writer, error) { return sheet.NewXLSX(w, "Klachten: 2026") },
		} {
			raw := written(t, write, width, rows)
			_, got, err := read(raw, sheet.Options{HeaderRow: 1})
			if err != nil {
				t.Fatalf("%s: %v\n%q", format, err, raw)
			}
			at := 0
			for _, want := range rows {
				if strings.Trim(strings.Join(want, ""), "\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\v\f\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f \x7f\u00a0") == "" {
					continue // an empty row is no row
				}
				if at == len(got) {
					t.Fatalf("%s: row %q is missing\n%q", format, want, raw)
				}
				for i := range want {
					if got[at].Cells[i].Text != want[i] {
						t.Fatalf("%s: %q came back as %q\n%q", format, want[i], got[at].Cells[i].Text, raw)
					}
					if w := sheet.Of(want[i]); w.Kind == sheet.Number && got[at].Cells[i].Kind == sheet.Number && got[at].Cells[i].Number != w.Number {
						t.Fatalf("%s: %q came back as %v", format, want[i], got[at].Cells[i].Number)
					}
				}
				at++
			}
			if format == "csv" {
				noFormula(t, raw)
			}
		}
	})
}

func written(t *rapid.T, make func(io.Writer) (sheet.Writer, error), width int, rows [][]string) []byte {
	var b bytes.Buffer
	w, err := make(&b)
	if err != nil {
		t.Fatal(err)
	}
	head := []sheet.Cell{{Text: "Kop A"}, {Text: "Kop B"}, {Text: "Kop C"}, {Text: "Kop D"}, {Text: "Kop E"}}
	err = w.Row(head[:width])
	for _, r := range rows {
		var cells []sheet.Cell
		for _, s := range r {
			cells = append(cells, sheet.Of(s))
		}
		err = errors.Join(err, w.Row(cells))
	}
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// noFormula reads with another reader what a spreadsheet would see.
func noFormula(t *rapid.T, raw []byte) {
	r := csv.NewReader(bytes.NewReader(raw))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = ';', -1, true
	all, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%v\n%q", err, raw)
	}
	for _, row := range all {
		for _, s := range row {
			if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) && sheet.Of(s).Kind != sheet.Number {
				t.Fatalf("%q begins as a formula", s)
			}
		}
	}
}
