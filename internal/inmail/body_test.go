package inmail_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"wederhoor/internal/inmail"
)

// mixed makes a mail of parts, each with its header.
func mixed(kind string, parts ...string) string {
	return "From: a@b.test\r\nMessage-ID: <1@b>\r\nContent-Type: " + kind + "; boundary=\"B 1\"\r\n\r\n--B 1\r\n" + strings.Join(parts, "\r\n--B 1\r\n") + "\r\n--B 1--\r\n"
}

const (
	plain  = "Content-Type: text/plain\r\n\r\n"
	markup = "Content-Type: text/html\r\n\r\n"
	pdf    = "Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg=="
)

func TestTextOfParts(t *testing.T) {
	for name, c := range map[string]struct {
		raw, text string
		attached  []string
		problems  []inmail.Problem
	}{
		"two texts around a file": {mixed("multipart/mixed", plain+"een", pdf, plain+"twee"), "een\n\ntwee", []string{"a.pdf"}, nil},
		"alternative":             {mixed("multipart/alternative", plain+"tekst", markup+"<p>opmaak"), "tekst", nil, nil},
		"alternative, turned":     {mixed("multipart/alternative", markup+"<p>opmaak", plain+"tekst"), "tekst", nil, nil},
		"only HTML":               {mixed("multipart/mixed", markup+"<p>opmaak"), "opmaak", nil, nil},
		"text as a file":          {mixed("multipart/mixed", plain+"een", "Content-Type: text/plain; name=log.txt\r\n\r\nlog"), "een", []string{"log.txt"}, nil},
		"signed":                  {mixed("multipart/signed", plain+"een", "Content-Type: application/pgp-signature\r\n\r\nx"), "een", []string{"bijlage-1.asc"}, []inmail.Problem{inmail.Signed}},
		"encrypted": {mixed("multipart/encrypted", "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1", "Content-Type: application/octet-stream; name=encrypted.asc\r\n\r\nx"), "",
			[]string{"bijlage-1.bin", "encrypted.asc"}, []inmail.Problem{inmail.Encrypted}},
		"winmail.dat":     {mixed("multipart/mixed", plain+"een", "Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\nx"), "een", []string{"winmail.dat"}, []inmail.Problem{inmail.Winmail}},
		"forwarded whole": {mixed("multipart/mixed", "Content-Type: message/rfc822\r\n\r\nFrom: c@d.test\r\nSubject: Re: a/b\r\n\r\norigineel"), "origineel", []string{"Re a-b.eml"}, []inmail.Problem{inmail.FromAttachedOne}},
		"forwarded, note": {mixed("multipart/mixed", plain+"zie onder", "Content-Type: message/rfc822\r\n\r\nFrom: c@d.test\r\n\r\norigineel"), "zie onder", []string{"bijlage-1.eml"}, nil},
		"cut off":         {"From: a@b.test\r\nMessage-ID: <1@b>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + plain + "een", "een", nil, []inmail.Problem{inmail.Unfinished}},
		"no boundary":     {"From: a@b.test\r\nMessage-ID: <1@b>\r\nContent-Type: multipart/mixed\r\n\r\neen", "een", nil, []inmail.Problem{inmail.NoParts}},
		"no part":         {"From: a@b.test\r\nMessage-ID: <1@b>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\neen", "een", nil, []inmail.Problem{inmail.Unfinished, inmail.NoParts}},
		"one boundary for two": {mixed("multipart/mixed", "Content-Type: multipart/alternative; boundary=\"B 1\"\r\n\r\n--B 1\r\n"+plain+"een", pdf), "een", []string{"a.pdf"},
			[]inmail.Problem{inmail.Unfinished}},
		"a boundary that begins as another": {mixed("multipart/mixed", "Content-Type: multipart/mixed; boundary=\"B 12\"\r\n\r\n--B 12\r\n"+plain+"een\r\n--B 123\r\n--B 12--", plain+"twee"), "een\n--B 123\n\ntwee", nil, nil},
		"part after the end":                {mixed("multipart/mixed", plain+"een") + "--B 1\r\n" + plain + "twee\r\n--B 1--\r\n", "een\n\ntwee", nil, nil},
		"part without header":               {mixed("multipart/mixed", "\r\neen"), "een", nil, nil},
		"header without end":                {mixed("multipart/mixed", "Content-Type: application/pdf; name=leeg.pdf", plain+"een"), "een", []string{"leeg.pdf"}, nil},
		"uuencoded says nothing":            {"From: a@b.test\r\nMessage-ID: <1@b>\r\nContent-Transfer-Encoding: x-uue\r\n\r\nbegin 644 a\r\n", "begin 644 a", nil, []inmail.Problem{inmail.BadEncoding}},
		"PGP in the text":                   {"From: a@b.test\r\nMessage-ID: <1@b>\r\n\r\n-----BEGIN PGP MESSAGE-----", "-----BEGIN PGP MESSAGE-----", nil, []inmail.Problem{inmail.Encrypted}},
		"flowed":                            {"From: a@b.test\r\nMessage-ID: <1@b>\r\nContent-Type: text/plain; format=flowed\r\n\r\n> een \r\n> twee\r\ndrie \r\nvier\r\n-- \r\nSanne", "> een twee\ndrie vier\n-- \nSanne", nil, nil},
		"controls":                          {"From: a@b.test\r\nMessage-ID: <1@b>\r\n\r\na\x00b\x1b[31mc\r\n", "ab[31mc", nil, nil},
	} {
		m := text(c.raw)
		if m.Text != c.text {
			t.Errorf("%s: text %q, want %q", name, m.Text, c.text)
		}
		if !slices.Equal(names(m), c.attached) || !slices.Equal(m.Problems, c.problems) {
			t.Errorf("%s: attached %v, problems %v", name, names(m), m.Problems)
		}
	}
}

func TestTransferEncodings(t *testing.T) {
	for raw, want := range map[string]string{
		"base64\r\n\r\na2xh\r\nY2h0\r\n":        "klacht",
		"BASE64\r\n\r\na2xhY2h0":                "klacht",
		"base64\r\n\r\na2xhYw==aHQ=":            "klacht", // two that were joined
		"base64\r\n\r\na2xh!Y2h0\x00":           "klacht", // signs that do not belong
		"base64\r\n\r\na2xhY2g":                 "klach",  // cut off
		"quoted-printable\r\n\r\nkla=\r\ncht":   "klacht",
		"quoted-printable\r\n\r\nkla=  \r\ncht": "klacht",
		"quoted-printable\r\n\r\n1+1=2 =3d":     "1+1=2 =",
		"\"8bit\"\r\n\r\nklacht":                "klacht",
	} {
		if got := text("From: a@b.test\r\nContent-Transfer-Encoding: " + raw).Text; got != want {
			t.Errorf("%q: %q, want %q", raw, got, want)
		}
	}
}

func TestCharsets(t *testing.T) {
	for _, c := range []struct {
		charset, raw, want string
		problem            inmail.Problem
	}{
		{"iso-8859-1", "\x80 caf\xe9", "€ café", ""},
		{"windows-1252", "caf\xc3\xa9", "café", inmail.CharsetGuessed},
		{"us-ascii", "caf\xe9", "café", inmail.CharsetGuessed},
		{"klingon", "caf\xc3\xa9", "café", inmail.CharsetUnknown},
		{"utf-7", "caf\xe9", "café", inmail.CharsetUnknown},
		{"utf-8", "één én \xe9", "één én \uFFFD", inmail.BadEncoding},
		{"iso-8859-15", "\xa4 5", "€ 5", ""},
		{"cp850", "caf\x82", "café", ""},
		{"utf-16", "\xfe\xff\x00k\x00l", "kl", ""},
		{"utf-16le", "gewoon", "gewoon", inmail.CharsetGuessed},
		{"gb18030", "\xcd\xb6\xcb\xdf", "投诉", ""},
		{"koi8-r", "\xd6\xc1\xcc\xcf\xc2\xc1", "жалоба", ""},
		{"iso-2022-kr", "gewoon", "gewoon", inmail.CharsetUnknown},
		{"", "caf\xe9", "café", inmail.CharsetGuessed},
	} {
		m := text("From: a@b.test\r\nMessage-ID: <1@b>\r\nContent-Type: text/plain; charset=\"" + c.charset + "\"\r\n\r\n" + c.raw)
		want := []inmail.Problem{c.problem}
		if c.problem == "" {
			want = nil
		} else if c.problem == inmail.CharsetUnknown && strings.Contains(c.raw, "\xe9") {
			want = append(want, inmail.CharsetGuessed)
		}
		if m.Text != c.want || !slices.Equal(m.Problems, want) {
			t.Errorf("%s %q: %q %v, want %q %v", c.charset, c.raw, m.Text, m.Problems, c.want, want)
		}
	}
}

func TestNamesOfAttachments(t *testing.T) {
	for disposition, want := range map[string]string{
		`filename=bewijs.pdf`:                                      "bewijs.pdf",
		`filename=mijn bewijs.pdf`:                                 "mijn bewijs.pdf",
		`filename="a; b.pdf"`:                                      "a; b.pdf",
		`filename="=?utf-8?Q?bewijs_=C3=A9=C3=A9n.pdf?="`:          "bewijs één.pdf",
		`filename*=utf-8'nl'bewijs%20%C3%A9.pdf; filename=oud.pdf`: "bewijs é.pdf",
		`filename*0="een"; filename*1="twee.pdf"`:                  "eentwee.pdf",
		`filename*1="twee.pdf"; filename*0="een"`:                  "eentwee.pdf",
		`filename*0*=utf-8''%C3; filename*1*=%A9n.pdf`:             "én.pdf", // split within a character
		`filename*0*=iso-8859-1''%E9; filename*2=weg.pdf`:          "é",
		`filename*=klingon''a%20b.pdf`:                             "a b.pdf",
		`filename="../../etc/passwd"`:                              "passwd",
		`filename="C:\mijn\bewijs.pdf"`:                            "bewijs.pdf",
		`filename="..\\..\\x.exe"`:                                 "x.exe",
		`filename="/"`:                                             "bijlage-1.bin",
		`filename=".."`:                                            "bijlage-1.bin",
		`filename=".htaccess"`:                                     "htaccess",
		`filename="foto` + "\u202e" + `gpj.exe"`:                   "fotogpj.exe",
		`filename="a` + "\x00" + `.pdf"`:                           "a.pdf",
		`filename*=utf-8''a%00%0D%0AX-Y:%20z.pdf`:                  "a X-Y_ z.pdf",
		`filename="foto.jpg` + strings.Repeat(" ", 80) + `.exe"`:   "foto.jpg .exe",
		`filename="NUL.pdf"`:                                       "_NUL.pdf",
		`filename="com1"`:                                          "_com1",
		`filename="a<b>|c?.pdf"`:                                   "a_b__c_.pdf",
		`filename="` + strings.Repeat("x", 500) + `.pdf"`:          strings.Repeat("x", 116) + ".pdf",
		`filename=""`:                                              "bijlage-1.bin",
	} {
		m := text(mixed("multipart/mixed", "Content-Type: application/x-a\r\nContent-Disposition: attachment; "+disposition+"\r\n\r\nx"))
		if got := names(m); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q, want %q", disposition, got, want)
		}
		unsafe := strings.ContainsAny(disposition, "/\\\x00\u202e") || strings.Contains(disposition, "%00") || strings.Contains(disposition, "..\"")
		if unsafe != slices.Contains(m.Problems, inmail.UnsafeName) {
			t.Errorf("%s: problems %v", disposition, m.Problems)
		}
	}
}

