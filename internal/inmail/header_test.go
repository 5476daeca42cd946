package inmail_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/inmail"
)

func text(s string) inmail.Message { return inmail.Read([]byte(s)) }

func TestSubjects(t *testing.T) {
	for raw, want := range map[string]string{
		"Klacht":                                          "Klacht",
		"=?utf-8?B?w6nDqW4=?=":                            "één",
		"=?utf-8?B?w6nD?=\r\n =?utf-8?B?qW4=?=":           "één", // split within a character
		"=?UTF-8?Q?=C3?= =?utf-8?Q?=A9=C3=A9n_klacht?=":   "één klacht",
		"=?iso-8859-1?Q?caf=E9?= en =?utf-8?Q?th=C3=A9?=": "café en thé",
		"=?iso-8859-1?Q?=80_12?=":                         "€ 12", // Windows-1252 in truth
		"=?utf-8*nl?Q?caf=C3=A9?=":                        "café",
		"=?utf-8?Q?Wie_zegt_dat=3F_Ik?=":                  "Wie zegt dat? Ik",
		"=?utf-8?Q?met spatie?=":                          "met spatie",
		"=?geen woord":                                    "=?geen woord",
		"=?utf-8?x?y?=":                                   "=?utf-8?x?y?=",
		"Kl\xe1cht":                                       "Klácht",
		"=?utf-8?Q?a=0D=0ABcc:_b@c.test?=":                "a Bcc: b@c.test", // no header can be made of it
		"=?utf-8?Q?veilig=E2=80=AEfdp.exe?=":              "veiligfdp.exe",
		"=?gb2312?B?zbbL3w==?=":                           "投诉",
		"=?windows-1251?B?5uDr7uHg?=":                     "жалоба",
		"gevouwen\r\n en\r\n\tnog eens":                   "gevouwen en nog eens",
	} {
		if got := text("From: a@b.test\r\nMessage-ID: <1@b>\r\nSubject: " + raw + "\r\n\r\nx").Subject; got != want {
			t.Errorf("%q: %q, want %q", raw, got, want)
		}
	}
}

func TestSenders(t *testing.T) {
	for raw, want := range map[string]inmail.Address{
		`Sanne de Vrij <sanne@elders.test>`:                   {Email: "sanne@elders.test", Name: "Sanne de Vrij"},
		`"Vrij, Sanne de" <sanne@elders.test>`:                {Email: "sanne@elders.test", Name: "Vrij, Sanne de"},
		`"Zij \"de baas\"" <sanne@elders.test>`:               {Email: "sanne@elders.test", Name: `Zij "de baas"`},
		`sanne@elders.test (Sanne)`:                           {Email: "sanne@elders.test", Name: "Sanne"},
		`sanne@elders.test`:                                   {Email: "sanne@elders.test"},
		`"sanne@elders.test" <sanne@elders.test>`:             {Email: "sanne@elders.test"},
		`lead@klachten.test <boef@elders.test>`:               {Email: "boef@elders.test", Name: "lead@klachten.test"},
		`=?utf-8?q?lead=40klachten.test=2C?= <b@elders.test>`: {Email: "b@elders.test", Name: "lead@klachten.test,"},
		`"=?utf-8?Q?Andr=C3=A9?=" <a@elders.test>`:            {Email: "a@elders.test", Name: "André"},
		`=?utf-8?Q?a=3Cx=40y.test=3E?= <a@elders.test>`:       {Email: "a@elders.test", Name: "a<x@y.test>"},
		`Sanne de Vrij <sanne@elders.test`:                    {Email: "sanne@elders.test", Name: "Sanne de Vrij"},
		`"Sanne <sanne@elders.test>`:                          {Email: "sanne@elders.test", Name: "Sanne"},
		`"jan jansen"@elders.test`:                            {Email: `"jan jansen"@elders.test`},
		`Andr` + "\xe9" + ` <a@elders.test>`:                  {Email: "a@elders.test", Name: "André"},
		`<mailto:a@elders.test>`:                              {Email: "a@elders.test"},
		`Sanne`:                                               {},
		`<>`:                                                  {},
		`a@b@elders.test`:                                     {},
		`a@elders.test>,<b@klachten.test`:                     {Email: "a@elders.test"},
		`undisclosed-recipients:;`:                            {},
	} {
		m := text("From: " + raw + "\r\nMessage-ID: <1@b>\r\nSubject: s\r\n\r\nx")
		if m.From != want {
			t.Errorf("%s: %+v, want %+v", raw, m.From, want)
		}
		if (want.Email == "") != slices.Contains(m.Problems, inmail.NoFrom) {
			t.Errorf("%s: problems %v", raw, m.Problems)
		}
	}
}

