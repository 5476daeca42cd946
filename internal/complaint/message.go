package complaint

import "strings"

// Say takes in what the complainant says more, also after the end: what they
// write is never refused for when it comes.
func (c Complaint) Say(m Moment, e MessageReceived) ([]Entry, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	if strings.TrimSpace(e.Text) == "" && len(e.Attachments) == 0 {
		return nil, refuse("text", "message_empty")
	}
	return m.entries(e)
}

// ReadMessage records that somebody read what came in and nothing has to follow.
func (c Complaint) ReadMessage(m Moment, e MessageRead) ([]Entry, error) {
	if c.Unread == nil {
		return nil, refuse("", "nothing_to_read")
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	return m.entries(e)
}

// Waiting lists the messages of the complainant that nobody reacted to, oldest
// first. What a machine wrote waits for nobody.
func (c Complaint) Waiting() (all []Done[MessageReceived]) {
	for _, r := range c.History {
		switch e := r.Event.(type) {
		case MessageReceived:
			if !e.Automatic {
				all = append(all, *one(e, r))
			}
		case Contacted, MessageRead, LetterWritten: // see After
			all = nil
		}
	}
	return all
}
