package sheet_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"wederhoor/internal/sheet"
)

// book packs the parts of a workbook; sheets are the insides of sheetData.
func book(t testing.TB, props, shared string, sheets ...string) []byte {
	t.Helper()
	var rels, list strings.Builder
	files := map[string]string{"[Content_Types].xml": "<Types/>", "_rels/.rels": "<Relationships/>"}
	for i, s := range sheets {
		fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="x/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, i+1)
		fmt.Fprintf(&list, `<sheet name="Blad %d" sheetId="%d" r:id="rId%d"/>`, i+1, i+1, i+1)
		files[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)] = `<worksheet><sheetData>` + s + `</sheetData></worksheet>`
	}
	if shared != "" {
		rels.WriteString(`<Relationship Id="s" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/>`)
		files["xl/sharedStrings.xml"] = shared
	}
	files["xl/workbook.xml"] = `<workbook>` + props + `<sheets>` + list.String() + `</sheets></workbook>`
	files["xl/_rels/workbook.xml.rels"] = `<Relationships>` + rels.String() + `</Relationships>`
	return packed(t, files)
}

func packed(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, body := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, body); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

func wide(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

func inline(rows ...[]string) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString("<row>")
		for _, c := range r {
			b.WriteString(`<c t="inlineStr"><is><t>` + c + `</t></is></c>`)
		}
		b.WriteString("</row>")
	}
	return b.String()
}

// TestRefused: each file that cannot be read says why and where, in one sentence.
func TestRefused(t *testing.T) {
	good := "Datum;Score;Tekst\n16-11-2026;3;goed\n"
	cases := []struct {
		name, raw, want string
	}{
		{"empty", "", "no_content there is nothing in it"},
		{"white", "\xef\xbb\xbf \r\n\t\n", "no_content there is nothing in it"},
		{"only delimiters", ";;;\n;;;\n", "no_content there is nothing in it"},
		{"picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "picture this is a picture, whatever its name says"},
		{"photo", "\xff\xd8\xff\xe0\x00\x10JFIF", "picture this is a picture, whatever its name says"},
		{"pdf", "%PDF-1.7\n", "not_a_sheet this is not a spreadsheet and not a CSV file"},
		{"program", "Datum;Score\x00\x01\x02\n", "not_a_sheet this is not a spreadsheet and not a CSV file"},
		{"web page", "  <html><table><tr><td>1", "other_sheet this spreadsheet is of another kind; save it as .xlsx or .csv"},
		{"password", ole + strings.Repeat("\x00", 5000) + wide("EncryptedPackage") + strings.Repeat("\x00", 300_000), "protected the file is protected by a password; save it without one"},
		{"old excel", ole + strings.Repeat("\x00", 400_000) + wide("Workbook") + "\x00", "old_excel this is an old Excel file (.xls); save it as .xlsx or .csv"},
		{"old word", ole + strings.Repeat("\x00", 5000), "not_a_sheet this is not a spreadsheet and not a CSV file"},
		{"cut zip", string(book(t, "", "", inline([]string{"a", "b"})))[:200], "damaged the file is damaged or cut off"},
		{"macros", string(packed(t, map[string]string{"xl/workbook.xml": "<workbook/>", "xl/vbaProject.bin": "x"})), "macros the file holds macros; save it as .xlsx"},
		{"ods", string(packed(t, map[string]string{"content.xml": "<x/>", "mimetype": "application/vnd.oasis.opendocument.spreadsheet"})), "other_sheet this spreadsheet is of another kind; save it as .xlsx or .csv"},
		{"word", string(packed(t, map[string]string{"word/document.xml": "<x/>"})), "not_a_sheet this is not a spreadsheet and not a CSV file"},
		{"document type", string(book(t, "", `<!DOCTYPE sst [<!ENTITY a "b">]><sst><si><t>&a;</t></si></sst>`, inline([]string{"a"}))), "damaged the file is damaged or cut off"},
		{"long cell", good + "16-11-2026;3;" + strings.Repeat("a", 50_000) + "\n", "cell_too_long row 3, column C: the text is longer than 32,767 characters"},
		{"long cell in quotes", good + "16-11-2026;3;\"" + strings.Repeat("é", 50_000) + "\"\n", "cell_too_long row 3, column C: the text is longer than 32,767 characters"},
		{"long cell in a workbook", string(book(t, "", "", inline([]string{"Datum", "Tekst"}, []string{"x", strings.Repeat("a", 50_000)}))), "cell_too_long row 2, column B: the text is longer than 32,767 characters"},
		{"long cell in quotes without end", good + "16-11-2026;3;\"" + strings.Repeat("slecht\n16-11-2026;3;goed", 50_000), "open_quote row 3, column C: a quotation mark is opened here and not closed"},
		{"open quote", good + "16-11-2026;3;\"slecht\n16-11-2026;3;goed\n", "open_quote row 3, column C: a quotation mark is opened here and not closed"},
		{"open quote at the end", good + "16-11-2026;3;\"", "open_quote row 3, column C: a quotation mark is opened here and not closed"},
		{"another header", good + "Datum;Cursus;Score;Tekst\n16-11-2026;EHBO;3;goed\n", "header_changed row 3, column B: another header starts here; split the file at this row"},
		{"a mirrored header", good + "Tekst;Score;Datum\ngoed;3;16-11-2026\n", "header_changed row 3, column A: another header starts here; split the file at this row"},
		{"columns", strings.Repeat("a;", 1500) + "\n", "too_many_columns row 1: there are more than 1,000 columns"},
		{"far column", string(book(t, "", "", `<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="XFD2"><v>1</v></c></row>`)), "too_many_columns row 2, column XFD: there are more than 1,000 columns"},
		{"far row", string(book(t, "", "", inline([]string{"Datum", "Tekst"})+`<row r="1048000"><c r="A1048000"><v>1</v></c></row>`)), "too_many_rows row 1048000: there are more than 1,000,000 rows"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := read([]byte(c.raw), sheet.Options{})
			if err == nil {
				t.Fatal("it was read")
			}
			if got := fmt.Sprintf("%s %v", code(err), err); got != c.want {
				t.Errorf("got %q\nwant %q", got, c.want)
			}
		})
	}
}

