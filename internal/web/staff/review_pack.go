package staff

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"wederhoor/internal/figures"
	"wederhoor/internal/letter"
	"wederhoor/internal/paper"
	"wederhoor/internal/picture"
	"wederhoor/internal/register"
	"wederhoor/internal/review"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// reviewPack hands over the papers of a review to who attends, made for them alone:
// nothing of it is kept.
func (p *pages) reviewPack(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	k, err := p.Register.ReviewPack(r.Context(), who, r.PathValue("id"))
	switch {
	case errors.Is(err, register.ErrProve):
		p.prove(w, r, "reviews")
		return
	case err != nil:
		p.failed(w, r, who, err)
		return
	}
	b := p.binder(who, k)
	kind, raw := "application/pdf", []byte(nil)
	name := strings.ToLower(strings.ReplaceAll(b.name, " ", "-")) + "-stukken"
	if f.Line("format") == "xlsx" {
		kind = kit.KindXLSX
		raw, err = kit.Written(kind, b.name, b.rows())
		name += ".xlsx"
	} else {
		raw, err = b.pdf()
		name += ".pdf"
	}
	if err != nil {
		p.fault(w, r, who, err)
		return
	}
	kit.Download(w, kind, name)
	w.Header().Set("Content-Length", strconv.Itoa(len(raw)))
	_, _ = w.Write(raw)
}

// binder is the papers of a review on their way to a file.
type binder struct {
	*pages
	who    register.Person
	name   string
	pack   register.ReviewPack
	counts census
}

func (p *pages) binder(who register.Person, k register.ReviewPack) binder {
	v := k.Review
	period := figures.Period{From: v.From, To: v.Until}
	b := binder{pages: p, who: who, name: reviewName(v.Review), pack: k}
	now, then := p.Register.Compared(who, period, period.Before())
	b.counts = newCensus(p, who, "", now, then)
	return b
}

// scope says what the review looks at.
func (b binder) scope() (sentence string, parts []string) {
	items := make([]review.Item, 0, len(b.pack.Review.Items))
	for _, it := range b.pack.Review.Items {
		items = append(items, it.Item)
	}
	return scopeWords(items, len(b.pack.Review.Earlier))
}

func (b binder) pdf() ([]byte, error) {
	v, home := b.pack.Review, b.Register.Home()
	sentence, parts := b.scope()
	var people []string
	for _, id := range v.Attendees {
		people = append(people, b.pages.name(id))
	}
	k := paper.Pack{Organisation: home.Name, Monogram: kit.Initials(home.Name), Logo: home.Logo, Hue: home.Hue, Chroma: home.Chroma, Title: "Stukken voor de " + strings.ToLower(b.name), Mark: "Voor " + b.who.Member.Name + ". " + b.printed(b.who), Written: b.Now(),
		Intro: "Lees dit voor de toetsing. Namen staan er niet in. Wat over jezelf gaat, zit niet in jouw stukken.",
		Cover: []paper.Fact{{Name: "Dag", Value: v.Day.DayYear("nl")}, {Name: "Periode", Value: spanWords(v.From, v.Until)}, {Name: "Wie", Value: listed(people)}, {Name: "Voor", Value: b.who.Member.Name}}}
	k.Chapters = append(k.Chapters, paper.Chapter{Heading: "Wat ligt er voor?", Body: letter.Blocks(sentence + "\n\n" + bullets(parts))}, b.earlier(), b.questions())
	k.Chapters = append(k.Chapters, b.pictures()...)
	for i, c := range b.pack.Cases {
		ch := b.caseChapter(c)
		if i == 0 {
			ch.About = "De klachten, één per bladzijde. " + ch.About
		}
		k.Chapters = append(k.Chapters, ch)
	}
	return k.PDF()
}

func bullets(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return "- " + strings.Join(all, "\n- ")
}

// earlier is what was agreed on before, with what became of it.
func (b binder) earlier() paper.Chapter {
	c := paper.Chapter{Heading: "Eerst: wat spraken jullie vorige keer af?", Table: paper.Table{Head: []string{"Actie", "Wie", "Klaar op", "Gedaan", "Hielp het?"}}}
	for _, a := range b.pack.Review.Earlier {
		done := "nog niet"
		if a.IsDone() {
			done = cmp.Or(oneLine(a.DoneText), "ja")
		}
		c.Table.Rows = append(c.Table.Rows, []string{oneLine(orErased(a.Text)), b.pages.name(a.Owner), a.Due.DayYear("nl"), done, cmp.Or(effectWords[a.Effect], "nog te zeggen")})
	}
	if len(c.Table.Rows) == 0 {
		c.Body = letter.Blocks("Er staat niets meer open van een vorige keer.")
	}
	return c
}

// questions are what the meeting decides, in the order in which it does.
func (b binder) questions() paper.Chapter {
	all := []string{"Hielpen de acties van vorige keer? Zeg van elke gedane actie: ja, nee, of nog niet te zeggen.", "Wat valt op in de cijfers? Kleine aantallen: een verschil van één of twee zegt weinig."}
	if n := len(b.pack.Cases); n > 0 {
		all = append(all, fmt.Sprintf("Is er voor %s nog iets nodig? Per klacht: nee, of ja met wie wat doet en wanneer. Schrijf altijd op waarom.", howMany(n, "klacht", "klachten")))
	}
	return paper.Chapter{Heading: "Wat beslissen jullie?", Body: letter.Blocks(bullets(append(all, "Wat willen jullie verder vastleggen in het verslag?")))}
}

