package static_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"wederhoor/internal/web/static"
)

func get(t *testing.T, path, accept string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Accept-Encoding", accept)
	w := httptest.NewRecorder()
	static.Handler().ServeHTTP(w, r)
	return w.Result()
}

func text(t *testing.T, r io.Reader) string {
	t.Helper()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestStylesheetIsServedForEverAndItsFontsResolve(t *testing.T) {
	res := get(t, static.URL("wederhoor.css"), "br, gzip;q=0")
	if res.StatusCode != 200 || !strings.Contains(res.Header.Get("Cache-Control"), "immutable") {
		t.Fatalf("got %d %v", res.StatusCode, res.Header)
	}
	css := text(t, res.Body)
	fonts := regexp.MustCompile(`url\((fonts/[^)]+)\)`).FindAllStringSubmatch(css, -1)
	if len(fonts) != 4 {
		t.Fatalf("got %d fonts, want 4", len(fonts))
	}
	for _, f := range fonts {
		if res := get(t, static.Prefix+f[1], ""); res.StatusCode != 200 || res.Header.Get("Content-Type") != "font/woff2" {
			t.Errorf("%s: got %d %s", f[1], res.StatusCode, res.Header.Get("Content-Type"))
		}
	}
}

func TestGzipHoldsTheSameText(t *testing.T) {
	for _, name := range []string{"wederhoor.css", "wederhoor.js"} {
		plain := text(t, get(t, static.URL(name), "").Body)
		res := get(t, static.URL(name), "br, gzip")
		if res.Header.Get("Content-Encoding") != "gzip" {
			t.Fatalf("%s: not zipped", name)
		}
		z, err := gzip.NewReader(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		if text(t, z) != plain {
			t.Errorf("%s: the zipped text differs", name)
		}
	}
}

func TestWithoutItsHashAFileIsNotFound(t *testing.T) {
	for _, path := range []string{"/static/wederhoor.css", "/static/", "/static/../static.go"} {
		if res := get(t, path, ""); res.StatusCode != 404 {
			t.Errorf("%s: got %d, want 404", path, res.StatusCode)
		}
	}
}

func TestScriptStaysSmall(t *testing.T) {
	if n := strings.Count(text(t, get(t, static.URL("wederhoor.js"), "").Body), "\n"); n >= 300 {
		t.Errorf("%d lines: adopt htmx instead (DESIGN §1)", n)
	}
}

func TestThemeIsClamped(t *testing.T) {
	for _, c := range []struct {
		hue    int
		chroma float64
		want   string
	}{
		{212, 0.072, ":root{--brand-h:212;--brand-c:0.072}"},
		{-10, 0.4, ":root{--brand-h:350;--brand-c:0.11}"},
		{725, -1, ":root{--brand-h:5;--brand-c:0}"},
	} {
		if got := string(static.Theme(c.hue, c.chroma)); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestBrandReadsAColour(t *testing.T) {
	hue, chroma, err := static.Brand("#095a67")
	if err != nil || hue < 205 || hue > 220 || chroma < 0.06 || chroma > 0.085 {
		t.Errorf("got %d %v %v, want about 212 0.072", hue, chroma, err)
	}
	if _, _, err := static.Brand("blauw"); err == nil {
		t.Error("a word passed for a colour")
	}
}

// TestScriptsKeepToThemselves (ASVS 3.2.2, 3.5.5, 3.7.1 and 14.3.3): they make no
// markup out of words, keep nothing in the browser, listen to no other window
// and name no other site.
func TestScriptsKeepToThemselves(t *testing.T) {
	for _, name := range []string{"wederhoor.js", "passkey.js"} {
		script := text(t, get(t, static.URL(name), "").Body)
		for _, never := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "localStorage", "sessionStorage", "indexedDB",
			"document.cookie", "'message'", "window.open", "parent.", "opener", "http://", "https://", "import(", "innerText ="} {
			if strings.Contains(script, never) {
				t.Errorf("%s uses %s", name, never)
			}
		}
		if len(script) < 500 {
			t.Errorf("%s is not the script", name)
		}
	}
}
