package staff

import (
	"fmt"
	"net/http"
	"strings"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
	"wederhoor/internal/paper"
	"wederhoor/internal/register"
	"wederhoor/internal/review"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

func (p *pages) minutes(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showMinutes(w, r, who, kit.Form{Values: map[string][]string{}}, http.StatusOK)
}

func (p *pages) showMinutes(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, status int, errs ...template.ErrorLine) {
	v, err := p.Register.Review(r.Context(), who, r.PathValue("id"))
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := template.ReviewMinutes{Staff: p.base(who, "reviews"), FormKey: template.FormKey{Key: kit.Key()}, ReviewHead: p.reviewHead(who, v, 2), Words: orElse(f, "text", v.Text), Saved: v.Text, Others: v.Others, PDF: reviewsPath + "/" + v.ID + "/minutes/pdf"}
	page.Flash, page.Errors = p.flash(w, r), errs
	if page.Joint, err = p.jointOf(r, who, v); err != nil {
		p.fault(w, r, who, err)
		return
	}
	if v.Held() {
		p.tellHeld(&page, who, v)
	} else {
		p.tellRunning(&page, v)
	}
	p.Render(w, r, status, page)
}

// tellHeld shows the overview as it was frozen.
func (p *pages) tellHeld(page *template.ReviewMinutes, who register.Person, v register.ReviewView) {
	proc := p.Register.Procedure()
	page.Concluded = "Afgerond op " + proc.On(v.End.At).DayYear("nl") + " door " + p.name(v.End.By)
	if who.Leads() || v.Attending {
		page.Report = page.URL + "/report"
	}
	page.Hash, page.Broken, page.Said = v.End.SHA256, !v.End.Untouched && v.End.Erased == 0, v.End.Overview.Text
	if n := v.End.Erased; n > 0 {
		page.Erased = "Bij " + howMany(n, "klacht zijn de woorden", "klachten zijn de woorden") + " later gewist. Het controlegetal is van het overzicht zoals het was."
	}
	for _, a := range v.End.Overview.Attendees {
		said := "nog niet"
		if on := v.SignedBy(a.Member, proc); !on.IsZero() {
			said = on.DayYear("nl")
		} else if a.Member == who.Member.ID {
			page.Signs = v.Attending
		}
		page.Signed = append(page.Signed, template.Fact{Name: a.Name, Value: said})
	}
	for _, l := range v.Lines {
		row := template.MinuteRow{Name: capital(review.Called(l.Number)), Line: p.minuteLine(l), Tag: extraTag(l.Extra), Reason: orErased(l.Reason)}
		for _, a := range l.Actions {
			row.Actions = append(row.Actions, agreedWords(a.Text, a.OwnerName, a.Due))
		}
		page.Rows = append(page.Rows, row)
	}
	for _, a := range v.Past {
		page.Past = append(page.Past, template.ActionRow{Text: orErased(a.Text), Line: pastWords(a), Tag: doneTag(a.Done)})
	}
	for _, a := range v.Actions {
		row := p.actionRow(register.ActionView{Improvement: a, OwnerName: p.name(a.Owner)})
		if a.Effect != "" {
			row.Line += ". " + effectWords[a.Effect]
		}
		page.Agreed = append(page.Agreed, row)
	}
}

// tellRunning shows what was decided so far, and what was not.
func (p *pages) tellRunning(page *template.ReviewMinutes, v register.ReviewView) {
	for _, it := range v.Items {
		row := template.MinuteRow{Name: capital(review.Called(it.Number)), Line: strings.TrimPrefix(p.Register.CategoryName(it.Category)+" · "+monthYear(it.ReceivedOn), " · ")}
		if it.Mine {
			row.URL = caseURL(page.URL, it.Number)
		}
		if d := it.Decision; d != nil {
			row.Tag, row.Reason = extraTag(d.Extra), d.Reason
			for _, a := range d.Actions {
				row.Actions = append(row.Actions, agreedWords(a.Text, p.name(a.Owner), a.Due))
			}
			page.Rows = append(page.Rows, row)
			continue
		}
		page.Undecided = append(page.Undecided, template.Link{Label: review.Called(it.Number), URL: row.URL})
	}
	page.Undecided = shortened(page.Undecided)
	for _, a := range v.Earlier {
		row := p.actionRow(register.ActionView{Improvement: a, OwnerName: p.name(a.Owner)})
		if a.Effect != "" {
			row.Line += ". " + effectWords[a.Effect]
		}
		page.Past = append(page.Past, row)
	}
}

// mostNamed is how many undecided complaints are named; of more it says how many.
const mostNamed = 8

func shortened(all []template.Link) []template.Link {
	if len(all) <= mostNamed {
		return all
	}
	return append(all[:mostNamed:mostNamed], template.Link{Label: fmt.Sprintf("en nog %d", len(all)-mostNamed)})
}

func agreedWords(text, owner string, due calendar.Date) string {
	return strings.TrimRight(orErased(text), ". ") + ". " + owner + ", uiterlijk " + due.DayYear("nl") + "."
}

func extraTag(extra bool) template.Tag {
	if extra {
		return template.Tag{Text: "Extra actie", Tone: "now"}
	}
	return template.Tag{Text: "Geen extra actie", Tone: "done", Icon: "check"}
}

func doneTag(done bool) template.Tag {
	if done {
		return template.Tag{Text: "Gedaan", Tone: "done", Icon: "check"}
	}
	return template.Tag{Text: "Niet klaar", Tone: "late"}
}

func pastWords(a review.Past) string {
	s := a.Owner + ", klaar op " + a.Due.DayYear("nl")
	if a.DoneText != "" {
		s += ". " + a.DoneText
	}
	if a.Effect != "" {
		s += " " + effectWords[a.Effect] + "."
	}
	return s
}

var timelyWords = map[complaint.Timeliness]string{complaint.InTerm: "op tijd beantwoord", complaint.InExtended: "op de nieuwe datum beantwoord", complaint.TooLate: "te laat beantwoord", complaint.Pending: "liep nog"}

// minuteLine is a frozen complaint in one line.
func (p *pages) minuteLine(l review.Line) string {
	parts := []string{monthYear(l.ReceivedOn)}
	if l.Category != "" {
		parts = append([]string{p.Register.CategoryName(l.Category)}, parts...)
	}
	if l.Finding != "" {
		parts = append(parts, strings.ToLower(template.FindingName(string(l.Finding))))
	}
	if s := timelyWords[l.Timeliness]; s != "" {
		parts = append(parts, s)
	}
	if l.Appeals > 0 {
		parts = append(parts, "in beroep")
	}
	return strings.Join(parts, " · ")
}

// minutesPDF hands the minutes over as a file.
func (p *pages) minutesPDF(w http.ResponseWriter, r *http.Request, who register.Person) {
	v, err := p.Register.Minutes(r.Context(), who, r.PathValue("id"))
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	home, proc := p.Register.Home(), p.Register.Procedure()
	name := reviewName(v.Review)
	err = kit.WritePaper(w, strings.ToLower(strings.ReplaceAll(name, " ", "-")), paper.Letter{Lang: "nl", Title: name, Organisation: home.Name, Monogram: kit.Initials(home.Name), Logo: home.Logo, Hue: home.Hue, Chroma: home.Chroma,
		Date: v.Day.DayYear("nl"), Ref: "Vertrouwelijk", Heading: name, Body: letter.Blocks(p.minutesText(v, proc)), Footer: "SHA-256 van het bevroren overzicht: " + v.End.SHA256 + ". " + p.printed(who), Written: v.End.At})
	if err != nil {
		p.fault(w, r, who, err)
	}
}

// minutesText writes the minutes as they are printed.
func (p *pages) minutesText(v register.ReviewView, proc complaint.Procedure) string {
	o := v.End.Overview
	var b strings.Builder
	para := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n\n", args...) }
	para("Periode: %s. Gehouden op %s.", spanWords(o.From, o.Until), o.Day.DayYear("nl"))
	var names []string
	for _, a := range o.Attendees {
		names = append(names, a.Name)
	}
	para("Aanwezig: %s.", listed(names))
	if s := jointWords(o.Beside); s != "" {
		para("%s", s)
	}
	if len(v.Past) > 0 {
		para("Acties van een vorige keer")
		for _, a := range v.Past {
			fmt.Fprintf(&b, "- %s (%s) %s\n", strings.TrimRight(orErased(a.Text), ". "), strings.ToLower(doneTag(a.Done).Text), oneLine(pastWords(a)))
		}
		b.WriteString("\n")
	}
	para("Klachten: %d. Namen staan er niet in.", len(v.Lines))
	for _, l := range v.Lines {
		fmt.Fprintf(&b, "- %s, %s. %s: %s", capital(review.Called(l.Number)), p.minuteLine(l), extraTag(l.Extra).Text, oneLine(orErased(l.Reason)))
		for _, a := range l.Actions {
			b.WriteString(" Afgesproken: " + oneLine(agreedWords(a.Text, a.OwnerName, a.Due)))
		}
		b.WriteString("\n")
	}
	if o.Text != "" {
		b.WriteString("\n")
		para("Verder besproken")
		para("%s", o.Text)
	}
	b.WriteString("\n")
	for _, a := range o.Attendees {
		said := "nog niet ondertekend"
		if on := v.SignedBy(a.Member, proc); !on.IsZero() {
			said = "ondertekend op " + on.DayYear("nl")
		}
		fmt.Fprintf(&b, "- %s, %s\n", a.Name, said)
	}
	return b.String()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
