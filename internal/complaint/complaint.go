package complaint

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"wederhoor/internal/calendar"
)

// Complaint is what the events of one dossier add up to. It is a value: After
// returns a new one and leaves the old as it was.
type Complaint struct {
	Version int // seq of the last event; an act is decided on a version
	History []Recorded

	Received   Received
	ReceivedAt time.Time
	Reporter   MemberID
	Title      string // set by a person; Heading falls back on the story
	Category   string
	Severity   string
	Cause      string

	Subjects []SubjectNamed
	Recused  []MemberID // have an interest in the outcome
	Readers  []MemberID // given access by discussion or by hand
	Grants   []GlassBroken
	Handler  MemberID

	Actions      []Done[ActionTaken]
	Discussion   *Done[Discussed]
	Contacts     []Done[Contacted]
	Hearings     []Done[Heard]
	Acknowledged *Done[Acknowledged]
	Extensions   []Done[Extended]
	Decision     *Done[Decided]
	Response     *Done[Responded]
	Acceptance   *Done[Accepted]
	Unread       *Done[MessageReceived] // the last message that nobody reacted to
	Exceptions   map[TermID]Done[Excepted]
	RemediesDone []int
	Letters      []Letter
	Withdrawn    *Done[Withdrawn]
	Inadmissible *Done[RuledInadmissible]
	Closed       *Done[Closed]
	Reopened     *Done[Reopened]
	Appeals      []Appeal
	Rectified    []Done[Rectified] // what should stand in the story
	Reviewed     *Done[Reviewed]   // the last time that a yearly review decided on it
	BothSides
	Keeping
	Requests Requests // to see what is kept about somebody
}

// Done is an event's content with its when and by whom.
type Done[E any] struct {
	Event    E
	Happened time.Time
	Recorded time.Time
	By       MemberID
	Seq      int
}

// Letter is a letter and how far it got.
type Letter struct {
	LetterWritten
	WrittenAt time.Time
	QueuedAt  time.Time // since when the mail server could have had it
	By        MemberID
	State     LetterState
	Delivered time.Time
	How       Via
	Failure   string
	Resent    bool // the same mail was sent once more after an uncertain end
	seq       int
}

// LetterState says whether a letter is still owed.
type LetterState string

// States of a letter. Everything but delivered is still owed.
const (
	LetterQueued    LetterState = "queued"   // waiting for the mail server
	LetterToPost    LetterState = "to_post"  // waiting for a person with an envelope
	LetterDone      LetterState = "accepted" // the server took it, or a person says so
	LetterUndone    LetterState = "failed"
	LetterUncertain LetterState = "uncertain"
	LetterBounced   LetterState = "bounced"  // taken at first, and given back
	LetterDeferred  LetterState = "deferred" // queued for so long that people want to know; see StateAt
)

// Fold replays a dossier from its first event.
func Fold(events []Recorded) Complaint {
	var c Complaint
	for _, e := range events {
		c = c.After(e)
	}
	return c
}

// After returns the complaint as it is when this event is added.
func (c Complaint) After(r Recorded) Complaint {
	c.Version = r.Seq
	c.History = append(slices.Clip(c.History), r)
	c.Keeping, c.Requests = c.Keeping.after(r), c.Requests.after(r)
	switch e := r.Event.(type) {
	case Received:
		c.Received, c.ReceivedAt = e, r.Happened
	case Reported:
		c.Reporter = e.Reporter
	case ActionTaken:
		c.Actions = add(c.Actions, e, r)
	case SubjectNamed:
		c.Subjects = append(c.subjectsBut(e.Member), e)
	case SubjectCleared:
		c.Subjects = c.subjectsBut(e.Member)
		c.Recused = slices.DeleteFunc(slices.Clone(c.Recused), func(m MemberID) bool { return m == e.Member })
	case Recused:
		c.Recused = union(c.Recused, []MemberID{e.Member})
	case GlassBroken:
		c.Grants = append(slices.Clip(c.Grants), e)
	case HandedOver:
		c = c.handedOver(e)
	case Discussed:
		c.Discussion = one(e, r)
		c.Readers = union(c.Readers, append(slices.Clone(e.With), e.Acknowledger))
	case ReadersChanged:
		c.Readers = slices.DeleteFunc(union(c.Readers, e.Added), func(m MemberID) bool { return slices.Contains(e.Removed, m) })
	case HandlerAssigned:
		c.Handler = e.Handler
		c.Readers = union(c.Readers, []MemberID{e.Handler})
	case Contacted:
		c.Contacts, c.Unread = add(c.Contacts, e, r), nil
	case Heard:
		c.Hearings = add(c.Hearings, e, r)
	case Noted:
		// told in the timeline; changes nothing that is owed
	case MessageReceived:
		if !e.Automatic {
			c.Unread = one(e, r)
		}
	case MessageRead:
		c.Unread = nil
	default:
		c = c.afterAnswering(r)
		c.BothSides = c.BothSides.after(r)
	}
	return c
}

