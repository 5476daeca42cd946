package app_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	traces "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"wederhoor/internal/app"
	"wederhoor/internal/testkit"
)

// collecting listens as a collector does, and reads what it gets with the types of
// the protocol itself.
type collecting struct {
	mu    sync.Mutex
	raw   strings.Builder
	spans []*traces.Span
}

func (c *collecting) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	var got collector.ExportTraceServiceRequest
	if err == nil {
		err = proto.Unmarshal(body, &got)
	}
	if err != nil || r.URL.Path != "/v1/traces" {
		http.Error(w, "no traces", http.StatusBadRequest)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.raw.Write(body)
	for _, of := range got.ResourceSpans {
		for _, in := range of.ScopeSpans {
			c.spans = append(c.spans, in.Spans...)
		}
	}
	w.Header().Set("Content-Type", "application/x-protobuf")
}

// pages are the addresses of every page that can be asked for, as the list in
// package web has them, which a test there keeps whole.
func pages(t *testing.T) (all []string) {
	t.Helper()
	raw, err := os.ReadFile("../web/testdata/routes.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?m)^GET (/\S*)`).FindAllStringSubmatch(string(raw), -1) {
		all = append(all, strings.TrimSuffix(m[1], "{$}"))
	}
	if len(all) < 100 {
		t.Fatalf("only %d pages", len(all))
	}
	return all
}

// TestTracesSayHowLongAndNotWhat: a collector gets the answer, the commit and the work
// that followed, each within the other; a word that somebody typed, a code or an
// address is in none, nor in the log with a line for every answer, nor in the numbers.
func TestTracesSayHowLongAndNotWhat(t *testing.T) {
	c := &collecting{}
	server := httptest.NewServer(c)
	defer server.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", server.URL)
	t.Setenv("OTEL_BSP_SCHEDULE_DELAY", "100")
	dir, said := t.TempDir(), new(testkit.Log)
	a := opened(t, app.Config{Data: filepath.Join(dir, "data"), Addr: "127.0.0.1:0", MasterKey: filepath.Join(dir, "master.key"), LogAll: true, Logger: slog.New(slog.NewJSONHandler(said, nil)),
		SMTP: []string{"smtp://127.0.0.1:9?from=klachten@voorbeeld.test"}})
	serve(t, a)
	const planted = "KANARIE"
	for _, path := range []string{"/complaints", "/status", "/staff/sign-in", "/staff/complaints/" + planted + "/note", "/f/" + planted, "/" + planted, "/staff/search"} {
		answer, err := http.PostForm(a.Site()+path+"?q="+planted, url.Values{"story": {planted}, "code": {planted}, "email": {planted + "@voorbeeld.example"}, "password": {planted}, "q": {planted}, "text": {planted}})
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		fetch(t, a.Site()+path+"?q="+planted)
	}
	for _, path := range pages(t) {
		fetch(t, a.Site()+regexp.MustCompile(`\{[^}]*\}`).ReplaceAllString(path, planted)+"?q="+planted)
	}
	find := func(name string) *traces.Span {
		i := slices.IndexFunc(c.spans, func(s *traces.Span) bool { return s.Name == name })
		if i < 0 {
			return nil
		}
		return c.spans[i]
	}
	until(t, "spans", func() bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		return find("request") != nil && find("write") != nil && find("job") != nil && find("mail") != nil && said.Holds(`"route":"POST /complaints","status":200`)
	})
	c.mu.Lock()
	defer c.mu.Unlock()
	nested := slices.ContainsFunc(c.spans, func(s *traces.Span) bool {
		return s.Name == "write" && slices.ContainsFunc(c.spans, func(r *traces.Span) bool { return r.Name == "request" && string(r.SpanId) == string(s.ParentSpanId) })
	})
	if !nested {
		t.Error("no commit is within an answer")
	}
	for _, s := range c.spans {
		if !slices.Contains([]string{"request", "act", "write", "job", "mail"}, s.Name) || s.Status.GetMessage() != "" || len(s.Events) > 0 {
			t.Errorf("%v", s)
		}
		for _, x := range s.Attributes {
			if !slices.Contains([]string{"http.route", "http.response.status_code", "wederhoor.kind"}, x.Key) {
				t.Errorf("%s says %s", s.Name, x.Key)
			}
		}
	}
	for where, text := range map[string]bool{"traces": strings.Contains(c.raw.String(), planted), "the log": said.Holds(planted), "addresses": strings.Contains(c.raw.String(), "voorbeeld.example")} {
		if text {
			t.Errorf("what was planted is in %s", where)
		}
	}
}
