package outside

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
	"wederhoor/internal/paper"
	"wederhoor/internal/passage"
)

// Choice is what somebody wants in the file. It is kept, sealed, until the file
// is made.
type Choice struct {
	Body    string            `json:",omitzero"`
	Purpose string            `json:",omitzero"`
	Names   bool              `json:",omitzero"` // people stand in it by name
	Out     map[string]string `json:",omitzero"` // parts that stay behind, and why
	In      []string          `json:",omitzero"` // internal parts that go along
	Black   []Passage         `json:",omitzero"`
}

// House is what the pages say of the organisation.
type House struct {
	Name, Monogram string
	Logo           []byte
	Hue            int
	Chroma         float64
}

// Source is all a file is made of.
type Source struct {
	Complaint complaint.Complaint
	Procedure complaint.Procedure
	People    map[complaint.MemberID]Person
	Say       Say
	Codes     []string // that open somebody's own page: they never go along
	House     House
	Maker     Person
	Now       time.Time
	OnPaper   func(complaint.Letter) paper.Letter
}

// File is a file in the making.
type File struct {
	Source
	Choice
	Pieces []Piece
	words
	cast  *cast
	black *black
}

// words are what a file says of itself.
type words struct {
	title, intro string
	mark         func() string // at the foot of every page
	cover        func(Made) []paper.Fact
	rest         func() []string // what never goes along, or stays behind as a whole
	first        []paper.Part    // before everything that happened
	needed       []string        // cannot be taken out
}

// New puts together what can go along under a choice.
func New(s Source, c Choice) *File {
	f := &File{Source: s, Choice: c, Pieces: Pieces(s.Complaint, s.Procedure, s.Say)}
	f.cast = castOf(s.Complaint, s.Procedure, f.Pieces, s.People, c.Names)
	f.words = words{title: "Dossier klacht " + s.Complaint.Received.Ref, mark: f.forBody, cover: f.bodyCover, rest: f.notForBody, needed: []string{c.Body},
		intro: "Dit is het dossier van één klacht, in de volgorde waarin het gebeurde. Achterin staan de controlegetallen en wat is weggelaten."}
	f.black = f.always()
	if !c.Names {
		for _, k := range f.cast.known {
			f.black.all = append(f.black.all, k.find(k.text, k.label))
		}
	}
	return f
}

// always is what is taken out whatever else is chosen.
func (f *File) always() *black {
	b := &black{}
	for i, p := range f.Black {
		b.all = append(b.all, marked(p, fmt.Sprintf("weggelakt %d", i+1)))
	}
	for _, code := range f.Codes {
		b.all = append(b.all, spaced(code, "persoonlijke code"))
	}
	return b
}

// Goes reports whether a part goes along.
func (f *File) Goes(p Piece) bool {
	if p.Aside {
		return slices.Contains(f.In, p.ID)
	}
	_, out := f.Out[p.ID]
	return !out
}

// Going lists what goes along.
func (f *File) Going() []Piece {
	return slices.DeleteFunc(slices.Clone(f.Pieces), func(p Piece) bool { return !f.Goes(p) })
}

// Problem is why a file cannot be made yet: a field and a code.
type Problem struct{ Field, Code string }

// Problems says what is missing or cannot be. sure and looked are what is asked a
// second time: that names may go along, and that somebody looked inside the originals.
func (f *File) Problems(sure, looked bool) (all []Problem) {
	add := func(bad bool, field, code string) {
		if bad {
			all = append(all, Problem{field, code})
		}
	}
	add(strings.TrimSpace(f.Body) == "", "body", "outside_body_missing")
	add(f.black.holds(f.Body), "body", "black_needed")
	add(strings.TrimSpace(f.Purpose) == "", "purpose", "outside_purpose_missing")
	add(f.Names && !sure, "sure", "outside_not_sure")
	going := f.Going()
	add(len(going) == 0, "part", "outside_empty")
	for _, p := range f.Pieces {
		if why, out := f.Out[p.ID]; out && strings.TrimSpace(why) == "" {
			add(true, "why-"+p.ID, "outside_why_missing")
		}
	}
	files := slices.ContainsFunc(going, func(p Piece) bool { return p.Sort == Original })
	add(files && f.TakesOut() && !looked, "looked", "outside_not_looked")
	return all
}

// TakesOut reports whether people will think that something is not in the file.
func (f *File) TakesOut() bool { return !f.Names || len(f.Black) > 0 }

// Check refuses a passage that is too short, that is there already, or that has
// to stand in the file: who made it, for whom, and of which complaint.
func (f *File) Check(p Passage) string {
	one := &black{all: []*hide{marked(p, "")}}
	switch {
	case passage.Letters(p.Text) < passage.Shortest:
		return "black_short"
	case strings.TrimSpace(p.Reason) == "":
		return "black_why_missing"
	case slices.ContainsFunc(f.Black, func(o Passage) bool { return passage.Fold(o.Text).Plain == passage.Fold(p.Text).Plain }):
		return "black_again"
	case slices.ContainsFunc(append([]string{f.Maker.Name, f.House.Name, f.Complaint.Received.Ref, f.mark(), cases}, f.needed...), one.holds):
		return "black_needed"
	}
	return ""
}

