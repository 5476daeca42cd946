package staff

import (
	"cmp"
	"fmt"
	"slices"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/picture"
	"wederhoor/internal/web/template"
)

// pictures draws the period, each picture under the sentence that reads it.
func (c census) pictures() (all []template.PictureView) {
	add := func(id string, p *picture.Picture, more string) {
		if p != nil && p.Height > 0 {
			all = append(all, template.PictureView{ID: id, Picture: p, More: more})
		}
	}
	add("answers", c.answers(), "")
	add("gaps", c.gaps(), "Bij weinig klachten zegt de tijd ertussen meer dan het aantal per maand. Acht keer achter elkaar onder de middelste lijn is meer dan toeval.")
	add("year", c.lines(), c.manyLines()) // fills a page of its own on paper: what fills one together stands on either side
	add("funnel", c.funnel(), "Hoe meer deelnemers, hoe smaller de grens. Een punt binnen de grens zegt niets over die training.")
	add("dots", c.calendar(), "")
	add("flow", c.flow(), "")
	return all
}

func (c census) months() *picture.Picture {
	counts := map[string][]int{}
	for _, row := range c.now.Cut(figures.ByMonth, nil, figures.Direct, figures.FromEvaluation) {
		counts[row.Value] = row.Counts
	}
	var all []picture.Column
	top, most, often := "", 0, 0 // often: in how many months
	for _, m := range c.now.Period.Months() {
		code := m.String()[:7]
		n := append(counts[code], 0, 0)
		all = append(all, picture.Column{Label: shortMonth(m), Description: c.valueWords(figures.ByMonth, code), Below: n[0], Above: n[1],
			URL: c.cutLink(figures.Direct, figures.ByMonth, code), URLAbove: c.cutLink(figures.FromEvaluation, figures.ByMonth, code)})
		if n[0]+n[1] > most {
			top, most, often = c.valueWords(figures.ByMonth, code), n[0]+n[1], 0
		}
		if n[0]+n[1] == most {
			often++
		}
	}
	title := "Geen klachten binnengekomen"
	switch {
	case often > 1 && most > 0:
		title = "Klachten per maand"
	case most > 0:
		title = "De meeste klachten kwamen in " + top
	}
	return picture.Columns(title, fmt.Sprintf("Klachten per maand van binnenkomst. De hoogste maand heeft er %d.", most),
		[]picture.Key{{Mark: picture.Block, Class: "a", Label: "rechtstreeks"}, {Mark: picture.Block, Class: "b", Label: "uit evaluaties"}},
		[]string{"Maand", "Rechtstreeks", "Evaluatie"}, all)
}

// answers shows how long an answer took, of those whose last day is over.
func (c census) answers() *picture.Picture {
	due, in := c.now.Count(figures.AnswerDue), c.now.Count(figures.InTerm)
	s := picture.Spread{Title: fmt.Sprintf("%d van de %d klachten hadden op tijd antwoord", in, due), Limit: 7, LimitWords: "na een week", Axis: "dagen tot het antwoord",
		Head: []string{"Dagen", "Op tijd", "Nieuwe datum", "Te laat"}, Keys: []picture.Key{{Mark: picture.Dot, Class: "a", Label: "op tijd"},
			{Mark: picture.Ring, Class: "ext-line", Label: fmt.Sprintf("binnen de nieuwe datum (%d)", c.now.Count(figures.InExtended))}, {Mark: picture.Block, Class: "late", Label: "te laat"}}}
	limits := map[figures.Day]int{}
	for how, set := range []figures.Set{figures.InTerm, figures.InExtended, figures.Late} {
		for _, f := range c.now.In(set) {
			limits[f.Answer.Original-f.Answer.Start]++
			if n, ok := f.Answer.Days(); ok {
				s.Took = append(s.Took, picture.Took{Days: n, How: how})
			}
		}
	}
	if len(s.Took) == 0 {
		return nil
	}
	s.Desc = fmt.Sprintf("Dagen van ontvangst tot antwoord voor %d klachten. %d op tijd, %d binnen een nieuwe datum, %d te laat.", len(s.Took), in, c.now.Count(figures.InExtended), c.now.Count(figures.Late))
	if usual := usual(limits); usual != 7 {
		s.Limit, s.LimitWords = usual, fmt.Sprintf("na %d dagen", usual)
	}
	return s.Draw()
}

