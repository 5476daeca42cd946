package badmail

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

func sorted(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }

// names of attachments that some system cannot keep or show.
func names() (all []Mail) {
	for i, name := range []string{"CON", "nul.txt", "COM1.pdf", "LPT9", "aux .pdf", "../../etc/passwd", `C:\Windows\System32\x.dll`, `\\server\share\x`, "/etc/shadow", "....//x", "~/.ssh/id", "a/b/c.pdf", ".htaccess", ".", "..", "",
		" ", "x.pdf.exe", "x.pdf" + strings.Repeat(" ", 200) + ".exe", "\u202efdp.exe", "bewijs\u2066.pdf", "a\x00b.pdf", "a:b:c", "a|b<c>d?e*f", "-rf", "$(id).pdf", "`id`.pdf", "%00.pdf", "%2e%2e%2fx",
		strings.Repeat("lang", 500) + ".pdf", strings.Repeat("é", 300) + ".pdf", "x." + strings.Repeat("y", 500), "een.pdf.", "\u200b\u200b", "=?utf-8?q?=2E=2E=2Fx?=", "\xe9\xff.pdf", "x.html", "x.svg", "x.eml", "x.lnk", "desktop.ini"} {
		all = append(all, exact(fmt.Sprintf("file %d named %.24q", i, name), Said, mixed(text, file("Content-Type: application/octet-stream", `Content-Disposition: attachment; filename="`+name+`"`))))
	}
	v := func(name string, fields ...string) {
		all = append(all, exact("file "+name, Said, mixed(text, file(fields...))))
	}
	v("with 10,000 pieces", "Content-Type: application/pdf;"+times(10_000, func(i int) string { return fmt.Sprintf(" name*%d=a;", i) }))
	v("with pieces out of order", "Content-Type: application/pdf; name*2=c; name*0=a; name*1=b")
	v("with a piece missing", "Content-Type: application/pdf; name*0=a; name*2=c")
	v("with a piece of a huge number", "Content-Type: application/pdf; name*0=a; name*99999999999999999999=c; name*-1=x")
	v("with a piece twice", "Content-Type: application/pdf; name*0=a; name*0=b; name*00=c")
	v("with a charset in pieces", "Content-Type: application/pdf; name*0*=utf-8''caf%C3; name*1*=%A9.pdf")
	v("with an unknown charset", "Content-Type: application/pdf; name*=klingon'x'a%FF%FE.pdf")
	v("with half an escape", "Content-Type: application/pdf; name*=utf-8''a%4")
	v("with a path in escapes", "Content-Disposition: attachment; filename*=utf-8''..%2F..%2Fetc%2Fpasswd", "Content-Type: text/plain")
	v("with two names", "Content-Type: application/pdf; name=een.pdf", "Content-Disposition: attachment; filename=twee.exe")
	v("with a disposition of nonsense", "Content-Disposition: ;;;===;;", "Content-Type: application/pdf")
	v("with 50,000 parameters", "Content-Type: application/pdf"+strings.Repeat("; a=b", 10_000))
	v("of zero bytes", "Content-Type: application/pdf; name=leeg.pdf", b64)
	for name, body := range ordered(map[string]string{"zip bomb": zip(9), "zip of zips": zip(3) + zip(3), "zip that is none": "PK\x03\x04", "picture that is a program": "MZ\x90\x00", "PDF with a script": "%PDF-1.7\n/OpenAction<</S/JavaScript/JS(app.alert)>>",
		"SVG with a script": "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "picture of 65,535 square": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\xff\xff\x00\x00\xff\xff\x08\x06\x00\x00\x00"}) {
		all = append(all, exact("file: "+name, Said, mixed(text, lines("Content-Type: application/octet-stream; name=bijlage.bin", "Content-Transfer-Encoding: binary")+crlf+body)))
	}
	return all
}

// zip is the beginning of an archive that says it holds petabytes.
func zip(n int) string {
	return strings.Repeat("PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\x05\x00\x00\x00b.zip", n)
}

