package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestAReceiptSaysWhatIsTrueOfTheAddress: who gave one is not told that they did not,
// also where nothing is mailed.
func TestAReceiptSaysWhatIsTrueOfTheAddress(t *testing.T) {
	s := open(t)
	for name, x := range map[string]struct{ email, says, not string }{
		"with an address": {"t.jansen@elders.example", "We mailen deze code niet", "U vulde geen e-mailadres in"},
		"without":         {"", "U vulde geen e-mailadres in", "We mailen deze code niet"},
	} {
		a := s.multipart(s.browser(false), "/complaints", url.Values{"story": {"De zaal was koud"}, "email": {x.email}})
		if a.code != http.StatusOK || !strings.Contains(a.body, x.says) || strings.Contains(a.body, x.not) {
			t.Errorf("%s: %d\n%.3000s", name, a.code, a.body)
		}
	}
}

// TestWhatIsWrongWithACodeIsSaid without counting what is not there.
func TestWhatIsWrongWithACodeIsSaid(t *testing.T) {
	s := open(t)
	for code, want := range map[string]string{"": "Vul uw code in.", "KTMR": "nog niet compleet. Er staan 4 tekens", strings.Repeat("K", 17): "te lang. Er staan 17 tekens", strings.Repeat("0", 16): "kennen we niet"} {
		if a := s.post(s.browser(false), "/status", url.Values{"code": {code}}); !strings.Contains(a.body, want) {
			t.Errorf("%q does not say %q", code, want)
		}
	}
	if a := s.post(s.browser(false), "/status", url.Values{"code": {""}, "lang": {"en"}}); !strings.Contains(a.body, "Fill in your code.") {
		t.Error("not in English")
	}
}
