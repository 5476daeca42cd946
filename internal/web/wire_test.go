package web_test

import (
	"bufio"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"wederhoor/internal/web"
	"wederhoor/internal/web/kit"
)

// served is a site as the program serves it, with its limits; change makes them
// short enough for a test.
func served(t *testing.T, change func(*http.Server)) *site {
	t.Helper()
	s := open(t)
	server := web.Server(web.Handler(&kit.Kit{Register: s.reg, Logger: s.reg.Logger, Now: s.clock.Now}), slog.New(slog.DiscardHandler))
	change(server)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(l)
	}()
	t.Cleanup(func() {
		_ = server.Close()
		<-done
	})
	s.URL = "http://" + l.Addr().String()
	return s
}

func asItIs(*http.Server) {}

func (s *site) dial() net.Conn {
	s.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
	return conn
}

// raw sends bytes as they are and reads every answer until the server hangs up or
// has said nothing for a while.
func (s *site) raw(request string) (codes []int, bodies string) {
	s.t.Helper()
	conn := s.dial()
	if _, err := io.WriteString(conn, request); err != nil {
		s.t.Fatal(err)
	}
	in := bufio.NewReader(conn)
	for {
		_ = conn.SetReadDeadline(time.Now().Add(2 * time.Second))
		res, err := http.ReadResponse(in, nil)
		if err != nil {
			return codes, bodies
		}
		body, _ := io.ReadAll(res.Body) // as far as it came
		_ = res.Body.Close()
		codes, bodies = append(codes, res.StatusCode), bodies+string(body)
		if res.Close {
			return codes, bodies
		}
	}
}

const (
	told   = "POST /complaints HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
	hidden = "POST /complaints HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 15\r\n\r\nstory=gesmokkeld"
)

// TestRequestsThatCanBeReadInTwoWaysAreRefused: whatever stands in front must not
// see another request than we do.
func TestRequestsThatCanBeReadInTwoWaysAreRefused(t *testing.T) {
	s := served(t, asItIs)
	for what, request := range map[string]string{
		"two lengths":           told + "Content-Length: 10\r\nContent-Length: 7\r\n\r\nstory=vals",
		"a list of lengths":     told + "Content-Length: 10, 7\r\n\r\nstory=vals",
		"a negative length":     told + "Content-Length: -1\r\n\r\nstory=vals",
		"a length with a sign":  told + "Content-Length: +10\r\n\r\nstory=vals",
		"a length in hex":       told + "Content-Length: 0xA\r\n\r\nstory=vals",
		"chunked twice":         told + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\na\r\nstory=vals\r\n0\r\n\r\n",
		"chunked and identity":  told + "Transfer-Encoding: chunked, identity\r\n\r\na\r\nstory=vals\r\n0\r\n\r\n",
		"not quite chunked":     told + "Transfer-Encoding: xchunked\r\n\r\na\r\nstory=vals\r\n0\r\n\r\n",
		"chunked with a tab":    told + "Transfer-Encoding:\x0bchunked\r\n\r\na\r\nstory=vals\r\n0\r\n\r\n",
		"zipped":                told + "Transfer-Encoding: gzip, chunked\r\n\r\na\r\nstory=vals\r\n0\r\n\r\n",
		"a space in a name":     told + "Content-Length : 10\r\n\r\nstory=vals",
		"a NUL in a header":     told + "X-A: a\x00b\r\nContent-Length: 10\r\n\r\nstory=vals",
		"a name of two words":   told + "X A: b\r\nContent-Length: 10\r\n\r\nstory=vals",
		"no name":               told + ": b\r\nContent-Length: 10\r\n\r\nstory=vals",
		"no host":               "GET /staff HTTP/1.1\r\n\r\n",
		"two hosts":             "GET /staff HTTP/1.1\r\nHost: x\r\nHost: kwaad.example\r\n\r\n",
		"a host that is none":   "GET /staff HTTP/1.1\r\nHost: x/kwaad\r\n\r\n",
		"no method":             " /staff HTTP/1.1\r\nHost: x\r\n\r\n",
		"a method of two words": "GE T /staff HTTP/1.1\r\nHost: x\r\n\r\n",
		"another protocol":      "GET /staff HTTP/9.9\r\nHost: x\r\n\r\n",
		"no protocol":           "GET /staff\r\nHost: x\r\n\r\n",
		"a tunnel":              "CONNECT kwaad.example:443 HTTP/1.1\r\nHost: kwaad.example:443\r\n\r\n",
		"HTTP/2 in clear":       "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
	} {
		codes, body := s.raw(request)
		for _, code := range codes {
			if code < 400 || code >= 600 {
				t.Errorf("%s: %v", what, codes)
			}
		}
		if len(codes) > 1 || strings.Contains(body, "receipt-code") {
			t.Errorf("%s: %v", what, codes)
		}
	}
	if n := s.dossiers(); n != 0 {
		t.Errorf("%d complaints came of it", n)
	}
}

