package sheet_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"testing"

	"wederhoor/internal/sheet"
)

const benchRows = 100_000

// evaluations is a form as people fill it in: times, marks, two open questions.
func evaluations(t testing.TB, make func(io.Writer) (sheet.Writer, error)) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := make(&b)
	if err != nil {
		t.Fatal(err)
	}
	put := func(texts ...string) {
		var cells []sheet.Cell
		for _, s := range texts {
			cells = append(cells, sheet.Of(s))
		}
		if err := w.Row(cells); err != nil {
			t.Fatal(err)
		}
	}
	put("Id", "Tijdstempel", "E-mail", "Hoe tevreden bent u over de training?", "Rapportcijfer trainer", "Hoe waarschijnlijk is het dat u ons aanbeveelt? (0-10)", "Wat vond u goed?", "Wat kan er beter?", "Cursus")
	good := []string{"De voorbeelden uit de praktijk.", "", "Alles, top!", "De \"rust\" van de trainer; en de koffie"}
	better := []string{"", "Meer oefenen", "Het lokaal was koud en de trainer kwam te laat.\nGeen pauze gehad.", "niets", "Één dag is te kort"}
	for i := range benchRows {
		put(fmt.Sprint(i+1), fmt.Sprintf("%d-11-2026 09:%02d:%02d", i%28+1, i%60, i%59), fmt.Sprintf("deelnemer%d@voorbeeld.example", i), fmt.Sprint(i%5+1),
			fmt.Sprintf("%d,5", i%9+1), fmt.Sprint(i%11), good[i%4], better[i%5], "Lastige gesprekken")
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func csvTo(w io.Writer) (sheet.Writer, error)  { return sheet.NewCSV(w), nil }
func xlsxTo(w io.Writer) (sheet.Writer, error) { return sheet.NewXLSX(w, "Reacties") }

// BenchmarkBareCSV is what any reader of CSV costs: encoding/csv and no more.
func BenchmarkBareCSV(b *testing.B) {
	raw := evaluations(b, csvTo)
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		r := csv.NewReader(bytes.NewReader(raw))
		r.Comma, r.ReuseRecord, r.LazyQuotes = ';', true, true
		for n := 0; ; n++ {
			if _, err := r.Read(); errors.Is(err, io.EOF) && n == benchRows+1 {
				break
			} else if err != nil {
				b.Fatal(n, err)
			}
		}
	}
}

func BenchmarkCSV(b *testing.B)  { benchmark(b, evaluations(b, csvTo)) }
func BenchmarkXLSX(b *testing.B) { benchmark(b, evaluations(b, xlsxTo)) }

func benchmark(b *testing.B, raw []byte) {
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		table, err := sheet.Open(bytes.NewReader(raw), int64(len(raw)), sheet.Options{})
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		if err := table.Rows(func(sheet.Row) error { n++; return nil }); err != nil || n != benchRows {
			b.Fatal(n, err)
		}
	}
}

// BenchmarkKeys adds knowing every row again.
func BenchmarkKeys(b *testing.B) {
	raw := evaluations(b, csvTo)
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		table, err := sheet.Open(bytes.NewReader(raw), int64(len(raw)), sheet.Options{})
		if err != nil {
			b.Fatal(err)
		}
		k := table.Keys()
		if err := table.Rows(func(r sheet.Row) error { k.Of(r); return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
