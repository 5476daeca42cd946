package bench

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/pprof"
	"strconv"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/config"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/web"
	"wederhoor/internal/web/kit"
)

// inside opens the register of a server that does not run within the test, where
// its pages can be timed and profiled without a network.
func (s *server) inside(t *testing.T, database string) (http.Handler, *register.Register) {
	t.Helper()
	key, _, err := config.Master(s.data(), s.key())
	if err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(context.Background(), store.Config{Data: s.data(), Postgres: database, Master: key, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	r, err := register.New(context.Background(), register.Config{Store: st, Now: time.Now, Site: func() string { return "http://127.0.0.1" }, Logger: quiet})
	if err != nil {
		t.Fatal(err)
	}
	return web.Handler(&kit.Kit{Register: r, Logger: quiet, Now: time.Now}), r
}

// sealing profiles submissions within the test and gives the percentage of the
// processor's time that went to keys and ciphers.
func (s *server) sealing(t *testing.T, database string, length time.Duration) (percent, perSecond float64) {
	t.Helper()
	handler, _ := s.inside(t, database)
	form := url.Values{"story": {text}, "name": {"Tessa Jansen"}, "email": {"t.jansen@voorbeeld.example"}}.Encode()
	profile := filepath.Join(t.TempDir(), "cpu")
	f, err := os.Create(profile)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if err := pprof.StartCPUProfile(f); err != nil {
		t.Fatal(err)
	}
	perSecond = rate(16, length, func() error {
		r := httptest.NewRequest(http.MethodPost, "/complaints", strings.NewReader(form))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			t.Errorf("submission: %d", w.Code)
		}
		return nil
	})
	pprof.StopCPUProfile()
	out, err := exec.Command("go", "tool", "pprof", "-top", "-focus", "wederhoor/internal/vault", profile).CombinedOutput()
	if err != nil {
		t.Fatalf("pprof: %v\n%s", err, out)
	}
	if m := regexp.MustCompile(`nodes accounting for [^,]+, ([0-9.]+)%`).FindSubmatch(out); m != nil {
		percent, err = strconv.ParseFloat(string(m[1]), 64)
		if err != nil {
			t.Fatal(err)
		}
	}
	if keep := os.Getenv("BENCH_KEEP"); keep != "" {
		raw, _ := os.ReadFile(profile)
		_ = os.WriteFile(keep+"."+filepath.Base(t.Name()), raw, 0o600)
	}
	return percent, perSecond
}

func TestScratch(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		s := newServer(t)
		p, n := s.sealing(t, "", 4*time.Second)
		t.Log(p, n)
	})
	t.Run("postgres", func(t *testing.T) {
		a := testkit.Postgres(t)
		s := newServer(t, "--database", a)
		p, n := s.sealing(t, a, 4*time.Second)
		t.Log(p, n)
	})
}
