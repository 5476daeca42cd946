package review

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
)

// Overview is what the review looked at and decided, as it was. It holds codes, dates
// and the words of the review itself: no story and no name of anybody who complained,
// so that it may outlive what is erased.
type Overview struct {
	Day, From, Until calendar.Date
	Attendees        []Attendee
	Lines            []Line
	Earlier          []Past
	Text             string
	Figures          []figures.Spread `json:",omitzero"` // of all that came in in the period; none in what was frozen before there were any
	Beside           *Part            `json:",omitzero"` // of the organisation that it was held together with, as it was then
}

// Attendee is one of those who were there, as they were called then.
type Attendee struct {
	Member complaint.MemberID
	Name   string
}

// Line is one complaint as the review saw it.
type Line struct {
	Item
	Category   string                    `json:",omitzero"`
	Channel    complaint.Channel         `json:",omitzero"`
	From       complaint.ComplainantKind `json:",omitzero"`
	Stage      complaint.Stage
	Finding    complaint.Finding    `json:",omitzero"`
	Timeliness complaint.Timeliness `json:",omitzero"`
	AnsweredOn calendar.Date        `json:",omitzero"`
	Appeals    int                  `json:",omitzero"`
	Conflicted []complaint.MemberID `json:",omitzero"` // of the team: they do not see this line
	Extra      bool
	Reason     string
	By         complaint.MemberID
	Actions    []Named `json:",omitzero"`
}

// Named is an action with who does it, as they were called then.
type Named struct {
	Agreed
	OwnerName string
}

// Past is an action of an earlier review as it stood then.
type Past struct {
	ID, Review string
	Dossier    string
	Text       string
	Owner      string // name
	Due        calendar.Date
	DoneText   string `json:",omitzero"`
	Done       bool
	Effect     Effect `json:",omitzero"`
}

// Hash is the SHA-256 of the overview as it is stored, in hexadecimal.
func (o Overview) Hash() string {
	raw, err := json.Marshal(o) // fields in the order above, no maps: the same overview gives the same bytes
	if err != nil {
		panic("an overview that cannot be written: " + err.Error()) // dates, texts and numbers always can
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}
