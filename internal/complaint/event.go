package complaint

import (
	"strings"
	"time"

	"wederhoor/internal/calendar"
)

// MemberID is a random id of somebody of the organisation; it says nothing.
type MemberID string

// The two doers that are not members.
const (
	ByComplainant MemberID = "complainant"
	BySystem      MemberID = "system"
)

// Kind is the fixed name of an event in storage. A kind is never renamed.
type Kind string

// Event is one fact. The set is closed: a new norm that needs a new kind of
// event is a change of code, on purpose (domain 2.12).
//
// Fields say with the tag `in` where they are sealed: no tag is meta (dates,
// ids, codes), "case" is what was said and decided, "identity" is who people
// are and how to reach them. Erasing starts with identity.
//
//sumtype:decl
type Event interface{ Kind() Kind }

// Recorded is an event with its when and by whom. Happened may lie before
// Recorded: a complaint solved last week is registered today.
type Recorded struct {
	Seq      int
	Happened time.Time
	Recorded time.Time
	By       MemberID
	Event    Event
}

// Entry is an event that an act wants recorded, with when it happened.
type Entry struct {
	Event    Event
	Happened time.Time
}

// Received opens every dossier: a complaint reached the organisation (S2, S5).
type Received struct {
	Ref          string
	Procedure    string // pinned at receipt
	Version      int
	Channel      Channel
	Written      bool
	From         ComplainantKind
	Lang         string
	Anonymous    bool
	CodeGiven    bool // the complainant saw the receipt code and can read their own page
	PreferCall   bool
	Suspect      bool         // a trap was filled in, or the sender's address is not proven: a person looks, nothing is thrown away
	Automatic    bool         `json:",omitzero"` // a machine wrote it: it is registered, and not answered
	Story        string       `in:"case"`
	RemedySought string       `in:"case"`
	About        string       `in:"case"`
	Attachments  []Attachment `in:"case"`
	Name         string       `in:"identity"`
	Email        string       `in:"identity"`
	Phone        string       `in:"identity"`
	MessageID    string       `in:"identity"` // of the mail it came as, so that letters stand below it

	// Of what was taken over from an old register; see Past.
	Imported   string      `json:",omitzero"`               // the import it came with
	History    bool        `json:",omitzero"`               // it is told, and asks nothing: no term runs
	OldOpen    bool        `json:",omitzero"`               // it was still open there
	OldRef     string      `json:",omitzero" in:"case"`     // its number there
	OldColumns []OldColumn `json:",omitzero" in:"case"`     // what has no place of its own here
	OldPeople  []OldPerson `json:",omitzero" in:"identity"` // who did what there, by name
}

// OldColumn is a cell of an old register that has no place of its own here.
type OldColumn struct{ Name, Text string }

// OldPerson is somebody an old register names, and for what. It gives nobody
// access: who reads along is decided here.
type OldPerson struct{ Part, Name string }

// Attachment is a file that belongs to an event. The bytes lie sealed elsewhere.
type Attachment struct {
	ID   string
	Name string
	Size int64
	Type string
	// SHA256 of the bytes, in hexadecimal; empty for what came before it was taken.
	SHA256 string `json:",omitzero"`
	Gone   bool   `json:",omitzero"` // it was made unreadable; Name says so
}

// Reported: a member passed the complaint on to the lead (S5).
type Reported struct{ Reporter MemberID }

// ActionTaken is an immediate action (S6). Nothing is the explicit "nog niets".
type ActionTaken struct {
	Nothing bool
	Codes   []string
	Text    string `in:"case"`
	Reached bool   // the complainant heard of it
}

// SubjectNamed says whom the complaint is about. A member named here is shut
// out from that moment, whatever roles they hold. Suspected: nobody said so, but
// the words name them; somebody else may clear it.
type SubjectNamed struct {
	Member    MemberID
	Suspected bool   `json:",omitzero"`
	Name      string `in:"identity"`
}

// SubjectCleared takes back a naming that was wrong.
type SubjectCleared struct {
	Member MemberID
	Reason string `in:"case"`
}

