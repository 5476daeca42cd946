package template

// Contact records that the complainant was spoken to, or that it was tried.
type Contact struct {
	ActPage
	Reached      string // yes or attempt
	How          string // phone, conversation, email, letter, message
	Summary, Day Field
}

func (Contact) markup() (string, string) { return layoutStaff, "contact" }

// ReachedOptions is whether it came to a conversation.
func (c Contact) ReachedOptions() []Option {
	return []Option{
		{Value: "yes", Label: "Ja, we spraken elkaar", Hint: "Schrijf op wat jullie bespraken.", Checked: c.Reached == "yes"},
		{Value: "attempt", Label: "Nee, het lukte niet", Hint: "Een poging telt nog niet als contact.", Checked: c.Reached == "attempt"},
	}
}

// Hows is how it went.
func (c Contact) Hows() []Option {
	return channels(c.How, "phone", "conversation", "email", "letter", "message")
}
