package public

import (
	"fmt"

	"wederhoor/internal/complaint"
	"wederhoor/internal/web/template"
)

// appealRoad tells who looks at it, what happens with what they said, or where the
// complainant can go now.
func (p *pages) appealRoad(page *template.Status, c complaint.Complaint, proc complaint.Procedure) {
	lang, now := lang(c.Received.Lang), p.Now()
	if a, running := c.Appealing(); running && c.InAppeal() {
		page.AppealAt, page.AppealedOn = a.Name, proc.On(a.LodgedAt).DayMonth(lang)
		page.AppealAtConfidant = a.Body == "confidant"
	}
	if o, ok := complaint.Owed(c, proc, complaint.TermFollow, now); ok && o.Open() {
		page.FollowBy, page.FollowLate = o.Due.DayMonth(lang), o.Standing == complaint.Overdue
	}
	against, _ := c.OpenTo(proc, now)
	page.Silence = against == complaint.AgainstSilence && !c.InAppeal()
	if page.Unhappy || page.Silence || c.Inadmissible != nil {
		page.Bodies = p.bodies(lang, c, proc)
	}
}

// bodies are where somebody can go who is not satisfied, with until when.
func (p *pages) bodies(lang string, c complaint.Complaint, proc complaint.Procedure) (all []template.Confidant) {
	now := p.Now()
	for _, b := range c.OpenBodies(proc, now) {
		if !b.Reachable() {
			continue
		}
		body := bodyOf(b)
		if until := c.AppealUntil(proc, b); !until.IsZero() {
			body.Until, body.Past = until.Words(lang), proc.On(now).After(until)
		}
		all = append(all, body)
	}
	return all
}

// appealMoment tells what was said in an appeal: what the complainant brought
// forward, and what the body concluded.
func (words ownWords) appealMoment(c complaint.Complaint, r complaint.Recorded) (m template.Moment, ok bool) {
	switch e := r.Event.(type) {
	case complaint.Appealed:
		m = template.Moment{Title: fmt.Sprintf(words.appealed, words.nameOf(e)), Voice: e.Grounds}
	case complaint.AppealEnded:
		a, found := c.AppealWith(e.ID)
		if found && a.Ended != nil {
			e.Outcome = a.Ended.Event.Outcome // as it was corrected
		}
		m = template.Moment{Title: words.outcomes[e.Outcome], Voice: e.Text}
		if found && a.Against == complaint.AgainstSilence && words.silence[e.Outcome] != "" {
			m.Title = words.silence[e.Outcome]
		}
	}
	return m, m.Title != ""
}

func (words ownWords) nameOf(a complaint.Appealed) string {
	if a.Name == "" {
		return words.somebody
	}
	return a.Name
}

// appealAhead is what comes next of an appeal.
func (words ownWords) appealAhead(page template.Status) (all []template.Moment) {
	if page.AppealedOn != "" {
		at := page.AppealAt
		if at == "" {
			at = words.somebody
		}
		all = append(all, template.Moment{Title: fmt.Sprintf(words.looking, at), Class: "now"})
	}
	if page.FollowBy != "" && !page.FollowLate {
		all = append(all, template.Moment{Title: fmt.Sprintf(words.followBy, page.FollowBy), Class: "next"})
	}
	return all
}

var appealWords = map[string]ownWords{
	"nl": {appealed: "U ging in beroep bij %s", somebody: "iemand die losstaat van ons", looking: "Nu: %s kijkt naar uw klacht", followBy: "Uiterlijk %s: u hoort wat we met de uitspraak doen",
		outcomes: map[complaint.AppealOutcome]string{complaint.AppealConfirmed: "De uitspraak in uw beroep: ons besluit blijft", complaint.AppealRevised: "De uitspraak in uw beroep: ons besluit moet anders",
			complaint.AppealPartlyRevised: "De uitspraak in uw beroep: ons besluit moet voor een deel anders", complaint.AppealMediated: "U en wij werden het samen eens",
			complaint.AppealInadmissible: "Uw beroep is niet behandeld", complaint.AppealWithdrawn: "U trok uw beroep in"},
		silence: map[complaint.AppealOutcome]string{complaint.AppealConfirmed: "De uitspraak in uw beroep: u kreeg geen gelijk", complaint.AppealRevised: "De uitspraak in uw beroep: u kreeg gelijk",
			complaint.AppealPartlyRevised: "De uitspraak in uw beroep: u kreeg voor een deel gelijk"}},
	"en": {appealed: "You appealed to %s", somebody: "somebody independent of us", looking: "Now: %s is looking at your complaint", followBy: "By %s: you will hear what we do with the outcome",
		outcomes: map[complaint.AppealOutcome]string{complaint.AppealConfirmed: "The outcome of your appeal: our decision stays", complaint.AppealRevised: "The outcome of your appeal: our decision has to change",
			complaint.AppealPartlyRevised: "The outcome of your appeal: a part of our decision has to change", complaint.AppealMediated: "You and we came to an agreement",
			complaint.AppealInadmissible: "Your appeal was not taken up", complaint.AppealWithdrawn: "You withdrew your appeal"},
		silence: map[complaint.AppealOutcome]string{complaint.AppealConfirmed: "The outcome of your appeal: you were not right", complaint.AppealRevised: "The outcome of your appeal: you were right",
			complaint.AppealPartlyRevised: "The outcome of your appeal: you were right in part"}},
}
