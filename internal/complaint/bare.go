package complaint

import "slices"

// Bare returns the complaint without what people said and who they are: enough
// to derive what is owed, small enough to keep thousands in memory.
func (c Complaint) Bare() Complaint {
	b := c
	b.History = make([]Recorded, len(c.History))
	for i, r := range c.History {
		r.Event = bareEvent(r.Event)
		b.History[i] = r
	}
	b.Received = Received{Ref: c.Received.Ref, Procedure: c.Received.Procedure, Version: c.Received.Version,
		Channel: c.Received.Channel, Written: c.Received.Written, CodeGiven: c.Received.CodeGiven, Anonymous: c.Received.Anonymous,
		Imported: c.Received.Imported, History: c.Received.History}
	b.Actions, b.Contacts = nil, nil
	b.Hearings = make([]Done[Heard], len(c.Hearings)) // who was heard
	for i, h := range c.Hearings {
		x := c.PartyHeard(h.Event)
		h.Event = Heard{Member: x.Member, Seat: x.Seat, How: h.Event.How}
		b.Hearings[i] = h
	}
	b.Subjects = make([]SubjectNamed, len(c.Subjects)) // who may not be handed a step
	for i, s := range c.Subjects {
		b.Subjects[i] = SubjectNamed{Member: s.Member, Suspected: s.Suspected}
	}
	b.Grants = slices.Clone(c.Grants)
	for i := range b.Grants {
		b.Grants[i].Reason = ""
	}
	b.Letters = make([]Letter, len(c.Letters))
	for i, l := range c.Letters {
		l.Text, l.Subject, l.Name, l.To = "", "", "", ""
		b.Letters[i] = l
	}
	b.BothSides, b.Keeping, b.Requests = c.BothSides.bare(), c.Keeping.bare(), c.Requests.bare()
	b.Appeals = slices.Clone(c.Appeals)
	for i := range b.Appeals {
		b.Appeals[i].Grounds = "" // the name is the body's, as the procedure has it: its term hangs on it
		b.Appeals[i].Ended = silent(b.Appeals[i].Ended, func(e *AppealEnded) { e.Text = "" })
		b.Appeals[i].Followed = silent(b.Appeals[i].Followed, func(e *AppealFollowed) { e.Text = "" })
	}
	return b.wordless()
}

// wordless leaves of what was done that it was done, when and by whom.
func (c Complaint) wordless() Complaint {
	c.Discussion = silent(c.Discussion, func(e *Discussed) { e.Agreed = "" })
	c.Acknowledged = silent(c.Acknowledged, func(e *Acknowledged) { e.Action = "" })
	c.Decision = silent(c.Decision, func(e *Decided) { e.Reason, e.Remedies = "", nil })
	c.Response = silent(c.Response, func(e *Responded) {
		if !e.ByAction { // an action that was the answer counts by its words
			e.Text = ""
		}
	})
	c.Unread = silent(c.Unread, func(e *MessageReceived) { e.Text, e.Attachments = "", nil })
	c.Acceptance = silent(c.Acceptance, func(e *Accepted) { e.Words = "" })
	c.Withdrawn = silent(c.Withdrawn, func(e *Withdrawn) { e.Reason = "" })
	c.Inadmissible = silent(c.Inadmissible, func(e *RuledInadmissible) { e.Reason = "" })
	c.Closed = silent(c.Closed, func(e *Closed) { e.Reason = "" })
	c.Reopened = silent(c.Reopened, func(e *Reopened) { e.Reason = "" })
	c.Extensions = slices.Clone(c.Extensions)
	for i := range c.Extensions {
		c.Extensions[i].Event.Reason = ""
	}
	return c
}

func silent[E any](d *Done[E], hush func(*E)) *Done[E] {
	if d == nil {
		return nil
	}
	bare := *d
	hush(&bare.Event)
	return &bare
}

// bareEvent keeps of an event what the obligations look at.
func bareEvent(e Event) Event {
	switch e := e.(type) {
	case Acknowledged:
		e.Action = ""
		return e
	case Contacted:
		e.Summary = ""
		return e
	case Responded:
		e.Text = ""
		return e
	}
	return bareKind(e.Kind())
}

// bareKind stands for an event of which only the kind and the day matter.
type bareKind Kind

// Kind implements Event.
func (k bareKind) Kind() Kind { return Kind(k) }
