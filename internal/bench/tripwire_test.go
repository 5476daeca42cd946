package bench

import (
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"

	"wederhoor/internal/testkit"
)

// tripwire passes on what the program and its servers say, and does something
// when so many pieces of it have passed.
type tripwire struct {
	passed atomic.Int64
	mu     sync.Mutex
	at     int64 // the piece at which it trips; 0: never
	after  bool  // that piece still arrives
	do     func()
}

// set makes it trip at a piece from now on.
func (w *tripwire) set(at int64, after bool, do func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.passed.Store(0)
	w.at, w.after, w.do = at, after, do
}

// before stands between the program and a server: it gives the address to use.
func (w *tripwire) before(t *testing.T, server string) string {
	t.Helper()
	return testkit.Listen(t, func(ours net.Conn) {
		theirs, err := net.Dial("tcp", server)
		if err != nil {
			_ = ours.Close()
			return
		}
		go w.pass(ours, theirs)
		w.pass(theirs, ours)
	})
}

func (w *tripwire) pass(from, to net.Conn) {
	defer func() { _, _ = from.Close(), to.Close() }()
	piece := make([]byte, 32<<10)
	for {
		n, err := from.Read(piece)
		if err != nil || !w.forward(to, piece[:n]) {
			return
		}
	}
}

func (w *tripwire) forward(to net.Conn, piece []byte) bool {
	w.mu.Lock()
	trips := w.passed.Add(1) == w.at
	after, do := w.after, w.do
	w.mu.Unlock()
	if trips && !after {
		do()
		return false
	}
	_, err := to.Write(piece)
	if trips {
		do()
	}
	return err == nil
}

// through is a setting that goes by the wire.
func (w *tripwire) through(t *testing.T, setting string) string {
	t.Helper()
	u, err := url.Parse(setting)
	if err != nil {
		t.Fatal(err)
	}
	u.Host = w.before(t, u.Host)
	return u.String()
}
