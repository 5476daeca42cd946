package staff

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

const breachPath = "/staff/log/report"

var seesBreaches = register.Person.SeesBreaches

// breach asks who saw what in a period: the last day, unless somebody says otherwise.
func (p *pages) breach(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showBreach(w, r, who, kit.Form{Values: map[string][]string{}}, nil, http.StatusOK)
}

// postBreach makes the report. What was asked names people and stands in no address,
// so everything comes with a form.
func (p *pages) postBreach(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	q, found, err := p.breachQuery(f)
	if err == nil {
		err = f.Failed()
	}
	var b register.Breach
	if err == nil {
		b, err = p.Register.Breach(r.Context(), who, q)
	}
	if err == nil {
		switch do := f.Line("do"); do {
		case "xlsx", "csv":
			p.breachFile(w, r, who, b, do)
			return
		case "save":
			var id string
			if id, err = p.Register.SaveBreach(r.Context(), who, formKey(who, f, "breach"), b, found, f.Words("text")); err == nil {
				p.SetFlash(w, "breach_saved")
				http.Redirect(w, r, breachPath+"/"+id, http.StatusSeeOther)
				return
			}
		default:
			p.showBreach(w, r, who, f, &b, http.StatusOK)
			return
		}
	}
	made := &b
	if b.From.IsZero() {
		made = nil
	}
	lines, status, ok := p.mistakes(w, r, who, f, err, "stale")
	if !ok {
		return
	}
	p.showBreach(w, r, who, f, made, status, lines...)
}

// breachQuery reads what was asked.
func (p *pages) breachQuery(f kit.Form) (q register.BreachQuery, found time.Time, err error) {
	if q.From, err = p.momentOf(f, "from", "from_clock"); err != nil {
		return q, found, err
	}
	if q.To, err = p.momentOf(f, "to", "to_clock"); err != nil {
		return q, found, err
	}
	if found, err = p.momentOf(f, "found", "found_clock"); err != nil {
		return q, found, err
	}
	switch {
	case q.From.IsZero():
		return q, found, register.Problems{{Field: "from", Code: "period_missing"}}
	case q.To.IsZero():
		return q, found, register.Problems{{Field: "to", Code: "period_missing"}}
	case !q.To.After(q.From):
		return q, found, register.Problems{{Field: "to", Code: "period_backwards"}}
	case found.After(p.Now()):
		return q, found, register.Problems{{Field: "found", Code: "found_ahead"}}
	}
	switch f.Line("about") {
	case "refs":
		if q.Refs = strings.FieldsFunc(f.Line("refs"), func(c rune) bool { return c == ',' || c == ';' || c == ' ' }); len(q.Refs) == 0 {
			return q, found, register.Problems{{Field: "refs", Code: "refs_missing"}}
		}
	case "person":
		if q.Person = f.Line("person"); q.Person == "" {
			return q, found, register.Problems{{Field: "person", Code: "person_missing"}}
		}
	case "member":
		q.Member = complaint.MemberID(f.Line("member"))
	}
	return q, found, nil
}

// momentOf is a day and, if there is one, a clock.
func (p *pages) momentOf(f kit.Form, date, clock string) (time.Time, error) {
	d, err := day(f, date)
	if err != nil || d.IsZero() {
		return time.Time{}, err
	}
	at, err := time.Parse("15:04", cmp.Or(f.Line(clock), "00:00"))
	if err != nil {
		return time.Time{}, register.Problems{{Field: clock, Code: "clock_unclear"}}
	}
	return time.Date(d.Year(), d.Month(), d.Day(), at.Hour(), at.Minute(), 0, 0, p.Register.Procedure().Zone()), nil
}

