package paper_test

import (
	"bytes"
	"encoding/xml"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/letter"
	"wederhoor/internal/paper"
)

const ordinary = `Beste mevrouw Visser,

Dank u wel dat u maandag belde. U vertelde dat de training ‘Lastige gesprekken’ op 12 november ruim een uur te laat begon, en dat niemand u had gewaarschuwd. Dat had niet zo mogen gaan. Het spijt ons.

**Dit hebben we meteen gedaan:**

- Joris heeft u aan de telefoon zijn excuses aangeboden.
- Uw groep krijgt op 3 december een extra ochtend, zonder kosten.

Is het zo voor u opgelost? Laat het ons weten. Zo niet, dan hoort u uiterlijk **maandag 23 november** wat we nog meer doen.

U kunt uw klacht volgen op klachten.voorbeeld.example met de code **KTMR-7X4Q-92HD**. Bewaar deze code: wie hem heeft, kan meelezen.

Met vriendelijke groet,
Joris Hamel
trainer bij Voorbeeld Trainingen`

// sample is a letter as the register sends them.
func sample() paper.Letter {
	return paper.Letter{Lang: "nl", Organisation: "Voorbeeld Trainingen", Monogram: "VT", Hue: 212, Chroma: 0.072,
		Sender:  []string{"Voorbeeldstraat 1, 1234 AB Voorbeeldstad", "klachten.voorbeeld.example"},
		Address: []string{"Mevrouw A. Visser", "Zorggroep Voorbeeld", "Postbus 1", "1234 ZZ Voorbeeldstad"},
		Date:    "17 november 2026", Ref: "Klacht 2026-042", Heading: "We hebben uw klacht ontvangen", Body: letter.Blocks(ordinary),
		Footer:  "Bent u straks niet tevreden met ons antwoord? Dan kunt u naar onze vertrouwenspersoon, 020 000 00 01.",
		Written: time.Date(2026, 11, 17, 12, 30, 0, 0, time.UTC)}
}

