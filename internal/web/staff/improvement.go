package staff

import (
	"net/http"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/review"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

func (p *pages) improvement(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showImprovement(w, r, who, kit.Form{Values: map[string][]string{}}, http.StatusOK)
}

func (p *pages) showImprovement(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, status int, errs ...template.ErrorLine) {
	a, err := p.Register.ActionByID(r.Context(), who, r.PathValue("id"))
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := template.Improvement{Staff: p.base(who, "today"), FormKey: template.FormKey{Key: kit.Key()}, URL: actionsPath + "/" + a.ID, Task: a.Text, Tag: p.actionRow(a).Tag,
		Crumb: template.Link{Label: "Vandaag", URL: "/staff"}, Does: !a.IsDone() && (a.Mine || a.Directs), Directs: a.Directs && !a.IsDone(), Done: field(f, "text"),
		Owners: p.owners(orElse(f, "owner", string(a.Owner)).Value), Due: orElse(f, "due", a.Due.String())}
	if a.InReview {
		page.Staff.Active, page.Crumb = "reviews", template.Link{Label: "Extra acties", URL: actionsPath}
	}
	page.Flash, page.Errors = p.flash(w, r), errs
	page.Facts = []template.Fact{{Name: "Wie", Value: a.OwnerName}, {Name: "Klaar op", Value: a.Due.Words("nl")}}
	if a.IsDone() {
		page.Facts = append(page.Facts, template.Fact{Name: "Gedaan", Value: a.DoneText + " (" + p.name(a.DoneBy) + ", " + p.Register.Procedure().On(a.Done).DayYear("nl") + ")"})
	}
	if a.Effect != "" {
		page.Facts = append(page.Facts, template.Fact{Name: "Hielp het?", Value: effectWords[a.Effect]})
	}
	p.Render(w, r, status, page)
}

// postImprovement says that an action was done, moves it, or says whether it helped.
func (p *pages) postImprovement(w http.ResponseWriter, r *http.Request, who register.Person) {
	f, id, act := p.ReadForm(w, r), r.PathValue("id"), r.PathValue("act")
	key, next := formKey(who, f), actionsPath+"/"+id
	err := f.Failed()
	if err == nil {
		switch act {
		case "done":
			err = p.Register.FinishAction(r.Context(), who, id, key, f.Words("text"))
		case "move":
			due, unclear := day(f, "due")
			if err = unclear; err == nil {
				err = p.Register.MoveAction(r.Context(), who, id, key, complaint.MemberID(f.Line("owner")), due)
			}
		case "effect":
			err = p.Register.JudgeAction(r.Context(), who, id, key, review.Effect(f.Line("effect")), f.Words("text"))
			next = backToReview(f, next)
		default:
			p.absent(w, r, who)
			return
		}
	}
	p.reviewDone(w, r, who, f, err, "improvement_"+act, next, func(lines []template.ErrorLine) { p.showImprovement(w, r, who, f, kit.Status(f), lines...) })
}

// backToReview goes on at the review that the form stood in, and nowhere else.
func backToReview(f kit.Form, otherwise string) string {
	id, ok := strings.CutPrefix(f.Line("review"), reviewsPath+"/")
	if !ok || strings.ContainsFunc(id, func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') }) {
		return otherwise
	}
	return reviewsPath + "/" + id
}
