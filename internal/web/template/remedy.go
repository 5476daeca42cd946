package template

// RemedyDone records that something that was promised to the complainant was done.
type RemedyDone struct {
	ActPage
	Promises []Option // those that are still to be done
	Day      Field
}

func (RemedyDone) markup() (string, string) { return layoutStaff, "remedy" }

// Promise is one thing that the decision promised, as the dossier shows it.
type Promise struct {
	Text, Line string // Line: "Joris Hamel, uiterlijk donderdag 3 december"
	Tag        Tag
	DoneURL    string // for who may say that it was done; "" when it was
}
