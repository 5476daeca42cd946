package figures

import (
	"math/bits"

	"wederhoor/internal/complaint"
)

// Set names the complaints behind a number. It stands in addresses: a name never
// changes its meaning.
type Set string

// Sets. The period is that of receipt, except for the flow, which is about what
// was open. Each share names its denominator in Of.
const (
	OpenBegin Set = "open_begin"
	Received  Set = "received"
	Reopened  Set = "reopened"
	Closed    Set = "closed"
	OpenEnd   Set = "open_end"
	Running   Set = "running" // received in the period and open at the end of it

	AckDue    Set = "ack_due" // its last day is over
	AckInTime Set = "ack_in_time"

	AnswerDue      Set = "answer_due"
	InTerm         Set = "answered_in_term"
	InExtended     Set = "answered_in_extended"
	Late           Set = "answered_late"
	AnswerRuns     Set = "answer_runs" // owed, and its last day is still to come
	AnswerOwed     Set = "answer_owed"
	Extended       Set = "extended"
	ExtendedLate   Set = "extended_late"
	Decided        Set = "decided"
	Judged         Set = "judged" // upheld, in part or not; "no finding" is no judgement
	Founded        Set = "founded"
	Upheld         Set = "upheld"
	PartlyUpheld   Set = "partly_upheld"
	NotUpheld      Set = "not_upheld"
	FoundedSolved  Set = "founded_solved"
	FoundedPartly  Set = "founded_partly"
	FoundedUnsolv  Set = "founded_unsolved"
	AtIntake       Set = "at_intake"
	Withdrawn      Set = "withdrawn"
	Inadmissible   Set = "inadmissible"
	Sent           Set = "decision_sent"
	Appealed       Set = "appealed"         // after a decision that was sent
	AppealSilence  Set = "appealed_silence" // because there was none
	AppealEnded    Set = "appeal_ended"     // the body concluded; taken back is no conclusion
	AppealRevised  Set = "appeal_revised"
	AppealBinds    Set = "appeal_binds"
	AppealFollowed Set = "appeal_followed"
	RemedyPromised Set = "remedy_promised"
	RemedyDue      Set = "remedy_due" // the last day of a promise is over
	RemedyInTime   Set = "remedy_in_time"
	WithCause      Set = "with_cause"
	CauseAgain     Set = "cause_again" // the same cause within twelve months before
	KnownWho       Set = "known_complainant"
	WhoAgain       Set = "complainant_again"
	Said           Set = "said" // answered, and they said whether they are satisfied
	Satisfied      Set = "satisfied"
	SeenDue        Set = "seen_due"
	SeenInTime     Set = "seen_in_time"
	Corrected      Set = "corrected"
	NoCategory     Set = "no_category"
	ClosedNoCause  Set = "closed_no_cause"
	EndedHere      Set = "ended" // received in the period and over
	FromEvaluation Set = "from_evaluation"
	Direct         Set = "direct" // not found in an evaluation
)

// known is a complaint as the sets look at it.
type known struct {
	*Fact
	causeAgain, whoAgain bool
}

// span is the period in days, with today.
type span struct{ from, to, today Day }

func (s span) has(d Day) bool { return d != 0 && s.from <= d && d <= s.to }

type rule struct {
	set, of Set // of: the denominator; "" when the number stands alone
	in      func(k known, s span) bool
}

// flow rules look at every complaint; all others only at what was received in
// the period.
var flow = []rule{
	{OpenBegin, "", func(k known, s span) bool { return k.openOn(s.from) }},
	{Received, "", func(k known, s span) bool { return s.has(k.Received) }},
	{Reopened, "", func(k known, s span) bool { return k.reopened(s) }},
	{Closed, "", func(k known, s span) bool {
		return (k.openOn(s.from) || s.has(k.Received) || k.reopened(s)) && !k.openOn(s.to+1)
	}},
	{OpenEnd, "", func(k known, s span) bool { return k.openOn(s.to + 1) }},
}

