package inmail_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"wederhoor/internal/inmail"
)

const top = "From: Sanne de Vrij <sanne@elders.test>\r\nMessage-ID: <1@elders.test>\r\nSubject: Klacht\r\n"

func typed(kind, rest string) string { return top + "Content-Type: " + kind + "\r\n" + rest }

func times(n int, f func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(f(i))
	}
	return b.String()
}

func levels(n int) string {
	return top + times(n, func(i int) string {
		return fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
	}) +
		"\r\nklacht\r\n" + times(n, func(i int) string { return fmt.Sprintf("--b%d--\r\n", n-1-i) })
}

// hostile mails, each of which makes some reader slow, large or blind.
var hostile = map[string]func() string{
	"10,000 levels": func() string { return levels(10_000) },
	"10,000 levels, one boundary": func() string {
		return top + strings.Repeat("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n", 10_000) + "\r\nklacht"
	},
	"10,000 attached mails": func() string {
		return top + strings.Repeat("Content-Type: message/rfc822\r\n\r\nFrom: a@b.test\r\nSubject: x\r\n", 10_000) + "\r\nklacht"
	},
	"200,000 parts": func() string {
		return typed("multipart/mixed; boundary=b", "\r\n"+strings.Repeat("--b\r\n\r\nx\r\n", 200_000)+"--b--\r\n")
	},
	"16 levels, long boundaries that nearly match": func() string {
		long := strings.Repeat("a", 195)
		return top + times(16, func(i int) string {
			return fmt.Sprintf("Content-Type: multipart/mixed; boundary=%s%02d\r\n\r\n--%s%02d\r\n", long, i, long, i)
		}) + "\r\n" + strings.Repeat("--"+long+"\r\n", 5000)
	},
	"lines of two dashes": func() string {
		return typed("multipart/mixed; boundary=b", "\r\n--b\r\n\r\n"+strings.Repeat("--\n", 350_000))
	},
	"10,000 RFC 2231 pieces": func() string {
		return typed("application/pdf;"+times(10_000, func(i int) string { return fmt.Sprintf(" name*%d=a;", i) }), "\r\nx")
	},
	"100,000 parameters":       func() string { return typed("text/plain"+strings.Repeat("; a=b", 50_000), "\r\nklacht") },
	"25 MB header line":        func() string { return top + "X-A: " + strings.Repeat("a", 25<<20) },
	"endless folded header":    func() string { return top + "Subject: x" + strings.Repeat("\r\n a", 1<<20) },
	"folds of spaces":          func() string { return top + "Subject: x" + strings.Repeat("\r\n ", 350_000) + "\r\nX: y\r\n\r\nklacht" },
	"100,000 fields":           func() string { return top + strings.Repeat("X: y\r\n", 180_000) + "\r\nklacht" },
	"lines that are no fields": func() string { return top + strings.Repeat("geen veld\r\nX: y\r\n", 60_000) + "\r\nklacht" },
	"encoded words": func() string {
		return top + "To: " + strings.Repeat("=?utf-8?B?w6k=?=\r\n ", 12_000) + "\r\n\r\nklacht"
	},
	"words that never end": func() string { return top + "To: " + strings.Repeat("=?utf-8?q?", 25_000) + "\r\n\r\nklacht" },
	"words of many charsets": func() string {
		return top + "Subject: " + strings.Repeat("=?utf-8?q?a?= =?gbk?q?a?= =?iso-2022-jp?q?a?=\r\n ", 5000) + "\r\n\r\nklacht"
	},
	"commas": func() string { return top + "To: " + strings.Repeat(",", 250_000) + "\r\n\r\nklacht" },
	"colons after an @": func() string {
		return top + "To: " + strings.Repeat("a", 120_000) + "@" + strings.Repeat(":", 120_000) + "\r\n\r\nklacht"
	},
	"brackets":   func() string { return top + "To: " + strings.Repeat("<(\"", 80_000) + "\r\n\r\nklacht" },
	"references": func() string { return top + "References: " + strings.Repeat("<a@b> ", 40_000) + "\r\n\r\nklacht" },
	"results": func() string {
		return top + "Authentication-Results: " + strings.Repeat("((;a=b", 40_000) + "\r\n\r\nklacht"
	},
	"base64 that never ends": func() string {
		return typed("application/pdf", "Content-Transfer-Encoding: base64\r\n\r\n"+strings.Repeat("QUJD", 256<<10))
	},
	"quoted-printable of signs": func() string {
		return typed("text/plain", "Content-Transfer-Encoding: quoted-printable\r\n\r\n"+strings.Repeat("=", 1<<20))
	},
	"soft breaks": func() string {
		return typed("text/plain", "Content-Transfer-Encoding: quoted-printable\r\n\r\n"+strings.Repeat("=      ", 150_000))
	},
	"flowed": func() string { return typed("text/plain; format=flowed", "\r\n"+strings.Repeat("> \n>> \n", 150_000)) },
	"report of recipients": func() string {
		return typed("multipart/report; boundary=b; report-type=delivery-status", "\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"+
			strings.Repeat("Final-Recipient: rfc822;a@b\n\n", 35_000)+"--b--\r\n")
	},
	"300 reports": func() string {
		return typed("multipart/report; boundary=b", "\r\n"+strings.Repeat("--b\r\nContent-Type: message/delivery-status\r\n\r\n"+strings.Repeat("x\n", 1500)+"\r\n", 299)+"--b--\r\n")
	},
	"NUL":                          func() string { return strings.Repeat("\x00", 1<<20) },
	"one boundary, mail of dashes": func() string { return typed("multipart/mixed; boundary=-", "\r\n"+strings.Repeat("---\n", 250_000)) },
	"HTML: open tags":              func() string { return typed("text/html", "\r\n"+strings.Repeat("<b ", 350_000)) },
	"HTML: open quotes": func() string {
		return typed("text/html", "\r\n"+strings.Repeat(`<a x="`, 170_000)+strings.Repeat("<a x='", 1000))
	},
	"HTML: open comments": func() string { return typed("text/html", "\r\n"+strings.Repeat("<!--", 250_000)) },
	"HTML: open scripts":  func() string { return typed("text/html", "\r\n"+strings.Repeat("<script>", 120_000)) },
	"HTML: mixed scripts": func() string { return typed("text/html", "\r\n"+strings.Repeat("<style></STYLE>", 66_000)) },
	"HTML: deep quotes":   func() string { return typed("text/html", "\r\n"+strings.Repeat("<blockquote>a", 80_000)) },
	"HTML: deep tables":   func() string { return typed("text/html", "\r\n"+strings.Repeat("<table><tr><td>a", 60_000)) },
	"HTML: breaks":        func() string { return typed("text/html", "\r\n"+strings.Repeat("<br>", 250_000)+"a") },
	"HTML: links": func() string {
		return typed("text/html", "\r\n"+strings.Repeat(`<a href="https://`+strings.Repeat("x", 480)+`">y</a>`, 2000))
	},
	"HTML: open link": func() string {
		return typed("text/html", "\r\n<a href=https://x.test>"+strings.Repeat("y</a>", 200_000))
	},
	"HTML: attributes": func() string { return typed("text/html", "\r\n<img "+strings.Repeat("alt=", 250_000)+">") },
	"HTML: entities":   func() string { return typed("text/html", "\r\n"+strings.Repeat("&notanentity", 90_000)) },
	"HTML: one entity": func() string {
		return typed("text/html", "\r\n"+strings.Repeat("&", 500_000)+strings.Repeat("a", 500_000))
	},
	"HTML: data picture": func() string {
		return typed("text/html", "\r\n<img src='data:image/png;base64,"+strings.Repeat("QUJD", 256<<10)+"'>klacht")
	},
}

