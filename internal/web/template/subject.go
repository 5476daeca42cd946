package template

// Subject says whom the complaint is about; that person loses access.
type Subject struct {
	ActPage
	Members []Option // the first with an empty value; posted as member
	Name    Field    // somebody outside the team
}

func (Subject) markup() (string, string) { return layoutStaff, "subject" }
