package staff

import (
	"cmp"
	"fmt"
	"net/http"
	"strings"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/review"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

func (p *pages) reviewCase(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showCase(w, r, who, kit.Form{Values: map[string][]string{}}, http.StatusOK)
}

func (p *pages) showCase(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, status int, errs ...template.ErrorLine) {
	k, err := p.Register.OpenCase(r.Context(), who, r.PathValue("id"), reviewNumber(r))
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	head := p.reviewHead(who, k.Review, 1)
	page := template.ReviewCase{Staff: p.base(who, "reviews"), FormKey: template.FormKey{Key: kit.Key()}, ReviewHead: head, Number: k.Item.Number, Place: k.Place, All: len(k.Review.Items),
		Width: fmt.Sprintf("%.1f%%", 100*float64(k.Place)/float64(len(k.Review.Items))), Gone: k.Item.Gone}
	page.Flash, page.Errors = p.flash(w, r), errs
	p.tellCase(&page, k)
	p.fillDecision(&page, k, f)
	if k.Ref != "" {
		page.Dossier = "/staff/complaints/" + k.Ref
	}
	for _, n := range k.Similar {
		page.Similar = append(page.Similar, template.Link{Label: review.Called(n), URL: caseURL(head.URL, n)})
	}
	page.Skip = head.URL + "/minutes"
	if k.Next > 0 {
		page.Skip = caseURL(head.URL, k.Next)
	}
	if k.Prev > 0 {
		page.Prev = caseURL(head.URL, k.Prev)
	}
	p.Render(w, r, status, page)
}

// tellCase tells a complaint without names.
func (p *pages) tellCase(page *template.ReviewCase, k register.CaseView) {
	c := k.Case
	line := []string{capital(review.Called(c.Number))}
	if c.Category != "" {
		line = append(line, p.Register.CategoryName(c.Category))
	}
	page.Line = strings.Join(append(line, monthYear(k.Item.ReceivedOn)), " · ")
	page.Heading = cmp.Or(c.Heading, capital(review.Called(c.Number)))
	if why := whyWords[k.Item.Why]; why != "" {
		page.Line += " · " + why
	}
	page.Who, page.When = cmp.Or(fromWords[c.From], "De klager"), c.ReceivedOn.DayMonth("nl")+", via "+channelWords[c.Channel]
	page.Story, page.Wish = c.Story, c.RemedySought
	add := func(name, value string) {
		if value != "" {
			page.Facts = append(page.Facts, template.Fact{Name: name, Value: value})
		}
	}
	add("Meteen gedaan", strings.Join(c.Actions, " "))
	if c.Finding != "" {
		add("Besluit", template.FindingName(string(c.Finding))+". "+c.Reason)
	}
	add("Beloofd", remedyWords(c))
	add("Antwoord", answerWords(c))
	add("Daarna", afterWords(c))
	page.InTime = inTime(c.Respond)
}

var whyWords = map[review.Why]string{review.Running: "liep nog bij de vorige toetsing", review.Action: "een eerdere actie is nog niet klaar"}

func monthYear(d calendar.Date) string {
	_, s, _ := strings.Cut(d.DayYear("nl"), " ")
	return s
}

func remedyWords(c review.Case) string {
	if len(c.Remedies) == 0 {
		return ""
	}
	return strings.Join(c.Remedies, " ") + fmt.Sprintf(" (%d van %d gedaan)", min(c.RemediesDone, len(c.Remedies)), len(c.Remedies))
}

func answerWords(c review.Case) string {
	switch {
	case c.Withdrawn:
		return "De klager trok de klacht in."
	case c.AnsweredOn.IsZero() && c.Respond.Open():
		return "Nog niet, uiterlijk " + c.Respond.Due.DayMonth("nl") + "."
	case c.AnsweredOn.IsZero():
		return ""
	}
	return capital(c.AnsweredOn.DayMonth("nl")) + ", na " + howMany(c.AnsweredOn.Sub(c.ReceivedOn), "dag", "dagen") + "."
}

// inTime is whether the answer was in time; what runs is neither.
func inTime(o complaint.Obligation) template.Tag {
	switch o.Timeliness() {
	case complaint.InTerm:
		return template.Tag{Text: "op tijd", Tone: "done", Icon: "check"}
	case complaint.InExtended:
		return template.Tag{Text: "op de nieuwe datum", Tone: "now", Icon: "check"}
	case complaint.TooLate:
		return template.Tag{Text: "te laat", Tone: "late"}
	}
	return template.Tag{}
}

func afterWords(c review.Case) string {
	var parts []string
	switch {
	case c.Satisfied == nil:
	case *c.Satisfied:
		parts = append(parts, "De klager was tevreden.")
	default:
		parts = append(parts, "De klager was niet tevreden.")
	}
	switch {
	case c.Appeals > 0:
		parts = append(parts, "In beroep.")
	case c.Finding != "":
		parts = append(parts, "Geen beroep.")
	}
	if c.ClosedOn.IsZero() {
		return strings.Join(append(parts, "Nog niet afgesloten."), " ")
	}
	return strings.Join(append(parts, "Afgesloten op "+c.ClosedOn.DayMonth("nl")+"."), " ")
}

// fillDecision puts what was decided, or typed, in the form.
func (p *pages) fillDecision(page *template.ReviewCase, k register.CaseView, f kit.Form) {
	had := review.Decided{}
	if d := k.Item.Decision; d != nil {
		had = d.Decided
		page.Choice = map[bool]string{true: "yes", false: "no"}[had.Extra]
	}
	action := review.Agreed{Due: p.Register.Procedure().On(p.Now()).AddMonths(2)}
	if len(had.Actions) > 0 {
		action = had.Actions[0]
	}
	if f.Line("extra") != "" {
		page.Choice = f.Line("extra")
	}
	page.Reason, page.Action, page.Due = orElse(f, "reason", had.Reason), orElse(f, "action", action.Text), orElse(f, "due", action.Due.String())
	page.Owners = p.owners(orElse(f, "owner", string(action.Owner)).Value)
}

// owners are who can be asked to do something.
func (p *pages) owners(chosen string) []template.Option {
	all := []template.Option{{Label: "Kies"}}
	for _, m := range p.Register.Active() {
		all = append(all, template.Option{Value: string(m.ID), Label: m.Name, Checked: string(m.ID) == chosen})
	}
	return all
}

func (p *pages) postReviewCase(w http.ResponseWriter, r *http.Request, who register.Person) {
	f, n := p.ReadForm(w, r), reviewNumber(r)
	err := f.Failed()
	done := "review_decided"
	switch choice := f.Line("extra"); {
	case err != nil:
	case choice == "later":
		done = "review_later"
	case choice != "yes" && choice != "no":
		err = register.Problems{{Field: "extra", Code: "review_choose"}}
	default:
		d := register.ReviewDecision{Number: n, Extra: choice == "yes", Reason: f.Words("reason")}
		if d.Extra {
			d.Action, d.Owner = f.Words("action"), complaint.MemberID(f.Line("owner"))
			d.Due, err = day(f, "due")
		}
		if err == nil {
			_, err = p.Register.DecideReview(r.Context(), who, r.PathValue("id"), formKey(who, f), d)
		}
	}
	next := reviewsPath + "/" + r.PathValue("id") + "/minutes"
	if v, seen := p.Register.Review(r.Context(), who, r.PathValue("id")); seen == nil {
		if i := v.NextToReview(n); i > 0 && i != n {
			next = caseURL(reviewsPath+"/"+v.ID, i)
		}
	}
	p.reviewDone(w, r, who, f, err, done, next, func(lines []template.ErrorLine) { p.showCase(w, r, who, f, kit.Status(f), lines...) })
}
