package badmail

import (
	"fmt"
	"strings"
)

// charsets are unknown, wrong, or hide what is written.
func charsets() (all []Mail) {
	for _, label := range []string{"utf8", "UTF_8", "x-unknown", "klingon", "", `""`, `"`, "cp1252", "windows-1250", "iso-8859-99", "unicode-1-1-utf-7",
		"utf-7", "koi8-r", "gb18030", "big5", "euc-kr", "hz-gb-2312", "iso-2022-kr", "iso-2022-cn", "ibm850", "_autodetect_all", "utf-8; charset=utf-16",
		"=?utf-8?q?utf-8?=", "us-ascii\x00", "\xff\xfe", "../../etc/passwd", "%s%n", strings.Repeat("x", 5000)} {
		all = append(all, exact(fmt.Sprintf("charset named %.20q", label), Said, of("text/plain; charset="+label, Said)))
	}
	wide := func(s string, big bool) string {
		var b strings.Builder
		for _, c := range []byte(s) {
			if big {
				b.WriteString(string([]byte{0, c}))
			} else {
				b.WriteString(string([]byte{c, 0}))
			}
		}
		return b.String()
	}
	return append(all,
		exact("charset Latin-1 said to be UTF-8", "één café", of("text/plain; charset=utf-8", "\xe9\xe9n caf\xe9")),
		exact("charset UTF-8 said to be Latin-1", "één café", of("text/plain; charset=iso-8859-1", "één café")),
		exact("charset Windows said to be Latin-1", "€ 5 – “zo”", of("text/plain; charset=iso-8859-1", "\x80 5 \x96 \x93zo\x94")),
		exact("charset none, 8 bits", "één café", lines(from, to, date, id, "", "één café")),
		exact("charset mixed in one text", "", of("text/plain; charset=utf-8", "één "+strings.Repeat("\xe9\xff", 20))),
		exact("charset UTF-16 with a mark", Said, of("text/plain; charset=utf-16", "\xff\xfe"+wide(Said, false))),
		exact("charset UTF-16BE", Said, of("text/plain; charset=utf-16be", wide(Said, true))),
		exact("charset UTF-16LE of an odd length", "De klacht", of("text/plain; charset=utf-16le", wide(Said, false)+"x")),
		exact("charset UTF-16 that is ASCII", Said, of("text/plain; charset=utf-16", Said)),
		exact("charset UTF-16, lone surrogates", "", of("text/plain; charset=utf-16be", "\xd8\x00\xdc\x00\xdc\x00\xd8\x00\x00\x00")),
		exact("charset UTF-32", "", of("text/plain; charset=utf-32", "\xff\xfe\x00\x00D\x00\x00\x00")),
		exact("charset UTF-8, overlong", "", of("text/plain; charset=utf-8", "\xc0\xaf \xe0\x80\xaf \xc0\x80 \xf8\x88\x80\x80\x80")),
		exact("charset UTF-8, surrogates", "", of("text/plain; charset=utf-8", "\xed\xa0\x80 \xed\xbf\xbf klacht")),
		exact("charset UTF-8, cut in a character", "één caf", of("text/plain; charset=utf-8", "één caf\xc3")),
		exact("charset UTF-8 with marks everywhere", "", of("text/plain; charset=utf-8", "\xef\xbb\xbfDe \xef\xbb\xbfklacht")),
		exact("charset UTF-8, not characters", "", of("text/plain; charset=utf-8", "\uffff \U0010ffff \ufdd0 \ue000")),
		exact("charset ISO-2022-JP that never ends", "", of("text/plain; charset=iso-2022-jp", "\x1b$B"+strings.Repeat("$3", 3000))),
		exact("charset ISO-2022-JP of escapes", "", of("text/plain; charset=iso-2022-jp", strings.Repeat("\x1b$B\x1b(B", 5000))),
		exact("charset GBK, half characters", "", of("text/plain; charset=gbk", strings.Repeat("\x81", 999))),
		exact("charset EBCDIC", "", of("text/plain; charset=cp037", "\xc4\x85\x40\x92\x93\x81\x83\x88\xa3")),
		exact("charset declared twice", Said, with("Content-Type: text/plain; charset=utf-8", "Content-Type: text/plain; charset=utf-16")),
		exact("charset of combining marks", "e", of("text/plain; charset=utf-8", "e"+strings.Repeat("\u0301", 20_000))),
		exact("charset: turned text", "", of("text/plain; charset=utf-8", "De \u202eklacht\u202c \u2066staat\u2069 hier")),
		exact("charset: invisible text", "", of("text/plain; charset=utf-8", strings.Repeat("\u200b\u200d\u2060\ufeff", 3000))),
	)
}

