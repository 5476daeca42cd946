package template

// Outside makes a file of a dossier for a body outside:
// /staff/complaints/{ref}/outside-file.
type Outside struct {
	ActPage
	Body, Purpose Field
	Bodies        []string // those that the procedure names
	Names, Sure   bool
	Parts         []OutsidePart
	Looked        bool
	AskLook       bool // something is taken out, and files go along in which nobody can look
	Marked        []OutsideMark
	Passage       Field
	Reason        Field
	Made          []OutsideMade
}

func (Outside) markup() (string, string) { return layoutStaff, "outside" }

// OutsidePart is one thing that can go along, as it will stand in the file.
type OutsidePart struct {
	ID       string
	Heading  []OutsideRun
	About    []OutsideRun
	Text     []OutsideRun
	URL      string // of an original, to look inside
	Goes     bool
	Internal bool
	Why      Field // why it stays behind
}

// OutsideRun is a piece of text, or the label in the place of what was taken out.
type OutsideRun struct {
	Text string
	Gone bool
}

// OutsideMark is a passage that is taken out.
type OutsideMark struct {
	Number             int
	Text, Reason, Here string // Here: "3 keer"
}

// OutsideMade is a file that was made.
type OutsideMade struct{ ID, Body, About, Sum, URL string }
