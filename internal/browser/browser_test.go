package browser

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// head is a page without faults up to its heading, under a policy as strict as
// that of the product.
const head = `<!doctype html><html lang="nl"><head><title>Proef</title><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"></head><body><main><h1>Proef</h1>`

func site(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	page := func(pattern, body string) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(50 * time.Millisecond) // so that who does not wait, reads the old page
			w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'")
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = fmt.Fprintf(w, "%s%s<p id=said>%s</p></main></body></html>", head, body, r.FormValue("naam"))
		})
	}
	page("GET /{$}", `<a href="/form">Verder</a>`)
	page("GET /form", `<form method=post action="/done"><label for=naam>Naam</label> <input id=naam name=naam> <button>Verstuur</button></form>`)
	page("POST /done", `<p id=done>Klaar</p>`)
	page("GET /faulty", `<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><form><input name=naamloos></form><p class=faint>Bleek</p>`)
	page("GET /wide", `<p class=wide>Breed</p><p class=scheme>Kleur</p>`)
	page("GET /blocked", `<script>document.title = "nooit"</script><script src="/throws.js"></script>`)
	mux.HandleFunc("GET /style.css", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/css")
		_, _ = w.Write([]byte(`body { background: #fff; color: #111 } .faint { color: #ddd } .wide { width: 900px }
			.scheme::after { content: " licht" } @media (prefers-color-scheme: dark) { .scheme { visibility: hidden } }`))
	})
	mux.HandleFunc("GET /throws.js", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		_, _ = w.Write([]byte(`console.error("stuk", 1); throw new Error("kapot")`))
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL
}

func TestAFlow(t *testing.T) {
	tab := New(t, 1280, 800, false)
	tab.Go(site(t))
	tab.Click("a")
	if !tab.Has("#naam") {
		t.Fatal("Click did not wait for the next page")
	}
	tab.Type("#naam", "Jan Ünal")
	tab.Press("Tab")
	if focus := Eval[string](tab, "document.activeElement.tagName"); focus != "BUTTON" {
		t.Errorf("Tab went to %s", focus)
	}
	tab.Press("Shift+Tab")
	tab.Press("Enter")
	if got := tab.Text("#said"); got != "Jan Ünal" || !strings.HasSuffix(tab.URL(), "/done") || !tab.Has("#done") {
		t.Errorf("said %q at %s", got, tab.URL())
	}
	if faults := tab.Axe(); len(faults) > 0 {
		t.Errorf("axe finds fault with a page that has none: %+v", faults)
	}
	if said := tab.Console(); len(said) > 0 {
		t.Errorf("the console says %q", said)
	}
}

// TestAxeFindsFaults shows that the accessibility tests can fail at all, and
// that a strict content policy does not silence them.
func TestAxeFindsFaults(t *testing.T) {
	tab := New(t, 1280, 800, false)
	tab.Go(site(t) + "/faulty")
	var found []string
	for _, v := range tab.Axe() {
		found = append(found, v.ID)
		if len(v.Nodes) == 0 || v.Help == "" {
			t.Errorf("%+v does not say where or why", v)
		}
	}
	for _, want := range []string{"image-alt", "label", "color-contrast"} {
		if !slices.Contains(found, want) {
			t.Errorf("axe found %q, not %s", found, want)
		}
	}
}

func TestWidthAndScheme(t *testing.T) {
	url := site(t)
	for _, c := range []struct {
		width        int
		dark, scroll bool
	}{{360, true, true}, {1280, false, false}} {
		tab := New(t, c.width, 740, c.dark)
		tab.Go(url + "/wide")
		if got := tab.HorizontalScroll(); got != c.scroll {
			t.Errorf("at %d pixels scrolls sideways: %v", c.width, got)
		}
		if seen := tab.Text(".scheme") != ""; seen == c.dark {
			t.Errorf("dark %v, yet the light text is seen: %v", c.dark, seen)
		}
	}
}

func TestConsoleTellsWhatBroke(t *testing.T) {
	tab := New(t, 800, 600, false)
	tab.Go(site(t) + "/blocked")
	said := strings.Join(tab.Console(), "\n")
	for _, want := range []string{"stuk 1", "kapot", "Content Security Policy"} {
		if !strings.Contains(said, want) {
			t.Errorf("the console says %q, not %q", said, want)
		}
	}
	if other := New(t, 800, 600, false); len(other.Console()) > 0 {
		t.Error("one tab hears another")
	}
}

func TestShot(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("WEDERHOOR_SHOTS", dir)
	tab := New(t, 400, 300, false)
	tab.Go(site(t))
	tab.Shot("proef")
	if png, err := os.ReadFile(filepath.Join(dir, "proef.png")); err != nil || !strings.HasPrefix(string(png), "\x89PNG") {
		t.Errorf("no picture: %v", err)
	}
}
