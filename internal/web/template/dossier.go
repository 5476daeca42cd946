package template

// Dossier is one complaint, at every stage: GET /staff/complaints/{ref}.
type Dossier struct {
	Staff
	Crumb        Link   // where they came from: Register or Vandaag
	Ref, Subject string // number and title
	Tags         []Tag  // state, and "3 mensen hebben toegang" with icon lock
	From         string // "Tessa Jansen, cliënt · via het formulier op donderdag 12 november, 21.14 uur"
	Steps        []Step
	Next         NextStep
	Voices       []Voice // the complainant first; one alone is shown as "De klacht"
	Hearing      HearingState
	CanHear      bool // offers wederhoor beside the story while it is missing
	Done         []DoneAction
	Promises     []Promise
	CanAct       bool     // may add actions and notes
	Timeline     []Moment // newest first
	Terms        []TermRow
	TermsNote    string // "Volgens procedure versie 3."
	Readers      []Who
	CanReaders   bool
	LogURL       string   // who looked; empty for who may not know
	Excluded     []string // "Henk Postma ziet dit dossier niet: de klacht gaat over hem."
	Letters      []FileRow
	Attachments  []FileRow
	Facts        []Fact
	Keeping      Keeping
	Access       []AccessRow // who asked what is kept about them
	CanCorrect   bool
	Acts         []string // nouns of every other act that may be done now, see ActName
}

func (Dossier) markup() (string, string) { return layoutStaff, "dossier" }

// To is the address of an act on this complaint.
func (d Dossier) To(noun string) string { return "/staff/complaints/" + d.Ref + "/" + noun }

// OtherActs is the menu.
func (d Dossier) OtherActs() []Link {
	var all []Link
	for _, noun := range d.Acts {
		all = append(all, Link{Label: ActName(noun), URL: d.To(noun)})
	}
	return all
}

// HearingState is how far the hearing of both sides is.
type HearingState struct {
	Lacks   []string // what the procedure still asks
	Lines   []string
	Reports []ReportState
	Acts    []Link
}

// ReportState is a report with what both sides said of it, beside it.
type ReportState struct {
	Heading, Present, Text string
	Waits                  []string
	Corrections            []ReportCorrection
}

// ReportCorrection is what somebody says is not right in a report.
type ReportCorrection struct{ Heading, Text string }

// NextStep is the one thing to do now. Without a Primary it only tells.
type NextStep struct {
	Heading string // "Neem een besluit of bel mevrouw Jansen"
	Text    string // "Dat moet uiterlijk donderdag 19 november. Je hebt nog 2 dagen."
	Week    []WeekDay
	Primary Link
	Settle  Settle // in the place of Primary
	Others  []Link
	Appeal  bool // the step is the confidant's
}

// Settle asks whether a letter arrived, with two answers. Each is a form.
type Settle struct {
	FormKey
	Letter     string // empty: nothing to ask
	ArrivedURL string
	AgainURL   string // empty when it went twice already
}

// DoneAction is something done for the complainant.
type DoneAction struct {
	Text, By string // By: "Mirjam, 13 nov"
}

// TermRow is one term and how it stands.
type TermRow struct {
	Name, When string // "Bevestigen", "vr 13 nov, 17.00 uur"
	Tag        Tag    // "op tijd" with icon check, "nog 2 dagen"
}
