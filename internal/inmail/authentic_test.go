package inmail_test

import (
	"strings"
	"testing"

	"wederhoor/internal/inmail"
)

const (
	ours = "mx.klachten.example"
	ar   = "Authentication-Results: "
)

// TestAuthentic: as servers write it. Without the name of a server only a
// failure may be left of what was found with it.
func TestAuthentic(t *testing.T) {
	const pass, fail, unknown = inmail.Pass, inmail.Fail, inmail.Unknown
	const google = ar + "mx.google.example;\r\n       dkim=pass header.i=@elders.example header.s=20230601 header.b=\"Abc/+=\";\r\n       spf=pass (google.example: domain of sanne@elders.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=sanne@elders.example;"
	for name, c := range map[string]struct {
		server, results string
		want            inmail.Authenticity
	}{
		"Microsoft, no name":                {"", ar + "spf=fail (sender IP is 192.0.2.1) smtp.mailfrom=elders.example; dkim=none (message not signed) header.d=none;dmarc=fail action=quarantine header.from=elders.example;compauth=fail reason=000", fail},
		"Microsoft, no name, pass":          {"", ar + "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=elders.example; dkim=pass (signature was verified) header.d=elders.example;dmarc=pass action=none header.from=elders.example;compauth=pass reason=100", unknown},
		"Microsoft, named":                  {ours, ar + "mx.klachten.example 1; spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=elders.example; dkim=pass (signature was verified) header.d=elders.example;dmarc=bestguesspass action=none header.from=elders.example", pass},
		"Microsoft, not signed":             {ours, ar + "spf=pass smtp.mailfrom=elders.example;dmarc=pass header.from=elders.example", unknown},
		"Google":                            {"mx.google.example", google + "\r\n       dmarc=pass (p=NONE sp=QUARANTINE dis=NONE) header.from=elders.example", pass},
		"Google, no DMARC":                  {"mx.google.example", google, pass},
		"Google, only identity":             {ours, ar + "mx.klachten.example; dkim=pass header.i=@elders.example header.s=x", pass},
		"OpenDMARC, pass":                   {ours, ar + "mx.klachten.example; dmarc=pass (p=reject dis=none) header.from=elders.example", pass},
		"OpenDMARC, fail":                   {ours, ar + "MX.klachten.example.; dmarc=fail (p=none dis=none) header.from=elders.example", fail},
		"OpenDMARC, none, SPF fails":        {ours, ar + "mx.klachten.example; dmarc=none (p=none dis=none) header.from=elders.example; spf=fail smtp.mailfrom=x@elders.example", fail},
		"a failure and an aligned pass":     {ours, ar + "mx.klachten.example; spf=fail smtp.mailfrom=x@elders.example; dkim=pass header.d=elders.example", pass},
		"a failure and another's pass":      {ours, ar + "mx.klachten.example; spf=fail smtp.mailfrom=x@elders.example; dkim=pass header.d=lijst.example", fail},
		"a mailing list":                    {ours, ar + "mx.klachten.example; dkim=fail header.d=elders.example; spf=pass smtp.mailfrom=lijst@lijst.example", fail},
		"another's pass":                    {ours, ar + "mx.klachten.example; spf=pass smtp.mailfrom=x@kwaad.example; dkim=pass header.d=kwaad.example", unknown},
		"softfail":                          {ours, ar + "mx.klachten.example; spf=softfail smtp.mailfrom=elders.example; dkim=none", unknown},
		"hardfail":                          {ours, ar + "mx.klachten.example; spf=hardfail smtp.mailfrom=elders.example", fail},
		"DMARC could not be asked":          {ours, ar + "mx.klachten.example; dmarc=temperror; spf=fail smtp.mailfrom=elders.example", unknown},
		"DMARC fails, the rest passes":      {ours, ar + "mx.klachten.example; spf=pass smtp.mailfrom=elders.example; dmarc=fail", fail},
		"DMARC twice":                       {ours, ar + "mx.klachten.example; dmarc=pass; dmarc=fail", fail},
		"DMARC twice, turned":               {ours, ar + "mx.klachten.example; dmarc=fail; dmarc=pass", fail},
		"pushed over the edge":              {ours, ar + "mx.klachten.example; " + strings.Repeat("dkim=pass header.d=kwaad.example header.s=selector header.b=AbCdEfGh;\r\n ", 200) + "dmarc=fail", fail},
		"DMARC of another From":             {ours, ar + "mx.klachten.example; dmarc=pass header.from=kwaad.example", unknown},
		"a version of the method":           {ours, ar + "mx.klachten.example 1; dmarc/1 = pass header.from = elders.example", pass},
		"relaxed, below":                    {ours, ar + "mx.klachten.example; dkim=pass header.d=mail.elders.example", pass},
		"aligned by ending only":            {ours, ar + "mx.klachten.example; dkim=pass header.d=nietelders.example", unknown},
		"aligned with a last label":         {ours, ar + "mx.klachten.example; dkim=pass header.d=example", unknown},
		"envelope of nobody":                {ours, ar + "mx.klachten.example; spf=pass smtp.mailfrom=<>", unknown},
		"absent":                            {ours, "X: y", unknown},
		"absent, no name":                   {"", "X: y", unknown},
		"none":                              {ours, ar + "mx.klachten.example; none", unknown},
		"of another server":                 {ours, ar + "mx.kwaad.example; dmarc=pass", unknown},
		"failed at another server":          {ours, ar + "mx.kwaad.example; dmarc=fail", unknown},
		"failed at any server":              {"", ar + "mx.kwaad.example; dmarc=fail", fail},
		"forged below":                      {ours, ar + "mx.klachten.example; dmarc=fail\r\n" + ar + "mx.klachten.example; dmarc=pass", fail},
		"forged below, nothing of ours":     {ours, ar + "relay.example; dmarc=none\r\n" + ar + "mx.klachten.example; dmarc=pass", unknown},
		"forged in a comment":               {ours, ar + "mx.klachten.example; dmarc=fail (; dmarc=pass (\\) ; dmarc=pass))", fail},
		"forged in quotes":                  {ours, ar + `mx.klachten.example; spf=fail reason="\"; dmarc=pass header.from=elders.example; x=" smtp.mailfrom=elders.example`, fail},
		"forged in the local part":          {ours, ar + `mx.klachten.example; spf=pass smtp.mailfrom="x; dmarc=pass ("@kwaad.example`, unknown},
		"forged property in quotes":         {ours, ar + `mx.klachten.example; dkim=pass reason="a header.d=elders.example b" header.d=kwaad.example`, unknown},
		"a server's name within another":    {ours, ar + "mx.klachten.example.kwaad.example; dmarc=pass", unknown},
		"quotes never closed":               {ours, ar + `mx.klachten.example; spf=fail smtp.helo="x; dmarc=pass`, fail},
		"the server's name between quotes":  {ours, ar + `"mx.klachten.example"; dmarc=pass`, pass},
		"a comment before the server":       {ours, ar + "(onze) mx.klachten.example (mx) 1; (a) dmarc (b) = (c) pass", pass},
		"other capitals":                    {ours, "AUTHENTICATION-RESULTS: MX.KLACHTEN.EXAMPLE; DMARC=PASS HEADER.FROM=ELDERS.EXAMPLE", pass},
		"only in ARC":                       {ours, "ARC-Authentication-Results: i=1; mx.klachten.example; dmarc=pass", unknown},
		"Received-SPF alone, which is none": {ours, "Received-SPF: pass (x)", unknown},
	} {
		m := text(c.results + "\r\nFrom: Sanne <sanne@elders.example>\r\nMessage-ID: <1@elders.example>\r\n\r\nx")
		if got := m.Authentic(c.server); got != c.want {
			t.Errorf("%s: %s, want %s (%+v)", name, got, c.want, m.AuthResults)
		}
		want := c.want
		if want == inmail.Pass {
			want = inmail.Unknown
		}
		if got := m.Authentic(""); m.AuthResults != nil && (m.AuthResults.Server == domain(c.server)) && got != want {
			t.Errorf("%s: %s without a server, want %s", name, got, want)
		}
	}
}

