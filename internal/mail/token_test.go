package mail

import (
	"encoding/base64"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/testkit"
)

// TestSendWithAToken: a real Postfix, a real Dovecot that it asks, and a real
// token server that Dovecot asks.
func TestSendWithAToken(t *testing.T) {
	address := testkit.FreeAddress(t)
	provider := testkit.ProviderAt(t, address, "http://127.0.0.1:1")
	post := testkit.Postfix(t)
	testkit.MailboxWithTokens(t, post, provider)
	url := func(user string) string {
		return strings.Replace(post.URL(), "//", "//"+user+"@", 1) + "?from=klachten@voorbeeld.example&oauth=" + provider.TokenFile(t, false)
	}
	raw := compose(t, letterToJan())
	s := server(t, url("klachten"))
	if got := s.Send(t.Context(), "", "jan@elders.example", raw); got.State != Accepted {
		t.Errorf("with a good token: %+v", got)
	}
	want := Outcome{State: Deferred, Reason: "signing in failed (535 5.7.8)", Code: 535}
	if got := server(t, url("directie")).Send(t.Context(), "", "jan@elders.example", raw); got != want {
		t.Errorf("with the token of another: %+v, want %+v", got, want)
	}
	provider.Stop()
	testkit.ProviderAt(t, address, "http://127.0.0.1:1") // it knows no token of before
	if got := s.Send(t.Context(), "", "jan@elders.example", raw); got.State != Accepted {
		t.Errorf("with a token to be asked anew: %+v", got)
	}
	post.Wait(t, "jan@elders.example", 2, 10*time.Second)
}

// TestTokenRefusedTwice: the reason is heard out, a new token tried once, and
// then it is enough.
func TestTokenRefusedTwice(t *testing.T) {
	file := testkit.Provider(t, "http://127.0.0.1:1").TokenFile(t, false)
	tried := make(chan string, 10)
	s := hostile{"EHLO": "250-post\r\n250 AUTH PLAIN XOAUTH2", "AUTH": "334 eyJzdGF0dXMiOiI0MDAifQ==", "empty": "535 5.7.8 no"}.startWith(t, tried)
	with := server(t, "smtp://klachten@"+s.address+"?from=klachten@voorbeeld.example&oauth="+file)
	want := Outcome{State: Deferred, Reason: "signing in failed (535 5.7.8)", Code: 535}
	if got := with.Send(t.Context(), "", "jan@elders.example", compose(t, letterToJan())); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	close(tried)
	var tokens []string
	for line := range tried {
		said, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(line, "AUTH XOAUTH2 "))
		if err != nil || !strings.HasPrefix(string(said), "user=klachten\x01auth=Bearer ") {
			t.Fatalf("%q, %v", said, err)
		}
		tokens = append(tokens, string(said))
	}
	if len(tokens) != 2 || tokens[0] == tokens[1] {
		t.Errorf("tried %d times, with the same token or too often", len(tokens))
	}
}

func TestNoToken(t *testing.T) {
	provider := testkit.Provider(t, "http://127.0.0.1:1")
	file := provider.TokenFile(t, false)
	raw := compose(t, letterToJan())
	s := hostile{}.start(t) // it knows passwords only
	s = server(t, "smtp://klachten@"+s.address+"?from=klachten@voorbeeld.example&oauth="+file)
	if got := s.Send(t.Context(), "", "jan@elders.example", raw); got != (Outcome{State: Deferred, Reason: "no known way to sign in"}) {
		t.Errorf("%+v", got)
	}
	provider.Stop()
	s = server(t, "smtp://klachten@127.0.0.1:1?from=klachten@voorbeeld.example&oauth="+file)
	if got := s.Send(t.Context(), "", "jan@elders.example", raw); got != (Outcome{State: Deferred, Reason: "token server cannot be reached"}) {
		t.Errorf("%+v", got)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if got := s.Send(t.Context(), "", "jan@elders.example", raw); got != (Outcome{State: Deferred, Reason: "no token to sign in with"}) {
		t.Errorf("%+v", got)
	}
	for _, setting := range []string{"smtp://u:p@post.example?oauth=" + file, "smtp://u@post.example?oauth=/geheim"} {
		if _, err := ParseServer(setting); !errors.Is(err, ErrServer) || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: %v", setting, err)
		}
	}
}

func server(t *testing.T, setting string) *Server {
	t.Helper()
	s, err := ParseServer(setting)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
