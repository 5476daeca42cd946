package template

// Log is who looked: GET /staff/log for what accounts saw, with member and kind
// in the address, and GET /staff/complaints/{ref}/log for one dossier.
type Log struct {
	Staff
	Ref       string // of the dossier; empty for the whole log
	Crumb     Link
	Members   []Option // first the one that leaves all in, with an empty value
	Kinds     []Option
	Filters   []Link // chosen filters; each link leaves one out
	Lines     []LogLine
	NewerURL  string // empty at an end
	OlderURL  string
	ActionURL string // of the filters
}

func (Log) markup() (string, string) { return layoutStaff, "log" }

// LogLine is one thing somebody did or tried.
type LogLine struct {
	When     string // "vandaag 9.31"
	Datetime string
	Who      string // the name as it was then
	Roles    string // as they were then
	What     string // "opende het dossier"
	Why      string // "omdat Joris de klacht behandelt"
	Times    string // "3 keer", empty for once
	Refused  bool
	Ref, URL string // the dossier; URL is empty when it cannot be opened
}
