package doctor_test

import (
	"crypto/tls"
	"encoding/pem"
	"errors"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/doctor"
	"wederhoor/internal/testkit"
)

// TestARoundTrip goes out by a real Postfix and comes in at a real Dovecot, past
// mail that lay there already; nothing is marked as read.
func TestARoundTrip(t *testing.T) {
	server := testkit.Postfix(t)
	box := testkit.Mailbox(t, server)
	box.Put(t, []byte("From: tessa@elders.example\r\nX-Wederhoor-Test: x\r\nSubject: klacht\r\n\r\nx\r\n"))
	s := doctor.Settings{SMTP: server.URL() + "?from=klachten@voorbeeld.example", Mailboxes: []string{box.URL("address=klachten@voorbeeld.example", "expires=2099-01-01")},
		DNS: testkit.Names(t), RoundTrip: true}
	text, wrong := look(t, s)
	wants(t, text, "✓ mailserver: aanmelden lukt", "✓ brievenbus klachten@voorbeeld.example: aanmelden lukt en de map gaat open", "✓ heen en weer: de test kwam aan na ",
		"✓ plus-adressen: de brievenbus neemt ze aan", "✓ klok: gelijk met de mailserver", "– DKIM: niet ondertekend", "– de ontvangende server schrijft geen Authentication-Results")
	if wrong != 3 || box.Count() != 2 || box.Seen() != 0 { // the names of the domain
		t.Errorf("%d wrong, %d mails, %d seen:\n%s", wrong, box.Count(), box.Seen(), text)
	}
	s.RoundTrip = false
	text, _ = look(t, s)
	wants(t, text, "– heen en weer: niet gevraagd")
	s.RoundTrip, s.SMTP = true, s.SMTP+"&verp=off"
	text, _ = look(t, s)
	wants(t, text, "– heen en weer: niet met verp=off")
	if box.Count() != 2 {
		t.Errorf("%d mails in the box", box.Count())
	}
}

// TestARoundTripThatFails says what to do, in time.
func TestARoundTripThatFails(t *testing.T) {
	server := testkit.Postfix(t)
	box := testkit.Mailbox(t, server)
	s := doctor.Settings{SMTP: server.URL() + "?from=klachten@voorbeeld.example", Mailboxes: []string{box.URL("address=elders@voorbeeld.example")},
		DNS: testkit.Names(t), RoundTrip: true, Patience: 3 * time.Second}
	text, _ := look(t, s)
	wants(t, text, "✗ heen en weer: de test kwam niet aan binnen 3s. Kijk of")
	s.Mailboxes[0] = box.URL("address=refused@voorbeeld.example")
	text, _ = look(t, s)
	wants(t, text, "✗ plus-adressen: de mailserver weigert de test: ")
	s.Mailboxes[0] = strings.Replace(s.Mailboxes[0], testkit.MailPassword, "geheim", 1)
	text, _ = look(t, s)
	wants(t, text, "✗ brievenbus refused@voorbeeld.example: ")
}

// TestEncryption: the certificate of Dovecot is not one that the system knows,
// is right once it does, and is for one address only.
func TestEncryption(t *testing.T) {
	box := testkit.Mailbox(t, nil)
	text, _ := look(t, doctor.Settings{Mailboxes: []string{box.SecureURL() + "?address=klachten@voorbeeld.example"}, DNS: testkit.Names(t)})
	wants(t, text, "✗ imaps://127.0.0.2:")
	if !strings.Contains(text, "het certificaat wordt niet vertrouwd") {
		t.Error(text)
	}
	known := filepath.Join(t.TempDir(), "roots.pem")
	if err := os.WriteFile(known, certificateOf(t, box), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SSL_CERT_FILE", known)
	for _, setting := range []string{box.SecureURL(), box.StartTLSURL()} {
		text := printed(t, setting)
		wants(t, text, "✓ mailbox klachten@voorbeeld.example: signing in works")
		if !strings.Contains(text, "certificate ends in 0 days. Renew") { // it is made for a day
			t.Error(text)
		}
		text = printed(t, strings.Replace(setting, "127.0.0.2", "vreemd.localhost", 1))
		wants(t, text, "✗ imap")
	}
}

// printed is what the program itself says of a mailbox, with the roots of the
// environment; something is wrong each time, and that is its exit status.
func printed(t *testing.T, setting string) string {
	t.Helper()
	cmd := exec.Command(testkit.Binary(t), "doctor", "--lang", "en", "--data", filepath.Join(t.TempDir(), "data"), "--mailbox", setting+"?address=klachten@voorbeeld.example", "--dns", "127.0.0.1:9")
	out, err := cmd.Output()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 1 || !strings.HasSuffix(string(exit.Stderr), "things are not in order\n") {
		t.Errorf("%v", err)
	}
	return string(out)
}

func certificateOf(t *testing.T, box *testkit.Inbox) []byte {
	t.Helper()
	u, err := url.Parse(box.SecureURL())
	if err != nil {
		t.Fatal(err)
	}
	conn, err := tls.Dial("tcp", u.Host, &tls.Config{ServerName: u.Hostname(), RootCAs: box.Roots(), MinVersion: tls.VersionTLS12}) //nolint:noctx // of this test
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: conn.ConnectionState().PeerCertificates[0].Raw})
}