func domain(s string) string { return strings.TrimSuffix(strings.ToLower(s), ".") }

// TestAuthenticIDN: one domain in two ways of writing, and one that looks like it.
func TestAuthenticIDN(t *testing.T) {
	for from, c := range map[string]struct {
		signed string
		want   inmail.Authenticity
	}{
		"bücher.example":               {"xn--bcher-kva.example", inmail.Pass},
		"xn--bcher-kva.example":        {"bücher.example", inmail.Pass},
		"post.bücher.example":          {"XN--BCHER-KVA.example", inmail.Pass},
		"BÜCHER.example":               {"xn--bcher-kva.example", inmail.Pass},
		"例子.example":                   {"xn--fsqu00a.example", inmail.Pass},
		"bucher.example":               {"xn--bcher-kva.example", inmail.Unknown},
		"xn--.example":                 {"xn---.example", inmail.Unknown},
		"xn--99999999999999.example":   {"bücher.example", inmail.Unknown},
		"xn--\u20ac.example":           {"bücher.example", inmail.Unknown},
		"klаchten.example":             {"klachten.example", inmail.Unknown}, // with a Cyrillic а
		"xn--bcher-kva.xn--p1ai":       {"bücher.рф", inmail.Pass},
		"sub.xn--bcher-kva.xn--p1ai":   {"рф", inmail.Unknown},
		"elders.example, x@b.example":  {"elders.example", inmail.Unknown}, // two From
		"[192.0.2.1]":                  {"[192.0.2.1]", inmail.Pass},
		"elders.example.kwaad.example": {"elders.example", inmail.Unknown},
	} {
		m := text(ar + "mx.klachten.example; dkim=pass header.d=" + c.signed + "\r\nFrom: sanne@" + from + "\r\nMessage-ID: <1@b>\r\n\r\nx")
		if got := m.Authentic(ours); got != c.want {
			t.Errorf("%s signed by %s: %s, want %s", from, c.signed, got, c.want)
		}
	}
}

// TestAuthenticNeedsFrom: what passed was From, not the Sender that we then take.
func TestAuthenticNeedsFrom(t *testing.T) {
	m := text(ar + "mx.klachten.example; dmarc=pass header.from=elders.example\r\nSender: sanne@elders.example\r\n\r\nx")
	if got := m.Authentic(ours); m.From.Email != "sanne@elders.example" || got != inmail.Unknown {
		t.Errorf("%v is %s", m.From, got)
	}
}
