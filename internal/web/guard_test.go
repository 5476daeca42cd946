package web_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// tables are the only functions in which an address gets its handler.
var tables = map[string][]string{"web.go": {"Handler", "before"}, "public/routes.go": {"Routes"}, "staff/routes.go": {"register"}}

// declared is what one file makes reachable, and what in it goes past the tables.
type declared struct {
	routes []string
	strays []string
}

// scan reads the declarations of a file of package web or below.
func scan(name string, file *ast.File) (d declared) {
	for _, decl := range file.Decls {
		within := ""
		if f, ok := decl.(*ast.FuncDecl); ok {
			within = f.Name.Name
		}
		ast.Inspect(decl, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				d.table(name, within, n)
			case *ast.SelectorExpr:
				d.use(name, within, n)
			case *ast.CallExpr:
				d.call(name, within, n)
			}
			return true
		})
	}
	return d
}

func (d *declared) stray(name, within, what string) {
	d.strays = append(d.strays, fmt.Sprintf("%s, %s: %s", name, within, what))
}

// table reads the entries of doors and routes.
func (d *declared) table(name, within string, lit *ast.CompositeLit) {
	list, ok := lit.Type.(*ast.ArrayType)
	if !ok {
		if kind, ok := lit.Type.(*ast.Ident); ok && (kind.Name == "route" || kind.Name == "door") {
			d.stray(name, within, "an entry outside the tables")
		}
		return
	}
	kind, ok := list.Elt.(*ast.Ident)
	switch {
	case !ok || kind.Name != "route" && kind.Name != "door":
		return
	case name != "staff/routes.go" || within != kind.Name+"s" && !partOf(kind.Name, within):
		d.stray(name, within, "a table of its own")
		return
	}
	for _, e := range lit.Elts {
		entry, ok := e.(*ast.CompositeLit)
		if !ok || len(entry.Elts) < 3 || len(entry.Elts) > 4 || text(entry.Elts[1]) == "" {
			d.stray(name, within, "an entry that cannot be read")
			continue
		}
		d.routes = append(d.routes, strings.TrimSpace(text(entry.Elts[0])+" "+text(entry.Elts[1])))
	}
}

// partOf reports whether a function holds a part of the table of routes, such as
// accountRoutes; only routes itself may use it.
func partOf(kind, within string) bool {
	return kind == "route" && strings.HasSuffix(within, "Routes") && within != "Routes"
}

// call reads a registration, and refuses one in another place.
func (d *declared) call(name, within string, call *ast.CallExpr) {
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || f.Sel.Name != "Handle" && f.Sel.Name != "HandleFunc" || len(call.Args) != 2 {
		return
	}
	pattern := text(call.Args[0])
	switch {
	case name == "observe.go" && within == "Handle": // a line of the log is handed on
	case !slices.Contains(tables[name], within) || pattern == "" && name != "staff/routes.go":
		d.stray(name, within, "a handler outside the tables")
	case pattern != "" && name == "staff/routes.go":
		d.stray(name, within, "a handler beside the tables")
	case pattern != "":
		d.routes = append(d.routes, pattern)
	}
}

// use refuses what would make a table say less than it seems to.
func (d *declared) use(name, within string, s *ast.SelectorExpr) {
	if partOf("route", s.Sel.Name) && within != "routes" {
		d.stray(name, within, s.Sel.Name+" outside routes")
	}
	switch s.Sel.Name {
	case "NewServeMux", "DefaultServeMux":
		if name != "web.go" {
			d.stray(name, within, "a mux of its own")
		}
	case "known", "doors", "routes":
		if x, ok := s.X.(*ast.Ident); ok && x.Name == "p" && strings.HasPrefix(name, "staff/") && within != "register" {
			d.stray(name, within, s.Sel.Name+" outside register")
		}
	case "Path", "RequestURI":
		if x, ok := s.X.(*ast.SelectorExpr); (ok && x.Sel.Name == "URL" || s.Sel.Name == "RequestURI") && !strings.HasPrefix(name, "static/") {
			d.stray(name, within, "branches by address instead of by route")
		}
	}
}

// text is a string as it stands in the source; "" for anything else.
func text(e ast.Expr) string {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return ""
	}
	s, err := strconv.Unquote(lit.Value)
	if err != nil {
		return ""
	}
	return s
}

// site as declared: every file of package web and below that is not a test.
func declarations(t *testing.T) (all declared) {
	t.Helper()
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			return err
		}
		d := scan(name, file)
		all.routes, all.strays = append(all.routes, d.routes...), append(all.strays, d.strays...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// patterns are the routes as they are declared, methods and wildcards included.
func patterns(t *testing.T) []string {
	t.Helper()
	all := declarations(t).routes
	if len(all) < 35 {
		t.Fatalf("only %d routes found", len(all))
	}
	return all
}

// routes are those that the program itself declares.
func routes(t *testing.T) (all []string) {
	t.Helper()
	for _, p := range patterns(t) {
		all = append(all, strings.ReplaceAll(p, "{$}", ""))
	}
	return all
}

// TestNothingIsReachableOutsideTheTables: a handler that is registered anywhere
// else would be a page that nobody guards.
func TestNothingIsReachableOutsideTheTables(t *testing.T) {
	d := declarations(t)
	for _, s := range d.strays {
		t.Error(s)
	}
	if twice := len(d.routes) - len(slices.Compact(slices.Sorted(slices.Values(d.routes)))); twice != 0 {
		t.Errorf("%d routes stand there twice", twice)
	}
}

// TestAnAddedRouteIsNoticed adds unguarded routes in every way there is.
func TestAnAddedRouteIsNoticed(t *testing.T) {
	for how, try := range map[string]struct{ name, source string }{
		"in another file":        {"staff/extra.go", `func Extra(mux *http.ServeMux) { mux.HandleFunc("GET /staff/extra", open) }`},
		"beside the table":       {"staff/routes.go", `func (p *pages) register(mux *http.ServeMux) { mux.HandleFunc("GET /staff/extra", p.open) }`},
		"in a table of its own":  {"staff/extra.go", `func (p *pages) more() []door { return []door{{"GET", "/staff/extra", p.open}} }`},
		"as an entry":            {"staff/extra.go", `var extra = route{"GET", "/staff/extra", nil}`},
		"around the guard":       {"staff/extra.go", `func (p *pages) open() { for _, r := range p.routes() { r.serve(nil, nil, nobody) } }`},
		"by a part of the table": {"staff/extra.go", `func (p *pages) open() { for _, r := range p.accountRoutes() { r.serve(nil, nil, nobody) } }`},
		"on a mux of its own":    {"public/extra.go", `func other() *http.ServeMux { return http.NewServeMux() }`},
		"with a made-up path":    {"public/routes.go", `func Routes(mux *http.ServeMux) { mux.HandleFunc("GET "+extra, open) }`},
		"within another route":   {"public/about.go", `func about(w http.ResponseWriter, r *http.Request) { if r.URL.Path == "/extra" { open(w, r) } }`},
	} {
		file, err := parser.ParseFile(token.NewFileSet(), try.name, "package made\n"+try.source, 0)
		if err != nil {
			t.Fatal(err)
		}
		if d := scan(try.name, file); len(d.strays) != 1 {
			t.Errorf("%s: %q", how, d.strays)
		}
	}
}