// pictures are those of the figures, each with the table that says the same.
func (b binder) pictures() (all []paper.Chapter) {
	if !b.who.SeesFigures() || b.counts.now.Count(figures.Received)+b.counts.now.Count(figures.OpenBegin) == 0 {
		return nil
	}
	findings := ""
	for _, f := range b.counts.findings() {
		findings += "- " + f.About + " " + f.Text + "\n"
	}
	all = append(all, paper.Chapter{Heading: "De cijfers van deze periode", Page: true, Body: letter.Blocks(findings)})
	add := func(p *picture.Picture, more string) {
		if p == nil || p.Height == 0 {
			return
		}
		c := paper.Chapter{Heading: p.Title, Below: true, About: strings.TrimSpace(p.Desc + " " + more), Drawing: paper.Drawing{SVG: p.SVG("p"), Height: p.Height, Alt: p.Title + ". " + p.Desc}, Table: paper.Table{Head: p.Table.Head}}
		if c.Drawing.Height > mostHigh { // more lines than a page holds: the table tells them
			c.Drawing = paper.Drawing{}
		}
		for _, row := range p.Table.Rows {
			c.Table.Rows = append(c.Table.Rows, cellTexts(row))
		}
		all = append(all, c)
	}
	add(b.counts.months(), "")
	for _, v := range b.counts.pictures() {
		add(v.Picture, v.More)
	}
	rows := b.counts.inward()
	all = append(all, paper.Chapter{Heading: "Alle cijfers", Below: true, Table: paper.Table{Head: rows[0]}})
	last := &all[len(all)-1].Table
	for _, row := range rows[1:] {
		switch {
		case len(row) == 1: // the next is the head of another table
			all = append(all, paper.Chapter{})
			last = &all[len(all)-1].Table
		case last.Head == nil:
			last.Head = row
		default:
			last.Rows = append(last.Rows, row)
		}
	}
	return all
}

// mostHigh is how many pixels of a picture a page of paper holds.
const mostHigh = 860

func cellTexts(row []picture.Cell) (all []string) {
	for _, c := range row {
		all = append(all, c.Text)
	}
	return all
}

// caseChapter is one complaint, without names, on a page of its own.
func (b binder) caseChapter(k register.CaseView) paper.Chapter {
	page := template.ReviewCase{}
	b.tellCase(&page, k)
	var s strings.Builder
	if k.Item.Gone {
		s.WriteString("Dit dossier is er niet meer. Leg vast wat jullie ervan weten.\n\n")
	} else {
		fmt.Fprintf(&s, "**%s, %s**\n\n%s\n\n", page.Who, page.When, unmarked(page.Story))
		if page.Wish != "" {
			fmt.Fprintf(&s, "Wat een goede oplossing zou zijn: %s\n\n", unmarked(page.Wish))
		}
	}
	c := paper.Chapter{Heading: page.Heading, Page: true, About: page.Line, Body: letter.Blocks(s.String()), Table: paper.Table{Head: []string{"Wat", "Hoe het ging"}}}
	for _, f := range b.caseFacts(page) {
		c.Table.Rows = append(c.Table.Rows, []string{f.Name, oneLine(f.Value)})
	}
	return c
}

func (b binder) caseFacts(page template.ReviewCase) []template.Fact {
	facts := page.Facts
	if page.InTime.Text != "" {
		facts = append(facts, template.Fact{Name: "Op tijd?", Value: page.InTime.Text})
	}
	return append(facts, template.Fact{Name: "Is er nog iets nodig?", Value: "nee / ja, namelijk:"})
}

// unmarked is what somebody wrote without the marks that a letter has of its own.
func unmarked(s string) string { return strings.ReplaceAll(s, "**", "") }

// rows are the same papers to work with.
func (b binder) rows() [][]string {
	sentence, parts := b.scope()
	rows := [][]string{{"Stukken voor de " + strings.ToLower(b.name), "Voor " + b.who.Member.Name, b.printed(b.who)}, {sentence}}
	for _, s := range parts {
		rows = append(rows, []string{s})
	}
	e := b.earlier()
	rows = append(append(rows, []string{""}, e.Table.Head), e.Table.Rows...)
	rows = append(rows, []string{""}, []string{"Klacht", "Onderwerp", "Binnen", "Waarom hier", "Verhaal", "Gewenst", "Hoe het ging", "Op tijd?", "Nog iets nodig?", "Waarom", "Actie", "Wie", "Klaar op"})
	for _, k := range b.pack.Cases {
		page := template.ReviewCase{}
		b.tellCase(&page, k)
		var went []string
		for _, f := range page.Facts {
			went = append(went, f.Name+": "+oneLine(f.Value))
		}
		rows = append(rows, []string{capital(review.Called(k.Item.Number)), b.valueWords(figures.ByCategory, k.Case.Category), k.Item.ReceivedOn.DayYear("nl"), cmp.Or(whyWords[k.Item.Why], "nieuw"), page.Story, page.Wish, strings.Join(went, " "), page.InTime.Text})
	}
	if b.who.SeesFigures() {
		rows = append(append(rows, []string{""}), b.counts.inward()...)
	}
	return rows
}
