package staff

import (
	"errors"
	"net/http"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

func (p *pages) intake(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.Render(w, r, http.StatusOK, p.intakePage(who, kit.Form{}))
}

func (p *pages) intakePage(who register.Person, f kit.Form) template.Intake {
	page := template.Intake{Staff: p.base(who, "intake"), FormKey: template.FormKey{Key: f.Line("key")}, Kind: f.Line("kind"), Channel: f.Line("channel"),
		Done: f.Values["done"], Reached: f.Line("reached"), Accepted: f.Line("accepted")}
	for name, field := range map[string]*template.Field{"complainant": &page.Complainant, "email": &page.Email, "phone": &page.Phone,
		"subject_name": &page.SubjectName, "day": &page.Day, "time": &page.Time, "about": &page.About} {
		field.Value = f.Line(name)
	}
	page.Services = p.Register.Home().Services
	page.Story.Value, page.Action.Value = f.Get("story"), f.Get("action")
	if page.Key == "" {
		page.Key = kit.Key()
	}
	if page.Day.Value == "" {
		page.Day.Value = p.Register.Procedure().On(p.Now()).String()
	}
	page.Subjects = p.memberOptions(f.Line("subject"), "Nog niet bekend, of niemand van ons")
	if lead, ok := p.Register.LeadMember(); ok {
		page.LeadFirstName = firstName(lead)
	}
	return page
}

// memberOptions offers the people of the organisation, first a choice for none.
func (p *pages) memberOptions(chosen, none string) []template.Option {
	var all []template.Option
	if none != "" {
		all = append(all, template.Option{Label: none, Checked: chosen == ""})
	}
	for _, m := range p.Register.Active() {
		all = append(all, template.Option{Value: string(m.ID), Label: m.Name, Hint: roleNote(m), Checked: string(m.ID) == chosen})
	}
	return all
}

// postIntake registers what a member passes on, with its real dates.
func (p *pages) postIntake(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	files, kept := p.Files(r, &f)
	problems := f.FileErrors("nl")
	if email := f.Line("email"); email != "" && !register.ValidEmail(email) {
		problems = append(problems, template.ErrorLine{Field: "email", Text: kit.Sentence("nl", register.EmailProblem(email))})
	}
	in, err := p.intakeOf(who, f)
	if err == nil {
		err = f.Unstored
	}
	if err == nil && len(problems) == 0 {
		var receipt register.Receipt
		receipt, err = p.Register.Receive(r.Context(), who.Member.ID, register.Submission{Key: "staff:" + string(who.Member.ID) + ":" + f.SubmissionKey(files), Intake: in, Files: files})
		if err == nil {
			p.Render(w, r, http.StatusOK, p.intakeDone(who, receipt))
			return
		}
	}
	status := kit.Status(f)
	lines := kit.Errors("nl", err)
	for i := range lines {
		if lines[i].Field == "name" { // the page has two names
			lines[i].Field = "complainant"
		}
	}
	problems = append(problems, lines...)
	if err != nil && len(lines) == 0 {
		if !errors.Is(err, register.ErrUnavailable) {
			p.fault(w, r, who, err)
			return
		}
		p.Fault(r.Context(), err, r.Pattern)
		status = http.StatusServiceUnavailable
		problems = append(problems, template.ErrorLine{Text: kit.Sentence("nl", "unavailable")})
	}
	page := p.intakePage(who, f)
	page.Errors, page.Kept = problems, kept
	p.Render(w, r, status, page)
}

func (p *pages) intakeOf(who register.Person, f kit.Form) (complaint.Intake, error) {
	zone := p.Register.Procedure().Zone()
	at, err := p.happened(f, zone)
	if err != nil {
		return complaint.Intake{}, err
	}
	if at.IsZero() {
		at = p.Now()
	}
	in := complaint.Intake{ReceivedAt: at, Reporter: who.Member.ID, Received: complaint.Received{Channel: channelOf(f.Line("channel")), From: fromOf(f.Line("kind")),
		Lang: "nl", Story: f.Words("story"), About: f.Line("about"), Name: f.Line("complainant"), Email: f.Line("email"), Phone: f.Line("phone")}}
	in.Received.Written = in.Received.Channel.Written()
	if id := f.Line("subject"); id != "" {
		m, ok := p.Register.Member(complaint.MemberID(id))
		if !ok { // never registered as if it were about nobody
			return in, register.Problems{{Field: "subject", Code: "member_unknown"}}
		}
		in.Subjects = append(in.Subjects, complaint.SubjectNamed{Member: m.ID, Name: m.Name})
	} else if name := f.Line("subject_name"); name != "" {
		in.Subjects = append(in.Subjects, complaint.SubjectNamed{Name: name})
	}
	in.Done, in.Solved = doneOf(f)
	if v := f.Line("accepted"); in.Solved && (v == "yes" || v == "no") {
		satisfied := v == "yes"
		in.Satisfied = &satisfied
	}
	return in, nil
}

// doneOf reads "Wat heb je al gedaan?": nothing chosen is no answer (R11).
func doneOf(f kit.Form) (done *complaint.ActionTaken, solved bool) {
	chosen := f.Values["done"]
	if len(chosen) == 0 && f.Words("action") == "" {
		return nil, false
	}
	a := complaint.ActionTaken{Text: f.Words("action"), Reached: f.Line("reached") == "yes"}
	for _, c := range chosen {
		switch c {
		case "nothing":
			a.Nothing = true
		case "solved":
			solved = true
		default:
			a.Codes = append(a.Codes, c)
		}
	}
	return &a, solved
}

func channelOf(s string) complaint.Channel {
	for _, c := range complaint.Channels() {
		if string(c) == s {
			return c
		}
	}
	return complaint.ChannelOther // a category never refuses a complaint (R1)
}

func fromOf(s string) complaint.ComplainantKind {
	switch k := complaint.ComplainantKind(s); k {
	case complaint.FromClient, complaint.FromParticipant, complaint.FromOther:
		return k
	}
	return complaint.FromUnknown
}

func (p *pages) intakeDone(who register.Person, receipt register.Receipt) template.IntakeDone {
	c := receipt.Complaint
	page := template.IntakeDone{Staff: p.base(who, "intake"), Time: calendar.Clock(p.Now(), p.Register.Procedure().Zone(), "nl"), FirstName: firstName(who.Member),
		Ref: receipt.Ref, Complainant: c.Received.Name, Code: receipt.Code.Display(), DossierURL: "/staff/complaints/" + receipt.Ref}
	if lead, ok := p.Register.LeadMember(); ok && !c.Conflicted(lead.ID) && lead.ID != who.Member.ID {
		page.LeadFirstName = firstName(lead)
	}
	if c.Conflicted(who.Member.ID) {
		page.DossierURL = ""
	}
	return page
}
