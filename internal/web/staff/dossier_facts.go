package staff

import (
	"strings"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/web/template"
)

func (p *pages) facts(v view) []template.Fact {
	c := v.Complaint
	var subjects []string
	for _, s := range c.Subjects {
		subjects = append(subjects, s.Name)
	}
	category := ""
	if c.Category != "" {
		category = p.Register.CategoryName(c.Category)
	}
	prefers := ""
	if c.Received.PreferCall {
		prefers = "eerst bellen"
	}
	code := v.Code.Display()
	if c.Received.Imported != "" && !c.Received.CodeGiven {
		code = "" // nobody was ever given it
	}
	return facts(v, append([][2]string{{"Onderwerp", category}, {"Ernst", severityName(c.Severity)}, {"Kwam door", strings.ToLower(template.CauseName(c.Cause))}, {"Gaat over", c.Received.About}, {"Klacht over", strings.Join(subjects, ", ")}, {"E-mail", c.Received.Email},
		{"Telefoon", c.Received.Phone}, {"Liefst", prefers}, {"Code van de klager", code}}, oldFacts(c.Received)...))
}

// keptTo is the day until which the content is kept, if nothing else happens.
func keptTo(v view) calendar.Date {
	return v.Complaint.KeptTo(v.Procedure, v.today)
}

func (p *pages) excluded(v view) []string {
	var all []string
	for _, s := range v.Complaint.Subjects {
		if s.Member != "" {
			why := "de klacht gaat over deze persoon."
			if s.Suspected {
				why = "de klager noemt deze naam. Gaat de klacht niet over deze persoon? Laat die dan weer toe."
			}
			all = append(all, p.name(s.Member)+" ziet dit dossier niet: "+why)
		}
	}
	for _, m := range v.Complaint.Recused {
		all = append(all, p.name(m)+" ziet dit dossier niet: er is een ander belang.")
	}
	return all
}

// doubts says what a person should know before they trust how it came in.
func doubts(r complaint.Received) (tags []template.Tag) {
	if r.Suspect {
		text := "misschien geen echte klacht"
		if r.Channel == complaint.ChannelEmail {
			text = "afzender niet bewezen"
		}
		tags = append(tags, template.Tag{Text: text, Tone: "soon"})
	}
	if r.Automatic {
		tags = append(tags, template.Tag{Text: "door een computer verstuurd; geen bevestiging gestuurd"})
	}
	return tags
}
