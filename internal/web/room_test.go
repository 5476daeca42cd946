package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/web"
	"wederhoor/internal/web/kit"
)

// TestCodesOfConversationsCannotBeGuessed: after ten in a minute one network waits,
// and a code that is over gets the answer of one that never was.
func TestCodesOfConversationsCannotBeGuessed(t *testing.T) {
	s := open(t)
	ilse, room, code := (&world{site: s}).confided()
	h := web.Handler(&kit.Kit{Register: s.reg, Logger: s.reg.Logger, Now: s.clock.Now, Limits: true})
	wrong, right := url.Values{"room": {"0000-0000-0000-0000-0000-0000"}}, url.Values{"room": {code}}
	bare := func(body string, typed url.Values) string {
		return regexp.MustCompile(`name="key" value="[^"]*"`).ReplaceAllString(strings.ReplaceAll(body, typed.Get("room"), ""), "")
	}
	never := from(h, "192.0.2.1:1", "/confidant/room", wrong)
	if never.Code != http.StatusNotFound || !strings.Contains(never.Body.String(), `value="`+wrong.Get("room")) {
		t.Fatalf("%d: %s", never.Code, never.Body)
	}
	for range 9 {
		from(h, "192.0.2.1:1", "/confidant/room", wrong)
	}
	for _, path := range []string{"/confidant/room", "/confidant/room/message", "/confidant/room/appeal", "/confidant/room/key", "/confidant/room/withdrawal"} {
		if w := from(h, "192.0.2.1:1", path, right); w.Code != http.StatusTooManyRequests || strings.Contains(w.Body.String(), "antwoordgeheim") {
			t.Errorf("%s after ten guesses: %d", path, w.Code)
		}
	}
	if w := from(h, "198.51.100.7:1", "/confidant/room", right); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "antwoordgeheim") {
		t.Errorf("from another network: %d", w.Code)
	}
	if a := s.post(ilse, room+"/end", url.Values{}); a.code != http.StatusSeeOther {
		t.Fatalf("%d: %s", a.code, a.body)
	}
	s.clock.Advance(time.Minute)
	over := from(h, "192.0.2.1:1", "/confidant/room", right)
	if over.Code != never.Code || bare(over.Body.String(), right) != bare(never.Body.String(), wrong) {
		t.Errorf("a code that is over is told apart: %d and %d", over.Code, never.Code)
	}
}

// TestLeavingASharedBrowser: what was shown is cleared, and they are asked to close
// the window.
func TestLeavingASharedBrowser(t *testing.T) {
	s := open(t)
	a := s.post(s.browser(false), "/leave", url.Values{})
	if a.code != http.StatusOK || !strings.Contains(a.Get("Clear-Site-Data"), `"cache"`) || !strings.Contains(a.body, "Sluit nu dit venster") {
		t.Errorf("%d %q: %s", a.code, a.Get("Clear-Site-Data"), a.body)
	}
}

// TestTheConfidantIsToldSomething: nobody who only wants to talk is asked for grounds.
func TestTheConfidantIsToldSomething(t *testing.T) {
	s := open(t)
	(&world{site: s}).confided()
	for lang, want := range map[string]string{"nl": "Schrijf op wat u wilt vertellen.", "en": "Write what you would like to say."} {
		if a := s.post(s.browser(false), "/confidant", url.Values{"lang": {lang}, "words": {" "}, "want": {"talk"}}); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, want) {
			t.Errorf("%s: %d does not say %q", lang, a.code, want)
		}
	}
}
