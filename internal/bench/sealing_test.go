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
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/config"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web"
	"wederhoor/internal/web/kit"
)

// inside opens the register of a server that does not run, within the test: there
// it has another clock, or can be profiled. Call shut before the server starts.
func (s *server) inside(t *testing.T, now func() time.Time) (r *register.Register, shut func()) {
	t.Helper()
	key, _, err := config.Master(s.data(), s.key())
	if err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(context.Background(), store.Config{Data: s.data(), Postgres: s.database(), Master: key, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	r, err = register.New(context.Background(), register.Config{Store: st, Now: now, Site: func() string { return "http://127.0.0.1" },
		Logger: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	return r, func() { _ = st.Close() }
}

// database is the address after --database; empty for the embedded one.
func (s *server) database() string {
	if i := slices.Index(s.args, "--database"); i >= 0 {
		return s.args[i+1]
	}
	return ""
}

// sealing profiles submissions within the test and says which part of the
// processor's time went to keys and ciphers, as pprof prints it.
func (s *server) sealing(t *testing.T, length time.Duration) string {
	t.Helper()
	r, shut := s.inside(t, time.Now)
	defer shut()
	handler := web.Handler(&kit.Kit{Register: r, Logger: r.Logger, Now: time.Now})
	form := form().Encode()
	profile := filepath.Join(t.TempDir(), "cpu")
	f, err := os.Create(profile)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if err := pprof.StartCPUProfile(f); err != nil {
		t.Fatal(err)
	}
	rate(16, length, func(int) error {
		in, out := httptest.NewRequest(http.MethodPost, "/complaints", strings.NewReader(form)), httptest.NewRecorder()
		in.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		handler.ServeHTTP(out, in)
		if out.Code != http.StatusOK {
			t.Errorf("submission: %d", out.Code)
		}
		return nil
	})
	pprof.StopCPUProfile()
	out, err := exec.Command("go", "tool", "pprof", "-top", "-focus", "wederhoor/internal/vault", profile).CombinedOutput()
	if err != nil {
		t.Fatalf("pprof: %v\n%s", err, out)
	}
	m := regexp.MustCompile(`nodes accounting for [^,]+, ([0-9.]+%)`).FindSubmatch(out)
	if m == nil {
		return "too little to measure"
	}
	return string(m[1])
}

func form() url.Values {
	return url.Values{"story": {text}, "name": {"Tessa Jansen"}, "email": {"t.jansen@voorbeeld.example"}}
}
