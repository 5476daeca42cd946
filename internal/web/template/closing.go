package template

// Closing ends the handling. What is missing is listed first.
type Closing struct {
	ActPage
	Confirming
	Reason  Field
	Missing []string // "De ontvangst is niet bevestigd."
	Unkept  []string // what was promised and is not done: closing does not wait for it
	KeptTo  string   // "19 november 2031"
}

func (Closing) markup() (string, string) { return layoutStaff, "closing" }

// PreviewURL is where the letter is written without sending it.
func (c Closing) PreviewURL() string { return c.To("closing/preview") }

// Confirming is the letter that may go with the end of a complaint.
type Confirming struct {
	Sending
	Confirm bool
	Did     Field // what was done, for in the letter
}

// Reopening starts the handling again.
type Reopening struct {
	ActPage
	Reason Field
}

func (Reopening) markup() (string, string) { return layoutStaff, "reopening" }
