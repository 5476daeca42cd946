package release_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"wederhoor/internal/release"
	"wederhoor/internal/testkit"
)

type module struct{ Path, Version, Dir string }

// compiledIn are the modules that are in the program, without ours.
func compiledIn(t *testing.T) (all []module) {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", "-json=Module", "./cmd/wederhoor")
	cmd.Dir = testkit.Root(t)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct{ Module *module }
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if p.Module != nil && p.Module.Path != "wederhoor" && !slices.Contains(all, *p.Module) {
			all = append(all, *p.Module)
		}
	}
	slices.SortFunc(all, func(a, b module) int { return strings.Compare(a.Path, b.Path) })
	return all
}

var terms = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)([.-].*)?$`)

// termsOf is every file of a module with its terms.
func termsOf(t *testing.T, dir string) (text string) {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.IsDir() || !terms.MatchString(f.Name()) || strings.HasSuffix(f.Name(), ".go") {
			continue
		}
		raw, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		text += fmt.Sprintf("\n%s\n", strings.TrimRight(strings.ReplaceAll(string(raw), "\r\n", "\n"), "\n"))
	}
	return text
}

// TestLicencesAreThoseOfWhatIsCompiledIn: who gets the program gets the terms of
// everything in it, and nothing is in it without terms.
func TestLicencesAreThoseOfWhatIsCompiledIn(t *testing.T) {
	all := compiledIn(t)
	if len(all) < 20 {
		t.Fatalf("only %d modules", len(all))
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	goTerms, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "LICENSE"))
	if err != nil {
		t.Skip("this Go came without its licence")
	}
	fonts, err := os.ReadFile("fonts.txt")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("Wederhoor holds the work of others, on these terms.\n\n#### Go and its standard library\n\n" + strings.TrimRight(string(goTerms), "\n") + "\n")
	for _, m := range all {
		text := termsOf(t, m.Dir)
		if text == "" {
			t.Errorf("%s has no terms", m.Path)
		}
		b.WriteString("\n#### " + m.Path + " " + m.Version + "\n" + text)
	}
	b.WriteString("\n#### The typefaces Source Serif 4 and Atkinson Hyperlegible Next\n\n" + strings.TrimRight(string(fonts), "\n") + "\n")
	if os.Getenv("WRITE_GOLDEN") != "" {
		if err := os.WriteFile("licences.txt", []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if release.Licences() != b.String() {
		t.Errorf("what is compiled in changed: WRITE_GOLDEN=1 go test ./internal/release\nin the text: %q", release.Modules())
	}
}

// TestTheProgramSaysWhatItIs, also when nobody filled anything in.
func TestTheProgramSaysWhatItIs(t *testing.T) {
	b := release.This()
	if b.Version == "" || b.Go == "" || !strings.Contains(b.System, "/") {
		t.Errorf("%+v", b)
	}
	if !slices.ContainsFunc(release.Modules(), func(m string) bool { return strings.HasPrefix(m, "filippo.io/age v") }) {
		t.Errorf("%q", release.Modules())
	}
}
