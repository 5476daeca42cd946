package staff

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/template"
)

func (p *pages) today(w http.ResponseWriter, r *http.Request, who register.Person) {
	t := p.Register.Today(who)
	names, err := p.named(r, who, &t.Mine, &t.Others, &t.Week)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	proc := p.Register.Procedure()
	today := proc.On(t.Now)
	page := template.Today{Staff: p.base(who, "today"), Names: names, Date: capital(today.DayMonth("nl")),
		Greeting: greeting(t.Now.In(proc.Zone()).Hour()) + " " + firstName(who.Member), Sentence: sentence(t)}
	for _, g := range p.Register.Broken(who) {
		page.Glass = append(page.Glass, template.GlassRow{Name: g.By.Name, Ref: g.Ref, URL: "/staff/complaints/" + g.Ref, Until: when(g.Until, proc.Zone())})
	}
	page.ToPost = toPostWords(t.ToPost)
	held, err := p.Register.Held(r.Context(), who)
	if err != nil {
		p.fault(w, r, who, err)
		return
	}
	page.Held = heldWords(held)
	waiting, err := p.Register.WaitingCandidates(r.Context(), who)
	if err != nil {
		p.fault(w, r, who, err)
		return
	}
	page.Answers = answersWait(waiting)
	rooms, err := p.Register.RoomsWaiting(r.Context(), who)
	if err != nil {
		p.fault(w, r, who, err)
		return
	}
	page.Rooms = roomsWait(rooms)
	if err := p.reviewNotes(r, who, &page); err != nil {
		p.fault(w, r, who, err)
		return
	}
	if page.Mail, page.Wrong, err = p.mailNotes(r, who); err != nil {
		p.fault(w, r, who, err)
		return
	}
	for i, it := range t.Mine {
		page.Tasks = append(page.Tasks, p.task(it, today, i == 0))
	}
	page.Access = p.accessToday(who)
	page.Week = p.week(t.Week, today)
	for _, it := range t.Others {
		page.Waiting = append(page.Waiting, p.waiting(it, t.Now))
	}
	if !p.Register.Home().RecoveryConfirmed && who.Leads() {
		page.Flash = template.Flash{Text: "Typ het herstelblad nog een keer over. Zonder herstelblad is alles weg als de sleutel kwijtraakt. Ga naar /setup."}
	}
	if must, err := p.Register.MustRead(r.Context(), who); err != nil {
		p.fault(w, r, who, err)
		return
	} else if must {
		page.MustRead = fmt.Sprintf("versie %d", proc.Version)
	}
	p.Render(w, r, http.StatusOK, page)
}

// heldWords tells who leads that a budget for mail was hit.
func heldWords(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "Eén automatisch bericht wacht. We mailen niet te veel achter elkaar. Het gaat later vanzelf weg."
	}
	return number(n) + " automatische berichten wachten. We mailen niet te veel achter elkaar. Ze gaan later vanzelf weg."
}

