package app_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/app"
	"wederhoor/internal/testkit"
)

func fetch(t *testing.T, url string) (status int, body string) {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(raw)
}

// line is what the text format of Prometheus has.
var line = regexp.MustCompile(`^wederhoor_[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? -?[0-9][0-9.e+-]*$`)

// TestTheNumbersAreOnAnAddressOfTheirOwn, hold what was promised and no personal
// data, and are not on the public one.
func TestTheNumbersAreOnAnAddressOfTheirOwn(t *testing.T) {
	dir, numbers := t.TempDir(), testkit.FreeAddress(t)
	a := opened(t, app.Config{Data: filepath.Join(dir, "data"), Addr: "127.0.0.1:0", MasterKey: filepath.Join(dir, "master.key"), Metrics: numbers,
		SMTP:      []string{"smtp://klachten:geheim@127.0.0.1:9?from=klachten@voorbeeld.example&expires=2099-01-01"},
		Mailboxes: []string{"imap://klachten%40voorbeeld.example:geheim@127.0.0.1:9/?expires=2099-01-01"},
		Logger:    slog.New(slog.DiscardHandler), Now: time.Now})
	serve(t, a)
	until(t, "index", func() bool { return a.Register.SetUp() })
	if status, _ := fetch(t, a.Site()+"/metrics"); status != http.StatusNotFound {
		t.Errorf("the public address answers %d", status)
	}
	page := ""
	until(t, "numbers", func() bool {
		_, page = fetch(t, "http://"+numbers+"/metrics")
		return strings.Contains(page, "wederhoor_index_filled 1") && strings.Contains(page, "wederhoor_mailbox_last_read_timestamp_seconds")
	})
	for _, want := range []string{`wederhoor_build_info{`, `wederhoor_mails{state="parked"} 0`, `wederhoor_mails{state="stored"} 0`, `wederhoor_jobs{state="held"} 0`,
		`wederhoor_jobs{state="queued"} 1`, `wederhoor_job_oldest_due_seconds `, `wederhoor_mail_last_sent_timestamp_seconds 0`, `wederhoor_letters{state="bounced"} 0`,
		`wederhoor_secret_expiry_seconds{secret="smtp"} `, `wederhoor_http_requests_total{route="/",class="4xx"} 1`, `wederhoor_http_requests_total{route="/",class="5xx"} 0`,
		`wederhoor_http_request_seconds_count{route="/"} 1`, `wederhoor_events_total{kind="received"} 1`, `wederhoor_commit_acts_bucket{le="1"} `, `wederhoor_commit_seconds_count `,
		`wederhoor_writer_waiting `, `wederhoor_log_events `, `wederhoor_log_behind_events 0`, `wederhoor_index_dossiers 1`, `wederhoor_index_bytes `, `wederhoor_due_dates_missed 0`,
		`wederhoor_last_received_timestamp_seconds 1`, `wederhoor_pool_connections{pool="reg",state="idle"} `, `wederhoor_pool_waits_total{pool="keys"} `, `process_resident_memory_bytes `} {
		if !strings.Contains(page, "\n"+want) && !strings.HasPrefix(page, want) {
			t.Errorf("%s is missing in\n%s", want, page)
		}
	}
	for l := range strings.Lines(page) {
		if ours := strings.HasPrefix(l, "wederhoor_"); ours && !line.MatchString(strings.TrimSuffix(l, "\n")) || !ours && !strings.HasPrefix(l, "go_") && !strings.HasPrefix(l, "process_") {
			t.Errorf("not in the format: %s", l)
		}
	}
	for _, secret := range []string{"geheim", "voorbeeld", "@", "Mirjam", "Tessa", "127.0.0.1"} {
		if strings.Contains(page, secret) {
			t.Errorf("the numbers hold %s", secret)
		}
	}
	if status, _ := fetch(t, "http://"+numbers+"/"); status != http.StatusNotFound {
		t.Errorf("another page answers %d", status)
	}
}

// serve runs until the test ends.
func serve(t *testing.T, a *app.App) {
	t.Helper()
	serving, stop := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() { served <- a.Serve(serving) }()
	t.Cleanup(func() {
		stop()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
}
