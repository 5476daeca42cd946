package staff

import (
	"fmt"
	"net/http"

	"wederhoor/internal/register"
	"wederhoor/internal/review"
	"wederhoor/internal/web/template"
)

// reviewNotes puts on Vandaag that a review is due, and what somebody agreed to do
// at one.
func (p *pages) reviewNotes(r *http.Request, who register.Person, page *template.Today) error {
	if n := p.Register.ToConfirm(who); n > 0 {
		page.Erasures = howMany(n, "klacht wacht", "klachten wachten") + " op een tweede persoon om te wissen."
	}
	late, err := p.Register.BackupsLate(r.Context(), who)
	if err != nil {
		return err
	}
	page.Backup = late
	if page.Sheet, err = p.Register.SheetUnchecked(r.Context(), who); err != nil {
		return err
	}
	w, due, err := p.Register.ReviewWarning(r.Context(), who)
	if err != nil {
		return err
	}
	if due && !w.Began {
		page.Review = warningWords(w)
	}
	if id, number, err := p.Register.StandsInAt(r.Context(), who); err != nil {
		return err
	} else if number > 0 {
		page.StandIn = template.Link{Label: "Neem " + review.Called(number) + " door", URL: caseURL(reviewsPath+"/"+id, number)}
	}
	actions, err := p.Register.Actions(r.Context(), who, true)
	for _, a := range actions {
		page.Actions = append(page.Actions, p.actionRow(a))
	}
	return err
}

// warningWords says that a review is due, by which day.
func warningWords(w review.Warning) string {
	s := "Vóór " + w.By.Words("nl") + " is er weer een jaartoetsing nodig."
	switch {
	case w.Year:
		s = fmt.Sprintf("In %d is er nog geen jaartoetsing geweest. Houd hem uiterlijk %s.", w.By.Year(), w.By.DayMonth("nl"))
	case w.Late:
		s = "De jaartoetsing had er " + w.By.Words("nl") + " moeten zijn. Plan hem nu."
	}
	if !w.Last.IsZero() && !w.Year {
		s += " De vorige was op " + w.Last.Words("nl") + "."
	}
	if w.Began {
		s += " Er loopt er al een."
	}
	return s
}
