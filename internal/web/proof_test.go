package web_test

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
)

// TestAReceiptCanBeCheckedByAnybody, who learns the day and nothing else; what is
// wrong with an untrue one is not told.
func TestAReceiptCanBeCheckedByAnybody(t *testing.T) {
	s := open(t)
	a := s.multipart(s.browser(false), "/complaints", url.Values{"story": {"De zaal was koud"}, "name": {"Tessa Jansen"}}, upload{"foto.jpg", []byte("bytes van de foto")})
	code := codeOnPage.FindStringSubmatch(a.body)[1]
	lead, _ := s.signedIn()
	ref := s.ref(lead)
	own := s.browser(false)
	proof := s.post(own, "/status/receipt", url.Values{"code": {code}})
	text := strings.Join(strings.Fields(pdfText(t, proof.body)), " ")
	sum := sha256.Sum256([]byte("bytes van de foto"))
	for _, want := range []string{ref, "woensdag 25 november 2026, 11.00 uur", "foto.jpg", hex.EncodeToString(sum[:])[:16]} {
		if !strings.Contains(text, want) {
			t.Errorf("the proof lacks %q:\n%s", want, text)
		}
	}
	if proof.Get("Content-Type") != "application/pdf" || strings.Contains(text, "De zaal was koud") || strings.Contains(text, "Tessa") || strings.Contains(text, code) {
		t.Errorf("the proof tells too much:\n%s", text)
	}
	check := regexp.MustCompile(`[0-9A-Z]{4}(-[0-9A-Z]{4}){3}`).FindString(text)
	ask := func(number, check string) answer {
		a := s.post(own, "/receipt-check", url.Values{"number": {number}, "check": {check}, "key": {"k"}})
		for _, own := range []string{number, check} { // what was typed comes back
			if own != "" {
				a.body = strings.ReplaceAll(a.body, `value="`+own+`"`, `value=""`)
			}
		}
		a.body = regexp.MustCompile(`name="key" value="[^"]*"`).ReplaceAllString(a.body, "")
		return a
	}
	if a := ask(ref, strings.ToLower(check)); a.code != http.StatusOK || !strings.Contains(a.body, "Dit bewijs klopt") || !strings.Contains(a.body, "woensdag 25 november 2026") || strings.Contains(a.body, "Tessa") {
		t.Fatalf("%d\n%s", a.code, a.body)
	}
	untrue := ask("2026-1", check)
	if untrue.code != http.StatusOK || !strings.Contains(untrue.body, "Dit klopt niet") {
		t.Fatalf("%d", untrue.code)
	}
	for _, x := range [][2]string{{ref, code}, {ref, "AAAA"}, {ref, ""}, {"", check}, {"\x00", check}, {"9999-99999999", check}, {ref + "0", check}} {
		if a := ask(x[0], x[1]); a.code != untrue.code || a.body != untrue.body {
			t.Errorf("%q: another answer than for a number that is not there:\n%s", x, a.body)
		}
	}
	slow := fresh(t, store.Config{Data: t.TempDir()}, func(k *kit.Kit) { k.Limits = true })
	slow.setUp()
	last := 0
	for range 11 {
		last = slow.post(own, "/receipt-check", url.Values{"number": {ref}, "check": {check}}).code
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("the eleventh try in a minute: %d", last)
	}
}
