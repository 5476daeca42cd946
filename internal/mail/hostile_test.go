package mail

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/testkit"
)

// hostile is a server that plays by a script: it answers each command that
// begins with a key, and "." stands for the end of the data, "empty" for an empty line. The answer "cut"
// closes the connection, "hang" says nothing, "upgrade" starts TLS, and what is not in the script is
// answered as a good server would.
type hostile map[string]string

// certificate is the one of httptest, for 127.0.0.1; nobody's roots hold it.
func (hostile) certificate() *tls.Config {
	s := httptest.NewTLSServer(nil)
	defer s.Close()
	return &tls.Config{Certificates: s.TLS.Certificates, MinVersion: tls.VersionTLS12}
}

func (h hostile) start(t *testing.T) *Server {
	t.Helper()
	return h.startWith(t, nil)
}

// startWith tells of each line with which somebody tried to sign in, if asked to.
func (h hostile) startWith(t *testing.T, tried chan<- string) *Server {
	t.Helper()
	address := testkit.Listen(t, func(conn net.Conn) { h.talk(conn, tried) })
	s, err := ParseServer("smtp://naam:geheim@" + address + "?from=klachten@voorbeeld.example")
	if err != nil {
		t.Fatal(err)
	}
	s.wait = patience{whole: 300 * time.Millisecond, step: 200 * time.Millisecond, answer: 200 * time.Millisecond}
	return s
}

func (h hostile) talk(conn net.Conn, tried chan<- string) {
	defer func() { _ = conn.Close() }()
	good := map[string]string{
		"": "220 post", "EHLO": "250-post\r\n250 AUTH PLAIN LOGIN", "AUTH": "235 ok", "MAIL": "250 ok", "RCPT": "250 ok",
		"DATA": "354 go", ".": "250 2.0.0 queued", "QUIT": "221 bye",
	}
	in := bufio.NewScanner(conn)
	for word, data := "", false; ; {
		answer, scripted := h[word]
		if !scripted {
			answer = good[word]
		}
		switch {
		case data && word != ".":
		case answer == "cut":
			return
		case answer == "hang":
		case answer == "upgrade":
			_, _ = conn.Write([]byte("220 go\r\n"))
			conn = tls.Server(conn, h.certificate())
			in = bufio.NewScanner(conn)
		default:
			if _, err := conn.Write([]byte(answer + "\r\n")); err != nil {
				return
			}
		}
		if !data {
			data = word == "DATA" && strings.HasPrefix(answer, "354")
		} else if word == "." {
			data = false
		}
		if !in.Scan() {
			return
		}
		if word, _, _ = strings.Cut(in.Text(), " "); word == "" && !data {
			word = "empty"
		}
		if word == "AUTH" && tried != nil {
			tried <- in.Text()
		}
	}
}

