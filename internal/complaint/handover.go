package complaint

import "slices"

// handedOver gives what somebody owed to who takes over.
func (c Complaint) handedOver(e HandedOver) Complaint {
	if c.Handler == e.From {
		c.Handler = e.To
	}
	if d := c.Discussion; d != nil && d.Event.Acknowledger == e.From {
		changed := *d
		changed.Event.Acknowledger = e.To
		c.Discussion = &changed
	}
	if d := c.Decision; d != nil {
		changed := *d
		changed.Event.Remedies = slices.Clone(d.Event.Remedies)
		for i := range changed.Event.Remedies {
			if changed.Event.Remedies[i].Owner == e.From {
				changed.Event.Remedies[i].Owner = e.To
			}
		}
		c.Decision = &changed
	}
	c.Letters = slices.Clone(c.Letters)
	for i := range c.Letters {
		if c.Letters[i].Signer == e.From && c.Letters[i].State != LetterDone {
			c.Letters[i].Signer = e.To
		}
	}
	c.Readers = union(slices.DeleteFunc(slices.Clone(c.Readers), func(m MemberID) bool { return m == e.From }), []MemberID{e.To})
	return c
}

// Owes reports whether this member still has something to do here.
func (c Complaint) Owes(m MemberID) bool {
	switch {
	case m == "" || c.Closed != nil && len(c.Owing()) == 0 && !c.followOwed():
		return false
	case c.Handler == m, c.Discussion != nil && c.Discussion.Event.Acknowledger == m:
		return true
	case slices.ContainsFunc(c.Letters, func(l Letter) bool { return l.Signer == m && l.State != LetterDone }):
		return true
	}
	return c.Decision != nil && slices.ContainsFunc(c.Decision.Event.Remedies, func(r Remedy) bool { return r.Owner == m })
}
