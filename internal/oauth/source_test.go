package oauth

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"wederhoor/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// TestTokensOfARealServer: with the client's secret alone, and with a refresh
// token that is another one after each use.
func TestTokensOfARealServer(t *testing.T) {
	provider := testkit.Provider(t, "http://127.0.0.1:1")
	for _, refresh := range []bool{false, true} {
		file := provider.TokenFile(t, refresh)
		before := content1(t, file)
		s := open(t, file)
		first := token(t, s)
		if again := token(t, s); again != first {
			t.Errorf("refresh %v: asked anew while the first is good", refresh)
		}
		s.Refused("another")
		if again := token(t, s); again != first {
			t.Errorf("refresh %v: asked anew because another was refused", refresh)
		}
		s.Refused(first)
		if again := token(t, s); again == first {
			t.Errorf("refresh %v: the same token after it was refused", refresh)
		}
		if after := content1(t, file); (after.RefreshToken != before.RefreshToken) != refresh {
			t.Errorf("refresh %v: the file says %q, before %q", refresh, after.RefreshToken, before.RefreshToken)
		}
		if about, err := os.Stat(file); err != nil || about.Mode().Perm() != 0o600 {
			t.Errorf("written back as %v, %v", about.Mode(), err)
		}
	}
}

// TestSharedFile: mail out and mail in use one file at once, and no refresh
// token is used twice: the server would end the grant.
func TestSharedFile(t *testing.T) {
	file := testkit.Provider(t, "http://127.0.0.1:1").TokenFile(t, true)
	var all sync.WaitGroup
	for range 8 {
		s := open(t, file)
		all.Go(func() {
			if _, err := s.Token(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	token(t, open(t, file))
}

// TestRotatedTokenSurvivesAFullDisk: what could not be written is not lost.
func TestRotatedTokenSurvivesAFullDisk(t *testing.T) {
	file := testkit.Provider(t, "http://127.0.0.1:1").TokenFile(t, true)
	s := open(t, file)
	aside := file + ".dir" // root may write anywhere: the folder goes away instead
	if err := os.Mkdir(aside, 0o700); err != nil {
		t.Fatal(err)
	}
	q := turn(s.file)
	c, err := read(s.file)
	if err != nil {
		t.Fatal(err)
	}
	if err := q.keep(filepath.Join(aside, "gone", "file"), c, "rotated"); !errors.Is(err, ErrFile) || q.unsaved.RefreshToken != "rotated" {
		t.Fatalf("%v, kept %v", err, q.unsaved != nil)
	}
	if c, err = q.newest(s.file); err != nil || c.RefreshToken != "rotated" || content1(t, file).RefreshToken != "rotated" || q.unsaved != nil {
		t.Errorf("%v, and the file is not mended", err)
	}
}

func TestRefusedAndUnreachable(t *testing.T) {
	provider := testkit.Provider(t, "http://127.0.0.1:1")
	c := content1(t, provider.TokenFile(t, false))
	c.ClientSecret = "verlopen geheim"
	_, err := open(t, put(t, c, 0o600)).Token(t.Context())
	if !errors.Is(err, ErrRefused) || strings.Contains(err.Error(), "geheim") {
		t.Errorf("wrong secret: %v", err)
	}
	c.ClientSecret, c.RefreshToken = "geheim van de brievenbus", "gestolen-geheim"
	_, err = open(t, put(t, c, 0o600)).Token(t.Context())
	if !errors.Is(err, ErrRefused) || strings.Contains(err.Error(), "geheim") {
		t.Errorf("wrong refresh token: %v", err)
	}
	provider.Stop()
	if _, err = open(t, put(t, c, 0o600)).Token(t.Context()); !errors.Is(err, ErrUnreachable) || strings.Contains(err.Error(), "geheim") {
		t.Errorf("server gone: %v", err)
	}
}

// TestHostileTokenServer: it says nothing, never stops, sends us on or gives a
// token that would end the line of the sign-in.
func TestHostileTokenServer(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{ReadHeaderTimeout: time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/silent":
			<-r.Context().Done()
		case "/endless":
			for _, err := fmt.Fprint(w, `{"access_token":"`); err == nil; {
				_, err = fmt.Fprint(w, strings.Repeat("x", 4096))
			}
		case "/elsewhere":
			http.Redirect(w, r, "/good", http.StatusTemporaryRedirect)
		case "/busy":
			http.Error(w, "later", http.StatusServiceUnavailable)
		default:
			w.Header().Set("Content-Type", "application/json")
			_, _ = fmt.Fprint(w, `{"access_token":"a\u0001auth=b","token_type":"Bearer"}`)
		}
	})}
	go func() { _ = server.Serve(l) }()
	t.Cleanup(func() { _ = server.Close() })
	for _, path := range []string{"/silent", "/endless", "/elsewhere", "/busy", "/control"} {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		s := open(t, put(t, content{TokenURL: "http://" + l.Addr().String() + path, ClientID: "a", ClientSecret: "b"}, 0o600))
		if got, err := s.Token(ctx); !errors.Is(err, ErrUnreachable) {
			t.Errorf("%s: %q, %v", path, got, err)
		}
		cancel()
	}
}

func TestFile(t *testing.T) {
	good := content{TokenURL: "https://login.example/token", ClientID: "a", ClientSecret: "geheim", SecretExpires: "2027-03-01"}
	s := open(t, put(t, good, 0o600))
	if want := time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC); !s.Expires().Equal(want) {
		t.Errorf("expires %v", s.Expires())
	}
	if said := fmt.Sprintf("%v %+v %#v %s", s, s, s, s.LogValue()); strings.Contains(said, "geheim") || strings.Contains(said, "oauth.json") {
		t.Errorf("printed as %s", said)
	}
	for name, change := range map[string]func(*content){
		"clear":    func(c *content) { c.TokenURL = "http://login.example/token" },
		"no host":  func(c *content) { c.TokenURL = "geheim" },
		"password": func(c *content) { c.TokenURL = "https://u:geheim@login.example" },
		"no id":    func(c *content) { c.ClientID = "" },
		"date":     func(c *content) { c.SecretExpires = "1 maart" },
	} {
		c := good
		change(&c)
		refused(t, name, put(t, c, 0o600))
	}
	refused(t, "readable by others", put(t, good, 0o640))
	refused(t, "absent", filepath.Join(t.TempDir(), "geheim"))
	refused(t, "a folder", t.TempDir())
	other := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(other, []byte(`{"token_url":"https://login.example","client_id":"a","client_secret":"b","geheim":1}`), 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, "a field that would be lost", other)
}

func refused(t *testing.T, name, file string) {
	t.Helper()
	if s, err := Open(file); !errors.Is(err, ErrFile) || s != nil || strings.Contains(err.Error(), "geheim") {
		t.Errorf("%s: %v, %v", name, s, err)
	}
}

func open(t *testing.T, file string) *Source {
	t.Helper()
	s, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func token(t *testing.T, s *Source) string {
	t.Helper()
	got, err := s.Token(t.Context())
	if err != nil || got == "" {
		t.Fatalf("token %q, %v", got, err)
	}
	return got
}

func put(t *testing.T, c content, mode os.FileMode) string {
	t.Helper()
	raw, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "oauth.json")
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(file, mode); err != nil {
		t.Fatal(err)
	}
	return file
}

func content1(t *testing.T, file string) content {
	t.Helper()
	c, err := read(file)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
