package template

// Closing ends the handling. What is missing is listed first.
type Closing struct {
	ActPage
	Reason  Field
	Missing []string // "De ontvangst is niet bevestigd."
	KeptTo  string   // "19 november 2031"
}

func (Closing) markup() (string, string) { return layoutStaff, "closing" }

// Reopening starts the handling again.
type Reopening struct {
	ActPage
	Reason Field
}

func (Reopening) markup() (string, string) { return layoutStaff, "reopening" }
