package cluster

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestHostileConnections: ten thousand who only connect, who send a head or a body drop by
// drop, or who never read their answer. Memory and open files stay within bounds, and
// whoever is honest is answered.
func TestHostileConnections(t *testing.T) {
	y := newYard(t, 1, "--limits", "off")
	p := y.programs[0]
	staff := y.signIn(t)
	honest := func() (form, page time.Duration) {
		var forms, pages []time.Duration
		for range 20 {
			a, took := y.send(anybody(), 0, y.tale())
			if a.kind != "acknowledged" {
				t.Errorf("an honest form after %s: %+v", took, a)
			}
			forms = append(forms, took)
			status, _, took := staff(0, "/staff")
			if status != http.StatusOK {
				t.Errorf("Vandaag: %d", status)
			}
			pages = append(pages, took)
		}
		return median(forms), median(pages)
	}
	form, page := honest()
	mb, files := p.weight()
	t.Logf("%-42s forms %s, Vandaag %s; %d MB, %d files", "before", form, page, mb, files)
	const begins = "POST /complaints HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
	for _, crowd := range []struct {
		what, says string
		many       int
		drips      bool
	}{
		{"10,000 who only connect", "", 10_000, false},
		{"10,000 idle after an answer", "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", 10_000, false},
		{"2,000 who send a head drop by drop", "GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ", 2_000, true},
		{"2,000 who send a body drop by drop", begins + "Content-Length: 100000\r\n\r\nstory=", 2_000, true},
		{"2,000 who never read what they asked for", strings.Repeat("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400), 2_000, false},
	} {
		open := y.crowd(t, crowd.many, crowd.says)
		stop := make(chan struct{})
		var drips sync.WaitGroup
		if crowd.drips {
			drips.Go(func() { drip(open, stop) })
		}
		time.Sleep(time.Second)
		form, page := honest()
		mb, files := p.weight()
		t.Logf("%-42s forms %s, Vandaag %s; %d MB, %d files", crowd.what, form, page, mb, files)
		if mb > 1500 || files > crowd.many+500 {
			t.Errorf("%s: %d MB, %d files", crowd.what, mb, files)
		}
		close(stop)
		drips.Wait()
		for _, c := range open {
			_ = c.Close()
		}
		if !eventually(30*time.Second, func() bool { _, n := p.weight(); return n < 200 }) {
			_, n := p.weight()
			t.Errorf("%s: %d files stay open", crowd.what, n)
		}
	}
	// Who says nothing is hung up on.
	open := y.crowd(t, 1000, "")
	if !eventually(20*time.Second, func() bool { _, n := p.weight(); return n < 200 }) {
		t.Error("who only connected is kept")
	}
	for _, c := range open {
		_ = c.Close()
	}
	mb, files = p.weight()
	t.Logf("%-42s %d MB, %d files", "afterwards", mb, files)
	y.holds(t)
}

// crowd connects so many times, says the same each time and reads nothing.
func (y *yard) crowd(t *testing.T, many int, says string) (open []net.Conn) {
	t.Helper()
	at := strings.TrimPrefix(y.urls[0], "http://")
	for range many {
		c, err := net.Dial("tcp", at)
		if err != nil {
			t.Fatalf("connection %d: %v", len(open), err)
		}
		t.Cleanup(func() { _ = c.Close() })
		_ = c.SetWriteDeadline(time.Now().Add(time.Second))
		_, _ = io.WriteString(c, says) // as much as is taken in
		open = append(open, c)
	}
	return open
}

func drip(open []net.Conn, stop chan struct{}) {
	for {
		for _, c := range open {
			_ = c.SetWriteDeadline(time.Now().Add(time.Second))
			_, _ = io.WriteString(c, "a")
		}
		select {
		case <-stop:
			return
		case <-time.After(time.Second):
		}
	}
}

// TestHostileSpam: two hundred forms a second for a minute, from one network and then from
// thousands, with files. Somebody honest gets through, and the disk does not fill.
func TestHostileSpam(t *testing.T) {
	y := newYard(t, 1, "--proxy", "127.0.0.1/32")
	staff := y.signIn(t)
	for _, spam := range []struct {
		what, story string
		network     func(n int) string
		file        int // bytes
	}{
		{"from one network", "Koop nu", func(int) string { return "198.51.100.7" }, 0},
		{"from one network, each with 1 MB", "Koop nu", func(int) string { return "198.51.100.8" }, 1 << 20},
		{"from 2,000 networks", "Koop nu", func(n int) string { return fmt.Sprintf("203.0.%d.%d", n%2000/250, n%250) }, 0},
	} {
		_, _, before := staff(0, "/staff")
		had, bytes, disk := y.sql(t, "SELECT COUNT(*) FROM register.dossier"), y.sql(t, "SELECT pg_database_size(current_database())"), folderSize(t, y.data)
		stop := make(chan struct{})
		var all sync.WaitGroup
		var mu sync.Mutex
		answers := map[string]int{}
		work := make(chan int)
		all.Go(func() {
			defer close(work)
			tick := time.NewTicker(5 * time.Millisecond)
			defer tick.Stop()
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				case <-tick.C:
				}
				select {
				case work <- n:
				case <-stop:
					return
				}
			}
		})
		for range 16 {
			all.Go(func() {
				c := anybody()
				for n := range work {
					kind := y.spam(c, spam.story, spam.network(n), spam.file)
					mu.Lock()
					answers[kind]++
					mu.Unlock()
				}
			})
		}
		through, refused := 0, 0
		var took, pages []time.Duration
		for n := range 20 { // one who is honest every three seconds, each somebody else
			s := y.tale()
			s.network = fmt.Sprintf("192.0.2.%d", n+1)
			a, d := y.send(anybody(), 0, s)
			if took = append(took, d); a.kind == "acknowledged" {
				through++
			} else {
				refused++
				t.Logf("honest: %+v", a)
			}
			_, _, d = staff(0, "/staff")
			pages = append(pages, d)
			time.Sleep(3*time.Second - min(d, 2*time.Second))
		}
		close(stop)
		all.Wait()
		status, page, after := staff(0, "/staff")
		t.Logf("spam %s: answers %v; honest: %d of 20 got through, median %s; Vandaag %s before, median %s during, %s after (%d, %d KB); %d complaints more, database %d KB more, files %d KB more",
			spam.what, answers, through, median(took), before.Round(time.Millisecond), median(pages), after.Round(time.Millisecond), status, len(page)/1024,
			y.sql(t, "SELECT COUNT(*) FROM register.dossier")-had, (y.sql(t, "SELECT pg_database_size(current_database())")-bytes)/1024, folderSize(t, y.data)-disk)
		if refused > 0 {
			t.Errorf("%d who were honest were refused", refused)
		}
		if kb := folderSize(t, y.data) - disk; kb > 600<<10 {
			t.Errorf("spam filled the disk with %d KB", kb)
		}
	}
}

func folderSize(t *testing.T, dir string) (kb int) {
	t.Helper()
	out, err := exec.Command("du", "-sk", dir).Output()
	if err != nil {
		return 0 // a file that went away while it was counted
	}
	kb, _ = strconv.Atoi(strings.Fields(string(out))[0])
	return kb
}

// spam sends a form and says what came of it.
func (y *yard) spam(c *http.Client, story, network string, file int) string {
	if file == 0 {
		form := url.Values{"story": {story}}
		return readAs(c, y.urls[0]+"/complaints", "application/x-www-form-urlencoded", strings.NewReader(form.Encode()), story, network).kind
	}
	body := io.MultiReader(strings.NewReader("--x\r\nContent-Disposition: form-data; name=\"story\"\r\n\r\n"+story+"\r\n--x\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"a.jpg\"\r\n\r\n"),
		io.LimitReader(bufio.NewReader(zeros{}), int64(file)), strings.NewReader("\r\n--x--\r\n"))
	return readAs(c, y.urls[0]+"/complaints", "multipart/form-data; boundary=x", body, story, network).kind
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }
