package badmail

import (
	"fmt"
	"slices"
	"strings"
)

// levels nests n times; every level has a boundary of its own.
func levels(kind string, n int) string {
	return top + crlf + times(n, func(i int) string {
		return fmt.Sprintf("Content-Type: multipart/%s; boundary=b%d\r\n\r\n--b%d\r\n", kind, i, i)
	}) + crlf + Said + crlf + times(n, func(i int) string { return fmt.Sprintf("--b%d--\r\n", n-1-i) })
}

// nested mails are deep or have very many parts.
func nested() (all []Mail) {
	for _, kind := range []string{"mixed", "alternative", "related", "signed"} {
		for _, n := range []int{2, 15, 17, 100, 10_000} {
			says := Said
			if n > 15 {
				says = "" // beyond the limit it is one attachment
			}
			all = append(all, Mail{fmt.Sprintf("nested %s %d", kind, n), true, says, false, func() []byte { return []byte(levels(kind, n)) }})
		}
	}
	for _, n := range []int{100, 10_000} {
		all = append(all,
			Mail{fmt.Sprintf("nested with one boundary %d", n), true, "", false, func() []byte {
				return []byte(top + crlf + strings.Repeat("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n", n) + crlf + Said)
			}},
			Mail{fmt.Sprintf("nested mails %d", n), true, "", false, func() []byte {
				return []byte(top + crlf + strings.Repeat("Content-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\nSubject: x\r\n", n) + crlf + Said)
			}},
			Mail{fmt.Sprintf("parts %d", n), true, Said, false, func() []byte {
				return []byte(mixed(slices.Concat([]string{text}, slices.Repeat([]string{"\r\n"}, n))...))
			}},
			Mail{fmt.Sprintf("attachments %d", n/10), true, Said, false, func() []byte {
				return []byte(mixed(slices.Concat([]string{text}, slices.Repeat([]string{file(`Content-Type: application/pdf; name="bewijs.pdf"`)}, n/10))...))
			}})
	}
	return append(all,
		exact("nested mail without text of its own", Said, of("message/rfc822", of("text/plain", Said))),
		exact("nested mail in two mails", Said, of("message/rfc822", of("message/rfc822", of("text/plain", Said)))),
		exact("attachments 1,000 of nothing", Said, mixed(slices.Concat([]string{text}, slices.Repeat([]string{"Content-Type: image/png; name=leeg.png\r\n\r\n"}, 1000))...)))
}