// subjectsBut leaves out one member; who is no member stays.
func (c Complaint) subjectsBut(m MemberID) []SubjectNamed {
	return slices.DeleteFunc(slices.Clone(c.Subjects), func(s SubjectNamed) bool { return m != "" && s.Member == m })
}

// EndedAt is when it was over; zero while it runs.
func (c Complaint) EndedAt() time.Time {
	switch {
	case c.Closed != nil:
		return c.Closed.Happened
	case c.Withdrawn != nil:
		return c.Withdrawn.Happened
	case c.Inadmissible != nil:
		return c.Inadmissible.Happened
	}
	return time.Time{}
}

// afterAnswering folds the events that lead to the answer and the end.
func (c Complaint) afterAnswering(r Recorded) Complaint {
	switch e := r.Event.(type) {
	case Acknowledged:
		c.Acknowledged = one(e, r)
	case Extended:
		c.Extensions = add(c.Extensions, e, r)
	case Decided:
		c.Decision, c.RemediesDone = one(e, r), nil // another decision promises its own remedies
		c.Cause = cmp.Or(e.Cause, c.Cause)
	case Responded:
		c.Response = one(e, r)
	case RemedyDone:
		c.RemediesDone = append(slices.Clip(c.RemediesDone), e.Index)
	case Accepted:
		c.Acceptance = one(e, r)
	case Withdrawn:
		c.Withdrawn = one(e, r)
	case RuledInadmissible:
		c.Inadmissible = one(e, r)
	case Excepted:
		c.Exceptions = c.except(e, r)
	case Corrected:
		c = c.corrected(e)
	case Rectified:
		c.Rectified = add(c.Rectified, e, r)
	case Closed:
		c.Closed = one(e, r)
	case Reopened:
		c.Closed, c.Withdrawn, c.Inadmissible, c.Reopened = nil, nil, nil, one(e, r)
	default:
		c = c.afterLetter(r)
	}
	return c
}

// afterLetter folds what becomes of letters.
func (c Complaint) afterLetter(r Recorded) Complaint {
	switch e := r.Event.(type) {
	case LetterWritten:
		c.Letters = append(slices.Clip(c.Letters), newLetter(e, r))
		if e.ToComplainant() {
			c.Unread = nil
		}
	case LetterDelivered:
		l, _ := c.Letter(e.ID)
		c.Received.CodeGiven = c.Received.CodeGiven || l.HoldsCode
		c.Letters = c.mark(e.ID, func(l *Letter) { l.State, l.Delivered, l.How, l.Failure = LetterDone, r.Happened, e.How, "" })
	case LetterFailed:
		c.Letters = c.mark(e.ID, e.mark)
		c.Received.CodeGiven = c.codeGiven()
	case LetterResent:
		c.Letters = c.mark(e.ID, func(l *Letter) { l.State, l.QueuedAt, l.Failure, l.Resent = LetterQueued, r.Recorded, "", true })
	case LetterRecalled:
		c = c.withoutRecalled()
	default:
		c = c.afterAppeal(r)
	}
	return c
}

