package template

// Response is the answer to the complainant.
type Response struct {
	ActPage
	Sending
	Body      Field  // posted as text
	NoFinding bool   // there is no decision yet; said above the form
	Decision  string // "Gegrond, 16 november", shown as a reminder
}

func (Response) markup() (string, string) { return layoutStaff, "response" }

// PreviewURL is where the letter is written without sending it.
func (r Response) PreviewURL() string { return r.To("response/preview") }
