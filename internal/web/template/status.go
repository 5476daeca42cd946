package template

import "fmt"

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

	Requests []OwnRequest // what they asked of their data, and waits

	Done                string // what was just done, in a sentence
	Message, Attachment Field
	Kept                []Kept
	Withdrawable        bool
	AsksOpinion         bool
	Opinion             string      // yes or no, when it is asked again
	Words               Field       // that go with it
	Unhappy             bool        // said so: what they can do now
	Waits               bool        // something they wrote was not read yet
	WhyAgain            Field       // posted as why
	Bodies              []Confidant // where they can go now

	AppealAt          string // who looks at it; empty when the name was erased
	AppealAtConfidant bool
	AppealedOn        string // "maandag 6 januari"; empty when no appeal runs
	FollowBy          string // by when they hear what is done with an outcome
	FollowLate        bool
	Silence           bool // the answer is late: they need not wait for it
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
	Appeal bool // an appeal runs, and ends with it
	Reason Field
}

func (StatusWithdrawal) markup() (string, string) { return layoutPublic, "status_withdrawal" }

// StatusRequest asks something of what is kept about the complainant.
type StatusRequest struct {
	StatusForm
	Right string
	Words Field
	Waits []OwnRequest
}

func (StatusRequest) markup() (string, string) { return layoutPublic, "status_request" }

// OwnRequest is something they asked that has no answer yet, and by when it comes.
type OwnRequest struct {
	Right, Asked, Due string
	Late              bool
}

// Rights is what they may ask; nothing is chosen beforehand.
func (s StatusRequest) Rights() (all []Option) {
	for _, x := range s.Text().Request.Rights {
		x.Checked = s.Right == x.Value
		all = append(all, x)
	}
	return all
}

// OwnLetter is a letter that reached the complainant, to take along as a file:
// POST /status/letter with the code.
type OwnLetter struct{ ID, Heading, Day string }

// Confidant is who hears appeals.
type Confidant struct {
	Initials, Name, Note, Phone, Email, Website string
	Until                                       string // last day to appeal there, if there is one
	Past                                        bool   // that day has passed
}

// Heading is where the complaint is.
func (s Status) Heading() string {
	t := s.Text().Status
	switch {
	case s.FollowBy != "":
		return t.Outcome
	case s.Stage == "appealed" && s.AppealAt != "" && !s.AppealAtConfidant:
		return fmt.Sprintf(t.LooksAt, s.AppealAt)
	case s.Stage == "appealed" && !s.AppealAtConfidant:
		return t.SomebodyLooks
	}
	return t.Name(s.Stage)
}

// Appealed is who they went to, and that it stays open until then; empty when no
// appeal runs.
func (s Status) Appealed() string {
	t := s.Text().Status
	switch {
	case s.AppealedOn == "":
		return ""
	case s.AppealAt == "":
		return fmt.Sprintf(t.AppealRuns, s.AppealedOn)
	}
	return fmt.Sprintf(t.AppealRunsAt, s.AppealedOn, s.AppealAt)
}

// RoadTitle and RoadLead are above where they can go now.
func (s Status) RoadTitle() string {
	t := s.Text().Status
	switch {
	case s.Unhappy:
		return t.Unhappy
	case s.Silence:
		return t.NotWait
	}
	return t.NotAgree
}

// RoadLead is the sentence below RoadTitle.
func (s Status) RoadLead() string {
	t := s.Text().Status
	switch {
	case s.Unhappy && len(s.Bodies) > 0:
		return t.UnhappyLead
	case s.Silence:
		return t.NotWaitLead
	}
	return ""
}

// Sentence is what happens now, with a %s for the day if Days says one.
func (s Status) Sentence() string {
	t := s.Text().Status
	switch {
	case s.FollowBy != "" && s.FollowLate:
		return t.FollowLate
	case s.FollowBy != "":
		return t.FollowBy
	case s.Stage == "appealed" && s.AnswerBy == "":
		return t.AppealWaits
	}
	switch s.Stage {
	case "answered":
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
func (s Status) Dated() bool { return s.Day() != "" }

// Day is the day that Sentence names; empty when it names none.
func (s Status) Day() string {
	if s.FollowBy != "" {
		return s.FollowBy
	}
	switch s.Stage {
	case "answered", "closed", "withdrawn", "inadmissible":
		return ""
	}
	return s.AnswerBy
}

// Opinions is what they can find of how it was handled; nothing is chosen beforehand.
func (s Status) Opinions() []Option {
	t := s.Text().Status
	return []Option{{Value: "yes", Label: t.Yes, Checked: s.Opinion == "yes"}, {Value: "no", Label: t.No, Hint: t.NoHint, Checked: s.Opinion == "no"}}
}
