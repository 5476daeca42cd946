package access

import (
	"slices"

	"wederhoor/internal/complaint"
)

// Review is reading a complaint without names because a review goes through it.
const Review Action = "review"

// Table is a review as far as access depends on it: who sits at it, and whether it
// still runs.
type Table struct {
	Organisation string
	Attendees    []complaint.MemberID
	Running      bool
}

// MayReview says whether somebody may go through a complaint at a review. Who
// attends may, except what is about them: that one is left to the others. When it
// touches everybody who attends it is left to who stands in.
func MayReview(a Actor, t Table, f Facts) Verdict {
	switch {
	case a.member == "" || a.organisation == "" || f.Dossier == "":
		return Verdict{Rule: "nobody"}
	case a.organisation != t.Organisation || a.organisation != f.Organisation:
		return Verdict{Rule: "other_organisation"}
	case slices.Contains(f.Subjects, a.member):
		return Verdict{Rule: "subject_of_complaint"}
	case slices.Contains(f.Recused, a.member):
		return Verdict{Rule: "recused"}
	case !a.Proven():
		return Verdict{Rule: "second_factor_missing"}
	case !t.Running:
		return Verdict{Rule: "involvement_ended"}
	case MayAttend(a) && slices.Contains(t.Attendees, a.member):
		return Verdict{OK: true, Rule: "attends_the_review"}
	case t.LeftOver(f) && (a.Has(Lead, Deputy) || standsIn(a, f)):
		return Verdict{OK: true, Rule: "stands_in_at_the_review"}
	}
	return Verdict{Rule: "no_need_to_know"}
}

// MayAttend reports whether somebody can sit at a review: the partners, and who leads.
func MayAttend(a Actor) bool { return a.Has(Lead, Deputy, Partner) }

// LeftOver reports whether a complaint touches everybody who attends.
func (t Table) LeftOver(f Facts) bool {
	return !slices.ContainsFunc(t.Attendees, func(m complaint.MemberID) bool { return !f.conflicted(m) })
}

// Conflicted reports whether somebody stands on the other side of this dossier.
func (f Facts) Conflicted(m complaint.MemberID) bool { return f.conflicted(m) }

// Reviewed is a handle for reading a complaint without names.
type Reviewed struct{}

// Action implements Act.
func (Reviewed) Action() Action { return Review }
