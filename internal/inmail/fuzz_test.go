package inmail_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/inmail"
	"wederhoor/internal/testkit"
	"wederhoor/internal/testkit/badmail"
)

func samples(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("testdata/*.eml")
	if err != nil || len(files) == 0 {
		t.Fatal("no samples", err)
	}
	all := map[string][]byte{}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all[f] = raw
	}
	return all
}

// FuzzRead: whatever the bytes, there is a message, soon, that can be shown.
func FuzzRead(f *testing.F) {
	for _, raw := range samples(f) {
		f.Add(raw)
	}
	for _, make := range hostile {
		raw := make() // the beginning is enough to begin with
		f.Add([]byte(raw[:min(len(raw), 2<<10)]))
	}
	for i, mail := range badmail.Hostile() {
		if raw := mail.Raw(); i%5 == 0 {
			f.Add(raw[:min(len(raw), 2<<10)])
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var m inmail.Message
		if took := testkit.Busy(t, func() { m = inmail.Read(raw) }); took > 2*time.Second {
			t.Errorf("took %v for %d bytes", took, len(raw))
		}
		wellFormed(t, m)
		splits(t, m.Text)
		if sure := m.Authentic(""); sure == inmail.Pass {
			t.Error("passed at no known server")
		}
	})
}

// FuzzAddresses: a list of addresses never yields one that could end early.
func FuzzAddresses(f *testing.F) {
	for _, s := range []string{`Jan <jan@elders.test>`, `"Vrij, de" <a@b.test>, c@d.test (Cees)`, `=?utf-8?q?a=2C_b=40c.test?= <x@y.test>`,
		`groep: a@b.test, "x y"@z.test;`, `<@route.test:a@b.test>`, `"open <a@b.test>`, `a@b@c.test`, `(((`, `<>`} {
		f.Add(s)
	}
	for _, mail := range badmail.Hostile() {
		if raw := mail.Raw(); strings.Contains(mail.Name, "address ") && len(raw) < 4<<10 {
			_, after, _ := strings.Cut(string(raw), "From: ")
			value, _, _ := strings.Cut(after, "\r\n")
			f.Add(value)
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		m := inmail.Read([]byte("From: " + s + "\nTo: " + s + "\nDelivered-To: " + s + "\nReturn-Path: " + s + "\n\nx"))
		wellFormed(t, m)
		for _, a := range m.To {
			local, domain := a.Email[:strings.LastIndexByte(a.Email, '@')], a.Email[strings.LastIndexByte(a.Email, '@')+1:]
			if local == "" || domain == "" || strings.ContainsAny(a.Email, "<>\r\n,;") && local[0] != '"' || strings.ContainsAny(domain, " <>\"@") {
				t.Errorf("not one address: %q", a.Email)
			}
			if again := inmail.Read([]byte("From: <" + a.Email + ">\n\nx")).From.Email; again != a.Email {
				t.Errorf("%q is read as %q when it is sent back", a.Email, again)
			}
		}
	})
}

// FuzzReply: every byte of a text is kept, soon, and never is all of it quoted.
func FuzzReply(f *testing.F) {
	for _, quotation := range quotations {
		f.Add(own + quotation)
		f.Add(strings.ReplaceAll(quotation+own+quotation, "\n", "\r\n"))
	}
	f.Fuzz(func(t *testing.T, s string) {
		if took := testkit.Busy(t, func() { splits(t, s) }); took > 2*time.Second {
			t.Errorf("took %v for %d bytes", took, len(s))
		}
	})
}

// FuzzBounce: what a report says is short and clean, whoever wrote it.
func FuzzBounce(f *testing.F) {
	f.Add("Reporting-MTA: dns; mx.elders.example\n\nFinal-Recipient: rfc822; weg@elders.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 weg\n", "<1@klachten.example>")
	f.Add("Original-Recipient: rfc822;=?utf-8?q?=00?=\n \nAction: \xff\n\n\n:\n--b--\n", "<<>>")
	f.Add("--b\nContent-Type: message/rfc822\n\nMessage-ID: <2@x>\n--b\n", "x")
	f.Fuzz(func(t *testing.T, status, id string) {
		m := inmail.Read([]byte("From: a@b.example\nContent-Type: multipart/report; boundary=b; report-type=delivery-status\n\n--b\nContent-Type: message/delivery-status\n\n" +
			status + "\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: " + id + "\n--b--\n"))
		wellFormed(t, m)
		if m.Bounce == nil || !m.IsAutomatic() || len(m.Bounce.Recipients) > 100 {
			t.Fatalf("read as %+v", m.Bounce)
		}
		for _, r := range m.Bounce.Recipients {
			if len(r.Action) > 80 || len(r.Status) > 80 || len(r.Email) > 1000 || len(r.Diagnostic) > 2000 {
				t.Errorf("too long: %+v", r)
			}
		}
	})
}

// FuzzAuthentic: what a sender adds below the field of our server, or within a
// comment or quotes of it, changes nothing.
func FuzzAuthentic(f *testing.F) {
	for _, s := range []string{"x", "; dmarc=pass", `\"; dmarc=pass`, "(;dmarc=pass)", "\r\n ;dmarc=pass", "a=b header.from=elders.example", ") ; dmarc=pass ("} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if strings.ContainsAny(s, "\r\n\x00") || len(s) > 4000 {
			return
		}
		quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "(", `\(`, ")", `\)`).Replace(s)
		for _, field := range []string{`dmarc=fail reason="` + quoted + `"`, `reason="` + quoted + `"; dmarc=fail`, "dmarc=fail (" + quoted + ")", "(" + quoted + ") dmarc=fail",
			"spf=fail (" + quoted + `) smtp.mailfrom="` + quoted + `"@kwaad.example`} {
			m := inmail.Read([]byte(ar + ours + "; " + field + "\n" + ar + ours + "; dmarc=pass; " + s + "\nFrom: a@elders.example\n\nx"))
			if got := m.Authentic(ours); got != inmail.Fail {
				t.Errorf("%q is %s: %+v", field, got, m.AuthResults)
			}
		}
	})
}
