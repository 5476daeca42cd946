package public

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// told is a moment with when it was, to put them in order.
type told struct {
	at time.Time
	template.Moment
}

// story tells the complainant what happened, oldest first: no notes, no names
// of colleagues, nothing from the other side.
func (p *pages) story(lang string, c complaint.Complaint, proc complaint.Procedure) []template.Moment {
	words := storyWords[lang]
	var all []told
	for _, r := range c.History {
		if m, ok := words.moment(c, r); ok {
			all = append(all, told{r.Happened, m})
		}
		if m, ok := appealWords[lang].appealMoment(c, r); ok {
			all = append(all, told{r.Happened, m})
		}
	}
	for _, l := range c.Letters {
		if reached(l) {
			m := template.Moment{Title: words.letters[l.Purpose]}
			if l.Purpose != complaint.LetterResponse { // that one stands on the page itself
				m.Letter = template.Letter{Heading: words.readLetter, Body: template.Paragraphs(l.Text)}
			}
			all = append(all, told{l.Delivered, m})
		}
	}
	slices.SortStableFunc(all, func(a, b told) int { return cmp.Compare(a.at.UnixMilli(), b.at.UnixMilli()) })
	var moments []template.Moment
	for _, m := range all {
		m.When = kit.When(lang, m.at, proc.Zone())
		moments = append(moments, m.Moment)
	}
	if respond, _ := complaint.Owed(c, proc, complaint.TermRespond, p.Now()); respond.Open() && !c.Ended() {
		moments = append(moments, template.Moment{Title: words.finding, Class: "now"})
		if respond.Standing == complaint.Running { // what passed is told with an apology, not as what comes
			moments = append(moments, template.Moment{Title: fmt.Sprintf(words.answerBy, respond.Due.DayMonth(lang)), When: words.else_, Class: "next"})
		}
	}
	return moments
}

type ownWords struct {
	told, spoke, finding, answerBy, else_                     string
	said, mailed, read, withdrew, happy, unhappy, over, again string
	readLetter, rectified, instead, askedData                 string
	letters                                                   map[complaint.LetterPurpose]string
	fields                                                    map[complaint.Field]string
	appealed, somebody, looking, followBy                     string
	outcomes, silence                                         map[complaint.AppealOutcome]string
}

// moment tells one event, if it is the complainant's to know.
func (words ownWords) moment(c complaint.Complaint, r complaint.Recorded) (m template.Moment, ok bool) {
	switch e := r.Event.(type) {
	case complaint.Received:
		m = template.Moment{Title: words.told, Voice: e.Story, Files: names(e.Attachments, e.Channel)}
	case complaint.MessageReceived:
		if e.Automatic {
			return m, false
		}
		if e.Channel == complaint.ChannelEmail { // who can have a mail laid here must not read it here (security 1, ticket trick)
			m.Title = words.mailed
			return m, true
		}
		m = template.Moment{Title: words.said, Voice: e.Text, Files: names(e.Attachments, e.Channel)}
	case complaint.MessageRead:
		m.Title = words.read
	case complaint.Contacted:
		if e.Attempt {
			return m, false
		}
		m.Title = words.spoke
	case complaint.AccessRequested:
		if e.As != complaint.AskerComplainant {
			return m, false
		}
		m.Title, m.Voice = words.askedData, e.Words
	case complaint.Withdrawn:
		m.Title = words.withdrew
	case complaint.Accepted:
		m.Title, m.Voice = words.unhappy, e.Words
		if e.Satisfied {
			m.Title = words.happy
		}
	case complaint.Closed:
		m.Title = words.over
	case complaint.Reopened:
		m.Title = words.again
	case complaint.Rectified:
		m.Title, m.Text = words.rectified, fmt.Sprintf(words.instead, e.Wrong, e.Right)
	case complaint.Corrected:
		if r.By != complaint.ByComplainant {
			return m, false
		}
		m.Title = words.fields[e.Field]
	}
	return m, m.Title != ""
}

