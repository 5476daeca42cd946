// Package norm sets the demands of the norms beside what a register shows of them
// (domain.md 2). It is pure, and never says that a norm is met: only what was found,
// what is missing, and what software cannot show.
package norm

import "wederhoor/internal/figures"

// Norm is a norm by its short name.
type Norm string

// The norms of domain.md 2.1 and 2.3 to 2.5.
const (
	CRKBO    Norm = "crkbo"
	NRTO     Norm = "nrto"
	ISO10002 Norm = "iso10002"
	Wkkgz    Norm = "wkkgz"
	Awb      Norm = "awb"
)

// Norms lists the norms in the order in which they are offered.
func Norms() []Norm { return []Norm{CRKBO, NRTO, ISO10002, Wkkgz, Awb} }

// Name is what a norm is called on a page.
func (n Norm) Name() string { return about[n].name }

// Basis says what the demands were taken from, after "Gebaseerd op".
func (n Norm) Basis() string { return about[n].basis }

var about = map[Norm]struct{ name, basis string }{
	CRKBO:    {"CRKBO", "deel 7 van de auditlijst van 2023. Waar geen nummer staat, zagen we alleen de tekst van bureaus."},
	NRTO:     {"NRTO", "de kwaliteitseisen van de NRTO, zoals opleiders die beschrijven. De eisen hebben hier geen nummer."},
	ISO10002: {"ISO 10002", "de richtlijn ISO 10002:2018. De nummers zijn niet vergeleken met de tekst zelf."},
	Wkkgz:    {"Wkkgz", "uitleg over de Wet kwaliteit, klachten en geschillen zorg. De eisen hebben hier geen nummer."},
	Awb:      {"Awb hoofdstuk 9", "hoofdstuk 9 van de Algemene wet bestuursrecht. Alleen 9:11 en 9:12a zijn met een bron vergeleken."},
}

// Register is what evidence is taken from: counts and settings, no words of a
// complaint and no names, so that who may see figures may see all that comes out.
type Register struct {
	Count     func(figures.Set) int   // of the chosen period
	Published bool                    // a procedure was in force, and the public can read it
	Bodies    []string                // kinds of the bodies of appeal that the procedure names and that can be reached
	Keeps     bool                    // the procedure says how long complaints are kept
	FourWeeks bool                    // it says that an answer comes within four weeks
	Copies    bool                    // it gives whom a complaint is about a copy
	Hears     bool                    // it hears both sides
	Reviews   int                     // reviews concluded in the chosen period
	Guarded   bool                    // everybody needs a second factor, now
	Within    func(Law) (in, due int) // complaints of the chosen period within a term of the norm itself
	Committee bool                    // the procedure has a committee advise (Awb 9.1.3)
	Members   int                     // people who work with the register, now
	HaveRead  int                     // how many of them confirmed the procedure in force
}

// Law is a term that a norm sets by itself, whatever the procedure says: an answer within
// so many weeks of receipt, or of coming back, and More when the complainant was told of it
// in time.
type Law struct {
	Weeks, More int
	Kind        LawKind
	Statute     bool // it moves past weekends and holidays (Algemene termijnenwet, art. 1)
	Written     bool // it runs for written complaints only
}

// LawKind is what has to come within a Law.
type LawKind uint8

// Kinds of law.
const (
	Answer   LawKind = iota
	Reaction         // a confirmation or an answer, whichever comes first
	Refusal          // word that the complaint is not handled; only those count
)

// Finding says how far a demand was shown.
type Finding uint8

// Findings. A demand of which no case occurred is neither shown nor missing.
const (
	Gap Finding = iota
	Shown
	NoCase
	Yourself // software cannot show it
)

// Evidence is what a register shows of a demand. The counts are exact and are for
// the circle only; they go out by way of Marks (domain.md 4.3).
type Evidence struct {
	Finding Finding
	N, Of   int // cases that show it, of all cases; both zero where it is a setting
	Rest    int // complaints of the period that are no case of it
}

// Marks says how both counts may leave the circle. Whoever reads them can subtract
// them from each other, and from how many complaints there were, which another demand
// tells: what does not show it and what is no case of it are hidden with them.
func (e Evidence) Marks() (n, of figures.Mark) {
	s := figures.Small(figures.Table{Rows: []string{""}, Columns: []string{"yes", "no", "rest"}, Counts: [][]int{{e.N, e.Of - e.N, e.Rest}}})
	switch {
	case e.Of > 0 && e.Of < figures.LeastShown:
		of = figures.Few
	case s.Withheld, s.Cells[0][2] != figures.Plain:
		of = figures.Hidden
	}
	if s.Withheld {
		return figures.Hidden, of
	}
	return s.Cells[0][0], of
}

// Demand is one demand of a norm. Its words are Dutch at level B1.
type Demand struct {
	Norm   Norm
	Clause string // as the norm numbers it; "" where the number was not seen
	Source string // section of domain.md
	Says   string
	Do     string // what to do about a gap, or what to show yourself
	Proof
}

// Of lists the demands of a norm; none for one that is not known.
func Of(n Norm) (all []Demand) {
	for _, d := range demands {
		if d.Norm == n {
			all = append(all, d)
		}
	}
	return all
}
