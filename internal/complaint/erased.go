package complaint

import "wederhoor/internal/calendar"

// HoldPlaced: it must be kept, however long ago it ended.
type HoldPlaced struct {
	Reason string `in:"case"`
}

// HoldLifted: the reason to keep it is over.
type HoldLifted struct {
	Reason string `in:"case"`
}

// ErasureProposed: somebody who leads found that it may go. It waits, so that
// whoever worked on it can say that it must not.
type ErasureProposed struct {
	From calendar.Date // the first day on which it may be erased
}

// ErasureConfirmed: a second person agrees with the proposal of this number.
type ErasureConfirmed struct{ Proposal int }

// ErasureStopped: it stays for now.
type ErasureStopped struct {
	Reason string `in:"case"`
}

// Erased is all that is left of a dossier: that it was there, who let it go, and
// what figures count of it. It holds no word, no name and nothing typed.
type Erased struct {
	Ref       string   // its number, which is not given out again
	Proposed  MemberID // who proposed it
	Confirmed MemberID // and the second person
	Figures   string   // days and codes, as package figures keeps them
}

// Kind implements Event.
func (HoldPlaced) Kind() Kind       { return KindHoldPlaced }
func (HoldLifted) Kind() Kind       { return KindHoldLifted } //nolint:revive // see HoldPlaced
func (ErasureProposed) Kind() Kind  { return KindProposed }   //nolint:revive // see HoldPlaced
func (ErasureConfirmed) Kind() Kind { return KindConfirmed }  //nolint:revive // see HoldPlaced
func (ErasureStopped) Kind() Kind   { return KindStopped }    //nolint:revive // see HoldPlaced
func (Erased) Kind() Kind           { return KindErased }     //nolint:revive // see HoldPlaced

// Keeping is what was said about keeping a dossier and letting it go.
type Keeping struct {
	Hold      *Done[HoldPlaced] // it must be kept
	Proposal  *Done[ErasureProposed]
	Confirmed *Done[ErasureConfirmed] // of the proposal above
	Erased    *Done[Erased]           // then there is nothing else

	Redaction  *Done[RedactionProposed] // waits for a second person
	Redactions []Done[Redacted]

	Restriction *Done[Restricted] // nothing is done with it but keeping it
}

func (k Keeping) after(r Recorded) Keeping {
	switch e := r.Event.(type) {
	case HoldPlaced:
		k.Hold, k.Proposal, k.Confirmed = one(e, r), nil, nil
	case HoldLifted:
		k.Hold = nil
	case ErasureProposed:
		k.Proposal, k.Confirmed = one(e, r), nil
	case ErasureConfirmed:
		if k.Proposal != nil && k.Proposal.Seq == e.Proposal {
			k.Confirmed = one(e, r)
		}
	case ErasureStopped, Reopened, Appealed, MessageReceived:
		k.Proposal, k.Confirmed = nil, nil
	case Restricted:
		k.Restriction, k.Proposal, k.Confirmed = one(e, r), nil, nil
	case RestrictionLifted:
		k.Restriction = nil
	case RedactionProposed:
		k.Redaction = one(e, r)
	case RedactionStopped:
		k.Redaction = nil
	case Redacted:
		k.Redaction, k.Redactions = nil, add(k.Redactions, e, r)
	case Erased:
		return Keeping{Erased: one(e, r)}
	}
	return k
}