// cases are the words of the file itself.
const cases = "weggelakt weggelaten onderdeel"

// Text is a part as it will stand in the file, with paper.Gone for what is out.
func (f *File) Text(p Piece) string { return f.black.apply(p.Text) }

// Heading is the heading of a part as it will stand there.
func (f *File) Heading(p Piece) string { return f.black.apply(p.Heading) }

// About says when, by whom and by which road.
func (f *File) About(p Piece) string {
	who := f.black.apply(f.cast.who(p, f.Complaint.Received.Name))
	return strings.Join(slices.DeleteFunc([]string{f.when(p.At), who, p.Via}, func(s string) bool { return s == "" }), " · ")
}

// Times counts how often each passage stands in what goes along. It is told while
// somebody chooses, so it does not look into originals; what was read of those
// comes as more.
func (f *File) Times(more ...string) []int {
	for _, h := range f.black.all {
		h.times = 0
	}
	for _, p := range f.Going() {
		f.black.apply(paragraphs(p.Heading, p.Text, p.ByName, p.Letter.Subject, p.Letter.Name))
		if p.Sort == Original && f.Names {
			f.black.apply(p.File.Name)
		}
	}
	for _, text := range more {
		f.black.apply(text)
	}
	all := make([]int, len(f.Black))
	for i := range all {
		all[i] = f.black.all[i].times
	}
	return all
}

func (f *File) when(t time.Time) string {
	return f.Procedure.On(t).Words("nl") + ", " + calendar.Clock(t, f.Procedure.Zone(), "nl")
}

func (f *File) forBody() string {
	return fmt.Sprintf("Klacht %s · gemaakt voor %s door %s op %s", f.Complaint.Received.Ref, f.Body, f.Maker.Name, f.when(f.Now))
}

// Made counts what went along.
type Made struct{ Parts, Originals, LeftOut, BlackedOut int }

// Bundle sets the parts that go along. seen is what looking at each original gave,
// by the id of its part; open reads one again.
func (f *File) Bundle(seen map[string]Seen, open func(Piece) (io.ReadCloser, error)) (paper.Bundle, Made) {
	var texts []string
	for _, s := range seen {
		texts = append(texts, s.Text)
	}
	found := f.Times(texts...)
	b := paper.Bundle{Organisation: f.House.Name, Monogram: f.House.Monogram, Logo: f.House.Logo, Hue: f.House.Hue, Chroma: f.House.Chroma,
		Title: f.title, Mark: f.mark(), Written: f.Now, Intro: f.intro, Parts: slices.Clone(f.first)}
	var left []string
	for _, p := range f.numbered() {
		switch {
		case !f.Goes(p.Piece):
			if !p.Aside {
				left = append(left, fmt.Sprintf("%s van %s: %s", p.Kind, f.Procedure.On(p.At).Words("nl"), f.black.apply(orNone(f.Out[p.ID]))))
			}
		case p.Sort == Original:
			left = append(left, f.original(&b, p, seen[p.ID], open)...)
		case p.Sort == Sent:
			b.Parts = append(b.Parts, f.letter(p.Piece))
		default:
			b.Parts = append(b.Parts, f.part(f.Heading(p.Piece), p.Piece, f.Text(p.Piece)))
		}
	}
	left = append(left, f.rest()...)
	if len(b.Originals) > 0 {
		b.Intro += " De originele bijlagen zitten als bestand in deze PDF."
	}
	made := Made{Parts: len(b.Parts), Originals: len(b.Originals), LeftOut: len(left)}
	for i, p := range f.Black {
		left = append(left, fmt.Sprintf("Weggelakt %d (%s): %s", i+1, times(found[i]), f.black.apply(p.Reason)))
		made.BlackedOut++
	}
	b.Left = left
	b.Cover = f.cover(made)
	return b, made
}

// piece is a part with the number of its original.
type piece struct {
	Piece
	number int
}

// numbered gives every original its number, also those that stay behind: the
// number of one does not change when another is taken out.
func (f *File) numbered() (all []piece) {
	n := 0
	for _, p := range f.Pieces {
		if p.Sort == Original {
			n++
		}
		all = append(all, piece{p, n})
	}
	return all
}

func orNone(why string) string {
	if strings.TrimSpace(why) == "" {
		return "zonder reden"
	}
	return why
}

func times(n int) string { return strconv.Itoa(n) + " keer" }

func plural(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + more
}

// aside counts what stays behind because nobody chose it.
func (f *File) aside() (n int) {
	for _, p := range f.Pieces {
		if p.Aside && !f.Goes(p) {
			n++
		}
	}
	return n
}

