package register

import (
	"slices"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
)

// followUps is the one table of what happens after an event: work that is
// queued in the same transaction. Without a mail server nobody can be told, and
// what the worker would only throw away is not queued.
func (r *Register) followUps(before, after complaint.Complaint) []store.Job {
	var jobs []store.Job
	for _, e := range after.History[len(before.History):] {
		switch event := e.Event.(type) {
		case complaint.Received:
			if r.Mail == nil {
				continue
			}
			jobs = append(jobs, r.tellLeads(after)...)
			if event.Email != "" && !event.Automatic && !unproven(event) {
				jobs = append(jobs, store.Job{Kind: store.JobSendReceipt})
			}
		case complaint.GlassBroken:
			for _, m := range r.watchers(after) {
				if m.ID != event.Member && r.Mail != nil {
					jobs = append(jobs, store.Job{Kind: store.JobTellGlass, Item: string(m.ID)})
				}
			}
		case complaint.Discussed:
			if event.Acknowledger != e.By && r.Mail != nil {
				jobs = append(jobs, store.Job{Kind: store.JobTellMember, Item: string(event.Acknowledger)})
			}
		case complaint.MessageReceived:
			if !event.Automatic {
				jobs = append(jobs, r.notices(store.JobTellMessage, r.handling(after))...)
			}
		case complaint.Withdrawn:
			if e.By == complaint.ByComplainant {
				jobs = append(jobs, r.notices(store.JobTellMessage, r.handling(after))...)
			}
		case complaint.Heard, complaint.ReportAnswered, complaint.DutyWaived:
			if e.By == complaint.ByComplainant || e.By == complaint.BySubject || after.IsSubject(e.By) {
				jobs = append(jobs, r.notices(store.JobTellMessage, r.handling(after))...)
			}
		case complaint.Appealed:
			jobs = append(jobs, r.tellAppeal(event.ID, e.By, after)...)
		case complaint.AppealEnded:
			if after.Withdrawn == nil { // else the withdrawal tells it
				jobs = append(jobs, r.tellAppeal(event.ID, e.By, after)...)
			}
		case complaint.LetterFailed:
			jobs = append(jobs, r.tellFailed(event, after)...)
		case complaint.LetterWritten:
			if event.Via == complaint.ViaEmail {
				jobs = append(jobs, store.Job{Kind: store.JobSendLetter, Item: event.ID, RunAt: r.Now().Add(r.Undo)})
			}
		case complaint.ErasureProposed:
			jobs = append(jobs, r.tellErasure(after, e.By)...)
		case complaint.RedactionProposed:
			jobs = append(jobs, r.notices(store.JobTellSecond, r.whoMay(access.Redact, after))...)
		case complaint.ErasureConfirmed:
			jobs = append(jobs, store.Job{Kind: store.JobErase, RunAt: r.eraseAt(after)})
		case complaint.LetterResent:
			jobs = append(jobs, store.Job{Kind: store.JobSendLetter, Item: event.ID})
		}
	}
	return jobs
}

// tellLeads notifies who leads it, never somebody the complaint is about (R10).
func (r *Register) tellLeads(c complaint.Complaint) []store.Job {
	var jobs []store.Job
	for _, m := range r.watchers(c) {
		if m.ID != c.Reporter {
			jobs = append(jobs, store.Job{Kind: store.JobTellLead, Item: string(m.ID)})
		}
	}
	return jobs
}

// notices queues a notice for each of these members.
func (r *Register) notices(kind store.JobKind, all []store.Member) (jobs []store.Job) {
	if r.Mail == nil {
		return nil
	}
	for _, m := range all {
		jobs = append(jobs, store.Job{Kind: kind, Item: string(m.ID)})
	}
	return jobs
}

// tellFailed tells who signed a letter that it did not arrive. Of one that is not
// owed any more, or that may have arrived, that would not be true.
func (r *Register) tellFailed(e complaint.LetterFailed, c complaint.Complaint) []store.Job {
	l, _ := c.Letter(e.ID)
	if e.Uncertain || !slices.ContainsFunc(c.Owing(), func(o complaint.Letter) bool { return o.ID == l.ID }) {
		return nil
	}
	return r.notices(store.JobTellFailed, r.firstOf(c, l.Signer))
}

// handling is who reacts to what the complainant says: who handles it, else who
// acknowledges it, else who leads it.
func (r *Register) handling(c complaint.Complaint) []store.Member {
	if d := c.Discussion; d != nil {
		return r.firstOf(c, c.Handler, d.Event.Acknowledger)
	}
	return r.firstOf(c, c.Handler)
}

// firstOf is the first of these who still has a part in it, or else who leads it;
// never somebody the complaint is about (R10).
func (r *Register) firstOf(c complaint.Complaint, all ...complaint.MemberID) []store.Member {
	for _, id := range all {
		if m, ok := r.Member(id); ok && r.works(m) && !c.Conflicted(id) {
			return []store.Member{m}
		}
	}
	return r.watchers(c)
}

func (r *Register) leads() []store.Member {
	return slices.DeleteFunc(r.Active(), func(m store.Member) bool { return !leads(m) })
}

// unproven: the sender of a mail may be somebody else, and must get nothing of it.
func unproven(e complaint.Received) bool { return e.Suspect && e.Channel == complaint.ChannelEmail }
