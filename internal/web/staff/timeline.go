package staff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/web/template"
)

// timeline tells the dossier newest first: what is due, today, what happened.
func (p *pages) timeline(v view) []template.Moment {
	var all []template.Moment
	if next := v.Next(); !next.Due.IsZero() && !next.Due.Before(v.today) {
		all = append(all, template.Moment{Title: "Uiterlijk " + next.Due.DayMonth("nl") + ": " + dueWords[next.Step], Class: "next"})
	}
	if !v.Complaint.Ended() {
		all = append(all, template.Moment{Title: dayWords(v), Class: "now"})
	}
	var told []template.Moment
	came, old := p.takenOver(v)
	for _, r := range v.Complaint.History {
		if old && !v.Complaint.FromOldRegister(r) { // after all that was told
			told, old = append(told, came), false
		}
		if k := r.Event.Kind(); v.Complaint.TakenBack(r.Event) && k != complaint.KindLetter && k != complaint.KindRecalled {
			continue // the complainant never heard of it
		}
		if m, ok := p.moment(v, r); ok {
			told = append(told, m)
		}
	}
	if old {
		told = append(told, came)
	}
	slices.Reverse(told)
	return append(all, told...)
}

// dayWords says how far the term is: "Vandaag, dag 5 van 7".
func dayWords(v view) string {
	respond := v.respond()
	day, length := v.today.Sub(respond.Start), respond.Due.Sub(respond.Start)
	if respond.Due.IsZero() || day <= 0 || day > length {
		return "Vandaag"
	}
	return fmt.Sprintf("Vandaag, dag %d van %d", day, length)
}

var dueWords = map[complaint.Step]string{
	complaint.StepDiscussion: "bevestiging", complaint.StepAcknowledgement: "bevestiging", complaint.StepDelivery: "brief weg",
	complaint.StepHearing: "beide kanten horen en antwoord", complaint.StepDecision: "besluit en antwoord", complaint.StepResponse: "antwoord", complaint.StepFollowUp: "brief over de uitspraak",
}

func (p *pages) moment(v view, r complaint.Recorded) (template.Moment, bool) {
	if v.Complaint.FromOldRegister(r) {
		return p.oldMoment(v, r)
	}
	zone := v.Procedure.Zone()
	m := template.Moment{When: when(r.Happened, zone), Datetime: datetime(r.Happened, zone)}
	if v.Procedure.On(r.Recorded) != v.Procedure.On(r.Happened) {
		m.When += " · vastgelegd op " + v.Procedure.On(r.Recorded).DayMonth("nl")
	}
	if e, ok := r.Event.(complaint.GivenOutside); ok && v.May(v.who, access.Decide) {
		m.Link = template.Link{Label: "naar het bestand", URL: "/staff/complaints/" + v.Complaint.Received.Ref + "/outside-file#f-" + e.File}
	}
	if !p.tellAsking(&m, v, r) && !p.tellSides(&m, v, r) && !p.tellMessage(&m, v, r) && !p.tellAnswering(&m, r) && !p.tellAppeal(&m, v, r) && !p.tellLetter(&m, v, r) && !p.tellAccess(&m, v, r) && !p.tellKeeping(&m, r) {
		return m, false
	}
	return m, true
}

func (p *pages) doer(r complaint.Recorded) string {
	if m, ok := p.Register.Member(r.By); ok {
		return firstName(m)
	}
	if r.By == complaint.BySystem {
		return "Het register"
	}
	if r.By == complaint.BySubject {
		return "De andere kant"
	}
	return "De klager"
}

func (p *pages) name(id complaint.MemberID) string {
	if m, ok := p.Register.Member(id); ok {
		return m.Name
	}
	return "iemand"
}

