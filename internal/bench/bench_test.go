package bench

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the bare loop writes with the same drivers
	_ "github.com/ncruces/go-sqlite3/driver"

	"wederhoor/internal/testkit"
)

var report = flag.Bool("bench-report", false, "measure and print the table; a smoke run without it")

const text = "In september heb ik de opleiding afgerond. Mijn certificaat zou binnen twee weken komen. Het is nu half november en ik heb nog niets. " +
	"Ik heb drie keer gemaild en krijg steeds te horen dat het eraan komt. Mijn werkgever vraagt erom. Ik voel me niet serieus genomen. "

// TestBench prints rates beside a bare loop that writes as many bytes with the
// same durability, in the same run: machines are noisy, ratios less so.
func TestBench(t *testing.T) {
	length, dossiers := 300*time.Millisecond, 200
	if *report {
		length, dossiers = 4*time.Second, 10_000
	}
	t.Run("sqlite", func(t *testing.T) { measure(t, newServer(t), "sqlite3", "", length, dossiers) })
	t.Run("postgres", func(t *testing.T) {
		address := testkit.Postgres(t)
		measure(t, newServer(t, "--database", address), "pgx", testkit.Postgres(t), length, dossiers)
	})
}

func measure(t *testing.T, s *server, driver, bareAddress string, length time.Duration, dossiers int) {
	var starts []time.Duration
	for range 5 {
		starts = append(starts, s.start(t))
		s.kill(t)
	}
	s.start(t)
	t.Logf("start to first answer, empty: %s", median(starts))
	t.Logf("resident memory, idle and empty: %d MB", s.resident(t))
	bare := newBare(t, driver, bareAddress)
	for _, clients := range []int{1, 16} {
		var ratios, rates, bares []float64
		for range 3 {
			ours := rate(clients, length/2, func() error { _, err := submit(s.url, text); return err })
			theirs := rate(clients, length/2, bare.insert)
			ratios, rates, bares = append(ratios, ours/theirs), append(rates, ours), append(bares, theirs)
		}
		t.Logf("durable submissions, %2d clients: %5.0f/s through HTTP, bare loop of %d bytes %5.0f/s, ratio %.2f", clients, mid(rates), bare.size, mid(bares), mid(ratios))
	}
	s.fill(t, dossiers)
	t.Logf("resident memory, right after %d submissions: %d MB", dossiers, s.resident(t))
	s.pages(t)
	s.kill(t)
	t.Logf("start to first answer, %d dossiers: %s", dossiers, s.start(t))
	s.signIn(t) // waits for the index
	t.Logf("resident memory, idle with %d dossiers in the index: %d MB", dossiers, s.resident(t))
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2].Round(100 * time.Microsecond)
}

func mid(all []float64) float64 {
	slices.Sort(all)
	return all[len(all)/2]
}

// rate counts how often do succeeds in a second, with some clients at once.
func rate(clients int, length time.Duration, do func() error) float64 {
	var n atomic.Int64
	var wg sync.WaitGroup
	began := time.Now()
	for range clients {
		wg.Go(func() {
			for time.Since(began) < length {
				if do() == nil {
					n.Add(1)
				}
			}
		})
	}
	wg.Wait()
	return float64(n.Load()) / time.Since(began).Seconds()
}

// bareLoop writes rows of the size of a submission, one durable commit each.
type bareLoop struct {
	db   *sql.DB
	size int
}

// bytesPerSubmission is what one submission of this text writes: three sealed
// sheets, their hashes and wrapped keys: 2,263 bytes in the tables, and two jobs.
const bytesPerSubmission = 2450

func newBare(t *testing.T, driver, address string) *bareLoop {
	t.Helper()
	if address == "" {
		address = "file:" + filepath.Join(t.TempDir(), "bare.db") + "?_pragma=journal_mode(wal)&_pragma=synchronous(full)&_pragma=busy_timeout(10000)&_txlock=immediate"
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(16)
	if _, err := db.ExecContext(context.Background(), "CREATE TABLE bare (body BYTEA NOT NULL)"); err != nil {
		t.Fatal(err)
	}
	return &bareLoop{db, bytesPerSubmission}
}

func (b *bareLoop) insert() error {
	_, err := b.db.ExecContext(context.Background(), "INSERT INTO bare (body) VALUES ($1)", make([]byte, b.size))
	return err
}

// fill submits until there are so many dossiers.
func (s *server) fill(t *testing.T, dossiers int) {
	t.Helper()
	var n atomic.Int64
	var wg sync.WaitGroup
	for range 32 {
		wg.Go(func() {
			for i := n.Add(1); i <= int64(dossiers); i = n.Add(1) {
				if _, err := submit(s.url, fmt.Sprintf("Klacht %d over zaal%d. %s", i, i%97, text)); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
}

func (s *server) signIn(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &http.Client{Jar: jar, Timeout: time.Minute}
	res, err := c.PostForm(s.url+"/staff/sign-in", url.Values{"email": {"mirjam@voorbeeld.example"}, "password": {password}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		t.Fatalf("sign in: %s", res.Status)
	}
	return c
}

// pages times the pages of the lead, round trip on loopback.
func (s *server) pages(t *testing.T) {
	t.Helper()
	c := s.signIn(t)
	ref := regexp.MustCompile(`/staff/complaints/\d+-\d+`).FindString(get(t, c, s.url+"/staff/complaints"))
	for _, page := range []struct {
		name string
		get  func() (*http.Response, error)
	}{
		{"Vandaag", func() (*http.Response, error) { return c.Get(s.url + "/staff") }},
		{"register", func() (*http.Response, error) { return c.Get(s.url + "/staff/complaints") }},
		{"search, common word", func() (*http.Response, error) {
			return c.PostForm(s.url+"/staff/search", url.Values{"q": {"certificaat"}})
		}},
		{"search, rare word", func() (*http.Response, error) { return c.PostForm(s.url+"/staff/search", url.Values{"q": {"zaal96"}}) }},
		{"dossier", func() (*http.Response, error) { return c.Get(s.url + ref) }},
		{"public form", func() (*http.Response, error) { return c.Get(s.url + "/") }},
	} {
		var all []time.Duration
		for range 60 {
			began := time.Now()
			res, err := page.get()
			if err != nil {
				t.Fatal(err)
			}
			_ = res.Body.Close()
			all = append(all, time.Since(began))
		}
		t.Logf("%-20s median %s, 95 %% under %s", page.name, median(all), all[len(all)*95/100].Round(100*time.Microsecond))
	}
}

func get(t *testing.T, c *http.Client, address string) string {
	t.Helper()
	res, err := c.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	var b strings.Builder
	if _, err := fmt.Fprint(&b, res.Status); err != nil {
		t.Fatal(err)
	}
	raw := make([]byte, 1<<20)
	for {
		n, err := res.Body.Read(raw)
		b.Write(raw[:n])
		if err != nil {
			return b.String()
		}
	}
}

// resident is the memory the program holds, in megabytes.
func (s *server) resident(t *testing.T) int {
	t.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	kb, err := strconv.Atoi(regexp.MustCompile(`VmRSS:\s+(\d+)`).FindStringSubmatch(string(raw))[1])
	if err != nil {
		t.Fatal(err)
	}
	return kb / 1024
}
