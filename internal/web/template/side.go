package template

import "fmt"

// BothSides is what a party finds of being heard: where to come, the reports, and
// how to say that it need not be. It stands on the complainant's page and on that
// of whom it is about.
type BothSides struct {
	To        string // forms post to To/report and To/waiver
	SideWords SideText
	Hearings  []HearingSet
	Reports   []Report
	Waivable  bool
	WaivedOn  string // "maandag 23 november"; empty: not
}

// HearingSet is an invitation to be heard.
type HearingSet struct {
	When, Where string
	Past        bool
}

// Report is a report of a conversation with what its reader said of it.
type Report struct {
	ID, On, Present, Text, React string
	Number                       int  // from 1, for the ids of its fields
	Late, Open                   bool // Open: something can still be said of it
	Said                         []ReportReaction
	Choice                       string // yes or no, when it is asked again
	ChoiceError                  string
	Correction                   Field
}

// ReportReaction is one thing that was said of a report.
type ReportReaction struct {
	On, Text string // no text: it is right
	Late     bool
}

// Choices are what can be said of it; nothing is chosen beforehand.
func (r Report) Choices(w SideText) []Option {
	return []Option{{Value: "yes", Label: w.Right, Checked: r.Choice == "yes"}, {Value: "no", Label: w.Wrong, Checked: r.Choice == "no"}}
}

// OwnSide is all that whom a complaint is about finds on their page.
type OwnSide struct {
	BothSides
	FormKey
	Code               string // posted along by who has no account
	Ref                string
	AskedOn, By        string
	Late, Over         bool
	Substance, Copy    string
	ReleasedName       string
	Files              []OwnFile
	WithheldCount      int
	Said               []OwnStatement
	AnswerBy           string
	DecidedOn, Finding string
	Withdrawn          bool
	Done               string
	Statement          Field
	Attachment         Field
	Kept               []Kept
}

// OwnFile is a file they may take along; URL when they signed in.
type OwnFile struct{ ID, Name, Size, URL string }

// OwnStatement is what they said before.
type OwnStatement struct {
	On, Text  string
	Files     []OwnFile
	Late, Own bool
}

// WithheldText says how many files are not shown; nothing for none.
func (o OwnSide) WithheldText() string {
	switch {
	case o.WithheldCount <= 0:
		return ""
	case o.WithheldCount == 1:
		return o.SideWords.Withheld1
	}
	return fmt.Sprintf(o.SideWords.Withheld, o.WithheldCount)
}

// OutcomeText says how it ended; nothing while nobody may know.
func (o OwnSide) OutcomeText() string {
	switch finding := o.SideWords.Findings[o.Finding]; {
	case o.Withdrawn:
		return o.SideWords.WithdrawnText
	case finding == "" || o.DecidedOn == "":
		return ""
	default:
		return fmt.Sprintf(o.SideWords.OutcomeText, o.DecidedOn, finding)
	}
}

// SideEntry asks for the code of the letter: GET and POST /side.
type SideEntry struct {
	Public
	Code Field
}

func (SideEntry) markup() (string, string) { return layoutPublic, "side_entry" }

// SidePage is what opens by that code.
type SidePage struct {
	Public
	OwnSide
}

func (SidePage) markup() (string, string) { return layoutPublic, "side" }

// MemberSide is the same for a member who signed in.
type MemberSide struct {
	Staff
	OwnSide
}

func (MemberSide) markup() (string, string) { return layoutStaff, "member_side" }

// MemberSides lists what stands there for a member.
type MemberSides struct {
	Staff
	Words SideText
	Rows  []SideRow
}

// SideRow is one complaint in which a member is mentioned.
type SideRow struct {
	Ref, URL, Asked, By string
	Tag                 Tag
}

func (MemberSides) markup() (string, string) { return layoutStaff, "member_sides" }
