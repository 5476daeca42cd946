package review

import (
	"encoding/json"
	"fmt"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// Why says by which rule a complaint is in a review.
type Why string

// Rules, the first that holds is told.
const (
	New     Why = "new"     // it came in since the last review
	Running Why = "running" // it was not over at the last review
	Action  Why = "action"  // an action that an earlier review agreed on is not done
)

// Item is one complaint that a review looks at. People know it by its number.
type Item struct {
	Number     int // "klager 7", from 1
	Dossier    string
	Why        Why
	ReceivedOn calendar.Date
}

// Agreed is what somebody will do because of a complaint (R31).
type Agreed struct {
	ID    string
	Text  string
	Owner complaint.MemberID
	Due   calendar.Date
}

// Effect is whether an action helped (R33).
type Effect string

// Effects, in the order forms offer them.
const (
	Worked  Effect = "worked"
	DidNot  Effect = "did_not"
	Unknown Effect = "unknown"
)

// Effects lists them.
func Effects() []Effect { return []Effect{Worked, DidNot, Unknown} }

// Event is one fact of a review. The set is closed, and a kind is never renamed.
//
//sumtype:decl
type Event interface{ kind() string }

type (
	// Opened begins a review: when it is held, over which days, by whom, and on which complaints.
	Opened struct {
		Day, From, Until calendar.Date
		Attendees        []complaint.MemberID
		Scope            []Item
	}
	// Attended replaces who takes part.
	Attended struct{ Attendees []complaint.MemberID }
	// Decided says of one complaint whether more is needed, and why. The last one counts.
	Decided struct {
		Dossier string
		Extra   bool
		Reason  string
		Actions []Agreed
	}
	// Worded is what those who were there want to have said besides.
	Worded struct{ Text string }
	// Concluded freezes what was seen and decided. SHA256 is of the overview, in hexadecimal.
	Concluded struct {
		Overview Overview
		SHA256   string
		Erased   []string `json:",omitzero"` // dossiers of which the words went since; the hash is of how it was
	}
	// Signed: somebody who was there says that this is how it was.
	Signed struct{ SHA256 string }
	// Dropped: the review was begun by mistake and never held.
	Dropped struct{ Reason string }
	// ActionDone tells what was done.
	ActionDone struct{ ID, Text string }
	// ActionMoved gives an action another owner or day.
	ActionMoved struct {
		ID    string
		Owner complaint.MemberID
		Due   calendar.Date
	}
	// EffectJudged says whether an action helped, with the review in which that was said.
	EffectJudged struct {
		ID     string
		Effect Effect
		Text   string
		During string
	}
	// Joined: it is held together with the review of another organisation that has this link too.
	Joined struct{ Link string }
	// Left: it is not any more.
	Left struct{ Link string }
	// ReportWritten: the words of the public report, a draft until somebody publishes it.
	ReportWritten struct{ Words ReportWords }
	// ReportPublished makes the last words public. Note tells what changed since the edition before.
	ReportPublished struct{ Note string }
	// ReportWithdrawn takes the report away; the reason is public.
	ReportWithdrawn struct{ Reason string }
)

func (Opened) kind() string       { return "opened" }
func (Attended) kind() string     { return "attended" }
func (Decided) kind() string      { return "decided" }
func (Worded) kind() string       { return "worded" }
func (Concluded) kind() string    { return "concluded" }
func (Signed) kind() string       { return "signed" }
func (Dropped) kind() string      { return "dropped" }
func (ActionDone) kind() string   { return "action_done" }
func (ActionMoved) kind() string  { return "action_moved" }
func (EffectJudged) kind() string { return "effect_judged" }
func (Joined) kind() string       { return "joined" }
func (Left) kind() string         { return "left" }

func (ReportWritten) kind() string   { return "report_written" }
func (ReportPublished) kind() string { return "report_published" }
func (ReportWithdrawn) kind() string { return "report_withdrawn" }

// Recorded is an event with its place, its when and by whom.
type Recorded struct {
	Seq   int
	At    time.Time
	By    complaint.MemberID
	Event Event
}

// stored is how an event stands in the log.
type stored struct {
	Kind   string             `json:"k"`
	At     int64              `json:"r"` // Unix milliseconds
	By     complaint.MemberID `json:"b"`
	Fields json.RawMessage    `json:"f"`
}

// Encode writes an event for the log.
func Encode(r Recorded) ([]byte, error) {
	fields, err := json.Marshal(r.Event)
	if err != nil {
		return nil, fmt.Errorf("encode %s of a review: %w", r.Event.kind(), err)
	}
	raw, err := json.Marshal(stored{r.Event.kind(), r.At.UnixMilli(), r.By, fields})
	if err != nil {
		return nil, fmt.Errorf("encode %s of a review: %w", r.Event.kind(), err)
	}
	return raw, nil
}

// Decode reads one. A kind that it does not know is an error: what skips a fact
// is no register.
func Decode(seq int, raw []byte) (Recorded, error) {
	var s stored
	if err := json.Unmarshal(raw, &s); err != nil {
		return Recorded{}, fmt.Errorf("read event %d of a review: %w", seq, err)
	}
	read, ok := kinds[s.Kind]
	if !ok {
		return Recorded{}, fmt.Errorf("unknown kind %q in a review: is this a newer register?", s.Kind)
	}
	e, err := read(s.Fields)
	if err != nil {
		return Recorded{}, fmt.Errorf("read %s of a review: %w", s.Kind, err)
	}
	return Recorded{Seq: seq, At: time.UnixMilli(s.At).UTC(), By: s.By, Event: e}, nil
}

func into[E Event](raw []byte) (Event, error) {
	var e E
	err := json.Unmarshal(raw, &e)
	return e, err
}

var kinds = map[string]func([]byte) (Event, error){
	Opened{}.kind(): into[Opened], Attended{}.kind(): into[Attended], Decided{}.kind(): into[Decided], Worded{}.kind(): into[Worded],
	Concluded{}.kind(): into[Concluded], Signed{}.kind(): into[Signed], Dropped{}.kind(): into[Dropped],
	ActionDone{}.kind(): into[ActionDone], ActionMoved{}.kind(): into[ActionMoved], EffectJudged{}.kind(): into[EffectJudged],
	Joined{}.kind(): into[Joined], Left{}.kind(): into[Left],
	ReportWritten{}.kind(): into[ReportWritten], ReportPublished{}.kind(): into[ReportPublished], ReportWithdrawn{}.kind(): into[ReportWithdrawn],
}
