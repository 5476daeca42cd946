package template

// Accessibility says what works for whom and what was not tested: GET /accessibility.
type Accessibility struct {
	Public
}

func (Accessibility) markup() (string, string) { return layoutPublic, "accessibility" }
