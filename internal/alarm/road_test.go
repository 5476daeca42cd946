package alarm_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/alarm"
)

var notice = alarm.Notice{Alarm: "mailbox_silent", About: "ab12", Since: time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC), Installation: "https://klachten.voorbeeld.example"}

func TestOnlyAPrivateRoadIsTaken(t *testing.T) {
	for _, setting := range []string{"", "http://alarm.voorbeeld.example/x", "ftp://127.0.0.1/", "https://", "geheim://x", "https://a.example/#x", "http://127.0.0.1.voorbeeld.example/", "://geheim"} {
		if _, err := alarm.Parse(setting); !errors.Is(err, alarm.ErrSetting) || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%q: %v", setting, err)
		}
	}
	for _, setting := range []string{"https://alarm.voorbeeld.example/geheim", "http://127.0.0.1:9/geheim", "http://localhost/geheim", "http://[::1]/geheim"} {
		r, err := alarm.Parse(setting)
		if err != nil {
			t.Errorf("%q: %v", setting, err)
		}
		if shown := fmt.Sprintf("%v %#v %s", r, r, r.LogValue()); strings.Contains(shown, "geheim") {
			t.Errorf("%s shows its token", shown)
		}
	}
}

// TestATellingIsTakenOrNot: what was said arrives; a refusal, a redirect to
// elsewhere and a certificate nobody knows are failures, and none of them repeats
// the address.
func TestATellingIsTakenOrNot(t *testing.T) {
	var got string
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { got = "elsewhere" }))
	defer elsewhere.Close()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/geheim":
			raw, _ := io.ReadAll(r.Body)
			got = r.Method + " " + r.Header.Get("Content-Type") + " " + string(raw)
			w.WriteHeader(http.StatusAccepted)
		case "/moved":
			http.Redirect(w, r, "/geheim", http.StatusTemporaryRedirect)
		case "/away":
			http.Redirect(w, r, elsewhere.URL, http.StatusTemporaryRedirect)
		default:
			http.Error(w, "no", http.StatusForbidden)
		}
	}))
	defer site.Close()
	secure := httptest.NewTLSServer(site.Config.Handler)
	defer secure.Close()
	want := `POST application/json {"alarm":"mailbox_silent","about":"ab12","since":"2026-11-25T10:00:00Z","installation":"https://klachten.voorbeeld.example"}`
	for address, taken := range map[string]bool{site.URL + "/geheim": true, site.URL + "/moved": true, site.URL + "/away": false, site.URL + "/geweigerd": false, secure.URL + "/geheim": false} {
		got = ""
		r, err := alarm.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		err = r.Tell(context.Background(), notice)
		if taken && (err != nil || got != want) {
			t.Errorf("%s: %v, got %s", address, err, got)
		}
		if !taken && (!errors.Is(err, alarm.ErrNotTaken) || got != "" || strings.Contains(err.Error(), "127.0.0.1")) {
			t.Errorf("%s: %v, got %s", address, err, got)
		}
	}
}
