package complaint

import (
	"slices"
	"time"
)

// AskedBy is who asked that something is made unreadable.
type AskedBy string

// Who can ask; a code, so that it says nothing of whom.
const (
	AskedByComplainant AskedBy = "complainant"
	AskedBySubject     AskedBy = "subject"
	AskedByOther       AskedBy = "other" // somebody else who stands in the text
	AskedByOurselves   AskedBy = "ourselves"
)

var askers = []AskedBy{AskedByComplainant, AskedBySubject, AskedByOther, AskedByOurselves}

// RedactionProposed: somebody who leads found that a passage, wherever it stands in
// the dossier, or one file has to be made unreadable for ever. The passage goes out
// of this event too.
type RedactionProposed struct {
	File    string `json:",omitzero"` // its id; "": a passage
	Asked   AskedBy
	Reason  string `in:"case"` // stands in the place of the words
	Passage string `in:"case"`
}

// RedactionStopped: it stays readable.
type RedactionStopped struct {
	Reason string `in:"case"`
}

// Redacted: two people made it unreadable. It holds what can still be read of every
// sheet that was touched; the sheet itself is gone, and only its hash is left. So the
// chain covers what stands there now, and by whom.
type Redacted struct {
	ID       string
	Proposed MemberID
	Asked    AskedBy
	File     string     `json:",omitzero"` // the file, if that is what it was
	Files    []string   `json:",omitzero"` // all files that went: also those that were made of the dossier
	Letters  []string   `json:",omitzero"` // whose mail, as it left, went
	Places   int        // in how many texts it stood
	Meta     []Resealed `json:",omitzero"`
	Again    bool       `json:",omitzero"` // done once more, in a copy from before that was put back
	Cuts     []Cut      `in:"case"`
	Mark     string     `in:"case"` // what stands in its place
	Check    string     `in:"case"` // of the receipt, when what was filed changed; see Filing
	Case     []Resealed `in:"case"`
	Identity []Resealed `in:"identity"`
}

// Resealed is one sheet as it reads now.
type Resealed struct {
	Seq    int
	Fields string // JSON, as the sheet holds them
	Head   *Head  `json:",omitzero"` // of the meta sheet: what else stands in it
}

// Head is what the register knows of every event.
type Head struct {
	Kind               Kind
	Happened, Recorded time.Time
	By                 MemberID
}

// Cut is one piece that was taken out of a text: where, never what.
type Cut struct {
	Seq      int
	Path     string // of the text in its event: "Story", "Remedies.0.Text"
	From, To int    // in bytes of the text, composed (NFC)
}

// Kind implements Event.
func (RedactionProposed) Kind() Kind { return KindRedactionProposed }
func (RedactionStopped) Kind() Kind  { return KindRedactionStopped } //nolint:revive // see RedactionProposed
func (Redacted) Kind() Kind          { return KindRedacted }         //nolint:revive // see RedactionProposed

// Sheets lists what it replaces, of one compartment.
func (e Redacted) Sheets(in Compartment) []Resealed {
	return *e.sheets(in)
}

func (e *Redacted) sheets(in Compartment) *[]Resealed {
	switch in {
	case InMeta:
		return &e.Meta
	case InCase:
		return &e.Case
	case InIdentity:
	}
	return &e.Identity
}

// IsGone reports whether a file was made unreadable.
func (c Complaint) IsGone(file string) bool {
	return slices.ContainsFunc(c.Redactions, func(r Done[Redacted]) bool { return slices.Contains(r.Event.Files, file) })
}
