package complaint

import "slices"

// Personal is a category of data about people that events hold, for the record of what
// is processed (AVG art. 30(1)(c)).
type Personal string

// Categories, in the order in which a record tells them.
const (
	PersonalContact   Personal = "contact"   // names, addresses, numbers
	PersonalStory     Personal = "story"     // what somebody complained of and wants; health may be in it
	PersonalFiles     Personal = "files"     // what was sent along
	PersonalStatement Personal = "statement" // what somebody else said, and reports
	PersonalNotes     Personal = "notes"     // what was talked over and noted inside
	PersonalHandling  Personal = "handling"  // what was done and decided, and why
	PersonalLetters   Personal = "letters"   // as they left
	PersonalRequests  Personal = "requests"  // who asked what is kept about them
)

// Personals lists the categories.
func Personals() []Personal {
	return []Personal{PersonalContact, PersonalStory, PersonalFiles, PersonalStatement, PersonalNotes, PersonalHandling, PersonalLetters, PersonalRequests}
}

var personal = map[Kind][]Personal{
	KindReceived: {PersonalContact, PersonalStory, PersonalFiles}, KindMessage: {PersonalStory, PersonalFiles}, KindAction: {PersonalHandling},
	KindSubject: {PersonalContact}, KindCleared: {PersonalHandling}, KindRecused: {PersonalHandling}, KindGlassBroken: {PersonalHandling},
	KindDiscussed: {PersonalNotes}, KindNoted: {PersonalNotes}, KindMessageRead: {PersonalNotes}, KindAcknowledged: {PersonalHandling}, KindContacted: {PersonalHandling},
	KindHeard: {PersonalContact, PersonalStatement, PersonalFiles}, KindExtended: {PersonalHandling}, KindDecided: {PersonalHandling}, KindResponded: {PersonalLetters},
	KindAccepted: {PersonalStory}, KindWithdrawn: {PersonalStory}, KindInadmissible: {PersonalHandling}, KindExcepted: {PersonalHandling}, KindCorrected: {PersonalContact, PersonalHandling},
	KindClosed: {PersonalHandling}, KindReopened: {PersonalHandling}, KindLetter: {PersonalContact, PersonalLetters}, KindSideAsked: {PersonalContact, PersonalStory, PersonalFiles},
	KindSideClosed: {PersonalHandling}, KindHearingSet: {PersonalContact, PersonalHandling}, KindReport: {PersonalStatement}, KindReportSaid: {PersonalContact, PersonalStatement},
	KindDutyWaived: {PersonalContact, PersonalStatement}, KindAppealed: {PersonalContact, PersonalStory}, KindAppealEnded: {PersonalHandling}, KindFollowed: {PersonalHandling},
	KindHoldPlaced: {PersonalHandling}, KindHoldLifted: {PersonalHandling}, KindStopped: {PersonalHandling}, KindOutside: {PersonalHandling},
	KindRedactionProposed: {PersonalStory, PersonalHandling}, KindRedactionStopped: {PersonalHandling}, KindRedacted: {PersonalHandling}, KindRectified: {PersonalStory},
	KindRestricted: {PersonalHandling}, KindRestrictionLifted: {PersonalHandling},
	KindAccessRequested: {PersonalContact, PersonalRequests}, KindAccessExtended: {PersonalRequests}, KindAccessAnswered: {PersonalRequests},
}

// PersonalIn says what data about people an event of a kind holds; a test sees that none
// is left out.
func PersonalIn(k Kind) []Personal { return slices.Clone(personal[k]) }