// Recused: this member has an interest in the outcome and is shut out like a
// subject, without being one.
type Recused struct {
	Member MemberID
	Reason string `in:"case"`
}

// HandedOver: From left the organisation; what they still owed here is To's. An
// empty To leaves it to who leads.
type HandedOver struct{ From, To MemberID }

// GlassBroken: somebody without a part in it reads along until then, for a
// reason, and who leads was told.
type GlassBroken struct {
	Member MemberID
	Until  time.Time
	Reason string `in:"case"`
}

// Discussed: the lead and the members talked it over; one of them owes the
// acknowledgement (S8, S9). With are given access by this.
type Discussed struct {
	With         []MemberID
	Acknowledger MemberID
	Agreed       string `in:"case"`
}

// ReadersChanged gives or ends access outside a discussion.
type ReadersChanged struct {
	Added   []MemberID
	Removed []MemberID
}

// HandlerAssigned: this member handles the complaint.
type HandlerAssigned struct{ Handler MemberID }

// Acknowledged: the written acknowledgement was made, of exactly one kind
// (S9, S10). It counts from the day its letter is delivered.
type Acknowledged struct {
	AcknowledgementKind AcknowledgementKind
	Promise             calendar.Date `json:",omitzero"`
	Letter              string
	Action              string `in:"case"`
}

// Contacted: two-way contact with the complainant, or an attempt (S11).
type Contacted struct {
	Attempt bool
	How     Channel
	Summary string `in:"case"`
}

// Heard: somebody's side was heard, in their words or in a report they could correct.
type Heard struct {
	Member      MemberID
	Seat        int `json:",omitzero"` // of who is no member, see Party
	Agreed      bool
	How         Channel
	Statement   string       `in:"case"`
	Attachments []Attachment `in:"case"`
	Name        string       `in:"identity"`
}

// Extended sets a date for the answer (S14). The due date moves when the notice
// is delivered, not before.
type Extended struct {
	Date        calendar.Date
	Letter      string
	Consent     bool          // the complainant agreed; needed beyond the unilateral limit
	SubjectTold calendar.Date `json:",omitzero"`
	Reason      string        `in:"case"`
}

// Decided: what the organisation concludes, and why (S11, S13).
type Decided struct {
	Finding  Finding
	AtIntake bool
	Cause    string   `json:",omitzero"` // code of what it came from; "": as it was known before
	Norms    []string `json:",omitzero"` // codes of what was not kept to, on the list of the organisation
	Reason   string   `in:"case"`
	Remedies []Remedy `in:"case"`
}

// Remedy is what will be done for the complainant, by whom and by when, and how much of
// it is money.
type Remedy struct {
	Text   string
	Owner  MemberID
	By     calendar.Date `json:",omitzero"`
	Amount Cents         `json:",omitzero"`
	Kind   RemedyKind    `json:",omitzero"` // "": nobody said
}

// Words is what is promised, with the amount.
func (r Remedy) Words(lang string) string {
	text := strings.Join(strings.Fields(r.Text), " ")
	if r.Amount == 0 {
		return text
	}
	return strings.TrimSuffix(text, ".") + " (" + r.Amount.Words(lang) + ")"
}

// Responded: the substantive answer (S12). It counts from the day its letter is
// delivered; ByAction means the action at intake was the answer (S7).
type Responded struct {
	Letter   string
	ByAction bool
	Text     string `in:"case"`
}

// RemedyDone: a promised remedy was carried out.
type RemedyDone struct{ Index int }

// Accepted records whether the complainant is satisfied; not asked is neither.
type Accepted struct {
	Satisfied bool
	How       Channel
	Words     string `in:"case"`
}

// Withdrawn: the complainant took the complaint back.
type Withdrawn struct {
	How    Channel
	Reason string `in:"case"`
}

// RuledInadmissible: the complaint need not be handled, with the reason.
type RuledInadmissible struct {
	Letter string
	Ground InadmissibleGround `json:",omitzero"` // "": nobody said which
	Reason string             `in:"case"`
}

