package testkit_test

import (
	"net/smtp"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/testkit"
)

func TestPostfixDelivers(t *testing.T) {
	server := testkit.Postfix(t)
	raw := "From: klachten@voorbeeld.example\r\nTo: jan@elders.example\r\nSubject: Hallo\r\n\r\nGoedemiddag.\r\n"
	if err := send(server, "jan@elders.example", raw); err != nil {
		t.Fatal(err)
	}
	got := server.Wait(t, "jan@elders.example", 1, 10*time.Second)[0]
	if string(got.Body) != "Goedemiddag.\n" || got.Header.Get("Subject") != "Hallo" || got.From != "klachten@voorbeeld.example" {
		t.Errorf("delivered from %s: %s", got.From, got.Raw)
	}
	if others := server.Messages("piet@elders.example"); len(others) != 0 {
		t.Errorf("piet has %d mails", len(others))
	}
}

func TestPostfixRefusesAndDefers(t *testing.T) {
	server := testkit.Postfix(t)
	for to, code := range map[string]string{"refused@elders.example": "550", "deferred-1@elders.example": "450"} {
		err := send(server, to, "Subject: x\r\n\r\nx\r\n")
		if err == nil || !strings.HasPrefix(err.Error(), code) {
			t.Errorf("%s: %v, want %s", to, err, code)
		}
	}
}

func send(s *testkit.MailServer, to, raw string) error {
	return smtp.SendMail(strings.TrimPrefix(s.URL(), "smtp://"), nil, "klachten@voorbeeld.example", []string{to}, []byte(raw))
}
