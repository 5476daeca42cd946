package complaint

import (
	"maps"
	"slices"
	"time"

	"wederhoor/internal/calendar"
)

// Procedure is one version of an organisation's complaints procedure, as data.
// A complaint is pinned to the version in force when it was received.
type Procedure struct {
	ID        string        `json:"id"`
	Version   int           `json:"version"`
	Name      string        `json:"name"`
	ValidFrom calendar.Date `json:"valid_from,omitzero"`
	Basis     Basis         `json:"basis"`

	Calendar      CalendarRules `json:"calendar"`
	Start         Start         `json:"start"`
	Terms         []Term        `json:"terms"`
	Extension     ExtensionRule `json:"extension"`
	QuickSolution QuickSolution `json:"quick_solution"`
	// Acknowledgement lists the kinds of which exactly one must be chosen.
	Acknowledgement []AcknowledgementKind `json:"acknowledgement"`
	Requirements    Requirements          `json:"requirements"`
	Admissible      Admissibility         `json:"admissible"`
	Findings        []Finding             `json:"findings"`
	Appeal          []AppealBody          `json:"appeal"`
	Review          ReviewRule            `json:"review"`
	Retention       Retention             `json:"retention"`

	days *calendar.Calendar // made once by Prepared: zones and holidays are slow to look up
}

// Basis says where a preset comes from. Every page that shows a preset prints
// it with the words "laat dit toetsen": a preset is a start, not a promise.
type Basis struct {
	Source string        `json:"source"`
	AsOf   calendar.Date `json:"as_of"`
	Note   string        `json:"note,omitempty"`
}

// CalendarRules decide which days count. Roll moves a term that ends on a
// Saturday, Sunday or holiday to the next working day (Algemene termijnenwet).
type CalendarRules struct {
	Zone          string          `json:"zone"`
	Holidays      string          `json:"holidays"`
	ExtraHolidays []calendar.Date `json:"extra_holidays,omitempty"`
	Roll          bool            `json:"roll"`
}

// Start says from which receipt the terms run.
type Start string

// The two starts that the studied norms know.
const (
	StartReceipt        Start = "receipt"
	StartWrittenReceipt Start = "written_receipt" // Wkkgz: an oral complaint starts no term
)

// TermID names one of the four things that are owed.
type TermID string

// The terms of the spine (S8 to S12 of the seed procedure).
const (
	TermDiscuss     TermID = "discuss"
	TermAcknowledge TermID = "acknowledge"
	TermDecide      TermID = "decide"
	TermRespond     TermID = "respond"
)

// TermFollow is what the outcome of an appeal starts: the organisation says what
// it does with it (S19). It is in no list of terms; its length is the appeal body's.
const TermFollow TermID = "follow"

// Term is a length plus the kinds of event that meet it. A soft term that is
// missed is a hint; a hard one that is missed is late.
type Term struct {
	ID         TermID          `json:"id"`
	Length     calendar.Length `json:"length,omitzero"`
	MetBy      []Kind          `json:"met_by"`
	Hard       bool            `json:"hard"`
	Extendable bool            `json:"extendable"`
	Off        bool            `json:"off,omitempty"` // switched off by a preset
}

// ExtensionRule says how a due date may move (S14).
type ExtensionRule struct {
	Unilateral *Unilateral `json:"unilateral,omitempty"` // nil: no limit
	BeforeEnd  bool        `json:"before_end"`
	Reason     bool        `json:"reason"`
	// TellSubject: the person complained about must be told too (Awb 9:11).
	TellSubject bool `json:"tell_subject"`
	// OpensAppeal: the notice must name the appeal body (DISP holding letter).
	OpensAppeal bool `json:"opens_appeal"`
	// Forbidden: the norm knows no extension at all.
	Forbidden bool `json:"forbidden,omitempty"`
}

// Unilateral limits extension without the complainant's consent: how often, and
// how far from the start of the term.
type Unilateral struct {
	Times int             `json:"times"`
	Total calendar.Length `json:"total"`
}

// QuickSolution: a complainant who is satisfied ends the duty (Awb 9:5, DISP 1.5).
type QuickSolution struct {
	Within      calendar.Length `json:"within,omitzero"` // zero: at any time
	ConsentEnds bool            `json:"consent_ends"`
}