// Excepted: a step cannot be done, with the reason ("niet mogelijk: anoniem").
type Excepted struct {
	Step   TermID
	Reason string `in:"case"`
}

// Corrected replaces one value; what it was stays readable (R21).
type Corrected struct {
	Field   Field
	Code    string // what it is now, for a field that takes a code: figures outlive identity
	WasCode string
	Reason  string `in:"case"`
	Now     string `in:"identity"`
	Was     string `in:"identity"`
}

// coded fields hold codes, not people: they stay when identity is erased.
func (f Field) coded() bool {
	return f == FieldCategory || f == FieldKind || f == FieldSeverity || f == FieldCause || f == FieldOutcome
}

// Values gives what the field was and what it is now, wherever they are sealed.
func (e Corrected) Values() (was, now string) {
	if e.Field.coded() {
		return e.WasCode, e.Code
	}
	return e.Was, e.Now
}

// Noted is an internal note. It can be asked for by the person it is about.
type Noted struct {
	Text string `in:"case"`
}

// MessageReceived: the complainant said something more. It waits for a reaction
// unless a machine wrote it, such as an absence message.
type MessageReceived struct {
	Channel     Channel
	Automatic   bool         `json:",omitzero"`
	Text        string       `in:"case"`
	Attachments []Attachment `in:"case"`
}

// MessageRead: somebody read what came in last, and nothing else has to follow.
type MessageRead struct {
	Note string `in:"case"`
}

// Closed ends the dossier; nothing is missing or an exception says why.
type Closed struct {
	Assumed bool   `json:",omitzero"` // an old register gave no day; the last one it names stands
	Reason  string `in:"case"`
}

// Reopened: it was not over after all.
type Reopened struct {
	Reason string `in:"case"`
}

// LetterWritten: a letter exists and is owed until it is delivered.
type LetterWritten struct {
	ID        string
	Purpose   LetterPurpose
	Via       Via
	Lang      string
	MessageID string
	Signer    MemberID
	Parts     []Part
	HoldsCode bool     // the receipt code stands in it
	Reader    Reader   // whose letter it is; the complainant's when empty
	Member    MemberID // who reads it, when that is a member
	// NameReleased: the complainant agrees that their name stands in a letter to
	// somebody else.
	NameReleased bool
	Subject      string `in:"case"`
	Text         string `in:"case"`
	Name         string `in:"identity"`
	To           string `in:"identity"` // e-mail address; empty when not by mail
}

// LetterDelivered: the mail server took it, or a person posted it or handed it over.
type LetterDelivered struct {
	ID  string
	How Via
}

// LetterFailed: the letter did not arrive and is owed again.
type LetterFailed struct {
	ID        string
	Uncertain bool   // the server's answer never came; a person decides
	Bounced   bool   // the server took it, and a later server gave it back
	Reason    string // short, from the server; no personal content
}

// LetterRecalled: who wrote it took it back before it left. It was never sent,
// and what it was to bring about is owed again.
type LetterRecalled struct{ ID string }

// LetterResent: nobody knows whether it arrived, and the same mail goes once more.
type LetterResent struct{ ID string }

// Appealed: the complainant asks an appeal body to look at it (S18, S19).
type Appealed struct {
	ID        string
	Body      string // kind of body, see BodyKinds
	Against   Against
	Confidant MemberID `json:",omitzero"` // hears it in a room of their own; empty: it is heard elsewhere
	UpTo      int      // number of the last event that the body may read
	Late      bool     `json:",omitzero"` // after the term; the body decides whether it hears it
	Grounds   string   `in:"case"`
	Name      string   `in:"identity"` // of the body, as the procedure named it
}

// AppealEnded: what the body concludes, in its own words (R35).
type AppealEnded struct {
	ID      string
	Outcome AppealOutcome
	Binding bool
	Text    string `in:"case"`
}

// AppealFollowed: what the organisation does with the outcome, and by when, told
// to the complainant in a letter (R35).
type AppealFollowed struct {
	ID     string
	Letter string
	By     calendar.Date `json:",omitzero"`
	Text   string        `in:"case"`
}
