package badmail

import (
	"fmt"
	"strings"
)

// envelopes lack fields, have them twice or are nothing but fields.
func envelopes() (all []Mail) {
	for name, line := range ordered(map[string]string{"From": from, "To": to, "Date": date, "Message-ID": id, "Subject": subj, "MIME-Version": mime}) {
		all = append(all,
			human("missing "+name, Said, swap(line, ""), plain, "", Said),
			human("empty "+name, Said, swap(line, name+":"), plain, "", Said),
			human("twice "+name, Said, top, line, line, plain, "", Said),
			human("spaced "+name, Said, swap(line, strings.Replace(line, ":", " \t :", 1)), plain, "", Said),
			human("without a colon "+name, "", swap(line, strings.Replace(line, ":", "", 1)), plain, "", Said))
	}
	return append(all,
		human("missing every field but From", Said, from, "", Said),
		human("missing From, with Sender", Said, swap(from, "Sender: sanne@elders.example"), "", Said),
		human("missing From, with Reply-To", Said, swap(from, "Reply-To: sanne@elders.example"), "", Said),
		exact("missing every field", "", crlf+Said),
		exact("missing the body", "", top+crlf+crlf),
		exact("missing the blank line", "", top+crlf+Said),
		exact("missing the blank line and the end", "", top),
		human("two From with two people", Said, top, "From: ander@verweg.example", "", Said),
		human("two people in one From", Said, swap(from, "From: Sanne <sanne@elders.example>, Ander <ander@verweg.example>"), "", Said),
		human("two From of which one is empty", Said, swap(from, "From:\r\n"+from), "", Said),
		human("two Content-Types", Said, top, plain, "Content-Type: multipart/mixed; boundary=x", "", Said),
		human("fields that begin with Resent", Said, top, "Resent-From: ander@verweg.example", "Resent-To: "+Box, "Resent-Message-ID: <1@verweg.example>", "", Said),
		human("field with a name of 1,000", Said, top, strings.Repeat("X", 1000)+": x", "", Said),
		human("field without a name", "", top, ": waarde", "", Said),
		human("field of 8 bits as name", "", top, "X-Ve\xeb: waarde", "", Said),
		human("field named as a prototype", Said, top, "__proto__: x", "constructor: y", "", Said),
		exact("fields 2,001", Said, top+crlf+times(2001, func(i int) string { return fmt.Sprintf("X-%d: x\r\n", i) })+crlf+Said),
		exact("fields of 300 KB", Said, top+crlf+times(300, func(i int) string { return fmt.Sprintf("X-%d: %s\r\n", i, strings.Repeat("y", 1000)) })+crlf+Said),
		exact("fields that are none in between", Said, top+crlf+strings.Repeat("geen veld\r\nX: y\r\n", 500)+crlf+Said))
}

// ordered walks a small map in the order of its keys.
func ordered(m map[string]string) func(yield func(string, string) bool) {
	return func(yield func(string, string) bool) {
		for _, k := range sorted(m) {
			if !yield(k, m[k]) {
				return
			}
		}
	}
}

