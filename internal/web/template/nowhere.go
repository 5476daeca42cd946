package template

// Nowhere answers at a name that is of no organisation. It names none.
type Nowhere struct {
	Base
}

func (Nowhere) markup() (string, string) { return layoutBare, "nowhere" }
