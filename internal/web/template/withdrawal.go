package template

// Withdrawal records that the complainant does not want to go on.
type Withdrawal struct {
	ActPage
	How         string // conversation, phone, email, letter, message
	Reason, Day Field
}

func (Withdrawal) markup() (string, string) { return layoutStaff, "withdrawal" }

// Hows is how the complainant said it.
func (w Withdrawal) Hows() []Option {
	return channels(w.How, "phone", "conversation", "email", "letter", "message")
}
