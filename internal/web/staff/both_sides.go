package staff

import (
	"fmt"
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/web/template"
)

// bothSides tells how far the hearing of both sides is: what is missing, who has a
// page, what was agreed to talk, and the reports with what was said of them.
func (p *pages) bothSides(v view) template.HearingState {
	c := v.Complaint
	out := template.HearingState{Acts: []template.Link{}}
	out.Lacks = p.lackLinesOf(v)
	for _, s := range c.Sides {
		if _, open := c.Asked(s.Event.Letter, v.Now); open {
			out.Lines = append(out.Lines, p.askedWords(v, s))
		}
	}
	for _, x := range c.Parties() {
		for _, h := range c.HearingsFor(x, v.Now) {
			out.Lines = append(out.Lines, p.partyName(v, x)+": gesprek op "+when(h.At, v.Procedure.Zone())+", "+h.Place)
		}
	}
	for _, w := range c.DutiesWaived {
		out.Lines = append(out.Lines, p.partyName(v, p.asNamed(v, w.Event.Party()))+": "+groundWords[w.Event.Ground]+" ("+dutyWords[w.Event.Duty]+")")
	}
	for _, r := range c.Reports {
		out.Reports = append(out.Reports, p.reportWords(v, r))
	}
	out.Acts = p.hearingActs(v)
	return out
}

// asNamed gives a party the name it has now.
func (p *pages) asNamed(v view, x complaint.Party) complaint.Party {
	if full, ok := v.Complaint.PartyBy(x.Key()); ok {
		return full
	}
	return x
}

var dutyWords = map[complaint.Duty]string{complaint.DutyHearing: "horen", complaint.DutyCopy: "afschrift"}

var groundWords = map[complaint.Ground]string{complaint.GroundDeclared: "hoeft niet gehoord te worden", complaint.GroundNoAnswer: "reageerde niet op tijd",
	complaint.GroundUnfounded: "niet gehoord, de klacht is kennelijk ongegrond", complaint.GroundNotPossible: "het kon niet"}

// lackLinesOf says what the procedure still owes both sides, each by name.
func (p *pages) lackLinesOf(v view) (all []string) {
	for _, l := range v.Complaint.Lacks(v.Procedure) {
		all = append(all, p.lackWords(v, l))
	}
	return all
}

func (p *pages) lackWords(v view, l complaint.Lack) string {
	name := p.partyName(v, l.To)
	if l.Duty == complaint.DutyCopy {
		return name + " heeft het afschrift van de klacht nog niet."
	}
	return name + " is nog niet gehoord. Er is geen verslag, en niet vastgelegd dat het niet hoeft."
}

func (p *pages) askedWords(v view, s complaint.Done[complaint.SideAsked]) string {
	words := p.partyName(v, p.asNamed(v, s.Event.Party())) + ": gevraagd te reageren uiterlijk " + s.Event.By.DayMonth("nl")
	if s.Event.Account {
		words += ", leest het na inloggen"
	} else {
		words += ", leest het met de code uit de brief"
	}
	if s.Event.NameReleased {
		words += "; de naam van de klager is gegeven"
	}
	return words
}

func (p *pages) reportWords(v view, r complaint.Done[complaint.HearingReported]) template.ReportState {
	out := template.ReportState{Heading: "Verslag van " + v.Procedure.On(r.Happened).DayMonth("nl"), Present: r.Event.Present, Text: r.Event.Text}
	for _, x := range r.Event.Shown {
		name, said := p.partyName(v, p.asNamed(v, x)), v.Complaint.AnswersTo(r.Event.ID, &x)
		if len(said) == 0 {
			out.Waits = append(out.Waits, name+" kan reageren tot en met "+r.Event.React.DayMonth("nl")+".")
		}
		for _, a := range said {
			late := ""
			if v.Procedure.On(a.Happened).After(r.Event.React) {
				late = ", na de datum"
			}
			when := v.Procedure.On(a.Happened).DayMonth("nl") + late
			if a.Event.Agrees {
				out.Waits = append(out.Waits, name+" zei op "+when+": het klopt.")
				continue
			}
			out.Corrections = append(out.Corrections, template.ReportCorrection{Heading: name + " verbeterde op " + when, Text: a.Event.Correction})
		}
	}
	return out
}