func greeting(hour int) string {
	switch {
	case hour < 12:
		return "Goedemorgen"
	case hour < 18:
		return "Goedemiddag"
	}
	return "Goedenavond"
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

var numbers = []string{"Geen", "Eén", "Twee", "Drie", "Vier", "Vijf", "Zes", "Zeven", "Acht", "Negen", "Tien", "Elf", "Twaalf"}

func number(n int) string {
	if n < len(numbers) {
		return numbers[n]
	}
	return fmt.Sprint(n)
}

// sentence says in words what the day asks; counters come later or not at all.
func sentence(t register.Today) string {
	pressing := t.Due
	var s string
	switch {
	case t.All == 0:
		s = "Er wacht niets op je."
	case pressing == 0:
		s = "Vandaag moet er niets. Hieronder staat wat deze week komt."
	case pressing == 1:
		s = "Eén klacht vraagt vandaag iets van je."
	default:
		s = number(pressing) + " klachten vragen vandaag iets van je."
	}
	switch {
	case t.Late == 1:
		s += " Eén antwoord is te laat."
	case t.Late > 1:
		s += " " + number(t.Late) + " antwoorden zijn te laat."
	}
	if t.All > len(t.Mine) {
		s += fmt.Sprintf(" Je ziet de %d die het eerst moeten.", len(t.Mine))
	}
	return s
}

// task says in one sentence what to do with a dossier, and gives the one button.
func (p *pages) task(it register.Item, today calendar.Date, first bool) template.Task {
	label, text := stepWords(it, today)
	url := "/staff/complaints/" + it.Ref
	t := template.Task{Subject: heading(it), URL: url, News: newMessage(it.Unread, it.Next.Step), Line: line(it), Text: text, Do: template.Link{Label: label, URL: doURL(url, it), Current: first}}
	if !it.Next.Due.IsZero() {
		t.Tag = template.Tag{Text: capital(left(it.Next.Due, today)), Tone: dueTone(it, today)}
		t.Due = "Uiterlijk " + it.Next.Due.DayMonth("nl")
	}
	switch {
	case it.Next.Step == complaint.StepFollowUp:
		t.Days = days(it.Follow, today)
	case it.Respond.Open():
		t.Days = days(it.Respond, today)
	}
	return t
}

func dueTone(it register.Item, today calendar.Date) string {
	if tone := tone(it.Next.Due, today); tone != "late" || it.Next.Late {
		return tone
	}
	return "soon" // a soft term that was missed is a hint, not a broken promise
}

func doURL(url string, it register.Item) string {
	if it.Next.Step == complaint.StepDelivery {
		return url + "/delivery?letter=" + it.Next.Letter.ID
	}
	return url + "/" + string(it.Next.Step)
}

func stepWords(it register.Item, today calendar.Date) (label, text string) {
	late := !it.Next.Due.IsZero() && it.Next.Due.Before(today)
	switch it.Next.Step {
	case complaint.StepDiscussion:
		return "Kies wie bevestigt", "Spreek met je team af wie de ontvangst bevestigt."
	case complaint.StepAcknowledgement:
		return "Bevestig de ontvangst", "Stuur de klager een brief: wat we al deden, of wanneer er antwoord komt."
	case complaint.StepDelivery:
		return deliveryWords(it.Next.Letter)
	case complaint.StepHearing:
		return "Hoor beide kanten", "Eerst horen, dan besluiten. In het dossier staat wat er nog mist."
	case complaint.StepDecision:
		if late {
			return "Antwoord of stel uit", "De klager wacht op antwoord. Antwoord vandaag, of bel en spreek een nieuwe datum af."
		}
		return "Neem een besluit", "Hoor beide kanten. Leg daarna je besluit vast, of bel de klager."
	case complaint.StepResponse:
		if late {
			return "Verstuur het antwoord", "Je besluit ligt er, maar het antwoord is te laat. Verstuur de brief vandaag."
		}
		return "Verstuur het antwoord", "Je besluit ligt er. De brief moet nog de deur uit."
	case complaint.StepReading:
		return "Lees het bericht", "De klager stuurde een bericht. Lees het, en reageer als dat nodig is."
	case complaint.StepRemedy:
		return "Leg vast: gedaan", "Jullie beloofden de klager iets. Doe het, en leg vast dat het gedaan is."
	case complaint.StepFollowUp:
		return "Uitspraak opvolgen", "Er is een uitspraak in beroep. Schrijf de klager wat jullie ermee doen, en wanneer dat klaar is."
	}
	return "Sluit af", "De klager heeft antwoord. Is alles klaar? Sluit de klacht dan af."
}

func deliveryWords(l complaint.Letter) (label, text string) {
	label, text = stateWords(l)
	if !l.ToComplainant() {
		text = strings.Replace(text, "de klager", "wie is uitgenodigd", 1)
	}
	return label, text
}

func stateWords(l complaint.Letter) (label, text string) {
	switch l.State {
	case complaint.LetterBounced:
		return "Kies een andere weg", "De brief kwam terug. Bel de klager, of stuur hem per post."
	case complaint.LetterUndone:
		return "Kies een andere weg", "De brief is niet aangekomen. Bel de klager, of stuur hem per post."
	case complaint.LetterUncertain:
		return "Zoek het uit", "We weten niet of de brief is aangekomen. Vraag het na."
	}
	return "Leg vast: verstuurd", "De brief ligt klaar om te posten of te overhandigen."
}

func line(it register.Item) string {
	s := it.Ref
	if it.Reads {
		s += " · " + listName(it)
	}
	if kind := kindWords[it.From]; kind != "" && it.From != complaint.FromOther && !it.Anonymous {
		s += ", " + kind
	}
	return s
}

// callName is a member as this person may know of them: by name, or by role.
func callName(c register.Called) string {
	if c.Name == "" && len(c.Roles) > 0 {
		return "de " + strings.ToLower(roleWords[c.Roles[0]])
	}
	return c.Name
}

func (p *pages) waiting(it register.Item, now time.Time) template.WaitRow {
	row := template.WaitRow{Title: it.Ref, News: newMessage(it.Unread, it.Next.Step), URL: "/staff/complaints/" + it.Ref, Tag: stageTag(it.Stage, it.Late())}
	if it.Reads {
		row.Title += " · " + it.Heading
	}
	if turn := callName(it.Turn); turn != "" && it.Next.Step != complaint.StepNone {
		row.Text = capital(turn) + " is aan zet"
		if !it.Next.Due.IsZero() {
			row.Text += ", uiterlijk " + it.Next.Due.DayMonth("nl")
		}
		return row
	}
	switch none := it.Next.Step == complaint.StepNone; {
	case none && it.IsDeferred(now):
		row.Text = deferredWords
	case none && it.Stage == complaint.StageAppealed:
		row.Text = "Wacht op de uitspraak"
	case it.Respond.Open() && it.Respond.Due.After(it.Respond.Original):
		row.Text = "Nieuwe datum afgesproken: " + it.Respond.Due.DayMonth("nl")
	case none:
		row.Text = "De brief is onderweg"
	}
	return row
}

const deferredWords = "De brief is nog niet aangenomen"

// waitingWords tells of the letter that is on its way.
func waitingWords(v view) (heading, text string) {
	for _, l := range v.Complaint.Owing() {
		if l.StateAt(v.Now) == complaint.LetterDeferred {
			return deferredWords, "We blijven proberen. Heeft het haast? Bel de klager, of stuur de brief per post."
		}
	}
	return "Even wachten", "De brief is onderweg naar de mailserver."
}

// stripDays is how many days the week strip shows, from yesterday on.
const stripDays = 9

func (p *pages) week(items []register.Item, today calendar.Date) template.Week {
	first := today.AddDays(-1)
	var week template.Week
	for i := range stripDays {
		d := first.AddDays(i)
		day := template.WeekDay{Short: shortDay(d), Number: fmt.Sprint(d.Day())}
		switch {
		case d == today:
			day.Class = "today"
		case d.Weekday() == 0 || d.Weekday() == 6:
			day.Class = "we"
		}
		week.Days = append(week.Days, day)
	}
	for _, it := range items {
		if it.Respond.Due.Before(first.AddDays(-14)) || len(week.Rows) == 12 {
			continue
		}
		week.Rows = append(week.Rows, weekRow(it, first, today, week.Days))
	}
	return week
}

func weekRow(it register.Item, first, today calendar.Date, head []template.WeekDay) template.WeekRow {
	due := it.Respond.Due
	row := template.WeekRow{Ref: it.Ref, URL: "/staff/complaints/" + it.Ref}
	if it.Complainant != "" {
		row.Name = surname(it.Complainant)
	}
	what, icon := "besluit", "pen"
	if it.Stage == complaint.StageDecided {
		what, icon = "antwoord", "send"
	}
	row.Words = what + " " + due.DayMonth("nl")
	if due.Before(today) {
		row.Words, icon = "antwoord had "+due.DayMonth("nl")+" gemoeten", "clock"
	}
	for i := range head {
		d := first.AddDays(i)
		cell := template.WeekCell{Class: head[i].Class}
		switch {
		case d == due || i == 0 && due.Before(first):
			cell.Class, cell.Icon = strings.TrimSpace(cell.Class+" end"+heat(due, today)), icon
		case d.Before(due) && !d.Before(it.ReceivedOn):
			cell.Class = strings.TrimSpace(cell.Class + " run")
			if d == it.ReceivedOn {
				cell.Class += " start"
			}
		case due.Before(today) && d == today:
			cell.Class = strings.TrimSpace(cell.Class + " over")
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

func heat(due, today calendar.Date) string {
	switch n := due.Sub(today); {
	case n < 0:
		return " red"
	case n == 0:
		return " hot"
	}
	return ""
}
