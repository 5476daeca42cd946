package template

// TakeAlong is where a register comes in from elsewhere and goes out: GET
// /staff/register.
type TakeAlong struct {
	Staff
	FormKey
	Crumb   Link
	File    Field
	Most    string // how many rows one file may have
	Imports []Link // what was taken over, with what became of it
	Count   string // "23 klachten"
}

func (TakeAlong) markup() (string, string) { return layoutStaff, "take_along" }

// OldColumns asks what the columns of an old register tell.
type OldColumns struct {
	Staff
	FormKey
	Crumb  Link
	Name   string
	Line   string // "120 rijen"
	Ticket string // of the uploaded file
	Asks   []OldColumnAsk
	Hidden []Fact // what was chosen on the page after this one
}

func (OldColumns) markup() (string, string) { return layoutStaff, "old_columns" }

// OldColumnAsk is one column; Orders is empty where its dates are clear.
type OldColumnAsk struct {
	Name, Examples string
	Field, Order   string // names of the fields of the form
	Fields, Orders []Option
}

// OldPreview shows row by row what would come of an old register.
type OldPreview struct {
	Staff
	FormKey
	Crumb   Link
	Name    string
	Ticket  string
	Hidden  []Fact // the columns, as they were agreed
	Line    string // "7 rijen: 5 komen in het register."
	Stopped string // how many rows something is wrong with; "" is none
	Leave   bool   // they are left out
	Words   []OldAsk
	People  []OldAsk
	Open    string // how many rows still run; "" is none
	Running []Option
	Rows    []OldRow
	More    string // how many rows are not shown
	Fresh   int
}

func (OldPreview) markup() (string, string) { return layoutStaff, "old_preview" }

// OldAsk asks what a word means, or who is meant by a name.
type OldAsk struct {
	Name    string // of the field of the form
	Label   string
	Hint    string
	Options []Option
	Hidden  []Fact // what it is about
}

// OldRow is one row of an old register.
type OldRow struct {
	Number     int
	Day        string
	Title      string
	What       string // what would become of it
	Tone       string // late: it cannot come in
	Faults     []string
	Remarks    []string
	RunName    string // the field that says whether it is taken up; "" when it does not run
	RunOptions []Option
}

// OldProgress is an old register that is being taken over, or was.
type OldProgress struct {
	Staff
	FormKey
	Crumb   Link
	Title   string
	Lines   []string
	Running bool
	Percent int
	UndoURL string // "" when there is nothing to undo
	Link    Link   // where to go from here
}

func (OldProgress) markup() (string, string) { return layoutStaff, "old_progress" }