// reopened: it came back in the period. What was open at the begin, or came in
// within the period, already counts there.
func (k known) reopened(s span) bool {
	if k.Spells == nil || k.openOn(s.from) || s.has(k.Received) {
		return false
	}
	for _, spell := range k.Spells[1:] {
		if s.has(spell.From) {
			return true
		}
	}
	return false
}

var cohort = []rule{
	{Running, Received, func(k known, s span) bool { return k.openOn(s.to + 1) }},
	{EndedHere, Received, func(k known, _ span) bool { return k.Ended != 0 }},
	{AckDue, "", func(k known, s span) bool { return k.Acknowledge.Passed(s.today) }},
	{AckInTime, AckDue, func(k known, s span) bool {
		return k.Acknowledge.Passed(s.today) && k.Acknowledge.Timeliness(s.today) == complaint.InTerm
	}},
	{AnswerDue, "", func(k known, s span) bool { return k.Answer.Passed(s.today) }},
	{InTerm, AnswerDue, answered(complaint.InTerm)},
	{InExtended, AnswerDue, answered(complaint.InExtended)},
	{Late, AnswerDue, answered(complaint.TooLate)},
	{AnswerOwed, "", func(k known, _ span) bool { return k.Answer.Owed }},
	{AnswerRuns, AnswerOwed, func(k known, s span) bool { return k.Answer.Owed && !k.Answer.Passed(s.today) }},
	{Extended, AnswerOwed, func(k known, _ span) bool { return k.Answer.Owed && k.Extensions > 0 }},
	{ExtendedLate, Extended, func(k known, _ span) bool { return k.Answer.Owed && k.Extensions > 0 && k.Answer.LateExtension }},
	{Decided, Received, func(k known, _ span) bool { return k.Decided != 0 }},
	{Judged, "", func(k known, _ span) bool { return k.judged() }},
	{Founded, Judged, func(k known, _ span) bool { return k.Finding.Founded() }},
	{Upheld, Judged, func(k known, _ span) bool { return k.Finding == complaint.Upheld }},
	{PartlyUpheld, Judged, func(k known, _ span) bool { return k.Finding == complaint.PartlyUpheld }},
	{NotUpheld, Judged, func(k known, _ span) bool { return k.Finding == complaint.NotUpheld }},
	{FoundedSolved, Founded, solved(Fully)},
	{FoundedPartly, Founded, solved(Partly)},
	{FoundedUnsolv, Founded, solved(Unsolved)},
	{AtIntake, Received, func(k known, _ span) bool { return k.AtIntake }},
	{Withdrawn, Received, func(k known, _ span) bool { return k.Withdrawn }},
	{Inadmissible, Received, func(k known, _ span) bool { return k.Inadmissible }},
	{Sent, "", func(k known, _ span) bool { return k.Sent != 0 }},
	{Appealed, Sent, func(k known, _ span) bool {
		return k.Sent != 0 && k.anyAppeal(func(a Appeal) bool { return !a.Silence })
	}},
	{AppealSilence, Received, func(k known, _ span) bool { return k.anyAppeal(func(a Appeal) bool { return a.Silence }) }},
	{AppealEnded, "", func(k known, _ span) bool { return k.anyAppeal(Appeal.concluded) }},
	{AppealRevised, AppealEnded, func(k known, _ span) bool { return k.anyAppeal(Appeal.revised) }},
	{AppealBinds, "", func(k known, _ span) bool { return k.anyAppeal(Appeal.binds) }},
	{AppealFollowed, AppealBinds, func(k known, _ span) bool {
		return k.anyAppeal(Appeal.binds) && !k.anyAppeal(func(a Appeal) bool { return a.binds() && a.Followed == 0 })
	}},
	{RemedyPromised, Decided, func(k known, _ span) bool { return len(k.Remedies) > 0 }},
	{RemedyDue, RemedyPromised, func(k known, s span) bool { return k.anyRemedy(s.over) }},
	{RemedyInTime, RemedyDue, func(k known, s span) bool {
		return k.anyRemedy(s.over) && !k.anyRemedy(func(r Remedy) bool { return s.over(r) && (r.Done == 0 || r.Done > r.By) })
	}},
	{WithCause, "", func(k known, _ span) bool { return k.Cause != Code{} }},
	{CauseAgain, WithCause, func(k known, _ span) bool { return k.causeAgain }},
	{KnownWho, "", func(k known, _ span) bool { return k.Who != 0 }},
	{WhoAgain, KnownWho, func(k known, _ span) bool { return k.whoAgain }},
	{Said, Sent, func(k known, _ span) bool { return k.Sent != 0 && k.Said }},
	{Satisfied, Said, func(k known, _ span) bool { return k.Sent != 0 && k.Satisfied }},
	{SeenDue, "", func(k known, s span) bool { return k.Seen.Passed(s.today) }},
	{SeenInTime, SeenDue, func(k known, s span) bool {
		return k.Seen.Passed(s.today) && k.Seen.Timeliness(s.today) == complaint.InTerm
	}},
	{Corrected, Received, func(k known, _ span) bool { return k.Corrections > 0 }},
	{NoCategory, Received, func(k known, _ span) bool { return k.Category == Code{} }},
	{ClosedNoCause, EndedHere, func(k known, _ span) bool { return k.Ended != 0 && k.Cause == Code{} }},
	{FromEvaluation, Received, func(k known, _ span) bool { return k.Channel == evaluation }},
	{Direct, Received, func(k known, _ span) bool { return k.Channel != evaluation }},
}

