package template

// Account is somebody's own sign-in: GET /staff/account.
type Account struct {
	Staff
	FormKey
	Email             string
	HasPassword       bool
	AppSince          string // "17 november 2026", empty: no app
	CanRemoveApp      bool
	Passkeys          int
	Recovery          int // codes left
	Few               bool
	HasRecovery       bool // a second step is there, so codes make sense
	Current, Password Field
	Sessions          []SessionRow
	Others            bool   // there are other sessions to end
	LinkOnly          bool   // came by a mailed link: may only look
	Directory         string // what people call their account at the provider; empty without one
}

func (Account) markup() (string, string) { return layoutStaff, "account" }

// SessionRow is one browser that is signed in.
type SessionRow struct {
	ID, Browser string
	Since, Seen string
	This        bool
}