// TestNothingIsSmuggledBehindABody: a length beside chunks is in dispute, so the
// connection ends with the answer and what follows is not read.
func TestNothingIsSmuggledBehindABody(t *testing.T) {
	s := served(t, asItIs)
	for what, request := range map[string]string{
		"the length reaches over it": told + fmt.Sprintf("Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n%s", 5+len(hidden), hidden),
		"the length is short":        told + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nstory=\r\n0\r\n\r\n" + hidden,
		"a size that is none":        told + "Transfer-Encoding: chunked\r\n\r\nzz\r\nstory=\r\n0\r\n\r\n" + hidden,
		"a size without an end":      told + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nstory=\r\n0\r\n\r\n" + hidden,
	} {
		codes, body := s.raw(request)
		if len(codes) != 1 || codes[0] < 400 || strings.Contains(body, "gesmokkeld") {
			t.Errorf("%s: %v", what, codes)
		}
	}
	if n := s.dossiers(); n != 0 {
		t.Errorf("%d complaints came of it", n)
	}
}

// TestAnAbsoluteAddressIsAnAddressOfOurs: what a proxy sends asks for a page here,
// under the name that stands in it.
func TestAnAbsoluteAddressIsAnAddressOfOurs(t *testing.T) {
	s := open(t)
	h := web.Handler(&kit.Kit{Register: s.reg, Logger: s.reg.Logger, Now: s.clock.Now, Host: "klachten.voorbeeld.example"})
	server := web.Server(h, slog.New(slog.DiscardHandler))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = server.Serve(l) }()
	t.Cleanup(func() { _ = server.Close() })
	s.URL = "http://" + l.Addr().String()
	for line, want := range map[string]int{
		"GET http://kwaad.example/staff HTTP/1.1":                        http.StatusMisdirectedRequest,
		"GET https://klachten.voorbeeld.example@kwaad.example/ HTTP/1.1": http.StatusMisdirectedRequest,
		"GET http://klachten.voorbeeld.example/staff HTTP/1.1":           http.StatusSeeOther,
		"GET http://klachten.voorbeeld.example/ HTTP/1.1":                http.StatusOK,
	} {
		codes, body := s.raw(line + "\r\nHost: klachten.voorbeeld.example\r\nConnection: close\r\n\r\n")
		if len(codes) != 1 || codes[0] != want || strings.Contains(body, "kwaad") {
			t.Errorf("%s: %v", line, codes)
		}
	}
}

