package staff

import (
	"context"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

func recordReading(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	return p.Register.ReadMessage(ctx, who, o, f.Words("note"))
}

// readingPage shows what the complainant wrote since the last reaction, and the
// ways to react.
func readingPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	out := template.Reading{ActPage: page, Note: field(f, "note")}
	for _, m := range v.Complaint.Waiting() {
		out.Messages = append(out.Messages, p.message(v, m))
	}
	add := func(ok bool, label, noun string) {
		if ok && v.May(v.who, p.acts[noun].do) {
			out.Others = append(out.Others, template.Link{Label: label, URL: page.To(noun)})
		}
	}
	open := !v.Complaint.Ended()
	add(open, "Ik heb contact gehad", "contact")
	add(open && v.Complaint.Decision != nil && v.Complaint.Response == nil, "Schrijf het antwoord", "response")
	add(open && v.Complaint.Decision == nil, "Neem eerst een besluit", "decision")
	add(v.Complaint.Ended(), "Heropen de klacht", "reopening")
	return out
}

func (p *pages) message(v view, m complaint.Done[complaint.MessageReceived]) template.Said {
	r, zone := v.Complaint.Received, v.Procedure.Zone()
	return template.Said{Voice: template.Voice{Who: template.Who{Initials: kit.Initials(r.Name), Name: capital(complainantWords(r.Name))},
		When: when(m.Happened, zone) + ", via " + saidVia(m.Event.Channel), Datetime: datetime(m.Happened, zone), Text: m.Event.Text}, Files: v.files(m.Event.Attachments)}
}

// saidVia is how a message came: what was typed on the complainant's own page
// came by no form that they would call one.
func saidVia(c complaint.Channel) string {
	if c == complaint.ChannelForm {
		return "de statuspagina"
	}
	return channelWords[c]
}

func (v view) files(all []complaint.Attachment) (rows []template.FileRow) {
	for _, a := range all {
		rows = append(rows, kit.FileRow(a, "/staff/complaints/"+v.Complaint.Received.Ref+"/attachments/"))
	}
	return rows
}

// newMessage marks a dossier in which something waits to be read while another
// step is due; when reading is the step itself, that says it.
func newMessage(unread bool, step complaint.Step) template.Tag {
	if !unread || step == complaint.StepReading {
		return template.Tag{}
	}
	return template.Tag{Text: "Nieuw bericht", Tone: "now", Icon: "message"}
}

// tellMessage tells what the complainant wrote and who read it.
func (p *pages) tellMessage(m *template.Moment, v view, r complaint.Recorded) bool {
	switch e := r.Event.(type) {
	case complaint.MessageReceived:
		m.Title, m.Voice, m.Files = "De klager stuurde een bericht", e.Text, v.files(e.Attachments)
		m.When += ", via " + saidVia(e.Channel)
		if e.Automatic {
			m.Title, m.Class = "Automatisch antwoord", "note-in"
		}
	case complaint.MessageRead:
		m.Title, m.Text, m.Class = p.doer(r)+" las het bericht", e.Note, "note-in"
	default:
		return false
	}
	return true
}
