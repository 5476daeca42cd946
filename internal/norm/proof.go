package norm

import (
	"slices"

	"wederhoor/internal/figures"
)

// Place is the part of the register where evidence can be looked at.
type Place uint8

// Places. Whether somebody may go there is not decided here.
const (
	Nowhere Place = iota
	InList        // the complaints of Proof.Whole, and those of Proof.Lacking
	InProcedure
	InReviews
	InRetention
	InSettings
	InWhatIf // the complaints of the period under the procedure of this norm
	Around   // the complaints of Proof.Around, among which those of the count are
)

// Proof is how a demand is shown. Its words are Dutch at level B1.
type Proof struct {
	Find           func(Register) Evidence
	Whose, Did     string // of a count: "klachten", "zijn op tijd bevestigd"
	Found          string // of a setting that is there, as a sentence
	Place          Place
	Whole, Lacking figures.Set // of InList; Lacking is "" where no list of it exists
	Around         figures.Set // of Around
}

var (
	acknowledged = share(figures.AckInTime, "klachten", "zijn op tijd bevestigd")
	remedied     = share(figures.RemedyInTime, "klachten met een toezegging", "kregen alles op tijd")
	followed     = share(figures.AppealFollowed, "klachten met zo'n uitspraak", "zijn opgevolgd")
	// answered counts an extended term as in time, for the norms allow extending.
	answered = Proof{Find: func(r Register) Evidence {
		return r.ratio(r.Count(figures.InTerm)+r.Count(figures.InExtended), figures.AnswerDue)
	}, Whose: "klachten", Did: "zijn op tijd beantwoord", Place: InList, Whole: figures.AnswerDue, Lacking: figures.Late}
	// delayTold counts notices of a later day that came before the earlier one was over.
	delayTold = Proof{Find: func(r Register) Evidence {
		return r.ratio(r.Count(figures.Extended)-r.Count(figures.ExtendedLate), figures.Extended)
	}, Whose: "klachten met uitstel", Did: "kregen dat op tijd te horen, met een nieuwe dag", Place: InList, Whole: figures.Extended, Lacking: figures.ExtendedLate}
	described = Proof{Find: func(r Register) Evidence {
		return r.ratio(r.Count(figures.Received)-r.Count(figures.NoCategory), figures.Received)
	}, Whose: "klachten", Did: "hebben een onderwerp", Place: InList, Whole: figures.Received, Lacking: figures.NoCategory}
	everybodyRead = Proof{Find: func(r Register) Evidence { return ratio(r.HaveRead, r.Members) },
		Whose: "mensen die nu meedoen", Did: "hebben de procedure gelezen", Place: InProcedure}

	published   = setting(func(r Register) bool { return r.Published }, "De procedure staat voor iedereen op de site van het register.", InProcedure)
	appealNamed = setting(func(r Register) bool { return len(r.Bodies) > 0 }, "Dat staat in de procedure, en hoe je er komt.", InProcedure)
	keeps       = setting(func(r Register) bool { return r.Keeps }, "De bewaartermijn staat in de procedure.", InRetention)
	reviewed    = setting(func(r Register) bool { return r.Reviews > 0 }, "De toetsing is afgerond en vastgelegd.", InReviews)
	guarded     = setting(func(r Register) bool { return r.Guarded }, "Alleen wie een taak heeft bij een klacht, kan haar lezen. Iedereen logt in met een tweede stap, en wie een klacht opent, staat in het logboek.", InSettings)
	fourWeeks   = setting(func(r Register) bool { return r.FourWeeks }, "De termijn in de procedure is vier weken of korter.", InProcedure)
	copied      = setting(func(r Register) bool { return r.Copies }, "De procedure schrijft het afschrift voor.", InProcedure)
	heard       = setting(func(r Register) bool { return r.Hears }, "De procedure schrijft het horen voor.", InProcedure)
	yourself    = Proof{Find: func(Register) Evidence { return Evidence{Finding: Yourself} }}
)

// within is evidence that every complaint of which the last day is over had its answer in
// a term of the norm itself.
func within(l Law, did string) Proof {
	whose := "klachten"
	if l.Written {
		whose = "schriftelijke klachten"
	}
	if l.Kind == Refusal {
		whose += " die niet behandeld zijn"
	}
	return Proof{Find: func(r Register) Evidence { return r.within(l) }, Whose: whose, Did: did, Place: InWhatIf}
}

// under is a Proof of which the complaints cannot be replayed, for no procedure has this term.
func under(set figures.Set, p Proof) Proof {
	p.Place, p.Around = Around, set
	return p
}

// ofAwb takes the ten weeks of 9:11 where a committee advises.
func ofAwb(did string) Proof {
	l := Law{Weeks: 6, More: 4, Statute: true, Written: true}
	p := within(l, did)
	p.Find = func(r Register) Evidence {
		l := l
		if r.Committee {
			l.Weeks = 10
		}
		return r.within(l)
	}
	return p
}

func (r Register) within(l Law) Evidence {
	n, of := r.Within(l)
	e := ratio(n, of)
	e.Rest = r.Count(figures.Received) - of
	return e
}

// share is evidence that every case of a set must show.
func share(s figures.Set, whose, did string) Proof {
	return Proof{Find: func(r Register) Evidence { return r.ratio(r.Count(s), s.Of()) },
		Whose: whose, Did: did, Place: InList, Whole: s.Of()}
}

func setting(is func(Register) bool, found string, at Place) Proof {
	return Proof{Find: func(r Register) Evidence {
		if is(r) {
			return Evidence{Finding: Shown}
		}
		return Evidence{Finding: Gap}
	}, Found: found, Place: at}
}

// names is evidence that the procedure names a body of this kind and not just any.
func names(kind string) Proof {
	return setting(func(r Register) bool { return slices.Contains(r.Bodies, kind) }, "Dat staat in de procedure, en hoe je er komt.", InProcedure)
}

// ratio is how many complaints show it, of those in a set of what came in.
func (r Register) ratio(n int, of figures.Set) Evidence {
	e := ratio(n, r.Count(of))
	e.Rest = r.Count(figures.Received) - e.Of
	return e
}

func ratio(n, of int) Evidence {
	switch {
	case of == 0:
		return Evidence{Finding: NoCase}
	case n == of:
		return Evidence{Finding: Shown, N: n, Of: of}
	}
	return Evidence{Finding: Gap, N: n, Of: of}
}
