package static

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Hue and chroma of an organisation that has chosen no colour of its own.
const (
	DefaultHue    = 212
	DefaultChroma = 0.072
)

// MaxChroma is the strongest colour for which every contrast is proven (DESIGN §3).
const MaxChroma = 0.11

// Theme is the stylesheet at /theme.css: the two numbers an organisation sets.
// The hue wraps at 360 degrees, the chroma is clamped to 0…MaxChroma.
func Theme(hue int, chroma float64) []byte {
	hue = ((hue % 360) + 360) % 360
	if math.IsNaN(chroma) {
		chroma = DefaultChroma
	}
	chroma = min(max(chroma, 0), MaxChroma)
	return fmt.Appendf(nil, ":root{--brand-h:%d;--brand-c:%s}", hue, strconv.FormatFloat(chroma, 'f', -1, 64))
}

// ThemeURL is the address of Theme with a hash, so that a new colour shows at once.
func ThemeURL(hue int, chroma float64) string {
	sum := sha256.Sum256(Theme(hue, chroma))
	return "/theme.css?v=" + hex.EncodeToString(sum[:5])
}

// errColour is what Brand says of anything that is not #rrggbb.
var errColour = errors.New("a colour looks like #095a67")

// Brand turns a colour such as "#095a67" into the hue and chroma of Theme.
// Its lightness is dropped: that is ours, so that contrast holds.
func Brand(hex string) (hue int, chroma float64, err error) {
	digits := strings.TrimPrefix(strings.TrimSpace(hex), "#")
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 6 {
		return 0, 0, errColour
	}
	r, g, b := linear(n>>16), linear(n>>8), linear(n)
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	x := 1.9779984951*l - 2.4285922050*m + 0.4505937099*s
	y := 0.0259040371*l + 0.7827717662*m - 0.8086757660*s
	hue = int(math.Round(math.Atan2(y, x)*180/math.Pi)+360) % 360
	return hue, math.Round(min(math.Hypot(x, y), MaxChroma)*1000) / 1000, nil
}

// linear is the lowest byte of n as light, without the gamma of sRGB.
func linear(n uint64) float64 {
	v := float64(n&0xff) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}