// usual is the term that most of them had.
func usual(limits map[figures.Day]int) (days int) {
	most := 0
	for d, n := range limits {
		if n > most || n == most && int(d) < days {
			days, most = int(d), n
		}
	}
	return days
}

// lines is the year as lines, from receipt to answer.
func (c census) lines() *picture.Picture {
	all := c.now.In(figures.Received)
	if len(all) == 0 {
		return nil
	}
	from, to := figures.DayOf(c.now.Period.From), figures.DayOf(c.now.Period.To)
	today := figures.DayOf(c.now.Today)
	last, moved := to, false
	y := picture.Year{Head: []string{"Klacht", "Binnen", "Bevestigd", "Besluit", "Antwoord of einde"}, Keys: []picture.Key{{Mark: picture.Block, Class: "week", Label: "de afgesproken termijn"},
		{Mark: picture.Dot, Class: "a", Label: "bevestigd"}, {Mark: picture.Diamond, Class: "a", Label: "besluit"}, {Mark: picture.Bar, Label: "beantwoord of klaar"},
		{Mark: picture.Cross, Class: "late-line", Label: "te laat"}, {Mark: picture.Ring, Label: "nog open"}}}
	for _, f := range all {
		end, open := ended(f, today)
		last = max(last, min(end, to+60))
		l := picture.Life{Start: int(f.Received - from), Original: place(f.Answer.Original, from, f.Received), Due: place(f.Answer.Due, from, f.Received),
			Acknowledged: place(f.Acknowledge.Met, from, 0), Decided: place(f.Decided, from, 0), End: int(end - from), Open: open,
			Late: f.Answer.Timeliness(today) == complaint.TooLate}
		moved = moved || l.Due > l.Original
		if len(all) <= picture.MostLines {
			l.Name, l.URL = c.lineName(f, len(y.Lives)+1)
			l.Cells = lineCells(f, end, open)
		}
		y.Lives = append(y.Lives, l)
	}
	y.Days, y.Ticks = int(last-from)+1, ticks(c.now.Period.From, last.Date())
	if moved {
		y.Keys = slices.Insert(y.Keys, 1, picture.Key{Mark: picture.Block, Class: "moved", Label: "tot de nieuwe datum"})
	}
	y.Title = fmt.Sprintf("Alle %d klachten, van binnenkomst tot antwoord", len(all))
	if len(all) == 1 {
		y.Title = "Eén klacht, van binnenkomst tot antwoord"
	}
	y.Desc = "Elke klacht is een lijn. Een licht vlak achter het begin is de afgesproken termijn, een gestippeld vlak de tijd tot een nieuwe datum; een lijn met een kruis was te laat, een open rondje loopt nog."
	if len(all) > picture.MostLines {
		y.Head, y.Keys = []string{"Week", "Klachten", "De helft binnen (dagen)", "Langste (dagen)"}, nil
		y.Desc = "Per week van binnenkomst: het blok loopt tot de middelste klacht, de dunne lijn tot de langste."
	}
	return y.Draw()
}

// lineName is the number of a dossier and where it stands; for who has no way to
// it, its place in the picture.
func (c census) lineName(f *figures.Fact, place int) (name, link string) {
	if !c.who.Leads() {
		return fmt.Sprint(place), ""
	}
	return f.Ref, "/staff/complaints/" + f.Ref
}

