package template

// Checkpoint is what the register promised to hold: GET /staff/settings/proof.
type Checkpoint struct {
	Staff
	FormKey
	When     string // "dinsdag 17 november 2026 om 9.31 uur"; empty while nothing was promised
	Events   string // "1.204"
	Note     string // signed, several lines
	Verifier string // what checks the signature

	Changes  bool   // may say to whom it is mailed
	Fresh    bool   // and showed who they are just now
	MailedTo string // who gets it now; empty: nobody
	Email    Field
}

func (Checkpoint) markup() (string, string) { return layoutStaff, "checkpoint" }
