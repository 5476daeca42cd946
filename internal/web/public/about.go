package public

import (
	"fmt"
	"net/http"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

func (p *pages) procedure(w http.ResponseWriter, r *http.Request) {
	lang := lang(r.URL.Query().Get("lang"))
	proc := p.Register.Procedure()
	page := template.Procedure{Public: p.Public(lang), Steps: procedureSteps(lang, proc),
		Source: fmt.Sprintf("%s, versie %d", proc.Name, proc.Version)}
	page.DutchURL, page.EnglishURL = "/procedure", "/procedure?lang=en"
	for i, body := range proc.Appeal {
		b := template.Confidant{Initials: kit.Initials(body.Name), Name: body.Name, Phone: body.Phone, Email: body.Email, Website: body.Website}
		if i == 0 {
			page.Confidant = b
		} else if body.Reachable() {
			page.Bodies = append(page.Bodies, b)
		}
	}
	if places := p.Register.Home().Places; places != "" {
		page.Places = strings.Split(places, "\n")
	}
	p.Render(w, r, http.StatusOK, page)
}

func procedureSteps(lang string, proc complaint.Procedure) []template.ProcedureStep {
	say := map[string][2]string{"acknowledge": {"U krijgt een bevestiging", "Daarin staat wat we al hebben gedaan, of wanneer u antwoord krijgt."},
		"decide":  {"We nemen een besluit of nemen contact op", "We horen eerst beide kanten."},
		"respond": {"U krijgt antwoord", "Lukt dat niet? Dan hoort u vóór die dag waarom, en wanneer wel."}}
	if lang == "en" {
		say = map[string][2]string{"acknowledge": {"You get a confirmation", "It says what we already did, or when you will have an answer."},
			"decide":  {"We decide or contact you", "We hear both sides first."},
			"respond": {"You get an answer", "If we cannot make it, you will hear before that day why, and when we can."}}
	}
	var steps []template.ProcedureStep
	for _, t := range proc.Terms {
		if words, ok := say[string(t.ID)]; ok {
			steps = append(steps, template.ProcedureStep{Name: words[0], Term: kit.LengthWords(lang, t.Length), Text: words[1]})
		}
	}
	return steps
}

func (p *pages) privacy(w http.ResponseWriter, r *http.Request) {
	lang := lang(r.URL.Query().Get("lang"))
	page := template.Privacy{Public: p.Public(lang), KeptFor: kit.LengthWords(lang, p.Register.Procedure().Retention.Length), Contact: p.Register.Home().Email}
	page.DutchURL, page.EnglishURL = "/privacy", "/privacy?lang=en"
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) accessibility(w http.ResponseWriter, r *http.Request) {
	page := template.Accessibility{Public: p.Public(lang(r.URL.Query().Get("lang")))}
	page.DutchURL, page.EnglishURL = "/accessibility", "/accessibility?lang=en"
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) absent(w http.ResponseWriter, r *http.Request) {
	p.Message(w, r, http.StatusNotFound, template.Message{Kind: "not_found"})
}