func lineCells(f *figures.Fact, end figures.Day, open bool) []picture.Cell {
	last := factDay(end)
	if open {
		last = "nog open"
	}
	return []picture.Cell{picture.Text(factDay(f.Received)), picture.Text(factDay(f.Acknowledge.Met)), picture.Text(factDay(f.Decided)), picture.Text(last)}
}

func (c census) manyLines() string {
	if c.now.Count(figures.Received) > picture.MostLines {
		return "Er zijn te veel klachten voor een lijn per klacht. Elke regel is een week: het blok loopt tot de middelste klacht, de dunne lijn tot de langste."
	}
	return ""
}

// ended is when it was answered or over, or today when it runs on.
func ended(f *figures.Fact, today figures.Day) (end figures.Day, open bool) {
	switch {
	case f.Answer.Met != 0:
		return f.Answer.Met, false
	case f.Ended != 0:
		return f.Ended, false
	}
	return max(today, f.Received), true
}

// place counts from the first day of a picture; none becomes the other one.
func place(d, from, none figures.Day) int {
	if d == 0 {
		d = none
	}
	if d == 0 {
		return -1
	}
	return int(d - from)
}

func factDay(d figures.Day) string {
	if d == 0 {
		return "–"
	}
	return dayShort(d.Date())
}

func ticks(from, to calendar.Date) (all []picture.Tick) {
	for _, m := range (figures.Period{From: from, To: to}).Months() {
		all = append(all, picture.Tick{Day: m.Sub(from), Label: shortMonth(m)})
	}
	return all
}

// calendar is every complaint as a dot in its half of a month, with the sign of
// its subject.
func (c census) calendar() *picture.Picture {
	all := c.now.In(figures.Received)
	if len(all) == 0 {
		return nil
	}
	v := picture.Calendar{Desc: "Elke stip is een klacht, op de plek van de dag van binnenkomst. Het teken zegt waar hij over gaat; een open stip loopt nog."}
	signs := map[string]string{}
	v.Table.Head = []string{"Onderwerp", "Teken", "Klachten"}
	for i, row := range c.now.Cut(figures.ByCategory, nil, figures.Received) {
		sign := "·"
		if i < 9 && row.Value != "" {
			sign = fmt.Sprint(i + 1)
			v.Keys = append(v.Keys, picture.Key{Mark: picture.Dot, Class: "a", Sign: sign, Label: c.valueWords(figures.ByCategory, row.Value)})
		}
		signs[row.Value] = sign
		v.Table.Rows = append(v.Table.Rows, []picture.Cell{picture.Text(c.valueWords(figures.ByCategory, row.Value)), picture.Text(sign), picture.Number(row.Counts[0], c.cutLink(figures.Received, figures.ByCategory, row.Value))})
	}
	if len(v.Table.Rows) > len(v.Keys) {
		v.Keys = append(v.Keys, picture.Key{Mark: picture.Dot, Class: "a", Sign: "·", Label: "iets anders"})
	}
	v.Keys = append(v.Keys, picture.Key{Mark: picture.Ring, Label: "loopt nog"})
	from := c.now.Period.From
	for _, f := range all {
		v.Ones = append(v.Ones, picture.One{Day: int(f.Received - figures.DayOf(from)), Sign: signs[f.Category.String()], Open: f.Ended == 0})
	}
	months := c.now.Period.Months()
	v.Days, v.Ticks, v.Slots = c.now.Period.To.Sub(from)+1, ticks(from, c.now.Period.To), 2*len(months)
	if len(months) <= 3 {
		v.Slots = 8 * len(months)
	}
	v.Title = fmt.Sprintf("Wanneer kwam wat binnen: %d nog open", c.now.Count(figures.Running))
	return v.Draw()
}

