package register

import (
	"bytes"
	"image"
	"image/color"
	_ "image/jpeg" // to read one
	"image/png"
	"strings"
)

// Limits on a logo as it is uploaded. A picture of a few bytes can stand for
// gigabytes once unpacked, so its size is read before the picture is.
const (
	LogoLimit  = 512 << 10 // bytes
	logoSide   = 4000      // pixels
	logoPixels = 4_000_000
)

// A logo is shown 36 pixels high and at most 176 wide; three times that is sharp
// on every screen.
const (
	logoHigh = 3 * 36
	logoWide = 3 * 176
)

// shrinkLogo makes a small PNG of our own out of an uploaded picture, so that
// nothing somebody hid in the file is ever served. The code says why not; nil
// and no code is no picture.
func shrinkLogo(raw []byte) (made []byte, code string) {
	switch {
	case len(raw) == 0:
		return nil, ""
	case len(raw) > LogoLimit:
		return nil, "logo_too_large"
	}
	size, kind, err := image.DecodeConfig(bytes.NewReader(raw))
	switch {
	case err != nil || !strings.Contains("png jpeg", kind):
		return nil, "logo_kind"
	case size.Width > logoSide || size.Height > logoSide || size.Width*size.Height > logoPixels:
		return nil, "logo_too_wide"
	}
	whole, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil, "logo_broken"
	}
	var out bytes.Buffer
	if err := png.Encode(&out, shrunk(whole)); err != nil {
		return nil, "logo_broken"
	}
	return out.Bytes(), ""
}

// shrunk fits a picture in the box of a logo; a smaller one keeps its size.
func shrunk(from image.Image) image.Image {
	b := from.Bounds()
	w, h := b.Dx(), b.Dy()
	if h > logoHigh {
		w, h = max(1, w*logoHigh/h), logoHigh
	}
	if w > logoWide {
		w, h = logoWide, max(1, h*logoWide/w)
	}
	to := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			to.Set(x, y, mean(from, image.Rect(b.Min.X+x*b.Dx()/w, b.Min.Y+y*b.Dy()/h, b.Min.X+(x+1)*b.Dx()/w, b.Min.Y+(y+1)*b.Dy()/h)))
		}
	}
	return to
}

// mean is the average colour of a part of a picture.
func mean(from image.Image, part image.Rectangle) color.Color {
	var r, g, b, a, n uint64
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			pr, pg, pb, pa := from.At(x, y).RGBA()
			r, g, b, a, n = r+uint64(pr), g+uint64(pg), b+uint64(pb), a+uint64(pa), n+1
		}
	}
	if n == 0 { // cannot be: a picture is never made larger
		return color.Transparent
	}
	return color.RGBA64{R: uint16(r / n), G: uint16(g / n), B: uint16(b / n), A: uint16(a / n)} //nolint:gosec // means of 16 bits
}