// subjects are encoded in ways that nobody should.
func subjects() (all []Mail) {
	for name, value := range ordered(map[string]string{
		"8 bits UTF-8": "Klácht één", "8 bits Windows": "Kl\xe1cht \x80 5", "broken UTF-8": "Kl\xc3\xc3\xe1cht \xff", "word that never ends": "=?utf-8?q?klacht",
		"word without a charset": "=??q?klacht?=", "word of an unknown charset": "=?klingon?q?klacht=FF?=", "word of an unknown way": "=?utf-8?x?klacht?=",
		"word with spaces": "=?utf-8?q?een klacht?=", "word in the middle of a character": "=?utf-8?q?caf=C3?= =?utf-8?q?=A9?=",
		"word in the middle, base64": "=?utf-8?b?Y2Fmww==?= =?utf-8?b?qQ==?=", "word in the middle, never ended": "=?utf-8?q?caf=C3?=",
		"word in the middle, two charsets": "=?utf-8?q?caf=C3?= =?iso-8859-1?q?=A9?=", "word with bad base64": "=?utf-8?b?!!!!?=", "word within a word": "=?utf-8?q?=3D=3Futf-8=3Fq=3Fx=3F=3D?=",
		"word with a language": "=?utf-8*nl?q?klacht?=", "word glued": "abc=?utf-8?q?klacht?=def", "word of 3,000": "=?utf-8?q?" + strings.Repeat("x", 3000) + "?=",
		"word in quotes": `"=?utf-8?q?klacht?="`, "words 1,000": strings.Repeat("=?utf-8?b?w6k=?=\r\n ", 1000), "words unfinished 5,000": strings.Repeat("=?utf-8?q?", 5000),
		"words of many charsets": strings.Repeat("=?gbk?q?a?= =?iso-2022-jp?q?a?= ", 300), "question marks": strings.Repeat("?=", 5000), "only spaces": " \t ",
		"65,000 letters": strings.Repeat("k", 65_000), "emoji": strings.Repeat("👩‍👩‍👧‍👦", 300), "marks": "e" + strings.Repeat("\u0301", 5000), "html": "<script>alert(1)</script>",
		"template": "{{.Secret}} ${jndi:ldap://kwaad.example} %s%n", "sql": "'; DROP TABLE klachten; --", "of a forward": "FW: Doorst: Fwd: RE: klacht", "RE 1,000 times": strings.Repeat("RE: ", 1000),
		"reference of somebody else": "RE: [2026-0001] klacht"}) {
		all = append(all, human("subject "+name, Said, swap(subj, "Subject: "+value), "", Said))
	}
	return all
}

// injections try to become a header, a line or another order of signs.
func injections() (all []Mail) {
	for name, sign := range ordered(map[string]string{"CR": "=0D", "LF": "=0A", "CRLF": "=0D=0A", "NUL": "=00", "escape": "=1B[31m", "backspace": "=08=08=08", "vertical tab": "=0B=0C",
		"line separator": "=E2=80=A8", "next line": "=C2=85", "turn": "=E2=80=AE", "isolate": "=E2=81=A6", "delete": "=7F"}) {
		word := "=?utf-8?q?jan" + sign + "Bcc:_iedereen=40elders.example?="
		all = append(all,
			human("injection in subject of "+name, Said, swap(subj, "Subject: "+word), "", Said),
			human("injection in name of "+name, Said, swap(from, "From: "+word+" <sanne@elders.example>"), "", Said),
			exact("injection in file name of "+name, Said, mixed(text, file("Content-Type: application/pdf", `Content-Disposition: attachment; filename="`+word+`"`))))
	}
	return append(all,
		human("injection in address of a word", Said, swap(from, "From: =?utf-8?q?=3Ckwaad=40verweg.example=3E=2C?= <sanne@elders.example>"), "", Said),
		human("injection in raw name of NUL", Said, swap(from, "From: Sanne\x00 de Vrij <sanne@elders.example>"), "", Said),
		human("injection in raw name of a bare CR", "", swap(from, "From: Sanne\rBcc: iedereen@elders.example <sanne@elders.example>"), "", Said),
		human("injection in raw address of NUL", Said, swap(from, "From: <sanne@elders.example\x00.kwaad.example>"), "", Said),
		human("injection in Message-ID of a bare CR", Said, swap(id, "Message-ID: <1\rBcc: x@elders.example>"), "", Said),
		human("injection in Reply-To of two", Said, top, "Reply-To: een@elders.example, twee@elders.example", "", Said),
		human("injection in Content-Type", "", top, "Content-Type: text/plain; charset=\"utf-8\rX: y\"", "", Said))
}

