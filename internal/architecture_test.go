package internal_test

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// allowed is the import table of ARCHITECTURE.md, read from the page itself so
// that the page cannot be wrong.
func allowed(t *testing.T) map[string][]string {
	t.Helper()
	raw, err := os.ReadFile("../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	table := map[string][]string{}
	row := regexp.MustCompile("^\\| `([a-z/]+)` \\|([^|]*)\\|")
	for _, line := range strings.Split(string(raw), "\n") {
		if m := row.FindStringSubmatch(line); m != nil {
			table[m[1]] = regexp.MustCompile("[a-z/]+").FindAllString(strings.ReplaceAll(m[2], "`", ""), -1)
		}
	}
	return table
}

type pkg struct {
	ImportPath string
	Imports    []string
	Deps       []string
}

func packages(t *testing.T) (all []pkg) {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports,Deps", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

const root = "wederhoor/internal/"

// TestImportsFollowTheTable: each package imports what its row names, no more,
// and every package has a row.
func TestImportsFollowTheTable(t *testing.T) {
	table := allowed(t)
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, root)
		if name == strings.TrimSuffix(root, "/") {
			continue // this test itself
		}
		row, ok := table[name]
		if !ok {
			t.Errorf("package %s has no row in ARCHITECTURE.md", name)
			continue
		}
		for _, i := range p.Imports {
			if other, ours := strings.CutPrefix(i, root); ours && !slices.Contains(row, other) {
				t.Errorf("%s imports %s, and its row does not say so", name, other)
			}
		}
	}
}

// TestThePureStayPure: the procedure, and what reads the bytes of strangers,
// know no clock, no database, no network.
func TestThePureStayPure(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, root)
		if !slices.Contains([]string{"calendar", "complaint", "access", "letter", "inmail", "sheet", "evaluation"}, name) {
			continue
		}
		for _, i := range p.Imports {
			if slices.Contains([]string{"database/sql", "net/http", "os", "math/rand", "crypto/rand"}, i) {
				t.Errorf("%s imports %s", name, i)
			}
		}
	}
}

// TestOnlyStoreSpeaksSQL: a query elsewhere would be a road past access.May.
func TestOnlyStoreSpeaksSQL(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, root)
		if name != "store" && name != "testkit" && slices.Contains(p.Imports, "database/sql") {
			t.Errorf("%s imports database/sql", name)
		}
	}
}

// TestOnlyTheDoorMakesActors: whoever could make an actor could be anybody.
func TestOnlyTheDoorMakesActors(t *testing.T) {
	out, err := exec.Command("grep", "-rln", "--include=*.go", "access\\.New(", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range strings.Fields(string(out)) {
		if !strings.HasSuffix(file, "_test.go") && !strings.HasPrefix(file, "./register/") {
			t.Errorf("%s makes an actor", file)
		}
	}
}

// TestOnlyAppReadsTheClock: a rule that reads the clock cannot be replayed.
func TestOnlyAppReadsTheClock(t *testing.T) {
	out, _ := exec.Command("grep", "-rn", "--include=*.go", "time\\.Now\\b", ".").Output()
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		file, _, _ := strings.Cut(line, ":")
		switch {
		case strings.HasSuffix(file, "_test.go"), strings.HasPrefix(file, "./app/"), strings.HasPrefix(file, "./testkit/"),
			strings.HasPrefix(file, "./browser/"), strings.HasPrefix(file, "./bench/"), strings.HasPrefix(file, "./cli/"):
		case (strings.HasPrefix(file, "./mail/") || strings.HasPrefix(file, "./files/") || strings.HasPrefix(file, "./store/")) && strings.Contains(line, "Deadline("): // a socket has no other clock
		default:
			t.Errorf("reads the clock: %s", line)
		}
	}
}
