package template

// Register is the list of complaints: GET /staff/complaints. Filters are in the
// address: status, category, from.
type Register struct {
	Staff
	Names               Names
	Summary             string // "43 klachten in 2026. Je ziet er 11."
	Views               []Link
	Statuses            []Option // first the one that leaves all in, with an empty value
	Categories          []Option
	From                string // ISO date
	Filters             []Link // chosen filters; each link leaves one out
	WideURL, CompactURL string // the same list in the other density
	Compact             bool
	Rows                []RegisterRow
	NewerURL, OlderURL  string // empty at an end
	Empty               Empty
	Along               string // where a register comes in or goes out; empty for who may not
}

func (Register) markup() (string, string) { return layoutStaff, "register" }

// RegisterRow is one complaint in a list.
type RegisterRow struct {
	Ref, Subject, URL string
	Line              string // "Farida Mulder, via Saskia, gesprek"
	Received          string // "9 nov"
	Tag               Tag
	News              Tag    // "Nieuw bericht"
	Due               string // "ma 16 nov", empty when nothing is due
	Left              string // "1 dag te laat", "morgen", or what replaces it: "in 3 dagen"
	Days              Days   // Tone colours Left; drawn when Due is given
}

// Empty says what is so, why that is fine and one way on.
type Empty struct {
	Title, Text string
	Link        Link
}

// Search shows what was found: GET /staff/search (a field only) and POST with q.
type Search struct {
	Staff
	Names Names
	Query string
	Rows  []RegisterRow
	More  bool // there are more than shown
	Asked bool
}

func (Search) markup() (string, string) { return layoutStaff, "search" }
