package template

// LetterTexts is the letters with their texts: GET /staff/settings/letters.
type LetterTexts struct {
	Staff
	Letters []LetterTextRow
}

func (LetterTexts) markup() (string, string) { return layoutStaff, "letter_texts" }

// LetterTextRow is one letter in all languages.
type LetterTextRow struct {
	Name  string // "Nieuwe datum"
	Texts []LetterTextState
	State Tag
}

// LetterTextState is one letter in one language.
type LetterTextState struct {
	Language, URL string
	State         string // "eigen tekst, gewijzigd op 25 november 2026 door Mirjam de Wit"
}

// LetterText is where the words of one letter are changed:
// GET and POST /staff/settings/letters/{letter}/{lang}.
type LetterText struct {
	Staff
	FormKey             // Version is the edition that is shown
	Name, LangName      string
	URL                 string // of this page
	OtherName, OtherURL string // the same letter in the other language
	State               string // who changed it, or that it is ours
	Own                 bool   // it can go back to ours
	Elsewhere           bool   // somebody else saved in between
	Subject, Body       Field  // subject, text
	Slots               []LetterSlot
	Wrong               []string // what is not right yet, for the preview
	Letter              Letter
}

func (LetterText) markup() (string, string) { return layoutStaff, "letter_text" }

// LetterSlot is a placeholder and what it becomes.
type LetterSlot struct {
	Placeholder string // "{datum antwoord}"
	What        string
	Demanded    bool
}
