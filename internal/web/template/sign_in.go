package template

// SignIn is the door of the team: GET and POST /staff/sign-in.
type SignIn struct {
	Base
	Email, Password Field
	Next            string // where to go after, posted as next; may be empty
	Directory       string // what people call their account at the organisation's own provider; empty without one
	Notice          string // "Je was een tijd weg. Log opnieuw in; je tekst staat er nog."
}

func (SignIn) markup() (string, string) { return layoutBare, "sign_in" }
