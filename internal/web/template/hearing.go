package template

// Hearing records the other side: wederhoor.
type Hearing struct {
	ActPage
	Lacks     []string // what both sides must still get
	Who       Field    // a name
	Members   []string // names to choose from
	How       string   // conversation, phone, email, letter, message
	Statement Field
	Agreed    string // yes or no: the person read this and agrees
	Day       Field
}

func (Hearing) markup() (string, string) { return layoutStaff, "hearing" }

// Hows is how the person was heard.
func (h Hearing) Hows() []Option {
	return channels(h.How, "conversation", "phone", "email", "letter", "message")
}

// AgreedOptions asks whether the person read and approved the text.
func (h Hearing) AgreedOptions() []Option { return pick(h.Agreed, "yes", "Ja", "no", "Nog niet") }
