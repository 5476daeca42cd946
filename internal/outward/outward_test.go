package outward

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestOnlyThisMachineIsLoopback(t *testing.T) {
	for host, want := range map[string]bool{"localhost": true, "127.0.0.1": true, "127.9.9.9": true, "::1": true,
		"": false, "LOCALHOST": false, "localhost.elders.example": false, "127.0.0.1.elders.example": false, "192.0.2.1": false, "0.0.0.0": false} {
		if Loopback(host) != want {
			t.Errorf("%q: %v", host, !want)
		}
	}
}

// TestAnAnswerEndsAndStays: a server that goes on and on, and one that sends us elsewhere.
func TestAnAnswerEndsAndStays(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it went elsewhere") }))
	defer elsewhere.Close()
	mux := http.NewServeMux()
	mux.HandleFunc("/long", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, strings.Repeat("x", 1000)) })
	mux.HandleFunc("/away", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, elsewhere.URL, http.StatusFound) })
	mux.HandleFunc("/near", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/long", http.StatusFound) })
	mux.HandleFunc("/round", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/round", http.StatusFound) })
	here := httptest.NewServer(mux)
	defer here.Close()
	c := &http.Client{Transport: Bounded(http.DefaultTransport, 100), CheckRedirect: Stay}
	for _, path := range []string{"/away", "/round"} {
		if res, err := c.Get(here.URL + path); err == nil { //nolint:noctx // on this machine
			_ = res.Body.Close()
			t.Errorf("%s was followed", path)
		}
	}
	res, err := c.Get(here.URL + "/near") //nolint:noctx // on this machine
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	var tooLarge *http.MaxBytesError
	if got, err := io.ReadAll(res.Body); len(got) != 100 || !errors.As(err, &tooLarge) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}
