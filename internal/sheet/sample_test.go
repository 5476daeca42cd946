package sheet_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wederhoor/internal/sheet"
)

func open(t testing.TB, name string) (*sheet.Table, error) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return sheet.Open(bytes.NewReader(raw), int64(len(raw)), sheet.Options{})
}

func read(raw []byte, o sheet.Options) (*sheet.Table, []sheet.Row, error) {
	t, err := sheet.Open(bytes.NewReader(raw), int64(len(raw)), o)
	if err != nil {
		return nil, nil, err
	}
	var rows []sheet.Row
	err = t.Rows(func(r sheet.Row) error { rows = append(rows, r.Clone()); return nil })
	return t, rows, err
}

func told(t *sheet.Table, rows []sheet.Row) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %q header %d+%d", t.Format, t.Encoding, t.Delimiter, t.HeaderRow, t.HeaderRows)
	for _, s := range t.Sheets {
		if t.Format == sheet.XLSX {
			fmt.Fprintf(&b, " [%s hidden=%t chosen=%t]", s.Name, s.Hidden, s.Chosen)
		}
	}
	for _, w := range t.Warnings {
		fmt.Fprintf(&b, "\n! %s %v", w.Code, w)
	}
	b.WriteString("\n#")
	for _, c := range t.Columns {
		fmt.Fprintf(&b, " | %s", c.Name)
		if c.Dates != "" {
			fmt.Fprintf(&b, " (%s)", c.Dates)
		}
	}
	for _, r := range rows {
		fmt.Fprintf(&b, "\n%d", r.Number)
		for _, c := range r.Cells {
			switch c.Kind {
			case sheet.Number:
				fmt.Fprintf(&b, " | %s=%v", c.Text, c.Number)
			case sheet.Date:
				fmt.Fprintf(&b, " | %s=%s", c.Text, c.Time.Format("2006-01-02T15:04:05"))
			default:
				fmt.Fprintf(&b, " | %s%s", strings.ReplaceAll(c.Text, "\n", "⏎"), map[sheet.Kind]string{sheet.Boolean: "=bool", sheet.Fault: "=fault"}[c.Kind])
			}
		}
		for _, p := range r.Problems {
			fmt.Fprintf(&b, "\n  ! %s %v", p.Code, p)
		}
	}
	return b.String() + "\n"
}

// TestSamples: every file that a tool gives is read as testdata/read.txt says.
// That page was read by a person, line by line.
func TestSamples(t *testing.T) {
	files, err := filepath.Glob("testdata/*.[cx][sl]*")
	if err != nil || len(files) < 13 {
		t.Fatal("samples are missing", len(files), err)
	}
	var b strings.Builder
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "== %s\n", filepath.Base(f))
		table, rows, err := read(raw, sheet.Options{})
		if err != nil {
			fmt.Fprintln(&b, "error:", err)
			continue
		}
		b.WriteString(told(table, rows))
	}
	golden(t, "testdata/read.txt", b.String())
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if os.Getenv("WRITE_GOLDEN") != "" {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || string(want) != got {
		t.Errorf("%s differs, %v; got\n%s", file, err, got)
	}
}

// TestOneFormInThreeEncodings: what one programme writes in two encodings and
// another with commas are the same form, and the same row where all is equal.
func TestOneFormInThreeEncodings(t *testing.T) {
	prints := map[string]bool{}
	for _, name := range []string{"excel-nl-cp1252.csv", "excel-nl-utf8bom.csv", "google-sheets-nl.csv"} {
		table, err := open(t, name)
		if err != nil {
			t.Fatal(err)
		}
		prints[table.Fingerprint()] = true
	}
	if len(prints) != 1 {
		t.Errorf("one header has %d fingerprints", len(prints))
	}
}

func code(err error) sheet.Code {
	if p, ok := errors.AsType[sheet.Problem](err); ok {
		return p.Code
	}
	return ""
}
