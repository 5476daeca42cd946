package template

// People is the team: GET /staff/people; POST adds somebody (name, email, role).
type People struct {
	Staff
	FormKey
	Members     []MemberRow
	Name, Email Field
	Roles       []Option // posted as role; Hint says what the role may do
	Invitation  Invited  // shown once, right after adding
	Restored    Invited  // a way back for who lost everything, shown once; Until says from when
}

func (People) markup() (string, string) { return layoutStaff, "people" }

// MemberRow is one person of the team.
type MemberRow struct {
	Name, May string // May: "alles behandelen en beslissen"
	State     Tag    // "uitgenodigd", "actief", "gestopt"
	ResetID   string // posted as member to /staff/people/reset; empty: cannot be reset
}

// Invited is a new person and the link that works once.
type Invited struct {
	Name, Link string
	Until      string // "dinsdag 24 november"
}
