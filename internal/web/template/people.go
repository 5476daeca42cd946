package template

// People is the team: GET /staff/people; POST adds somebody (name, email, role).
type People struct {
	Staff
	FormKey
	Members     []MemberRow
	Name, Email Field
	Until       Field    // the last day of access; empty: no end
	Roles       []Option // posted as role, several; Hint says what the role may do
	Invitation  Invited  // shown once, right after adding
	Restored    Invited  // a way back for who lost everything, shown once; Until says from when
}

func (People) markup() (string, string) { return layoutStaff, "people" }

// MemberRow is one person of the team.
type MemberRow struct {
	Name, URL string
	May       string // "alles behandelen en beslissen"
	State     Tag    // "uitgenodigd", "actief", "gestopt"
}

// Invited is a new person and the link that works once.
type Invited struct {
	Name, Link string
	Until      string // "dinsdag 24 november"
}
