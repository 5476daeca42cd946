package staff

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/register"
	"wederhoor/internal/review"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

const (
	reviewsPath = "/staff/reviews"
	actionsPath = "/staff/actions"
	figuresPath = "/staff/figures"
)

func (p *pages) reviews(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := kit.Form{Values: map[string][]string{}}
	if until := r.URL.Query().Get("until"); until != "" {
		f.Values["until"] = []string{until}
	}
	p.showReviews(w, r, who, f, http.StatusOK)
}

func (p *pages) showReviews(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, status int, errs ...template.ErrorLine) {
	desk, err := p.Register.Reviews(r.Context(), who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	actions, err := p.Register.Actions(r.Context(), who, false)
	if err != nil {
		p.fault(w, r, who, err)
		return
	}
	agreed, err := p.Register.AgreedActions(r.Context(), who, figures.Period{})
	if err != nil {
		p.fault(w, r, who, err)
		return
	}
	page := template.Reviews{Staff: p.base(who, "reviews"), FormKey: template.FormKey{Key: kit.Key()}, Begins: who.Leads() && !desk.Running, Board: len(agreed.Years) > 0}
	page.Flash, page.Errors = p.flash(w, r), errs
	if desk.Warning != nil {
		page.Warning = warningWords(*desk.Warning)
	}
	for _, v := range desk.Reviews {
		page.Reviews = append(page.Reviews, reviewRow(v))
	}
	for _, a := range actions {
		page.Actions = append(page.Actions, p.actionRow(a))
	}
	if page.Begins {
		if page.Proposal, err = p.proposal(r, who, f); err != nil {
			p.fault(w, r, who, err)
			return
		}
	}
	p.Render(w, r, status, page)
}

func (p *pages) proposal(r *http.Request, who register.Person, f kit.Form) (template.ReviewProposal, error) {
	today := p.Register.Procedure().On(p.Now())
	until, err := day(f, "until")
	if err != nil || until.IsZero() || until.After(today) {
		until = today
	}
	made, err := p.Register.ProposeReview(r.Context(), who, until)
	if err != nil {
		return template.ReviewProposal{}, err
	}
	out := template.ReviewProposal{First: made.First, Period: "Klachten van " + spanWords(made.From, made.Until) + ".",
		Until: template.Field{Value: until.String()}, From: orElse(f, "from", made.From.String()), Day: orElse(f, "day", today.String())}
	out.Sentence, out.Parts = scopeWords(made.Scope, len(made.Earlier))
	chosen := f.Values["attendee"]
	for _, m := range p.Register.Attendable() {
		out.People = append(out.People, template.Option{Value: string(m.ID), Label: m.Name, Checked: f.Values["day"] == nil || slices.Contains(chosen, string(m.ID))})
	}
	return out, nil
}

// orErased says what took the place of words that went with their dossier: nobody
// ever decides without a reason.
func orErased(text string) string {
	if text == "" {
		return "(gewist)"
	}
	return text
}

func spanWords(from, until calendar.Date) string {
	return from.DayYear("nl") + " tot en met " + until.DayYear("nl")
}

// scopeWords says how many complaints a review looks at, and why.
func scopeWords(scope []review.Item, earlier int) (sentence string, parts []string) {
	n := map[review.Why]int{}
	for _, it := range scope {
		n[it.Why]++
	}
	sentence = howMany(len(scope), "klacht", "klachten") + " om door te nemen."
	if len(scope) == 0 {
		sentence = "Er zijn geen klachten om door te nemen. Ook dat leg je vast."
	}
	for _, x := range []struct {
		n         int
		one, many string
	}{
		{n[review.New], "kwam binnen sinds de vorige toetsing", "kwamen binnen sinds de vorige toetsing"},
		{n[review.Running], "liep toen nog", "liepen toen nog"},
		{n[review.Action], "heeft een actie die nog niet klaar is", "hebben een actie die nog niet klaar is"},
	} {
		if x.n == 1 {
			parts = append(parts, "1 "+x.one)
		} else if x.n > 1 {
			parts = append(parts, fmt.Sprintf("%d %s", x.n, x.many))
		}
	}
	if earlier > 0 {
		parts = append(parts, howMany(earlier, "actie", "acties")+" van een vorige keer om op terug te kijken")
	}
	return sentence, parts
}

func howMany(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// reviewName is the year that a review is about most.
func reviewName(v review.Review) string { return fmt.Sprintf("Jaartoetsing %d", v.Day.Year()) }

func reviewRow(v register.ReviewView) template.ReviewRow {
	row := template.ReviewRow{Title: reviewName(v.Review), URL: reviewsPath + "/" + v.ID, Line: spanWords(v.From, v.Until), Tag: template.Tag{Text: "Afgerond", Tone: "done", Icon: "check"}}
	if v.Running() {
		row.Tag = template.Tag{Text: fmt.Sprintf("%d van %d besproken", v.Decided, len(v.Items)), Tone: "now"}
	}
	return row
}

func (p *pages) actionRow(a register.ActionView) template.ActionRow {
	today := p.Register.Procedure().On(p.Now())
	row := template.ActionRow{Text: orErased(a.Text), URL: actionsPath + "/" + a.ID, Line: a.OwnerName + ", klaar op " + a.Due.DayYear("nl")}
	switch {
	case a.IsDone():
		row.Tag = template.Tag{Text: "Gedaan", Tone: "done", Icon: "check"}
	case a.Due.Before(today):
		row.Tag = template.Tag{Text: capital(left(a.Due, today)), Tone: "late"}
	default:
		row.Tag = template.Tag{Text: capital(left(a.Due, today)), Tone: tone(a.Due, today)}
	}
	return row
}

// postReview begins a review.
func (p *pages) postReview(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	err := f.Failed()
	var n register.NewReview
	if err == nil {
		n, err = newReview(f)
	}
	var made review.Review
	if err == nil {
		made, err = p.Register.OpenReview(r.Context(), who, formKey(who, f), n)
	}
	p.reviewDone(w, r, who, f, err, "review_opened", reviewsPath+"/"+made.ID, func(lines []template.ErrorLine) { p.showReviews(w, r, who, f, kit.Status(f), lines...) })
}

func newReview(f kit.Form) (n register.NewReview, err error) {
	n.Attendees = members(f.Values["attendee"])
	for field, into := range map[string]*calendar.Date{"day": &n.Day, "until": &n.Until, "from": &n.From} {
		if *into, err = day(f, field); err != nil {
			return n, err
		}
	}
	return n, nil
}

// reviewDone goes on after an act, or shows again what was typed with what is wrong.
func (p *pages) reviewDone(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, err error, done, next string, again func([]template.ErrorLine)) {
	lines := kit.Errors("nl", err)
	switch {
	case err == nil:
		p.SetFlash(w, done)
		http.Redirect(w, r, next, http.StatusSeeOther) //nolint:gosec // made here of ids
	case errors.Is(err, register.ErrUnavailable):
		p.notStored(w, r, f, err)
	case errors.Is(err, register.ErrStale):
		again([]template.ErrorLine{{Text: kit.Sentence("nl", "stale")}})
	case len(lines) == 0:
		p.failed(w, r, who, err)
	default:
		again(lines)
	}
}

// reviewHead is what every page of a review begins with. Now is the part that is
// shown: 0 looking back, 1 going through, 2 concluding.
func (p *pages) reviewHead(who register.Person, v register.ReviewView, now int) template.ReviewHead {
	url := reviewsPath + "/" + v.ID
	h := template.ReviewHead{URL: url, Name: reviewName(v.Review), Period: spanWords(v.From, v.Until), Held: v.Held(), Attends: v.Attending}
	var names []string
	for _, id := range v.Attendees {
		m, ok := p.Register.Member(id)
		if !ok {
			continue
		}
		names = append(names, firstName(m))
		h.Faces = append(h.Faces, template.Who{Initials: kit.Initials(m.Name), Me: id == who.Member.ID})
	}
	h.People = listed(names)
	next := v.NextToReview(0)
	if next == 0 && len(v.Items) > 0 {
		next = v.Items[0].Number
	}
	h.Parts = []template.ReviewPart{{Name: "Terugkijken", URL: url}, {Name: "Klachten doornemen", URL: caseURL(url, next), Note: fmt.Sprintf("%d van %d besproken", v.Decided, len(v.Items))},
		{Name: "Besluiten en verslag", URL: url + "/minutes"}}
	if v.Held() || next == 0 || !slices.ContainsFunc(v.Items, func(it register.ReviewItem) bool { return it.Mine }) {
		h.Parts[1].URL = ""
	}
	for i := range h.Parts {
		if i < now || v.Held() {
			h.Parts[i].State = "ok"
		}
	}
	h.Parts[now].State = "now"
	return h
}

func caseURL(url string, number int) string { return url + "/complaints/" + strconv.Itoa(number) }

// listed joins names: "Mirjam, Pieter en Lotte".
func listed(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " en " + names[len(names)-1]
}

func (p *pages) review(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showReview(w, r, who, kit.Form{Values: map[string][]string{}}, http.StatusOK)
}

func (p *pages) showReview(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, status int, errs ...template.ErrorLine) {
	v, err := p.Register.Review(r.Context(), who, r.PathValue("id"))
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := template.ReviewStart{Staff: p.base(who, "reviews"), FormKey: template.FormKey{Key: kit.Key()}, ReviewHead: p.reviewHead(who, v, 0), Figures: figuresOf(who, v),
		Pack: v.Running() && v.Attending, Leads: who.Leads(), Reason: field(f, "reason"), Begun: len(v.Decisions) > 0}
	page.Flash, page.Errors = p.flash(w, r), errs
	items := make([]review.Item, 0, len(v.Items))
	for _, it := range v.Items {
		items = append(items, it.Item)
	}
	page.Sentence, page.Amounts = scopeWords(items, 0)
	for _, a := range v.Earlier {
		page.Earlier = append(page.Earlier, p.pastAction(v, a))
	}
	if len(v.LeftOver) > 0 {
		page.LeftOver = leftOverWords(v.LeftOver)
	}
	for _, m := range p.Register.Attendable() {
		page.Choices = append(page.Choices, template.Option{Value: string(m.ID), Label: m.Name, Checked: v.Attends(m.ID)})
	}
	if page.Joint, err = p.jointOf(r, who, v); err != nil {
		p.fault(w, r, who, err)
		return
	}
	if who.Leads() {
		page.JointURL = page.URL + "/joint"
	}
	switch next := v.NextToReview(0); {
	case v.Held():
		page.Go = template.Link{Label: "Bekijk het verslag", URL: page.URL + "/minutes"}
	case next > 0:
		page.Go = template.Link{Label: goWords(v.Decided), URL: caseURL(page.URL, next)}
	default:
		page.Go = template.Link{Label: "Naar besluiten en verslag", URL: page.URL + "/minutes"}
	}
	p.Render(w, r, status, page)
}

// figuresOf is the page with the figures of the year that a review is about; "" for
// who has none.
func figuresOf(who register.Person, v register.ReviewView) string {
	if !who.SeesFigures() {
		return ""
	}
	return fmt.Sprintf("%s?period=%d", figuresPath, v.Until.Year())
}

func goWords(decided int) string {
	if decided == 0 {
		return "Neem de klachten door"
	}
	return "Ga verder met doornemen"
}

func leftOverWords(numbers []int) string {
	var names []string
	for _, n := range numbers {
		names = append(names, review.Called(n))
	}
	return "Deze raken iedereen die meedoet: " + listed(names) + ". Jij neemt ze door, omdat je er zelf buiten staat."
}

var effectWords = map[review.Effect]string{review.Worked: "Ja, het hielp", review.DidNot: "Nee, het hielp niet", review.Unknown: "Nog niet te zeggen"}

func (p *pages) pastAction(v register.ReviewView, a review.Improvement) template.PastAction {
	m, _ := p.Register.Member(a.Owner)
	row := template.PastAction{ActionRow: p.actionRow(register.ActionView{Improvement: a, OwnerName: m.Name}), Done: a.DoneText}
	if a.Effect != "" {
		row.Said = effectWords[a.Effect]
	}
	if !v.Running() || !v.Attending || !a.IsDone() {
		return row
	}
	row.PostURL, row.Said = actionsPath+"/"+a.ID+"/effect", ""
	for _, e := range review.Effects() {
		row.Effects = append(row.Effects, template.Option{Value: string(e), Label: effectWords[e], Checked: e == a.Effect})
	}
	return row
}

// postReviewAct carries out what is done with a review as a whole.
func (p *pages) postReviewAct(w http.ResponseWriter, r *http.Request, who register.Person) {
	f, id, act := p.ReadForm(w, r), r.PathValue("id"), r.PathValue("act")
	g, key, url := p.Register, formKey(who, f), reviewsPath+"/"+r.PathValue("id")
	do := map[string]func() error{
		"attendees": func() error { return g.AttendReview(r.Context(), who, id, key, members(f.Values["attendee"])) },
		"removal":   func() error { return g.DropReview(r.Context(), who, id, key, f.Words("reason")) },
		"minutes":   func() error { return g.WordReview(r.Context(), who, id, key, f.Words("text")) },
		"signature": func() error { return g.SignReview(r.Context(), who, id, key) },
		"conclusion": func() error {
			// What was typed goes along; what was only looked at does not undo the words of somebody else.
			if text := f.Words("text"); text != f.Words("saved") {
				if err := g.WordReview(r.Context(), who, id, formKey(who, f, "words"), text); err != nil {
					return err
				}
			}
			_, err := g.ConcludeReview(r.Context(), who, id, key)
			return err
		},
	}[act]
	if do == nil {
		p.absent(w, r, who)
		return
	}
	err := f.Failed()
	if err == nil {
		err = do()
	}
	next, show := url+"/minutes", p.showMinutes
	switch act {
	case "attendees":
		next, show = url, p.showReview
	case "removal":
		next, show = reviewsPath, p.showReview
	}
	p.reviewDone(w, r, who, f, err, "review_"+act, next, func(lines []template.ErrorLine) { show(w, r, who, f, kit.Status(f), lines...) })
}

// reviewNumber is the complaint of a review that an address is about; 0: none.
func reviewNumber(r *http.Request) int {
	n, err := strconv.Atoi(r.PathValue("number"))
	if err != nil {
		return 0
	}
	return n
}

var fromWords = map[complaint.ComplainantKind]string{complaint.FromClient: "Een opdrachtgever", complaint.FromParticipant: "Een deelnemer"}