// boundaries are wrong in every way that programs know.
func boundaries() []Mail {
	long := strings.Repeat("x", 198)
	part := func(mark string) string { return lines("--"+mark, plain, "", Said, "--"+mark+"--") }
	kind := func(params string) string { return top + crlf + "Content-Type: multipart/mixed" + params + crlf + crlf }
	return []Mail{
		exact("boundary missing", Said, kind("")+part("b")),
		exact("boundary empty", Said, kind(`; boundary=""`)+part("")),
		exact("boundary of spaces", "", kind(`; boundary="   "`)+part("   ")),
		exact("boundary with spaces inside", Said, kind(`; boundary="b c"`)+part("b c")),
		exact("boundary unquoted with spaces", Said, kind("; boundary=b c")+part("b c")),
		exact("boundary one dash", Said, kind("; boundary=-")+part("-")),
		exact("boundary two dashes", "", kind("; boundary=--")+part("--")),
		exact("boundary with quotes inside", Said, kind(`; boundary="b\"c"`)+part(`b"c`)),
		exact("boundary never closed quote", Said, kind(`; boundary="bc`)+part("bc")),
		exact("boundary of 8 bits", Said, kind("; boundary=gr\xe9ns")+part("gr\xe9ns")),
		exact("boundary of signs", Said, kind(`; boundary="'()+_,-./:=?"`)+part("'()+_,-./:=?")),
		exact("boundary of 198", Said, kind("; boundary="+long)+part(long)),
		exact("boundary of 3,000", "", kind("; boundary="+strings.Repeat(long, 15))+part(strings.Repeat(long, 15))),
		exact("boundary in pieces", Said, kind("; boundary*0=gre; boundary*1=ns")+part("grens")),
		exact("boundary twice declared", "", kind("; boundary=a; boundary=b")+part("a")+part("b")),
		exact("boundary with a comment", "", kind("; boundary=b (grens)")+part("b")),
		exact("boundary in other capitals", "", kind("; boundary=GRENS")+part("grens")),
		exact("boundary never opened", Said, kind("; boundary=b")+Said),
		exact("boundary never closed", Said, kind("; boundary=b")+lines("--b", plain, "", Said)),
		exact("boundary closed first", Said, kind("; boundary=b")+lines("--b--", "--b", plain, "", Said)),
		exact("boundary closed twice", Said, kind("; boundary=b")+part("b")+"--b--\r\n--b--\r\n"),
		exact("boundary with spaces behind", Said, kind("; boundary=b")+lines("--b  \t ", plain, "", Said, "--b--  ")),
		exact("boundary with more behind", "", kind("; boundary=b")+lines("--bc", plain, "", Said, "--b-- einde")),
		exact("boundary followed at once by another", Said, kind("; boundary=b")+"--b\r\n--b\r\n--b\r\n"+part("b")),
		exact("boundary in the text", Said, kind("; boundary=b")+lines("--b", plain, "", Said, " --b", "--c", "x--b", "--b--")),
		exact("boundary after bare LF", Said, strings.ReplaceAll(kind("; boundary=b")+part("b"), crlf, "\n")),
		exact("boundary after bare CR", "", kind("; boundary=b")+strings.ReplaceAll(part("b"), crlf, "\r")),
		exact("boundary, half of the line ends bare", Said, kind("; boundary=b")+strings.Replace(part("b"), crlf, "\n", 2)),
		exact("boundary that begins another", Said, kind("; boundary=b")+lines("--b", "Content-Type: multipart/mixed; boundary=bb", "", "--bb", plain, "", Said, "--bb--", "--b--")),
		exact("boundary that another begins", Said, kind("; boundary=bb")+lines("--bb", "Content-Type: multipart/mixed; boundary=b", "", "--b", plain, "", Said, "--b--", "--bb--")),
		exact("boundary that closes another", "", kind("; boundary=b")+lines("--b", `Content-Type: multipart/mixed; boundary="b--"`, "", "--b--", plain, "", Said, "--b----", "--b--")),
		exact("boundary the same within", Said, kind("; boundary=b")+lines("--b", "Content-Type: multipart/mixed; boundary=b", "", "--b", plain, "", Said, "--b--", "--b--")),
		exact("boundary outer closes inner", Said, kind("; boundary=a")+lines("--a", "Content-Type: multipart/mixed; boundary=b", "", "--b", plain, "", Said, "--a--")),
		exact("boundary inner after outer closed", "", kind("; boundary=a")+lines("--a", "Content-Type: multipart/mixed; boundary=b", "", "--a--", "--b", plain, "", Said, "--b--")),
		exact("boundary within base64", Said, kind("; boundary=b")+lines("--b", plain, b64, "", "RGUga2xhY2h0IHN0YWF0IGhpZXIu", "--b--")),
		exact("boundary of a multipart that is base64", Said, lines(top, "Content-Type: multipart/mixed; boundary=b", b64, "")+part("b")),
		exact("boundary and no header in the part", Said, kind("; boundary=b")+lines("--b", "", Said, "--b--")),
		exact("boundary and no blank line in the part", "", kind("; boundary=b")+lines("--b", plain, Said, "--b--")),
		exact("boundary without any part header or line", "", kind("; boundary=b")+"--b--"),
	}
}

// large mails are made when they are asked for.
func large() []Mail {
	return []Mail{
		lazy("large text 30 MB", Said, func() string {
			return of("text/plain", Said+crlf+strings.Repeat("Veel tekst over de klacht.\r\n", 30<<20/28))
		}),
		lazy("large attachment 30 MB", Said, func() string {
			return mixed(text, lines("Content-Type: video/mp4; name=film.mp4", b64)+crlf+strings.Repeat(strings.Repeat("QUJD", 19)+crlf, 30<<20/78))
		}),
		lazy("large HTML 10 MB", Said, func() string { return of("text/html", "<p>"+Said+strings.Repeat("<p>woord</p>", 10<<20/12)) }),
		lazy("large picture within HTML", Said, func() string {
			return of("text/html", "<img src='data:image/png;base64,"+strings.Repeat("QUJD", 2<<20)+"'>"+Said)
		}),
		lazy("large line of 5 MB", "", func() string { return of("text/plain", strings.Repeat("a", 5<<20)) }),
		lazy("large number of parts", Said, func() string {
			return top + "\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n" + Said + crlf + strings.Repeat("--b\r\n\r\nx\r\n", 200_000) + "--b--\r\n"
		}),
		lazy("large number of fields", "", func() string { return top + crlf + strings.Repeat("X-Veld: waarde\r\n", 100_000) + crlf + Said }),
		lazy("large field of 1 MB", "", func() string { return top + crlf + "X-Veld: " + strings.Repeat("a", 1<<20) + crlf + crlf + Said }),
		lazy("large subject of 1 MB", "", func() string {
			return lines(from, to, date, id) + "Subject: " + strings.Repeat("klacht ", 150_000) + crlf + crlf + Said
		}),
		lazy("large number of folds", "", func() string {
			return top + crlf + "X-Veld: x" + strings.Repeat("\r\n a", 400_000) + crlf + crlf + Said
		}),
		lazy("large run of blank lines", "", func() string { return of("text/plain", strings.Repeat(crlf, 700_000)+Said) }),
		lazy("large run of NUL", "", func() string { return strings.Repeat("\x00", 2<<20) }),
		lazy("large run of quoted lines", Said, func() string { return of("text/plain", Said+crlf+strings.Repeat("> aangehaald\r\n", 90_000)) }),
	}
}
