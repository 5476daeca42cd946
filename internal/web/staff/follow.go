package staff

import (
	"net/http"

	"wederhoor/internal/access"
	"wederhoor/internal/register"
	"wederhoor/internal/web/template"
)

func (p *pages) follow(w http.ResponseWriter, r *http.Request, who register.Person) {
	d, err := p.Register.Follow(r.Context(), who, r.PathValue("ref"))
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	p.Render(w, r, http.StatusOK, p.followPage(view{Dossier: d, who: who, today: d.Procedure.On(p.Now())}))
}

// followPage is what somebody sees who may know the state and dates alone.
func (p *pages) followPage(v view) template.Follow {
	c := v.Complaint
	page := template.Follow{Staff: p.base(v.who, "register"), Crumb: template.Link{Label: "Register", URL: "/staff/complaints"}, Ref: c.Received.Ref,
		Tags: []template.Tag{stageTag(v.Stage(), v.respond().Open() && v.respond().Late())}, Steps: steps(v), Terms: terms(v), LogURL: v.logURL()}
	switch {
	case c.Reporter == v.who.Member.ID:
		page.Why = "Je gaf deze klacht door. Je ziet hoe het loopt; de inhoud is voor wie hem behandelt."
	case v.who.Has(access.Coordinator):
		page.Why = "Je bewaakt de termijnen. De inhoud is voor wie de klacht behandelt."
	case v.who.Has(access.Auditor):
		page.Why = "Je toetst hoe het loopt. Namen en woorden zie je niet."
	default:
		page.Why = "Je bewaakt de privacy. De inhoud is voor wie de klacht behandelt."
	}
	if handler := callName(v.Handler); handler != "" {
		page.Facts = append(page.Facts, template.Fact{Name: "Behandelt", Value: capital(handler)})
	}
	if turn := callName(v.Turn); turn != "" {
		page.Facts = append(page.Facts, template.Fact{Name: "Aan zet", Value: capital(turn)})
	}
	return page
}
