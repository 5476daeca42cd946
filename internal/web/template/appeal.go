package template

// Appeal records that the complainant went to an appeal body, as the organisation
// heard it.
type Appeal struct {
	ActPage
	Closed  string // why there is nothing to appeal against yet; empty when there is
	Silence bool   // there is no answer, and its day has passed
	Bodies  []Option
	Grounds Field
	Day     Field
}

func (Appeal) markup() (string, string) { return layoutStaff, "appeal" }

// Outcome records what an appeal body outside concluded.
type Outcome struct {
	ActPage
	Empty    bool   // no appeal runs, and nobody typed anything
	Appeal   string // id
	Body     string // "De Voorbeeldcommissie"
	Room     bool   // it is the confidant's own to write down
	Outcomes []Option
	Words    Field // posted as text
	Binding  bool
	Day      Field
}

func (Outcome) markup() (string, string) { return layoutStaff, "outcome" }

// FollowUp tells the complainant what is done with the outcome, and by when.
type FollowUp struct {
	ActPage
	Sending
	Empty   bool   // there is nothing to follow up, and nobody typed anything
	Appeal  string // id
	Body    string
	Outcome string // "Het besluit moet anders"
	Said    string // the words of the body
	Binding bool
	What    Field // posted as text
	Date    Field
	DateMin string // ISO date
}

func (FollowUp) markup() (string, string) { return layoutStaff, "follow_up" }

// PreviewURL is where the letter is written without sending it.
func (f FollowUp) PreviewURL() string { return f.To("follow-up/preview") }
