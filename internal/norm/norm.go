// Package norm sets the demands of the norms beside what a register shows of them
// (domain.md 2). It is pure, and never says that a norm is met: only what was found,
// what is missing, and what software cannot show.
package norm

import (
	"slices"

	"wederhoor/internal/figures"
)

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

// Register is what evidence is taken from: counts and settings, no words of a
// complaint and no names, so that who may see figures may see all that comes out.
type Register struct {
	Count         func(figures.Set) int // of the chosen period
	Published     bool                  // the procedure can be read by the public
	Bodies        []string              // kinds of the bodies of appeal that the procedure names
	Keeps         bool                  // the procedure says how long complaints are kept
	Reviews       int                   // reviews concluded in the chosen period
	YearPublished bool                  // a public yearly report of the period stands
}

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
// the circle only; they go out by way of figures.Small (domain.md 4.3).
type Evidence struct {
	Finding Finding
	N, Of   int // cases that show it, of all cases; both zero where it is a setting
}

// Demand is one demand of a norm. Its words are Dutch at level B1.
type Demand struct {
	Norm   Norm
	Clause string // as the norm numbers it; "" where the number was not seen
	Source string // section of domain.md
	Says   string
	Do     string // what to do about a gap, or what to show yourself
	Find   func(Register) Evidence
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

// share is evidence that every case of a set must show.
func share(s figures.Set) func(Register) Evidence {
	return func(r Register) Evidence {
		return ratio(r.Count(s), r.Count(s.Of()))
	}
}

// answered counts an extended term as in time, for the norms allow extending.
func answered(r Register) Evidence {
	return ratio(r.Count(figures.InTerm)+r.Count(figures.InExtended), r.Count(figures.AnswerDue))
}

func ratio(n, of int) Evidence {
	switch {
	case of == 0:
		return Evidence{Finding: NoCase}
	case n == of:
		return Evidence{Shown, n, of}
	}
	return Evidence{Gap, n, of}
}

func setting(ok bool) Evidence {
	if ok {
		return Evidence{Finding: Shown}
	}
	return Evidence{Finding: Gap}
}

// names is evidence that the procedure names a body of this kind and not just any.
func names(kind string) func(Register) Evidence {
	return func(r Register) Evidence { return setting(slices.Contains(r.Bodies, kind)) }
}

func published(r Register) Evidence     { return setting(r.Published) }
func appealNamed(r Register) Evidence   { return setting(len(r.Bodies) > 0) }
func keeps(r Register) Evidence         { return setting(r.Keeps) }
func reviewed(r Register) Evidence      { return setting(r.Reviews > 0) }
func yearPublished(r Register) Evidence { return setting(r.YearPublished) }
func yourself(Register) Evidence        { return Evidence{Finding: Yourself} }