// flow follows complaints from channel to subject to outcome to appeal. What is
// rare in a column goes together.
func (c census) flow() *picture.Picture {
	all := c.now.In(figures.Received)
	if len(all) < 2 {
		return nil
	}
	channels, topics := c.frequent(figures.ByChannel), c.frequent(figures.ByCategory)
	counts := map[[4]string]int{}
	for _, f := range all {
		appeal := "geen beroep"
		if len(f.Appeals) > 0 {
			appeal = "in beroep"
		}
		counts[[4]string{channels(f), topics(f), outcome(f), appeal}]++
	}
	flow := picture.Flow{Title: c.flowTitle(), Desc: "Hoe klachten binnenkwamen, waar ze over gingen, wat de uitkomst was en of er beroep kwam. De dikte van een band is het aantal.",
		Head: []string{"Kanaal", "Onderwerp", "Uitkomst", "Beroep", "Klachten"}}
	for names, n := range counts {
		flow.Paths = append(flow.Paths, picture.Path{Names: names[:], N: n})
	}
	slices.SortFunc(flow.Paths, func(a, b picture.Path) int { return cmp.Or(cmp.Compare(b.N, a.N), slices.Compare(a.Names, b.Names)) })
	return flow.Draw()
}

// flowTitle says what came out of it, of what was judged.
func (c census) flowTitle() string {
	founded, judged := c.now.Count(figures.Founded), c.now.Count(figures.Judged)
	switch {
	case judged == 0:
		return "Van kanaal naar uitkomst"
	case judged == 1:
		return "Van kanaal naar uitkomst: één klacht is beoordeeld"
	}
	return fmt.Sprintf("%d van de %d beoordeelde klachten waren (deels) gegrond", founded, judged)
}

// frequent names a complaint by a cut when it is among the first five.
func (c census) frequent(cut figures.Cut) func(*figures.Fact) string {
	names := map[string]string{}
	for i, row := range c.now.Cut(cut, nil, figures.Received) {
		if names[row.Value] = "overig"; i < 5 {
			names[row.Value] = c.valueWords(cut, row.Value)
		}
	}
	return func(f *figures.Fact) string { return names[cut.Of(f)] }
}

func outcome(f *figures.Fact) string {
	switch f.Finding {
	case complaint.Upheld:
		return "gegrond"
	case complaint.PartlyUpheld:
		return "deels gegrond"
	case complaint.NotUpheld:
		return "ongegrond"
	case complaint.NoFinding:
		return "geen oordeel"
	case complaint.Resolved:
		return "meteen opgelost"
	}
	switch {
	case f.Withdrawn:
		return "ingetrokken"
	case f.Inadmissible:
		return "niet in behandeling"
	}
	return "nog geen besluit"
}

// gaps is drawn for what is rare: with more than one complaint in two days a
// count per month tells as much.
func (c census) gaps() *picture.Picture {
	all := c.now.In(figures.Received)
	if len(all) < 6 || len(all) > 180 {
		return nil
	}
	g := picture.Gaps{Head: []string{"Tot", "Dagen"}, Axis: "tijd tussen twee klachten, op volgorde", UpperWords: "grens van toeval", Middle: "midden bij toeval"}
	for i := 1; i < len(all); i++ {
		g.Days = append(g.Days, int(all[i].Received-all[i-1].Received))
		g.Names = append(g.Names, factDay(all[i].Received))
	}
	l := picture.LimitsOf(g.Days)
	g.Title = fmt.Sprintf("Gemiddeld %s dagen tussen twee klachten", median(l.Mean))
	if l.Fast >= 0 {
		g.Title = "Klachten kwamen een tijd sneller dan toeval, tot " + g.Names[l.Fast]
		g.Keys = []picture.Key{{Mark: picture.Block, Class: "late", Label: "acht keer sneller"}}
	}
	g.Desc = fmt.Sprintf("Dagen tussen opeenvolgende klachten, %d keer. De grens van toeval ligt bij %.0f dagen, het midden bij toeval op %s.", len(g.Days), l.Upper, median(l.Median))
	return g.Draw()
}
