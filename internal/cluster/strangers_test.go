package cluster

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

// TestStrangers has strangers hold connections to one program on the embedded database,
// send drop by drop, read nothing of what they asked for, and flood the form. Somebody who
// complains meanwhile gets a receipt each time, and what it all takes stays bounded.
func TestStrangers(t *testing.T) {
	if !*hostile {
		t.Skip("make hostile runs it")
	}
	o := oneProgram(t)
	t.Logf("at rest: %s", o.state())
	o.during(t, "10,000 connections that ask for one page and then nothing", o.crowd(t, 10000, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", ""))
	o.during(t, "3,000 that send the head of a request drop by drop", o.crowd(t, 3000, "GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ", "a"))
	o.during(t, "3,000 that send a form drop by drop", o.crowd(t, 3000, "POST /complaints HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 50000\r\n\r\nstory=", "a"))
	o.during(t, "3,000 that read nothing of the page they asked for", o.crowd(t, 3000, strings.Repeat("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", 20), ""))
	o.flood(t)
	if !eventually(2*time.Minute, func() bool { return o.descriptors() < 50 }) {
		t.Errorf("after it there are still %d descriptors", o.descriptors())
	}
	t.Logf("afterwards: %s", o.state())
}

// lone is one program on the embedded database, with its limits.
type lone struct {
	*process
	url, address, data string
	honest             atomic.Int64
}

func oneProgram(t *testing.T) *lone {
	t.Helper()
	dir, bin := testkit.Scratch(t, "strangers"), testkit.Binary(t)
	o := &lone{address: testkit.FreeAddress(t), data: filepath.Join(folder(t, dir, "register", ""), "data")}
	o.url = "http://localhost:" + port(t, o.address)
	words, key := write(t, filepath.Join(dir, "password"), password+"\n"), filepath.Join(folder(t, dir, "keys", ""), "master.key")
	testkit.Run(t, bin, "init", "--data", o.data, "--master-key", key, "--organisation", "Voorbeeld Trainingen", "--lead-name", "Mirjam de Wit",
		"--lead-email", leadEmail, "--lead-password-file", words, "--second-factor", "optional", "--confidant-name", "Ilse Terpstra", "--confidant-phone", "020 000 00 01")
	o.process = &process{name: "program", dir: dir, argv: []string{bin, "serve", "--data", o.data, "--master-key", key, "--addr", o.address, "--url", o.url, "--proxy", "127.0.0.1/32"}}
	o.start(t)
	if !eventually(time.Minute, func() bool { return answers(o.url+"/readyz") == http.StatusOK }) {
		t.Fatalf("it does not come up:\n%s", o.said())
	}
	return o
}

// complain is somebody from a network of their own; how long their receipt took.
func (o *lone) complain() (took time.Duration, err error) {
	n := o.honest.Add(1)
	form := url.Values{"key": {store.NewID()}, "story": {fmt.Sprintf("De zaal was koud, voor de %de keer.", n)}}
	status, page, took, err := o.send(fmt.Sprintf("198.51.%d.%d", 100+n/250, n%250), form)
	if err == nil && (status != http.StatusOK || !codeOnPage.MatchString(page)) {
		err = fmt.Errorf("%d: %.200s", status, text(page))
	}
	return took, err
}

func (o *lone) send(network string, form url.Values) (status int, page string, took time.Duration, err error) {
	began := time.Now()
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, o.url+"/complaints", strings.NewReader(form.Encode()))
	if err != nil {
		return 0, "", 0, err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("X-Forwarded-For", network)
	res, err := anybody().Do(req)
	if err != nil {
		return 0, "", 0, err
	}
	defer func() { _ = res.Body.Close() }()
	raw, err := io.ReadAll(res.Body)
	return res.StatusCode, string(raw), time.Since(began), err
}

// during lets somebody complain twenty times while strangers do what they do, and says what
// it takes. The strangers go when it ends.
func (o *lone) during(t *testing.T, what string, end func()) {
	t.Helper()
	held := o.state()
	t.Logf("%s: %s; a receipt after %s", what, held, o.receipts(t, 20))
	end()
}

func (o *lone) receipts(t *testing.T, n int) string {
	t.Helper()
	var all []time.Duration
	for range n {
		took, err := o.complain()
		if err != nil {
			t.Errorf("somebody who complains meanwhile: %v", err)
			continue
		}
		all = append(all, took)
	}
	slices.Sort(all)
	if len(all) == 0 {
		return "never"
	}
	return fmt.Sprintf("%d ms, at worst %d", all[len(all)/2].Milliseconds(), all[len(all)-1].Milliseconds())
}

// crowd opens so many connections, which say first and then a drop every second.
func (o *lone) crowd(t *testing.T, n int, first, drop string) (end func()) {
	t.Helper()
	var all []net.Conn
	for i := range n {
		d := net.Dialer{Timeout: 10 * time.Second, LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 1, byte(1+i%200))}}
		c, err := d.Dial("tcp", o.address)
		if err != nil {
			t.Errorf("connection %d: %v", i, err)
			break
		}
		_, _ = io.WriteString(c, first)
		all = append(all, c)
	}
	stop := make(chan struct{})
	var dripping sync.WaitGroup
	if drop != "" {
		dripping.Go(func() {
			for {
				for _, c := range all {
					_, _ = io.WriteString(c, drop)
				}
				select {
				case <-stop:
					return
				case <-time.After(time.Second):
				}
			}
		})
	}
	return func() {
		close(stop)
		dripping.Wait()
		for _, c := range all {
			_ = c.Close()
		}
	}
}

