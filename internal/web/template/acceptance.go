package template

// Acceptance records what the complainant thinks of the answer.
type Acceptance struct {
	ActPage
	Accepted string // yes or no
	How      string // conversation, phone, email, letter, message
	Day      Field
}

func (Acceptance) markup() (string, string) { return layoutStaff, "acceptance" }

// AcceptedOptions is the reaction.
func (a Acceptance) AcceptedOptions() []Option {
	return []Option{
		{Value: "yes", Label: "Ja, het is goed zo", Hint: "Daarna kun je de klacht sluiten.", Checked: a.Accepted == "yes"},
		{Value: "no", Label: "Nee", Hint: "Wijs op de vertrouwenspersoon. Heropenen kan ook.", Checked: a.Accepted == "no"},
	}
}

// Hows is how the complainant said it.
func (a Acceptance) Hows() []Option {
	return channels(a.How, "phone", "conversation", "email", "letter", "message")
}
