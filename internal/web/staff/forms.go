package staff

import (
	"slices"
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

func discussionPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	chosen := complaint.MemberID(f.Line("acknowledger"))
	if chosen == "" {
		chosen = v.Complaint.Reporter
		if chosen == "" || v.Complaint.Conflicted(chosen) {
			chosen = v.who.Member.ID
		}
	}
	return template.Discussion{ActPage: page, With: p.team(v, members(f.Values["with"])...), Acknowledger: p.team(v, chosen),
		Agreed: field(f, "agreed"), Day: v.todayField(f)}
}

func acknowledgementPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	a, _ := acknowledgementOf(v.who, f)
	out := template.Acknowledgement{ActPage: page, Personal: field(f, "personal")}
	respond, _ := complaint.Owed(v.Complaint, v.Procedure, complaint.TermRespond, v.Now)
	done, by := proposedAction(v.Complaint)
	if a.Kind == "" {
		a.Kind = complaint.AcknowledgePromise
		if done != "" {
			a.Kind, a.Action = complaint.AcknowledgeAction, done
		}
	}
	out.Kind, out.Action = string(a.Kind), orElse(f, "action", done)
	if m, ok := p.Register.Member(by); ok && done != "" {
		out.ActionHint = "Overgenomen uit de melding van " + firstName(m) + ". Pas het aan als dat nodig is."
	}
	if !respond.Due.IsZero() {
		out.PromiseBy, out.DateMax, out.Date = respond.Due.DayMonth("nl"), respond.Due.String(), orElse(f, "date", respond.Due.String())
		if a.Kind == complaint.AcknowledgePromise && a.Promise.IsZero() {
			a.Promise = respond.Due
		}
	}
	out.Sending = p.sendingPage(v, f, p.Register.PreviewAcknowledgement(v.Dossier, a))
	return out
}

// proposedAction is what was reported as done, for in the letter.
func proposedAction(c complaint.Complaint) (string, complaint.MemberID) {
	var said []string
	var by complaint.MemberID
	for _, a := range c.Actions {
		if a.Event.Text != "" {
			said, by = append(said, a.Event.Text), a.By
		}
	}
	return strings.Join(said, "\n"), by
}

func contactPage(_ *pages, page template.ActPage, v view, f kit.Form) template.Page {
	return template.Contact{ActPage: page, Reached: f.Line("reached"), How: f.Line("how"), Summary: field(f, "summary"), Day: v.todayField(f)}
}

func hearingPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	out := template.Hearing{ActPage: page, Lacks: p.lackLinesOf(v), Who: field(f, "who"), How: f.Line("how"), Statement: field(f, "statement"), Agreed: f.Line("agreed"), Day: v.todayField(f)}
	for _, m := range p.Register.Active() {
		out.Members = append(out.Members, m.Name)
	}
	if len(v.Complaint.Subjects) > 0 {
		out.Who = orElse(f, "who", v.Complaint.Subjects[0].Name)
	}
	return out
}

func decisionPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	out := template.Decision{ActPage: page, Lacks: p.lackLinesOf(v), Note: p.hearingNote(v), Finding: f.Line("finding"), Reason: field(f, "reason")}
	out.Causes = causeOptions(orElse(f, "cause", v.Complaint.Cause).Value)
	at := func(name string, i int) string {
		if i < len(f.Values[name]) {
			return f.Values[name][i]
		}
		return ""
	}
	for i, what := range f.Values["remedy"] { // also a row that was skipped: what is wrong is said by its number
		out.Remedies = append(out.Remedies, template.RemedyRow{What: what, Kind: at("remedy_kind", i), By: at("remedy_by", i), Owner: at("remedy_owner", i), Amount: at("remedy_amount", i)})
	}
	for n := len(out.Remedies); n > 0 && out.Remedies[n-1] == (template.RemedyRow{}); n-- {
		out.Remedies = out.Remedies[:n-1]
	}
	out.Kinds = coded("Kies (hoeft niet)", complaint.RemedyKinds(), template.RemedyKindName, "")
	for _, n := range p.Register.Norms() {
		if !n.Off {
			out.Norms = append(out.Norms, template.Option{Value: n.Code, Label: n.Label, Checked: slices.Contains(f.Values["norm"], n.Code)})
		}
	}
	out.Owners = append([]template.Option{{Label: "Nog niet bekend"}}, p.team(v)...)
	return out
}

func responsePage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	out := template.Response{ActPage: page, Body: field(f, "text"), NoFinding: v.Complaint.Decision == nil}
	if d := v.Complaint.Decision; d != nil {
		out.Decision = template.FindingName(string(d.Event.Finding)) + ", " + dayShort(v.Procedure.On(d.Happened))
	}
	out.Sending = p.sendingPage(v, f, p.Register.PreviewResponse(v.Dossier, responseOf(v.who, f)))
	return out
}

func holdingPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	respond := v.respond()
	return template.Holding{ActPage: page, Progress: field(f, "progress"), Steps: field(f, "steps"), Late: respond.Open() && respond.Due.Before(v.today),
		Sending: p.sendingPage(v, f, p.Register.PreviewHolding(v.Dossier, holdingOf(v.who, f)))}
}

func extensionPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	x, _ := extensionOf(p, v.who, f)
	respond, _ := complaint.Owed(v.Complaint, v.Procedure, complaint.TermRespond, v.Now)
	rule := v.Procedure.Extension
	first := v.today.AddDays(1)
	if respond.Due.After(v.today) {
		first = respond.Due.AddDays(1)
	}
	out := template.Extension{ActPage: page, Reason: field(f, "reason"), DateMin: first.String(), Late: respond.Standing == complaint.Overdue,
		NeedsConsent: rule.Unilateral != nil, Consent: x.Consent, HasSubject: rule.TellSubject && len(v.Complaint.Subjects) > 0, SubjectTold: !x.SubjectTold.IsZero()}
	if rule.Unilateral != nil && !respond.Start.IsZero() {
		last := v.Procedure.Days().Due(respond.Start, rule.Unilateral.Total)
		out.MaxWords = "uiterlijk " + last.DayMonth("nl")
	}
	proposal := v.Procedure.Days().NextWorkingDay(first.AddDays(6))
	out.Date = orElse(f, "date", proposal.String())
	if x.Date.IsZero() {
		x.Date = proposal
	}
	out.Sending = p.sendingPage(v, f, p.Register.PreviewExtension(v.Dossier, x))
	return out
}

func correctionPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	c := v.Complaint
	category, kind := orElse(f, "category", c.Category).Value, orElse(f, "complainant_kind", string(c.Received.From)).Value
	out := template.Correction{ActPage: page, Heading: orElse(f, "title", c.Title), Name: orElse(f, "name", c.Received.Name), Email: orElse(f, "email", c.Received.Email),
		Phone: orElse(f, "phone", c.Received.Phone), About: orElse(f, "about", c.Received.About), Reason: field(f, "reason"),
		Categories: p.categories(category, "Nog niet gekozen", false), Services: p.Register.Home().Services}
	for _, k := range []complaint.ComplainantKind{complaint.FromClient, complaint.FromParticipant, complaint.FromOther, complaint.FromUnknown} {
		out.Kinds = append(out.Kinds, template.Option{Value: string(k), Label: capital(template.KindName(string(k))), Checked: string(k) == kind})
	}
	out.Causes = causeOptions(orElse(f, "cause", c.Cause).Value)
	severity, severities := orElse(f, "severity", c.Severity).Value, complaint.Severities()
	if severity != "" && !slices.Contains(severities, severity) { // an old register had words of its own
		severities = append(severities, severity)
	}
	out.Severities = coded("Nog niet gekozen", severities, func(s string) string { return capital(severityName(s)) }, severity)
	if a, ok := c.ConcludedElsewhere(); ok {
		outcome := orElse(f, string(complaint.FieldOutcome), string(a.Ended.Event.Outcome)).Value
		for _, o := range complaint.AppealOutcomes() {
			out.Outcomes = append(out.Outcomes, template.Option{Value: string(o), Label: capital(outcomeSaid(o, a.Against)), Checked: string(o) == outcome})
		}
	}
	return out
}

// causeOptions are what a complaint can come from; nobody has to know yet.
func causeOptions(chosen string) []template.Option {
	return coded("Nog niet bekend", complaint.Causes(), template.CauseName, chosen)
}

// coded are the codes of a list to choose from, behind the words for none.
func coded[T ~string](none string, codes []T, name func(string) string, chosen string) []template.Option {
	all := []template.Option{{Label: none}}
	for _, c := range codes {
		all = append(all, template.Option{Value: string(c), Label: name(string(c)), Checked: string(c) == chosen})
	}
	return all
}

func facts(_ view, pairs [][2]string) []template.Fact {
	var all []template.Fact
	for _, x := range pairs {
		if x[1] != "" {
			all = append(all, template.Fact{Name: x[0], Value: x[1]})
		}
	}
	return all
}

func withdrawalPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	at, _ := p.happened(f, v.Procedure.Zone()) // what is no day is said when it is sent
	out := template.Withdrawal{ActPage: page, How: f.Line("how"), Reason: field(f, "reason"), Day: v.todayField(f)}
	out.Confirming = p.confirming(v, f, v.Complaint.Received.Email != "" && p.Register.Mail != nil, func(x register.Confirmation) letter.Text {
		return p.Register.PreviewWithdrawal(v.Dossier, at, x)
	})
	return out
}

// confirming fills the part of a form that may confirm the end. A form that was
// sent says itself whether it does.
func (p *pages) confirming(v view, f kit.Form, usual bool, write func(register.Confirmation) letter.Text) template.Confirming {
	done, _ := proposedAction(v.Complaint)
	x := confirmationOf(v.who, f)
	if !f.Has("did") {
		x.Done = done
	}
	return template.Confirming{Sending: p.sendingPage(v, f, write(x)), Confirm: f.Get("confirm") != "" || usual && !f.Has("key"), Did: orElse(f, "did", done)}
}

func inadmissibilityPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	none := "Kies een reden"
	if !v.Procedure.NeedsGround() {
		none = "Kies (hoeft niet)"
	}
	return template.Inadmissibility{ActPage: page, Grounds: coded(none, v.Procedure.Grounds(), template.InadmissibleName, f.Line("ground")), Reason: field(f, "reason"),
		Sending: p.sendingPage(v, f, p.Register.PreviewInadmissible(v.Dossier, f.Words("reason"), sending(v.who, f)))}
}

func reopeningPage(_ *pages, page template.ActPage, _ view, f kit.Form) template.Page {
	return template.Reopening{ActPage: page, Reason: field(f, "reason")}
}

var lackingWords = map[complaint.Lacking]string{
	complaint.LacksComplaint: "Er staat niet in wat de klacht is.", complaint.LacksAcknowledgement: "De ontvangst is nog niet bevestigd.",
	complaint.LacksDecision: "Er is nog geen besluit.", complaint.LacksHandling: "De klager heeft nog geen antwoord.",
	complaint.LacksDelivery: "Een brief is nog niet aangekomen.", complaint.LacksReading: "Een bericht van de klager is nog niet gelezen.",
	complaint.LacksFollowUp: "De klager weet nog niet wat jullie met de uitspraak doen.",
}

func closingPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	out := template.Closing{ActPage: page, Reason: field(f, "reason")}
	for _, l := range v.Complaint.Missing(v.Procedure, v.Now) {
		out.Missing = append(out.Missing, lackingWords[l])
	}
	if v.May(v.who, access.Handle) { // the page leads to where it is said that they were kept
		for _, i := range v.Complaint.Unkept() {
			out.Unkept = append(out.Unkept, v.Complaint.Decision.Event.Remedies[i].Words("nl"))
		}
	}
	if v.Complaint.InAppeal() {
		out.Missing = append(out.Missing, "Het beroep loopt nog. De klacht blijft open tot de uitspraak er is.")
	}
	out.KeptTo = keptTo(v).Words("nl")
	out.Confirming = p.confirming(v, f, false, func(x register.Confirmation) letter.Text { return p.Register.PreviewClosing(v.Dossier, x) })
	return out
}

func exceptionPage(_ *pages, page template.ActPage, v view, f kit.Form) template.Page {
	out := template.Exception{ActPage: page, Reason: field(f, "reason")}
	for _, o := range v.Obligations() {
		if o.Open() {
			out.Steps = append(out.Steps, template.Option{Value: string(o.Term), Label: termWords[o.Term], Checked: f.Line("step") == string(o.Term)})
		}
	}
	return out
}

func actionPage(_ *pages, page template.ActPage, v view, f kit.Form) template.Page {
	return template.Action{ActPage: page, What: field(f, "action"), Day: v.todayField(f)}
}

func acceptancePage(_ *pages, page template.ActPage, v view, f kit.Form) template.Page {
	return template.Acceptance{ActPage: page, Accepted: f.Line("accepted"), How: f.Line("how"), Day: v.todayField(f)}
}

func deliveryPage(_ *pages, page template.ActPage, v view, f kit.Form) template.Page {
	out := template.Delivery{ActPage: page, How: f.Line("how"), Day: v.todayField(f), ToList: f.Line("back") == "letters"}
	for i, l := range v.Complaint.Owing() {
		out.Letters = append(out.Letters, template.Option{Value: l.ID, Label: purposeWords[l.Purpose], Hint: letterState(l, v.Now) + " · geschreven op " + dayShort(v.Procedure.On(l.WrittenAt)),
			Checked: f.Line("letter") == l.ID || f.Line("letter") == "" && i == 0})
	}
	return out
}

func readersPage(p *pages, page template.ActPage, v view, _ kit.Form) template.Page {
	out := template.Readers{ActPage: page, Excluded: p.excluded(v)}
	for _, m := range p.Register.Active() {
		o := template.Option{Value: string(m.ID), Label: m.Name, Hint: roleNote(m)}
		switch {
		case v.Complaint.Conflicted(m.ID):
		case p.Register.MayLead(v.Dossier, m):
			out.Fixed = append(out.Fixed, template.Who{Initials: kit.Initials(m.Name), Name: m.Name, Note: strings.ToLower(roleNote(m)), Me: m.ID == v.who.Member.ID})
		case slices.Contains(v.Complaint.Readers, m.ID):
			out.Current = append(out.Current, o)
		default:
			out.Others = append(out.Others, o)
		}
	}
	return out
}

func subjectPage(p *pages, page template.ActPage, _ view, f kit.Form) template.Page {
	return template.Subject{ActPage: page, Members: p.memberOptions(f.Line("member"), "Niemand van ons"), Name: field(f, "name")}
}

func notePage(_ *pages, page template.ActPage, _ view, f kit.Form) template.Page {
	return template.InternalNote{ActPage: page, Body: field(f, "text")}
}