// foldings are lines broken where nobody would.
func foldings() []Mail {
	s := func(name, value string) Mail { return human("folding "+name, Said, swap(subj, value), "", Said) }
	return []Mail{
		s("at once", "Subject:\r\n Klacht"), s("of tabs", "Subject: een\r\n\ttwee\r\n\t\tdrie"), s("of bare LF", "Subject: een\n twee"), s("of a bare CR", "Subject: een\r twee"),
		s("of a line of spaces", "Subject: een\r\n   \r\n twee"), s("in a word", "Subject: =?utf-8?q?kla\r\n cht?="), s("between the parts of a word", "Subject: =?utf-8\r\n ?q?klacht?="),
		s("1,000 times", "Subject: x"+strings.Repeat("\r\n y", 1000)), s("of CR CR LF", "Subject: een\r\r\n twee"), s("of LF CR", "Subject: een\n\r twee"),
		human("folding of the first line", "", " Subject: x", top, "", Said),
		human("folding lost", "", swap(subj, "Subject: een\r\nlang onderwerp"), "", Said),
		human("folding in an address", Said, swap(from, "From: Sanne\r\n <sanne@\r\n elders.example>"), "", Said),
		human("folding in a Message-ID", Said, swap(id, "Message-ID:\r\n <"+idMark+"\r\n @elders.example>"), "", Said),
		exact("folding of the Content-Type", Said, strings.Replace(mixed(text), "; boundary", ";\r\n\t\r\n\tboundary", 1)),
		exact("folding in the boundary", "", strings.Replace(mixed(text), `boundary="grens`, "boundary=\"gr\r\n ens", 1)),
	}
}

// addresses are odd, and some of them right.
func addresses() (all []Mail) {
	for name, value := range ordered(map[string]string{
		"bare": "sanne@elders.example", "with a comment": "sanne@elders.example (Sanne (de) Vrij)", "comment inside": "sanne(x)@elders.example", "with a route": "<@relay.example,@b.example:sanne@elders.example>",
		"group": "Groep: sanne@elders.example, b@elders.example;", "empty group": "undisclosed-recipients:;", "group in a group": "A: B: sanne@elders.example;;", "IDN": "sanne@bücher.example",
		"IDN, encoded": "sanne@xn--bcher-kva.example", "SMTPUTF8": "žižka@bücher.example", "Chinese": "用户@例子.example", "quoted local part": `"sanne de vrij"@elders.example`, "quoted with @": `"a@b"@elders.example`,
		"quotes never closed": `"Sanne <sanne@elders.example>`, "bracket never closed": "Sanne <sanne@elders.example", "bracket never opened": "Sanne sanne@elders.example>", "brackets twice": "<<sanne@elders.example>>",
		"two @": "sanne@elders@elders.example", "no domain": "sanne@", "no local part": "@elders.example", "no @": "sanne", "spaces": "sanne @ elders.example", "dots": ".sanne..vrij.@elders.example",
		"literal": "sanne@[192.0.2.1]", "literal of six": "sanne@[IPv6:2001:db8::1]", "mailto": "<mailto:sanne@elders.example>", "name that is another address": `"klachten@klachten.example" <sanne@elders.example>`,
		"name that is an address list": `"a@elders.example, b@elders.example" <sanne@elders.example>`, "semicolons": "sanne@elders.example; b@elders.example", "commas": strings.Repeat(",", 20_000),
		"brackets": strings.Repeat("<(\"", 10_000), "colons": "a@" + strings.Repeat(":", 20_000), "comments deep": strings.Repeat("(", 20_000), "10,000": strings.Repeat("a@elders.example, ", 10_000),
		"local part of 65": strings.Repeat("a", 65) + "@elders.example", "local part of 5,000": strings.Repeat("a", 5000) + "@elders.example", "domain of 5,000": "a@" + strings.Repeat("b.", 2500) + "example",
		"8 bits Windows": "Ren\xe9 <sanne@elders.example>", "name of 100,000": strings.Repeat("naam ", 20_000) + "<sanne@elders.example>", "root": "root", "our own": "Klachten <" + Box + ">",
		"pipe": "|/bin/sh@elders.example", "option": "-oQ/tmp@elders.example", "percent": "sanne%elders.example@klachten.example", "bang": "elders!sanne@klachten.example", "newline": `"sanne\` + "\r\n" + ` "@elders.example`,
		"homograph": "klachten@klаchten.example", "turned name": "\u202eelpmaxe <sanne@elders.example>", "null": "<>"}) {
		all = append(all, human("address "+name, Said, swap(from, "From: "+value), "", Said))
	}
	for name, value := range ordered(map[string]string{"reply tag": "klachten+r-aaaaaaaaaaaaaaaaaaaa@klachten.example", "reply tag empty": "klachten+r-@klachten.example", "reply tag of signs": "klachten+r-../../x'--@klachten.example",
		"reply tag long": "klachten+r-" + strings.Repeat("a", 3000) + "@klachten.example", "reply tag twice": "klachten+r-a+r-b@klachten.example", "reply tag in capitals": "KLACHTEN+R-AAAA@KLACHTEN.EXAMPLE",
		"bounce tag": "klachten+ob-1@klachten.example", "reply tags 500": strings.Repeat("klachten+r-aaaaaaaa@klachten.example, ", 500), "tag of NUL": "klachten+r-a\x00b@klachten.example", "tag elsewhere": "klachten+r-aaaa@verweg.example"}) {
		all = append(all, human("forged address "+name, Said, swap(to, "To: "+value), "Delivered-To: "+value, "X-Original-To: "+value, "", Said))
	}
	return all
}

