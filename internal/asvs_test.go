package internal_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// standard is the page that says how each requirement of ASVS is met.
type standard struct {
	rows       []requirement
	deviations []string
}

type requirement struct{ id, how, evidence string }

var (
	requirementRow = regexp.MustCompile(`^\| ?(\d+\.\d+\.\d+) ?\|([^|]*)\|([^|]*)\|$`)
	deviationRow   = regexp.MustCompile(`^\| (D\d+) \|`)
	aTest          = regexp.MustCompile(`^([a-z/]+) ((?:Test|Fuzz)\w+(?:, (?:Test|Fuzz)\w+)*)$`)
	aSection       = regexp.MustCompile(`^\[[^\]]+\]\(([^)#]*)(?:#([^)]+))?\)$`)
	aGap           = regexp.MustCompile(`^\*\*not yet\*\*: .{20,}$`)
	aDeviation     = regexp.MustCompile(`^D\d+$`)
	looksLikeARow  = regexp.MustCompile(`^\|\s*\d+\.\d+`)
)

// readStandard reads the page, and says which lines it cannot read.
func readStandard(page string) (s standard, wrong []string) {
	for line := range strings.Lines(page) {
		line = strings.TrimSpace(line)
		if m := requirementRow.FindStringSubmatch(line); m != nil {
			s.rows = append(s.rows, requirement{m[1], strings.TrimSpace(m[2]), strings.TrimSpace(m[3])})
		} else if m := deviationRow.FindStringSubmatch(line); m != nil {
			s.deviations = append(s.deviations, m[1])
		} else if looksLikeARow.MatchString(line) {
			wrong = append(wrong, "cannot be read: "+line)
		}
	}
	return s, wrong
}

// proof is what evidence can point at: the tests of each package, and the
// headings of each document.
type proof struct {
	tests    func(pkg string) []string
	headings func(file string) ([]string, error)
}

// faults lists what is wrong with the page, for these requirements.
func (s standard) faults(wanted []string, p proof) (all []string) {
	seen, named := map[string]bool{}, map[string]bool{}
	for _, r := range s.rows {
		if seen[r.id] {
			all = append(all, r.id+" stands twice")
		}
		if seen[r.id] = true; !slices.Contains(wanted, r.id) {
			all = append(all, r.id+" is not in the list of what applies")
		}
		if r.how == "" {
			all = append(all, r.id+" does not say how")
		}
		shown := false
		for item := range strings.SplitSeq(r.evidence, "; ") {
			if aDeviation.MatchString(item) {
				if named[item] = true; !slices.Contains(s.deviations, item) {
					all = append(all, fmt.Sprintf("%s: %s is not among the deviations", r.id, item))
				}
				continue
			}
			shown = shown || item != ""
			if fault := p.fault(item); fault != "" {
				all = append(all, r.id+": "+fault)
			}
		}
		if !shown {
			all = append(all, r.id+" has no evidence")
		}
	}
	for _, id := range wanted {
		if !seen[id] {
			all = append(all, id+" is missing")
		}
	}
	for _, d := range s.deviations {
		if !named[d] {
			all = append(all, d+" is in no row")
		}
	}
	return all
}

// fault says what is wrong with one piece of evidence; "" is nothing.
func (p proof) fault(item string) string {
	if m := aTest.FindStringSubmatch(item); m != nil {
		for name := range strings.SplitSeq(m[2], ", ") {
			if !slices.Contains(p.tests(m[1]), name) {
				return fmt.Sprintf("there is no %s in %s", name, m[1])
			}
		}
		return ""
	}
	if m := aSection.FindStringSubmatch(item); m != nil {
		headings, err := p.headings(m[1])
		if err != nil {
			return err.Error()
		}
		if m[2] != "" && !slices.Contains(headings, m[2]) {
			return fmt.Sprintf("%q has no section %s", m[1], m[2])
		}
		return ""
	}
	if aGap.MatchString(item) || item == "" {
		return ""
	}
	return fmt.Sprintf("%q is no evidence", item)
}

// testsOf lists the tests of a package; "internal" is this one.
func testsOf(t *testing.T) func(string) []string {
	known := map[string][]string{}
	return func(pkg string) []string {
		if all, ok := known[pkg]; ok {
			return all
		}
		dir := pkg
		if pkg == "internal" {
			dir = "."
		}
		files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range f.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil {
					known[pkg] = append(known[pkg], fn.Name.Name)
				}
			}
		}
		return known[pkg]
	}
}

