package template

// Delivery records that a letter on paper was posted or handed over.
type Delivery struct {
	ActPage
	Letters []Option // letters that wait; posted as letter
	How     string   // posted or handed
	Day     Field
	ToList  bool // came from the list of letters, and goes back there
}

func (Delivery) markup() (string, string) { return layoutStaff, "delivery" }

// Hows is how it went out.
func (d Delivery) Hows() []Option {
	return pick(d.How, "posted", "Op de post gedaan", "handed", "Zelf gegeven")
}
