package kit

import (
	"fmt"
	"image/color"
	"strings"

	"github.com/boombuler/barcode/qr"

	"wederhoor/internal/web/template"
)

// quiet is the empty edge that a scanner needs, in squares (ISO/IEC 18004: 4).
const quiet = 4

// QR draws an address as a code to scan that is still read with a seventh of it
// gone. Every row is a few strokes, so that a page holds it as text.
func QR(address string) (template.QR, error) {
	code, err := qr.Encode(address, qr.M, qr.Auto)
	if err != nil {
		return template.QR{}, fmt.Errorf("draw a code to scan: %w", err)
	}
	size := code.Bounds().Dx()
	dark := func(x, y int) bool { return x < size && code.At(x, y) == color.Black }
	var path strings.Builder
	for y := range size {
		for x := 0; x < size; x++ {
			from := x
			for dark(x, y) {
				x++
			}
			if x > from {
				_, _ = fmt.Fprintf(&path, "M%d %dh%dv1H%dz", from+quiet, y+quiet, x-from, from+quiet)
			}
		}
	}
	return template.QR{Size: size + 2*quiet, Path: path.String()}, nil
}
