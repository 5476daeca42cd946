package template

// ToPost is the list of letters on paper that still have to leave: GET
// /staff/letters.
type ToPost struct {
	Staff
	Names   Names
	Crumb   Link
	Summary string // "Er liggen drie brieven klaar."
	Rows    []PostRow
}

func (ToPost) markup() (string, string) { return layoutStaff, "to_post" }

// PostRow is one letter with the form that records that it left.
type PostRow struct {
	FormKey
	Letter, Title, Ref  string // its id, "Ontvangstbevestiging", "2026-042"
	URL, PDFURL, Action string
	Line, Written       string
	Due                 string // "Uiterlijk maandag 23 november", for a screen reader
	Tag                 Tag
	ByHand              bool // is handed over, not posted
	Day                 Field
	Index               int // 1, 2 …
}

// How is what the form records.
func (r PostRow) How() string {
	if r.ByHand {
		return "handed"
	}
	return "posted"
}

// When asks for the day on which it left.
func (r PostRow) When() control {
	c := ask("date", "day", "Gepost op", r.Day)
	if r.ByHand {
		c.Label = "Gegeven op"
	}
	c.Index, c.Class = r.Index, "w-m"
	return c
}
