package template

// Trouble is a calm page for the team when something does not work.
type Trouble struct {
	Staff
	Kind      string // hidden (403 and 404: the same words), conflict, too_many or fault
	Ask       string // whom to ask: "Mirjam de Wit"
	Reference string // to find the fault in the log
	Phone     string // of whoever keeps the program running

	// For a conflict: what the other stored and what you wrote.
	Other     string // "Pieter"
	OtherWhen string // "9.31 uur"
	Theirs    string
	Mine      string
	BackURL   string // the form or dossier as it is now
}

func (Trouble) markup() (string, string) { return layoutStaff, "trouble" }

// Heading is what is the matter.
func (t Trouble) Heading() string {
	switch t.Kind {
	case "hidden":
		return "Dit dossier kunnen we je niet laten zien"
	case "conflict":
		return "Iemand was je net voor"
	case "too_many":
		return "Dat waren veel pogingen"
	}
	return "Dit ging bij ons mis, niet bij jou"
}
