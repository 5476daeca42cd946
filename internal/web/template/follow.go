package template

// Follow is a complaint for who may know its state and dates, without a word or
// a name: GET /staff/complaints/{ref}.
type Follow struct {
	Staff
	Crumb  Link
	Ref    string
	Tags   []Tag
	Why    string // "Je bewaakt de termijnen. De inhoud is voor wie de klacht behandelt."
	Steps  []Step
	Terms  []TermRow
	Facts  []Fact
	LogURL string // who looked; empty for who may not know
}

func (Follow) markup() (string, string) { return layoutStaff, "follow" }
