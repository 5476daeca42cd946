package template

// StatusEntry asks for the code: GET and POST /status.
type StatusEntry struct {
	Public
	FormKey // for the lost code
	Code    Field
	Email   Field
	LostURL string // POST with email; empty when the program cannot send mail
}

func (StatusEntry) markup() (string, string) { return layoutPublic, "status_entry" }
