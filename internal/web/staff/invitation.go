package staff

import (
	"slices"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// invitationPage starts from the first person the complaint is about. What the
// complainant told does not stand there ready to be sent on.
func invitationPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	x, _ := invitationOf(v.who, f) // what is no day is said when it is sent
	if first := v.Complaint.Subjects; len(first) > 0 && !f.Has("member") {
		x.Member = first[0].Member
		if x.Member == "" {
			x.Name = first[0].Name
		}
	}
	demands := v.Procedure.Requirements.CopyToSubject
	if !f.Has("substance") { // the page is new
		x.Copy = demands
	}
	proposal := v.proposal(3)
	if x.By.IsZero() {
		x.By, _ = calendar.Parse(proposal) // without one the letter shows the gap
	}
	out := template.SubjectInvitation{ActPage: page, Members: p.subjectOptions(v, x.Member), Name: template.Field{Value: x.Name}, Substance: field(f, "substance"),
		Date: orElse(f, "date", proposal), DateMin: v.today.AddDays(1).String(), Due: ahead(v.respond(), v.today), English: x.Lang == "en",
		Names: v.Complaint.Identifies(x.Substance), Released: x.NameReleased, Copy: x.Copy, CopyDemanded: demands, Blackout: field(f, "blackout")}
	for _, a := range v.Complaint.Received.Attachments {
		if a.Gone {
			continue
		}
		out.Files = append(out.Files, template.Option{Value: a.ID, Label: a.Name, Hint: kit.Size(a.Size), Checked: slices.Contains(x.Files, a.ID)})
	}
	out.Sending = p.sendingPage(v, f, p.Register.PreviewInvitation(v.Dossier, x))
	out.Vias, out.Via = p.viasTo(x.Member), f.Line("via")
	if out.Via == "" {
		out.Via = out.Vias[0]
	}
	out.Letter.Lang = "nl"
	if out.English {
		out.Letter.Lang = "en"
	}
	out.Letter.Date = v.today.Words(out.Letter.Lang)
	return out
}

// proposal is a day before the answer is due; "" when the writer has to choose.
func (v view) proposal(days int) string {
	day, ok := v.Complaint.ReactBy(v.Procedure, complaint.Moment{Now: v.Now}, days)
	if !ok {
		return ""
	}
	return day.String()
}

// ahead is the day of the answer while it is still to come.
func ahead(respond complaint.Obligation, today calendar.Date) string {
	if !respond.Open() || !respond.Due.After(today) {
		return ""
	}
	return respond.Due.DayMonth("nl")
}

// subjectOptions are the members whom the complaint is about, and somebody else.
func (p *pages) subjectOptions(v view, chosen complaint.MemberID) []template.Option {
	var all []template.Option
	for _, s := range v.Complaint.Subjects {
		if m, ok := p.Register.Member(s.Member); ok {
			all = append(all, template.Option{Value: string(m.ID), Label: m.Name, Hint: roleNote(m), Checked: m.ID == chosen})
		}
	}
	return append(all, template.Option{Label: "Iemand van buiten", Checked: chosen == ""})
}

// viasTo lists how a letter reaches who is invited; only a member has an address
// that we know to be theirs.
func (p *pages) viasTo(member complaint.MemberID) []string {
	m, ok := p.Register.Member(member)
	if ok && m.Email != "" && p.Register.Mail != nil && register.ValidEmail(m.Email) {
		return []string{"email", "post", "hand"}
	}
	return []string{"post", "hand"}
}
