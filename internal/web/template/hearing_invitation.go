package template

// HearingInvitation invites a party to come and be heard.
type HearingInvitation struct {
	ActPage
	Sending
	Parties            []Option
	Date, Clock, Place Field
	DateMin            string
}

func (HearingInvitation) markup() (string, string) { return layoutStaff, "hearing_invitation" }

// PreviewURL is where the letter is written without sending it.
func (h HearingInvitation) PreviewURL() string { return h.To("hearing-invitation/preview") }

// HearingReport writes down what was said, and gives it to who is to see it.
type HearingReport struct {
	ActPage
	Day, Present, Body, React Field
	ReactMin                  string
	Parties                   []ReportParty
	Names                     bool // the words tell who complained
	Released                  bool
}

// ReportParty is a party: were they heard, do they see it, and how it reaches them.
type ReportParty struct {
	Key, Name    string
	Heard, Shown bool
	Via          string
	Vias         []string
}

func (HearingReport) markup() (string, string) { return layoutStaff, "hearing_report" }

// ViaName is the field that says how it goes to them.
func (r ReportParty) ViaName() string { return "via_" + r.Key }

// Options are the ways it can go.
func (r ReportParty) Options() []Option {
	all := Sending{Via: r.Via, Vias: r.Vias}.ViaOptions()
	for i := range all {
		if all[i].Value == "page" {
			all[i].Label = "Eigen pagina"
		}
	}
	return all
}

// ReportReactionPage records what a party said of a report, by phone or letter.
type ReportReactionPage struct {
	ActPage
	Reports, Parties []Option
	How, Choice      string
	Correction, Day  Field
}

func (ReportReactionPage) markup() (string, string) { return layoutStaff, "report_reaction" }

// Hows is how they let it be known.
func (r ReportReactionPage) Hows() []Option {
	return channels(r.How, "phone", "email", "letter", "conversation")
}

// Choices is what they said; nothing is chosen beforehand.
func (r ReportReactionPage) Choices() []Option {
	return pick(r.Choice, "yes", "Het klopt", "no", "Er klopt iets niet")
}

// Waiver records that a party is not heard, or gets no copy.
type Waiver struct {
	ActPage
	Parties           []Option
	Duty, Ground, How string
	Words, Day        Field
}

func (Waiver) markup() (string, string) { return layoutStaff, "waiver" }

// Duties is what is not done.
func (w Waiver) Duties() []Option {
	return pick(w.Duty, "hearing", "Horen", "copy", "Afschrift sturen")
}

// Grounds is why; nothing is chosen beforehand.
func (w Waiver) Grounds() []Option {
	return []Option{
		{Value: "declared", Label: "Die hoeft niet gehoord te worden", Hint: "Dat liet die zelf weten.", Checked: w.Ground == "declared"},
		{Value: "no_answer", Label: "Die reageerde niet op tijd", Hint: "De uitnodiging kwam aan en de dag is voorbij.", Checked: w.Ground == "no_answer"},
		{Value: "unfounded", Label: "De klacht is kennelijk ongegrond", Hint: "Alleen voor de klager. Leg uit waarom.", Checked: w.Ground == "unfounded"},
		{Value: "not_possible", Label: "Het kan niet", Hint: "Bijvoorbeeld: niemand weet waar die is. Leg uit waarom.", Checked: w.Ground == "not_possible"},
	}
}

// Hows is how they let it be known.
func (w Waiver) Hows() []Option {
	return channels(w.How, "phone", "email", "letter", "conversation")
}

// SideClosing ends the page of somebody the complaint is about.
type SideClosing struct {
	ActPage
	Sides  []Option
	Reason Field
}

func (SideClosing) markup() (string, string) { return layoutStaff, "side_closing" }