// tellAsking tells the events up to the answer; it reports whether it knew one.
func (p *pages) tellAsking(m *template.Moment, v view, r complaint.Recorded) bool {
	by := p.doer(r)
	switch e := r.Event.(type) {
	case complaint.Received:
		m.Title = capital(complainantWords(e.Name)) + " diende de klacht in"
		if v.Complaint.Reporter != "" {
			m.Title = "De klacht kwam binnen"
		}
		m.When += ", via " + channelWords[e.Channel]
	case complaint.Reported:
		m.Title = by + " gaf de klacht door"
	case complaint.ActionTaken:
		if e.Nothing {
			return false
		}
		m.Title, m.Text = "Meteen gedaan", e.Text
	case complaint.SubjectNamed:
		m.Title, m.Class = by+" legde vast: de klacht gaat over "+e.Name, "note-in"
		if e.Suspected {
			m.Title = "De klager noemt " + e.Name + ". Die ziet dit dossier voorlopig niet"
		}
	case complaint.Recused:
		m.Title, m.Text, m.Class = p.name(e.Member)+" blijft erbuiten", e.Reason, "note-in"
	case complaint.HandedOver:
		m.Title, m.Class = p.name(e.From)+" ging weg. "+p.handedTo(e.To), "note-in"
	case complaint.GlassBroken:
		m.Title, m.Text, m.Class = p.name(e.Member)+" gebruikte noodtoegang, tot "+when(e.Until, v.Procedure.Zone()), e.Reason, "note-in"
	case complaint.SubjectCleared:
		m.Title, m.Text, m.Class = "Toch niet over "+p.name(e.Member), e.Reason, "note-in"
	case complaint.Discussed:
		m.Title, m.Text, m.Class = "Overleg: "+p.name(e.Acknowledger)+" bevestigt de ontvangst", e.Agreed, "note-in"
	case complaint.ReadersChanged:
		m.Title, m.Class = p.readersTold(by, e), "note-in"
	case complaint.HandlerAssigned:
		m.Title, m.Class = p.name(e.Handler)+" behandelt de klacht", "note-in"
	case complaint.Contacted:
		m.Title, m.Text = by+" sprak de klager", e.Summary
		if e.Attempt {
			m.Title = by + " probeerde de klager te bereiken"
		}
	case complaint.Heard:
		m.Title = p.heardWords(v, by, r, e)
	case complaint.Noted:
		m.Title, m.Text, m.Class = "Notitie van "+by, e.Text, "note-in"
	default:
		return false
	}
	return true
}

func (p *pages) handedTo(m complaint.MemberID) string {
	if m == "" {
		return "Wat er nog moest gebeuren, is nu voor wie de klacht leidt"
	}
	return p.name(m) + " neemt het over"
}

func (p *pages) readersTold(by string, e complaint.ReadersChanged) string {
	var parts []string
	for _, id := range e.Added {
		parts = append(parts, p.name(id)+" leest mee")
	}
	for _, id := range e.Removed {
		parts = append(parts, p.name(id)+" leest niet meer mee")
	}
	return by + ": " + strings.Join(parts, ", ")
}