func (c Complaint) except(e Excepted, r Recorded) map[TermID]Done[Excepted] {
	all := maps.Clone(c.Exceptions)
	if all == nil {
		all = map[TermID]Done[Excepted]{}
	}
	all[e.Step] = *one(e, r)
	return all
}

func (c Complaint) corrected(e Corrected) Complaint {
	_, now := e.Values()
	target := map[Field]*string{FieldTitle: &c.Title, FieldCategory: &c.Category, FieldName: &c.Received.Name,
		FieldEmail: &c.Received.Email, FieldPhone: &c.Received.Phone, FieldAbout: &c.Received.About,
		FieldSeverity: &c.Severity, FieldCause: &c.Cause}[e.Field]
	switch {
	case target != nil:
		*target = now
	case e.Field == FieldKind:
		c.Received.From = ComplainantKind(now)
	case e.Field == FieldOutcome:
		if a, ok := c.ConcludedElsewhere(); ok {
			ended := *a.Ended
			ended.Event.Outcome = AppealOutcome(now)
			c.Appeals = c.markAppeal(a.ID, func(x *Appeal) { x.Ended = &ended })
		}
	}
	if (e.Field == FieldName || e.Field == FieldEmail || e.Field == FieldPhone) && now != "" {
		c.Received.Anonymous = false
	}
	return c
}

func one[E any](e E, r Recorded) *Done[E] {
	return &Done[E]{Event: e, Happened: r.Happened, Recorded: r.Recorded, By: r.By, Seq: r.Seq}
}

func add[E any](list []Done[E], e E, r Recorded) []Done[E] {
	return append(slices.Clip(list), *one(e, r))
}

func union(have, more []MemberID) []MemberID {
	all := slices.Clone(have)
	for _, m := range more {
		if m != "" && !slices.Contains(all, m) {
			all = append(all, m)
		}
	}
	return all
}

// Letter returns the letter with this id.
func (c Complaint) Letter(id string) (Letter, bool) {
	i := slices.IndexFunc(c.Letters, func(l Letter) bool { return l.ID == id })
	if i < 0 {
		return Letter{}, false
	}
	return c.Letters[i], true
}

// IsSubject reports whether the complaint is about this member.
func (c Complaint) IsSubject(m MemberID) bool {
	return m != "" && slices.ContainsFunc(c.Subjects, func(s SubjectNamed) bool { return s.Member == m })
}

// Conflicted reports whether this member stands outside: the complaint is about
// them, or they have an interest in it.
func (c Complaint) Conflicted(m MemberID) bool {
	return c.IsSubject(m) || m != "" && slices.Contains(c.Recused, m)
}

// Ended reports whether nothing is owed any more: closed, withdrawn or not admissible.
func (c Complaint) Ended() bool {
	return c.Closed != nil || c.Withdrawn != nil || c.Inadmissible != nil
}

// ReceivedOn is day 0 of every term.
func (c Complaint) ReceivedOn(p Procedure) calendar.Date { return p.On(c.ReceivedAt) }

// Heading is what lists show: the title a person gave, else what it is about,
// else the first words of the story.
func (c Complaint) Heading() string {
	for _, s := range []string{c.Title, c.Received.About, c.Received.Story} {
		if line := firstLine(s); line != "" {
			return shorten(line, 72)
		}
	}
	return ""
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	if end := strings.IndexAny(line, ".!?"); end > 12 {
		line = line[:end]
	}
	return strings.TrimSpace(line)
}

func shorten(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	cut := strings.LastIndex(string(r[:most]), " ")
	if cut < most/2 {
		return string(r[:most]) + "…"
	}
	return string(r[:most])[:cut] + "…"
}

// Attachments lists every file in the dossier, oldest first.
func (c Complaint) Attachments() []Attachment {
	var all []Attachment
	for _, r := range c.History {
		switch e := r.Event.(type) {
		case Received:
			all = append(all, e.Attachments...)
		case MessageReceived:
			all = append(all, e.Attachments...)
		case Heard:
			all = append(all, e.Attachments...)
		}
	}
	return all
}
