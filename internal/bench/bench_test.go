package bench

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
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
	"Ik heb drie keer gemaild en krijg steeds te horen dat het eraan komt. Mijn werkgever vraagt erom. Ik voel me niet serieus genomen. " +
	"Vorige week heb ik gebeld. Toen werd gezegd dat het certificaat al op de post was, naar mijn oude adres. Dat adres had ik in juni al laten " +
	"wijzigen, en daar kreeg ik toen een bevestiging van. Ik wil graag dat het certificaat nu naar het goede adres gaat, en dat iemand mij belt " +
	"als het weg is, zodat ik het op mijn werk kan laten zien. "

// size is how much is measured.
type size struct {
	slice                              time.Duration // of one round, ours or theirs
	rounds, dossiers, requests, starts int
}

// TestBench prints rates beside a bare loop that writes as many bytes with the
// same durability, in the same run: machines are noisy, ratios less so.
func TestBench(t *testing.T) {
	z := size{slice: 100 * time.Millisecond, rounds: 1, dossiers: 100, requests: 5, starts: 1}
	if *report {
		z = size{slice: time.Second, rounds: 5, dossiers: 10_000, requests: 300, starts: 10}
	}
	t.Run("sqlite", func(t *testing.T) {
		speed(t, newServer(t), "sqlite3", "file:"+filepath.Join(t.TempDir(), "bare.db")+durable, z)
		full(t, newServer(t), z)
	})
	t.Run("postgres", func(t *testing.T) {
		speed(t, newServer(t, "--database", testkit.Postgres(t)), "pgx", testkit.Postgres(t), z)
		full(t, newServer(t, "--database", testkit.Postgres(t)), z)
	})
}

const durable = "?_pragma=journal_mode(wal)&_pragma=synchronous(full)&_pragma=busy_timeout(10000)&_txlock=immediate"

// speed measures what an empty register does, and submissions.
func speed(t *testing.T, s *server, driver, bareAddress string, z size) {
	starts := make([]time.Duration, z.starts)
	for i := range starts {
		starts[i] = s.start(t)
		s.kill(t)
	}
	s.start(t)
	t.Logf("start to first answer, empty: %s", median(starts))
	t.Logf("resident memory, idle and empty: %d MB", s.resident(t))
	t.Logf("one durable write of 4 kB on this disk: %s", median(syncs(t)))
	for range 20 {
		if err := dial(t, s.url).submit(); err != nil {
			t.Fatal(err)
		}
	}
	bare := newBare(t, driver, bareAddress, s.stored(t, driver))
	for _, clients := range []int{1, 16, 64} {
		s.race(t, bare, clients, z)
	}
	t.Logf("resident memory, right after 16 submitters: %d MB", s.resident(t))
	s.kill(t)
	t.Logf("keys and ciphers, of the processor's time in a submission: %s", s.sealing(t, time.Duration(z.rounds)*z.slice))
}

// race lets the register and the bare loop take turns.
func (s *server) race(t *testing.T, bare *bareLoop, clients int, z size) {
	t.Helper()
	wires := make([]*wire, clients)
	for i := range wires {
		wires[i] = dial(t, s.url)
	}
	var ratios, rates, bares []float64
	for range z.rounds {
		ours := rate(clients, z.slice, func(client int) error { return wires[client].submit() })
		theirs := rate(clients, z.slice, bare.insert)
		ratios, rates, bares = append(ratios, ours/theirs), append(rates, ours), append(bares, theirs)
	}
	t.Logf("durable submissions, %2d clients: %5.0f/s through HTTP, bare loop of %d bytes %5.0f/s, ratio %.2f", clients, mid(rates), bare.size, mid(bares), mid(ratios))
}

// full measures a register with a year in it.
func full(t *testing.T, s *server, z size) {
	began := time.Now()
	s.fill(t, z.dossiers)
	t.Logf("%d complaints of a year, with their acts, filled in %s", z.dossiers, time.Since(began).Round(time.Second))
	s.start(t)
	c := s.signIn(t)
	s.kill(t)
	var answers, complete []time.Duration
	for range z.starts {
		answer := s.start(t)
		up := time.Now()
		get(t, c, s.url+"/staff/complaints?status=received&view=late") // a list waits for the whole index
		answers, complete = append(answers, answer), append(complete, answer+time.Since(up))
		s.kill(t)
	}
	t.Logf("start to first answer, %d dossiers: %s; to a complete index: %s", z.dossiers, median(answers), median(complete))
	s.start(t)
	time.Sleep(max(median(complete), time.Second) + 2*z.slice)
	t.Logf("resident memory, idle with %d dossiers in the index: %d MB", z.dossiers, s.resident(t))
	s.pages(t, s.signIn(t), z.requests)
	t.Logf("resident memory, right after these pages: %d MB", s.resident(t))
}

func median(all []time.Duration) time.Duration { return share(all, 50) }

// share is the time that so many percent stay under.
func share(all []time.Duration, percent int) time.Duration {
	slices.Sort(all)
	return all[len(all)*percent/100].Round(10 * time.Microsecond)
}

