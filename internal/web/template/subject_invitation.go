package template

// SubjectInvitation asks whom the complaint is about for their side.
type SubjectInvitation struct {
	ActPage
	Sending
	Members         []Option // posted as member; the last, without a value, is somebody from outside
	Name            Field    // of somebody from outside
	Substance, Date Field
	DateMin         string // ISO date
	Due             string // "maandag 23 november": the day of the answer, while it is ahead
	English         bool
	Names           bool // the words tell who complained
	Released        bool
	Copy            bool // the copy of the complaint goes along
	CopyDemanded    bool // by the procedure
	Blackout        Field
	Files           []Option // posted as file
}

func (SubjectInvitation) markup() (string, string) { return layoutStaff, "subject_invitation" }

// PreviewURL is where the letter is written without sending it.
func (i SubjectInvitation) PreviewURL() string { return i.To("invitation/preview") }

// Langs is the language of the letter.
func (i SubjectInvitation) Langs() []Option {
	chosen := "nl"
	if i.English {
		chosen = "en"
	}
	return pick(chosen, "nl", "Nederlands", "en", "Engels")
}

// DateHint says what day is wise.
func (i SubjectInvitation) DateHint() string {
	if i.Due == "" {
		return "Geef genoeg tijd om na te denken."
	}
	return "Geef genoeg tijd. Het antwoord aan de klager komt uiterlijk " + i.Due + "."
}
