package template

// Breach is the report of who saw what in a period: GET and POST /staff/log/report.
type Breach struct {
	Staff
	FormKey
	FromDay, FromClock, ToDay, ToClock Field  // from, from_clock, to, to_clock
	About                              string // all, refs, person or member
	Refs, Person                       Field
	Members                            []Option
	Wide                               bool // may ask about everything and about accounts
	FoundDay, FoundClock               Field
	Clock                              Tag    // how long ago it was discovered, against 72 hours
	ClockLine                          string // until when it can be told in time
	Made                               bool   // the report stands below
	Span                               string // from when to when
	Facts                              []Fact
	Full                               bool
	Groups                             []BreachGroup
	Body                               Field  // the text for the authority
	Drafted                            string // a digest of the text as we proposed it
	Saved                              []BreachSaved
}

func (Breach) markup() (string, string) { return layoutStaff, "breach" }

// BreachGroup is one of the tables of a report.
type BreachGroup struct {
	ID, Title, None string
	Lines           []BreachLine
}

// BreachLine is one row of it.
type BreachLine struct {
	LogLine
	Emergency bool
}

// BreachSaved is a report that was kept.
type BreachSaved struct{ Label, Line, URL string }

// BreachReport is one that was kept: GET /staff/log/report/{id}.
type BreachReport struct {
	Staff
	Title, Line string
	Facts       []Fact
	Words       string
	Erased      bool
}

func (BreachReport) markup() (string, string) { return layoutStaff, "breach_report" }