// tellAnswering tells the answer, the letters and the end.
func (p *pages) tellAnswering(m *template.Moment, r complaint.Recorded) bool {
	by := p.doer(r)
	switch e := r.Event.(type) {
	case complaint.Extended:
		m.Title, m.Text = "Nieuwe datum: "+e.Date.DayMonth("nl"), e.Reason
	case complaint.Decided:
		m.Title, m.Text = "Besluit: "+strings.ToLower(template.FindingName(string(e.Finding))), strings.TrimSpace(e.Reason+"\n\n"+p.normWords(e.Norms)+promisedWords(e.Remedies))
	case complaint.Responded:
		if !e.ByAction {
			return false // the letter tells it
		}
		m.Title = "De actie was het antwoord"
	case complaint.Accepted:
		m.Title, m.Voice = "De klager is tevreden", e.Words
		if !e.Satisfied {
			m.Title = "De klager is niet tevreden"
		}
	case complaint.Withdrawn:
		m.Title, m.Text = "De klager trok de klacht in", e.Reason
	case complaint.RuledInadmissible:
		m.Title, m.Text = "Niet in behandeling genomen", e.Reason
		if e.Ground != "" {
			m.Title += ": " + strings.ToLower(template.InadmissibleName(string(e.Ground)))
		}
	case complaint.Excepted:
		m.Title, m.Text, m.Class = termWords[e.Step]+" kan niet", e.Reason, "note-in"
	case complaint.Corrected:
		m.Title, m.Class = by+" paste "+fieldWords[e.Field]+" aan", "note-in"
		was, now := e.Values()
		m.Text = "Was: " + p.said(e.Field, was) + ". Nu: " + p.said(e.Field, now) + "."
	case complaint.Rectified:
		m.Title, m.Text = by+" verbeterde een feit in het verhaal", "Niet “"+e.Wrong+"” maar “"+e.Right+"”. Gevraagd door: "+strings.ToLower(askedByWords[e.Asked])+"."
	case complaint.RemedyDone:
		m.Title = "Een afspraak is nagekomen"
	case complaint.Reviewed:
		m.Title, m.Class = "Besproken in de jaartoetsing: geen extra actie", "note-in"
		if e.Extra {
			m.Title = "Besproken in de jaartoetsing: extra actie"
		}
	case complaint.Closed:
		m.Title, m.Text = by+" sloot de klacht af", e.Reason
	case complaint.Reopened:
		m.Title, m.Text = by+" heropende de klacht", e.Reason
	case complaint.GivenOutside:
		m.Title, m.Text, m.Class = by+" maakte een bestand voor "+e.Body, e.Purpose, "note-in"
	default:
		return false
	}
	return true
}

// tellKeeping tells what was said about keeping it and letting it go.
func (p *pages) tellKeeping(m *template.Moment, r complaint.Recorded) bool {
	by := p.doer(r)
	switch e := r.Event.(type) {
	case complaint.HoldPlaced:
		m.Title, m.Text, m.Class = by+" legde vast dat deze klacht moet blijven", e.Reason, "note-in"
	case complaint.HoldLifted:
		m.Title, m.Text, m.Class = by+" legde vast dat deze klacht niet meer hoeft te blijven", e.Reason, "note-in"
	case complaint.ErasureProposed:
		m.Title, m.Class = by+" stelde voor deze klacht te wissen, vanaf "+e.From.DayYear("nl"), "note-in"
	case complaint.ErasureConfirmed:
		m.Title, m.Class = by+" bevestigde dat deze klacht weg mag", "note-in"
	case complaint.ErasureStopped:
		m.Title, m.Text, m.Class = by+" hield het wissen tegen", e.Reason, "note-in"
	case complaint.Restricted:
		m.Title, m.Text, m.Class = by+" beperkte deze klacht", "Gevraagd door: "+strings.ToLower(askedByWords[e.Asked])+". "+e.Reason, "note-in"
	case complaint.RestrictionLifted:
		m.Title, m.Text, m.Class = by+" hief de beperking op, verteld op "+e.Told.DayYear("nl"), e.Reason, "note-in"
	case complaint.RedactionProposed:
		m.Title, m.Text, m.Class = by+" stelde voor iets onleesbaar te maken", e.Reason, "note-in"
	case complaint.RedactionStopped:
		m.Title, m.Text, m.Class = by+" liet staan wat onleesbaar zou worden", e.Reason, "note-in"
	case complaint.Redacted:
		m.Title, m.Text, m.Class = by+" bevestigde: "+redactedWords(e)+". Voorgesteld door "+p.name(e.Proposed), "Gevraagd door: "+strings.ToLower(askedByWords[e.Asked])+". Wat er nu staat: "+e.Mark, "note-in"
	default:
		return false
	}
	return true
}

