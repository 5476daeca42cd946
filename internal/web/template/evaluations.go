package template

// Evaluations is what was said in evaluation forms and waits for a person: GET
// /staff/evaluations; POST takes a file in.
type Evaluations struct {
	Staff
	FormKey
	Summary string // "Twee reacties wachten op jouw oordeel."
	Imports bool   // leads: takes files in
	File    Field
	Works   []FileTask // on their way in
	Waiting []AnswerTask
	More    string // that there are more than are shown
	Files   []FileTask
	Balance []Fact
	Rate    string // how well the proposals did
}

func (Evaluations) markup() (string, string) { return layoutStaff, "evaluations" }

// AnswerTask is an answer of which somebody must say what it is.
type AnswerTask struct{ Title, URL, Line, Begin string }

// EvaluationColumns asks what the columns of a new form mean.
type EvaluationColumns struct {
	Staff
	FormKey
	Crumb Link
	Steps []Step
	Name  string
	Line  string // "120 formulieren"
	URL   string
	Odd   []string // what is odd in the file
	Asks  []ColumnAsk
}

func (EvaluationColumns) markup() (string, string) { return layoutStaff, "evaluation_columns" }

// ColumnAsk is one column; Directions, Scales and DateOrders are empty where nothing
// is to ask.
type ColumnAsk struct {
	Name, Examples                                string
	KindName, DirectionName, ScaleName, DatesName string
	Kinds, Directions, Scales, DateOrders         []Option
}

// FileTask is a file of evaluation forms, in or on its way.
type FileTask struct {
	Title, URL, Line, When string
	Waiting                int
	Failed                 bool
}

// EvaluationProgress shows how far a file is: GET /staff/evaluation-files/{id}.
type EvaluationProgress struct {
	Staff
	FormKey
	Crumb           Link
	Steps           []Step
	Name, URL, Line string
	Percent         int
	Failed          bool
}

func (EvaluationProgress) markup() (string, string) { return layoutStaff, "evaluation_progress" }

// EvaluationFile is the page on which the answers of a file are judged, the same
// address once it is in.
type EvaluationFile struct {
	Staff
	FormKey
	Crumb           Link
	Steps           []Step
	Name, URL, Line string
	Answers         []JudgedAnswer
	Numbers         []string // of complaints an answer may belong to
	More            string
	Attentions      string // "3 reacties" that may be put away together
	AllReason       Field
	Balance         []Fact
	Rate            string
}

func (EvaluationFile) markup() (string, string) { return layoutStaff, "evaluation_file" }

// JudgedAnswer is one answer of several on a page.
type JudgedAnswer struct {
	N                                int
	Who, When, About, URL, Cut       string
	Like                             string // number of a complaint that seems to be theirs
	Look, Splits                     bool
	Marks, Whys                      []string // "Rapportcijfer: 4"; "te veel of te weinig"
	Said                             []SaidPart
	VerdictName, ReasonName, RefName string
	Verdicts                         []Option
	Reason, Ref                      Field
}

// EvaluationAnswer is one answer with the acts that say what it is: GET
// /staff/evaluations/{id}.
type EvaluationAnswer struct {
	Staff
	FormKey
	Crumb   Link
	URL     string
	Title   string
	Line    string
	Facts   []Fact
	Said    []SaidPart
	Look    bool // drawn from what no rule found
	Cut     string
	Halves  []Option // sentences, to split it
	Number  Field
	Numbers []string
	Reason  Field
}

func (EvaluationAnswer) markup() (string, string) { return layoutStaff, "evaluation_answer" }

// SaidPart is a question and its answer, cut where something stands out.
type SaidPart struct {
	Question string
	Pieces   []Piece
	Whys     []string
}

// Piece is a part of a text; Why is set when it stands out.
type Piece struct {
	Text   string
	Marked bool
}