func (p *pages) showBreach(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, b *register.Breach, status int, errs ...template.ErrorLine) {
	zone := p.Register.Procedure().Zone()
	now := p.Now().In(zone)
	page := template.Breach{Staff: p.base(who, "settings"), FormKey: template.FormKey{Key: kit.Key()}, Wide: who.ReadsLog(), About: cmp.Or(f.Line("about"), "refs"),
		FromDay: orElse(f, "from", calendar.DateOf(now, zone).AddDays(-1).String()), FromClock: orElse(f, "from_clock", "00:00"),
		ToDay: orElse(f, "to", calendar.DateOf(now, zone).AddDays(1).String()), ToClock: orElse(f, "to_clock", "00:00"),
		Refs: field(f, "refs"), Person: field(f, "person"), FoundDay: field(f, "found"), FoundClock: field(f, "found_clock")}
	page.Flash, page.Errors = p.flash(w, r), errs
	for _, m := range p.Register.Members() {
		page.Members = append(page.Members, template.Option{Value: string(m.ID), Label: m.Name, Checked: f.Line("member") == string(m.ID)})
	}
	if b != nil {
		p.breachMade(&page, who, f, *b)
	}
	saved, err := p.Register.BreachReports(r.Context(), who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	for _, s := range saved {
		page.Saved = append(page.Saved, template.BreachSaved{Label: "Datalek, " + p.span(s.From, s.To), URL: breachPath + "/" + s.ID,
			Line: fmt.Sprintf("Bewaard door %s op %s", orSomebody(p.name(s.By)), p.dayAndTime(s.At))})
	}
	p.Render(w, r, status, page)
}

// breachMade lays the report on the page.
func (p *pages) breachMade(page *template.Breach, who register.Person, f kit.Form, b register.Breach) {
	found, _ := p.momentOf(f, "found", "found_clock")
	page.Made, page.Full, page.Span = true, b.Full, p.span(b.From, b.To)
	page.Clock, page.ClockLine = p.breachClock(found)
	page.Facts = []template.Fact{{Name: "Klachten die iemand zag", Value: fmt.Sprint(len(b.Dossiers))}, {Name: "Mensen over wie die gaan", Value: "ongeveer " + fmt.Sprint(b.Persons)},
		{Name: "Wie keken", Value: howMany(viewers(b), "mens", "mensen")}}
	page.Groups = []template.BreachGroup{
		p.breachGroup(who, "gezien", "Wat er is gezien", "Niemand zag iets.", b.Opened),
		p.breachGroup(who, "weg", "Wat het register verliet", "Er is niets opgehaald, geëxporteerd of gekopieerd.", b.Left),
		p.breachGroup(who, "geweigerd", "Wat is geweigerd", "Er is niets geweigerd.", b.Refused)}
	draft := p.breachDraft(b, found)
	page.Body, page.Drafted = field(f, "text"), digestOf(draft)
	if text := f.Words("text"); text == "" || digestOf(text) == f.Line("drafted") {
		page.Body.Value = draft
	}
}

func digestOf(text string) string {
	sum := sha256.Sum256([]byte(strings.TrimSpace(text)))
	return hex.EncodeToString(sum[:8])
}

// viewers counts who saw something, without the register itself.
func viewers(b register.Breach) int {
	seen := map[complaint.MemberID]bool{}
	for _, l := range append(b.Opened[:len(b.Opened):len(b.Opened)], b.Left...) {
		if l.Member != complaint.BySystem {
			seen[l.Member] = true
		}
	}
	return len(seen)
}

func (p *pages) breachGroup(who register.Person, id, title, none string, lines []register.Seen) template.BreachGroup {
	g := template.BreachGroup{ID: id, Title: title, None: none}
	for _, l := range lines {
		row := template.BreachLine{LogLine: p.logLine(who, l), Emergency: emergency(l)}
		row.When = p.stretch(l)
		g.Lines = append(g.Lines, row)
	}
	return g
}

func emergency(l register.Seen) bool { return l.Rule == "broke_the_glass" || l.Action == "break_glass" }

// exactly is a moment as a report needs it: with its year and its minute.
func (p *pages) exactly(at time.Time) string {
	return at.In(p.Register.Procedure().Zone()).Format("02-01-2006 15.04")
}

// stretch is when somebody did the same on one day: once, or from when to when.
func (p *pages) stretch(l register.Seen) string {
	first, last := p.exactly(l.First), p.exactly(l.At)
	if first == last {
		return last
	}
	return first + " tot " + last[len(last)-len("15.04"):]
}

func (p *pages) span(from, to time.Time) string {
	return p.exactly(from) + " tot " + p.exactly(to)
}

// breachClock counts the hours since it was discovered.
func (p *pages) breachClock(found time.Time) (template.Tag, string) {
	if found.IsZero() {
		return template.Tag{}, ""
	}
	hours := int(p.Now().Sub(found).Hours())
	until := found.Add(register.BreachTerm)
	if p.Now().After(until) {
		return template.Tag{Text: fmt.Sprintf("%d uur geleden ontdekt", hours), Tone: "late", Icon: "clock-alert"}, "De 72 uur zijn voorbij. Meld het toch, en zeg erbij waarom het later is."
	}
	return template.Tag{Text: fmt.Sprintf("%d van 72 uur", hours), Tone: "soon", Icon: "clock"}, "Melden bij de Autoriteit Persoonsgegevens kan op tijd tot " + p.dayAndTime(until) + "."
}

// breachDraft is what art. 33(3) AVG asks for, as far as the register knows it.
func (p *pages) breachDraft(b register.Breach, found time.Time) string {
	home := p.Register.Home()
	var s strings.Builder
	part := func(title, text string) { fmt.Fprintf(&s, "%s\n%s\n\n", title, text) }
	part("Wat er is gebeurd", "…\nPeriode: "+p.span(b.From, b.To)+".")
	if !found.IsZero() {
		part("Wanneer ontdekt", p.exactly(found)+".")
	}
	part("Om wie het gaat", fmt.Sprintf("Mensen met een klacht, mensen over wie een klacht gaat, en getuigen. Ongeveer %s.", howMany(b.Persons, "mens", "mensen")))
	part("Om welke gegevens het gaat", fmt.Sprintf("Namen, e-mailadressen, telefoonnummers en wat er in een klacht is gezegd, ook wat iemand over zijn gezondheid vertelde. %s.", howMany(len(b.Dossiers), "klacht", "klachten")))
	part("Wie het zag", fmt.Sprintf("Iets gezien: %s. Uit het register: %d keer. Geweigerd: %s.", howMany(viewers(b), "mens", "mensen"), len(b.Left), howMany(len(b.Refused), "poging", "pogingen")))
	part("Wat de gevolgen kunnen zijn", "…")
	part("Wat we hebben gedaan en gaan doen", "…")
	part("Wie vragen beantwoordt", strings.Join(someOf(home.Name, contactOf(home), home.Email, home.Phone), ", ")+".")
	return strings.TrimSpace(s.String())
}

// contactOf is who is asked about privacy, as the record of what is processed has it.
func contactOf(home store.Organisation) string {
	for _, words := range []string{home.Processing.Officer, home.Processing.Controller} {
		if words = strings.Join(strings.Fields(words), " "); words != "" {
			return words
		}
	}
	return ""
}

func someOf(all ...string) (some []string) {
	for _, s := range all {
		if strings.TrimSpace(s) != "" {
			some = append(some, s)
		}
	}
	return some
}

// breachFile hands the rows over, one by one as the page has them.
func (p *pages) breachFile(w http.ResponseWriter, r *http.Request, who register.Person, b register.Breach, kind string) {
	rows := [][]string{{"Deel", "Vanaf", "Tot", "Wie", "Rol", "Wat", "Waarom", "Noodtoegang", "Keer", "Klacht"}}
	for _, g := range []struct {
		name  string
		lines []register.Seen
	}{{"gezien", b.Opened}, {"verliet het register", b.Left}, {"geweigerd", b.Refused}} {
		for _, l := range g.lines {
			row := p.logLine(who, l)
			rows = append(rows, []string{g.name, p.exactly(l.First), p.exactly(l.At), row.Who, row.Roles, row.What, row.Why, map[bool]string{true: "ja"}[emergency(l)], fmt.Sprint(l.Times), l.Ref})
		}
	}
	if b.Full {
		rows = append(rows, []string{"Er is meer dan hier past. Kies een kortere periode."})
	}
	media := kit.KindXLSX
	if kind == "csv" {
		media = kit.KindCSV
	}
	raw, err := kit.Written(media, "Datalek", rows)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	kit.Download(w, media, "datalek-"+p.Register.Procedure().On(p.Now()).String()+"."+kind)
	_, _ = w.Write(raw)
}

// breachReport shows one that was kept.
func (p *pages) breachReport(w http.ResponseWriter, r *http.Request, who register.Person) {
	b, err := p.Register.BreachReport(r.Context(), who, r.PathValue("id"))
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := template.BreachReport{Staff: p.base(who, "settings"), Title: "Datalek, " + p.span(b.From, b.To), Words: b.Text, Erased: b.Erased,
		Line:  fmt.Sprintf("Bewaard door %s op %s.", orSomebody(p.name(b.By)), p.dayAndTime(b.At)),
		Facts: []template.Fact{{Name: "Klachten", Value: fmt.Sprint(b.Records)}, {Name: "Mensen", Value: "ongeveer " + fmt.Sprint(b.Persons)}}}
	page.Flash = p.flash(w, r)
	if !b.Found.IsZero() {
		page.Facts = append(page.Facts, template.Fact{Name: "Ontdekt", Value: p.dayAndTime(b.Found)})
	}
	p.Render(w, r, http.StatusOK, page)
}
