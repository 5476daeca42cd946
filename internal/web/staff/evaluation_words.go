package staff

import (
	"fmt"
	"strings"

	"wederhoor/internal/evaluation"
	"wederhoor/internal/register"
	"wederhoor/internal/web/template"
)

// fileSteps are the steps of a file, of which the first are done.
func fileSteps(done int) (all []template.Step) {
	for i, name := range []string{"Bestand", "Kolommen", "Reacties beoordelen", "Klaar"} {
		s := template.Step{Name: name}
		switch {
		case i < done:
			s.State = "ok"
		case i == done:
			s.State = "now"
		}
		all = append(all, s)
	}
	return all
}

func (p *pages) fileTask(f register.EvaluationFile) template.FileTask {
	return template.FileTask{Title: f.Name, URL: formsPath + "/" + f.ID, Line: fileLine(f), When: dayOf(f.Imported, p.Register.Procedure().Zone()), Waiting: f.Waiting}
}

func fileLine(f register.EvaluationFile) string {
	line := fmt.Sprintf("%s gelezen, %s gevonden", countOf(f.Rows, "formulier", "formulieren"), countOf(f.Balance.Signals(), "reactie", "reacties"))
	if again := f.Rows - f.Fresh; again > 0 {
		line += fmt.Sprintf(", %s al eerder ingelezen", thousands(again))
	}
	return line
}

func countOf(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + more
}

// thousands is a number as people write it: 100.000.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}

func balanceFacts(b evaluation.Balance) []template.Fact {
	return []template.Fact{{Name: "Klacht", Value: thousands(b.Complaints)}, {Name: "Geen klacht", Value: thousands(b.NoComplaint)},
		{Name: "Hoort bij een klacht", Value: thousands(b.Merged)}, {Name: "Nog te beoordelen", Value: thousands(b.Open)}, {Name: "Samen", Value: thousands(b.Signals())}}
}

// rateWords say how well we propose, by what people decided.
func rateWords(rate evaluation.Rate) (s string) {
	if rate.Judged > 0 {
		s = fmt.Sprintf("Van de %s was %s een klacht.", countOf(rate.Judged, "beoordeeld voorstel", "beoordeelde voorstellen"), thousands(rate.Complaints))
		if rate.Complaints != 1 {
			s = strings.Replace(s, " was ", " waren er ", 1)
		}
	}
	if rate.Looked > 0 {
		s += fmt.Sprintf(" Van de %s die we niet voorstelden en jullie toch bekeken, was %s een klacht.", countOf(rate.Looked, "reactie", "reacties"), thousands(rate.Missed))
	}
	if missed, ok := rate.Misses(); ok && missed >= 1 {
		s += fmt.Sprintf(" Van alle %s die we niet voorstelden zijn het er dan ongeveer %s.", thousands(rate.NotProposed), thousands(int(missed+.5)))
	}
	return strings.TrimSpace(s)
}