func made(t *testing.T, l paper.Letter) []byte {
	t.Helper()
	raw, err := paper.PDF(l)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// tool runs one of Debian's programs on a PDF; `make deps` installs them.
func tool(t *testing.T, raw []byte, name string, args ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "brief.pdf")
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	for i := range args {
		if args[i] == "FILE" {
			args[i] = file
		}
	}
	out, err := exec.Command(name, args...).CombinedOutput() //nolint:gosec // a fixed list of programs
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

func sound(t *testing.T, raw []byte) {
	t.Helper()
	if out := tool(t, raw, "qpdf", "--check", "FILE"); !strings.Contains(out, "No syntax or stream encoding errors") || strings.Contains(out, "WARNING") {
		t.Error(out)
	}
}

func count(t *testing.T, raw []byte) int {
	t.Helper()
	m := regexp.MustCompile(`Pages:\s+(\d+)`).FindStringSubmatch(tool(t, raw, "pdfinfo", "FILE"))
	if m == nil {
		t.Fatal("no pages")
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

func TestAnOrdinaryLetterIsOneTaggedPage(t *testing.T) {
	raw := made(t, sample())
	sound(t, raw)
	info := tool(t, raw, "pdfinfo", "FILE")
	for _, want := range []string{`Title:\s+We hebben uw klacht ontvangen\n`, `Author:\s+Voorbeeld Trainingen\n`, `Tagged:\s+yes`, `Pages:\s+1\n`,
		`Metadata Stream:\s+yes`, `JavaScript:\s+no`, `Page size:\s+595.\d+ x 841.\d+ pts \(A4\)`, `PDF version:\s+1.7`, `CreationDate:\s+Tue Nov 17 12:30:00 2026`} {
		if !regexp.MustCompile(want).MatchString(info) {
			t.Errorf("no %q in\n%s", want, info)
		}
	}
	for _, want := range []string{"/Lang (nl)", "/MarkInfo <</Marked true>>", "/DisplayDocTitle true", "/S /GTS_PDFA1", "/StructParents 0 /Tabs /S", "/ParentTree ", "<pdfaid:part>2</pdfaid:part>", "/ID [<"} {
		if !bytes.Contains(raw, []byte(want)) {
			t.Errorf("no %s", want)
		}
	}
	if bytes.Contains(raw, []byte("/Outlines")) {
		t.Error("it has bookmarks")
	}
}

// TestItIsReadAloudAsItIsMeant: what a screen reader gets, in this order.
func TestItIsReadAloudAsItIsMeant(t *testing.T) {
	out := tool(t, made(t, sample()), "pdfinfo", "-struct-text", "FILE")
	at := -1
	for _, want := range []string{"Document", "P (block)\n    \"Voorbeeld Trainingen\"", "Voorbeeldstad klachten.voorbeeld.example", "Mevrouw A. Visser Zorggroep Voorbeeld Postbus 1",
		"17 november 2026 Klacht 2026-042", "H1 (block)\n    \"We hebben uw klacht ontvangen\"", "P (block)\n    \"Beste mevrouw Visser,\"",
		"niemand u had gewaarschuwd. Dat had", "L (block)\n    LI (block)\n      Lbl (block)\n        \"•\"\n      LBody (block)\n        \"Joris heeft u aan de telefoon zijn excuses aangeboden.\"\n    LI (block)",
		"uiterlijk maandag 23 november wat", "de code KTMR-7X4Q-92HD. Bewaar", "Met vriendelijke groet, Joris Hamel trainer bij", "Bent u straks niet"} {
		i := strings.Index(out, want)
		if i <= at {
			t.Fatalf("%q is at %d, after %d, in\n%s", want, i, at, out)
		}
		at = i
	}
	if strings.Contains(out, "VT") {
		t.Error("the monogram is read aloud")
	}
}

func TestEveryFontIsInside(t *testing.T) {
	out := tool(t, made(t, sample()), "pdffonts", "FILE")
	rows := strings.Split(strings.TrimSpace(out), "\n")[2:]
	if len(rows) != 4 {
		t.Error(out)
	}
	for _, row := range rows {
		if !regexp.MustCompile(`^WEDERH\+\S+\s+CID TrueType\s+Identity-H\s+yes yes yes`).MatchString(row) {
			t.Error(row)
		}
	}
}

func TestTheSameLetterIsTheSameFile(t *testing.T) {
	with := sample()
	with.Logo = picture(t)
	for _, l := range []paper.Letter{sample(), with} {
		first := made(t, l)
		for range 5 {
			if !bytes.Equal(first, made(t, l)) {
				t.Fatal("another file")
			}
		}
		l.Ref = "Klacht 2026-043"
		if bytes.Equal(first, made(t, l)) {
			t.Error("another letter is the same file")
		}
	}
}

func picture(t *testing.T) []byte {
	t.Helper()
	p := image.NewNRGBA(image.Rect(0, 0, 120, 40))
	for x := range 120 {
		for y := range 40 {
			p.Set(x, y, color.NRGBA{R: 9, G: 90, B: 103, A: uint8(2 * x)}) //nolint:gosec // under 240
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestALogoSaysWhatItIs(t *testing.T) {
	l := sample()
	l.Logo = picture(t)
	l.Organisation = `Jansen & <Zoon> (opleidingen) \ "BV"`
	raw := made(t, l)
	sound(t, raw)
	if out := tool(t, raw, "pdfinfo", "-struct", "FILE"); !strings.Contains(out, "Figure") || !strings.Contains(out, `/Alt`) && !strings.Contains(out, "BBox") {
		t.Error(out)
	}
	if !bytes.Contains(raw, []byte("/S /Figure")) || !bytes.Contains(raw, []byte("/Alt <FEFF004C006F0067006F002000760061006E")) {
		t.Error("no figure with what it shows")
	}
	out := tool(t, raw, "pdfimages", "-list", "FILE")
	if rows := strings.Split(strings.TrimSpace(out), "\n"); len(rows) != 3 || !strings.Contains(rows[2], "rgb") {
		t.Errorf("not one picture in colour without a mask:\n%s", out)
	}
	l.Logo = []byte("geen plaatje")
	if _, err := paper.PDF(l); err == nil {
		t.Error("a broken logo is not noticed")
	}
}

// TestTheAddressStandsBehindTheWindow: of an envelope with its window on the
// left, 20 mm from the side and between 50 and 90 mm from the top.
func TestTheAddressStandsBehindTheWindow(t *testing.T) {
	out := tool(t, made(t, sample()), "pdftotext", "-bbox", "FILE", "-")
	for _, word := range []string{"Mevrouw", "Visser", "Postbus", "ZZ"} {
		m := regexp.MustCompile(`xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">` + word + `<`).FindStringSubmatch(out)
		if m == nil {
			t.Fatalf("no %s", word)
		}
		for i, bounds := range [][2]float64{{19.5, 105}, {50, 90}, {19.5, 105}, {50, 90}} {
			v, _ := strconv.ParseFloat(m[i+1], 64)
			if mm := v * 25.4 / 72; mm < bounds[0] || mm > bounds[1] {
				t.Errorf("%s: %.1f mm", word, mm)
			}
		}
	}
}

func TestLaterPagesHaveANumber(t *testing.T) {
	l := sample()
	l.Body = letter.Blocks(strings.Repeat("Een alinea die een paar regels lang is, zodat de brief over meer dan een blad gaat en iemand de bladen uit elkaar moet kunnen houden.\n\n", 40))
	raw := made(t, l)
	sound(t, raw)
	if n := count(t, raw); n < 2 {
		t.Fatal(n)
	}
	first, second := tool(t, raw, "pdftotext", "-l", "1", "FILE", "-"), tool(t, raw, "pdftotext", "-f", "2", "-l", "2", "FILE", "-")
	if strings.Contains(first, "pagina") || !strings.Contains(second, "Klacht 2026-042 · pagina 2 van "+strconv.Itoa(count(t, raw))) {
		t.Errorf("%s\n%s", first, second)
	}
	if strings.Contains(tool(t, raw, "pdfinfo", "-struct-text", "FILE"), "pagina 2") {
		t.Error("the number of a page is read aloud")
	}
	l.Lang = "en"
	if out := tool(t, made(t, l), "pdftotext", "FILE", "-"); !strings.Contains(out, "page 2 of ") {
		t.Error("not in English")
	}
}

func TestTheTitleIsSafeInXML(t *testing.T) {
	l := sample()
	l.Title = `]]> </x:xmpmeta> <a href="x">&{author}'` + "\x00\u202e"
	raw := made(t, l)
	sound(t, raw)
	start, end := bytes.Index(raw, []byte("<x:xmpmeta")), bytes.LastIndex(raw, []byte("<?xpacket end"))
	var found string
	for d := xml.NewDecoder(bytes.NewReader(raw[start:end])); ; {
		token, err := d.Token()
		if token == nil {
			if err.Error() != "EOF" {
				t.Error(err)
			}
			break
		}
		if text, ok := token.(xml.CharData); ok {
			found += string(text)
		}
	}
	if !strings.Contains(found, `]]> </x:xmpmeta> <a href="x">&{author}'`) {
		t.Error(found)
	}
}
