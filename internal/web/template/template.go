// Package template turns typed page values into HTML. Each page is a struct with
// strings that are ready to show, in a file of its own beside its markup; the
// package knows no clock, no complaint and no request.
package template

import (
	"bytes"
	"embed"
	"fmt"
	htmltemplate "html/template"
	"io"
	"strings"
	"sync"
)

// Page is a value that Render can show: every exported struct in this package
// that embeds Base, Public, Staff or ActPage and has a page of its own.
type Page interface {
	// markup names the layout and the file that draw the page.
	markup() (layout, file string)
}

// Layouts: what stands around the main part of a page.
const (
	layoutPublic = "public" // for complainants and for setting up
	layoutStaff  = "staff"  // with the navigation of the team
	layoutBare   = "bare"   // only the page itself: signing in, letters
)

//go:embed *.html
var files embed.FS

// parsed is every page, ready to execute.
var parsed = sync.OnceValues(parse)

// Render writes the page to w. Nothing is written when the page fails, so the
// caller can still answer with an error page.
func Render(w io.Writer, page Page) error {
	all, err := parsed()
	if err != nil {
		return err
	}
	layout, file := page.markup()
	t, ok := all[file]
	if !ok {
		return fmt.Errorf("render: no page %q", file)
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, layout, page); err != nil {
		return fmt.Errorf("render %s: %w", file, err)
	}
	_, err = b.WriteTo(w)
	return err
}

// parse gives every page file its own copy of the shared templates, because each
// defines the same names: "title" and "main".
func parse() (map[string]*htmltemplate.Template, error) {
	shared, err := htmltemplate.New("").Funcs(functions).ParseFS(files, "layout-*.html", "components*.html")
	if err != nil {
		return nil, fmt.Errorf("parse templates: %w", err)
	}
	names, err := files.ReadDir(".")
	if err != nil {
		return nil, fmt.Errorf("parse templates: %w", err)
	}
	all := map[string]*htmltemplate.Template{}
	for _, f := range names {
		if strings.HasPrefix(f.Name(), "layout-") || strings.HasPrefix(f.Name(), "components") {
			continue
		}
		t, err := htmltemplate.Must(shared.Clone()).ParseFS(files, f.Name())
		if err != nil {
			return nil, fmt.Errorf("parse templates: %w", err)
		}
		all[strings.TrimSuffix(f.Name(), ".html")] = t
	}
	return all, nil
}
