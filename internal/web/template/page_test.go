package template

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"wederhoor/internal/web/static"
)

func render(t *testing.T, p Page) string {
	t.Helper()
	var b bytes.Buffer
	if err := Render(&b, p); err != nil {
		t.Fatalf("%T: %v", p, err)
	}
	return b.String()
}

func TestEveryPageRendersFullAndEmpty(t *testing.T) {
	for name, p := range samples() {
		t.Run(name, func(t *testing.T) {
			check(t, render(t, p))
			check(t, render(t, reflect.Zero(reflect.TypeOf(p)).Interface().(Page)))
		})
	}
}

// check holds a page to what every page owes its reader (DESIGN §11) and to the
// content security policy.
func check(t *testing.T, html string) {
	t.Helper()
	for what, n := range map[string]int{"<h1": 1, "<main": 1, `class="skip"`: 1, `name="robots" content="noindex`: 1, "<title>": 1} {
		if got := strings.Count(html, what); got != n {
			t.Errorf("%d × %s, want %d", got, what, n)
		}
	}
	for _, never := range []string{" style=", " onclick=", "<style", "javascript:", "ZgotmplZ", "<nil>", "%!", "</textarea>\n</textarea>"} {
		if strings.Contains(html, never) {
			t.Errorf("contains %q", never)
		}
	}
	if !regexp.MustCompile(`<html lang="(nl|en)"`).MatchString(html) {
		t.Error("no language")
	}
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(html, -1) {
		if seen[m[1]] {
			t.Errorf("id %q twice", m[1])
		}
		seen[m[1]] = true
	}
	for _, m := range regexp.MustCompile(` (?:for|aria-describedby|aria-labelledby)="([^"]+)"`).FindAllStringSubmatch(html, -1) {
		for _, id := range strings.Fields(m[1]) {
			if !seen[id] {
				t.Errorf("no element %q", id)
			}
		}
	}
	for _, form := range regexp.MustCompile(`(?s)<form[^>]*method="post".*?</form>`).FindAllString(html, -1) {
		if !strings.Contains(form, `name="key"`) && !regexp.MustCompile(`action="/(leave|status|side|confidant/room|staff/search|staff/sign-in)"`).MatchString(form) {
			t.Errorf("a form that acts has no key: %.120s", form)
		}
	}
}

func TestMistakesComeFirstAndLinkToTheirField(t *testing.T) {
	for name, p := range samples() {
		html := render(t, p)
		if !strings.Contains(html, `class="err-sum`) {
			continue
		}
		if !regexp.MustCompile(`<title>(Fout|Error): `).MatchString(html) {
			t.Errorf("%s: the title does not say so", name)
		}
		if strings.Index(html, `class="err-sum`) > strings.Index(html, "<h1") {
			t.Errorf("%s: the summary stands below the heading", name)
		}
		for _, m := range regexp.MustCompile(`<li><a href="#([^"]+)">`).FindAllStringSubmatch(html, -1) {
			if !strings.Contains(html, ` id="`+m[1]+`"`) {
				t.Errorf("%s: no field %q", name, m[1])
			}
		}
	}
}

func TestHostileWordsStayWords(t *testing.T) {
	evil := `<script>alert(1)</script>"><img src=x onerror=alert(1)>`
	for name, p := range samples() {
		v := reflect.New(reflect.TypeOf(p)).Elem()
		poison(v, evil)
		var b bytes.Buffer
		if err := Render(&b, v.Interface().(Page)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if strings.Contains(b.String(), "<script>alert") || strings.Contains(b.String(), "<img src=x") {
			t.Errorf("%s: words became markup", name)
		}
	}
}

// poison puts words in every string, except those that choose a look.
func poison(v reflect.Value, words string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(words)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		poison(v.Index(0), words)
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Name != "Icon" && f.Name != "Lang" {
				poison(v.Field(i), words)
			}
		}
	}
}

func TestNoTextIsMissing(t *testing.T) {
	for _, text := range []*Text{dutch(), english()} {
		missing(t, text.lang, reflect.ValueOf(*text))
	}
}

func missing(t *testing.T, path string, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.String:
		if v.String() == "" {
			t.Errorf("%s is empty", path)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			missing(t, path+"."+v.Type().Field(i).Name, v.Field(i))
		}
	}
}

// TestEveryFieldIsUsed looks for each field in the markup and the methods. It is
// cheap and can be fooled by a namesake, but finds what nobody shows.
func TestEveryFieldIsUsed(t *testing.T) {
	var all strings.Builder
	for _, pattern := range []string{"*.html", "*.go"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range names {
			if strings.HasSuffix(n, "_test.go") {
				continue
			}
			b, err := os.ReadFile(n)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(b)
		}
	}
	source := all.String()
	for name, p := range samples() {
		typ := reflect.TypeOf(p)
		for i := range typ.NumField() {
			f := typ.Field(i)
			if f.Anonymous || regexp.MustCompile(`\.`+f.Name+`\b`).MatchString(source) {
				continue
			}
			t.Errorf("%s: field %s is never shown", name, f.Name)
		}
	}
}

// TestPreview writes every sample as a file to look at and to test in a browser:
// PREVIEW=/tmp/preview go test -run TestPreview ./internal/web/template
func TestPreview(t *testing.T) {
	dir := os.Getenv("PREVIEW")
	if dir == "" {
		t.Skip("set PREVIEW to a folder to write the pages to")
	}
	for name, p := range samples() {
		if err := os.WriteFile(filepath.Join(dir, name+".html"), []byte(render(t, p)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(filepath.Join(dir, "assets"), os.DirFS("../static/assets")); err != nil {
		t.Log(err) // already there
	}
	urls := static.URL("wederhoor.css") + "\n" + static.URL("wederhoor.js") + "\n"
	if err := os.WriteFile(filepath.Join(dir, "urls.txt"), []byte(urls), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestPasswordFieldsHelpManagers (ASVS 6.2.6 and 6.2.7): each says whether it is a
// new password or the one of now, can be shown, and refuses neither paste nor
// help.
func TestPasswordFieldsHelpManagers(t *testing.T) {
	field, found := regexp.MustCompile(`<input[^>]*type="password"[^>]*>`), map[string]bool{}
	for name, p := range samples() {
		html := render(t, p)
		for _, tag := range field.FindAllString(html, -1) {
			id := regexp.MustCompile(` id="([^"]*)"`).FindStringSubmatch(tag)
			token := regexp.MustCompile(` autocomplete="([^"]*)"`).FindStringSubmatch(tag)
			if id == nil || token == nil || token[1] != "current-password" && token[1] != "new-password" {
				t.Errorf("%s: %s", name, tag)
				continue
			}
			found[token[1]] = true
			if !strings.Contains(html, `aria-controls="`+id[1]+`"`) || strings.Contains(tag, "maxlength") || strings.Contains(tag, "onpaste") || strings.Contains(tag, " value=") {
				t.Errorf("%s: %s", name, tag)
			}
		}
	}
	if len(found) != 2 {
		t.Errorf("only %v were seen", found)
	}
}
