package mailbox

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/testkit"
)

// hostile is a peer that plays by a script: it answers a command that begins with
// a key, with TAG in place of the command's tag. At "hang" it says nothing more, at
// "cut" it hangs up, and what is not in the script is answered as a good server would.
type hostile map[string]string

var good = hostile{
	"": "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] post\r\n", "CAPABILITY": "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN ESEARCH IDLE\r\nTAG OK done\r\n",
	"AUTHENTICATE": "TAG OK in\r\n", "EXAMINE": "* 2 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\nTAG OK [READ-ONLY] open\r\n", "NOOP": "TAG OK\r\n",
	"UID SEARCH": "* ESEARCH (TAG \"TAG\") UID ALL 1:2\r\nTAG OK\r\n", "UID FETCH sizes": "* 1 FETCH (UID 1 RFC822.SIZE 5 INTERNALDATE \"01-Mar-2027 10:00:00 +0100\")\r\n* 2 FETCH (UID 2 RFC822.SIZE 5)\r\nTAG OK\r\n",
	"UID FETCH 1": "* 1 FETCH (UID 1 BODY[] {5}\r\nhallo)\r\nTAG OK\r\n", "UID FETCH 2": "* 2 FETCH (UID 2 BODY[] \"hallo\")\r\nTAG OK\r\n",
	"IDLE": "+ go\r\n", "DONE": "TAG OK\r\n", "LOGOUT": "* BYE\r\nTAG OK\r\n",
}

const patience = 300 * time.Millisecond

func (h hostile) start(t testing.TB) *Box {
	t.Helper()
	b := parse(t, "imap://naam:geheim@"+testkit.Listen(t, h.talk)+"?address=k@voorbeeld.example")
	b.step = patience
	return b
}

func (h hostile) talk(conn net.Conn) {
	defer func() { _ = conn.Close() }()
	in := bufio.NewScanner(conn)
	for key, tag := "", ""; ; {
		answer, scripted := h[key]
		if !scripted {
			answer = good[key]
		}
		switch {
		case answer == "cut":
			return
		case strings.HasPrefix(answer, "flood "): // without end
			for {
				if _, err := io.WriteString(conn, tagged(answer[6:], tag)); err != nil {
					return
				}
			}
		}
		answer, hangs := strings.CutSuffix(answer, "hang")
		if _, err := io.WriteString(conn, tagged(answer, tag)); err != nil {
			return
		}
		if hangs {
			_, _ = io.Copy(io.Discard, conn)
			return
		}
		if !in.Scan() {
			return
		}
		key, tag = command(in.Text(), tag)
	}
}

func tagged(answer, tag string) string {
	return strings.NewReplacer("(TAG", "(TAG", "TAG", tag).Replace(answer) // the first is a word of ESEARCH
}

func command(line, before string) (key, tag string) {
	if line == "DONE" {
		return "DONE", before
	}
	tag, rest, _ := strings.Cut(line, " ")
	words := strings.Split(rest, " ")
	switch {
	case words[0] != "UID":
		return words[0], tag
	case words[1] == "SEARCH":
		return "UID SEARCH", tag
	case strings.Contains(rest, "RFC822.SIZE"):
		return "UID FETCH sizes", tag
	}
	return "UID FETCH " + words[2], tag
}

// whole is all that a reader does: open, list, read, wait, close.
func whole(t testing.TB, b *Box) (got string, err error) {
	t.Helper()
	s, err := b.Open(t.Context())
	if err != nil {
		return "", err
	}
	defer func() { _ = s.Close() }()
	uids, err := s.UIDs(t.Context())
	if err != nil {
		return "", err
	}
	err = s.Fetch(t.Context(), uids, 1<<20, func(m Item) error {
		body, err := io.ReadAll(m.Body)
		got += fmt.Sprintf("%d:%s:%v ", m.UID, body, m.Whole)
		return err
	})
	if err != nil {
		return got, err
	}
	return got, s.Wait(t.Context(), 50*time.Millisecond)
}

// TestStalled: at each step the server stops talking or hangs up; every time we
// are back within the watchdog, with the right class.
func TestStalled(t *testing.T) {
	for key := range good {
		if key == "LOGOUT" {
			continue
		}
		for _, how := range []string{"hang", "cut"} {
			t.Run(key+" "+how, func(t *testing.T) {
				t.Parallel()
				began := time.Now()
				_, err := whole(t, hostile{key: how}.start(t))
				if took := time.Since(began); !errors.Is(err, ErrUnreachable) || took > patience+3*time.Second {
					t.Errorf("%v after %v", err, took)
				}
			})
		}
	}
	t.Run("half a mail", func(t *testing.T) {
		t.Parallel()
		b := hostile{"UID FETCH 1": "* 1 FETCH (UID 1 BODY[] {5}\r\nhahang"}.start(t)
		if got, err := whole(t, b); !errors.Is(err, ErrUnreachable) {
			t.Errorf("%s, %v", got, err)
		}
	})
	t.Run("stopped by the caller", func(t *testing.T) {
		t.Parallel()
		b := hostile{"EXAMINE": "hang"}.start(t)
		b.step = time.Minute
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		if _, err := b.Open(ctx); !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ErrUnreachable) {
			t.Errorf("%v", err)
		}
	})
}

