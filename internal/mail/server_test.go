package mail

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"
)

func TestParseServer(t *testing.T) {
	for setting, want := range map[string]Server{
		"smtp://u:geheim@post.example?from=klachten@voorbeeld.example": {address: "post.example:587", host: "post.example", user: "u", password: "geheim", from: "klachten@voorbeeld.example"},
		"smtps://u%40x.nl:a%2Fb@post.example":                          {address: "post.example:465", host: "post.example", implicit: true, user: "u@x.nl", password: "a/b"},
		"smtp://127.0.0.1:2525/?hello=register.voorbeeld.example":      {address: "127.0.0.1:2525", host: "127.0.0.1", loopback: true, hello: "register.voorbeeld.example"},
		"smtp://localhost?verp=off":                                    {address: "localhost:587", host: "localhost", loopback: true, plain: true},
		"smtp://localhost?verp=on":                                     {address: "localhost:587", host: "localhost", loopback: true},
		"smtp://localhost?expires=2027-03-01":                          {address: "localhost:587", host: "localhost", loopback: true, expires: time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)},
		"smtp://[::1]:25":                                              {address: "[::1]:25", host: "::1", loopback: true},
		"smtp://localhost":                                             {address: "localhost:587", host: "localhost", loopback: true},
	} {
		want.wait = usual
		got, err := ParseServer(setting)
		if err != nil || *got != want {
			t.Errorf("ParseServer(%q) = %+v, %v", setting, got, err)
		}
	}
}

func TestParseServerKeepsTheSecret(t *testing.T) {
	for _, setting := range []string{
		"", "post.example:25", "http://u:geheim@post.example", "smtp://u:geheim@", "smtp://u:geheim@post.example:port",
		"smtp://u:geheim@post.example/pad", "smtp://u:ge%zzheim@post.example", "smtp://u:geheim@post.example?insecure=1",
		"smtp://u:geheim@post.example?expires=geheim", "smtp://u:geheim@post.example?verp=geheim", "smtp://u:geheim@post.example?from=geheim", "smtp://u:geheim@post.example?hello=a%0d%0aQUIT", "smtp://geheim@post.example",
	} {
		s, err := ParseServer(setting)
		if !errors.Is(err, ErrServer) || s != nil {
			t.Errorf("ParseServer(%q) = %v, %v", setting, s, err)
		} else if strings.Contains(err.Error(), "geheim") {
			t.Errorf("the error tells the password: %v", err)
		}
	}
	s, err := ParseServer("smtp://naam:geheim@post.example")
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "server", s)
	said := fmt.Sprintf("%v %+v %#v %s %s", s, s, s, s, log.String())
	if strings.Contains(said, "geheim") || strings.Contains(said, "naam") || !strings.Contains(said, "smtp://post.example:587") {
		t.Errorf("printed as %s", said)
	}
}
