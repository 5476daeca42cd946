package register

import (
	"slices"

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
		case complaint.LetterWritten:
			if event.Via == complaint.ViaEmail {
				jobs = append(jobs, store.Job{Kind: store.JobSendLetter, Item: event.ID, RunAt: r.Now().Add(r.Undo)})
			}
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

func (r *Register) leads() []store.Member {
	return slices.DeleteFunc(r.Active(), func(m store.Member) bool { return !leads(m) })
}

// unproven: the sender of a mail may be somebody else, and must get nothing of it.
func unproven(e complaint.Received) bool { return e.Suspect && e.Channel == complaint.ChannelEmail }
