package testkit

import (
	"bytes"
	"net"
	"net/mail"
	"net/smtp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// MailServer is a real Postfix that takes mail for any address and keeps it. A
// local part that begins with "refused" is answered with 550 at RCPT, one that
// begins with "deferred" with 450. One that begins with "bounces" is taken, and
// then a bounce goes to the envelope sender.
type MailServer struct {
	dir, port string
	keeper    *keeper
}

// Message is a mail as Postfix delivered it.
type Message struct {
	To     string // the envelope recipient
	From   string // the envelope sender
	Header mail.Header
	Body   []byte // as delivered, with LF line ends
	Raw    []byte // with the lines that Postfix put on top
}

// Postfix starts a mail server for this test. It looks up no names, sends
// nothing on, and listens on 127.0.0.1 only.
func Postfix(t testing.TB) *MailServer {
	t.Helper()
	s := &MailServer{dir: folder(t, "postfix"), port: freePort(t)}
	s.configure(t)
	config := filepath.Join(s.dir, "etc")
	// check makes the folders of the queue; -s keeps master in the foreground.
	s.keeper = keep(t, "", s.dir, "TERM", "/bin/sh", "-c", `"$0" -c "$2" check && exec "$1" -s -c "$2"`,
		find(t, "postfix", "postfix", "/usr/sbin"), find(t, "master", "postfix", "/usr/lib/postfix/sbin"), config)
	t.Cleanup(s.keeper.leave)
	if !poll(30*time.Second, s.answers) {
		t.Fatalf("Postfix does not answer:\n%s", tail(filepath.Join(s.dir, "log")))
	}
	return s
}

// URL is the address for mail.ParseServer.
func (s *MailServer) URL() string { return "smtp://127.0.0.1:" + s.port }

// Stop ends the server before the test does; its mail is gone with it.
func (s *MailServer) Stop() {
	s.keeper.close()
	poll(5*time.Second, func() bool {
		conn, err := net.DialTimeout("tcp", "127.0.0.1:"+s.port, time.Second) //nolint:noctx // bounded
		if err == nil {
			_ = conn.Close()
		}
		return err != nil
	})
}

// Messages are the mails delivered to an address so far, oldest first.
func (s *MailServer) Messages(address string) []*Message {
	return slices.DeleteFunc(s.Everything(), func(m *Message) bool { return !strings.EqualFold(m.To, address) })
}

// Everything is what was delivered so far to anybody, oldest first.
func (s *MailServer) Everything() []*Message {
	files, _ := filepath.Glob(filepath.Join(s.dir, "mail/all/new/*"))
	slices.SortFunc(files, func(a, b string) int { return age(a).Compare(age(b)) })
	var all []*Message
	for _, file := range files {
		raw, err := os.ReadFile(file) //nolint:gosec // our own folder
		if err != nil {
			continue
		}
		if m := readMessage(raw); m != nil {
			all = append(all, m)
		}
	}
	return all
}

// Wait fails the test unless exactly n mails reach the address in time.
func (s *MailServer) Wait(t testing.TB, address string, n int, timeout time.Duration) []*Message {
	t.Helper()
	poll(timeout, func() bool { return len(s.Messages(address)) >= n })
	got := s.Messages(address)
	if len(got) != n {
		t.Fatalf("%d mails for %s after %v, want %d\n%s", len(got), address, timeout, n, tail(filepath.Join(s.dir, "log")))
	}
	return got
}

func (s *MailServer) answers() bool { return greets("127.0.0.1:"+s.port, "220 ") }

// deliverTo puts the mail of klachten in a Maildir that Dovecot serves, and
// leaves signing in to that Dovecot. Nobody has to: see mynetworks.
func (s *MailServer) deliverTo(t testing.TB, m *Inbox) {
	t.Helper()
	etc := filepath.Join(s.dir, "etc")
	main, err := os.ReadFile(filepath.Join(etc, "main.cf")) //nolint:gosec // our own folder
	if err != nil {
		t.Fatal(err)
	}
	s.set(t, "main.cf", string(main)+"smtpd_sasl_auth_enable = yes\nsmtpd_sasl_type = dovecot\nsmtpd_sasl_path = inet:127.0.0.1:"+m.sasl+"\n", time.Minute)
	s.set(t, "boxes", boxes, time.Minute)
	Run(t, find(t, "postfix", "postfix", "/usr/sbin"), "-c", etc, "reload")
	if !poll(10*time.Second, s.signsIn) {
		t.Fatalf("Postfix does not let anybody sign in:\n%s", tail(filepath.Join(s.dir, "maillog")))
	}
}

// signsIn tells a process of Postfix that read the new settings from an old one.
func (s *MailServer) signsIn() bool {
	c, err := smtp.Dial("127.0.0.1:" + s.port)
	if err != nil {
		return false
	}
	defer func() { _ = c.Close() }()
	offered, _ := c.Extension("AUTH")
	return offered
}

func readMessage(raw []byte) *Message {
	parsed, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return nil
	}
	_, body, _ := bytes.Cut(raw, []byte("\n\n"))
	return &Message{
		To: parsed.Header.Get("X-Original-To"), From: strings.Trim(parsed.Header.Get("Return-Path"), "<>"),
		Header: parsed.Header, Body: body, Raw: raw,
	}
}

func age(file string) time.Time {
	info, err := os.Stat(file)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}
