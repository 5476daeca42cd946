package template

// Reviews is the list of annual reviews with the proposal of the next: GET
// /staff/reviews; POST begins one.
type Reviews struct {
	Staff
	FormKey
	Warning  string // why one is due; empty when none is
	Begins   bool   // may begin one now
	Proposal ReviewProposal
	Reviews  []ReviewRow
	Actions  []ActionRow
	Board    bool // something was agreed once: there is more than what is not done
}

func (Reviews) markup() (string, string) { return layoutStaff, "reviews" }

// ReviewProposal is what the rule proposes for the next review.
type ReviewProposal struct {
	Sentence string // "18 klachten."
	Parts    []string
	Until    Field
	From     Field // only for the first one
	First    bool
	Period   string
	Day      Field
	People   []Option
}

// ReviewRow is a review in the list.
type ReviewRow struct {
	Title, URL, Line string
	Tag              Tag
}

// ActionRow is an improvement action in a list.
type ActionRow struct {
	Text, URL, Line string
	Tag             Tag
}

// ReviewHead is what every page of one review has.
type ReviewHead struct {
	URL     string
	Name    string // "Jaartoetsing 2026"
	Period  string
	Faces   []Who
	People  string // "Mirjam, Pieter en Lotte"
	Parts   []ReviewPart
	Held    bool
	Attends bool // sits at it
}

// ReviewPart is one of the three parts: looking back, going through, concluding.
type ReviewPart struct {
	Name, URL, Note string
	State           string // ok, now or ""
}

// ReviewStart looks back: last year's actions first, then the figures.
type ReviewStart struct {
	Staff
	FormKey
	ReviewHead
	Go       Link // on with going through; empty when nothing is left
	Earlier  []PastAction
	Sentence string // what is in it
	Amounts  []string
	LeftOver string // what touches everybody who attends
	Figures  string // where the figures of this period are
	Pack     bool   // may take the papers along
	Leads    bool
	Choices  []Option   // who can attend, for who leads
	Reason   Field      // why it is dropped
	Joint    *JointPart // of the organisation that it is held together with
	JointURL string     // where that is arranged; "" for who does not
	Begun    bool       // something was decided: it cannot be dropped
}

func (ReviewStart) markup() (string, string) { return layoutStaff, "review" }

// JointPart is what another organisation told of its part of a review held together.
type JointPart struct {
	Organisation string
	Facts        []Fact
}

// ReviewJoint is where two organisations tie their reviews: GET …/joint; POST makes a
// code, uses one, or unties.
type ReviewJoint struct {
	Staff
	FormKey
	ReviewHead
	Code   string // just made; shown once
	Linked bool
	Came   bool       // the other used the code
	Joint  *JointPart // nil: nothing to read
	Leads  bool
	Typed  Field
}

func (ReviewJoint) markup() (string, string) { return layoutStaff, "review_joint" }

// PastAction is an action of an earlier review, with the question whether it helped.
type PastAction struct {
	ActionRow
	Done    string // what was done
	PostURL string // empty: this person does not say
	Effects []Option
	Note    Field
	Said    string // whether it helped, when somebody said so
}

// ReviewCase is one complaint, without names: GET …/complaints/{number}; POST decides.
type ReviewCase struct {
	Staff
	FormKey
	ReviewHead
	Number, Place, All int
	Width              string // of the bar, "31.7%"
	Line               string
	Heading            string
	Who, When          string
	Story, Wish        string
	Gone               bool
	Facts              []Fact
	InTime             Tag
	Similar            []Link
	Dossier            string // URL for who reads it anyway
	Choice             string // no, yes or later
	Reason, Action     Field
	Due                Field
	Owners             []Option
	Prev, Skip         string
}

func (ReviewCase) markup() (string, string) { return layoutStaff, "review_case" }

// ReviewMinutes is what was decided, what is not yet, and the end: GET …/minutes.
type ReviewMinutes struct {
	Staff
	FormKey
	ReviewHead
	Rows      []MinuteRow
	Undecided []Link
	Others    bool // something is left to who may know of it
	Words     Field
	Saved     string // the words as they are kept, to tell what was typed since
	Said      string // the words, once concluded
	Past      []ActionRow
	Agreed    []ActionRow
	Concluded string // when, by whom
	Hash      string
	Broken    bool   // the overview does not give its hash any more
	Erased    string // of how many complaints the words went since
	Signed    []Fact
	Signs     bool // may sign now
	Joint     *JointPart
	Report    string // where the public report is made; "" for who has no part in that
	PDF       string
}

func (ReviewMinutes) markup() (string, string) { return layoutStaff, "review_minutes" }

// MinuteRow is one complaint in the minutes.
type MinuteRow struct {
	Name, URL, Line string
	Tag             Tag
	Reason          string
	Actions         []string
}

// Improvement is one action: GET /staff/actions/{id}.
type Improvement struct {
	Staff
	FormKey
	URL     string
	Task    string
	Crumb   Link
	Tag     Tag
	Facts   []Fact
	Does    bool // may say that it was done
	Done    Field
	Directs bool
	Owners  []Option
	Due     Field
}

func (Improvement) markup() (string, string) { return layoutStaff, "improvement" }

// Improvements is what reviews agreed on and how that stands: GET /staff/actions.
type Improvements struct {
	Staff
	Crumb   Link
	Summary string // "3 acties, afgesproken in 2026."
	Periods []Link // the years in which something was agreed, when there are several
	States  []Link // none when nothing was ever agreed
	Filter  Link   // what a figure asked for; its URL takes that away
	Groups  []ActionGroup
	Empty   Empty // when there are no groups
}

func (Improvements) markup() (string, string) { return layoutStaff, "improvements" }

// ActionGroup is actions that stand alike.
type ActionGroup struct {
	ID, Title string
	Rows      []ActionRow
}
