package template

// Inadmissibility says why a complaint is not taken up, and tells the complainant.
type Inadmissibility struct {
	ActPage
	Sending
	Grounds []Option // the first with an empty value
	Reason  Field
}

func (Inadmissibility) markup() (string, string) { return layoutStaff, "inadmissibility" }