// TestAnswers: what a server may say, and what we make of it.
func TestAnswers(t *testing.T) {
	fine := "1:hallo:true 2:hallo:true "
	for name, c := range map[string]struct {
		script hostile
		want   error
		got    string
	}{
		"all well":           {nil, nil, fine},
		"gone":               {hostile{"UID FETCH 1": "TAG OK\r\n"}, nil, "2:hallo:true "},
		"not given":          {hostile{"UID FETCH 1": "TAG NO [SERVERBUG] jan@elders.example\r\n"}, ErrProtocol, "2:hallo:true "},
		"nothing of it":      {hostile{"UID FETCH 1": "* 1 FETCH (UID 1 BODY[] NIL)\r\nTAG OK\r\n"}, ErrProtocol, "2:hallo:true "},
		"flags only":         {hostile{"UID FETCH 1": "* 1 FETCH (UID 1 FLAGS (\\Seen))\r\nTAG OK\r\n"}, ErrProtocol, "2:hallo:true "},
		"another mail":       {hostile{"UID FETCH 1": "* 9 FETCH (UID 9 BODY[] {5}\r\nhallo)\r\nTAG OK\r\n"}, nil, "2:hallo:true "},
		"empty":              {hostile{"UID SEARCH": "* ESEARCH (TAG \"TAG\") UID\r\nTAG OK\r\n"}, nil, ""},
		"old list":           {hostile{"UID SEARCH": "* SEARCH 2 1\r\nTAG OK\r\n"}, nil, fine},
		"no idle":            {hostile{"CAPABILITY": "* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\nTAG OK\r\n", "UID SEARCH": "* SEARCH 1 2\r\nTAG OK\r\n"}, nil, fine},
		"every number":       {hostile{"UID SEARCH": "* ESEARCH (TAG \"TAG\") UID ALL 1:4294967295\r\nTAG OK\r\n"}, ErrProtocol, ""},
		"the last numbers":   {hostile{"UID SEARCH": "* ESEARCH (TAG \"TAG\") UID ALL 4294967294:4294967295\r\nTAG OK\r\n", "UID FETCH sizes": "TAG OK\r\n"}, nil, ""},
		"sequence numbers":   {hostile{"UID SEARCH": "* ESEARCH (TAG \"TAG\") ALL 1:2\r\nTAG OK\r\n"}, ErrProtocol, ""},
		"not IMAP":           {hostile{"": "HTTP/1.1 400 Bad Request\r\n"}, ErrProtocol, ""},
		"closed for now":     {hostile{"": "* BYE jan@elders.example\r\n"}, ErrUnreachable, ""},
		"in already":         {hostile{"": "* PREAUTH welcome\r\n"}, ErrProtocol, ""},
		"wrong password":     {hostile{"AUTHENTICATE": "TAG NO [AUTHENTICATIONFAILED] naam\r\n"}, ErrSignIn, ""},
		"a question":         {hostile{"AUTHENTICATE": "+ eyJzdGF0dXMiOiI0MDAifQ==\r\n"}, ErrSignIn, ""},
		"nobody home":        {hostile{"AUTHENTICATE": "TAG NO [UNAVAILABLE] database\r\n"}, ErrUnreachable, ""},
		"no passwords":       {hostile{"CAPABILITY": "* CAPABILITY IMAP4rev1 LOGINDISABLED\r\nTAG OK\r\n"}, ErrSignIn, ""},
		"no folder":          {hostile{"EXAMINE": "TAG NO naam\r\n"}, ErrFolder, ""},
		"no validity":        {hostile{"EXAMINE": "TAG OK\r\n"}, ErrProtocol, ""},
		"unknown command":    {hostile{"NOOP": "TAG BAD what\r\n"}, ErrProtocol, ""},
		"another tag":        {hostile{"NOOP": "T99 OK\r\n"}, ErrProtocol, ""},
		"larger than said":   {hostile{"UID FETCH 1": "* 1 FETCH (UID 1 BODY[] {99999999999}\r\n"}, ErrProtocol, ""},
		"endless greeting":   {hostile{"": "flood * OK hallo\r\n"}, ErrProtocol, ""},
		"endless line":       {hostile{"": "flood xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}, ErrProtocol, ""},
		"endless word":       {hostile{"UID FETCH 1": "* 1 FETCH (UID 1 BODY[] \"" + strings.Repeat("x", 3<<20) + "\")\r\nTAG OK\r\n"}, ErrProtocol, ""},
		"endless list":       {hostile{"NOOP": "flood * 1 FETCH (UID 1 FLAGS ())\r\n"}, ErrProtocol, ""},
		"endless idling":     {hostile{"IDLE": "+ go\r\n" + strings.Repeat("* OK still here\r\n", 1<<15)}, ErrProtocol, fine},
		"a literal for flag": {hostile{"NOOP": "* LIST () {999999999}\r\n" + strings.Repeat("x", 20<<20)}, ErrProtocol, ""},
	} {
		t.Run(name, func(t *testing.T) {
			b := c.script.start(t)
			b.step = 5 * time.Second
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			got, err := whole(t, b)
			runtime.ReadMemStats(&after)
			if !errors.Is(err, c.want) || got != c.got {
				t.Errorf("%q, %v; want %q, %v", got, err, c.got, c.want)
			}
			if grown := int64(after.HeapSys) - int64(before.HeapSys); grown > 96<<20 {
				t.Errorf("the heap grew by %d MB", grown>>20)
			}
			if err != nil && (strings.Contains(err.Error(), "jan@") || strings.Contains(err.Error(), "naam") || strings.Contains(err.Error(), "geheim")) {
				t.Errorf("the error tells who: %v", err)
			}
		})
	}
}

// TestSizeIsAnEstimate: a mail that turns out to be over the limit is handed over
// by its beginning, and the next one follows.
func TestSizeIsAnEstimate(t *testing.T) {
	large := strings.Repeat("x", 3<<19)
	s, err := hostile{"UID FETCH sizes": "* 1 FETCH (UID 1 RFC822.SIZE 1000000)\r\n* 2 FETCH (UID 2 RFC822.SIZE 5)\r\nTAG OK\r\n",
		"UID FETCH 1": fmt.Sprintf("* 1 FETCH (UID 1 BODY[] {%d}\r\n%s)\r\nTAG OK\r\n", len(large), large)}.start(t).Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := fetch(t, s, []uint32{1, 2}, 1<<20)
	if len(got) != 2 || got[0].Whole || len(got[0].body) != Beginning || got[0].Size != int64(len(large)) || !got[1].Whole {
		t.Errorf("%d mails; the first: whole %v, %d of %d", len(got), got[0].Whole, len(got[0].body), got[0].Size)
	}
}

// TestDripping: a byte now and then is not an answer.
func TestDripping(t *testing.T) {
	client, server := net.Pipe()
	defer func() { _ = server.Close() }()
	go func() {
		for range 1000 {
			time.Sleep(patience / 3)
			if _, err := server.Write([]byte("x")); err != nil {
				return
			}
		}
	}()
	s := &Session{wait: patience, line: &line{Conn: client}}
	s.line.left.Store(1 << 20)
	began := time.Now()
	whole, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	w := &watched{ctx: t.Context(), whole: whole, s: s, from: s.line, left: 1000}
	if n, err := io.Copy(io.Discard, w); !errors.Is(err, ErrUnreachable) || time.Since(began) > 2*patience {
		t.Errorf("%d bytes, %v after %v", n, err, time.Since(began))
	}
}

// TestPanic: what panics beneath us is an error of that step.
func TestPanic(t *testing.T) {
	s, err := good.start(t).Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.step(t.Context(), talk, ErrProtocol, func() error { panic("jan@elders.example") }); !errors.Is(err, ErrProtocol) || strings.Contains(err.Error(), "jan") {
		t.Error(err)
	}
}

// TestNothingInClear: off this machine no password is said before encryption, and
// what was said before it does not count within it.
func TestNothingInClear(t *testing.T) {
	for name, script := range map[string]hostile{
		"refused":  {"STARTTLS": "TAG NO not here\r\n"},
		"unknown":  {"STARTTLS": "TAG BAD what\r\n"},
		"injected": {"STARTTLS": "TAG OK go\r\n* PREAUTH welcome\r\n"},
		"in clear": {"STARTTLS": "TAG OK go\r\nT2 OK in\r\n"},
	} {
		b := script.start(t)
		b.loopback = false
		if _, err := b.Open(t.Context()); !errors.Is(err, ErrEncryption) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestHangsInTLS: the handshake has the watchdog too.
func TestHangsInTLS(t *testing.T) {
	b := hostile{"": "hang"}.start(t)
	b.implicit = true
	if _, err := b.Open(t.Context()); !errors.Is(err, ErrUnreachable) {
		t.Errorf("at once: %v", err)
	}
	b = hostile{"STARTTLS": "TAG OK go\r\nhang"}.start(t)
	b.loopback = false
	if _, err := b.Open(t.Context()); !errors.Is(err, ErrUnreachable) {
		t.Errorf("after asking: %v", err)
	}
	other := httptest.NewTLSServer(nil)
	defer other.Close()
	if err := untrusted(&tls.CertificateVerificationError{Err: errors.New("jan@elders.example")}); !errors.Is(err, ErrEncryption) || strings.Contains(err.Error(), "jan") {
		t.Error(err)
	}
}
