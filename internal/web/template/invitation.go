package template

// Invitation lets a new member choose a password. The link works once.
type Invitation struct {
	Base
	FormKey
	ActionURL string // POST: password
	Name      string
	Email     string
	Password  Field
	Directory string // as in SignIn: POST /staff/invitation/directory
	Expired   bool   // the link was used or is too old
}

func (Invitation) markup() (string, string) { return layoutBare, "invitation" }
