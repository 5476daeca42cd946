package template

// Evaluations is what was said in evaluation forms and waits for a person: GET
// /staff/evaluations; POST takes a file in.
type Evaluations struct {
	Staff
	FormKey
	Summary string // "Twee reacties wachten op jouw oordeel."
	Imports bool   // leads: takes files in
	File    Field
	Waiting []AnswerTask
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
	Crumb  Link
	Name   string
	Line   string // "120 rijen"
	Ticket string // of the uploaded file
	Asks   []ColumnAsk
}

func (EvaluationColumns) markup() (string, string) { return layoutStaff, "evaluation_columns" }

// ColumnAsk is one column; Directions and Scales are empty where nothing is to ask.
type ColumnAsk struct {
	Name, Examples                     string
	KindName, DirectionName, ScaleName string
	Kinds, Directions, Scales          []Option
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
