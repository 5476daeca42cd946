package outside

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
	"wederhoor/internal/paper"
	"wederhoor/internal/passage"
)

// PackChoice is what somebody wants in an access pack. It is kept, sealed, until the
// pack is made.
type PackChoice struct {
	Letter string                 `json:",omitzero"` // goes in front
	Out    map[string]string      `json:",omitzero"` // parts that stay behind, and why
	In     []string               `json:",omitzero"` // parts that go along, though not theirs by themselves
	Black  []Passage              `json:",omitzero"`
	Said   map[string]PackVerdict `json:",omitzero"` // by the id of a proposal
}

// PackVerdict is what a person said of a proposal to take something out.
type PackVerdict struct {
	Show bool   `json:",omitzero"` // it may stand in the pack
	Why  string `json:",omitzero"` // it may
}

// Proposal is something of somebody else that stands in what is kept about the one
// who asks. It is taken out until a person said that it may be shown.
type Proposal struct {
	ID    string // of these texts: with another text it is another proposal
	Label string // what stands in their place: "klager", "e-mailadres medewerker 1"
	Texts []string
	Times int // in everything that can go along
	PackVerdict
	Said bool // a person said so, either way
}

// Pack is an access pack in the making: what is kept about one person, for that person
// (AVG art. 15). Nothing of anybody else stands in it unless a person said so.
type Pack struct {
	*File
	Asker     complaint.AccessRequest
	Choice    PackChoice
	Proposals []Proposal
	own       self
}

// NewPack puts together what can go to who asked, under a choice.
func NewPack(s Source, asker complaint.AccessRequest, c PackChoice) *Pack {
	f := &File{Source: s, Choice: Choice{Out: c.Out, In: c.In, Black: c.Black}}
	p := &Pack{File: f, Asker: asker, Choice: c}
	all := Pieces(s.Complaint, s.Procedure, s.Say)
	f.cast = castOf(s.Complaint, s.Procedure, all, s.People, false)
	p.own = selfOf(f.cast, s.Complaint, asker)
	f.Pieces = p.own.theirs(s.Complaint, all)
	if p.own.by != "" {
		f.cast.labels[p.own.by] = "u"
	}
	f.black = f.always()
	p.propose()
	f.words = words{title: "Wat wij over u bewaren", mark: p.mark, cover: p.cover, rest: p.rest, first: p.front(),
		intro: "Dit is wat wij over u bewaren bij één klacht, in de volgorde waarin het gebeurde. Achterin staat wat is weggelaten."}
	return p
}

// propose finds what is of others, and takes it out until somebody said otherwise.
func (p *Pack) propose() {
	order, texts := []string{}, map[string][]known{}
	for _, k := range p.cast.known {
		if p.own.is(k) {
			continue
		}
		if texts[k.label] == nil {
			order = append(order, k.label)
		}
		texts[k.label] = append(texts[k.label], k)
	}
	for _, label := range order {
		g := Proposal{Label: label}
		var hides []*hide
		for _, k := range texts[label] {
			g.Texts = append(g.Texts, k.text)
			hides = append(hides, k.find(k.text, label))
		}
		sum := sha256.Sum256([]byte(label + "\n" + strings.Join(g.Texts, "\n")))
		g.ID = hex.EncodeToString(sum[:6])
		g.PackVerdict, g.Said = p.Choice.Said[g.ID], p.said(g.ID)
		g.Times = p.times(hides)
		if !g.Show {
			p.black.all = append(p.black.all, hides...)
		}
		if g.Times > 0 {
			p.Proposals = append(p.Proposals, g)
		}
	}
}

func (p *Pack) said(id string) bool { _, ok := p.Choice.Said[id]; return ok }

// times counts how often something stands in what can go along. A name within a longer
// one that was counted counts once.
func (p *Pack) times(hides []*hide) (n int) {
	b := &black{all: hides}
	for _, x := range p.Pieces {
		for _, text := range []string{x.Heading, x.Text, x.ByName, x.Letter.Subject, x.Letter.Name, x.File.Name} {
			if b.holds(text) {
				n++
			}
		}
	}
	return n
}