// headingsOf lists the sections of a document beside the page, as a link names
// them; "" is the page itself.
func headingsOf(file string) ([]string, error) {
	if file == "" {
		file = "asvs.md"
	}
	raw, err := os.ReadFile(filepath.Join("..", "docs", file))
	if err != nil {
		return nil, err
	}
	var all []string
	for _, m := range regexp.MustCompile(`(?m)^#+ (.+)$`).FindAllStringSubmatch(string(raw), -1) {
		kept := strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-':
				return r
			}
			return -1
		}, strings.ToLower(m[1]))
		all = append(all, kept)
	}
	return all, nil
}

func applicable(t *testing.T) []string {
	t.Helper()
	raw, err := os.ReadFile("testdata/asvs-5.0-l2.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(raw))
}

// TestTheStandardIsAnswered: every requirement that applies has one row, and what
// the row points at is there.
func TestTheStandardIsAnswered(t *testing.T) {
	raw, err := os.ReadFile("../docs/asvs.md")
	if err != nil {
		t.Fatal(err)
	}
	wanted := applicable(t)
	if len(wanted) != 211 {
		t.Errorf("%d requirements apply", len(wanted))
	}
	s, wrong := readStandard(string(raw))
	for _, what := range append(wrong, s.faults(wanted, proof{testsOf(t), headingsOf})...) {
		t.Error(what)
	}
	open := 0
	for _, r := range s.rows {
		if strings.Contains(r.evidence, "**not yet**") {
			open++
		}
	}
	if said := fmt.Sprintf("Not met now: %d of %d.", open, len(s.rows)); !strings.Contains(string(raw), said) {
		t.Errorf("the page does not say %q", said)
	}
}

// TestAFalseAnswerIsNoticed tries every way in which the page could claim what is
// not so.
func TestAFalseAnswerIsNoticed(t *testing.T) {
	p := proof{testsOf(t), headingsOf}
	const good = "| 1.1.1 | so | internal TestTheStandardIsAnswered; [it](#limits); D1 |\n| D1 | a reason |\n"
	for what, try := range map[string]struct{ page, says string }{
		"a good page":               {good, ""},
		"a gap":                     {"| 1.1.1 | so | **not yet**: nothing of it was built so far |", ""},
		"two tests":                 {"| 1.1.1 | so | internal TestTheStandardIsAnswered, TestAFalseAnswerIsNoticed |", ""},
		"a test that is gone":       {"| 1.1.1 | so | internal TestNobodyWrote |", "there is no TestNobodyWrote in internal"},
		"the second of two is gone": {"| 1.1.1 | so | internal TestTheStandardIsAnswered, TestGone |", "there is no TestGone in internal"},
		"a test of elsewhere":       {"| 1.1.1 | so | vault TestTheStandardIsAnswered |", "there is no TestTheStandardIsAnswered in vault"},
		"a helper as a test":        {"| 1.1.1 | so | internal headingsOf |", "is no evidence"},
		"no such package":           {"| 1.1.1 | so | nowhere TestX |", "there is no TestX in nowhere"},
		"the same id twice":         {good + "| 1.1.1 | so | [it](#limits) |", "1.1.1 stands twice"},
		"no evidence":               {"| 1.1.1 | so | |", "1.1.1 has no evidence"},
		"only a deviation":          {"| 1.1.1 | so | D1 |\n| D1 | a reason |", "1.1.1 has no evidence"},
		"words for evidence":        {"| 1.1.1 | so | reviewed |", "is no evidence"},
		"a gap without a reason":    {"| 1.1.1 | so | **not yet**: soon |", "is no evidence"},
		"no how":                    {"| 1.1.1 | | [it](#limits) |", "does not say how"},
		"an id is missing":          {"", "1.1.1 is missing"},
		"an id that does not apply": {good + "| 1.2.6 | so | [it](#limits) |", "1.2.6 is not in the list"},
		"an unknown deviation":      {"| 1.1.1 | so | [it](#limits); D9 |", "D9 is not among the deviations"},
		"a deviation of nothing":    {good + "| D2 | a reason |", "D2 is in no row"},
		"no such section":           {"| 1.1.1 | so | [it](#nowhere) |", "has no section nowhere"},
		"no such document":          {"| 1.1.1 | so | [it](nowhere.md) |", "no such file"},
		"a cell too many":           {good + "| 1.1.2 | so | [it](#limits) | more |", "cannot be read"},
	} {
		s, wrong := readStandard(try.page)
		all := append(wrong, s.faults([]string{"1.1.1"}, p)...)
		if try.says == "" && len(all) > 0 || try.says != "" && !strings.Contains(strings.Join(all, "\n"), try.says) {
			t.Errorf("%s: %q", what, all)
		}
	}
}
