// Package badmail makes malformed and hostile mails for tests, each with a name
// and what must still be understood of it. Nothing here may be assumed to be
// well formed: an IMAP server keeps any bytes.
package badmail

import (
	"fmt"
	"slices"
	"strings"
)

// Box is the address to which the mails are written.
const Box = "klachten@klachten.example"

// Said is the one sentence of most of the mails.
const Said = "De klacht staat hier."

// Mail is one of them. Raw makes the bytes anew on each call, as some are large.
type Mail struct {
	Name  string
	Human bool   // a person wrote it: it may be answered. Otherwise it was made by a machine
	Says  string // must be found in the text; "" where nothing can be asked
	Large bool   // more than 1 MB
	Raw   func() []byte
}

// Hostile gives all mails in a fixed order. Names are unique, and so are the
// Message-IDs of those that have a usable one.
func Hostile() []Mail {
	all := slices.Concat(nested(), boundaries(), charsets(), envelopes(), subjects(), injections(), foldings(), addresses(),
		dates(), ids(), names(), encodings(), sealed(), reports(), automatics(), results(), markup(), wires(), kinds(), cuts(), large())
	for i := range all {
		raw := all[i].Raw
		id := fmt.Sprintf("lastig-%d", i)
		all[i].Raw = func() []byte { return []byte(strings.Replace(string(raw()), idMark, id, 1)) }
	}
	return all
}

const (
	idMark = "ID-OF-THIS-MAIL"
	from   = "From: Sanne de Vrij <sanne@elders.example>"
	to     = "To: " + Box
	date   = "Date: Thu, 12 Nov 2026 10:00:00 +0100"
	id     = "Message-ID: <" + idMark + "@elders.example>"
	subj   = "Subject: Klacht over de fietsenstalling"
	mime   = "MIME-Version: 1.0"
	crlf   = "\r\n"
	top    = from + crlf + to + crlf + date + crlf + id + crlf + subj + crlf + mime
	plain  = "Content-Type: text/plain; charset=utf-8"
	b64    = "Content-Transfer-Encoding: base64"
	qp     = "Content-Transfer-Encoding: quoted-printable"
)

// lines joins with CRLF; an empty one ends a header.
func lines(all ...string) string { return strings.Join(all, crlf) + crlf }

// human is a mail of a person, of which says must be read.
func human(name, says string, all ...string) Mail {
	return Mail{Name: name, Human: true, Says: says, Raw: func() []byte { return []byte(lines(all...)) }}
}

// exact is a mail of a person of exactly these bytes.
func exact(name, says, raw string) Mail {
	return Mail{Name: name, Human: true, Says: says, Raw: func() []byte { return []byte(raw) }}
}

// machine is a mail that nobody wrote.
func machine(name, says string, all ...string) Mail {
	m := human(name, says, all...)
	m.Human = false
	return m
}

// lazy is a mail of more than 1 MB, made on demand.
func lazy(name, says string, build func() string) Mail {
	return Mail{Name: name, Human: true, Says: says, Large: true, Raw: func() []byte { return []byte(build()) }}
}

// with is a whole mail with further header fields and the usual sentence.
func with(fields ...string) string {
	return lines(slices.Concat([]string{top}, fields, []string{"", Said})...)
}

// of is a whole mail of one part.
func of(kind, body string) string { return lines(top, "Content-Type: "+kind, "", body) }

// mixed is a mail of parts, each with its header.
func mixed(parts ...string) string { return multi("multipart/mixed", parts...) }

func multi(kind string, parts ...string) string {
	return lines(top, "Content-Type: "+kind+`; boundary="grens"`, "", "--grens"+crlf+strings.Join(parts, crlf+"--grens"+crlf), "--grens--")
}

// text and file are parts of mixed.
const text = plain + crlf + crlf + Said

func file(fields ...string) string { return lines(fields...) + crlf + "inhoud" }

func times(n int, f func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(f(i))
	}
	return b.String()
}

// swap changes one header line of top.
func swap(old, now string) string {
	if now != "" {
		return strings.Replace(top, old, now, 1)
	}
	return strings.TrimSuffix(strings.Replace(top+crlf, old+crlf, "", 1), crlf)
}