// tellLetter tells what became of a letter.
func (p *pages) tellLetter(m *template.Moment, v view, r complaint.Recorded) bool {
	by := p.doer(r)
	switch e := r.Event.(type) {
	case complaint.LetterWritten:
		m.Title = by + " schreef een brief: " + strings.ToLower(purposeWords[e.Purpose])
		if _, ok := v.Complaint.Letter(e.ID); ok {
			m.Link = template.Link{Label: "lees de brief", URL: "/staff/complaints/" + v.Complaint.Received.Ref + "/letters/" + e.ID}
		}
	case complaint.LetterDelivered:
		l, _ := v.Complaint.Letter(e.ID)
		m.Title = purposeWords[l.Purpose] + " " + map[complaint.Via]string{complaint.ViaEmail: "aangenomen door de mailserver", complaint.ViaPost: "op de post gedaan", complaint.ViaHand: "overhandigd", complaint.ViaPage: "op de eigen pagina gezet"}[e.How]
	case complaint.LetterFailed:
		l, _ := v.Complaint.Letter(e.ID)
		m.Title, m.Text = purposeWords[l.Purpose]+" kwam niet aan", "De mailserver zei: "+e.Reason
		if e.Bounced {
			m.Title = purposeWords[l.Purpose] + " kwam terug"
		}
		if e.Uncertain {
			m.Title = "Onzeker of de brief is aangekomen: " + strings.ToLower(purposeWords[l.Purpose])
		}
	case complaint.LetterRecalled:
		m.Title = by + " nam de brief terug voordat hij wegging"
	case complaint.LetterResent:
		l, _ := v.Complaint.Letter(e.ID)
		m.Title = by + " stuurde dezelfde brief nog een keer: " + strings.ToLower(purposeWords[l.Purpose])
	default:
		return false
	}
	return true
}

var fieldWords = map[complaint.Field]string{
	complaint.FieldTitle: "de titel", complaint.FieldCategory: "het onderwerp", complaint.FieldKind: "de soort klager", complaint.FieldName: "de naam",
	complaint.FieldEmail: "het e-mailadres", complaint.FieldPhone: "het telefoonnummer", complaint.FieldAbout: "waar het over gaat",
	complaint.FieldSeverity: "de ernst", complaint.FieldCause: "de oorzaak", complaint.FieldOutcome: "de uitspraak in beroep",
}

// said is a value of a field in words.
func (p *pages) said(f complaint.Field, value string) string {
	switch {
	case value == "":
		return "leeg"
	case f == complaint.FieldCategory:
		return p.Register.CategoryName(value)
	case f == complaint.FieldKind:
		return template.KindName(value)
	case f == complaint.FieldCause:
		return template.CauseName(value)
	case f == complaint.FieldSeverity:
		return severityName(value)
	case f == complaint.FieldOutcome:
		return outcomeWords[complaint.AppealOutcome(value)]
	}
	return value
}

// severityWords are also of codes that old registers brought along.
var severityWords = map[string]string{"low": "laag", "middle": "middel", "medium": "middel", "high": "hoog"}

func severityName(code string) string { return cmp.Or(severityWords[code], code) }

func (p *pages) heardName(h complaint.Heard) string {
	if h.Name == "" {
		return p.name(h.Member)
	}
	return h.Name
}

// promisedWords is what a decision promises, a paragraph each; of what sort, by when and for
// how much only if that was said.
func promisedWords(all []complaint.Remedy) string {
	var lines []string
	for _, r := range all {
		line := "Afspraak: " + strings.TrimSuffix(r.Words("nl"), ".")
		if r.Kind != "" {
			line += " · " + strings.ToLower(template.RemedyKindName(string(r.Kind)))
		}
		if !r.By.IsZero() {
			line += " · uiterlijk " + r.By.DayMonth("nl")
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n\n")
}

func (p *pages) normWords(codes []string) string {
	var names []string
	for _, n := range codes {
		names = append(names, p.Register.NormName(n))
	}
	if names == nil {
		return ""
	}
	return "Niet gevolgd: " + strings.Join(names, ", ") + "\n\n"
}
