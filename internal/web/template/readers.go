package template

// Readers changes who may read along.
type Readers struct {
	ActPage
	Current  []Option // who can be taken off; posted as remove
	Others   []Option // who can be added; posted as add
	Fixed    []Who    // who always can: the lead, the complainant
	Excluded []string // sentences on who may not, and why
}

func (Readers) markup() (string, string) { return layoutStaff, "readers" }
