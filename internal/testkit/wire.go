package testkit

import (
	"encoding/binary"
	"io"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
)

// Wire is a cable between a program and its PostgreSQL that a test cuts and mends.
type Wire struct {
	there string
	asked atomic.Int64

	mu    sync.Mutex
	moved *sync.Cond
	state state
	open  map[net.Conn]bool
	over  bool
}

type state int

const (
	whole  state = iota
	silent       // what is said is swallowed, and nobody hangs up
	deaf         // the program hears nothing; what it says arrives
	cut          // connections break, and none is made
)

// NewWire lies before the server of an address of PostgreSQL; through is the address by
// way of it.
func NewWire(t testing.TB, address string) (w *Wire, through string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	w = &Wire{there: u.Host, open: map[net.Conn]bool{}}
	w.moved = sync.NewCond(&w.mu)
	u.Host = Listen(t, w.carry)
	t.Cleanup(func() {
		w.mu.Lock()
		w.over = true
		w.mu.Unlock()
		w.Cut()
	})
	return w, u.String()
}

// Silence swallows everything both ways: packets that are dropped, a server or a proxy
// that stands still. What was said meanwhile arrives when it is mended.
func (w *Wire) Silence() { w.become(silent) }

// Deafen swallows what the server answers only.
func (w *Wire) Deafen() { w.become(deaf) }

// Cut breaks every connection, and refuses new ones.
func (w *Wire) Cut() {
	w.become(cut)
	w.mu.Lock()
	defer w.mu.Unlock()
	for c := range w.open {
		_ = c.Close()
	}
}

// Mend makes it whole.
func (w *Wire) Mend() { w.become(whole) }

// Asked counts what the server was asked to do since the wire is there.
func (w *Wire) Asked() int64 { return w.asked.Load() }

func (w *Wire) become(s state) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.state = s
	w.moved.Broadcast()
}

// passes waits until a piece may go on; not ok: the connection ends.
func (w *Wire) passes(answer bool) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for !w.over && (w.state == silent || answer && w.state == deaf) {
		w.moved.Wait()
	}
	return w.state != cut
}

func (w *Wire) carry(here net.Conn) {
	there, err := net.Dial("tcp", w.there) //nolint:noctx // ends with the test
	if err != nil || !w.keep(here, there) {
		_ = here.Close()
		return
	}
	defer w.drop(here, there)
	go func() {
		defer w.drop(here, there)
		w.copy(here, there, true, nil)
	}()
	w.copy(there, here, false, &question{of: w})
}

func (w *Wire) keep(both ...net.Conn) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.state == cut {
		return false
	}
	for _, c := range both {
		w.open[c] = true
	}
	return true
}

func (w *Wire) drop(both ...net.Conn) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range both {
		delete(w.open, c)
		_ = c.Close()
	}
}

func (w *Wire) copy(to io.Writer, from io.Reader, answer bool, q *question) {
	piece := make([]byte, 32<<10)
	for {
		n, err := from.Read(piece)
		if err != nil || !w.passes(answer) {
			return
		}
		if q != nil {
			q.read(piece[:n])
		}
		if _, err := to.Write(piece[:n]); err != nil {
			return
		}
	}
}

// question finds in what a program says how often it asks something: a message of the
// protocol is a letter, a length and that much; the first has no letter.
type question struct {
	of     *Wire
	begun  bool
	header []byte
	left   int
}

func (q *question) read(piece []byte) {
	for len(piece) > 0 {
		if q.left > 0 {
			n := min(q.left, len(piece))
			q.left, piece = q.left-n, piece[n:]
			continue
		}
		q.header, piece = append(q.header, piece[0]), piece[1:]
		kind := 0
		if q.begun {
			kind = 1
		}
		if len(q.header) < kind+4 {
			continue
		}
		if q.begun && (q.header[0] == 'E' || q.header[0] == 'Q') { // Execute, Query
			q.of.asked.Add(1)
		}
		q.left = int(binary.BigEndian.Uint32(q.header[kind:])) - 4
		q.begun, q.header = true, q.header[:0]
	}
}
