package app_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/app"
)

// TestItSaysThatItStopsBeforeItDoes: a proxy that asks hears it while everybody who
// is still sent here is served, and told to come back on another connection.
func TestItSaysThatItStopsBeforeItDoes(t *testing.T) {
	dir := t.TempDir()
	a := opened(t, app.Config{Data: filepath.Join(dir, "data"), Addr: "127.0.0.1:0", MasterKey: filepath.Join(dir, "master.key"), Logger: slog.New(slog.DiscardHandler), Drain: 5 * time.Second})
	serving, stop := context.WithCancel(ctx)
	defer stop()
	served := make(chan error, 1)
	go func() { served <- a.Serve(serving) }()
	until(t, "ready", func() bool {
		status, said, _ := ask(t, a.Site()+"/readyz")
		return status == http.StatusOK && said == "ready\n"
	})
	stop()
	until(t, "word that it stops", func() bool {
		status, said, _ := ask(t, a.Site()+"/readyz")
		return status == http.StatusServiceUnavailable && said == "draining\n"
	})
	for _, path := range []string{"/", "/healthz"} {
		if status, _, closes := ask(t, a.Site()+path); status != http.StatusOK || !closes {
			t.Errorf("%s: status %d, connection ends: %v", path, status, closes)
		}
	}
	if err := <-served; err != nil {
		t.Error(err)
	}
}

func ask(t *testing.T, url string) (status int, said string, closes bool) {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, strings.TrimLeft(string(body), " "), answer.Close
}