// TestWarned: what is odd is told with its place, and the rest is read.
func TestWarned(t *testing.T) {
	cases := []struct{ name, raw, want string }{
		{"repeated header", "Datum;Tekst\n16-11-2026;a\nDatum;Tekst\n17-11-2026;b\n", "2 rows; row 3: the header is repeated; this row is left out"},
		{"no names", "16-11-2026;5;goed\n17-11-2026;4;matig\n", "2 rows; row 1: the first row has values where names were expected"},
		{"only a header", "Datum;Tekst\n", "0 rows; there are no rows below the header"},
		{"extra", "Datum;Tekst\n16-11-2026;a;b\n16-11-2026;a\n16-11-2026;a\n16-11-2026;a\n16-11-2026;a\n16-11-2026;a\n", "6 rows; row 2, column C: there is a value to the right of the last column; it is left out"},
		{"loose quote", "Datum;Tekst\n16-11-2026;\"het \"te volle\" lokaal\"\n", "1 rows; row 2, column B: there is a loose quotation mark; it is kept"},
		{"swallowed", "Datum;Score;Tekst\n16-11-2026;3;\"goed\n16-11-2026;2;slecht\n16-11-2026;2;\"\n", "1 rows; row 2, column C: this cell looks like several rows; is a quotation mark missing?"},
		{"doubt", "Datum;Tekst\n3/4/2026;a\n5/4/2026;b\n", "2 rows; column A: dates do not tell whether the day or the month is first"},
		{"conflict", "Datum;Tekst\n13/4/2026;a\n14/4/2026;a\n4/15/2026;b\n", "3 rows; column A: some dates have the day first and some the month; row 4, column A: this date does not fit the order of the others"},
		{"no name", "Datum;;Tekst\n3-4-2026;x;a\n13-4-2026;;b\n", "2 rows; row 1, column B: there is no name above this column"},
		{"lost letter", "Datum;Tekst\n13-4-2026;\xc3\xa9\xc3\xa9n caf\xc3\n", "1 rows; row 2, column B: a letter in it is lost"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			table, rows, err := read([]byte(c.raw), sheet.Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := fmt.Sprintf("%d rows", len(rows))
			for _, p := range table.Warnings {
				got += "; " + p.Error()
			}
			for _, r := range rows {
				for _, p := range r.Problems {
					got += "; " + p.Error()
				}
			}
			if got != c.want {
				t.Errorf("got %q\nwant %q", got, c.want)
			}
		})
	}
}

// endless is a file of any size that nobody has to store.
type endless struct {
	start, line string
	size        int64
}

func (e endless) ReadAt(b []byte, off int64) (int, error) {
	for i := range b {
		at := off + int64(i)
		switch {
		case at >= e.size:
			return i, io.EOF
		case at < int64(len(e.start)):
			b[i] = e.start[at]
		default:
			b[i] = e.line[(at-int64(len(e.start)))%int64(len(e.line))]
		}
	}
	return len(b), nil
}

