package figures

import (
	"slices"

	"wederhoor/internal/calendar"
)

// Action is what a review agreed to do because of a complaint, as figures look at it:
// days and codes, no words and no names.
type Action struct {
	ID     string
	Agreed Day  // of the review that was concluded with it
	Due    Day  // its last day, as it stands now
	Done   Day  // zero: it is not
	Effect Code // "worked", "did_not" or "unknown" (R33); zero: nobody said yet
	Cause  Code // of that complaint; zero: none that may count
}

// ActionSet names the actions behind a number. It stands in addresses: a name never
// changes its meaning.
type ActionSet string

// Sets of actions. The period is that of the review that agreed on them. Each share
// names its denominator in Of.
const (
	ActionsAgreed    ActionSet = "agreed"
	ActionsRunning   ActionSet = "running" // not done, and the last day is not over
	ActionsDone      ActionSet = "done"
	ActionsDue       ActionSet = "due" // the last day is over, done or not
	ActionsInTime    ActionSet = "in_time"
	ActionsLate      ActionSet = "late" // the last day is over, and it is not done
	ActionsWorked    ActionSet = "worked"
	ActionsDidNot    ActionSet = "did_not"
	ActionsUnknown   ActionSet = "unknown"  // somebody said that it cannot be said yet
	ActionsUnjudged  ActionSet = "unjudged" // nobody said anything yet
	ActionsWithCause ActionSet = "with_cause"
	ActionsCauseBack ActionSet = "cause_back" // the same cause within twelve months after it was done
)

// knownAction is one as the sets look at it.
type knownAction struct {
	Action
	back bool
}

func (a knownAction) done() bool { return a.Done != 0 }

func (a knownAction) due(today Day) bool { return today > a.Due }

func (a knownAction) said(effect string) bool { return a.done() && a.Effect.String() == effect }

type actionRule struct {
	set, of ActionSet // of: the denominator; "" when the number stands alone
	in      func(a knownAction, today Day) bool
}

// actionRules look at what was agreed in the period. As with answers, what still runs is
// neither in time nor late, and whether it helped is asked only of what was done (4.1).
var actionRules = []actionRule{
	{ActionsAgreed, "", func(knownAction, Day) bool { return true }},
	{ActionsRunning, ActionsAgreed, func(a knownAction, today Day) bool { return !a.done() && !a.due(today) }},
	{ActionsDone, ActionsAgreed, func(a knownAction, _ Day) bool { return a.done() }},
	{ActionsDue, "", knownAction.due},
	{ActionsInTime, ActionsDue, func(a knownAction, today Day) bool { return a.due(today) && a.done() && a.Done <= a.Due }},
	{ActionsLate, ActionsDue, func(a knownAction, today Day) bool { return a.due(today) && !a.done() }},
	{ActionsWorked, ActionsDone, effect("worked")},
	{ActionsDidNot, ActionsDone, effect("did_not")},
	{ActionsUnknown, ActionsDone, effect("unknown")},
	{ActionsUnjudged, ActionsDone, effect("")},
	{ActionsWithCause, "", func(a knownAction, _ Day) bool { return a.done() && a.Cause != Code{} }},
	{ActionsCauseBack, ActionsWithCause, func(a knownAction, _ Day) bool { return a.back }},
}

func effect(said string) func(knownAction, Day) bool {
	return func(a knownAction, _ Day) bool { return a.said(said) }
}

// ActionSets lists every set of actions.
func ActionSets() (all []ActionSet) {
	for _, r := range actionRules {
		all = append(all, r.set)
	}
	return all
}

// Of is the denominator of a set; "" when its number stands alone.
func (s ActionSet) Of() ActionSet {
	for _, r := range actionRules {
		if r.set == s {
			return r.of
		}
	}
	return ""
}

// Known reports whether there is such a set.
func (s ActionSet) Known() bool { return slices.Contains(ActionSets(), s) }

// Actions are those that were agreed in a period, looked at on one day. The zero value
// has none.
type Actions struct{ sets map[ActionSet][]string }

// LookAtActions counts what was agreed in a period, as it stands today. came is what came
// in since the first of them was done, in any order: it tells whether a cause came back.
func LookAtActions(all []Action, came []*Fact, p Period, today calendar.Date) Actions {
	s, x := span{DayOf(p.From), DayOf(p.To), DayOf(today)}, Actions{map[ActionSet][]string{}}
	causes := map[Code][]Day{}
	for _, f := range came {
		causes[f.Cause] = append(causes[f.Cause], f.Received)
	}
	for _, a := range all {
		if !s.has(a.Agreed) {
			continue
		}
		k := knownAction{Action: a, back: a.Cause != Code{} && slices.ContainsFunc(causes[a.Cause], s.soonAfter(a.Done))}
		for _, r := range actionRules {
			if r.in(k, s.today) {
				x.sets[r.set] = append(x.sets[r.set], a.ID)
			}
		}
	}
	return x
}

// soonAfter: on a later day, within twelve months and not after today. What came in on
// the day itself may have come in before it was done.
func (s span) soonAfter(done Day) func(Day) bool {
	return func(day Day) bool { return done != 0 && done < day && day <= s.today && within(done, day) }
}

// Count is how many actions a set has.
func (x Actions) Count(s ActionSet) int { return len(x.sets[s]) }

// Has reports whether an action is in a set.
func (x Actions) Has(s ActionSet, id string) bool { return slices.Contains(x.sets[s], id) }

// Spread tells apart whether they were done and helped. It is the only way in which
// actions leave the circle: with a second one, such as whether they were done in time,
// what is hidden in one could be worked out from the other (4.3).
func (x Actions) Spread() Spread {
	s := Spread{Name: Set(ActionsAgreed), Columns: []string{string(ActionsWorked), string(ActionsDidNot), string(ActionsUnknown), Rest}}
	worked, not := x.Count(ActionsWorked), x.Count(ActionsDidNot)
	open := x.Count(ActionsUnknown) + x.Count(ActionsUnjudged)
	s.Counts = []int{worked, not, open, x.Count(ActionsAgreed) - worked - not - open}
	return s
}
