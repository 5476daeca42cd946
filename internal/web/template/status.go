package template

// Status is the page of the complainant, after POST /status with the code.
// Forms on it carry the code along, because there is no session.
type Status struct {
	Public
	FormKey
	BothSides
	Code, Ref string
	Stage     string // received, acknowledged, decided, extended, answered, appealed, closed, withdrawn, inadmissible
	AnswerBy  string // "maandag 23 november"
	AnswerIn  string // "over 6 dagen"
	Late      bool   // AnswerBy has passed; said with an apology
	Week      []WeekDay
	Timeline  []Moment // oldest first
	Answer    Letter   // shown when it has a body
	LetterURL string   // the same, to print
	Letters   []OwnLetter
	Handlers  []Who
	Confidant Confidant

	Done                string // what was just done, in a sentence
	Message, Attachment Field
	Kept                []Kept
	Withdrawable        bool
	AsksOpinion         bool
	Opinion             string // yes or no, when it is asked again
	Words               Field  // that go with it
	Unhappy             bool   // said so: what they can do now
	Waits               bool   // something they wrote was not read yet
	WhyAgain            Field  // posted as why
	Bodies              []Confidant
}

func (Status) markup() (string, string) { return layoutPublic, "status" }

// StatusForm is a page behind the complainant's page, reached and left by POST.
type StatusForm struct {
	Public
	FormKey
	Code, Ref string
}

// StatusContact is how we reach the complainant, to change it.
type StatusContact struct {
	StatusForm
	Name, Telephone, Email Field
	Known                  string // the address we have, masked; may be empty
	CanMail                bool   // without it an address is changed by calling
}

func (StatusContact) markup() (string, string) { return layoutPublic, "status_contact" }

// StatusAddress confirms a new address, from the mail to it. It says nothing of
// any complaint: whoever reads it may be a stranger.
type StatusAddress struct {
	Public
	FormKey
	Done, Expired bool
}

func (StatusAddress) markup() (string, string) { return layoutPublic, "status_address" }

// StatusWithdrawal tells what withdrawing means and asks once more.
type StatusWithdrawal struct {
	StatusForm
	Over   bool // there is nothing to withdraw any more
	Reason Field
}

func (StatusWithdrawal) markup() (string, string) { return layoutPublic, "status_withdrawal" }

// OwnLetter is a letter that reached the complainant, to take along as a file:
// POST /status/letter with the code.
type OwnLetter struct{ ID, Heading, Day string }

// Confidant is who hears appeals.
type Confidant struct {
	Initials, Name, Note, Phone, Email, Website string
	Until                                       string // last day to appeal there, if there is one
}

// Heading is where the complaint is.
func (s Status) Heading() string { return s.Text().Status.Name(s.Stage) }

// Sentence is what happens now, with a %s for the day if Days says one.
func (s Status) Sentence() string {
	t := s.Text().Status
	switch s.Stage {
	case "answered", "appealed":
		return t.Answered
	case "closed":
		return t.Closed
	case "withdrawn":
		return t.Withdrawn
	case "inadmissible":
		return t.Inadmissible
	}
	switch {
	case s.AnswerBy == "":
		return ""
	case s.Late:
		return t.LateBy
	case s.Stage == "extended":
		return t.Extended
	}
	return t.AnswerBy
}

// Dated reports whether Sentence names the day of the answer.
func (s Status) Dated() bool {
	switch s.Stage {
	case "answered", "appealed", "closed", "withdrawn", "inadmissible":
		return false
	}
	return s.AnswerBy != ""
}

// Opinions is what they can find of how it was handled; nothing is chosen beforehand.
func (s Status) Opinions() []Option {
	t := s.Text().Status
	return []Option{{Value: "yes", Label: t.Yes, Checked: s.Opinion == "yes"}, {Value: "no", Label: t.No, Hint: t.NoHint, Checked: s.Opinion == "no"}}
}
