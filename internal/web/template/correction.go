package template

// Correction changes what the register knows; what it was stays readable.
type Correction struct {
	ActPage
	Title, Name, Email, Phone, About, Reason Field
	Categories, Kinds                        []Option // posted as category and complainant_kind
	Services                                 []string // offered as what it is about
}

func (Correction) markup() (string, string) { return layoutStaff, "correction" }
