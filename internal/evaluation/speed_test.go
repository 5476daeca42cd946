package evaluation_test

import (
	"bytes"
	"fmt"
	"runtime"
	"testing"
	"time"

	"wederhoor/internal/evaluation"
	"wederhoor/internal/sheet"
)

// TestBenchHundredThousandForms: a year of a large bureau, read, known again, judged
// and drawn from, in seconds and little memory.
func TestBenchHundredThousandForms(t *testing.T) {
	var b bytes.Buffer
	w, err := sheet.NewXLSX(&b, "Reacties")
	if err != nil {
		t.Fatal(err)
	}
	all := remarks(t)
	for i := range 100_001 {
		cells := []sheet.Cell{sheet.Of(fmt.Sprint(i)), sheet.Of(fmt.Sprintf("%d-11-2026 09:%02d", i%28+1, i%60)), sheet.Of(fmt.Sprint(i%10 + 1)), sheet.Of(all[i%len(all)].text), sheet.Of(all[i*7%len(all)].text)}
		if i == 0 {
			cells = []sheet.Cell{{Text: "Id"}, {Text: "Tijdstempel"}, {Text: "Rapportcijfer"}, {Text: "Wat kan beter?"}, {Text: "Opmerkingen"}}
		}
		if err := w.Row(cells); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	began := time.Now()
	table, err := sheet.Open(bytes.NewReader(b.Bytes()), int64(b.Len()), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	form := evaluation.Propose(table, table.Preview)
	keys, lot, rows, found, most := table.Keys(form.Keys()...), evaluation.NewLot("a"), 0, 0, uint64(0)
	err = table.Rows(func(r sheet.Row) error {
		key := keys.Of(r)
		if _, ok := form.Judge(r); ok {
			found++
		} else {
			lot.Offer(key)
		}
		if rows++; rows%5000 == 0 {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapInuse)
		}
		return nil
	})
	took := time.Since(began)
	if err != nil || rows != 100_000 || found < 1000 || len(lot.Drawn()) != evaluation.LotSize {
		t.Fatal(rows, found, err)
	}
	if took > 30*time.Second || most > 200<<20 {
		t.Errorf("took %v and %d MB", took, most>>20)
	}
	t.Logf("%d rows, %d signals, %v, %d MB in use at most", rows, found, took.Round(time.Millisecond), most>>20)
}
