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
	case strings.HasPrefix(kind, "text/plain"):
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
	case strings.HasPrefix(p.File.Type, "text/plain"):
		seen.text(f, p, raw)
	default:
		seen.Picture = picture(raw)
	}
	return seen, nil
}

func (s *Seen) text(f *File, p Piece, raw []byte) {
	if utf8.Valid(raw) && !strings.HasSuffix(strings.ToLower(p.File.Name), ".eml") { // a mail is read elsewhere
		s.Text = string(raw)
		s.Holds = s.Holds || f.black.holds(s.Text)
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

// search looks for texts in bytes, across the pieces in which they come: as UTF-8
// and as UTF-16, and small and capital letters of the alphabet alike.
type search struct {
	wanted [][]byte
	tail   []byte
	longer int
	found  bool
}

func (b *black) search() *search {
	s := &search{}
	for _, h := range b.all {
		small := strings.ToLower(h.raw)
		if utf8.RuneCountInString(small) < inWords { // three letters stand in every picture by chance
			continue
		}
		s.wanted = append(s.wanted, []byte(small))
		var wide []byte
		for _, r := range small {
			wide = append(wide, byte(r), byte(r>>8)) //nolint:gosec // the two bytes of UTF-16
		}
		// Without the last byte it is found in either order of bytes.
		s.wanted = append(s.wanted, wide[:len(wide)-1])
	}
	for _, w := range s.wanted {
		s.longer = max(s.longer, len(w)-1)
	}
	return s
}

// Write implements io.Writer.
func (s *search) Write(p []byte) (int, error) {
	if s.found || len(s.wanted) == 0 {
		return len(p), nil
	}
	window := append(s.tail, bytes.Clone(p)...)
	lower(window[len(s.tail):])
	for _, w := range s.wanted {
		if bytes.Contains(window, w) {
			s.found = true
			return len(p), nil
		}
	}
	s.tail = bytes.Clone(window[max(0, len(window)-s.longer):])
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