// Problems says what is missing before a pack can be made. looked is that somebody
// looked inside the originals.
func (p *Pack) Problems(looked bool) (all []Problem) {
	add := func(bad bool, field, code string) {
		if bad {
			all = append(all, Problem{field, code})
		}
	}
	add(strings.TrimSpace(p.Choice.Letter) == "", "letter", "letter_empty")
	add(p.namesComplainant(), "letter", "letter_names")
	going := p.Going()
	add(len(going) == 0 && len(p.first) < 2, "part", "outside_empty")
	for _, g := range p.Proposals {
		add(!g.Said, "said-"+g.ID, "proposal_open")
		add(g.Said && g.Show && strings.TrimSpace(g.Why) == "", "show-"+g.ID, "show_why_missing")
	}
	for _, x := range p.Pieces {
		why, out := p.Out[x.ID]
		add(out && strings.TrimSpace(why) == "", "why-"+x.ID, "outside_why_missing")
	}
	files := slices.ContainsFunc(going, func(x Piece) bool { return x.Sort == Original })
	add(files && !looked, "looked", "outside_not_looked")
	return all
}

// namesComplainant reports whether the letter tells who complained to somebody else,
// without a person having let that stand.
func (p *Pack) namesComplainant() bool {
	f := passage.Fold(p.Choice.Letter)
	return p.Asker.As != complaint.AskerComplainant && slices.ContainsFunc(p.black.all, func(h *hide) bool { return strings.HasSuffix(h.label, "klager") && len(h.find(f)) > 0 })
}

// Shown counts the proposals that a person let stand.
func (p *Pack) Shown() (n int) {
	for _, g := range p.Proposals {
		if g.Show {
			n++
		}
	}
	return n
}

// Names reports whether a person let stand who complained.
func (p *Pack) Names() bool {
	return slices.ContainsFunc(p.Proposals, func(g Proposal) bool { return g.Show && strings.HasSuffix(g.Label, "klager") })
}

func (p *Pack) mark() string {
	return fmt.Sprintf("Gemaakt voor u door %s op %s", p.House.Name, p.when(p.Now))
}

// front is the letter and what is known of who asks, before everything that happened.
func (p *Pack) front() []paper.Part {
	all := []paper.Part{{Heading: "Brief", Body: letter.Blocks(p.Choice.Letter), Sum: sumOf("Brief", p.Choice.Letter)}}
	var rows []string
	row := func(name, value string) {
		if strings.TrimSpace(value) != "" {
			rows = append(rows, "- "+name+": "+value)
		}
	}
	if p.Asker.As == complaint.AskerComplainant {
		r := p.Complaint.Received
		row("Naam", r.Name)
		row("E-mailadres", r.Email)
		row("Telefoonnummer", r.Phone)
	} else if m, ok := p.People[p.Asker.Member]; ok {
		row("Naam", m.Name)
		row("Rol", m.Role)
		row("E-mailadres", m.Email)
	} else {
		row("Naam", p.Asker.Name)
	}
	if len(rows) == 0 {
		return all
	}
	text := p.black.apply(strings.Join(rows, "\n"))
	return append(all, paper.Part{Heading: "Uw gegevens", Body: letter.Blocks(text), Sum: sumOf("Uw gegevens", text)})
}

func (p *Pack) cover(made Made) []paper.Fact {
	name := p.Asker.Name
	switch m, ok := p.People[p.Asker.Member]; {
	case ok:
		name = m.Name
	case p.Asker.As == complaint.AskerComplainant && name == "":
		name = p.Complaint.Received.Name
	}
	return []paper.Fact{{Name: "Voor", Value: p.black.apply(name)}, {Name: "U vroeg het op", Value: p.Procedure.On(p.Asker.At).Words("nl")},
		{Name: "Gemaakt door", Value: joined(p.Maker.Name, p.Maker.Role, p.House.Name)}, {Name: "Gemaakt op", Value: p.when(p.Now)},
		{Name: "Omvang", Value: plural(made.Parts, "onderdeel", "onderdelen") + ", " + plural(made.Originals, "origineel bestand", "originele bestanden")}}
}

// rest tells what is left out without saying what it is: that could tell who.
func (p *Pack) rest() (left []string) {
	if n := p.aside(); n > 0 {
		left = append(left, fmt.Sprintf("Wat over iemand anders gaat of door iemand anders is gezegd (%d)", n))
	}
	if len(p.black.all) > len(p.Black) {
		left = append(left, "Namen en contactgegevens van anderen: vervangen door de rol die iemand heeft")
	}
	return append(left, "Persoonlijke codes: ze geven toegang tot de eigen pagina van iemand")
}
