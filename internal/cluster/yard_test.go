package cluster

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"wederhoor/internal/config"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

var hostile = flag.Bool("hostile", false, "run what takes minutes of what make hostile asks")

// yard is some programs on one PostgreSQL, each with a wire of its own to it.
type yard struct {
	bin, data, key string
	address        string // the database itself
	wires          []*testkit.Wire
	ports          []string // of the wires
	programs       []*process
	urls           []string
	post           *testkit.MailServer

	mu      sync.Mutex
	sent    int // forms with a key of their own
	codes   []string
	answers map[string]int
}

func newYard(t *testing.T, programs int, args ...string) *yard {
	t.Helper()
	if !*hostile {
		t.Skip("make hostile runs it")
	}
	dir := testkit.Scratch(t, "hostile")
	y := &yard{bin: testkit.Binary(t), data: folder(t, dir, "register", ""), key: filepath.Join(folder(t, dir, "keys", ""), "master.key"),
		address: testkit.Postgres(t), post: testkit.Postfix(t), answers: map[string]int{}}
	words := write(t, filepath.Join(dir, "password"), password+"\n")
	testkit.Run(t, y.bin, "init", "--data", y.data, "--master-key", y.key, "--database", y.address, "--organisation", "Voorbeeld Trainingen", "--lead-name", "Mirjam de Wit",
		"--lead-email", leadEmail, "--lead-password-file", words, "--second-factor", "optional", "--confidant-name", "Ilse Terpstra", "--confidant-phone", "020 000 00 01")
	for i := range programs {
		w, by := testkit.NewWire(t, y.address)
		at := testkit.FreeAddress(t)
		u, err := url.Parse(by)
		if err != nil {
			t.Fatal(err)
		}
		y.wires, y.ports, y.urls = append(y.wires, w), append(y.ports, u.Port()), append(y.urls, "http://"+at)
		p := &process{name: fmt.Sprintf("program%d", i), dir: dir, argv: append([]string{y.bin, "serve", "--data", y.data, "--master-key", y.key, "--database", by,
			"--addr", at, "--url", y.urls[0], "--smtp", y.post.URL() + "?from=klachten@voorbeeld.example", "--undo", "0s"}, args...)}
		y.programs = append(y.programs, p)
		p.start(t)
		if !eventually(time.Minute, func() bool { return y.ready(i) }) {
			t.Fatalf("program %d does not come up:\n%s", i, p.said())
		}
	}
	t.Cleanup(func() {
		if t.Failed() {
			for _, p := range y.programs {
				t.Logf("%s said:\n%s", p.name, p.said())
			}
		}
	})
	return y
}

func (y *yard) ready(i int) bool { return y.readyz(i) == http.StatusOK }

func (y *yard) readyz(i int) int {
	c := anybody()
	c.Timeout = 10 * time.Second
	status, _, _ := y.get(c, i, "/readyz")
	return status
}

// signIn is a browser of who leads, which may ask any of the programs.
func (y *yard) signIn(t *testing.T) func(i int, path string) (status int, page string, took time.Duration) {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := anybody()
	c.Jar, c.Timeout = jar, 3*time.Minute
	a := read(c, y.urls[0]+"/staff/sign-in", "application/x-www-form-urlencoded", strings.NewReader(url.Values{"email": {leadEmail}, "password": {password}}.Encode()), "")
	if a.kind != "acknowledged" {
		t.Fatalf("sign in: %+v", a)
	}
	return func(i int, path string) (int, string, time.Duration) { return y.get(c, i, path) }
}

// get asks a page; status 0: no answer came.
func (y *yard) get(c *http.Client, i int, path string) (status int, page string, took time.Duration) {
	began := time.Now()
	res, err := c.Get(y.urls[i] + path)
	if err != nil {
		return 0, err.Error(), time.Since(began)
	}
	defer func() { _ = res.Body.Close() }()
	var b strings.Builder
	_, err = io.Copy(&b, res.Body)
	if err != nil {
		return 0, err.Error(), time.Since(began)
	}
	return res.StatusCode, b.String(), time.Since(began)
}

// tale is a form that somebody fills in.
type tale struct{ key, story, email, network string }

