package complaint

import "slices"

// RemedyKind is what sort of thing a remedy is (ISO 10002 annex F), for figures. The
// words of a remedy say what is done; its kind says it as one of a few.
type RemedyKind string

// Kinds of remedy. None: nobody said, as in every decision from before there were kinds.
const (
	RemedyApology      RemedyKind = "apology"
	RemedyInformation  RemedyKind = "information"
	RemedyAgain        RemedyKind = "again" // done once more, repaired or replaced
	RemedyRefund       RemedyKind = "refund"
	RemedyCompensation RemedyKind = "compensation" // also a gesture: more than was paid, or something else
	RemedyChange       RemedyKind = "change"       // in how the organisation works, for everybody
	RemedyOther        RemedyKind = "other"
)

// RemedyKinds returns every kind of remedy in the order forms offer them.
func RemedyKinds() []RemedyKind {
	return []RemedyKind{RemedyApology, RemedyInformation, RemedyAgain, RemedyRefund, RemedyCompensation, RemedyChange, RemedyOther}
}

// Known reports whether there is such a kind; none is one too.
func (k RemedyKind) Known() bool { return k == "" || slices.Contains(RemedyKinds(), k) }
