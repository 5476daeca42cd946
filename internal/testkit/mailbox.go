package testkit

import (
	"bytes"
	"crypto/x509"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// MailPassword is the password of the user klachten.
const MailPassword = "wachtwoord-van-de-brievenbus" //nolint:gosec // of a test

// Inbox is the mail of klachten, served by a real Dovecot. Besides its inbox it
// has a folder Archief.
type Inbox struct {
	dovecot
	mailDir string
	placed  atomic.Int64
}

// Mailbox starts a Dovecot for this test, on free ports of this machine. A
// Postfix, if there is one, delivers klachten@ and klachten+tag@ of any domain
// into it, and lets klachten sign in with what Dovecot knows.
func Mailbox(t testing.TB, postfix *MailServer) *Inbox {
	t.Helper()
	return MailboxWithTokens(t, postfix, nil)
}

// MailboxWithTokens is Mailbox that takes tokens too (XOAUTH2): Dovecot asks the
// provider about each.
func MailboxWithTokens(t testing.TB, postfix *MailServer, provider *Directory) *Inbox {
	t.Helper()
	home := ""
	if postfix != nil {
		home = filepath.Join(postfix.dir, "mail")
	} else {
		home = Scratch(t, "mailbox")
		own(t, "nobody", home)
	}
	m := &Inbox{mailDir: filepath.Join(home, "klachten")}
	m.mail, m.plain, m.tls, m.sasl = m.mailDir, freePort(t), freePort(t), freePort(t)
	if provider != nil {
		m.provider = strings.TrimPrefix(provider.issuer, "http://")
	}
	for _, dir := range []string{"", "cur", "new", "tmp", ".Archief", ".Archief/cur", ".Archief/new", ".Archief/tmp"} {
		m.makeDir(t, dir)
	}
	var err error
	if m.authority, err = NewAuthority(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	m.Start(t)
	if postfix != nil {
		postfix.deliverTo(t, m)
	}
	return m
}

func (m *Inbox) makeDir(t testing.TB, name string) {
	t.Helper()
	dir := filepath.Join(m.mailDir, name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	own(t, "nobody", dir)
}

// Start starts the server again after Stop, on the same ports.
func (m *Inbox) Start(t testing.TB) {
	t.Helper()
	m.start(t)
}

// Stop ends the server, and every connection to it; the mail stays.
func (m *Inbox) Stop() { m.keeper.close() }

// URL is the setting for mailbox.Parse, without TLS. What is added goes behind
// the question mark: "address=klachten@voorbeeld.example".
func (m *Inbox) URL(query ...string) string {
	return "imap://klachten:" + MailPassword + "@127.0.0.1:" + m.plain + "/" + asked(query)
}

// TokenURL is URL with a file of a token source instead of a password.
func (m *Inbox) TokenURL(file string, query ...string) string {
	return "imap://klachten@127.0.0.1:" + m.plain + "/" + asked(append(query, "oauth="+file))
}

// SecureURL speaks TLS at once, StartTLSURL after asking. Both need Roots.
func (m *Inbox) SecureURL() string {
	return "imaps://klachten:" + MailPassword + "@127.0.0.2:" + m.tls + "/"
}

// StartTLSURL is an address on which encryption is offered.
func (m *Inbox) StartTLSURL() string {
	return "imap://klachten:" + MailPassword + "@127.0.0.2:" + m.plain + "/"
}

// Roots hold who vouches for the certificate of the server, and nobody else.
func (m *Inbox) Roots() *x509.CertPool { return m.authority.Roots() }

func asked(query []string) string {
	if len(query) == 0 {
		return ""
	}
	return "?" + strings.Join(query, "&")
}

// Put writes a mail straight into the inbox, as it is, and returns its file.
func (m *Inbox) Put(t testing.TB, raw []byte) (name string) {
	t.Helper()
	name = fmt.Sprintf("%d.N%d.testkit", time.Now().Unix(), m.placed.Add(1))
	file := filepath.Join(m.mailDir, "tmp", name)
	if err := os.WriteFile(file, bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	own(t, "nobody", file)
	if err := os.Rename(file, filepath.Join(m.mailDir, "new", name)); err != nil {
		t.Fatal(err)
	}
	return name
}

// PutMany writes n mails; make composes the i-th, from 0.
func (m *Inbox) PutMany(t testing.TB, n int, make func(i int) []byte) {
	t.Helper()
	for i := range n {
		m.Put(t, make(i))
	}
}

// Count is the number of mails in the inbox, read or not.
func (m *Inbox) Count() int { return len(m.files("*")) }

// Seen is the number of mails that somebody marked as read.
func (m *Inbox) Seen() int {
	seen := 0
	for _, file := range m.files("*") {
		if _, flags, _ := strings.Cut(filepath.Base(file), ":2,"); strings.Contains(flags, "S") {
			seen++
		}
	}
	return seen
}

// Remove deletes a mail that Put placed, as a person in another program would.
func (m *Inbox) Remove(t testing.TB, name string) {
	t.Helper()
	files := m.files(name + "*")
	if len(files) != 1 {
		t.Fatalf("%d files for the mail %s", len(files), name)
	}
	if err := os.Remove(files[0]); err != nil {
		t.Fatal(err)
	}
}

// Renumber gives the folder a new UIDVALIDITY and all mails new numbers.
func (m *Inbox) Renumber(t testing.TB) {
	t.Helper()
	m.Stop()
	time.Sleep(1100 * time.Millisecond) // it is made of the time in seconds
	for _, pattern := range []string{"dovecot*", ".Archief/dovecot*"} {
		files, _ := filepath.Glob(filepath.Join(m.mailDir, pattern))
		for _, file := range files {
			if err := os.RemoveAll(file); err != nil {
				t.Fatal(err)
			}
		}
	}
	m.Start(t)
}

func (m *Inbox) files(pattern string) []string {
	fresh, _ := filepath.Glob(filepath.Join(m.mailDir, "new", pattern))
	known, _ := filepath.Glob(filepath.Join(m.mailDir, "cur", pattern))
	moved := map[string]bool{} // Dovecot moves a mail from new to cur, also between these two lines
	for _, file := range known {
		name, _, _ := strings.Cut(filepath.Base(file), ":2,")
		moved[name] = true
	}
	return append(known, slices.DeleteFunc(fresh, func(file string) bool { return moved[filepath.Base(file)] })...)
}