// flood sends two hundred forms a second for a minute, from ten networks.
func (o *lone) flood(t *testing.T) {
	t.Helper()
	var got sync.Map
	var senders sync.WaitGroup
	before := o.size()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	began := time.Now()
	for n := 0; time.Since(began) < time.Minute; n++ {
		<-tick.C
		senders.Go(func() {
			status, _, _, err := o.send(fmt.Sprintf("203.0.113.%d", n%10), url.Values{"key": {store.NewID()}, "story": {fmt.Sprintf("Koop nu, bericht %d. %s", n, strings.Repeat("reclame ", 50))}})
			if err != nil {
				status = 0
			}
			count, _ := got.LoadOrStore(status, new(atomic.Int64))
			count.(*atomic.Int64).Add(1)
		})
		if n%600 == 300 { // somebody else, now and then
			took, err := o.complain()
			if err != nil {
				t.Errorf("somebody who complains meanwhile: %v", err)
			} else if took > 5*time.Second {
				t.Errorf("somebody who complains meanwhile waits %s", took)
			}
		}
	}
	senders.Wait()
	var lines []string
	stored := int64(0)
	got.Range(func(status, n any) bool {
		lines = append(lines, fmt.Sprintf("%d × %d", n.(*atomic.Int64).Load(), status))
		if status == http.StatusOK {
			stored = n.(*atomic.Int64).Load()
		}
		return true
	})
	slices.Sort(lines)
	t.Logf("200 forms a second for a minute from ten networks: %s (0: cut off); %s; the disk holds %.1f MB more; a receipt after it: %s", strings.Join(lines, ", "), o.state(), float64(o.size()-before)/1e6, o.receipts(t, 20))
	if stored > 400 {
		t.Errorf("%d of them came in", stored)
	}
}

func (o *lone) size() (bytes int64) {
	_ = filepath.WalkDir(o.data, func(path string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			if info, err := e.Info(); err == nil {
				bytes += info.Size()
			}
		}
		return nil
	})
	return bytes
}

// state is the memory and the descriptors of the program.
func (o *lone) state() string {
	return fmt.Sprintf("%d MB, %d descriptors", o.memory()/1e6, o.descriptors())
}

func (o *lone) memory() int64 {
	raw, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", o.cmd.Process.Pid))
	for line := range strings.Lines(string(raw)) {
		if kb, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			n, _ := strconv.ParseInt(strings.Fields(kb)[0], 10, 64)
			return n * 1024
		}
	}
	return 0
}

func (o *lone) descriptors() int {
	all, _ := os.ReadDir(fmt.Sprintf("/proc/%d/fd", o.cmd.Process.Pid))
	return len(all)
}