// TestAHeadThatIsTooLargeIsRefused before anything of it is understood.
func TestAHeadThatIsTooLargeIsRefused(t *testing.T) {
	s := served(t, asItIs)
	for what, request := range map[string]string{
		"a long header":  told + "X-A: " + strings.Repeat("a", 64<<10) + "\r\nContent-Length: 10\r\n\r\nstory=vals",
		"many headers":   told + strings.Repeat("X-A: aaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n", 2000) + "Content-Length: 10\r\n\r\nstory=vals",
		"a long cookie":  told + "Cookie: wederhoor-session=" + strings.Repeat("a", 64<<10) + "\r\nContent-Length: 10\r\n\r\nstory=vals",
		"a long address": "POST /complaints?" + strings.Repeat("a", 64<<10) + " HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nstory=vals",
	} {
		if codes, _ := s.raw(request); len(codes) > 1 || len(codes) == 1 && codes[0] != http.StatusRequestHeaderFieldsTooLarge {
			t.Errorf("%s: %v", what, codes)
		}
	}
	if n := s.dossiers(); n != 0 {
		t.Errorf("%d complaints came of it", n)
	}
	if codes, _ := s.raw(told + "X-A: " + strings.Repeat("a", 8<<10) + "\r\nContent-Length: 10\r\nConnection: close\r\n\r\nstory=vals"); len(codes) != 1 || codes[0] != http.StatusOK {
		t.Errorf("an ordinary large head: %v", codes)
	}
}

// TestWhoSendsDropByDropIsCutOff, and nobody waits for them.
func TestWhoSendsDropByDropIsCutOff(t *testing.T) {
	s := served(t, func(server *http.Server) {
		server.ReadHeaderTimeout, server.ReadTimeout, server.IdleTimeout = 300*time.Millisecond, 600*time.Millisecond, 300*time.Millisecond
	})
	var slow sync.WaitGroup
	for what, request := range map[string]string{
		"a head":           "GET /staff HTTP/1.1\r\nHost: x\r\nX-A: ",
		"a body":           told + "Content-Length: 5000\r\n\r\nstory=",
		"a body of chunks": told + "Transfer-Encoding: chunked\r\n\r\n1000\r\nstory=",
		"a file":           "POST /complaints HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000000\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"a.jpg\"\r\n\r\n",
		"nothing at all":   "",
		"nothing any more": "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
	} {
		for range 10 {
			slow.Go(func() {
				if took := s.drip(request); took > 5*time.Second {
					t.Errorf("%s is listened to for %s", what, took)
				}
			})
		}
	}
	began := time.Now()
	if a := s.post(s.browser(false), "/complaints", url.Values{"story": {"Ik wacht niet"}}); a.code != http.StatusOK || time.Since(began) > 5*time.Second {
		t.Errorf("somebody else: %d after %s", a.code, time.Since(began))
	}
	slow.Wait()
	if s.dossiers() != 1 || s.files() != 0 {
		t.Errorf("%d complaints, %d files", s.dossiers(), s.files())
	}
}

// drip sends a request and then a sign now and then, and says how long the server
// bore it. Nothing at all is one that only connects.
func (s *site) drip(request string) time.Duration {
	conn := s.dial()
	began := time.Now()
	if _, err := io.WriteString(conn, request); err != nil {
		return time.Since(began)
	}
	if !strings.HasPrefix(request, "GET /healthz") && request != "" {
		go func() {
			for {
				if _, err := io.WriteString(conn, "a"); err != nil {
					return
				}
				time.Sleep(50 * time.Millisecond)
			}
		}()
	}
	_, _ = io.Copy(io.Discard, conn) // until the server hangs up
	return time.Since(began)
}

// TestTheProgramHasTheseLimits: without one of them a single sender can hold a
// connection for ever.
func TestTheProgramHasTheseLimits(t *testing.T) {
	server := web.Server(http.NotFoundHandler(), slog.New(slog.DiscardHandler))
	for name, got := range map[string]time.Duration{"reading a head": server.ReadHeaderTimeout, "reading": server.ReadTimeout, "writing": server.WriteTimeout, "idle": server.IdleTimeout} {
		if got <= 0 || got > 6*time.Minute {
			t.Errorf("%s: %s", name, got)
		}
	}
	if server.ReadHeaderTimeout > 10*time.Second || server.MaxHeaderBytes <= 0 || server.MaxHeaderBytes > 64<<10 {
		t.Errorf("heads: %s, %d bytes", server.ReadHeaderTimeout, server.MaxHeaderBytes)
	}
}
