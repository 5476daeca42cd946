package template

// Correction changes a value of the dossier; the old one stays in the log.
type Correction struct {
	ActPage
	Which         string // field: title, category, complainant_kind, name, email, phone, about, severity, cause
	Value, Reason Field
	Now           []Fact // what the values are, as a reminder
}

func (Correction) markup() (string, string) { return layoutStaff, "correction" }

// Fields is what can be corrected. The day of receipt is not: it fixes the terms.
func (c Correction) Fields() []Option {
	return pick(c.Which, "title", "Titel", "category", "Onderwerp", "complainant_kind", "Soort klager", "name", "Naam", "email", "E-mailadres",
		"phone", "Telefoon", "about", "Gaat over", "severity", "Ernst", "cause", "Oorzaak")
}
