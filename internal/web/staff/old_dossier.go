package staff

import (
	"cmp"
	"strings"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/oldregister"
	"wederhoor/internal/web/template"
)

// oldWhen is a day long ago: with its year, and with a time only when one was told.
func oldWhen(at time.Time, zone *time.Location) string {
	day := calendar.DateOf(at, zone).DayYear("nl")
	if local := at.In(zone); local.Hour()+local.Minute()+local.Second() > 0 {
		return day + ", " + calendar.Clock(at, zone, "nl")
	}
	return day
}

// receivedWhen says when the complaint came in.
func receivedWhen(v view) string {
	at, zone := v.Complaint.ReceivedAt, v.Procedure.Zone()
	if v.Complaint.Received.Imported != "" {
		return oldWhen(at, zone)
	}
	return when(at, zone)
}

// oldMoment tells what an old register tells: by nobody of here, on its own day.
func (p *pages) oldMoment(v view, r complaint.Recorded) (template.Moment, bool) {
	zone := v.Procedure.Zone()
	m := template.Moment{When: oldWhen(r.Happened, zone), Datetime: datetime(r.Happened, zone)}
	by := func(part oldregister.Field) {
		if n := oldPerson(v.Complaint.Received, part); n != "" {
			m.When += ", door " + n
		}
	}
	switch e := r.Event.(type) {
	case complaint.Received:
		m.Title = "De klacht kwam binnen"
		m.When += ", via " + channelWords[e.Channel]
	case complaint.Decided:
		m.Title, m.Text = "Besluit", e.Reason
		if e.Finding != "" {
			m.Title += ": " + strings.ToLower(template.FindingName(string(e.Finding)))
		}
		by(oldregister.Decider)
	case complaint.Responded:
		m.Title, m.Text = "Antwoord aan de klager", e.Text
		by(oldregister.Responder)
	case complaint.Acknowledged:
		m.Title = "De ontvangst is bevestigd"
	case complaint.Discussed:
		m.Title, m.Text, m.Class = "Overleg", e.Agreed, "note-in"
	case complaint.Contacted:
		m.Title, m.Text = "De klager is gesproken", e.Summary
	case complaint.Noted:
		m.Title, m.Text, m.Class, m.When = "Opmerking uit het oude register", e.Text, "note-in", ""
	case complaint.Closed:
		m.Title, m.Text = "Afgesloten", e.Reason
		switch {
		case e.Assumed && v.Complaint.Received.OldOpen:
			m.Title = "Stond nog open, en is als geschiedenis overgenomen"
		case e.Assumed:
			m.When += " of later: het oude register geeft geen dag"
		}
	case complaint.Corrected, complaint.SubjectNamed:
		return m, false // stand beside the dossier
	default:
		return m, p.tellAsking(&m, v, r) || p.tellAnswering(&m, r)
	}
	return m, true
}

func oldPerson(r complaint.Received, part oldregister.Field) string {
	for _, o := range r.OldPeople {
		if o.Part == string(part) {
			return o.Name
		}
	}
	return ""
}

// takenOver is the moment at which a complaint came from an old register.
func (p *pages) takenOver(v view) (template.Moment, bool) {
	c := v.Complaint
	if c.Received.Imported == "" || len(c.History) == 0 {
		return template.Moment{}, false
	}
	first, zone := c.History[0], v.Procedure.Zone()
	return template.Moment{Title: p.doer(first) + " nam de klacht over uit een oud register", When: when(first.Recorded, zone), Datetime: datetime(first.Recorded, zone), Class: "note-in"}, true
}

// oldFacts are what an old register has beside.
func oldFacts(r complaint.Received) (all [][2]string) {
	all = append(all, [2]string{"Oud nummer", r.OldRef}, [2]string{"Toen doorgegeven door", oldPerson(r, oldregister.Reporter)},
		[2]string{"Toen behandeld door", oldPerson(r, oldregister.Handler)})
	for _, c := range r.OldColumns {
		all = append(all, [2]string{cmp.Or(c.Name, "Uit het oude register"), c.Text})
	}
	return all
}
