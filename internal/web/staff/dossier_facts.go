package staff

import (
	"strings"

	"wederhoor/internal/calendar"
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
	return facts(v, [][2]string{{"Onderwerp", category}, {"Gaat over", c.Received.About}, {"Klacht over", strings.Join(subjects, ", ")}, {"E-mail", c.Received.Email},
		{"Telefoon", c.Received.Phone}, {"Liefst", prefers}, {"Code van de klager", v.Code.Display()}, {"Bewaren tot", keptTo(v).Words("nl")}})
}

// keptTo is the day until which the content is kept, if nothing else happens.
func keptTo(v view) calendar.Date {
	return v.Complaint.KeptTo(v.Procedure, v.today)
}
