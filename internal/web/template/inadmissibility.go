package template

// Inadmissibility says why a complaint is not taken up, and tells the complainant.
type Inadmissibility struct {
	ActPage
	Sending
	Reason Field
}

func (Inadmissibility) markup() (string, string) { return layoutStaff, "inadmissibility" }
