package inmail

import (
	"bytes"
	"strings"
)

// body walks the parts in one pass. The boundaries of all parts that are open
// are looked for at once, so that depth costs nothing and an outer boundary
// ends what is within it, closed or not.
type body struct {
	*source
	notes       *notes
	depth       int // of the mail itself, when it was attached to another
	parts       int
	open        []string // boundaries, outermost first
	attachments []Attachment
	report      []byte // of a mail server, see bounce
	original    string // Message-ID of the first mail within
}

// texts are the ways one part can be read by a person.
type texts struct{ plain, html string }

func (t texts) best() string {
	if strings.TrimSpace(t.plain) != "" {
		return t.plain
	}
	return t.html
}

// part reads one part of which the header has been read, up to the boundary
// that ends it. The depth counts the parts around it.
func (b *body) part(h header, depth int) texts {
	if b.parts++; b.parts > MaxParts {
		b.notes.add(TooManyParts)
	}
	kind, params := parseField(h.first("content-type"), b.notes)
	if kind == "" || !strings.Contains(kind, "/") {
		kind = "text/plain"
	}
	b.flag(kind, params)
	mark := params["boundary"]
	if !strings.HasPrefix(kind, "multipart/") {
		return b.leaf(h, kind, params, b.until())
	}
	if mark == "" || len(mark) > 200 {
		b.notes.add(NoParts)
		return b.leaf(h, "text/plain", nil, b.until())
	}
	if depth+b.depth >= MaxDepth {
		b.notes.add(TooDeep)
		return b.leaf(h, "application/octet-stream", params, b.until())
	}
	return b.multipart(h, kind, mark, depth)
}

// flag notes what was encrypted, signed or wrapped: it is kept as it came.
func (b *body) flag(kind string, params map[string]string) {
	switch kind {
	case "multipart/encrypted", "application/pgp-encrypted":
		b.notes.add(Encrypted)
	case "multipart/signed":
		b.notes.add(Signed)
	case "application/pkcs7-mime", "application/x-pkcs7-mime":
		if strings.EqualFold(params["smime-type"], "signed-data") {
			b.notes.add(Signed)
		} else {
			b.notes.add(Encrypted)
		}
	case "application/ms-tnef", "application/vnd.ms-tnef":
		b.notes.add(Winmail)
	}
}

// multipart reads the parts between the lines of one boundary.
func (b *body) multipart(h header, kind, mark string, depth int) texts {
	b.open = append(b.open, mark)
	level := len(b.open) - 1
	defer func() { b.open = b.open[:level] }()
	before := b.until() // what stands before the first part, for programs without MIME
	var all []texts
	closed := false
	for b.parts < readParts {
		at, end := b.boundary(b.peek())
		if at != level {
			break
		}
		b.line()
		if closed = end; end {
			b.until() // a further line of this boundary opens a part again
			continue
		}
		all = append(all, b.part(readHeader(b.source, b.notes, b.isBoundary), depth+1))
	}
	if b.parts >= readParts {
		b.rest = nil
	} else if !closed {
		b.notes.add(Unfinished)
	}
	if len(all) == 0 {
		b.notes.add(NoParts)
		return b.leaf(h, "text/plain", nil, before)
	}
	return join(kind, all)
}

// join makes one text of those of the parts: the plainest where they say the
// same, one after the other elsewhere.
func join(kind string, all []texts) (t texts) {
	if kind == "multipart/alternative" {
		for _, one := range all {
			if strings.TrimSpace(t.plain) == "" {
				t.plain = one.plain
			}
			if strings.TrimSpace(one.html) != "" {
				t.html = one.html
			}
		}
		return t
	}
	var said []string
	for _, one := range all {
		if s := one.best(); strings.TrimSpace(s) != "" {
			said = append(said, strings.Trim(s, "\r\n"))
		}
	}
	t.plain = strings.Join(said, "\n\n")
	return t
}

// until takes everything up to the next line that is a boundary of any part
// that is open. The line end before a boundary belongs to the boundary.
func (b *body) until() []byte {
	all := b.rest
	if len(b.open) == 0 {
		b.rest = nil
		return all
	}
	for len(b.rest) > 0 {
		if b.rest[0] == '-' && b.isBoundary(b.peek()) {
			return dropLineEnd(all[:len(all)-len(b.rest)])
		}
		i := bytes.Index(b.rest, []byte("\n--"))
		if i < 0 {
			b.rest = nil
			break
		}
		b.rest = b.rest[i+1:]
	}
	return all
}

func dropLineEnd(p []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(p, []byte("\n")), []byte("\r"))
}

func (b *body) isBoundary(line []byte) bool {
	at, _ := b.boundary(line)
	return at >= 0
}

// boundary says whose boundary the line is, -1 for nobody's, and whether it is
// the closing one. The innermost wins where two parts chose the same.
func (b *body) boundary(line []byte) (level int, closing bool) {
	if !bytes.HasPrefix(line, []byte("--")) || len(line) > 1000 {
		return -1, false
	}
	l := bytes.TrimRight(line[2:], " \t\r\n")
	for i := len(b.open) - 1; i >= 0; i-- {
		mark := b.open[i]
		if len(l) < len(mark) || string(l[:len(mark)]) != mark {
			continue
		}
		if rest := string(l[len(mark):]); rest == "" || rest == "--" {
			return i, rest == "--"
		}
	}
	return -1, false
}
