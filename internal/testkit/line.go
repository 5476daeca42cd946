package testkit

import (
	"io"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
)

// Line is the road to a real server, which a test can cut, or make silent: then what is
// sent goes nowhere and nobody says so.
type Line struct {
	URL string // that of the server, by way of this road

	at, to string
	mu     sync.Mutex
	entry  net.Listener
	open   map[net.Conn]bool
	hush   *sync.Cond // on mu
	silent bool
	asked  atomic.Int64
}

// NewLine is a road to the server of this URL until the test ends.
func NewLine(t testing.TB, to string) *Line {
	t.Helper()
	u, err := url.Parse(to)
	if err != nil {
		t.Fatal(err)
	}
	l := &Line{to: u.Host, at: "127.0.0.1:0", open: map[net.Conn]bool{}}
	l.hush = sync.NewCond(&l.mu)
	l.Mend()
	l.at = l.entry.Addr().String()
	u.Host = l.at
	l.URL = u.String()
	t.Cleanup(l.Cut)
	return l
}

// Cut ends what is under way, and lets nobody in.
func (l *Line) Cut() {
	_ = l.entry.Close()
	l.Silence(false)
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.open {
		_ = c.Close()
	}
	clear(l.open)
}

// Mend lets people in again.
func (l *Line) Mend() {
	entry, err := net.Listen("tcp", l.at)
	if err != nil {
		panic(err)
	}
	l.entry = entry
	go func() {
		for {
			here, err := entry.Accept()
			if err != nil {
				return
			}
			there, err := net.Dial("tcp", l.to)
			if err != nil {
				_ = here.Close()
				continue
			}
			l.mu.Lock()
			l.open[here], l.open[there] = true, true
			l.mu.Unlock()
			go l.carry(here, there, nil)
			go l.carry(there, here, &question{asked: &l.asked})
		}
	}()
}

// Silence says whether what is sent goes nowhere from now on.
func (l *Line) Silence(silent bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.silent = silent
	l.hush.Broadcast()
}

// Asked counts what a PostgreSQL at the other end was asked to do by way of this road.
func (l *Line) Asked() int64 { return l.asked.Load() }

func (l *Line) carry(to, from net.Conn, counts *question) {
	_, _ = io.Copy(hushed{to, l, counts}, from)
	_, _ = to.Close(), from.Close()
}

type hushed struct {
	net.Conn
	of     *Line
	counts *question // nil: nothing is counted
}

func (h hushed) Write(p []byte) (int, error) {
	h.of.mu.Lock()
	for h.of.silent {
		h.of.hush.Wait()
	}
	h.of.mu.Unlock()
	if h.counts != nil {
		h.counts.read(p)
	}
	return h.Conn.Write(p) //nolint:wrapcheck // as it is
}