// encodings of a body that are broken.
func encodings() []Mail {
	b := func(name, says, body string) Mail { return human("base64 "+name, says, top, plain, b64, "", body) }
	q := func(name, says, body string) Mail {
		return human("quoted-printable "+name, says, top, plain, qp, "", body)
	}
	e := func(name, says, value string) Mail {
		return human("encoding "+name, says, top, plain, "Content-Transfer-Encoding: "+value, "", Said)
	}
	return []Mail{
		b("on one line", Said, "RGUga2xhY2h0IHN0YWF0IGhpZXIu"),
		b("with spaces between", Said, "R G U g a 2 x h\r\n\r\n\tY2h0IHN0YWF0IGhpZXIu"),
		b("with garbage between", Said, "!RGUg#a2xh\x00Y2h0*IHN0\xffYWF0IGhpZXIu"),
		b("of the web", "", "RGUga2xhY2h0_-_-"),
		b("without padding", "De klacht", "RGUga2xhY2h0"),
		b("with too much padding", "De klacht", "RGUga2xhY2h0========"),
		b("of one digit", "", "R"),
		b("cut in a group", "De klacht staat hie", "RGUga2xhY2h0IHN0YWF0IGhpZX"),
		b("that goes on after padding", "De klacht", "RGU=IGtsYWNodA=="),
		b("of nothing", "", ""),
		b("only padding", "", strings.Repeat("=", 5000)),
		b("with a trailer of a mailing list", "De klacht staat hier.", "RGUga2xhY2h0IHN0YWF0IGhpZXIu\r\n\r\n____________\r\n"),
		b("of binary", "", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
		b("of CR and LF", "", "DQ0NCgoKDQ=="),
		b("twice", "", "UkdVZ2EyeGhZMmgwSUhOMFlXRjBJR2hwWlhJdQ=="),
		q("with a bare =", "2 = 2 staat", "2 = 2 staat hier = zo"),
		q("with lower case", "één", "=c3=a9=c3=a9n"),
		q("with half an escape", "klacht=C", "klacht=C"),
		q("that ends in =", "klacht", "klacht="),
		q("with spaces after =", "De klacht", "De kla=   \t\r\ncht"),
		q("of =0D=0A", "De", "De=0D=0Aklacht=0D=0A=00=07=1B[31m"),
		q("cut in a character", "één caf", "=C3=A9=C3=A9n caf=C3=\r\n"),
		q("of a character over a soft break", "café", "caf=C3=\r\n=A9"),
		q("with 8 bits", "café", "café =3D"),
		q("of = only", "", strings.Repeat("=", 50_000)),
		q("of a line of 1,000,000", "", strings.Repeat("a", 1_000_000)),
		e("unknown", Said, "rot13"), e("8-bits", Said, "8-bits"), e("empty", Said, ""), e("twice in one", Said, "7bit, base64"),
		e("uuencode", Said, "x-uuencode"), e("binary", Said, "binary"), e("with comment", Said, "8bit (zoals het is)"), e("long", Said, strings.Repeat("x", 10_000)),
		exact("encoding declared twice", "", with(plain, b64, qp)),
		exact("encoding uuencode in the text", Said, of("text/plain", Said+"\r\nbegin 644 bewijs.txt\r\n#0V%T\r\n`\r\nend")),
		exact("encoding yEnc in the text", Said, of("text/plain", Said+"\r\n=ybegin line=128 size=3 name=a.bin\r\n\x8d\x8e\x8f\r\n=yend size=3")),
	}
}

// markup is mail of HTML only, and HTML that wants something.
func markup() (all []Mail) {
	h := func(name, says, body string) {
		all = append(all, exact("HTML "+name, says, of("text/html; charset=utf-8", body)))
	}
	h("only", Said, "<html><body><p>"+Said+"</p></body></html>")
	h("never closed", Said, "<html><body><div><p><b>"+Said)
	h("without tags", Said, Said)
	h("of a script", Said, "<script>alert('"+strings.Repeat("x", 500)+"')</script><p>"+Said)
	h("of a script that never ends", "", "<p>"+Said+"<script>alert(1)")
	h("with handlers", Said, `<p onclick="alert(1)" style="background:url(javascript:1)">`+Said+`</p><svg onload=alert(1)>`)
	h("with a form", Said, `<form action=https://kwaad.example><input name=wachtwoord value=x><button>`+Said+`</button></form>`)
	h("with a frame", Said, `<iframe src="https://kwaad.example"></iframe><p>`+Said)
	h("with a base", Said, `<base href="https://kwaad.example/"><meta http-equiv=refresh content="0;url=//kwaad.example">`+Said)
	h("with a link that lies", "kwaad.example", `<a href="https://kwaad.example/">https://bank.example/</a>`)
	h("with javascript in a link", Said, `<a href="java&#10;script:alert(1)">`+Said+`</a>`)
	h("with entities", "De klacht", "&#68;&#101; &#x6B;lacht &lt;script&gt; &#0; &#x202e; &#xD800; &#99999999999;")
	h("of open tags", "", strings.Repeat("<b ", 100_000))
	h("of open quotes", "", strings.Repeat(`<a x="`, 100_000))
	h("of open comments", "", strings.Repeat("<!--", 100_000))
	h("of conditional comments", Said, "<!--[if mso]><p>Outlook</p><![endif]--><p>"+Said+"</p><![if !mso]><![endif]>")
	h("of CDATA", "", "<![CDATA["+Said+"]]>")
	h("deep quotes", Said, strings.Repeat("<blockquote>", 50_000)+Said)
	h("deep tables", Said, strings.Repeat("<table><tr><td>", 30_000)+Said)
	h("of closing tags", Said, strings.Repeat("</div></blockquote></pre>", 20_000)+Said)
	h("of breaks", Said, strings.Repeat("<br>", 200_000)+Said)
	h("of attributes", Said, "<img "+strings.Repeat("alt=", 100_000)+">"+Said)
	h("of entities that are none", "", strings.Repeat("&geen", 100_000))
	h("of links", "y", strings.Repeat(`<a href="https://`+strings.Repeat("x", 480)+`">y</a>`, 1000))
	h("with NUL in tags", "", "<scr\x00ipt>alert(1)</scr\x00ipt><p\x00>"+Said)
	h("in UTF-16 said to be UTF-8", "", "\xff\xfe<\x00p\x00>\x00D\x00")
	h("with a charset of its own", "één", "<meta charset=iso-8859-1><p>één")
	h("hidden", "", `<div style="display:none">Verborgen</div><p style="font-size:0">ook</p>`)
	h("of picture texts", "[logo]", `<img alt="logo"><img alt="`+strings.Repeat("x", 5000)+`">`)
	h("XHTML", Said, `<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html xmlns="http://www.w3.org/1999/xhtml"><body>`+Said+`</body></html>`)
	h("billion laughs", "", `<!DOCTYPE l [<!ENTITY a "l">`+times(9, func(i int) string {
		return fmt.Sprintf("<!ENTITY %c %q>", 'b'+i, strings.Repeat(fmt.Sprintf("&%c;", 'a'+i), 10))
	})+`]><p>&j;`)
	return all
}
