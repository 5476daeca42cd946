package template

// Extension tells the complainant a new date, with the reason.
type Extension struct {
	ActPage
	Sending
	Date, Reason     Field
	DateMin, DateMax string // ISO dates
	MaxWords         string // "uiterlijk 15 december", when there is a limit
	NeedsConsent     bool   // the procedure asks for it
	Consent          bool
	HasSubject       bool // somebody is complained about
	SubjectTold      bool
	Late             bool // the answer is already late
}

func (Extension) markup() (string, string) { return layoutStaff, "extension" }

// PreviewURL is where the letter is written without sending it.
func (e Extension) PreviewURL() string { return e.To("extension/preview") }

// DateHint says what can be chosen.
func (e Extension) DateHint() string {
	if e.MaxWords != "" {
		return "Kies een dag die je zeker haalt, " + e.MaxWords + "."
	}
	return "Kies een dag die je zeker haalt."
}