// TestTwoSenders: the first counts, and a person is told.
func TestTwoSenders(t *testing.T) {
	for _, raw := range []string{"From: a@b.test, c@d.test\r\n", "From: a@b.test\r\nFrom: c@d.test\r\n"} {
		m := text(raw + "\r\nx")
		if m.From.Email != "a@b.test" || !slices.Contains(m.Problems, inmail.SeveralFrom) {
			t.Errorf("%q: %v, %v", raw, m.From, m.Problems)
		}
	}
}

func TestOtherFields(t *testing.T) {
	m := text("Received: x\r\nFrom: a@b.test\r\nTo: groep: c@d.test, E <e@f.test>;\r\nCc: g@h.test; i@j.test\r\nReply-To: k@l.test\r\n" +
		"Return-Path: <m@n.test>\r\nDelivered-To: o@p.test\r\nDate: Sun, 22 Nov 2026 10:00:00 +0100 (CET)\r\nMessage-ID:\r\n <1@b.test>\r\n" +
		"In-Reply-To: <2@b.test> (Sanne)\r\nReferences: <3@b.test>\r\n\t<2@b.test>\r\nAutomatic : x\r\n\r\nx")
	want := inmail.Message{From: inmail.Address{Email: "a@b.test"}, To: []inmail.Address{{Email: "c@d.test"}, {Email: "e@f.test", Name: "E"}},
		Cc: []inmail.Address{{Email: "g@h.test"}, {Email: "i@j.test"}}}
	if m.From != want.From || !slices.Equal(m.To, want.To) || !slices.Equal(m.Cc, want.Cc) || len(m.ReplyTo) != 1 || m.ReturnPath != "m@n.test" {
		t.Errorf("read %+v", m)
	}
	if !m.Date.Equal(time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)) || m.MessageID != "1@b.test" || !slices.Equal(m.DeliveredTo, []string{"o@p.test"}) {
		t.Errorf("read %+v", m)
	}
	if !slices.Equal(m.InReplyTo, []string{"2@b.test"}) || !slices.Equal(m.References, []string{"3@b.test", "2@b.test"}) || len(m.Problems) > 0 {
		t.Errorf("read %+v", m)
	}
}

// TestWhereTheHeaderEnds: as senders get it wrong.
func TestWhereTheHeaderEnds(t *testing.T) {
	for name, c := range map[string]struct {
		raw, text string
		problem   inmail.Problem
	}{
		"no empty line":           {"From: a@b.test\r\nMessage-ID: <1@b>\r\nGeachte heer,\r\nde cursus viel uit.", "Geachte heer,\nde cursus viel uit.", ""},
		"no empty line, greeting": {"From: a@b.test\r\nMessage-ID: <1@b>\r\nGeachte heer,\r\n\r\nhet viel uit.", "Geachte heer,\n\nhet viel uit.", ""},
		"a line lost its fold":    {"From: a@b.test\r\nMessage-ID: <1@b>\r\nSubject: een\r\nlang onderwerp\r\nTo: c@d.test\r\n\r\nklacht", "klacht", inmail.BadHeader},
		"line of spaces":          {"From: a@b.test\r\nMessage-ID: <1@b>\r\nSubject: een\r\n \r\nTo: c@d.test\r\n\r\nklacht", "klacht", ""},
		"spaces as the end":       {"From: a@b.test\r\nMessage-ID: <1@b>\r\n  \r\nklacht", "klacht", ""},
		"mbox":                    {"From a@b.test Sun Nov 22 10:00:00 2026\nFrom: a@b.test\nMessage-ID: <1@b>\n\nklacht", "klacht", ""},
		"byte order mark":         {"\xef\xbb\xbfFrom: a@b.test\nMessage-ID: <1@b>\n\nklacht", "klacht", ""},
		"Macintosh":               {"From: a@b.test\rMessage-ID: <1@b>\r\rklacht\rtwee", "klacht\ntwee", ""},
		"empty lines first":       {"\r\n\r\nFrom: a@b.test\r\nMessage-ID: <1@b>\r\n\r\nklacht", "klacht", ""},
		"no header":               {"Dit is een klacht.", "Dit is een klacht.", inmail.NotMail},
	} {
		m := text(c.raw)
		if m.Text != c.text {
			t.Errorf("%s: %q, want %q", name, m.Text, c.text)
		}
		if c.problem == "" && len(m.Problems) > 0 || c.problem != "" && !slices.Contains(m.Problems, c.problem) {
			t.Errorf("%s: problems %v", name, m.Problems)
		}
	}
}

