package review

import "slices"

// Without takes the words about one complaint out of an event of this review: why,
// what was agreed because of it and what became of that. That it was looked at, by
// whom and with which outcome stays, so that the counts stay true. False: the event
// says nothing of it. What stands in the text of the minutes is of the review as a
// whole and stays.
func (r Review) Without(dossier string, e Event) (Event, bool) {
	switch e := e.(type) {
	case Decided:
		if e.Dossier != dossier {
			return e, false
		}
		e.Reason, e.Actions = "", slices.Clone(e.Actions)
		for i := range e.Actions {
			e.Actions[i].Text = ""
		}
		return e, true
	case Concluded:
		return e.without(dossier)
	case ActionDone:
		if !r.agreedOn(dossier, e.ID) {
			return e, false
		}
		e.Text = ""
		return e, true
	case EffectJudged:
		if !r.agreedOn(dossier, e.ID) {
			return e, false
		}
		e.Text = ""
		return e, true
	default: // says nothing of one complaint
		return e, false
	}
}

func (r Review) agreedOn(dossier, id string) bool {
	a, ok := r.Action(id)
	return ok && a.Dossier == dossier
}

func (e Concluded) without(dossier string) (Event, bool) {
	o, touched := e.Overview, false
	o.Lines, o.Earlier = slices.Clone(o.Lines), slices.Clone(o.Earlier)
	for i, l := range o.Lines {
		if l.Dossier != dossier {
			continue
		}
		l.Reason, l.Actions, touched = "", slices.Clone(l.Actions), true
		for k := range l.Actions {
			l.Actions[k].Text = ""
		}
		o.Lines[i] = l
	}
	for i, p := range o.Earlier {
		if p.Dossier == dossier {
			p.Text, p.DoneText, touched = "", "", true
			o.Earlier[i] = p
		}
	}
	if touched && !slices.Contains(e.Erased, dossier) {
		e.Erased = append(slices.Clip(e.Erased), dossier)
	}
	e.Overview = o
	return e, touched
}
