package template

// Invitation lets a new member choose a password. The link works once.
type Invitation struct {
	Base
	FormKey
	ActionURL string // POST: password
	Name      string
	Email     string
	Password  Field
	Expired   bool // the link was used or is too old
}

func (Invitation) markup() (string, string) { return layoutBare, "invitation" }
