package paper

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"
)

// Original is a file that goes along inside a PDF, byte for byte.
type Original struct {
	Name string // what it is called inside; no other has the same
	Desc string // what it is, for who sees the list of files
	Type string // "image/jpeg"; "" is not known
	Size int64  // bytes; when Open gives another number, nothing is made
	Sum  string // SHA-256 in hexadecimal, for the manifest
	At   time.Time
	Open func() (io.ReadCloser, error)
}

// stream is an object that is written as it comes.
type stream interface {
	write(out *counted, number int) error
}

// object is one that was in memory all along.
type object string

func (o object) write(out *counted, number int) error {
	out.say("%d 0 obj\n%s\nendobj\n", number, o)
	return out.fail
}

// embedded holds the bytes of an original as they are: most are packed already,
// and so they can be found again by anybody.
type embedded struct{ Original }

func (e embedded) write(out *counted, number int) error {
	body, err := e.Open()
	if err != nil {
		return fmt.Errorf("open an original: %w", err)
	}
	defer func() { _ = body.Close() }()
	out.say("%d 0 obj\n<</Type /EmbeddedFile /Subtype %s /Params <</Size %d /ModDate (%s)>> /Length %d>>\nstream\n", number, pdfName(e.Type), e.Size, pdfDay(e.At), e.Size)
	n, err := io.Copy(out, body)
	if err != nil {
		return fmt.Errorf("embed an original: %w", err)
	}
	if n != e.Size {
		return fmt.Errorf("embed an original: %d bytes instead of %d", n, e.Size)
	}
	out.say("\nendstream\nendobj\n")
	return out.fail
}

func pdfDay(t time.Time) string { return t.UTC().Format("D:20060102150405+00'00'") }

// pdfName writes a type of file as a name; what may not stand in one is written
// by its number (ISO 32000-1, 7.3.5).
func pdfName(kind string) string {
	if kind, _, _ = strings.Cut(kind, ";"); kind == "" {
		kind = "application/octet-stream"
	}
	var b strings.Builder
	b.WriteString("/")
	for _, c := range []byte(kind) {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '+' {
			b.WriteByte(c)
			continue
		}
		fmt.Fprintf(&b, "#%02X", c)
	}
	return b.String()
}

// embed adds the originals to a file: their bytes, what they are, and a list in
// the catalog with the relation they have to the whole (PDF/A-3, 6.8).
func (f *objectFile) embed(all []Original) (streams []stream) {
	if len(all) == 0 {
		return nil
	}
	var names, refs []string
	next := len(f.objects)
	for _, o := range all {
		bytesAt, specAt := next, next+1
		next += 2
		name := textString(o.Name)
		streams = append(streams, embedded{o}, object(fmt.Sprintf("<</Type /Filespec /F %s /UF %s /Desc %s /AFRelationship /Supplement /EF <</F %d 0 R /UF %d 0 R>>>>",
			name, name, textString(o.Desc), bytesAt, bytesAt)))
		names, refs = append(names, fmt.Sprintf("%s %d 0 R", name, specAt)), append(refs, fmt.Sprintf("%d 0 R", specAt))
	}
	more := fmt.Sprintf("/AF [%s] /Names <</EmbeddedFiles <</Names [%s]>>>>\n>>", strings.Join(refs, " "), strings.Join(names, " "))
	root := bytes.TrimSuffix(bytes.TrimRight(f.objects[f.root], "\n"), []byte(">>"))
	f.objects[f.root] = append(root, more...)
	return streams
}