// TestLargeFiles: memory does not follow the size of a file, and the limits hold.
func TestLargeFiles(t *testing.T) {
	cases := []struct {
		name string
		file endless
		want sheet.Code
		rows int
	}{
		{"more than 200 MB", endless{"a;b\n", "1;2\n", sheet.MaxFile + 1}, sheet.FileTooLarge, 0},
		{"more than a million rows", endless{"a;b\n", "1;x\n", 4*sheet.MaxRows + 400}, sheet.TooManyRows, sheet.MaxRows},
		{"150 MB of rows", endless{"a;b\n", "1;" + strings.Repeat("tekst ", 200) + "\n", 150 << 20}, "", 130_000},
		{"150 MB in one line", endless{"a;b\n", "x", 150 << 20}, sheet.CellTooLong, 0},
		{"150 MB in quotes", endless{"a;b\n1;\"", "x\n", 150 << 20}, sheet.OpenQuote, 0},
		{"150 MB of delimiters", endless{"a;b\n", ";", 150 << 20}, sheet.TooManyColumns, 0},
		{"150 MB of empty lines", endless{"a;b\n", "\n", 150 << 20}, sheet.TooManyRows, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rows := 0
			used, took := peak(func() {
				table, err := sheet.Open(c.file, c.file.size, sheet.Options{})
				if err == nil {
					err = table.Rows(func(sheet.Row) error { rows++; return nil })
				}
				if code(err) != c.want || err != nil && c.want == "" {
					t.Errorf("got %v, want %s", err, c.want)
				}
			})
			if rows < c.rows {
				t.Errorf("%d rows, want %d", rows, c.rows)
			}
			if used > 24<<20 || took > 40*time.Second {
				t.Errorf("took %d MB and %v", used>>20, took)
			}
			t.Logf("%d rows, %d MB at most, %v", rows, used>>20, took.Round(time.Millisecond))
		})
	}
}

// peak is the most that lives at once while f runs, looked at often.
func peak(f func()) (most uint64, took time.Duration) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before := m.HeapAlloc
	stop, done := make(chan bool), make(chan bool)
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				if m.HeapAlloc > before {
					most = max(most, m.HeapAlloc-before)
				}
			}
		}
	}()
	began := time.Now()
	f()
	took = time.Since(began)
	close(stop)
	<-done
	return most, took
}

// bomb is a workbook whose sheet unpacks to so many bytes of one text.
func bomb(t testing.TB, name, start, again string, size int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	raw := book(t, "", "<sst/>", "")
	old, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range old.File {
		w, err := z.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name != name {
			in, _ := f.Open()
			_, err = io.Copy(w, in)
		} else if _, err = io.WriteString(w, start); err == nil {
			for block := strings.Repeat(again, 1+(1<<20)/len(again)); size > 0 && err == nil; size -= len(block) {
				_, err = io.WriteString(w, block)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestBombs: what unpacks to far too much is stopped early and in little memory.
func TestBombs(t *testing.T) {
	const sheet1, texts = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
	many := map[string]string{"xl/workbook.xml": "<workbook/>"}
	for i := range 3000 {
		many[fmt.Sprintf("xl/%d", i)] = ""
	}
	cases := []struct {
		name string
		raw  []byte
		want []sheet.Code
	}{
		{"spaces", bomb(t, sheet1, "<worksheet><sheetData>", " ", 400<<20), []sheet.Code{sheet.Unpacks}},
		{"empty rows", bomb(t, sheet1, "<worksheet><sheetData>", "<row></row>", 200<<20), []sheet.Code{sheet.Unpacks}},
		{"one long tag", bomb(t, sheet1, "<worksheet ", "a", 200<<20), []sheet.Code{sheet.Damaged, sheet.Unpacks}},
		{"one long cell", bomb(t, sheet1, "<worksheet><sheetData><row><c><v>", "1", 200<<20), []sheet.Code{sheet.CellTooLong}},
		{"one long comment", bomb(t, sheet1, "<worksheet><!--", "a", 200<<20), []sheet.Code{sheet.Unpacks}},
		{"texts", bomb(t, texts, "<sst>", "<si><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></si>", 300<<20), []sheet.Code{sheet.Unpacks, sheet.TooMuchText}},
		{"one long text", bomb(t, texts, "<sst><si><t>", "a", 300<<20), []sheet.Code{sheet.CellTooLong}},
		{"many files", packed(t, many), []sheet.Code{sheet.Unpacks}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var err error
			used, took := peak(func() { _, _, err = read(c.raw, sheet.Options{}) })
			found := false
			for _, w := range c.want {
				found = found || code(err) == w
			}
			if !found {
				t.Errorf("got %v, want one of %v", err, c.want)
			}
			if used > 160<<20 || took > 10*time.Second {
				t.Errorf("took %d MB and %v", used>>20, took)
			}
			t.Logf("%d KB: %v; %d MB, %v", len(c.raw)>>10, err, used>>20, took.Round(time.Millisecond))
		})
	}
}

// TestAFaultOfTheDiskIsNoProblem: what goes wrong beside the file is not told
// as a fault of the file.
func TestAFaultOfTheDiskIsNoProblem(t *testing.T) {
	broken := errors.New("the disk is gone")
	_, err := sheet.Open(readerAt(func([]byte, int64) (int, error) { return 0, broken }), 100, sheet.Options{})
	if !errors.Is(err, broken) || code(err) != "" {
		t.Errorf("got %v", err)
	}
}

type readerAt func([]byte, int64) (int, error)

func (f readerAt) ReadAt(b []byte, off int64) (int, error) { return f(b, off) }
