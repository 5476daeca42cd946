package complaint

import (
	"slices"
	"strings"
	"time"

	"wederhoor/internal/calendar"
)

// Against is what somebody appeals against.
type Against string

// What an appeal can be against (S18; silence opens the road too).
const (
	AgainstDecision Against = "decision"
	AgainstSilence  Against = "silence"
)

// AppealOutcome is what an appeal body concludes (R35).
type AppealOutcome string

// Outcomes, in the order forms offer them.
const (
	AppealConfirmed     AppealOutcome = "confirmed"
	AppealRevised       AppealOutcome = "revised"
	AppealPartlyRevised AppealOutcome = "partly_revised"
	AppealMediated      AppealOutcome = "mediated"
	AppealInadmissible  AppealOutcome = "inadmissible"
	AppealWithdrawn     AppealOutcome = "withdrawn"
)

// AppealOutcomes returns every outcome in the order forms offer them.
func AppealOutcomes() []AppealOutcome {
	return []AppealOutcome{AppealConfirmed, AppealRevised, AppealPartlyRevised, AppealMediated, AppealInadmissible, AppealWithdrawn}
}

// Binds reports whether the organisation has to say what it does with this outcome.
func (o AppealOutcome) Binds() bool {
	return o == AppealRevised || o == AppealPartlyRevised || o == AppealMediated
}

// Appeal is an appeal and how far it got.
type Appeal struct {
	Appealed
	LodgedAt time.Time
	By       MemberID // who recorded it; ByComplainant when they did so themselves
	Ended    *Done[AppealEnded]
	Followed *Done[AppealFollowed]
	seq      int
}

// Running reports whether the body has yet to conclude.
func (a Appeal) Running() bool { return a.Ended == nil }

// Appealing is the appeal that runs now.
func (c Complaint) Appealing() (Appeal, bool) {
	i := slices.IndexFunc(c.Appeals, Appeal.Running)
	if i < 0 {
		return Appeal{}, false
	}
	return c.Appeals[i], true
}

// AppealWith returns the appeal with this id.
func (c Complaint) AppealWith(id string) (Appeal, bool) {
	i := slices.IndexFunc(c.Appeals, func(a Appeal) bool { return a.ID == id })
	if i < 0 {
		return Appeal{}, false
	}
	return c.Appeals[i], true
}

// OpenTo says what a complainant can appeal against now. The refusal says why
// there is nothing yet: there is no decision and the day has not passed, or they
// took the complaint back themselves.
func (c Complaint) OpenTo(p Procedure, now time.Time) (Against, error) {
	switch {
	case c.Withdrawn != nil:
		return "", refuse("", "appeal_withdrawn")
	case c.answeredOn(p) != (calendar.Date{}):
		return AgainstDecision, nil
	case c.overdue(p, now), c.notice(p):
		return AgainstSilence, nil
	}
	return "", refuse("", "appeal_early")
}

// answeredOn is the day the last decision reached the complainant, also one not to
// handle it; zero when none did.
func (c Complaint) answeredOn(p Procedure) (day calendar.Date) {
	for _, l := range c.Letters {
		since := c.Reopened == nil || l.seq > c.Reopened.Seq
		if since && l.ToComplainant() && l.State == LetterDone && (l.Purpose == LetterResponse || l.Purpose == LetterInadmissible) {
			day = p.On(l.Delivered)
		}
	}
	if r := c.Response; day.IsZero() && r != nil && r.Event.ByAction && (c.Reopened == nil || r.Seq > c.Reopened.Seq) {
		day = p.On(r.Happened)
	}
	return day
}

// overdue: the day for the answer passed, and no notice moved it.
func (c Complaint) overdue(p Procedure, now time.Time) bool {
	respond, ok := Owed(c, p, TermRespond, now)
	return ok && respond.Standing == Overdue
}

// notice: the procedure opens the road with the notice of an extension (DISP).
func (c Complaint) notice(p Procedure) bool {
	if !p.Extension.OpensAppeal {
		return false
	}
	return slices.ContainsFunc(c.Extensions, func(x Done[Extended]) bool {
		_, told := c.deliveredAt(x.Event.Letter)
		return told && (c.Reopened == nil || x.Seq > c.Reopened.Seq)
	})
}

// AppealUntil is the last day to go to this body; zero: the procedure sets none,
// or there is no decision that it could count from.
func (c Complaint) AppealUntil(p Procedure, b AppealBody) calendar.Date {
	on := c.answeredOn(p)
	if on.IsZero() || b.Within.IsZero() {
		return calendar.Date{}
	}
	return p.Days().Due(on, b.Within)
}

// FrozenAt is the number of the last event an appeal body may read: the decision
// with its letter, or all there is when nobody answered.
func (c Complaint) FrozenAt(against Against) int {
	last := 0
	for _, l := range c.Letters {
		if l.ToComplainant() && l.State == LetterDone && (l.Purpose == LetterResponse || l.Purpose == LetterInadmissible) {
			last = l.seq
		}
	}
	if r := c.Response; r != nil && r.Event.ByAction {
		last = max(last, r.Seq)
	}
	if against == AgainstSilence || last == 0 {
		return c.Version
	}
	return last
}

