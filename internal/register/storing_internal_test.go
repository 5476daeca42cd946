package register

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"wederhoor/internal/alarm"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// TestThatNothingCanBeStoredIsTold outside, though it cannot be put on record: once, once
// more each day, and when it is over.
func TestThatNothingCanBeStoredIsTold(t *testing.T) {
	ctx := context.Background()
	var heard []string
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var n alarm.Notice
		if err := json.NewDecoder(r.Body).Decode(&n); err != nil || n.Since.IsZero() {
			t.Errorf("heard %+v, %v", n, err)
		}
		said := n.Alarm + " " + n.About
		if n.Over != nil {
			said += " over"
		}
		heard = append(heard, said)
	}))
	defer server.Close()
	road, err := alarm.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	clock := testkit.NewClock(time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC))
	data := filepath.Join(t.TempDir(), "data")
	s, err := store.Open(ctx, store.Config{Data: data, Master: vault.NewKey(), Now: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	r, err := New(ctx, Config{Store: s, Now: clock.Now, Alarm: road, Site: func() string { return "https://klachten.voorbeeld.example" }, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	var told store.Alarm
	hears := func(when string, want ...string) {
		t.Helper()
		for range 2 {
			if err := r.tellStoring(ctx, &told); err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(heard, want) {
			t.Errorf("%s: heard %q", when, heard)
		}
		heard = nil
	}
	hears("all is well")
	if err := os.Rename(data, data+"-away"); err != nil {
		t.Fatal(err)
	}
	hears("it went", "not_stored disk_foreign")
	clock.Advance(25 * time.Hour)
	hears("a day later", "not_stored disk_foreign")
	if err := os.Rename(data+"-away", data); err != nil {
		t.Fatal(err)
	}
	hears("it is back", "not_stored disk_foreign over")
	hears("and well")
}