func (f *File) notForBody() (left []string) {
	if inside := f.aside(); inside > 0 {
		left = append(left, fmt.Sprintf("Interne aantekeningen, overleg en verbeteringen (%d): bedoeld voor intern gebruik", inside))
	}
	if n := Unsent(f.Complaint); n > 0 {
		left = append(left, fmt.Sprintf("Brieven die nog bij niemand zijn aangekomen (%d)", n))
	}
	if !f.Names {
		left = append(left, "Namen en contactgegevens: vervangen door de rol die iemand heeft")
	}
	return append(left, "Wie wanneer toegang had tot het dossier, en wie erin keek: gaat over hoe wij werken", "Persoonlijke codes: ze geven toegang tot de eigen pagina van iemand")
}

func (f *File) part(heading string, p Piece, text string) paper.Part {
	part := paper.Part{Heading: heading, About: f.About(p), Body: letter.Blocks(text)}
	part.Sum = sumOf(part.Heading, part.About, text)
	return part
}

func sumOf(parts ...string) string {
	for i := range parts {
		parts[i] = paper.Told(parts[i])
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	return hex.EncodeToString(sum[:])
}

// letter is one as it was sent.
func (f *File) letter(p Piece) paper.Part {
	l := p.Letter
	l.Text, l.Subject, l.Name = f.black.apply(l.Text), f.black.apply(l.Subject), f.black.apply(l.Name)
	set := f.OnPaper(l)
	if set.Footer != "" {
		set.Footer = f.black.apply(set.Footer)
	}
	part := f.part(p.Heading, p, l.Text)
	part.Body, part.Letter = nil, &set
	return part
}

// original puts a file in the bundle, or says why it stays behind. A text is also
// a part, and so is a picture.
func (f *File) original(b *paper.Bundle, p piece, seen Seen, open func(Piece) (io.ReadCloser, error)) (left []string) {
	name := fmt.Sprintf("bijlage-%02d%s", p.number, f.extension(p.File.Name))
	called := f.black.apply(p.File.Name)
	heading := fmt.Sprintf("Bijlage %d", p.number)
	if f.Names && called != "" {
		heading += " (" + called + ")"
	}
	var part paper.Part
	switch {
	case seen.Text != "":
		part = f.part(heading, p.Piece, f.black.apply(seen.Text))
	case seen.Picture != nil && !seen.Holds:
		part = f.part(heading, p.Piece, "")
		part.Picture, part.Alt = seen.Picture, fmt.Sprintf("Afbeelding: bijlage %d", p.number)
	default:
		part = f.part(heading, p.Piece, "Zie het bestand "+name+" in deze PDF.")
	}
	if seen.Holds {
		if seen.Text == "" {
			part = f.part(heading, p.Piece, "Dit bestand gaat niet mee. Zie achterin.")
		}
		b.Parts = append(b.Parts, part)
		return []string{fmt.Sprintf("Bijlage %d als bestand: er staat iets in dat is weggelakt", p.number)}
	}
	b.Parts = append(b.Parts, part)
	b.Originals = append(b.Originals, paper.Original{Name: name, Desc: paper.Told(heading) + ", " + f.when(p.At), Type: p.File.Type, Size: seen.Size, Sum: seen.Sum, At: p.At,
		Open: func() (io.ReadCloser, error) { return open(p.Piece) }})
	return nil
}

var plainEnding = regexp.MustCompile(`^\.[a-z0-9]{1,5}$`)

// extension is the end of a file's name, when that is all it is.
func (f *File) extension(name string) string {
	end := strings.ToLower(path.Ext(name))
	if !plainEnding.MatchString(end) || f.black.holds(end[1:]) {
		return ""
	}
	return end
}

func (f *File) bodyCover(made Made) []paper.Fact {
	going := f.Going()
	names := "Niet: mensen staan erin met hun rol"
	if f.Names {
		names = "Ja: namen staan in dit dossier"
	}
	facts := []paper.Fact{{Name: "Klacht", Value: f.Complaint.Received.Ref}, {Name: "Voor", Value: f.Body}, {Name: "Waarvoor", Value: f.black.apply(f.Purpose)},
		{Name: "Gemaakt door", Value: joined(f.Maker.Name, f.Maker.Role, f.House.Name)}, {Name: "Gemaakt op", Value: f.when(f.Now)}}
	if len(going) > 0 {
		facts = append(facts, paper.Fact{Name: "Periode", Value: f.Procedure.On(going[0].At).Words("nl") + " tot en met " + f.Procedure.On(going[len(going)-1].At).Words("nl")})
	}
	return append(facts, paper.Fact{Name: "Omvang", Value: plural(made.Parts, "onderdeel", "onderdelen") + ", " + plural(made.Originals, "origineel bestand", "originele bestanden")},
		paper.Fact{Name: "Weggelakt", Value: plural(made.BlackedOut, "stuk tekst", "stukken tekst")}, paper.Fact{Name: "Namen", Value: names})
}