// Requirements are the demands on hearing, handler and letters.
type Requirements struct {
	Hearing            bool                     `json:"hearing"`
	CopyToSubject      bool                     `json:"copy_to_subject"`
	IndependentHandler bool                     `json:"independent_handler"`
	LetterContains     map[LetterPurpose][]Part `json:"letter_contains"`
}

// Part is something a letter must hold before it may leave.
type Part string

// Parts that the presets ask for.
const (
	PartDecision Part = "decision"
	PartReason   Part = "reason"
	PartAppeal   Part = "appeal"
	PartDate     Part = "date"
	PartFinding  Part = "finding"
	PartRemedyBy Part = "remedy_by"
)

// Admissibility lists the reasons for which a complaint need not be handled.
type Admissibility struct {
	Within  calendar.Length      `json:"within,omitzero"`
	Reasons []InadmissibleGround `json:"reasons,omitempty"`
}

// AppealBody is where a complainant who is not satisfied can go (S18, S19).
type AppealBody struct {
	Kind    string          `json:"kind"` // confidant, disputes_committee, ombudsman, third_party
	Name    string          `json:"name"`
	Phone   string          `json:"phone,omitempty"`
	Email   string          `json:"email,omitempty"`
	Website string          `json:"website,omitempty"`
	Within  calendar.Length `json:"within,omitzero"`
	Binding *bool           `json:"binding,omitempty"`
	// Follow is how long the organisation has to say what it does with an outcome;
	// zero: as long as it has to answer a complaint.
	Follow calendar.Length `json:"follow,omitzero"`
}

// Reachable reports whether a reader of the letter can really get there.
func (b AppealBody) Reachable() bool {
	return b.Name != "" && (b.Phone != "" || b.Email != "" || b.Website != "")
}

// ReviewRule says how often the partners go through everything (S16).
type ReviewRule struct {
	Every           calendar.Length `json:"every"`
	PerCalendarYear bool            `json:"per_calendar_year"`
	PerComplaint    bool            `json:"per_complaint"`
	PublicReport    bool            `json:"public_report"`
}

// Retention says how long content is kept, counted from closing or receipt.
type Retention struct {
	From   string          `json:"from"`
	Length calendar.Length `json:"length"`
	Log    calendar.Length `json:"log"`
}

// Term returns the term with this id; ok is false when the procedure lacks it.
func (p Procedure) Term(id TermID) (Term, bool) {
	i := slices.IndexFunc(p.Terms, func(t Term) bool { return t.ID == id && !t.Off })
	if i < 0 {
		return Term{}, false
	}
	return p.Terms[i], true
}

// Days returns the calendar the terms are counted on. The zone and region were
// checked when the procedure was read, so an error here is a programming error.
func (p Procedure) Days() calendar.Calendar {
	if p.days != nil {
		return *p.days
	}
	zone, err := time.LoadLocation(p.Calendar.Zone)
	if err != nil {
		panic("complaint: procedure was not checked: " + err.Error())
	}
	holidays, err := calendar.HolidaysOf(p.Calendar.Holidays, p.Calendar.ExtraHolidays...)
	if err != nil {
		panic("complaint: procedure was not checked: " + err.Error())
	}
	return calendar.Calendar{Zone: zone, Holidays: holidays, Roll: p.Calendar.Roll}
}

// Prepared looks the zone and the holidays up once, for a procedure that many
// complaints are held against.
func (p Procedure) Prepared() Procedure {
	days := p.Days()
	p.days = &days
	return p
}

// Copy is the same procedure to change: nothing of it is shared, and its
// calendar is looked up anew.
func (p Procedure) Copy() Procedure {
	p.days = nil
	p.Calendar.ExtraHolidays = slices.Clone(p.Calendar.ExtraHolidays)
	p.Terms, p.Appeal = slices.Clone(p.Terms), slices.Clone(p.Appeal)
	p.Admissible.Reasons = slices.Clone(p.Admissible.Reasons)
	p.Acknowledgement, p.Findings = slices.Clone(p.Acknowledgement), slices.Clone(p.Findings)
	p.Requirements.LetterContains = maps.Clone(p.Requirements.LetterContains)
	if u := p.Extension.Unilateral; u != nil {
		limit := *u
		p.Extension.Unilateral = &limit
	}
	return p
}

// Zone is the time zone in which days of this procedure begin and end.
func (p Procedure) Zone() *time.Location { return p.Days().Zone }

// On returns the civil date of a moment under this procedure.
func (p Procedure) On(at time.Time) calendar.Date { return calendar.DateOf(at, p.Zone()) }