func mid(all []float64) float64 {
	slices.Sort(all)
	return all[len(all)/2]
}

// rate counts how often do succeeds in a second, with some clients at once.
func rate(clients int, length time.Duration, do func(client int) error) float64 {
	var n atomic.Int64
	var wg sync.WaitGroup
	began := time.Now()
	for client := range clients {
		wg.Go(func() {
			for time.Since(began) < length {
				if do(client) == nil {
					n.Add(1)
				}
			}
		})
	}
	wg.Wait()
	return float64(n.Load()) / time.Since(began).Seconds()
}

// syncs times what every durable write waits for at least.
func syncs(t *testing.T) []time.Duration {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "sync"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	all := make([]time.Duration, 100)
	for i := range all {
		began := time.Now()
		if _, err := f.Write(make([]byte, 4096)); err != nil {
			t.Fatal(err)
		}
		if err := f.Sync(); err != nil {
			t.Fatal(err)
		}
		all[i] = time.Since(began)
	}
	return all
}

// bareLoop writes rows of the size of a submission, one durable commit each.
type bareLoop struct {
	db   *sql.DB
	size int
}

func newBare(t *testing.T, driver, address string, size int) *bareLoop {
	t.Helper()
	db := open(t, driver, address)
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(16)
	if _, err := db.ExecContext(context.Background(), "CREATE TABLE bare (body BYTEA NOT NULL)"); err != nil {
		t.Fatal(err)
	}
	return &bareLoop{db, size}
}

func (b *bareLoop) insert(int) error {
	_, err := b.db.ExecContext(context.Background(), "INSERT INTO bare (body) VALUES ($1)", make([]byte, b.size))
	return err
}

func open(t *testing.T, driver, address string) *sql.DB {
	t.Helper()
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// stored is how many sealed bytes a submission leaves in the tables.
func (s *server) stored(t *testing.T, driver string) int {
	t.Helper()
	addresses := []string{s.database() + "&search_path=register", s.database() + "&search_path=keys"}
	if s.database() == "" {
		addresses = []string{"file:" + filepath.Join(s.data(), "reg.db"), "file:" + filepath.Join(s.data(), "keys.db")}
	}
	reg, keys := open(t, driver, addresses[0]), open(t, driver, addresses[1])
	return ask(t, reg, `SELECT SUM(LENGTH(meta_ct) + LENGTH(case_ct) + LENGTH(identity_ct) + 4 * LENGTH(leaf)) / COUNT(*) FROM event`) +
		ask(t, reg, "SELECT SUM(LENGTH(head)) / COUNT(*) FROM dossier") +
		ask(t, keys, "SELECT SUM(LENGTH(meta_key) + LENGTH(case_key) + LENGTH(identity_key)) / COUNT(*) FROM item_key") +
		3*ask(t, keys, "SELECT SUM(LENGTH(wrapped)) / COUNT(*) FROM dossier_key") +
		ask(t, keys, "SELECT SUM(LENGTH(hash)) / COUNT(*) FROM receipt")
}

func ask(t *testing.T, db *sql.DB, query string) (n int) {
	t.Helper()
	if err := db.QueryRowContext(context.Background(), query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func (s *server) signIn(t *testing.T) *http.Client { return s.signInAs(t, leadEmail) }

func (s *server) signInAs(t *testing.T, email string) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &http.Client{Jar: jar, Timeout: 5 * time.Minute} // the first page waits for the whole index
	res, err := c.PostForm(s.url+"/staff/sign-in", url.Values{"email": {email}, "password": {password}})
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
func (s *server) pages(t *testing.T, c *http.Client, requests int) {
	t.Helper()
	ref := regexp.MustCompile(`/staff/complaints/\d+-\d+`).FindString(get(t, c, s.url+"/staff/complaints"))
	search := func(words string) func() (*http.Response, error) {
		return func() (*http.Response, error) { return c.PostForm(s.url+"/staff/search", url.Values{"q": {words}}) }
	}
	read := func(path string) func() (*http.Response, error) {
		return func() (*http.Response, error) { return c.Get(s.url + path) }
	}
	for _, page := range []struct {
		name string
		ask  func() (*http.Response, error)
	}{
		{"Vandaag", read("/staff")},
		{"register", read("/staff/complaints")},
		{"register, everything", read("/staff/complaints?view=all")},
		{"search, common word", search("certificaat")},
		{"search, rare word", search("zaal96")},
		{"dossier", read(ref)},
		{"public form", read("/")},
	} {
		all := make([]time.Duration, requests)
		for i := range all {
			began := time.Now()
			whole(t, page.ask)
			all[i] = time.Since(began)
		}
		t.Logf("%-21s median %7s, 95 %% under %7s", page.name, median(all), share(all, 95))
	}
}

func get(t *testing.T, c *http.Client, address string) string {
	t.Helper()
	return whole(t, func() (*http.Response, error) { return c.Get(address) })
}

// whole reads an answer to its end.
func whole(t *testing.T, ask func() (*http.Response, error)) string {
	t.Helper()
	res, err := ask()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	page, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %v", res.Status, err)
	}
	return string(page)
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