func (y *yard) tale() *tale {
	y.mu.Lock()
	defer y.mu.Unlock()
	y.sent++
	return &tale{key: store.NewID(), story: fmt.Sprintf("Klacht %d over een koude zaal.", y.sent), email: fmt.Sprintf("klager%d@elders.example", y.sent)}
}

// send sends it to a program and writes down what was answered.
func (y *yard) send(c *http.Client, i int, s *tale) (a answer, took time.Duration) {
	form := url.Values{"key": {s.key}, "story": {s.story}, "name": {"Tessa Jansen"}, "email": {s.email}}
	began := time.Now()
	a = readAs(c, y.urls[i]+"/complaints", "application/x-www-form-urlencoded", strings.NewReader(form.Encode()), s.story, s.network)
	y.mu.Lock()
	defer y.mu.Unlock()
	y.answers[a.kind]++
	if a.code != "" {
		y.codes = append(y.codes, a.code)
	}
	return a, time.Since(began)
}

// sql asks the database itself for one number.
func (y *yard) sql(t *testing.T, query string) (n int64) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, y.address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(ctx) }()
	if err := conn.QueryRow(ctx, query).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

func (y *yard) text(t *testing.T, query string) (s string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, y.address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(ctx) }()
	if err := conn.QueryRow(ctx, query).Scan(&s); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return s
}

func (y *yard) do(t *testing.T, query string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, y.address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(ctx) }()
	if _, err := conn.Exec(ctx, query); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

// holds looks whether every code that was shown opens its complaint, whether no form
// became two, and whether the register can be proven.
func (y *yard) holds(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	key, _, err := config.Master(y.data, y.key)
	if err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(ctx, store.Config{Data: y.data, Postgres: y.address, Master: key, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	r, err := register.New(ctx, register.Config{Store: st, Now: time.Now, Site: func() string { return y.urls[0] }, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(y.codes)
	codes := slices.Compact(y.codes)
	lost := 0
	for _, c := range codes {
		code, err := vault.ParseCode(c)
		if err == nil {
			_, _, err = r.ByReceipt(ctx, code)
		}
		if err != nil {
			lost++
			t.Errorf("LOST: %v", err)
		}
	}
	there := y.sql(t, "SELECT COUNT(*) FROM register.dossier")
	if there < int64(len(codes)) || there > int64(y.sent) {
		t.Errorf("%d forms, %d receipts, %d complaints", y.sent, len(codes), there)
	}
	t.Logf("forms %d, receipts %d, lost %d, complaints %d; answers %v; %s", y.sent, len(codes), lost, there, y.answers,
		strings.TrimSpace(testkit.Run(t, y.bin, "verify", "--data", y.data, "--database", y.address)))
}

// once looks whether no mail reached anybody twice.
func (y *yard) once(t *testing.T) {
	t.Helper()
	if !eventually(2*time.Minute, func() bool { return y.sql(t, "SELECT COUNT(*) FROM register.job WHERE state <> 'held'") == 0 }) {
		t.Errorf("%d pieces of work are left", y.sql(t, "SELECT COUNT(*) FROM register.job WHERE state <> 'held'"))
	}
	time.Sleep(2 * time.Second) // Postfix delivers
	seen, twice := map[string]bool{}, 0
	for _, m := range y.post.Everything() {
		id := m.To + " " + m.Header.Get("Message-Id")
		if seen[id] {
			twice++
		}
		seen[id] = true
	}
	t.Logf("%d mails, %d of them twice", len(seen), twice)
	if twice > 0 || len(seen) == 0 {
		t.Errorf("%d mails, %d twice", len(seen), twice)
	}
}

// weight is the memory in MB and the files that a program has open.
func (p *process) weight() (mb, files int) {
	proc := fmt.Sprintf("/proc/%d/", p.cmd.Process.Pid)
	status, _ := os.ReadFile(proc + "status")
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	_, _ = fmt.Sscan(rest, &mb)
	all, _ := os.ReadDir(proc + "fd")
	return mb / 1024, len(all)
}

func median(all []time.Duration) time.Duration {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[len(all)/2].Round(time.Millisecond)
}
