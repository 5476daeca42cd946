package cli_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// run gives what the program printed and its status.
func run(t *testing.T, in string, args ...string) (out, said string, status int) {
	t.Helper()
	bin, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(bin, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(in), &stdout, &stderr
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()
}

// readForms is what others rely on: these names are promised.
func readForms(t *testing.T, file string) (kinds []string, rows int, warnings []string) {
	t.Helper()
	out, said, status := run(t, "", "evaluation", "read", file)
	if status != 0 {
		t.Fatalf("%s: %d %s", file, status, said)
	}
	var printed struct {
		Columns  []struct{ Name, Kind string }
		Rows     *int
		Warnings []string
	}
	dec := json.NewDecoder(strings.NewReader(out))
	if err := dec.Decode(&printed); err != nil || dec.More() || printed.Rows == nil || printed.Columns == nil || printed.Warnings == nil {
		t.Fatalf("%s: not one JSON object: %v\n%s", file, err, out)
	}
	for _, c := range printed.Columns {
		kinds = append(kinds, c.Kind)
	}
	return kinds, *printed.Rows, printed.Warnings
}

// TestEvaluationRead: the files of the tools, as those save them.
func TestEvaluationRead(t *testing.T) {
	for _, c := range []struct {
		file  string
		rows  int
		kinds []string // of the first columns
	}{
		{"excel-nl-cp1252.csv", 7, []string{"meta", "score", "score", "improve", "meta"}},
		{"excel-nl-utf8bom.csv", 7, []string{"meta", "score", "score", "improve", "meta"}},
		{"google-sheets-nl.csv", 7, []string{"meta", "score", "score", "improve", "meta"}},
		{"google-sheets.xlsx", 4, []string{"meta", "score", "improve"}},
		{"msforms-nl.xlsx", 4, []string{"meta", "meta", "meta", "identity", "identity", "meta", "score", "score", "positive", "improve"}},
		{"surveymonkey-nl.csv", 7, []string{"meta", "meta", "meta", "meta", "meta", "identity", "identity", "identity"}},
		{"typeform.csv", 7, []string{"meta", "score", "score", "improve"}},
		{"hard-titelregels.csv", 1, []string{"meta", "score", "free"}},
		{"hard-werkmap.xlsx", 3, []string{"meta", "score", "score", "free"}},
	} {
		kinds, rows, _ := readForms(t, filepath.Join("../sheet/testdata", c.file))
		if rows != c.rows || !slices.Equal(kinds[:min(len(kinds), len(c.kinds))], c.kinds) {
			t.Errorf("%s: %d rows, %v", c.file, rows, kinds)
		}
	}
	if _, _, warnings := readForms(t, "../sheet/testdata/hard-dubbele-kop.csv"); !slices.Contains(warnings, "row 1, column C: this name stands above another column too") {
		t.Error("two headings alike:", warnings)
	}
}

// TestEvaluationReadRefuses: one sentence that names row and column, and no JSON.
func TestEvaluationReadRefuses(t *testing.T) {
	head := "Datum;Score;Tekst\n16-11-2026;3;goed\n"
	for i, c := range []struct{ raw, want string }{
		{"", "there is nothing in it"},
		{"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "this is a picture, whatever its name says"},
		{"PK\x03\x04 cut off", "the file is damaged or cut off"},
		{head + "17-11-2026;3;" + strings.Repeat("a", 50_000) + "\n", "row 3, column C: the text is longer than 32,767 characters"},
		{head + "17-11-2026;3;\"nooit dicht\n", "row 3, column C: a quotation mark is opened here and not closed"},
		{head + "Datum;Cursus;Score;Tekst\n", "row 3, column B: another header starts here; split the file at this row"},
	} {
		file := filepath.Join(t.TempDir(), fmt.Sprintf("formulier-%d.xlsx", i))
		if err := os.WriteFile(file, []byte(c.raw), 0o600); err != nil {
			t.Fatal(err)
		}
		out, said, status := run(t, "", "evaluation", "read", file)
		if status == 0 || out != "" || said != "wederhoor: "+c.want+"\n" {
			t.Errorf("%.20q: status %d, printed %q, said %q", c.raw, status, out, said)
		}
	}
	if out, said, status := run(t, "", "evaluation", "read", filepath.Join(t.TempDir(), "nergens.csv")); status == 0 || out != "" || strings.Count(said, "\n") != 1 {
		t.Errorf("no file: %d %q %q", status, out, said)
	}
}

// TestEvaluationJudge: one answer for one line, whatever the line is.
func TestEvaluationJudge(t *testing.T) {
	in := "Te weinig diepgang en de zaal was koud.\nNiets op aan te merken!\n\nDe lesgever noemde mij\teen leugenaar\r\n" + strings.Repeat("goed ", 30_000) + "\nIk wil mijn geld terug"
	out, said, status := run(t, in, "evaluation", "judge")
	want := []string{"signal\ttoo_much \"Te weinig\"; bad_word \"koud\"", "none\t", "none\t", "signal\t", "none\t", "signal\tstrong_sign \""}
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if status != 0 || said != "" || len(lines) != len(want) {
		t.Fatalf("status %d, %q, %d lines:\n%s", status, said, len(lines), out)
	}
	for i, line := range lines {
		if !strings.HasPrefix(line, want[i]) || strings.Count(line, "\t") != 1 {
			t.Errorf("line %d: %q, want %q", i+1, line, want[i])
		}
	}
}