var evaluation = CodeOf(string(complaint.ChannelEvaluation))

func answered(how complaint.Timeliness) func(known, span) bool {
	return func(k known, s span) bool { return k.Answer.Passed(s.today) && k.Answer.Timeliness(s.today) == how }
}

func solved(how Solved) func(known, span) bool {
	return func(k known, _ span) bool { return k.Finding.Founded() && k.Solved() == how }
}

func (f *Fact) judged() bool { return f.Finding.Founded() || f.Finding == complaint.NotUpheld }

func (f *Fact) anyAppeal(like func(Appeal) bool) bool {
	for _, a := range f.Appeals {
		if like(a) {
			return true
		}
	}
	return false
}

func (f *Fact) anyRemedy(like func(Remedy) bool) bool {
	for _, r := range f.Remedies {
		if like(r) {
			return true
		}
	}
	return false
}

func (a Appeal) concluded() bool { return a.Ended != 0 && a.Outcome != complaint.AppealWithdrawn }

func (a Appeal) revised() bool {
	return a.Outcome == complaint.AppealRevised || a.Outcome == complaint.AppealPartlyRevised
}

func (a Appeal) binds() bool { return a.Ended != 0 && a.Outcome.Binds() }

// over: a promise with a date that has gone by. One without a date is never late.
func (s span) over(r Remedy) bool { return r.By != 0 && s.today > r.By }

// sets numbers every set, so that a complaint's own fit in one word.
var sets, denominators = numbered()

func numbered() (places map[Set]uint, of map[Set]Set) {
	places, of = map[Set]uint{}, map[Set]Set{}
	for _, rules := range [][]rule{flow, cohort} {
		for _, r := range rules {
			places[r.set], of[r.set] = uint(len(places)), r.of
		}
	}
	if len(places) > bits.UintSize {
		panic("figures: more sets than a word has bits")
	}
	return places, of
}

// Sets lists every set, in the order of the procedure.
func Sets() (all []Set) {
	for _, rules := range [][]rule{flow, cohort} {
		for _, r := range rules {
			all = append(all, r.set)
		}
	}
	return all
}

// Of is the denominator of a set; "" when its number stands alone.
func (s Set) Of() Set { return denominators[s] }

// Known reports whether there is such a set.
func (s Set) Known() bool { _, ok := sets[s]; return ok }