// sealed mails are encrypted, signed or wrapped.
func sealed() []Mail {
	return []Mail{
		exact("winmail.dat", Said, mixed(text, lines("Content-Type: application/ms-tnef; name=winmail.dat", b64)+crlf+"eJ8+IgAAAQABAAEAAQE=")),
		exact("winmail.dat alone", "", of("application/ms-tnef; name=winmail.dat", "\x78\x9f\x3e\x22")),
		exact("winmail.dat as octets", Said, mixed(text, file("Content-Type: application/octet-stream; name=winmail.dat"))),
		exact("S/MIME encrypted", "", of("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "MIIB")),
		exact("S/MIME encrypted, older type", "", of("application/x-pkcs7-mime; name=smime.p7m", "MIIB")),
		exact("S/MIME authenticated", "", of("application/pkcs7-mime; smime-type=authEnveloped-data", "MIIB")),
		exact("S/MIME opaque signed", "", of("application/pkcs7-mime; smime-type=signed-data; name=smime.p7m", "MIIB")),
		exact("S/MIME of nothing", "", of("application/pkcs7-mime", "")),
		exact("S/MIME signed", Said, multi("multipart/signed; micalg=sha-256; protocol=\"application/pkcs7-signature\"", text, file("Content-Type: application/pkcs7-signature; name=smime.p7s"))),
		exact("S/MIME signed without signature", Said, multi("multipart/signed", text)),
		exact("S/MIME signed, encrypted within", "", multi("multipart/signed", lines("Content-Type: application/pkcs7-mime; smime-type=enveloped-data")+crlf+"MIIB")),
		exact("PGP encrypted", "", multi("multipart/encrypted; protocol=\"application/pgp-encrypted\"", "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1", "Content-Type: application/octet-stream\r\n\r\n-----BEGIN PGP MESSAGE-----")),
		exact("PGP encrypted of one part", "", multi("multipart/encrypted", "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1")),
		exact("PGP in the text", "BEGIN PGP", of("text/plain", "-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----")),
		exact("PGP signed in the text", Said, of("text/plain", "-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA512\r\n\r\n"+Said+"\r\n-----BEGIN PGP SIGNATURE-----\r\n\r\niQ\r\n-----END PGP SIGNATURE-----")),
		exact("PGP signed", Said, multi("multipart/signed; protocol=\"application/pgp-signature\"", text, file("Content-Type: application/pgp-signature; name=signature.asc"))),
		exact("PGP key attached", Said, mixed(text, file("Content-Type: application/pgp-keys; name=key.asc"))),
	}
}

// results are those of Authentication-Results that somebody wrote.
func results() (all []Mail) {
	for name, value := range ordered(map[string]string{"all is well": "mx.klachten.example; spf=pass smtp.mailfrom=elders.example; dkim=pass header.d=elders.example; dmarc=pass header.from=elders.example", "no server": "dmarc=pass",
		"fails": "mx.klachten.example; dmarc=fail", "in a comment": "mx.klachten.example; dmarc=fail (; dmarc=pass)", "in quotes": `mx.klachten.example; dmarc=fail reason="; dmarc=pass"`, "open comment": "mx.klachten.example (; dmarc=pass",
		"open quotes": `mx.klachten.example; spf=fail reason="; dmarc=pass`, "both": "mx.klachten.example; dmarc=pass; dmarc=fail", "deep": strings.Repeat("((;a=b", 10_000), "10,000": "mx" + strings.Repeat("; dkim=pass header.d=elders.example", 10_000),
		"of signs": "\x00\xff=\xff;==;=;", "version": "mx.klachten.example 99; dmarc/9=pass", "none": "mx.klachten.example; none", "empty": ""}) {
		all = append(all, human("results that say "+name, Said, top, "Authentication-Results: "+value, "", Said))
	}
	return append(all,
		human("results below others", Said, "Authentication-Results: mx.klachten.example; dmarc=fail", top, "Authentication-Results: mx.klachten.example; dmarc=pass", "", Said),
		human("results of ARC", Said, "ARC-Authentication-Results: i=1; mx.klachten.example; dmarc=pass", "Received-SPF: pass", top, "", Said),
		human("spam by its own word", Said, top, "X-Spam-Flag: YES", "X-Spam-Status: Yes, score=99", "", Said))
}

// kinds of content that are no letter.
func kinds() (all []Mail) {
	for _, kind := range []string{"", "text", "text/", "/plain", "text/plain/plain", "text /plain", "TEXT/PLAIN", "text/x-klacht", "application/octet-stream", "image/png", "multipart", "multipart/", "multipart/x; boundary=", "message/rfc822",
		"message/x", "*/*", "text/plain;;;;", "text/plain; =; =x; x=", "text/html; charset", "text/enriched", "text/rtf", "text/xml", strings.Repeat("x", 5000), "x/" + strings.Repeat("y", 5000), "\x00/\xff", "=?utf-8?q?text/plain?="} {
		all = append(all, exact(fmt.Sprintf("kind %.24q", kind), "", of(kind, Said)))
	}
	return append(all,
		exact("partial first of three", "", of(`message/partial; id="x@elders.example"; number=1; total=3`, Said)),
		exact("partial last", "", of(`message/partial; id="x@elders.example"; number=3; total=3`, "rest")),
		exact("partial of nonsense", "", of(`message/partial; id=; number=-1; total=999999999`, Said)),
		exact("external body by file", "", of(`message/external-body; access-type=local-file; name="/etc/passwd"`, "Content-Type: text/plain\r\n")),
		exact("external body by address", Said, mixed(text, "Content-Type: message/external-body; access-type=URL; URL=\"http://127.0.0.1/\"\r\n\r\nContent-Type: text/plain\r\n\r\n")),
		exact("calendar alone", "", of("text/calendar; method=REQUEST", "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR")),
		exact("calendar beside text", Said, multi("multipart/alternative", text, "Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR")),
		exact("calendar of a million times", "", of("text/calendar", "BEGIN:VCALENDAR\r\nRRULE:FREQ=SECONDLY;COUNT=999999999\r\nEND:VCALENDAR")),
		exact("card", Said, mixed(text, "Content-Type: text/vcard; name=sanne.vcf\r\n\r\nBEGIN:VCARD\r\nEND:VCARD")),
		exact("alternative of three that differ", "Eerste", multi("multipart/alternative", plain+"\r\n\r\nEerste", "Content-Type: text/html\r\n\r\nTweede", "Content-Type: text/enriched\r\n\r\nDerde")),
		exact("alternative of blank text and HTML", Said, multi("multipart/alternative", plain+"\r\n\r\n \r\n", "Content-Type: text/html\r\n\r\n<p>"+Said)),
		exact("related whose start is missing", "", multi("multipart/related; start=\"<geen>\"", file("Content-Type: image/png", "Content-ID: <1>"))),
		exact("digest", "", multi("multipart/digest", "\r\nFrom: a@elders.example\r\n\r\n"+Said)),
		exact("parallel and byteranges", Said, multi("multipart/byteranges", text)),
		exact("flowed", "", of("text/plain; format=flowed; delsp=yes", strings.Repeat("> \r\n>> \r\n", 5000)+"De klacht \r\nstaat hier.")),
		exact("language of several", Said, multi("multipart/multilingual", text, text)))
}

// wires are what happens on the way: other line ends, dots, what is put before.
func wires() []Mail {
	return []Mail{
		exact("nothing", "", ""), exact("one blank line", "", crlf), exact("one LF", "", "\n"), exact("one CR", "", "\r"), exact("one NUL", "", "\x00"), exact("one dot", "", ".\r\n"), exact("spaces", "", "   \t  "),
		exact("only text", "klacht", "Dit is een klacht."), exact("only bytes", "", "\xff\xfe\xfd\x80\x81"), exact("only a field", "", "Subject: klacht"), exact("only colons", "", strings.Repeat(":", 5000)),
		exact("only From of a mailbox", "", "From sanne@elders.example Thu Nov 12 10:00:00 2026\r\n"),
		exact("mbox", Said, "From sanne@elders.example Thu Nov 12 10:00:00 2026\n"+with()), exact("mbox, quoted", Said, ">From sanne@elders.example Thu Nov 12 10:00:00 2026\n"+with()),
		exact("mbox of two mails", Said, "From a Thu Nov 12 10:00:00 2026\n"+with()+"\nFrom b Thu Nov 12 10:00:01 2026\n"+with()), exact("mbox line in the text", "From hier", of("text/plain", "From hier tot daar\r\n>From daar")),
		exact("LF only", Said, strings.ReplaceAll(with(), crlf, "\n")), exact("CR only", Said, strings.ReplaceAll(with(), crlf, "\r")), exact("CR CR LF", "", strings.ReplaceAll(with(), crlf, "\r\r\n")),
		exact("LF CR", "", strings.ReplaceAll(with(), crlf, "\n\r")), exact("byte order mark", Said, "\xef\xbb\xbf"+with()), exact("blank lines first", Said, "\r\n\r\n\r\n"+with()), exact("UTF-16 as a whole", "", "\xff\xfe"+strings.Join(strings.Split(with(), ""), "\x00")),
		exact("NUL in every field", "", strings.ReplaceAll(with(), ": ", ": \x00")), exact("NUL in the text", "De klacht", of("text/plain", "De klacht\x00 staat hier.")), exact("controls in the text", "", of("text/plain", "a\x01b\x07c\x1b[2Jd\x7fe\u0085f\u009bg")),
		exact("dot lines", "einde", of("text/plain", ".\r\n..\r\n...klacht\r\n.\r\neinde")), exact("SMTP smuggled", "", of("text/plain", Said+"\n.\r\nMAIL FROM:<x@elders.example>\r\n\r\n.\n")), exact("IMAP literal", Said, of("text/plain", Said+"\r\n{1000000}\r\n)\r\n* BYE\r\n")),
		exact("line of 1 MB", "aaa", of("text/plain", strings.Repeat("a", 1<<20-600))), exact("line of 998", "aaa", of("text/plain", strings.Repeat("a", 998))), exact("line of spaces of 500 KB", "x", of("text/plain", "x"+strings.Repeat(" ", 500_000)+"y")),
		exact("HTTP request", "", "GET / HTTP/1.1\r\nHost: klachten.example\r\n\r\n"), exact("program", "", "\x7fELF\x02\x01\x01\x00"), exact("zip", "", zip(1)), exact("HTML page", "", "<!DOCTYPE html><html><body>"+Said), exact("JSON", "", `{"From": "sanne@elders.example"}`),
	}
}

// cuts end one rich mail at each of its lines, and within some of them.
func cuts() (all []Mail) {
	rich := multi("multipart/mixed", lines(`Content-Type: multipart/alternative; boundary="binnen"`, "", "--binnen", plain, qp, "", "De klacht =C3=A9=", "=C3=A9n", "--binnen", "Content-Type: text/html; charset=utf-8", "", "<p>De <b>klacht</b></p>", "--binnen--"),
		lines(`Content-Type: application/pdf; name="bewijs.pdf"`, b64, "Content-Disposition: attachment;", ` filename*0*=utf-8''bew;`, " filename*1=ijs.pdf", "", "JVBERi0xLjcK", "JVBERi0xLjcK"),
		lines("Content-Type: message/rfc822", "", "From: ander@verweg.example", "Subject: =?utf-8?q?doorgestuurd?=", "", "Lees dit."))
	at := 0
	for i, line := range strings.SplitAfter(rich, crlf) {
		if at += len(line); line == "" || i < 1 {
			continue
		}
		all = append(all, exact(fmt.Sprintf("cut after line %d", i), "", rich[:at]))
		if len(line) > 20 {
			all = append(all, exact(fmt.Sprintf("cut within line %d", i), "", rich[:at-len(line)/2]))
		}
	}
	return all
}
