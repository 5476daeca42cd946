package mail

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func letterToJan() Message {
	return Message{
		ID: "7f3a.1@voorbeeld.example", Date: time.Date(2026, 11, 25, 9, 30, 0, 0, time.FixedZone("", 3600)),
		From: "klachten@voorbeeld.example", FromName: "Klachtenregister Voorbeeld", To: "jan@elders.example", ToName: "Jan Ünal-Çelik",
		ReplyTo: "antwoord@voorbeeld.example", Subject: "Uw klacht is ontvangen: wij reageren vóór 23 december",
		Text: "Geachte heer,\n\nHet gaat om € 50.\n.\nEinde\n", HTML: "<p>Geachte heer,</p><p>Het gaat om € 50.</p>", Automatic: true,
	}
}

func TestComposeWritesWhatWasAsked(t *testing.T) {
	raw, err := Compose(letterToJan())
	if err != nil {
		t.Fatal(err)
	}
	m, parts := read(t, raw)
	subject, _ := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	got := map[string]string{"subject": subject}
	for _, name := range []string{"Message-Id", "Date", "From", "To", "Reply-To", "Auto-Submitted", "X-Auto-Response-Suppress", "User-Agent"} {
		got[name], _ = new(mime.WordDecoder).DecodeHeader(m.Header.Get(name))
	}
	want := map[string]string{
		"subject": letterToJan().Subject, "Message-Id": "<7f3a.1@voorbeeld.example>", "Date": "Wed, 25 Nov 2026 09:30:00 +0100",
		"From": `"Klachtenregister Voorbeeld" <klachten@voorbeeld.example>`, "To": "Jan Ünal-Çelik <jan@elders.example>",
		"Reply-To": "<antwoord@voorbeeld.example>", "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All", "User-Agent": "",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	wantParts := []string{strings.ReplaceAll(letterToJan().Text, "\n", "\r\n"), letterToJan().HTML + "\r\n"}
	if diff := cmp.Diff(wantParts, parts); diff != "" {
		t.Error(diff)
	}
	if !sevenBit(raw) || offerable("a@b.example", "c@d.example", raw).State != "" {
		t.Error("the bytes are not fit for every server")
	}
}

func TestComposeRepeatsItself(t *testing.T) {
	first, _ := Compose(letterToJan())
	for range 20 {
		again, err := Compose(letterToJan())
		if err != nil || !bytes.Equal(first, again) {
			t.Fatalf("the same message gave other bytes (%v)", err)
		}
	}
}

func TestComposeRefuses(t *testing.T) {
	hostile := map[string]func(*Message){
		"line break in subject":   func(m *Message) { m.Subject = "Hallo\r\nBcc: iedereen@elders.example" },
		"bare LF in name":         func(m *Message) { m.ToName = "Jan\nBcc: x@elders.example" },
		"bare CR in name":         func(m *Message) { m.FromName = "Jan\rBcc: x@elders.example" },
		"NUL in subject":          func(m *Message) { m.Subject = "a\x00b" },
		"NEL in subject":          func(m *Message) { m.Subject = "a\u0085b" },
		"line separator in name":  func(m *Message) { m.ToName = "a\u2028b" },
		"broken UTF-8":            func(m *Message) { m.Subject = "a\xffb" },
		"endless subject":         func(m *Message) { m.Subject = strings.Repeat("x", 401) },
		"two recipients":          func(m *Message) { m.To = "jan@elders.example, piet@elders.example" },
		"a group":                 func(m *Message) { m.To = "allen:jan@elders.example;" },
		"name within address":     func(m *Message) { m.To = "Jan <jan@elders.example>" },
		"line break in address":   func(m *Message) { m.To = "jan@elders.example\r\nRCPT TO:<piet@elders.example>" },
		"quoted local part":       func(m *Message) { m.To = `"jan piet"@elders.example` },
		"address literal":         func(m *Message) { m.To = "jan@[127.0.0.1]" },
		"non-ASCII address":       func(m *Message) { m.To = "jän@elders.example" },
		"bracket in address":      func(m *Message) { m.To = "jan@elders.example> SIZE=1" },
		"address too long":        func(m *Message) { m.To = strings.Repeat("j", 250) + "@elders.example" },
		"message id with space":   func(m *Message) { m.ID = "a b@voorbeeld.example" },
		"message id with break":   func(m *Message) { m.ID = "a@b.example>\r\nBcc: <x@y.example" },
		"no message id":           func(m *Message) { m.ID = "" },
		"no date":                 func(m *Message) { m.Date = time.Time{} },
		"no text beside HTML":     func(m *Message) { m.Text = "" },
		"blind copy as header":    func(m *Message) { m.Headers = map[string]string{"Bcc": "x@elders.example"} },
		"header name with break":  func(m *Message) { m.Headers = map[string]string{"X-Wederhoor-A\r\nBcc": "x"} },
		"header value with break": func(m *Message) { m.Headers = map[string]string{"Content-Language": "nl\r\nBcc: x@y.example"} },
	}
	for name, spoil := range hostile {
		t.Run(name, func(t *testing.T) {
			m := letterToJan()
			spoil(&m)
			raw, err := Compose(m)
			if !errors.Is(err, ErrMessage) || raw != nil {
				t.Fatalf("composed %q, %v", raw, err)
			}
			if strings.Contains(err.Error(), "elders") {
				t.Errorf("the error repeats the value: %v", err)
			}
		})
	}
}

func TestComposeDisarms(t *testing.T) {
	m := letterToJan()
	m.Subject, m.ToName = "=?utf-8?q?Betaal_nu?=   \u202enu", "=?utf-8?q?De_directeur?= \u2066x"
	raw, err := Compose(m)
	if err != nil {
		t.Fatal(err)
	}
	parsed, _ := read(t, raw)
	for _, name := range []string{"Subject", "To"} {
		shown, _ := new(mime.WordDecoder).DecodeHeader(parsed.Header.Get(name))
		if strings.Contains(shown, "Betaal nu") || strings.Contains(shown, "De directeur") || strings.ContainsAny(shown, "\u202e\u2066") {
			t.Errorf("%s shows %q", name, shown)
		}
	}
}

// FuzzCompose: nothing a person types adds, hides or ends a header.
func FuzzCompose(f *testing.F) {
	f.Add("Jan", "Uw klacht", "jan@elders.example", "tekst", "<p>tekst</p>")
	f.Add("Jan\r\nBcc: a@b.c", "=?utf-8?q?a=0D=0ABcc:_x?=", "a@b.example\r\nDATA", "\r\n.\r\nQUIT\r\n", "--x--")
	f.Add(`"Jan" <x@y.z>`, strings.Repeat("é ", 150), "jan@elders.example", "a\rb\nc\r\nd", "")
	f.Add(strings.Repeat("ab ", 80), strings.Repeat("x", 399), "jan@elders.example", strings.Repeat("y", 3000), "\x00\xff")
	f.Fuzz(func(t *testing.T, name, subject, to, text, html string) {
		m := letterToJan()
		m.ToName, m.FromName, m.Subject, m.To, m.Text, m.HTML = name, name, subject, to, text, html
		raw, err := Compose(m)
		if err != nil {
			return
		}
		head, _, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
		var names []string
		for line := range bytes.SplitSeq(head, []byte("\r\n")) {
			if strings.TrimSpace(string(line)) == "" {
				t.Fatalf("an empty line within the headers of %q", raw)
			}
			if line[0] != ' ' && line[0] != '\t' {
				field, _, _ := strings.Cut(string(line), ":")
				names = append(names, field)
			}
		}
		slices.Sort(names)
		want := []string{"Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Reply-To", "Subject", "To", "X-Auto-Response-Suppress"}
		if html == "" {
			want = slices.Insert(want, 1, "Content-Transfer-Encoding")
		}
		if diff := cmp.Diff(want, names); diff != "" {
			t.Fatal(diff)
		}
		if o := offerable(m.From, m.To, raw); o.State != "" {
			t.Fatalf("composed what cannot be sent: %s\n%q", o.Reason, raw)
		}
		parsed, parts := read(t, raw)
		if list, err := parsed.Header.AddressList("To"); err != nil || len(list) != 1 || list[0].Address != to {
			t.Fatalf("To is %v (%v), want %s", list, err, to)
		}
		if parts[0] != body(text) {
			t.Fatalf("the text became %q", parts[0])
		}
	})
}

// read parses a mail with the standard library and decodes its parts.
func read(t *testing.T, raw []byte) (*mail.Message, []string) {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("%v in %q", err, raw)
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	if kind == "text/plain" {
		b, err := io.ReadAll(quotedprintable.NewReader(m.Body))
		if err != nil {
			t.Fatal(err)
		}
		return m, []string{string(b)}
	}
	var parts []string
	for r := multipart.NewReader(m.Body, params["boundary"]); ; {
		p, err := r.NextPart() // decodes quoted-printable
		if errors.Is(err, io.EOF) {
			return m, parts
		}
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(p)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, string(b))
	}
}