// budget of computing is four times what is promised for a mail of 1 MB: in a test the
// collector works along.
const budget = 600 * time.Millisecond

// TestHostile: no shape makes reading slow or large, and the result is always
// one that can be shown.
func TestHostile(t *testing.T) {
	for name, make := range hostile {
		t.Run(name, func(t *testing.T) {
			runtime.GC()
			m := measured(t, []byte(make()))
			t.Logf("%s: %v", name, m.Problems)
		})
	}
}

// wellFormed is what the rest of the register may rely on.
func wellFormed(t testing.TB, m inmail.Message) {
	t.Helper()
	if slices.Contains(m.Problems, inmail.Fault) {
		t.Error("a defect was caught")
	}
	if len(m.Text) > inmail.MaxText {
		t.Errorf("text of %d bytes", len(m.Text))
	}
	if s := m.Text; !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) {
		t.Errorf("text with controls or not UTF-8")
	}
	lines := slices.Concat([]string{m.Subject, m.MessageID, m.From.Name, m.From.Email, m.ReturnPath}, m.References, m.InReplyTo, m.DeliveredTo)
	if a := m.AuthResults; a != nil {
		lines = append(lines, a.Server)
		for _, r := range a.Results {
			lines = append(lines, r.Method, r.Result)
			for k, v := range r.Properties {
				lines = append(lines, k, v)
			}
		}
	}
	for _, a := range slices.Concat(m.To, m.Cc, m.ReplyTo) {
		lines = append(lines, a.Name, a.Email)
	}
	if m.Bounce != nil {
		lines = append(lines, m.Bounce.OriginalID, m.Bounce.Server, m.Bounce.EnvelopeID)
		for _, r := range m.Bounce.Recipients {
			lines = append(lines, r.Email, r.Original, r.Action, r.Status, r.Diagnostic)
		}
	}
	for _, a := range m.Attachments {
		lines = append(lines, a.Type)
		if a.Name == "" || a.Name[0] == '.' || utf8.RuneCountInString(a.Name) > 125 || strings.ContainsAny(a.Name, "/\\:") {
			t.Errorf("attachment is called %q", a.Name)
		}
		lines = append(lines, a.Name)
	}
	for _, s := range lines {
		if !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl) || strings.ContainsAny(s, "\u202e\u2066") {
			t.Errorf("not one clean line: %q", s)
		}
	}
	if len(m.Attachments) > 300 {
		t.Errorf("%d attachments", len(m.Attachments))
	}
}

// TestRandomCuts: every sample, cut anywhere and with bytes changed, is read.
func TestRandomCuts(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const signs = "\x00\r\n-=<>\"();:,\xff\x80 "
	for name, raw := range samples(t) {
		for range 200 {
			cut := slices.Clone(raw[:random.IntN(min(len(raw), 4000))])
			for range random.IntN(8) {
				if len(cut) > 0 {
					cut[random.IntN(len(cut))] = signs[random.IntN(len(signs))]
				}
			}
			if wellFormed(t, inmail.Read(cut)); t.Failed() {
				t.Fatalf("%s: %q", name, cut)
			}
		}
	}
}