// TestDepth: sixteen levels are read; what lies deeper is kept as one file.
func TestDepth(t *testing.T) {
	for levelsAround, deep := range map[int]bool{15: false, 16: false, 17: true, 40: true} {
		m := text(levels(levelsAround))
		if got := slices.Contains(m.Problems, inmail.TooDeep); got != deep {
			t.Errorf("%d levels: too deep is %v", levelsAround, got)
		}
		if deep && (len(m.Attachments) != 1 || !strings.Contains(string(m.Attachments[0].Bytes), "klacht")) || !deep && m.Text != "klacht" {
			t.Errorf("%d levels: text %q, attached %v", levelsAround, m.Text, names(m))
		}
	}
}

func TestNumberOfParts(t *testing.T) {
	for n, want := range map[int]int{99: 99, 100: 100, 250: 250, 1000: 299} {
		parts := make([]string, n)
		for i := range parts {
			parts[i] = fmt.Sprintf("Content-Disposition: attachment; filename=%d.txt\r\n\r\nx", i)
		}
		m := text(mixed("multipart/mixed", parts...))
		if len(m.Attachments) != want || slices.Contains(m.Problems, inmail.TooManyParts) != (n >= inmail.MaxParts) {
			t.Errorf("%d parts: %d attached, %v", n, len(m.Attachments), m.Problems)
		}
	}
}

