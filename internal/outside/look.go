package outside

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	_ "image/png" // read, not written
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/image/draw"
)

// What of an original is put on a page. What is larger goes along as a file only:
// a picture in memory is many times its file.
const (
	mostPixels = 16_000_000
	mostSide   = 1600 // pixels on paper, 240 per inch over the width of a page
	mostText   = 100_000
)

// Seen is what one look at an original gave.
type Seen struct {
	Size    int64
	Sum     string // SHA-256 in hexadecimal
	Text    string // of a plain text, whole
	Picture []byte // a JPEG made anew: nothing that hides in the file goes along
	Holds   bool   // something stands in it that is taken out
}

// Look reads an original to its end. It finds what is taken out where that stands
// in the bytes as it is written; inside what is packed or drawn it cannot look.
func (f *File) Look(p Piece, r io.Reader) (Seen, error) {
	var seen Seen
	sum, search := sha256.New(), f.black.search()
	keep := &most{limit: 0}
	switch kind := p.File.Type; {
	case strings.HasPrefix(kind, "text/"):
		keep.limit = mostText
	case kind == "image/jpeg", kind == "image/png":
		keep.limit = max(p.File.Size, 1)
	}
	n, err := io.Copy(io.MultiWriter(sum, search, keep), r)
	if err != nil {
		return seen, fmt.Errorf("read an original: %w", err)
	}
	seen.Size, seen.Sum, seen.Holds = n, hex.EncodeToString(sum.Sum(nil)), search.found
	if p.File.SHA256 != "" && p.File.SHA256 != seen.Sum {
		return seen, errors.New("an original is not what came in")
	}
	switch raw, whole := keep.all(); {
	case !whole:
	case strings.HasPrefix(p.File.Type, "text/"):
		seen.text(f, p, raw)
	default:
		seen.Picture = picture(raw)
	}
	return seen, nil
}

// text takes in a text. One that is no plain text, such as a mail or a page of the
// web, is looked through and not shown: people read it elsewhere.
func (s *Seen) text(f *File, p Piece, raw []byte) {
	if !utf8.Valid(raw) {
		return
	}
	text := string(raw)
	s.Holds = s.Holds || f.black.holds(text)
	if strings.HasPrefix(p.File.Type, "text/plain") && !strings.HasSuffix(strings.ToLower(p.File.Name), ".eml") {
		s.Text = text
	}
}

// most keeps what goes by as long as it fits.
type most struct {
	limit int64
	kept  bytes.Buffer
	over  bool
}

// Write implements io.Writer.
func (m *most) Write(p []byte) (int, error) {
	if m.over = m.over || int64(m.kept.Len()+len(p)) > m.limit; m.over {
		m.kept = bytes.Buffer{}
		return len(p), nil
	}
	return m.kept.Write(p)
}

func (m *most) all() ([]byte, bool) { return m.kept.Bytes(), !m.over && m.kept.Len() > 0 }

// inBytes is from how many characters something is looked for in bytes: fewer
// stand in a large picture by chance, and the picture would stay behind.
const inBytes = 5

// search looks for texts in bytes, across the pieces in which they come: as UTF-8
// and as UTF-16, and small and capital letters of the alphabet alike. It looks at
// every place once, however many texts there are.
type search struct {
	starts  [1 << 16]bool // by the first two bytes
	wanted  map[uint16][][]byte
	tail    []byte
	longest int
	found   bool
}

func (b *black) search() *search {
	s := &search{wanted: map[uint16][][]byte{}}
	for _, h := range b.all {
		small := strings.ToLower(h.raw)
		if utf8.RuneCountInString(small) < inBytes {
			continue
		}
		s.want([]byte(small))
		var wide []byte
		for _, r := range small {
			wide = append(wide, byte(r), byte(r>>8)) //nolint:gosec // the two bytes of UTF-16
		}
		s.want(wide[:len(wide)-1]) // without the last byte it is found in either order of bytes
	}
	return s
}

func (s *search) want(w []byte) {
	k := uint16(w[0]) | uint16(w[1])<<8
	s.starts[k], s.wanted[k], s.longest = true, append(s.wanted[k], w), max(s.longest, len(w))
}

// Write implements io.Writer.
func (s *search) Write(p []byte) (int, error) {
	if s.found || s.longest == 0 {
		return len(p), nil
	}
	old := len(s.tail)
	window := append(s.tail, p...)
	lower(window[old:])
	for i := 0; i+1 < len(window); i++ {
		k := uint16(window[i]) | uint16(window[i+1])<<8
		if s.starts[k] && slices.ContainsFunc(s.wanted[k], func(w []byte) bool { return bytes.HasPrefix(window[i:], w) }) {
			s.found = true
			return len(p), nil
		}
	}
	s.tail = append(window[:0], window[max(0, len(window)-s.longest+1):]...)
	return len(p), nil
}

func lower(p []byte) {
	for i, c := range p {
		if c >= 'A' && c <= 'Z' {
			p[i] = c + 'a' - 'A'
		}
	}
}

// picture is an image as it goes on paper; nil when it cannot be read.
func picture(raw []byte) []byte {
	size, _, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil || size.Width <= 0 || size.Height <= 0 || size.Width > mostPixels/size.Height {
		return nil
	}
	from, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil
	}
	wide, high := size.Width, size.Height
	if side := max(wide, high); side > mostSide {
		wide, high = max(1, wide*mostSide/side), max(1, high*mostSide/side)
	}
	on := image.NewRGBA(image.Rect(0, 0, wide, high))
	draw.Draw(on, on.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.ApproxBiLinear.Scale(on, on.Bounds(), from, from.Bounds(), draw.Over, nil)
	var out bytes.Buffer
	if jpeg.Encode(&out, upright(on, orientation(raw)), &jpeg.Options{Quality: 82}) != nil {
		return nil
	}
	return out.Bytes()
}
