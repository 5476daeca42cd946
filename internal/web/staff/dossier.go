package staff

import (
	"fmt"
	"net/http"
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// dossier shows a complaint to who may read it. Who may not, and yet has
// something to do with it, follows the state without the words.
func (p *pages) dossier(w http.ResponseWriter, r *http.Request, who register.Person) {
	if p.Register.OnlyFollows(who, r.PathValue("ref")) {
		p.follow(w, r, who)
		return
	}
	v, err := p.view(r, who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := p.dossierPage(v)
	if page.Keeping, err = p.keeping(r.Context(), v); err != nil {
		p.fault(w, r, who, err)
		return
	}
	page.Access, page.Flash = p.accessRows(v), p.flashUndo(p.flash(w, r), v)
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) dossierPage(v view) template.Dossier {
	c := v.Complaint
	page := template.Dossier{Staff: p.base(v.who, "register"), Crumb: template.Link{Label: "Register", URL: "/staff/complaints"},
		Ref: c.Received.Ref, Subject: c.Heading(), Tags: p.tags(v), From: p.from(v), Steps: steps(v), Next: p.nextStep(v), Voices: p.voices(v),
		Timeline: p.timeline(v), Terms: terms(v), TermsNote: fmt.Sprintf("Volgens procedure versie %d.", c.Received.Version),
		Readers: p.readers(v), Excluded: p.excluded(v), Facts: p.facts(v)}
	page.CanHear = len(c.Hearings) == 0 && !c.Ended() && v.May(v.who, access.Handle)
	page.CanAct = !c.Ended() && v.May(v.who, access.Handle)
	page.CanReaders, page.CanCorrect, page.LogURL = v.May(v.who, access.Assign), v.May(v.who, access.Handle), v.logURL()
	for _, a := range c.Actions {
		page.Done = append(page.Done, p.doneAction(v, a))
	}
	for _, l := range c.Letters {
		page.Letters = append(page.Letters, template.FileRow{Name: purposeWords[l.Purpose] + " (" + letterState(l, v.Now) + ")",
			URL: "/staff/complaints/" + c.Received.Ref + "/letters/" + l.ID, When: dayShort(v.Procedure.On(l.WrittenAt))})
	}
	for _, a := range c.Attachments() {
		page.Attachments = append(page.Attachments, kit.FileRow(a, "/staff/complaints/"+c.Received.Ref+"/attachments/"))
	}
	page.Acts, page.Hearing, page.Promises = p.otherActs(v), p.bothSides(v), p.promises(v)
	return page
}

func (p *pages) tags(v view) []template.Tag {
	tags := stageTags(v)
	if tag := newMessage(v.Complaint.Unread != nil || v.Complaint.OtherSideSpoke(), v.Next().Step); tag.Text != "" {
		tags = append(tags, tag)
	}
	n := 0
	for _, m := range p.Register.Active() {
		if p.reads(v, m) {
			n++
		}
	}
	text := fmt.Sprintf("%d mensen hebben toegang", n)
	if n == 1 {
		text = "één persoon heeft toegang"
	}
	tags = append(tags, doubts(v.Complaint.Received)...)
	return append(tags, template.Tag{Text: text, Icon: "lock"})
}

func (v view) respond() complaint.Obligation {
	for _, o := range v.Obligations() {
		if o.Term == complaint.TermRespond {
			return o
		}
	}
	return complaint.Obligation{}
}

func (p *pages) reads(v view, m store.Member) bool {
	return p.Register.MayRead(v.Dossier, m)
}

func (p *pages) from(v view) string {
	r := v.Complaint.Received
	s := capital(complainantWords(r.Name))
	if kind := kindWords[r.From]; kind != "" && r.From != complaint.FromOther && r.Name != "" {
		s += ", " + kind
	}
	s += " · via " + channelWords[r.Channel] + " op " + receivedWhen(v)
	if m, ok := p.Register.Member(v.Complaint.Reporter); ok {
		s += " · doorgegeven door " + m.Name
	}
	return s
}

// steps are the six steps of the procedure with their days.
func steps(v view) []template.Step {
	c, z := v.Complaint, v.Procedure
	short := func(d calendar.Date) string {
		if d.IsZero() {
			return ""
		}
		return dayShort(d)
	}
	all := []template.Step{{Name: "Gemeld", When: short(c.ReceivedOn(z)), State: "ok"}}
	for _, t := range []struct {
		id   complaint.TermID
		name string
	}{{complaint.TermDiscuss, "Overlegd"}, {complaint.TermAcknowledge, "Bevestigd"}, {complaint.TermDecide, "Besluit"}, {complaint.TermRespond, "Antwoord"}} {
		o, ok := complaint.Owed(c, z, t.id, v.Now)
		if !ok {
			continue
		}
		s := template.Step{Name: t.name}
		switch {
		case !o.MetOn.IsZero():
			s.State, s.When = "ok", short(o.MetOn)
		case o.Standing == complaint.Excused:
			s.State, s.When = "ok", "niet nodig"
		case !o.Due.IsZero():
			s.When = "uiterlijk " + short(o.Due)
		}
		if t.id == complaint.TermDecide && c.Decision == nil && s.State == "ok" && o.Standing != complaint.Excused {
			s.Name = "Contact"
		}
		all = append(all, s)
	}
	all = append(all, appealSteps(v, short)...)
	last := template.Step{Name: "Afgesloten", When: "na reactie"}
	if c.Closed != nil {
		last.State, last.When = "ok", short(z.On(c.Closed.Happened))
	}
	return current(append(all, last))
}

func current(all []template.Step) []template.Step {
	for i := range all {
		if all[i].State != "ok" {
			all[i].State = "now"
			return all
		}
	}
	return all
}

func (p *pages) nextStep(v view) template.NextStep {
	next := v.Next()
	url := "/staff/complaints/" + v.Complaint.Received.Ref
	it := register.Item{Next: next, Respond: v.respond()}
	label, text := nextWords(next, v)
	out := template.NextStep{Heading: label, Text: text, Week: kit.WeekLine("nl", it.Respond.Start, it.Respond.Due, v.today)}
	if next.Step == complaint.StepNone {
		return p.inAppeal(v, template.NextStep{Heading: label, Text: text})
	}
	out.Appeal = next.Step == complaint.StepFollowUp
	a := p.acts[string(next.Step)]
	if !v.May(v.who, a.do) {
		if m, ok := p.Register.Member(next.Owner); ok {
			out.Text += " " + m.Name + " is aan zet."
		}
		return out
	}
	if out.Settle = settle(v, next.Letter); out.Settle.Letter != "" {
		out.Others = []template.Link{{Label: "Stuur hem per post", URL: url + "/delivery?letter=" + next.Letter.ID}}
		return out
	}
	button, _ := stepWords(it, v.today)
	link := url + "/" + string(next.Step)
	if next.Step == complaint.StepDelivery {
		link += "?letter=" + next.Letter.ID
	}
	out.Primary = template.Link{Label: button, URL: link}
	switch next.Step {
	case complaint.StepHearing:
		out.Primary, out.Others = hearingStep(v, url)
	case complaint.StepDecision:
		out.Primary.Label = "Leg je besluit vast"
		out.Others = []template.Link{{Label: "Ik heb contact gehad", URL: url + "/contact"}, {Label: "Het lukt niet op tijd", URL: url + "/extension"}, {Label: "Laat weten hoe het staat", URL: url + "/holding"}}
	case complaint.StepResponse:
		out.Others = []template.Link{{Label: "Het lukt niet op tijd", URL: url + "/extension"}, {Label: "Laat weten hoe het staat", URL: url + "/holding"}}
	case complaint.StepAcknowledgement:
		out.Others = []template.Link{{Label: "Bevestigen kan niet", URL: url + "/exception"}}
	case complaint.StepReading:
		out.Others = []template.Link{{Label: "Ik heb contact gehad", URL: url + "/contact"}}
		if v.Complaint.Ended() {
			out.Others = nil
		}
	case complaint.StepRemedy, complaint.StepClosing:
		out.Others = []template.Link{{Label: "Leg vast hoe de klager het vindt", URL: url + "/acceptance"}}
	}
	return out
}

func nextWords(next complaint.Next, v view) (heading, text string) {
	if !next.Due.IsZero() {
		text = "Dat moet uiterlijk " + next.Due.DayMonth("nl") + ". " + capital(left(next.Due, v.today)) + "."
		if next.Late {
			text = "Dat moest uiterlijk " + next.Due.DayMonth("nl") + ". Het is " + left(next.Due, v.today) + "."
		}
	}
	switch next.Step {
	case complaint.StepDiscussion:
		return "Wie bevestigt de ontvangst?", text
	case complaint.StepAcknowledgement:
		return "Bevestig de ontvangst", text
	case complaint.StepDelivery:
		_, words := deliveryWords(next.Letter)
		return purposeWords[next.Letter.Purpose] + ": " + letterState(next.Letter, v.Now), strings.TrimSpace(words + " " + text)
	case complaint.StepHearing:
		return "Hoor eerst beide kanten", text
	case complaint.StepDecision:
		return "Neem een besluit of neem contact op", text
	case complaint.StepResponse:
		return "Schrijf en verstuur het antwoord", text
	case complaint.StepReading:
		return "De klager stuurde een bericht", "Lees het, en reageer als dat nodig is."
	case complaint.StepFollowUp:
		return "Volg de uitspraak op", "Schrijf de klager wat jullie ermee doen, en wanneer dat klaar is. " + text
	case complaint.StepRemedy:
		return "Doe wat jullie beloofden", strings.TrimSpace("Is het gedaan? Leg het vast, dan kan de klacht dicht. " + text)
	case complaint.StepClosing:
		return "Sluit de klacht af", "Alles is vastgelegd: de klacht, het besluit en de afhandeling."
	}
	switch {
	case v.Complaint.InAppeal() && len(v.Complaint.Owing()) == 0:
		return appealWords(v)
	case v.Complaint.Closed != nil:
		return "Deze klacht is afgesloten", "Was het toch niet klaar? Heropen hem via Meer."
	default:
		return waitingWords(v)
	}
}

func (p *pages) voices(v view) []template.Voice {
	r, zone := v.Complaint.Received, v.Procedure.Zone()
	all := []template.Voice{{Who: template.Who{Initials: kit.Initials(r.Name), Name: capital(complainantWords(r.Name))},
		When: receivedWhen(v), Datetime: datetime(v.Complaint.ReceivedAt, zone), Text: r.Story, Wish: r.RemedySought, Extra: p.rectifiedWords(v)}}
	for _, h := range v.Complaint.Hearings {
		voice := template.Voice{Who: template.Who{Initials: kit.Initials(p.heardName(h.Event)), Name: p.heardName(h.Event)}, Ours: true,
			When: calendar.DateOf(h.Happened, zone).DayMonth("nl"), Datetime: datetime(h.Happened, zone), Text: h.Event.Statement}
		if m, ok := p.Register.Member(h.Event.Member); ok {
			voice.Role = strings.ToLower(roleNote(m))
		}
		voice.Extra = firstWord(p.heardName(h.Event)) + " heeft deze tekst nog niet nagelezen."
		if h.Event.Agreed {
			voice.Extra = firstWord(p.heardName(h.Event)) + " heeft deze tekst gelezen en is het ermee eens."
		}
		if v.Complaint.IsSubject(h.Event.Member) {
			voice.Extra += " Het dossier zelf kan deze persoon niet openen."
		}
		if late := lateWords(v, h); late != "" {
			voice.Extra += " Dit kwam " + late + "."
		}
		all = append(all, voice)
	}
	return all
}

func (p *pages) doneAction(v view, a complaint.Done[complaint.ActionTaken]) template.DoneAction {
	m, _ := p.Register.Member(a.By)
	d := template.DoneAction{Text: a.Event.Text, By: firstName(m) + ", " + dayShort(v.Procedure.On(a.Happened))}
	words := map[string]string{"listened": "Geluisterd", "apologised": "Excuses gemaakt", "proposed": "Voorstel gedaan"}
	var codes []string
	for _, code := range a.Event.Codes {
		if w := words[code]; w != "" {
			codes = append(codes, w)
		}
	}
	switch {
	case a.Event.Nothing:
		d.Text = "Nog niets"
	case len(codes) > 0 && d.Text != "":
		d.Text = strings.Join(codes, ", ") + ". " + d.Text
	case len(codes) > 0:
		d.Text = strings.Join(codes, ", ")
	}
	return d
}

func terms(v view) []template.TermRow {
	var rows []template.TermRow
	for _, o := range v.Obligations() {
		row := template.TermRow{Name: termWords[o.Term]}
		if !o.Due.IsZero() {
			row.When = o.Due.ShortWords("nl")
			if o.Due.After(o.Original) {
				row.When += " (eerst " + dayShort(o.Original) + ")"
			}
		}
		row.Tag = termTag(o, v.today)
		rows = append(rows, row)
	}
	return rows
}

func termTag(o complaint.Obligation, today calendar.Date) template.Tag {
	switch {
	case o.Standing == complaint.NoTermYet:
		return template.Tag{Text: "loopt nog niet"}
	case o.Standing == complaint.Excused:
		return template.Tag{Text: "niet nodig"}
	case o.Standing == complaint.Met && o.Timeliness() == complaint.InTerm:
		return template.Tag{Text: "op tijd", Tone: "done", Icon: "check"}
	case o.Standing == complaint.Met && o.Timeliness() == complaint.InExtended:
		return template.Tag{Text: "binnen de nieuwe datum", Tone: "done", Icon: "check"}
	case !o.MetOn.IsZero() && o.Hard:
		return template.Tag{Text: "te laat", Tone: "late"}
	case !o.MetOn.IsZero():
		return template.Tag{Text: "later dan gehoopt"}
	}
	t := tone(o.Due, today)
	switch {
	case t == "late" && !o.Hard:
		t = "soon"
	case t == "":
		t = "now"
	}
	return template.Tag{Text: left(o.Due, today), Tone: t}
}

func (p *pages) readers(v view) []template.Who {
	var all []template.Who
	for _, m := range p.Register.Active() {
		if !p.reads(v, m) {
			continue
		}
		note := "leest mee"
		switch {
		case m.ID == v.Complaint.Handler:
			note = "behandelt"
		case p.Register.MayLead(v.Dossier, m):
			note = "behandelt en beslist"
		case v.Complaint.Discussion != nil && v.Complaint.Discussion.Event.Acknowledger == m.ID:
			note = "bevestigt de ontvangst"
		case m.ID == v.Complaint.Reporter:
			note = "gaf de klacht door"
		}
		all = append(all, template.Who{Initials: kit.Initials(m.Name), Name: m.Name, Note: note, Me: m.ID == v.who.Member.ID})
	}
	if v.Complaint.Received.CodeGiven {
		r := v.Complaint.Received
		all = append(all, template.Who{Initials: kit.Initials(r.Name), Name: capital(complainantWords(r.Name)), Note: "de eigen statuspagina"})
	}
	return all
}

// otherActs are the acts that make sense now, beside the next step.
func (p *pages) otherActs(v view) []string {
	c := v.Complaint
	var nouns []string
	add := func(ok bool, noun string) {
		if ok && v.May(v.who, p.acts[noun].do) {
			nouns = append(nouns, noun)
		}
	}
	open := !c.Ended()
	add(c.Unread != nil, "reading")
	add(open, "contact")
	for _, noun := range hearingNouns(v) {
		add(true, noun)
	}
	add(open && c.Acknowledged == nil, "acknowledgement")
	add(open && c.Discussion != nil, "discussion")
	add(open && v.respond().Open(), "extension")
	add(open && !c.Answered(), "holding")
	add(open && !decisionAppealed(c), "decision")
	add(len(c.Owing()) > 0, "delivery")
	add(open, "acceptance")
	add(open, "subject")
	add(open, "recusal")
	add(len(c.Subjects)+len(c.Recused) > 0, "clearing")
	add(true, "correction")
	add(true, "rectification")
	add(p.appealable(v), "appeal")
	add(concludable(c), "outcome")
	_, follows := c.Followable()
	add(follows, "follow-up")
	add(open || follows, "exception")
	add(open, "withdrawal")
	add(open && c.Decision == nil, "inadmissibility")
	add(c.Closed == nil && !c.InAppeal(), "closing")
	add(c.Ended() && !c.InAppeal(), "reopening")
	add(true, "access-request")
	if v.May(v.who, access.Decide) {
		nouns = append(nouns, "outside-file")
	}
	return nouns
}