// names tells what was sent along. A mail is kept as it came, as the last file:
// that is for the team.
func names(all []complaint.Attachment, by complaint.Channel) (rows []template.FileRow) {
	if by == complaint.ChannelEmail && len(all) > 0 {
		all = all[:len(all)-1]
	}
	for _, a := range all {
		rows = append(rows, template.FileRow{Name: a.Name, When: kit.Size(a.Size)})
	}
	return rows
}

var storyWords = map[string]ownWords{
	"nl": {askedData: "U vroeg iets over uw gegevens", rectified: "We verbeterden een feit in uw verhaal", instead: "Niet “%s” maar “%s”.", told: "U vertelde wat er is gebeurd", spoke: "We spraken elkaar", finding: "Nu: we horen beide kanten", answerBy: "Uiterlijk %s: u krijgt antwoord",
		else_: "Lukt dat niet? Dan hoort u vóór die dag waarom, en wanneer wel.",
		said:  "U stuurde ons een bericht", mailed: "Er kwam een e-mail binnen bij uw klacht", read: "We lazen wat u schreef", withdrew: "U trok uw klacht in", happy: "U liet weten: ik ben tevreden",
		unhappy: "U liet weten: ik ben niet tevreden", over: "We sloten uw klacht af", again: "We kijken opnieuw naar uw klacht", readLetter: "Lees de brief",
		letters: map[complaint.LetterPurpose]string{
			complaint.LetterAcknowledgement: "U kreeg een bevestiging", complaint.LetterExtension: "U kreeg een brief over een nieuwe datum",
			complaint.LetterHolding: "U kreeg een bericht hoe het staat", complaint.LetterClosing: "U kreeg een bevestiging van het einde",
			complaint.LetterHearing: "U kreeg een uitnodiging voor een gesprek", complaint.LetterReport: "U kreeg het verslag van het gesprek",
			complaint.LetterResponse: "U kreeg ons antwoord", complaint.LetterInadmissible: "U kreeg een brief: we behandelen dit niet",
			complaint.LetterFollowUp: "U kreeg een brief: wat we met de uitspraak doen"},
		fields: map[complaint.Field]string{complaint.FieldName: "U wijzigde uw naam", complaint.FieldPhone: "U wijzigde uw telefoonnummer", complaint.FieldEmail: "U wijzigde uw e-mailadres"}},
	"en": {askedData: "You asked something about your data", rectified: "We corrected a fact in your story", instead: "Not “%s” but “%s”.", told: "You told us what happened", spoke: "We spoke to each other", finding: "Now: we are hearing both sides", answerBy: "By %s: you will have our answer",
		else_: "If we cannot make it, you will hear before that day why, and when we can.",
		said:  "You sent us a message", mailed: "An email came in about your complaint", read: "We read what you wrote", withdrew: "You withdrew your complaint", happy: "You told us: I am satisfied",
		unhappy: "You told us: I am not satisfied", over: "We closed your complaint", again: "We are looking at your complaint again", readLetter: "Read the letter",
		letters: map[complaint.LetterPurpose]string{
			complaint.LetterAcknowledgement: "You got a confirmation", complaint.LetterExtension: "You got a letter about a new date",
			complaint.LetterHolding: "You got a letter about how it is going", complaint.LetterClosing: "You got a letter that it is closed",
			complaint.LetterHearing: "You got an invitation to a conversation", complaint.LetterReport: "You got the report of the conversation",
			complaint.LetterResponse: "You got our answer", complaint.LetterInadmissible: "You got a letter: we will not handle this",
			complaint.LetterFollowUp: "You got a letter: what we do with the outcome"},
		fields: map[complaint.Field]string{complaint.FieldName: "You changed your name", complaint.FieldPhone: "You changed your phone number", complaint.FieldEmail: "You changed your email address"}},
}
