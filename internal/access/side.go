package access

import "wederhoor/internal/complaint"

// ReadOwnSide is reading what was put there for whom a complaint is about. It is no
// action on a dossier: nothing in [May] lets a subject into one.
const ReadOwnSide Action = "read_own_side"

// MayOpenSide decides about a thing apart from the dossier: what was put there for
// one person to react to is theirs and nobody else's, whatever roles they have.
func MayOpenSide(a Actor, organisation string, asked complaint.MemberID) Verdict {
	switch {
	case a.member == "" || a.organisation == "" || asked == "":
		return Verdict{Rule: "nobody"}
	case a.organisation != organisation:
		return Verdict{Rule: "other_organisation"}
	case a.proof != proven:
		return Verdict{Rule: "second_factor_missing"}
	case a.member != asked:
		return Verdict{Rule: "asked_of_somebody_else"}
	}
	return Verdict{OK: true, Rule: "asked_for_their_side"}
}
