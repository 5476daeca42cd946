package template

// Correction changes what the register knows; what it was stays readable.
type Correction struct {
	ActPage
	Heading, Name, Email, Phone, About, Reason Field    // Heading is posted as title; a field of that name would be the title of the page
	Categories, Kinds                          []Option // posted as category and complainant_kind
	Severities, Causes                         []Option // posted as severity and cause; the first with an empty value
	Services                                   []string // offered as what it is about
	Outcomes                                   []Option // of an appeal elsewhere, posted as appeal_outcome; none without one
}

func (Correction) markup() (string, string) { return layoutStaff, "correction" }
