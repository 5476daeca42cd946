package template

// Rectification puts beside a fact in the story what it should be: …/rectification.
type Rectification struct {
	ActPage
	Story        string
	Wrong, Right Field
	Askers       []Option // posted as asked
}

func (Rectification) markup() (string, string) { return layoutStaff, "rectification" }
