package app_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"wederhoor/internal/app"
	"wederhoor/internal/testkit"
)

var (
	aSeries   = regexp.MustCompile(`\b(?:wederhoor|process|go|probe)_[a-z_]+|\bup\b`)
	aLabel    = regexp.MustCompile(`\b(wederhoor_[a-z_]+)\{([^}]*)\}`)
	aValue    = regexp.MustCompile(`([a-z]+)(?:=~?)"([^"]*)"`)
	elsewhere = []string{"up", "probe_ssl_earliest_cert_expiry"} // of Prometheus, and its blackbox exporter
)

// asked are the expressions of the dashboards and the rules.
func asked(t *testing.T) (all []string) {
	t.Helper()
	root := testkit.Root(t)
	boards, err := filepath.Glob(filepath.Join(root, "deploy/grafana/*.json"))
	if err != nil || len(boards) == 0 {
		t.Fatalf("%v: %v", boards, err)
	}
	for _, file := range boards {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var board struct {
			Panels []struct {
				Targets []struct{ Expr string }
			}
		}
		if err := json.Unmarshal(raw, &board); err != nil {
			t.Fatal(err)
		}
		for _, p := range board.Panels {
			for _, x := range p.Targets {
				all = append(all, x.Expr)
			}
		}
	}
	rules, err := os.ReadFile(filepath.Join(root, "deploy/prometheus/wederhoor.rules.yml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?m)^        expr: (?:\|\n((?:          .*\n)+)|(.*))`).FindAllStringSubmatch(string(rules), -1) {
		all = append(all, m[1]+m[2])
	}
	if n := strings.Count(string(rules), "- alert:"); len(all) < n+20 {
		t.Fatalf("%d expressions for %d alerts and a dashboard", len(all), n)
	}
	return all
}

// TestDashboardsAndAlertsAskForWhatThereIs: an alert on a number that nobody gives is
// silent for ever. A code in a label must be one that the program says.
func TestDashboardsAndAlertsAskForWhatThereIs(t *testing.T) {
	dir, numbers := t.TempDir(), testkit.FreeAddress(t)
	a := opened(t, app.Config{Data: filepath.Join(dir, "data"), Addr: "127.0.0.1:0", MasterKey: filepath.Join(dir, "master.key"), Metrics: numbers,
		SMTP:      []string{"smtp://klachten:geheim@127.0.0.1:9?from=klachten@voorbeeld.example&expires=2020-01-01"}, // so that there is an alarm
		Mailboxes: []string{"imap://klachten%40voorbeeld.example:geheim@127.0.0.1:9/?expires=2099-01-01"}, Logger: slog.New(slog.DiscardHandler)})
	serve(t, a)
	page := ""
	until(t, "numbers", func() bool {
		fetch(t, a.Site()+"/status")
		resp, err := http.PostForm(a.Site()+"/complaints", url.Values{"story": {"De zaal was koud"}})
		if err != nil {
			return false
		}
		_ = resp.Body.Close()
		_, page = fetch(t, "http://"+numbers+"/metrics")
		return strings.Contains(page, "wederhoor_index_filled 1") && strings.Contains(page, "wederhoor_alarm_seconds") && strings.Contains(page, `route="POST /complaints"`)
	})
	said, values := map[string]bool{}, map[string]string{}
	for l := range strings.Lines(page) {
		name, _, _ := strings.Cut(l, "{")
		name, _, _ = strings.Cut(name, " ")
		said[name] = true
		for _, v := range aValue.FindAllStringSubmatch(l, -1) {
			values[name] += v[1] + "=" + v[2] + "\n"
		}
	}
	used := map[string]bool{}
	for _, expr := range asked(t) {
		for _, name := range aSeries.FindAllString(expr, -1) {
			used[name] = true
			if !said[name] && !slices.Contains(elsewhere, name) {
				t.Errorf("nobody gives %s: %s", name, expr)
			}
		}
		for _, m := range aLabel.FindAllStringSubmatch(expr, -1) {
			for _, v := range aValue.FindAllStringSubmatch(m[2], -1) {
				for _, code := range strings.Split(v[2], "|") {
					if v[1] != "job" && !strings.Contains(values[m[1]], v[1]+"="+code+"\n") {
						t.Errorf("%s never says %s=%q: %s", m[1], v[1], code, expr)
					}
				}
			}
		}
	}
	for name := range said { // what nobody looks at need not be there
		base := regexp.MustCompile(`_(bucket|sum|count)$`).ReplaceAllString(name, "")
		if strings.HasPrefix(name, "wederhoor_") && !used[name] && !used[base+"_bucket"] && !used[base+"_sum"] && !slices.Contains([]string{"wederhoor_backup_last_bytes", "wederhoor_pool_waits_total"}, name) {
			t.Errorf("%s is in no dashboard and no alert", name)
		}
	}
}
