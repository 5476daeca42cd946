package template

// Privacy says what is kept, by whom it is read and for how long: GET /privacy.
type Privacy struct {
	Public
	KeptFor string // "5 jaar"; a general sentence without it
	Contact string // whom to ask, the organisation when empty
}

func (Privacy) markup() (string, string) { return layoutPublic, "privacy" }
