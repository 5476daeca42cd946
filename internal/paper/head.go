package paper

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"

	"codeberg.org/go-pdf/fpdf"

	"wederhoor/internal/letter"
)

// Sizes of what stands at the top.
const (
	markHigh    = 9.6
	markWidest  = 47.0
	senderWide  = 70.0
	nameLimit   = 3 // lines; longer is no name
	senderLimit = 5
)

// head sets whose letter it is on the left, and where they are on the right.
func (s *sheet) head(l Letter) {
	wide := s.mark(l)
	var from []line
	if len(l.Sender) > 0 {
		from = wrap(small, lines(l.Sender), senderWide)
	}
	from = from[:min(len(from), senderLimit)]
	column := 0.0
	for _, one := range from {
		column = max(column, one.width)
	}
	x, right := marginSide, pageWide-marginSide-column
	if wide > 0 {
		x += wide + 3
	}
	left := wrap(name, plain(cleanLine(l.Organisation)), max(right-5-x, 40))
	left = left[:min(len(left), nameLimit)]
	s.y = marginTop + max(0, (markHigh-float64(len(left))*name.leading)/2)
	s.text(s.tree.add("P"), name, left, x)
	s.y = marginTop
	s.text(s.tree.add("P"), small, from, right)
	s.y = marginTop + max(markHigh, float64(len(left))*name.leading, float64(len(from))*small.leading)
}

// mark draws the logo, or else the monogram, and says how wide it is. The
// monogram is not read aloud: the name stands beside it.
func (s *sheet) mark(l Letter) float64 {
	if len(l.Logo) > 0 {
		return s.logo(l)
	}
	letters, _ := sansBold.drawable(cleanLine(l.Monogram))
	if letters == "" {
		return 0
	}
	s.artifact(" <</Type /Layout>>", func() {
		c := accent(l.Hue, l.Chroma)
		s.pdf.SetFillColor(c[0], c[1], c[2])
		s.pdf.RoundedRect(marginSide, marginTop, markHigh, markHigh, 2.4, "1234", "F")
		size := min(12.5, 12.5*(markHigh-2)/max(sansBold.width(letters, 12.5), 0.1))
		s.pdf.SetTextColor(255, 255, 255)
		s.pdf.SetFont(sansBold.family, sansBold.style, size)
		s.pdf.Text(marginSide+(markHigh-sansBold.width(letters, size))/2, marginTop+(markHigh+size*pointMM*0.66)/2, letters)
	})
	return markHigh
}

func (s *sheet) logo(l Letter) float64 {
	flat, size, err := flatten(l.Logo)
	if err != nil {
		s.pdf.SetError(err)
		return 0
	}
	high := markHigh
	wide := high * float64(size.X) / float64(size.Y)
	if wide > markWidest {
		wide, high = markWidest, markWidest*float64(size.Y)/float64(size.X)
	}
	e := s.tree.add("Figure")
	e.alt = fmt.Sprintf(s.said.logo, cleanLine(l.Organisation))
	e.box = [4]float64{marginSide, pageHigh - marginTop - high, marginSide + wide, pageHigh - marginTop}
	s.begin(e)
	as := fpdf.ImageOptions{ImageType: "PNG"}
	s.pdf.RegisterImageOptionsReader("logo", as, bytes.NewReader(flat))
	s.pdf.ImageOptions("logo", marginSide, marginTop, wide, high, false, as, 0, "")
	s.end()
	return wide
}

// flatten puts a picture on white, so that nothing shines through on paper.
func flatten(raw []byte) ([]byte, image.Point, error) {
	from, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil, image.Point{}, fmt.Errorf("read the logo: %w", err)
	}
	on := image.NewRGBA(image.Rectangle{Max: from.Bounds().Size()})
	draw.Draw(on, on.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(on, on.Bounds(), from, from.Bounds().Min, draw.Over)
	var out bytes.Buffer
	if err := png.Encode(&out, opaque{on}); err != nil {
		return nil, image.Point{}, fmt.Errorf("write the logo: %w", err)
	}
	return out.Bytes(), on.Bounds().Size(), nil
}

// opaque makes the encoder leave out the channel that says what shines through.
type opaque struct{ *image.RGBA }

// Opaque is asked by the encoder.
func (opaque) Opaque() bool { return true }

// ColorModel is that of a picture without holes.
func (opaque) ColorModel() color.Model { return color.RGBAModel }

// address stands behind the window of the envelope. A longer one goes on below it.
func (s *sheet) address(all []string) {
	if len(all) == 0 {
		s.y += 12
		return
	}
	s.y = max(s.y+6, windowTop)
	s.text(s.tree.add("P"), listed, wrap(listed, lines(all), windowWide), marginSide)
	s.y = max(s.y+4, windowBottom)
}

func (s *sheet) refs(l Letter) {
	var all []string
	for _, text := range []string{l.Date, l.Ref} {
		if text != "" {
			all = append(all, text)
		}
	}
	if len(all) > 0 {
		s.paragraph(s.tree.add("P"), small, lines(all))
	}
}

// footer stands below the signature, under a thin line, and stays together.
func (s *sheet) footer(text string) {
	all := wrap(small, []letter.Span{{Text: text}}, textWide)
	if len(all) == 0 {
		return
	}
	const above, below = 5, 3
	s.room(above + below + float64(min(len(all), 8))*small.leading)
	s.y += above
	s.artifact(" <</Type /Layout>>", func() {
		s.pdf.SetDrawColor(214, 216, 219)
		s.pdf.SetLineWidth(0.25)
		s.pdf.Line(marginSide, s.y, pageWide-marginSide, s.y)
	})
	s.y += below
	s.text(s.tree.add("P"), small, all, marginSide)
}

// accent is --accent of the style sheet on paper: the hue and chroma are the
// organisation's, the lightness is ours, so that white on it can be read.
func accent(hue int, chroma float64) [3]int {
	const lightness = 0.43
	angle := float64(hue) * math.Pi / 180
	a, b := chroma*math.Cos(angle), chroma*math.Sin(angle)
	l := math.Pow(lightness+0.3963377774*a+0.2158037573*b, 3)
	m := math.Pow(lightness-0.1055613458*a-0.0638541728*b, 3)
	t := math.Pow(lightness-0.0894841775*a-1.2914855480*b, 3)
	return [3]int{gamma(4.0767416621*l - 3.3077115913*m + 0.2309699292*t), gamma(-1.2684380046*l + 2.6097574011*m - 0.3413193965*t),
		gamma(-0.0041960863*l - 0.7034186147*m + 1.7076147010*t)}
}

// gamma is light as a byte of sRGB.
func gamma(v float64) int {
	if v <= 0.0031308 {
		v *= 12.92
	} else {
		v = 1.055*math.Pow(v, 1/2.4) - 0.055
	}
	return int(math.Round(255 * min(max(v, 0), 1)))
}
