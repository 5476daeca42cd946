package internal_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// module is our code with what the compiler knows of it.
type module struct {
	fset    *token.FileSet
	imports types.Importer
	files   map[string][]*ast.File // by package, such as "store"
}

// unit is one type-checked package.
type unit struct {
	name  string
	files []*ast.File
	info  *types.Info
	fset  *token.FileSet
}

// loadModule parses every package of ours and finds what the compiler exported.
func loadModule(t *testing.T) *module {
	t.Helper()
	out, err := exec.Command("go", "list", "-export", "-deps", "-f",
		`{{.ImportPath}}|{{.Export}}|{{.Dir}}|{{if not .Standard}}{{join .GoFiles ","}}{{end}}`, "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	m, exported := &module{fset: token.NewFileSet(), files: map[string][]*ast.File{}}, map[string]string{}
	for line := range strings.Lines(string(out)) {
		field := strings.Split(strings.TrimSpace(line), "|")
		exported[field[0]] = field[1]
		name, ours := strings.CutPrefix(field[0], root)
		if !ours || field[3] == "" {
			continue
		}
		for _, file := range strings.Split(field[3], ",") {
			m.add(t, name, filepath.Join(field[2], file), nil)
		}
	}
	m.imports = importer.ForCompiler(m.fset, "gc", func(path string) (io.ReadCloser, error) {
		file := exported[path]
		if file == "" {
			return nil, fmt.Errorf("nothing exported by %s", path)
		}
		return os.Open(file) //nolint:gosec // what the compiler wrote
	})
	return m
}

// add parses a file into a package; source is nil for one on disk.
func (m *module) add(t *testing.T, name, file string, source any) {
	t.Helper()
	f, err := parser.ParseFile(m.fset, file, source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	m.files[name] = append(m.files[name], f)
}

// check gives a package with its types, and what the compiler refuses in it.
func (m *module) check(name string) (unit, []types.Error) {
	var refused []types.Error
	u := unit{name, m.files[name], &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}}, m.fset}
	cfg := types.Config{Importer: m.imports, Error: func(err error) {
		if e, ok := err.(types.Error); ok { //nolint:errorlint // go/types hands it over as it is
			refused = append(refused, e)
		}
	}}
	_, _ = cfg.Check(root+name, m.fset, u.files, u.info) // every refusal went to Error
	return u, refused
}

// sound is check of a package in which nothing is refused.
func (m *module) sound(t *testing.T, name string) unit {
	t.Helper()
	u, refused := m.check(name)
	if len(refused) > 0 {
		t.Fatalf("%s: %v", name, refused[0])
	}
	return u
}

// forbid fails the test for whatever look finds in what is shipped, and when it
// looked at fewer than least places.
func (m *module) forbid(t *testing.T, least int, look func(unit) (found []string, n int)) {
	t.Helper()
	looked := 0
	for name := range m.files {
		if !shipped(name) {
			continue
		}
		found, n := look(m.sound(t, name))
		looked += n
		for _, what := range found {
			t.Error(what)
		}
	}
	if looked < least {
		t.Errorf("only %d places were found", looked)
	}
}

// TestMisuseDoesNotCompile: the types alone keep callers from reading what they
// were not given. Lines without "refused" compile, so that a refusal is not an
// accident of the example.
func TestMisuseDoesNotCompile(t *testing.T) {
	const file = "testdata/misuse.go"
	m := loadModule(t)
	m.add(t, "misuse", file, nil)
	_, refused := m.check("misuse")
	said, wanted := map[int]string{}, map[int]string{}
	for _, e := range refused {
		said[m.fset.Position(e.Pos).Line] += e.Msg + "\n"
	}
	for _, group := range m.files["misuse"][0].Comments {
		for _, c := range group.List {
			if _, want, ok := strings.Cut(c.Text, "// refused: "); ok {
				wanted[m.fset.Position(c.Pos()).Line] = want
			}
		}
	}
	for line, want := range wanted {
		if !strings.Contains(said[line], want) {
			t.Errorf("%s:%d: %q instead of %q", file, line, said[line], want)
		}
	}
	for line, what := range said {
		if wanted[line] == "" {
			t.Errorf("%s:%d must compile: %q", file, line, what)
		}
	}
	if len(wanted) < 20 {
		t.Errorf("only %d misuses tried", len(wanted))
	}
}
