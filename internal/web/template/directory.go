package template

// DirectoryDoor is the calm page between us and the organisation's provider: on
// the way there, back again, and for what did not work. With Refresh it leads on
// by itself.
type DirectoryDoor struct {
	Base
	Heading, Lead string
	Onward        Link
	Back          bool // Onward is the way back
}

func (DirectoryDoor) markup() (string, string) { return layoutBare, "directory_door" }

// DirectoryAccount is one's own account at the provider: GET and POST
// /staff/account/directory (links), POST /staff/account/directory/removal.
type DirectoryAccount struct {
	Staff
	FormKey
	Provider    string // what people call their account there
	Linked      bool
	Account     string // how the provider names it; may be empty
	Since, Used string // "25 november 2026"; Used may be empty
}

func (DirectoryAccount) markup() (string, string) { return layoutStaff, "directory_account" }