// Until is the complaint as it was after this many events.
func (c Complaint) Until(seq int) Complaint {
	return Fold(c.History[:min(seq, len(c.History))])
}

// Appeal records that the complainant goes to an appeal body (S18, S19). One
// after its term is recorded all the same, marked: the body decides whether it
// still hears it. Nobody but the complainant can appeal.
func (c Complaint) Appeal(p Procedure, m Moment, a Appealed) ([]Entry, error) {
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	body, ok := p.bodyFor(a)
	if !ok {
		return nil, refuse("body", "body_unknown")
	}
	if _, running := c.Appealing(); running {
		return nil, refuse("", "appeal_running")
	}
	if c.heardBy(body) {
		return nil, refuse("body", "appeal_heard")
	}
	against, err := c.OpenTo(p, m.at())
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(a.Grounds) == "" {
		return nil, refuse("grounds", "grounds_empty")
	}
	a.Against, a.UpTo = against, c.FrozenAt(against)
	until := c.AppealUntil(p, body)
	a.Late = !until.IsZero() && p.On(m.at()).After(until)
	return m.entries(a)
}

// heardBy: this body has looked at what stands now.
func (c Complaint) heardBy(b AppealBody) bool {
	return slices.ContainsFunc(c.Appeals, func(a Appeal) bool { return a.Body == b.Kind && a.Name == b.Name && c.standsSince(a) })
}

// OpenBodies are where the complainant can go now; none while an appeal runs.
func (c Complaint) OpenBodies(p Procedure, now time.Time) []AppealBody {
	if _, err := c.OpenTo(p, now); err != nil || c.InAppeal() {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(p.Appeal), c.heardBy)
}

// standsSince: this appeal was about what stands now, and was not taken back.
func (c Complaint) standsSince(a Appeal) bool {
	if a.Ended != nil && a.Ended.Event.Outcome == AppealWithdrawn {
		return false
	}
	last := c.FrozenAt(AgainstDecision)
	return a.UpTo >= last && (c.Reopened == nil || a.seq > c.Reopened.Seq)
}

// bodyFor is the body of the procedure that an appeal names.
func (p Procedure) bodyFor(a Appealed) (AppealBody, bool) {
	i := slices.IndexFunc(p.Appeal, func(b AppealBody) bool { return b.Kind == a.Body && b.Name == a.Name })
	if i < 0 {
		return AppealBody{}, false
	}
	return p.Appeal[i], true
}

// EndAppeal records what the body concludes; for a confidant in a room of their
// own, what they wrote goes to both sides.
func (c Complaint) EndAppeal(p Procedure, m Moment, e AppealEnded) ([]Entry, error) {
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	a, ok := c.AppealWith(e.ID)
	switch {
	case !ok:
		return nil, ErrNoAppeal
	case !a.Running():
		return nil, refuse("", "appeal_ended")
	case p.On(m.at()).Before(p.On(a.LodgedAt)):
		return nil, refuse("day", "before_appeal", p.On(a.LodgedAt).String())
	case !slices.Contains(AppealOutcomes(), e.Outcome):
		return nil, refuse("outcome", "outcome_missing")
	case strings.TrimSpace(e.Text) == "" && e.Outcome != AppealWithdrawn:
		return nil, refuse("text", "outcome_empty")
	}
	return m.entries(e)
}

// ErrNoAppeal says that there is no appeal with that id.
var ErrNoAppeal = refuse("", "appeal_unknown")

// EndElsewhere records what a body outside concludes, as the organisation heard it.
// What a confidant concludes in a room of their own comes from there.
func (c Complaint) EndElsewhere(p Procedure, m Moment, e AppealEnded) ([]Entry, error) {
	if a, ok := c.AppealWith(e.ID); ok && a.Confidant != "" {
		return nil, refuse("", "outcome_from_room")
	}
	return c.EndAppeal(p, m, e)
}

// ConcludedElsewhere is the last appeal of which the organisation wrote down what a
// body outside concluded. What a confidant wrote is theirs, and is not corrected.
func (c Complaint) ConcludedElsewhere() (Appeal, bool) {
	for _, a := range slices.Backward(c.Appeals) {
		if a.Ended != nil && a.Confidant == "" {
			return a, true
		}
	}
	return Appeal{}, false
}

func (c Complaint) afterAppeal(r Recorded) Complaint {
	switch e := r.Event.(type) {
	case Appealed:
		c.Appeals = append(slices.Clip(c.Appeals), Appeal{Appealed: e, LodgedAt: r.Happened, By: r.By, seq: r.Seq})
	case AppealEnded:
		c.Appeals = c.markAppeal(e.ID, func(a *Appeal) { a.Ended = one(e, r) })
	case Reviewed:
		c.Reviewed = one(e, r)
	case AppealFollowed:
		c.Appeals = c.markAppeal(e.ID, func(a *Appeal) { a.Followed = one(e, r) })
	}
	return c
}

func (c Complaint) markAppeal(id string, change func(*Appeal)) []Appeal {
	all := slices.Clone(c.Appeals)
	for i := range all {
		if all[i].ID == id {
			change(&all[i])
		}
	}
	return all
}
