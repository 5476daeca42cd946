package template

// Holding tells the complainant how far it is; no date moves.
type Holding struct {
	ActPage
	Sending
	Progress, Steps Field
	Late            bool // the day of the answer has passed
}

func (Holding) markup() (string, string) { return layoutStaff, "holding" }

// PreviewURL is where the letter is written without sending it.
func (h Holding) PreviewURL() string { return h.To("holding/preview") }
