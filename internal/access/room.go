package access

import (
	"time"

	"wederhoor/internal/complaint"
)

// Room is all that may be known of a conversation with a confidant: nothing of
// what it is about.
type Room struct {
	Organisation string
	Confidant    complaint.MemberID
	EndsAt       time.Time // from then on nobody enters; zero: no end is set
}

// MayEnter says whether somebody may enter a confidant's room: whose it is, for
// as long as it lasts, and nobody else whatever their roles (domain 3).
func MayEnter(a Actor, r Room) Verdict {
	switch {
	case a.member == "" || a.organisation == "" || r.Confidant == "":
		return Verdict{Rule: "nobody"}
	case a.organisation != r.Organisation:
		return Verdict{Rule: "other_organisation"}
	case !a.Proven():
		return Verdict{Rule: "second_factor_missing"}
	case !a.Has(Confidant) || a.member != r.Confidant:
		return Verdict{Rule: "no_need_to_know"}
	case !r.EndsAt.IsZero() && !a.at.Before(r.EndsAt):
		return Verdict{Rule: "involvement_ended"}
	}
	return Verdict{OK: true, Rule: "own_room"}
}

// Independent reports whether somebody had no part in how a complaint was handled:
// who did cannot hear the appeal (S19, Awb 9:7).
func Independent(a Actor, f Facts) bool {
	switch {
	case a.organisation != f.Organisation, f.conflicted(a.member), a.Has(Lead, Deputy), standsIn(a, f):
		return false
	}
	return a.member != f.Handler && a.member != f.Acknowledger && a.member != f.Reporter
}
