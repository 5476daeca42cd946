package template

// Withdrawal records that the complainant does not want to go on.
type Withdrawal struct {
	ActPage
	Confirming
	How         string // conversation, phone, email, letter, message
	Reason, Day Field
}

func (Withdrawal) markup() (string, string) { return layoutStaff, "withdrawal" }

// PreviewURL is where the letter is written without sending it.
func (w Withdrawal) PreviewURL() string { return w.To("withdrawal/preview") }

// Hows is how the complainant said it.
func (w Withdrawal) Hows() []Option {
	return channels(w.How, "phone", "conversation", "email", "letter", "message")
}