func TestSizes(t *testing.T) {
	m := text("From: a@b.test\r\n\r\n" + strings.Repeat("é", inmail.MaxText))
	if len(m.Text) != inmail.MaxText || !slices.Contains(m.Problems, inmail.TextTooLong) {
		t.Errorf("text of %d bytes, %v", len(m.Text), m.Problems)
	}
	m = text("From: a@b.test\r\nContent-Type: application/pdf\r\n\r\n" + strings.Repeat("x", inmail.MaxSize))
	if !slices.Contains(m.Problems, inmail.Truncated) || m.Attachments[0].Size() > inmail.MaxSize {
		t.Errorf("%d bytes, %v", m.Attachments[0].Size(), m.Problems)
	}
}

// TestPicturesInHTML: text behind a large picture is found.
func TestPicturesInHTML(t *testing.T) {
	head := "From: a@b.test\r\nMessage-ID: <1@b>\r\nContent-Type: text/html\r\n\r\n<p>base64,woord</p>"
	m := text(head + "<img src=\"data:image/png;base64," + strings.Repeat("QUJD\r\n", 1<<20) + "\"><p>klacht</p>")
	if m.Text != "base64,woord\n\nklacht" || len(m.Problems) > 0 {
		t.Errorf("read %q, %v", m.Text, m.Problems)
	}
	if m := text(head + strings.Repeat("<i></i>", 1<<20) + "klacht"); !slices.Contains(m.Problems, inmail.TextTooLong) {
		t.Errorf("read %q, %v", m.Text, m.Problems)
	}
}
