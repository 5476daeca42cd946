package mailbox

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func TestParse(t *testing.T) {
	march := time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)
	for setting, want := range map[string]Box{
		"imaps://klachten%40voorbeeld.example:geheim@Post.example":                                            {host: "post.example", port: "993", implicit: true, user: "klachten@voorbeeld.example", password: "geheim", folder: "INBOX", address: "klachten@voorbeeld.example"},
		"imap://u:a%2Fb@post.example/Klachten/2027?address=k@voorbeeld.example&authserv=mx.voorbeeld.example": {host: "post.example", port: "143", user: "u", password: "a/b", folder: "Klachten/2027", address: "k@voorbeeld.example", authserv: "mx.voorbeeld.example"},
		"imap://u:p@127.0.0.1:1143/INBOX?address=k@voorbeeld.example&expires=2027-03-01":                      {host: "127.0.0.1", port: "1143", loopback: true, user: "u", password: "p", folder: "INBOX", address: "k@voorbeeld.example", expires: march},
		"imaps://u:p@[::1]:993/Postvak%20IN?address=k@voorbeeld.example":                                      {host: "::1", port: "993", implicit: true, loopback: true, user: "u", password: "p", folder: "Postvak IN", address: "k@voorbeeld.example"},
	} {
		want.step = usual
		got, err := Parse(setting)
		if err != nil || *got != want {
			t.Errorf("Parse(%q) = %v, %v", setting, got, err)
		}
	}
}

func TestParseKeepsTheSecret(t *testing.T) {
	for _, setting := range []string{
		"", "post.example:993", "http://u:geheim@post.example", "imaps://u:geheim@", "imaps://u:geheim@post.example:port", "imaps://u:ge%zzheim@post.example",
		"imaps://u:geheim@post.example", "imaps://u%40x.example@post.example", "imaps://:geheim@post.example?address=k@x.example", "imaps://u%40x.example:geheim@post.example?insecure=1",
		"imaps://u:geheim@post.example?address=geheim", "imaps://u%40x.example:geheim@post.example?expires=geheim", "imaps://u%40x.example:geheim@post.example?authserv=geheim%20x",
		"imaps://u%40x.example:geheim%0d@post.example", "imaps://u%40x.example:geheim@post.example#geheim", "imaps://u%40x.example@post.example?oauth=/geheim",
		"imaps://u%40x.example:geheim@post.example?%zz",
	} {
		b, err := Parse(setting)
		if !errors.Is(err, ErrSetting) || b != nil {
			t.Errorf("Parse(%q) = %v, %v", setting, b, err)
		} else if strings.Contains(err.Error(), "geheim") {
			t.Errorf("the error tells the password: %v", err)
		}
	}
	b := parse(t, "imaps://naam:geheim@post.example?address=k@voorbeeld.example")
	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "mailbox", b)
	said := fmt.Sprintf("%v %+v %#v %s %s", b, b, b, b, log.String())
	if strings.Contains(said, "geheim") || strings.Contains(said, "naam") || !strings.Contains(said, "imaps://post.example:993") {
		t.Errorf("printed as %s", said)
	}
}

// TestName: it survives a new password, port and way of encryption, and nothing else.
func TestName(t *testing.T) {
	name := parse(t, "imaps://k%40x.example:geheim@post.example").Name()
	if strings.Contains(name, "geheim") {
		t.Fatalf("the name tells the password: %s", name)
	}
	for setting, same := range map[string]bool{
		"imaps://k%40x.example:anders@post.example/INBOX?expires=2027-03-01": true,
		"imap://k%40x.example:geheim@POST.example:1143":                      true,
		"imaps://k%40x.example:geheim@post.example/Archief":                  false,
		"imaps://l%40x.example:geheim@post.example":                          false,
		"imaps://k%40x.example:geheim@mail.example":                          false,
	} {
		if got := parse(t, setting).Name(); (got == name) != same {
			t.Errorf("%s has the name %s, the first has %s", setting, got, name)
		}
	}
}

// TestExpires: the earlier of the two days counts.
func TestExpires(t *testing.T) {
	for secret, want := range map[string]string{"2027-01-01": "2027-01-01", "2028-01-01": "2027-03-01", "": "2027-03-01"} {
		file := filepath.Join(t.TempDir(), "oauth.json")
		if err := os.WriteFile(file, []byte(`{"token_url":"https://login.example/token","client_id":"a","client_secret":"b","secret_expires":"`+secret+`"}`), 0o600); err != nil {
			t.Fatal(err)
		}
		b := parse(t, "imaps://k%40x.example@post.example?expires=2027-03-01&oauth="+file)
		if got := b.Expires().Format(time.DateOnly); got != want {
			t.Errorf("secret until %q: %s, want %s", secret, got, want)
		}
	}
	if b := parse(t, "imaps://k%40x.example:p@post.example"); !b.Expires().IsZero() {
		t.Errorf("nobody said, and it is %v", b.Expires())
	}
}

func parse(t testing.TB, setting string) *Box {
	t.Helper()
	b, err := Parse(setting)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