func (p *pages) hearingActs(v view) (all []template.Link) {
	c, url := v.Complaint, "/staff/complaints/"+v.Complaint.Received.Ref+"/"
	if c.Ended() || !v.May(v.who, access.Handle) {
		return nil
	}
	for _, noun := range []string{"invitation", "hearing-invitation", "report"} {
		all = append(all, template.Link{Label: template.ActName(noun), URL: url + noun})
	}
	return all
}

// hearingStep is what to do first of what both sides must get.
func hearingStep(v view, url string) (first template.Link, others []template.Link) {
	link := func(noun string) template.Link {
		return template.Link{Label: template.ActName(noun), URL: url + "/" + noun}
	}
	first = link("hearing-invitation")
	for _, l := range v.Complaint.Lacks(v.Procedure) {
		if l.Duty == complaint.DutyCopy {
			return link("invitation"), []template.Link{link("hearing-invitation"), link("report"), link("waiver")}
		}
		if len(v.Complaint.HearingsFor(l.To, v.Now)) > 0 {
			first = link("report")
		}
	}
	return first, []template.Link{link("report"), link("hearing-invitation"), link("waiver")}
}

// hearingNouns are the acts of hearing that make sense now, for the menu.
func hearingNouns(v view) (all []string) {
	c := v.Complaint
	if c.Ended() {
		return nil
	}
	all = []string{"hearing", "invitation", "hearing-invitation", "report"}
	if len(c.Reports) > 0 {
		all = append(all, "report-reaction")
	}
	if v.Procedure.Requirements.Hearing || v.Procedure.Requirements.CopyToSubject {
		all = append(all, "waiver")
	}
	for _, s := range c.Sides {
		if _, open := c.Asked(s.Event.Letter, v.Now); open {
			return append(all, "side-closing")
		}
	}
	return all
}

// tellSides tells what both sides were asked and said.
func (p *pages) tellSides(m *template.Moment, v view, r complaint.Recorded) bool {
	by := p.doer(r)
	switch e := r.Event.(type) {
	case complaint.SideAsked:
		m.Title = by + " vroeg " + p.partyName(v, p.asNamed(v, e.Party())) + " om te reageren, uiterlijk " + e.By.DayMonth("nl")
		if e.Copy {
			m.Text = "Het afschrift van de klacht gaat mee."
		}
	case complaint.SideClosed:
		m.Title, m.Text, m.Class = by+" sloot een pagina van de andere kant", e.Reason, "note-in"
	case complaint.HearingSet:
		m.Title, m.Text = by+" nodigde "+p.partyName(v, p.asNamed(v, e.Party()))+" uit voor een gesprek", capital(when(e.At, v.Procedure.Zone()))+", "+e.Place
	case complaint.HearingReported:
		m.Title, m.Text = "Verslag van een gesprek", "Erbij waren: "+e.Present
	case complaint.ReportAnswered:
		m.Title = p.partyName(v, p.asNamed(v, e.Party())) + " vindt dat het verslag klopt"
		if !e.Agrees {
			m.Title, m.Voice = p.partyName(v, p.asNamed(v, e.Party()))+" verbeterde het verslag", e.Correction
		}
	case complaint.DutyWaived:
		m.Title, m.Text = p.partyName(v, p.asNamed(v, e.Party()))+": "+groundWords[e.Ground]+" ("+dutyWords[e.Duty]+")", e.Words
	default:
		return false
	}
	return true
}

// heardWords says who told their side, and whether that came after the day.
func (p *pages) heardWords(v view, by string, r complaint.Recorded, e complaint.Heard) string {
	words := by + " hoorde " + p.heardName(e)
	if r.By == complaint.BySubject || e.Member != "" && e.Member == r.By {
		words = p.heardName(e) + " schreef de eigen kant"
	}
	if late := lateWords(v, complaint.Done[complaint.Heard]{Event: e, Happened: r.Happened, Seq: r.Seq}); late != "" {
		words += ", " + late
	}
	return words
}

func lateWords(v view, h complaint.Done[complaint.Heard]) string {
	by := v.Complaint.LateFor(v.Procedure, h)
	if by == (calendar.Date{}) {
		return ""
	}
	return fmt.Sprintf("na de datum (%s)", by.DayMonth("nl"))
}

// hearingNote says beside the form of a decision what reports are still open.
func (p *pages) hearingNote(v view) string {
	var names []string
	for _, x := range v.Complaint.OpenReports(v.Procedure, v.Now) {
		names = append(names, p.partyName(v, p.asNamed(v, x)))
	}
	if len(names) == 0 {
		return ""
	}
	return "Over het verslag kan nog worden gereageerd door: " + strings.Join(names, ", ") + "."
}
