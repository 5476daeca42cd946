package template

// Retention is what is kept and what goes: GET /staff/retention.
type Retention struct {
	Staff
	FormKey
	Sentence string // how many may go now, and what is next
	Clock    string // that the clock may be wrong; empty: it is fine
	ClockURL string // POST says that it is right; empty for who cannot
	Choices  []KeepRow
	Waiting  []KeepRow
	Redacted []KeepRow // a passage or a file that waits for a second person
	Over     []KeepRow // their term is over, and something else keeps them
	Held     []KeepRow
	Gone     []KeepRow
	Proposes bool // says what may go
	Alone    bool // nobody else could confirm
}

// KeepRow is one dossier on that page.
type KeepRow struct {
	Ref, URL, Title, Line string
	Why                   []string // why it stays
	Tag                   Tag
	ConfirmURL, StopURL   string // POST; empty for who may not
	Index                 int    // from 1: a page has many
	Field                 Field  // reason to stop, posted as reason
}

// Reason asks why it must stay.
func (r KeepRow) Reason() control {
	c := ask("area", "reason", "Waarom blijft dit?", r.Field)
	c.Index, c.Rows, c.Class = r.Index, 2, "short"
	return c
}

func (Retention) markup() (string, string) { return layoutStaff, "retention" }

// HoldForm says that a dossier must be kept, or that it need not any more: …/hold.
type HoldForm struct {
	ActPage
	Lift   bool
	Since  string // "Geplaatst door Mirjam op 3 maart 2026: …"
	Reason Field
}

func (HoldForm) markup() (string, string) { return layoutStaff, "hold" }

// StopErasure keeps what would be erased: …/erasure-stop.
type StopErasure struct {
	ActPage
	On     string // the day on which it would go
	Reason Field
}

func (StopErasure) markup() (string, string) { return layoutStaff, "erasure_stop" }

// Keeping is how long a dossier is kept, on its own page.
type Keeping struct {
	Line       string // "Wordt bewaard tot 25 december 2028."
	Why        []string
	Soon       string // that it will be erased, and when
	Acts       []Link
	Change     Link   // says that it must be kept
	Restricted string // since when nothing is done with it but keeping it
	Restrict   Link
	Redact     Link // makes a passage or a file unreadable
}
