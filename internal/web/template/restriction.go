package template

// Restriction says that nothing is done with it but keeping it, or that this is over:
// …/restriction.
type Restriction struct {
	ActPage
	Since  string   // "Beperkt sinds 3 maart 2026 …": then it can end
	Askers []Option // posted as asked
	Told   Field    // a day
	Hows   []Option // posted as how
	Reason Field
}

func (Restriction) markup() (string, string) { return layoutStaff, "restriction" }
