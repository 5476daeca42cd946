package template

// Redaction makes a passage or a file unreadable for ever: …/redaction. With Waits it
// shows what somebody proposed.
type Redaction struct {
	ActPage
	Passage, Reason Field
	Files           []Option // posted as file; none: no files
	Askers          []Option // posted as asked
	Looked          bool     // somebody asked where the words stand
	Found           []FoundRow
	Waits           string // who proposed it, when, and who asked
	Why             string
	Words, File     string // what it is about: one of both
	ConfirmURL      string // POST; empty for who may not
}

// FoundRow is one place where the words stand.
type FoundRow struct{ Where, When, Before, Words, After string }

func (Redaction) markup() (string, string) { return layoutStaff, "redaction" }
