package staff

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

var bodyKindWords = map[string]string{"confidant": "vertrouwenspersoon", "disputes_committee": "geschillencommissie", "ombudsman": "ombudsman", "third_party": "staat los van ons"}

var outcomeWords = map[complaint.AppealOutcome]string{
	complaint.AppealConfirmed: "het besluit blijft", complaint.AppealRevised: "het besluit moet anders", complaint.AppealPartlyRevised: "het besluit moet voor een deel anders",
	complaint.AppealMediated: "de klager en wij zijn het eens geworden", complaint.AppealInadmissible: "het beroep is niet behandeld", complaint.AppealWithdrawn: "de klager trok het beroep in",
}

var silenceWords = map[complaint.AppealOutcome]string{complaint.AppealConfirmed: "de klager krijgt geen gelijk", complaint.AppealRevised: "de klager krijgt gelijk",
	complaint.AppealPartlyRevised: "de klager krijgt voor een deel gelijk"}

// outcomeSaid is what a body concluded, in words that fit what it was about.
func outcomeSaid(o complaint.AppealOutcome, against complaint.Against) string {
	if said := silenceWords[o]; against == complaint.AgainstSilence && said != "" {
		return said
	}
	return outcomeWords[o]
}

var againstWords = map[complaint.Against]string{complaint.AgainstDecision: "tegen het besluit", complaint.AgainstSilence: "omdat er geen antwoord kwam"}

// recordAppeal takes the body by its number in the procedure: its name is no code.
func recordAppeal(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	body, _ := strconv.Atoi(f.Line("body")) // what is no number is no body
	return p.Register.LodgeAppeal(ctx, who, o, body, f.Words("grounds"))
}

func appealPage(_ *pages, page template.ActPage, v view, f kit.Form) template.Page {
	out := template.Appeal{ActPage: page, Grounds: field(f, "grounds"), Day: v.todayField(f)}
	against, err := v.Complaint.OpenTo(v.Procedure, v.Now)
	if refusal, ok := register.Refused(err); ok {
		out.Closed = kit.RefusalWords("nl", refusal)
	}
	if v.Complaint.InAppeal() {
		out.Closed = kit.Sentence("nl", "appeal_running")
	}
	out.Silence = against == complaint.AgainstSilence
	for i, b := range v.Procedure.Appeal {
		n := strconv.Itoa(i + 1)
		o := template.Option{Value: n, Label: b.Name, Hint: capital(bodyKindWords[b.Kind]), Checked: f.Line("body") == n || f.Line("body") == "" && len(v.Procedure.Appeal) == 1}
		if until := v.Complaint.AppealUntil(v.Procedure, b); !until.IsZero() {
			o.Hint += ", tot en met " + until.DayMonth("nl")
			if until.Before(v.today) {
				o.Hint += ". Dat is voorbij; die beslist zelf of het nog kan"
			}
		}
		out.Bodies = append(out.Bodies, o)
	}
	return out
}

func recordOutcome(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	return p.Register.EndAppeal(ctx, who, o, complaint.AppealEnded{ID: f.Line("appeal"), Outcome: complaint.AppealOutcome(f.Line("outcome")),
		Binding: f.Get("binding") != "", Text: f.Words("text")})
}

func outcomePage(_ *pages, page template.ActPage, v view, f kit.Form) template.Page {
	out := template.Outcome{ActPage: page, Words: field(f, "text"), Day: v.todayField(f), Binding: f.Get("binding") != ""}
	a, ok := v.Complaint.Appealing()
	if !ok { // what somebody typed is given back all the same
		out.Empty = !f.Has("text")
		a.Against = complaint.AgainstDecision
	}
	if ok {
		out.Appeal, out.Body, out.Room = a.ID, bodyName(a), a.Confidant != ""
	}
	if !f.Has("key") { // as the procedure says, until somebody says otherwise
		i := slices.IndexFunc(v.Procedure.Appeal, func(b complaint.AppealBody) bool { return b.Kind == a.Body && b.Name == a.Name })
		out.Binding = i >= 0 && v.Procedure.Appeal[i].Binding != nil && *v.Procedure.Appeal[i].Binding
	}
	for _, o := range complaint.AppealOutcomes() {
		out.Outcomes = append(out.Outcomes, template.Option{Value: string(o), Label: capital(outcomeSaid(o, a.Against)), Checked: f.Line("outcome") == string(o)})
	}
	return out
}

// followUpOf reads the form; which appeal it is about follows from the dossier
// unless the form says so.
func followUpOf(v view, f kit.Form) (x register.FollowUp, err error) {
	x = register.FollowUp{Sending: sending(v.who, f), Appeal: f.Line("appeal"), What: f.Words("text")}
	if a, ok := v.Complaint.Followable(); ok && x.Appeal == "" {
		x.Appeal = a.ID
	}
	x.By, err = day(f, "date")
	return x, err
}

func recordFollowUp(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	x, err := followUpOf(view{who: who}, f)
	if err != nil {
		return complaint.Complaint{}, err
	}
	return p.Register.FollowAppeal(ctx, who, o, x)
}

func followUpPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	x, _ := followUpOf(v, f)
	proposal := v.Procedure.Days().NextWorkingDay(v.today.AddDays(14))
	out := template.FollowUp{ActPage: page, Empty: x.Appeal == "" && !f.Has("text"), Appeal: x.Appeal, What: field(f, "text"), Date: orElse(f, "date", proposal.String()), DateMin: v.today.String()}
	if a, ok := v.Complaint.AppealWith(x.Appeal); ok && a.Ended != nil {
		e := a.Ended.Event
		out.Body, out.Said, out.Outcome, out.Binding = bodyName(a), e.Text, capital(outcomeSaid(e.Outcome, a.Against)), e.Binding
	}
	if x.By.IsZero() {
		x.By = proposal
	}
	out.Sending = p.sendingPage(v, f, p.Register.PreviewFollowUp(v.Dossier, x))
	return out
}

// bodyName is who looks at it: by name, or what kind it is when that was erased.
func bodyName(a complaint.Appeal) string {
	if a.Name != "" {
		return a.Name
	}
	return "de " + bodyKindWords[a.Body]
}

// appealable: the complainant can appeal now, and no appeal runs.
func (p *pages) appealable(v view) bool {
	_, err := v.Complaint.OpenTo(v.Procedure, v.Now)
	return err == nil && !v.Complaint.InAppeal()
}

// concludable: a body outside has yet to conclude, and the organisation will hear of it.
func concludable(c complaint.Complaint) bool {
	a, running := c.Appealing()
	return running && a.Confidant == "" && c.InAppeal()
}

func decisionAppealed(c complaint.Complaint) bool {
	a, running := c.Appealing()
	return running && a.Against == complaint.AgainstDecision
}

// appealWords tell what the dossier waits for.
func appealWords(v view) (heading, text string) {
	a, _ := v.Complaint.Appealing()
	since := v.Procedure.On(a.LodgedAt).DayMonth("nl")
	text = bodyName(a) + " kijkt ernaar, sinds " + since + ". De klacht blijft open tot de uitspraak er is."
	if a.Confidant != "" {
		text += " Die schrijft de uitspraak zelf op. Je krijgt dan bericht."
	}
	return "Wacht op de uitspraak in beroep", capital(text)
}

// inAppeal gives the next step its colour and its way to the outcome.
func (p *pages) inAppeal(v view, next template.NextStep) template.NextStep {
	next.Appeal = v.Complaint.InAppeal()
	if concludable(v.Complaint) && v.May(v.who, access.Decide) {
		next.Others = []template.Link{{Label: "De uitspraak is er", URL: "/staff/complaints/" + v.Complaint.Received.Ref + "/outcome"}}
	}
	return next
}

// appealSteps are the steps of the last appeal; none when nobody appealed.
func appealSteps(v view, short func(calendar.Date) string) []template.Step {
	c := v.Complaint
	if len(c.Appeals) == 0 {
		return nil
	}
	a := c.Appeals[len(c.Appeals)-1]
	step := template.Step{Name: "Beroep", When: "sinds " + short(v.Procedure.On(a.LodgedAt))}
	if a.Ended != nil {
		step.State, step.When = "ok", short(v.Procedure.On(a.Ended.Happened))
	}
	all := []template.Step{step}
	if o, ok := complaint.Owed(c, v.Procedure, complaint.TermFollow, v.Now); ok && o.Appeal == a.ID {
		follow := template.Step{Name: "Opgevolgd", When: "uiterlijk " + short(o.Due)}
		if !o.MetOn.IsZero() {
			follow.State, follow.When = "ok", short(o.MetOn)
		}
		all = append(all, follow)
	}
	return all
}

// tellAppeal tells the appeal, its outcome and what was done with it.
func (p *pages) tellAppeal(m *template.Moment, v view, r complaint.Recorded) bool {
	switch e := r.Event.(type) {
	case complaint.Appealed:
		a, _ := v.Complaint.AppealWith(e.ID)
		m.Title, m.Voice = "De klager ging in beroep bij "+bodyName(a)+", "+againstWords[e.Against], e.Grounds
		if e.Late {
			m.Text = "Dat was na de termijn. Wie het beroep behandelt, beslist of het nog kan."
		}
	case complaint.AppealEnded:
		a, _ := v.Complaint.AppealWith(e.ID)
		m.Title, m.Text = "Uitspraak in beroep: "+outcomeSaid(e.Outcome, a.Against), e.Text
	case complaint.AppealFollowed:
		m.Title, m.Text = "Wat we met de uitspraak doen, uiterlijk "+e.By.DayMonth("nl"), e.Text
	default:
		return false
	}
	return true
}

// stageTags say where it is. Late takes the place of a stage; an appeal is said
// beside it, and so is an outcome that waits for the organisation.
func stageTags(v view) []template.Tag {
	respond := v.respond()
	late := respond.Open() && respond.Late() && !v.Complaint.Ended()
	tags := []template.Tag{stageTag(v.Stage(), late)}
	if late && v.Complaint.InAppeal() {
		tags = append(tags, stageTag(complaint.StageAppealed, false))
	}
	if o, ok := complaint.Owed(v.Complaint, v.Procedure, complaint.TermFollow, v.Now); ok && o.Open() {
		tags = append(tags, template.Tag{Text: strings.ToLower(termWords[complaint.TermFollow]) + ", " + left(o.Due, v.today), Tone: followTone(o, v.today)})
	}
	return tags
}

func followTone(o complaint.Obligation, today calendar.Date) string {
	if t := tone(o.Due, today); t != "" {
		return t
	}
	return "appeal"
}
