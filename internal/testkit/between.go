package testkit

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Between is a network between a client and a real server that does what a test says.
type Between struct {
	Host string // host:port, which takes the place of that of the server

	over  chan struct{} // the test ended
	mu    sync.Mutex
	fault func(r *http.Request) Fault
	seen  []string
}

// Fault is what happens to one request. Nothing is nothing.
type Fault struct {
	Status   int           // answered instead of the server
	Away     bool          // the connection ends before the server sees anything
	Lost     bool          // the server does it, and its answer is lost
	Cut      int64         // the answer ends after so many bytes; zero: it does not
	Silence  time.Duration // before the server sees it
	Later    time.Duration // the time on the request is changed by
	Trickles time.Duration // between pieces of the answer
}

// NewBetween stands before a server until the test ends.
func NewBetween(t testing.TB, host string) *Between {
	t.Helper()
	b := &Between{over: make(chan struct{})}
	proxy := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: host})
	proxy.ErrorLog = log.New(io.Discard, "", 0)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { b.pass(w, r, proxy) }))
	t.Cleanup(s.Close)
	t.Cleanup(func() {
		close(b.over)
		s.CloseClientConnections()
	})
	b.Host = strings.TrimPrefix(s.URL, "http://")
	return b
}

// Do says what happens from now on; nil: nothing.
func (b *Between) Do(fault func(r *http.Request) Fault) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fault, b.seen = fault, nil
}

// Seen lists the requests since Do: method, path and query.
func (b *Between) Seen() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.seen...)
}

func (b *Between) faultOf(r *http.Request) Fault {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.seen = append(b.seen, r.Method+" "+r.URL.RequestURI())
	if b.fault == nil {
		return Fault{}
	}
	return b.fault(r)
}

func (b *Between) pass(w http.ResponseWriter, r *http.Request, to http.Handler) {
	f := b.faultOf(r)
	if f.Silence > 0 {
		select {
		case <-b.over:
			panic(http.ErrAbortHandler)
		case <-r.Context().Done():
		case <-time.After(f.Silence):
		}
	}
	if f.Later != 0 {
		const stamp = "20060102T150405Z"
		at, _ := time.Parse(stamp, r.Header.Get("X-Amz-Date"))
		r.Header.Set("X-Amz-Date", at.Add(f.Later).Format(stamp))
	}
	switch {
	case f.Away:
		panic(http.ErrAbortHandler)
	case f.Status != 0:
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Retry-After", strconv.Itoa(0))
		w.WriteHeader(f.Status)
		return
	case f.Lost:
		to.ServeHTTP(httptest.NewRecorder(), r)
		panic(http.ErrAbortHandler)
	case f.Cut > 0:
		w = &shortened{ResponseWriter: w, left: f.Cut}
	case f.Trickles > 0:
		w = &shortened{ResponseWriter: w, left: 1 << 62, pause: f.Trickles}
	}
	to.ServeHTTP(w, r)
}

// shortened ends an answer half-way, or slows it down.
type shortened struct {
	http.ResponseWriter
	left  int64
	pause time.Duration
}

func (s *shortened) Write(p []byte) (int, error) {
	time.Sleep(s.pause)
	if int64(len(p)) <= s.left {
		s.left -= int64(len(p))
		return s.ResponseWriter.Write(p) //nolint:wrapcheck // as it is
	}
	_, _ = s.ResponseWriter.Write(p[:s.left])
	_ = http.NewResponseController(s.ResponseWriter).Flush()
	panic(http.ErrAbortHandler)
}
