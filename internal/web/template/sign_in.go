package template

// SignIn is the door of the team: GET and POST /staff/sign-in.
type SignIn struct {
	Base
	Email, Password Field
	PasskeySite     string // the address where passkeys work; empty when it has no name
	Directory       string // what people call their account at the organisation's own provider; empty without one
	Notice          string // "Je was een tijd weg. Log opnieuw in; je tekst staat er nog."
	MailLink        bool   // a link can be mailed: POST /staff/sign-in/mail with the same field
}

func (SignIn) markup() (string, string) { return layoutBare, "sign_in" }

// SecondStep asks what comes after the password: POST /staff/sign-in/code or
// /staff/sign-in/recovery, the field is code.
type SecondStep struct {
	Base
	FormKey
	Recovery bool // asks a recovery code and not the six digits of the app
	Passkey  bool // has no app, only a passkey
	Code     Field

	PasskeySite string // where passkeys work, for who has one
}

func (SecondStep) markup() (string, string) { return layoutBare, "second_step" }

// MailLink is what somebody sees who asked a link, or opened one.
type MailLink struct {
	Base
	FormKey      // the token, posted as key
	Sent    bool // asked just now
	Expired bool // used, or too old
}

func (MailLink) markup() (string, string) { return layoutBare, "mail_link" }

// Reset is the way back to a lost account: POST /staff/reset with key and password.
type Reset struct {
	Base
	FormKey
	Name, Email string
	Password    Field
	Starts      string // "donderdag 26 november, 10.00 uur" when it does not work yet
	Expired     bool
}

func (Reset) markup() (string, string) { return layoutBare, "reset" }
