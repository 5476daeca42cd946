package template

// Member is one person of the team: GET and POST /staff/people/{id} (role, until),
// POST …/leaving (successor), POST …/invitation, POST …/sign-out, POST …/reset.
type Member struct {
	Staff
	FormKey
	URL, Name, Email string
	State            Tag
	Roles            []Option // posted as role, several
	Until            Field    // the last day of access
	Successors       []Option // the first with an empty value; posted as successor
	MayEnd, MayReset bool
	MaySignOut       bool
	Left, Invited    bool
}

// Crumb leads back to everybody.
func (Member) Crumb() Link { return Link{Label: "Mensen", URL: "/staff/people"} }

func (Member) markup() (string, string) { return layoutStaff, "member" }

// Emergency is where somebody without a part in a dossier asks to read it for a
// day: GET and POST /staff/emergency-access (ref, reason).
type Emergency struct {
	Staff
	FormKey
	Ref, Reason Field
}

func (Emergency) markup() (string, string) { return layoutStaff, "emergency" }

// Recusal shuts somebody out who has an interest in the outcome.
type Recusal struct {
	ActPage
	Members []Option // posted as member
	Reason  Field
}

func (Recusal) markup() (string, string) { return layoutStaff, "recusal" }

// Clearing lets somebody in again who was shut out by mistake.
type Clearing struct {
	ActPage
	Members []Option // posted as member
	Reason  Field
}

func (Clearing) markup() (string, string) { return layoutStaff, "clearing" }
