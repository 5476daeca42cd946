package mail

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// TestSendThroughPostfix: what a real server says becomes the right outcome,
// and what it takes arrives as it was composed.
func TestSendThroughPostfix(t *testing.T) {
	post := testkit.Postfix(t)
	s, err := ParseServer(post.URL() + "?from=klachten@voorbeeld.example")
	if err != nil {
		t.Fatal(err)
	}
	for to, want := range map[string]Outcome{
		"jan@elders.example":      {State: Accepted, Code: 250},
		"refused@elders.example":  {State: Refused, Code: 550, Reason: "recipient not taken (550 5.1.1)"},
		"deferred@elders.example": {State: Deferred, Code: 450, Reason: "recipient not taken (450 4.2.0)"},
		"jan@elders.example> X=1": {State: Refused, Reason: "recipient is not a plain address"},
	} {
		m := letterToJan()
		m.Text = "Punten vooraan:\n.\n..\n.a\nEn een lange regel: " + strings.Repeat("klacht ", 400)
		if got := s.Send(t.Context(), "", to, compose(t, m)); got != want {
			t.Errorf("%s: %+v, want %+v", to, got, want)
		}
	}
	m := letterToJan()
	m.Text = "Punten vooraan:\n.\n..\n.a\nEn een lange regel: " + strings.Repeat("klacht ", 400)
	raw := compose(t, m)
	got := post.Wait(t, "jan@elders.example", 1, 10*time.Second)[0]
	_, body, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
	if sent := bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n")); !bytes.Equal(got.Body, sent) {
		t.Errorf("arrived as %q, sent %q", got.Body, sent)
	}
	if got.From != s.From() || got.Header.Get("Message-Id") != "<"+m.ID+">" {
		t.Errorf("from %s, id %s", got.From, got.Header.Get("Message-Id"))
	}

	post.Stop()
	want := Outcome{State: Deferred, Reason: "server cannot be reached"}
	if got := s.Send(t.Context(), "", "jan@elders.example", raw); got != want {
		t.Errorf("with the server gone: %+v, want %+v", got, want)
	}
}

// TestSendKeepsEightBitBytes: mail that others composed is not rewritten.
func TestSendKeepsEightBitBytes(t *testing.T) {
	post := testkit.Postfix(t)
	s, err := ParseServer(post.URL())
	if err != nil {
		t.Fatal(err)
	}
	raw := "Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nvóór € 50\r\n"
	if got := s.Send(t.Context(), "a@voorbeeld.example", "piet@elders.example", []byte(raw)); got.State != Accepted {
		t.Fatalf("%+v", got)
	}
	if got := post.Wait(t, "piet@elders.example", 1, 10*time.Second)[0]; string(got.Body) != "vóór € 50\n" {
		t.Errorf("arrived as %q", got.Body)
	}
}

func TestMarkComesBeforeTheDot(t *testing.T) {
	post := testkit.Postfix(t)
	s, err := ParseServer(post.URL() + "?from=klachten@voorbeeld.example")
	if err != nil {
		t.Fatal(err)
	}
	raw := compose(t, letterToJan())
	fails := func() error { return errors.New("disk full") }
	if got := s.SendMarked(t.Context(), "", "jan@elders.example", raw, fails); got.State != Deferred {
		t.Errorf("without its mark: %+v", got)
	}
	ctx, cancel := context.WithCancel(t.Context())
	stops := func() error { cancel(); return nil }
	if got := s.SendMarked(ctx, "", "jan@elders.example", raw, stops); got.State != Deferred {
		t.Errorf("stopped at its mark: %+v", got)
	}
	if got := s.Send(t.Context(), "", "jan@elders.example", raw); got.State != Accepted {
		t.Errorf("afterwards: %+v", got)
	}
	post.Wait(t, "jan@elders.example", 1, 10*time.Second) // and not three
}

func TestSendRefusesWhatIsNotAMail(t *testing.T) {
	s, err := ParseServer("smtp://127.0.0.1:1?from=klachten@voorbeeld.example")
	if err != nil {
		t.Fatal(err)
	}
	for _, raw := range []string{"", "no line end", "a\nb\r\n", "a\rb\r\n", "a\x00\r\n", "x\n.\nMAIL FROM:<>\r\n", strings.Repeat("x", 999) + "\r\n"} {
		if got := s.Send(t.Context(), "", "jan@elders.example", []byte(raw)); got.State != Refused {
			t.Errorf("%.20q: %+v", raw, got)
		}
	}
}

func compose(t *testing.T, m Message) []byte {
	t.Helper()
	raw, err := Compose(m)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
