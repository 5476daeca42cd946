package bench

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/testkit"
)

// oldRows is how many rows each old register has here: enough to be killed in.
const oldRows = 2_000

// TestKillOldRegister kills the program while an old register is taken over: after
// it comes back there is nothing of it, or all, and in the end all, once.
func TestKillOldRegister(t *testing.T) {
	s := newServer(t)
	rounds, none := max(3, *killRounds/5), 0
	for round := range rounds {
		s.start(t)
		path := s.takeOver(t, s.signIn(t), fmt.Sprintf("ronde-%d", round), oldRows, 200)
		time.Sleep(time.Duration(rand.IntN(1200)) * time.Millisecond)
		s.kill(t)
		s.start(t)
		c := s.signIn(t)
		switch n := s.total(t, c); n - round*oldRows { // what was taken over before is there too
		case 0:
			none++
		case oldRows:
		default:
			t.Fatalf("round %d: %d complaints, which is a part of %d", round, n, oldRows)
		}
		s.wait(t, c, path)
		if n := s.total(t, c); n != (round+1)*oldRows {
			t.Fatalf("round %d: %d complaints in the end", round, n)
		}
		s.kill(t)
	}
	t.Logf("%d rounds of kill -9 while %d rows came in: nothing of it %d times, all of it %d times, all in the end", rounds, oldRows, none, rounds-none)
}

// TestKillOldRegisterOnPostgres: there another program may hold the work, so that it
// goes on only when its lease is over. Until then there is nothing of it, or all.
func TestKillOldRegisterOnPostgres(t *testing.T) {
	s := newServer(t, "--database", testkit.Postgres(t))
	rounds, all := max(3, *killRounds/5), 0
	for round := range rounds {
		s.start(t)
		s.takeOver(t, s.signIn(t), fmt.Sprintf("ronde-%d", round), oldRows, 200)
		time.Sleep(time.Duration(rand.IntN(4000)) * time.Millisecond)
		s.kill(t)
		s.start(t)
		if n := s.total(t, s.signIn(t)); n%oldRows != 0 || n/oldRows > round+1 {
			t.Fatalf("round %d: %d complaints, with a part of %d", round, n, oldRows)
		} else {
			all = n / oldRows
		}
		s.kill(t)
	}
	t.Logf("%d rounds of kill -9 while %d rows came in: all of it %d times, else nothing", rounds, oldRows, all)
}

// TestBenchOldRegister measures the largest old register that is taken.
func TestBenchOldRegister(t *testing.T) {
	s := newServer(t)
	s.start(t)
	c := s.signIn(t)
	before := s.peak(t)
	began := time.Now()
	path := s.takeOver(t, c, "groot", 10_000, 1_800)
	read := time.Since(began)
	s.wait(t, c, path)
	t.Logf("old register of 10,000 rows, 18 MB: shown and agreed to in %v, taken over in %v; memory at most %d MB, %d MB before",
		read.Round(time.Millisecond), (time.Since(began) - read).Round(time.Millisecond), s.peak(t), before)
	if s.peak(t) > 700 {
		t.Errorf("it took %d MB", s.peak(t))
	}
}

// takeOver walks the wizard and gives the page that tells how far it is.
func (s *server) takeOver(t *testing.T, c *http.Client, mark string, rows, size int) string {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	f, err := w.CreateFormFile("attachment", "oud.csv")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(f, "Nr;Datum;Klacht;Besluit;Datum besluit;Status;Afgesloten op\n")
	for i := range rows {
		_, _ = fmt.Fprintf(f, "%s-%d;18-03-2019;%s;Dat klopt.;20-03-2019;gesloten;29-03-2019\n", mark, i, strings.Repeat("x", size))
	}
	_ = w.Close()
	columns := whole(t, func() (*http.Response, error) {
		return c.Post(s.url+"/staff/register/imports", w.FormDataContentType(), &body)
	})
	kept := url.Values{"kept": {regexp.MustCompile(`name="kept" value="([^"]+)"`).FindStringSubmatch(columns)[1]}}
	whole(t, func() (*http.Response, error) { return c.PostForm(s.url+"/staff/register/imports/preview", kept) })
	res, err := c.PostForm(s.url+"/staff/register/imports/start", kept)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if !strings.Contains(res.Request.URL.Path, "/imports/") || res.StatusCode != http.StatusOK {
		t.Fatalf("start: %s %s", res.Status, res.Request.URL.Path)
	}
	return res.Request.URL.Path
}

// wait reads the page until the old register is in.
func (s *server) wait(t *testing.T, c *http.Client, path string) {
	t.Helper()
	for end := time.Now().Add(3 * time.Minute); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if page := get(t, c, s.url+path); !strings.Contains(page, "data-poll") {
			if !strings.Contains(page, "overgenomen</h1>") {
				t.Fatalf("it ended as %s", page)
			}
			return
		}
	}
	t.Fatal("it does not end")
}

// total is how many complaints the register has.
func (s *server) total(t *testing.T, c *http.Client) int {
	t.Helper()
	m := regexp.MustCompile(`<p class="muted mt1">(\d+) klachten`).FindStringSubmatch(get(t, c, s.url+"/staff/complaints?view=all"))
	if m == nil {
		return 0
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// peak is the most memory the program ever held, in megabytes.
func (s *server) peak(t *testing.T) int {
	t.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	kb, err := strconv.Atoi(regexp.MustCompile(`VmHWM:\s+(\d+)`).FindStringSubmatch(string(raw))[1])
	if err != nil {
		t.Fatal(err)
	}
	return kb / 1024
}
