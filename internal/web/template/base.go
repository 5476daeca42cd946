package template

import "strings"

// Base is what every page shares.
type Base struct {
	Lang        string // "nl" (also when empty) or "en"
	Title       string // replaces the title of the page itself, rarely needed
	OrgName     string
	OrgMonogram string // two letters, shown when there is no logo
	LogoURL     string
	ThemeURL    string // static.ThemeURL, empty for the colours we come with
	Scheme      string // "light" or "dark" when a person fixed it
	Refresh     string // where the page leads by itself, at once; empty nearly always
	Errors      []ErrorLine
}

// ErrorLine is a mistake in a form or a refusal, in words that say what to do.
type ErrorLine struct {
	Field string // name of the field it is about, or the page to mend it on (/staff/…); empty for the form as a whole
	Text  string
}

// Href is where the line leads: to its field, or to another page.
func (e ErrorLine) Href() string {
	if strings.HasPrefix(e.Field, "/") {
		return e.Field
	}
	return "#" + e.Field
}

// Language is the language of the page.
func (b Base) Language() string {
	if b.Lang == "en" {
		return "en"
	}
	return "nl"
}

// Text is the catalogue in the language of the page.
func (b Base) Text() *Text {
	if b.Lang == "en" {
		return english()
	}
	return dutch()
}

// Error is what is wrong with a field, or nothing.
func (b Base) Error(field string) string {
	for _, e := range b.Errors {
		if e.Field == field {
			return e.Text
		}
	}
	return ""
}

// Public is a page for complainants, with u.
type Public struct {
	Base
	DutchURL   string // this page in Dutch; without it the choice of language is left out
	EnglishURL string
	Phone      string // of the organisation; empty when it has none
	PhoneHours string // "werkdagen van 9 tot 17 uur", may be empty
	LeadName   string // the person who answers, by full name
	Plain      bool   // without the footer: while setting up
	Confides   bool   // a confidant is on the team, and can be written to
	HasReport  bool   // a yearly report is public
}

// HomeURL is the form in the language of the page.
func (p Public) HomeURL() string {
	switch {
	case p.Plain:
		return "/setup"
	case p.Lang == "en":
		return "/en"
	}
	return "/"
}

// LangQuery keeps the language on pages that have one address.
func (p Public) LangQuery() string {
	if p.Lang == "en" {
		return "?lang=en"
	}
	return ""
}

// Staff is a page for the team, with je.
type Staff struct {
	Base
	Active      string // today, register, intake, mail or settings
	TodayCount  int
	Me          Who
	Flash       Flash
	Member      bool   // sees only what they passed on: no Vandaag
	CanFigures  bool   // the figures over all complaints
	CanLog      bool   // what accounts saw
	CanShow     bool   // norms beside the register
	CanProof    bool   // what the register promised to hold
	CanKeep     bool   // what is kept and what goes
	HasSides    bool   // was asked for their side of a complaint
	CanRooms    bool   // hears complainants as their confidant
	CanReview   bool   // the annual reviews
	CanMail     bool   // says what a mail is that came in
	CanAsk      bool   // has questionnaires of courses
	Printed     string // who prints and when, on paper only: "Afgedrukt door Mirjam de Wit, 25 november 2026, 16.40 uur · vertrouwelijk"
	CanSettings bool   // organisation and people; whoever leads all the rest too
	Directs     bool   // leads: the procedure and the lists
	CanBreak    bool   // may ask for emergency access
	LinkOnly    bool   // came by a mailed link: no search
	LockAfter   int    // seconds without input until the page locks itself; 0: never
	MeID        string // who is signed in, for the lock: nobody unlocks another's page
	SignOutKey  string // idempotency key of the sign-out form, may be empty
}

// Who is a person with a face of initials.
type Who struct {
	Initials, Name, Note string
	Me                   bool
}

// Flash says what has just been done, once, with a way back for a minute.
type Flash struct {
	Text    string
	UndoURL string // POST; empty when it cannot be undone
	UndoKey string
	UndoFor string // such as "tot 14.32 uur"

	UndoLeft string // seconds, for the script that counts them down
}
