package template

// LetterPage is a letter alone, to read and to print. For the team and for the
// complainant.
type LetterPage struct {
	Base
	Letter    Letter
	BackURL   string
	BackLabel string // "Terug naar het dossier"
	PDFURL    string // empty when there is none
	PostURL   string // the letters that still have to leave; empty when this one has
	Lacking   string // characters that the PDF shows as a sign
	MailURL   string // the mail as it left; empty for a letter that does not go by mail
}

func (LetterPage) markup() (string, string) { return layoutBare, "letter_page" }

// Printed is the letter with its heading as the h1 of the page.
func (p LetterPage) Printed() Letter {
	l := letterWith(p.Letter, p.Base)
	l.Heading1 = true
	return l
}
