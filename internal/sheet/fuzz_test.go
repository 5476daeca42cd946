package sheet_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"wederhoor/internal/sheet"
	"wederhoor/internal/testkit"
)

func seeds(f *testing.F, pattern string) {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		f.Fatal("no samples", err)
	}
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
}

// wellFormed: whatever the bytes, there are rows of one width that can be
// shown, or one Problem that says where; soon, and the same each time.
func wellFormed(t *testing.T, raw []byte) {
	var table *sheet.Table
	var rows []sheet.Row
	var err error
	if took := testkit.Busy(t, func() { table, rows, err = read(raw, sheet.Options{}) }); took > 2*time.Second {
		t.Errorf("took %v for %d bytes", took, len(raw))
	}
	if err != nil {
		if code(err) == "" || err.Error() == "" || strings.HasSuffix(err.Error(), ": ") {
			t.Errorf("no Problem: %v", err)
		}
		return
	}
	last := 0
	for _, r := range rows {
		if r.Number <= last || len(r.Cells) != len(table.Columns) {
			t.Fatalf("row %d after %d has %d cells of %d", r.Number, last, len(r.Cells), len(table.Columns))
		}
		last = r.Number
		for _, c := range r.Cells {
			if !utf8.ValidString(c.Text) || utf8.RuneCountInString(c.Text) > sheet.MaxCell {
				t.Fatalf("a text cannot be shown: %q", c.Text)
			}
		}
	}
	names := map[string]bool{}
	for _, c := range table.Columns {
		if c.Name != "" && names[c.Name] || !utf8.ValidString(c.Name) {
			t.Fatalf("two columns are called %q", c.Name)
		}
		names[c.Name] = true
	}
	again, more, err := read(raw, sheet.Options{})
	if err != nil || told(again, more) != told(table, rows) || again.Fingerprint() != table.Fingerprint() {
		t.Fatalf("not the same twice: %v", err)
	}
}

func FuzzCSV(f *testing.F) {
	seeds(f, "testdata/*.csv")
	for _, s := range []string{small, "sep=|\na|b\n", "\xff\xfea\x00;\x00b\x00\n\x00", "\"", "a;\"b\"\"c\"\r", "a,b\n\"1\n2\",3", "d\n3/4/2026\n13/4/2026"} {
		f.Add([]byte(s))
	}
	f.Fuzz(wellFormed)
}

func FuzzXLSX(f *testing.F) {
	seeds(f, "testdata/*.xlsx")
	f.Add(book(f, "", "", inline([]string{"a", "b"}, []string{"1", "2"})))
	f.Fuzz(wellFormed)
}

// FuzzSheetXML changes what is inside the pack, where a fuzzer of packed bytes
// does not come.
func FuzzSheetXML(f *testing.F) {
	f.Add(inline([]string{"Datum", "Tekst"}, []string{"16-11-2026", "a"}), `<sst><si><t>a</t></si></sst>`)
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="1048577"><c r="XFE9"><f>1</f></c>`, `<sst><si><t xml:space='preserve'> a &lt; &#x41; </t></si><si/></sst>`)
	f.Add(`<row><c s="1"><v>1e300</v></c><c t="b"><v>1</v></c><c t="e"><v>#</v></c><c t="d"><v>2026-01-01</v></c><![CDATA[x]]></row>`, `<!-- x --><?x?><sst/>`)
	f.Fuzz(func(t *testing.T, rows, texts string) {
		wellFormed(t, book(t, "<workbookPr date1904='1'/>", texts, rows))
	})
}
