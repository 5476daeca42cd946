package complaint

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"wederhoor/internal/passage"
)

// ProposeRedaction says that a passage or a file has to be made unreadable. The
// reason will stand in its place, and so may not tell it.
func (c Complaint) ProposeRedaction(m Moment, e RedactionProposed) ([]Entry, error) {
	e.Passage, e.Reason = strings.TrimSpace(e.Passage), strings.TrimSpace(e.Reason)
	switch {
	case c.Redaction != nil:
		return nil, refuse("", "redaction_there")
	case e.File == "" && e.Passage == "":
		return nil, refuse("passage", "redaction_what")
	case e.File != "" && e.Passage != "":
		return nil, refuse("passage", "redaction_one")
	case e.File != "" && !c.hasFile(e.File):
		return nil, refuse("file", "redaction_no_file")
	case e.File == "" && passage.Letters(e.Passage) < passage.Shortest:
		return nil, refuse("passage", "redaction_short", strconv.Itoa(passage.Shortest))
	case e.File == "" && len(c.Find(e.Passage)) == 0:
		return nil, refuse("passage", "redaction_nowhere")
	case !slices.Contains(askers, e.Asked):
		return nil, refuse("asked", "redaction_asked")
	case e.Reason == "":
		return nil, refuse("reason", "reason_empty")
	case e.Holds(e.Reason):
		return nil, refuse("reason", "redaction_reason_tells")
	}
	if err := c.nothingLeaves(e); err != nil {
		return nil, err
	}
	return m.entries(e)
}

// Holds reports whether a text holds the passage.
func (e RedactionProposed) Holds(text string) bool {
	return e.Passage != "" && passage.Holds(text, e.Passage)
}

func (c Complaint) hasFile(id string) bool {
	return !c.IsGone(id) && slices.ContainsFunc(c.History, func(r Recorded) bool { _, found := files(r.Event, id, ""); return found })
}

// nothingLeaves refuses while a letter waits in which the words stand: what was
// written in it would leave with a hole in it, or not at all.
func (c Complaint) nothingLeaves(e RedactionProposed) error {
	if e.File != "" {
		return nil
	}
	found := c.Find(e.Passage)
	if slices.ContainsFunc(c.Owing(), func(l Letter) bool {
		return slices.ContainsFunc(found, func(f Found) bool { return f.Seq == l.seq })
	}) {
		return refuse("passage", "redaction_letter")
	}
	return nil
}

// StopRedaction leaves it as it is, with the reason.
func (c Complaint) StopRedaction(m Moment, reason string) ([]Entry, error) {
	switch {
	case c.Redaction == nil:
		return nil, refuse("", "redaction_none")
	case strings.TrimSpace(reason) == "":
		return nil, refuse("reason", "reason_empty")
	case c.Redaction.Event.Holds(reason):
		return nil, refuse("reason", "redaction_reason_tells")
	}
	return m.entries(RedactionStopped{Reason: reason})
}

// Redact is the second person, who is never the one who proposed it. From then on
// the words are gone. id names it in the ledger, mark is what stands in their place,
// and check what the receipt says of what was filed.
func (c Complaint) Redact(m Moment, by MemberID, id, mark, check string) ([]Entry, error) {
	switch {
	case c.Redaction == nil:
		return nil, refuse("", "redaction_none")
	case c.Redaction.By == by:
		return nil, refuse("", "redaction_same_person")
	}
	asked := c.Redaction.Event
	if err := c.nothingLeaves(asked); err != nil {
		return nil, err
	}
	e := Redacted{ID: id, Proposed: c.Redaction.By, Asked: asked.Asked, File: asked.File, Mark: mark}
	if asked.Passage != "" {
		c.find(asked.Passage, func(_ Recorded, at Cut, _ passage.Text, _ passage.Span) { e.Cuts = append(e.Cuts, at) })
	}
	e, err := c.taken(e)
	if err != nil {
		return nil, err
	}
	return m.entries(c.consequences(e, check))
}

// RedactAgain is the same in a copy from before, which ends at an earlier event. now is
// what can still be read, when that is known: with newer keys the sheets as they were
// do not open any more. Without it the cuts are made again.
func (c Complaint) RedactAgain(m Moment, e Redacted, now *Redacted) ([]Entry, error) {
	e.Cuts = slices.DeleteFunc(slices.Clone(e.Cuts), func(x Cut) bool { return x.Seq > c.Version })
	e.Meta, e.Case, e.Identity, e.Letters, e.Again = nil, nil, nil, nil, true
	var err error
	if now == nil {
		e, err = c.taken(e)
	} else {
		for _, in := range []Compartment{InMeta, InCase, InIdentity} {
			*e.sheets(in) = slices.DeleteFunc(slices.Clone(now.Sheets(in)), func(s Resealed) bool { return s.Seq > c.Version })
		}
	}
	if err != nil {
		return nil, err
	}
	return m.entries(c.consequences(e, e.Check))
}

// consequences fills in what goes along with the sheets: files that were made of the
// dossier, mails as they left.
func (c Complaint) consequences(e Redacted, check string) Redacted {
	e.Places, e.Files = len(slices.Compact(places(e.Cuts))), c.filesGoing(e.File)
	for _, l := range c.Letters {
		if slices.ContainsFunc(slices.Concat(e.Case, e.Identity), func(s Resealed) bool { return s.Seq == l.seq }) {
			e.Letters = append(e.Letters, l.ID)
		}
	}
	filed := len(c.History) > 0 && slices.ContainsFunc(e.Case, func(s Resealed) bool { return s.Seq == c.History[0].Seq })
	if e.Check = ""; filed {
		e.Check = cmp.Or(c.FiledCheck(), check)
	}
	return e
}

// filesGoing are a file that was asked for, files that were made of the dossier, and
// mails as they came: nobody can take one passage out of those.
func (c Complaint) filesGoing(asked string) (all []string) {
	if asked != "" {
		all = append(all, asked)
	}
	add := func(file string) {
		if file != "" && !c.IsGone(file) && !slices.Contains(all, file) {
			all = append(all, file)
		}
	}
	for _, r := range c.History {
		add(madeOf(r.Event))
	}
	for _, a := range c.Attachments() {
		if a.Type == mailAsItCame {
			add(a.ID)
		}
	}
	return all
}

// mailAsItCame is the type of a mail that is kept with what was in it.
const mailAsItCame = "message/rfc822"

// places are the texts that something is taken out of; the proposal does not count.
func places(cuts []Cut) (all []Cut) {
	for _, c := range cuts {
		if c.Path != "Passage" {
			all = append(all, Cut{Seq: c.Seq, Path: c.Path})
		}
	}
	return all
}

// FiledCheck is what the receipt says of what was filed, since something of that was
// made unreadable; "" when nothing was.
func (c Complaint) FiledCheck() string {
	for _, r := range c.Redactions {
		if r.Event.Check != "" {
			return r.Event.Check
		}
	}
	return ""
}