func TestAuthResults(t *testing.T) {
	m := text("Authentication-Results: MX.klachten.test 1; dkim=pass (2048; \"goed\") header.d=elders.test;\r\n\tspf=fail smtp.mailfrom=\"a@b.test\" ; dmarc/1=none\r\n" +
		"Authentication-Results: mx.klachten.test; spf=pass\r\nFrom: a@b.test\r\n\r\nx")
	a := m.AuthResults
	if a == nil || a.Server != "mx.klachten.test" || len(a.Results) != 3 {
		t.Fatalf("read %+v", a)
	}
	if d := a.Results[0]; d.Method != "dkim" || d.Result != "pass" || d.Properties["header.d"] != "elders.test" {
		t.Errorf("dkim %+v", d)
	}
	if s := a.Results[1]; s.Method != "spf" || s.Result != "fail" || s.Properties["smtp.mailfrom"] != "a@b.test" {
		t.Errorf("spf %+v", s)
	}
	if d := a.Results[2]; d.Method != "dmarc" || d.Result != "none" {
		t.Errorf("dmarc %+v", d)
	}
	if a := text("Authentication-Results: spf=pass (sender IP is 192.0.2.1)\r\n smtp.mailfrom=elders.test; dkim=none\r\n\r\nx").AuthResults; a.Server != "" || len(a.Results) != 2 {
		t.Errorf("without a server: %+v", a)
	}
	if text("From: a@b.test\r\n\r\nx").AuthResults != nil {
		t.Error("results of nothing")
	}
}

func TestAutomatic(t *testing.T) {
	for field, want := range map[string]inmail.Reason{
		"Auto-Submitted: auto-generated":                       inmail.AutoSubmitted,
		"Auto-Submitted: no":                                   "",
		"Auto-Submitted: No (a person)":                        "",
		"Precedence: bulk":                                     inmail.PrecedenceBulk,
		"Precedence: LIST":                                     inmail.PrecedenceBulk,
		"Precedence: first-class":                              "",
		"X-Auto-Response-Suppress: All":                        "",
		"Return-Path: <>":                                      inmail.EmptyReturnPath,
		"Return-Path: <a@b.test>":                              "",
		"List-Id: <nieuws.elders.test>":                        inmail.MailingList,
		"Subject: Afwezig: tot maandag":                        inmail.AutoSubject,
		"Subject: De trainer was afwezig: klacht":              "",
		"Subject: Autorijles: geld terug":                      "",
		"Content-Type: multipart/report; report-type=x":        inmail.Report,
		"Auto-Submitted: no\r\nSubject: Afwezig: onze trainer": "",
	} {
		m := text("From: a@b.test\r\n" + field + "\r\n\r\nx")
		if want == "" && m.IsAutomatic() || want != "" && !slices.Equal(m.Automatic, []inmail.Reason{want}) {
			t.Errorf("%s: %v, want %q", field, m.Automatic, want)
		}
	}
}

// TestLargeHeader: fields before the limit count, those behind it do not, and
// the text is still found.
func TestLargeHeader(t *testing.T) {
	m := text("From: a@b.test\r\nX-Long: " + strings.Repeat("x", 300<<10) + "\r\nSubject: te laat\r\n\r\nklacht")
	if m.From.Email != "a@b.test" || m.Subject != "" || m.Text != "klacht" || !slices.Contains(m.Problems, inmail.HeaderTooLarge) {
		t.Errorf("read %q %q %v", m.Subject, m.Text, m.Problems)
	}
}