func TestOutcomeOfEveryStep(t *testing.T) {
	flood := strings.Repeat("250-"+strings.Repeat("x", 100)+"\r\n", 5000) + "250 ok"
	for name, c := range map[string]struct {
		script hostile
		want   Outcome
	}{
		"all well":              {nil, Outcome{Accepted, "", 250}},
		"no welcome":            {hostile{"": "554 5.7.1 go away"}, Outcome{Deferred, "no welcome (554 5.7.1)", 554}},
		"silence":               {hostile{"": "hang"}, Outcome{Deferred, "no welcome", 0}},
		"not SMTP":              {hostile{"": "HTTP/1.1 400 Bad Request"}, Outcome{Deferred, "no welcome", 0}},
		"endless greeting":      {hostile{"EHLO": flood}, Outcome{Deferred, "greeting not taken", 0}},
		"wrong password":        {hostile{"AUTH": "535 5.7.8 naam: bad"}, Outcome{Deferred, "signing in failed (535 5.7.8)", 535}},
		"no way to sign in":     {hostile{"EHLO": "250 AUTH XOAUTH2"}, Outcome{Deferred, "no known way to sign in", 0}},
		"sender refused":        {hostile{"MAIL": "553 5.7.1 not yours"}, Outcome{Refused, "sender not taken (553 5.7.1)", 553}},
		"sign in first":         {hostile{"MAIL": "530 5.7.0 sign in"}, Outcome{Deferred, "sender not taken (530 5.7.0)", 530}},
		"recipient refused":     {hostile{"RCPT": "550 <jan@elders.example> unknown"}, Outcome{Refused, "recipient not taken (550)", 550}},
		"greylisted":            {hostile{"RCPT": "451 4.7.1 later"}, Outcome{Deferred, "recipient not taken (451 4.7.1)", 451}},
		"cut at recipient":      {hostile{"RCPT": "cut"}, Outcome{Deferred, "recipient not taken", 0}},
		"data refused":          {hostile{"DATA": "554 no"}, Outcome{Refused, "message not asked for (554)", 554}},
		"cut at data":           {hostile{"DATA": "cut"}, Outcome{Deferred, "message not asked for", 0}},
		"slow all along":        {hostile{"MAIL": "hang"}, Outcome{Deferred, "sender not taken", 0}},
		"message refused":       {hostile{".": "554 5.7.1 spam"}, Outcome{Refused, "message not taken (554 5.7.1)", 554}},
		"message deferred":      {hostile{".": "452 4.3.1 full"}, Outcome{Deferred, "message not taken (452 4.3.1)", 452}},
		"dot swallowed, cut":    {hostile{".": "cut"}, Outcome{Uncertain, "no answer after the end of the message", 0}},
		"dot swallowed, silent": {hostile{".": "hang"}, Outcome{Uncertain, "no answer after the end of the message", 0}},
		"nonsense after dot":    {hostile{".": "ok then"}, Outcome{Uncertain, "no answer after the end of the message", 0}},
		"354 after dot":         {hostile{".": "354 more"}, Outcome{Uncertain, "no answer after the end of the message", 0}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := c.script.start(t).Send(t.Context(), "", "jan@elders.example", compose(t, letterToJan()))
			if got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestSignInWithLogin(t *testing.T) {
	s := hostile{"EHLO": "250-post\r\n250 AUTH LOGIN", "AUTH": "334 VXNlcm5hbWU6", "bmFhbQ==": "334 UGFzc3dvcmQ6", "Z2VoZWlt": "235 ok"}.start(t)
	if got := s.Send(t.Context(), "", "jan@elders.example", compose(t, letterToJan())); got.State != Accepted {
		t.Errorf("%+v", got)
	}
}

func TestStoppingAfterTheDotIsUncertain(t *testing.T) {
	s := hostile{".": "hang"}.start(t)
	s.wait.answer = time.Minute
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(100*time.Millisecond, cancel)
	if got := s.Send(ctx, "", "jan@elders.example", compose(t, letterToJan())); got.State != Uncertain {
		t.Errorf("%+v", got)
	}
}

// TestNoPasswordInClear: off this machine nothing is said before encryption.
func TestNoPasswordInClear(t *testing.T) {
	s := hostile{}.start(t)
	s.loopback = false
	want := Outcome{State: Deferred, Reason: "no encryption offered"}
	if got := s.Send(t.Context(), "", "jan@elders.example", compose(t, letterToJan())); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	s = hostile{"EHLO": "250-post\r\n250 STARTTLS", "STARTTLS": "220 go\r\n250 injected"}.start(t)
	want = Outcome{State: Deferred, Reason: "server spoke before encryption"}
	if got := s.Send(t.Context(), "", "jan@elders.example", compose(t, letterToJan())); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// TestCertificateIsChecked: on loopback too, once encryption is on offer.
func TestCertificateIsChecked(t *testing.T) {
	script := hostile{"EHLO": "250-post\r\n250-AUTH PLAIN\r\n250 STARTTLS", "STARTTLS": "upgrade"}
	s := script.start(t)
	s.wait = usual
	want := Outcome{State: Deferred, Reason: "no trusted encryption"}
	if got := s.Send(t.Context(), "", "jan@elders.example", compose(t, letterToJan())); got != want {
		t.Errorf("unknown certificate: %+v, want %+v", got, want)
	}
	authority := httptest.NewTLSServer(nil)
	defer authority.Close()
	s.roots = x509.NewCertPool()
	s.roots.AddCert(authority.Certificate())
	if got := s.Send(t.Context(), "", "jan@elders.example", compose(t, letterToJan())); got.State != Accepted {
		t.Errorf("known certificate: %+v", got)
	}
	s.host = "post.example"
	if got := s.Send(t.Context(), "", "jan@elders.example", compose(t, letterToJan())); got != want {
		t.Errorf("certificate of another: %+v, want %+v", got, want)
	}
}