// dates are impossible, or only look so.
func dates() (all []Mail) {
	for _, value := range []string{"32 Nov 2026 10:00:00 +0100", "Thu, 12 Nov 2026 25:61:61 +9999", "Thu, 30 Feb 2026 10:00:00 +0000", "Fri, 12 Nov 0026 10:00:00 +0100", "1 Jan 1600 00:00:00 +0000",
		"31 Dec 9999 23:59:59 -1200", "31 Dec 99999 23:59:59 +0000", "donderdag 12 november 2026 10:00", "2026-11-12T10:00:00+01:00", "1794474000", "12 Nov 26 10:00 CET", "Thu, 12 Nov 2026 10:00:00 +0100 (CET (winter))",
		"Thu, 12 Nov 2026 10:00:00", "now", "Thu, 12 Nov 2038 10:00:00 +0100", "-1 Nov 2026 10:00:00 +0100", strings.Repeat("12 Nov 2026 ", 5000), "Thu,\r\n 12 Nov\r\n 2026 10:00:00 +0100", "\x00\xff"} {
		all = append(all, human(fmt.Sprintf("date %.40q", value), Said, swap(date, "Date: "+value), "", Said))
	}
	return all
}

// ids are those of this mail and of others.
func ids() (all []Mail) {
	for name, value := range ordered(map[string]string{"with brackets inside": "<a<b>c@elders.example>", "without brackets": idMark + "@elders.example", "two": "<a@elders.example> <b@elders.example>", "of spaces": "<   >",
		"of 2,000": "<" + strings.Repeat("a", 2000) + "@elders.example>", "8 bits": "<\xe9\xff@elders.example>", "of signs": "<../../'\";--@elders.example>", "without @": "<abc>", "not closed": "<abc@elders.example",
		"closed twice": "<" + idMark + "@elders.example>>", "with spaces inside": "<a b @ elders.example>", "in quotes": `"<` + idMark + `@elders.example>"`, "encoded": "=?utf-8?q?=3Ca=40elders.example=3E?=", "turned": "<\u202ea@elders.example>"}) {
		all = append(all, human("Message-ID "+name, Said, swap(id, "Message-ID: "+value), "", Said))
	}
	for _, field := range []string{"In-Reply-To", "References"} {
		for name, value := range ordered(map[string]string{"10,000 ids": times(10_000, func(i int) string { return fmt.Sprintf("<%d@elders.example>", i) }), "to itself": "<" + idMark + "@elders.example>",
			"text": "Uw bericht van 12 november", "brackets": strings.Repeat("<", 20_000), "our own": "<1@klachten.example>", "glued": "<a@elders.example><b@elders.example>", "empty": "<>", "commas": "<a@elders.example>,<b@elders.example>"}) {
			all = append(all, human(field+" of "+name, Said, top, field+": "+value, "", Said))
		}
	}
	return all
}
