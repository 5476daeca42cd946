package paper

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"errors"
	"fmt"
	"hash"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

var (
	crossTable = regexp.MustCompile(`(?s)xref\n0 (\d+)\n(.*?)trailer\n`)
	lastNumber = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\s*$`)
	fontName   = regexp.MustCompile(`/utf8`)
	emptyNames = regexp.MustCompile(`/Names <<\s*/EmbeddedFiles <<[^>]*>>\s*>>`)
	infoOf     = regexp.MustCompile(`/Info (\d+) 0 R`)
	rootOf     = regexp.MustCompile(`/Root (\d+) 0 R`)
)

var errForeign = errors.New("the PDF is not built as expected")

// finish adds to what the library wrote what it cannot write: the tree of tags,
// and that the title is shown. It renumbers nothing.
func finish(raw []byte, t *tree, p properties) ([]byte, error) {
	f, err := tagged(raw, t, p)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := f.write(&out, nil); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// objectFile is a PDF as its objects, by their number; there is no object 0.
type objectFile struct {
	objects    [][]byte
	info, root int
}

func tagged(raw []byte, t *tree, p properties) (objectFile, error) {
	objects, info, root, err := takeApart(raw)
	if err != nil {
		return objectFile{}, err
	}
	var pages []int
	for n, o := range objects {
		if bytes.HasPrefix(o, []byte("<</Type /Page\n")) {
			at := fmt.Sprintf("<</Type /Page /StructParents %d /Tabs /S\n", len(pages))
			objects[n] = append([]byte(at), o[len("<</Type /Page\n"):]...)
			pages = append(pages, n)
		}
	}
	if len(pages) != len(t.pages) {
		return objectFile{}, fmt.Errorf("tag a PDF: %w: %d pages for %d", errForeign, len(pages), len(t.pages))
	}
	for n, o := range objects {
		if bytes.HasPrefix(o, []byte("<</Type /Font")) {
			objects[n] = fontName.ReplaceAll(o, []byte("/WEDERH+"))
		}
	}
	objects[info] = p.info()
	tags := len(objects)
	objects[root] = catalog(objects[root], tags)
	for _, o := range t.write(tags, pages) {
		objects = append(objects, []byte(o))
	}
	return objectFile{objects, info, root}, nil
}

// takeApart gives the objects by their number, as the table at the end tells
// where they are; what is inside them may look like anything.
func takeApart(raw []byte) (objects [][]byte, info, root int, err error) {
	end := lastNumber.FindSubmatch(raw)
	if end == nil {
		return nil, 0, 0, fmt.Errorf("read a PDF: %w: no end", errForeign)
	}
	start, err := strconv.Atoi(string(end[1]))
	if err != nil || start >= len(raw) {
		return nil, 0, 0, fmt.Errorf("read a PDF: %w: no table", errForeign)
	}
	table := crossTable.FindSubmatch(raw[start:])
	infoAt, rootAt := infoOf.FindSubmatch(raw[start:]), rootOf.FindSubmatch(raw[start:])
	if table == nil || infoAt == nil || rootAt == nil {
		return nil, 0, 0, fmt.Errorf("read a PDF: %w: no trailer", errForeign)
	}
	objects = [][]byte{nil} // there is no object 0
	for i, row := range strings.Split(strings.TrimSpace(string(table[2])), "\n")[1:] {
		at, err := strconv.Atoi(strings.TrimLeft(row[:10], "0"))
		if err != nil || at >= start {
			return nil, 0, 0, fmt.Errorf("read a PDF: %w: object %d", errForeign, i+1)
		}
		objects = append(objects, objectAt(raw[at:start], i+1))
	}
	info, _ = strconv.Atoi(string(infoAt[1]))
	root, _ = strconv.Atoi(string(rootAt[1]))
	if info >= len(objects) || root >= len(objects) {
		return nil, 0, 0, fmt.Errorf("read a PDF: %w: no catalog", errForeign)
	}
	return objects, info, root, nil
}

// objectAt is an object without what stands around it. One with a stream ends
// where its length says, so that its bytes are never searched.
func objectAt(raw []byte, number int) []byte {
	raw = bytes.TrimPrefix(raw, fmt.Appendf(nil, "%d 0 obj\n", number))
	from := 0
	if head, _, ok := bytes.Cut(raw, []byte("stream\n")); ok && !bytes.Contains(head, []byte("endobj")) {
		if m := lengthOf.FindSubmatch(head); m != nil {
			n, _ := strconv.Atoi(string(m[1]))
			from = min(len(head)+len("stream\n")+n, len(raw))
		}
	}
	to := bytes.Index(raw[from:], []byte("endobj"))
	if to < 0 {
		return raw
	}
	return bytes.TrimRight(raw[:from+to], "\n")
}

var lengthOf = regexp.MustCompile(`/Length (\d+)`)

// catalog says that the document is tagged and shows its title.
func catalog(old []byte, tags int) []byte {
	old = emptyNames.ReplaceAll(old, nil)
	more := fmt.Sprintf("/MarkInfo <</Marked true>> /StructTreeRoot %d 0 R /ViewerPreferences <</DisplayDocTitle true>>\n>>", tags)
	return append(bytes.TrimSuffix(bytes.TrimRight(old, "\n"), []byte(">>")), more...)
}

// counted remembers how much went by, and its digest.
type counted struct {
	to   io.Writer
	n    int64
	sum  hash.Hash
	fail error
}

// Write implements io.Writer. After a failure it writes nothing more.
func (c *counted) Write(p []byte) (int, error) {
	if c.fail != nil {
		return 0, c.fail
	}
	n, err := c.to.Write(p)
	c.n += int64(n)
	_, _ = c.sum.Write(p[:n]) // a digest never fails
	if err != nil {
		c.fail = fmt.Errorf("write a PDF: %w", err)
	}
	return n, c.fail
}

func (c *counted) say(format string, args ...any) { _, _ = fmt.Fprintf(c, format, args...) } // kept in fail

// write writes the file anew, and after its own objects those that stream gives
// as they come. Its name is made of what is in it, so that the same letter is the
// same file.
func (f objectFile) write(w io.Writer, streams []stream) error {
	out := &counted{to: w, sum: sha256.New()}
	out.say("%%PDF-1.7\n%%\xe2\xe3\xcf\xd3\n")
	at := []int64{0}
	for n := 1; n < len(f.objects); n++ {
		at = append(at, out.n)
		out.say("%d 0 obj\n%s\nendobj\n", n, f.objects[n])
	}
	for _, s := range streams {
		at = append(at, out.n)
		if err := s.write(out, len(at)-1); err != nil {
			return err
		}
	}
	id, start := out.sum.Sum(nil), out.n
	out.say("xref\n0 %d\n0000000000 65535 f \n", len(at))
	for _, offset := range at[1:] {
		out.say("%010d 00000 n \n", offset)
	}
	out.say("trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>]>>\nstartxref\n%d\n%%%%EOF\n", len(at), f.root, f.info, id[:16], id[:16], start)
	return out.fail
}

// producer is what made the file.
const producer = "Wederhoor"

// info is the older form of the properties; it says the same as xmp.
func (p properties) info() []byte {
	day := p.written.Format("D:20060102150405+00'00'")
	return fmt.Appendf(nil, "<<\n/Title %s\n/Author %s\n/Producer %s\n/CreationDate (%s)\n/ModDate (%s)\n>>", textString(p.title), textString(p.author), textString(producer), day, day)
}

// textString writes text as UTF-16 in hexadecimal, in which nothing has to be
// escaped.
func textString(text string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteString(">")
	return b.String()
}

// xmp is the properties in XML, with the standard after which the file is set up.
func (p properties) xmp() []byte {
	return []byte(strings.NewReplacer("{title}", escaped(p.title), "{author}", escaped(p.author), "{lang}", p.lang, "{day}", dateOf(p.written), "{producer}", producer, "{part}", strconv.Itoa(p.part)).Replace(xmpForm))
}

const xmpForm = "<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" + `<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{day}</xmp:CreateDate>
<xmp:ModifyDate>{day}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`

func escaped(text string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text)) // writing to memory cannot fail
	return b.String()
}
