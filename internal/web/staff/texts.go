package staff

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"wederhoor/internal/letter"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// texts lists the letters, and whose words they have.
func (p *pages) texts(w http.ResponseWriter, r *http.Request, who register.Person) {
	page := template.LetterTexts{Staff: p.base(who, "settings")}
	for _, n := range letter.Names {
		row := template.LetterTextRow{Name: letterNames[n]}
		own := 0
		for _, lang := range letter.Languages {
			if p.Register.LetterText(n, lang).Own() {
				own++
			}
			row.Texts = append(row.Texts, template.LetterTextState{Language: languageNames[lang], URL: textURL(n, lang), State: p.textState(n, lang)})
		}
		row.State = textTag(own, !p.Register.LetterText(n, "nl").Own())
		page.Letters = append(page.Letters, row)
	}
	page.Flash = p.flash(w, r)
	p.Render(w, r, http.StatusOK, page)
}

// textTag warns when an organisation speaks with its own voice in one language only.
func textTag(own int, dutchIsOurs bool) template.Tag {
	switch {
	case own == 0:
		return template.Tag{Text: "Standaard"}
	case own == len(letter.Languages):
		return template.Tag{Text: "Eigen tekst", Tone: "done"}
	case dutchIsOurs:
		return template.Tag{Text: "Nederlands ontbreekt", Tone: "soon"}
	}
	return template.Tag{Text: "Engels ontbreekt", Tone: "soon"}
}

// textState says whose words these are, and since when.
func (p *pages) textState(n letter.Name, lang string) string {
	t := p.Register.LetterText(n, lang)
	if t.Edition == 0 {
		return "standaardtekst"
	}
	what, by := "eigen tekst, gewijzigd op ", ""
	if !t.Own() {
		what = "standaardtekst, teruggezet op "
	}
	if m, ok := p.Register.Member(t.By); ok {
		by = " door " + m.Name
	}
	return what + p.Register.Procedure().On(t.At).Words("nl") + by
}

func textURL(n letter.Name, lang string) string {
	return fmt.Sprintf("/staff/settings/letters/%s/%s", n, lang)
}

// whichText reads the address; not ok means that there is no such letter.
func whichText(r *http.Request) (n letter.Name, lang string, ok bool) {
	n, lang = letter.Name(r.PathValue("letter")), r.PathValue("lang")
	return n, lang, n.Known() && slices.Contains(letter.Languages, lang)
}

// text is where the words of a letter are changed.
func (p *pages) text(w http.ResponseWriter, r *http.Request, who register.Person) {
	n, lang, ok := whichText(r)
	if !ok {
		p.absent(w, r, who)
		return
	}
	page := p.textPage(who, n, lang, p.wordsOf(n, lang))
	page.Flash = p.flash(w, r)
	p.Render(w, r, http.StatusOK, page)
}

// wordsOf is what is in force, as it is shown to be changed.
func (p *pages) wordsOf(n letter.Name, lang string) letter.Own {
	t, std := p.Register.LetterText(n, lang), letter.Standard(n, lang)
	if t.Subject != "" {
		std.Subject = t.Subject
	}
	if t.Text != "" {
		std.Text = t.Text
	}
	return std
}

func typedText(f kit.Form) letter.Own {
	return letter.Own{Subject: f.Line("subject"), Text: f.Get("text")}
}

// textPage shows words with the letter that they make.
func (p *pages) textPage(who register.Person, n letter.Name, lang string, own letter.Own) template.LetterText {
	now := p.Register.LetterText(n, lang)
	other := letter.Languages[(slices.Index(letter.Languages, lang)+1)%len(letter.Languages)]
	page := template.LetterText{Staff: p.base(who, "settings"), FormKey: template.FormKey{Key: kit.Key(), Version: strconv.FormatInt(now.Edition, 10)},
		Name: letterNames[n], LangName: languageNames[lang], URL: textURL(n, lang), OtherName: languageNames[other], OtherURL: textURL(n, other),
		State: p.textState(n, lang), Own: now.Own(), Subject: template.Field{Value: own.Subject}, Body: template.Field{Value: own.Text},
		Letter: p.examplePaper(n, lang, own)}
	for _, s := range n.Demanded() {
		page.Slots = append(page.Slots, template.LetterSlot{Placeholder: s.Placeholder(lang), What: slotWords[s], Demanded: true})
	}
	for _, s := range n.Optional() {
		page.Slots = append(page.Slots, template.LetterSlot{Placeholder: s.Placeholder(lang), What: slotWords[s]})
	}
	for _, m := range letter.Mistakes(n, lang, own) {
		page.Wrong = append(page.Wrong, mistakeWords(m))
	}
	return page
}

func (p *pages) examplePaper(n letter.Name, lang string, own letter.Own) template.Letter {
	home, text := p.Register.Home(), p.Register.ExampleLetter(n, lang, own)
	l := template.Letter{OrgName: home.Name, OrgMonogram: kit.Initials(home.Name), LogoURL: kit.LogoURL(home), Lang: lang,
		Date: p.Register.Procedure().On(p.Now()).Words(lang), Heading: text.Subject, Body: template.Paragraphs(text.Body)}
	if home.Address != "" {
		l.Sender = strings.Split(home.Address, "\n")
	}
	return l
}

// previewText draws the letter of what is typed now; it keeps nothing.
func (p *pages) previewText(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	n, lang, ok := whichText(r)
	if !ok {
		p.absent(w, r, who)
		return
	}
	page := p.textPage(who, n, lang, typedText(f))
	page.Version = f.Line("version")
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) postText(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.changeText(w, r, who, "text", typedText)
}

// postStandard gives a letter our words again.
func (p *pages) postStandard(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.changeText(w, r, who, "standard", func(kit.Form) letter.Own { return letter.Own{} })
}

func (p *pages) changeText(w http.ResponseWriter, r *http.Request, who register.Person, said string, of func(kit.Form) letter.Own) {
	f := p.ReadForm(w, r)
	n, lang, ok := whichText(r)
	if !ok {
		p.absent(w, r, who)
		return
	}
	err := f.Failed()
	if err == nil {
		err = p.Register.SaveText(r.Context(), who, n, lang, of(f), edition(f))
	}
	if err == nil {
		p.SetFlash(w, said)
		http.Redirect(w, r, textURL(n, lang), http.StatusSeeOther)
		return
	}
	p.textAgain(w, r, who, f, err)
}

// textAgain gives the form back with everything that was typed. After somebody
// else saved it is made from their edition: who saves again knows.
func (p *pages) textAgain(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, cause error) {
	n, lang, _ := whichText(r)
	var found register.TextMistakes
	stale := errors.Is(cause, register.ErrStale)
	lines, status := []template.ErrorLine{}, kit.Status(f)
	if errors.As(cause, &found) {
		for _, m := range found {
			lines = append(lines, template.ErrorLine{Field: m.Field, Text: mistakeWords(m)})
		}
	} else {
		var ok bool
		if lines, status, ok = p.mistakes(w, r, who, f, cause, "text_stale"); !ok {
			return
		}
	}
	own := typedText(f)
	if !f.Has("text") { // the button for our text sends no words along
		own = p.wordsOf(n, lang)
	}
	page := p.textPage(who, n, lang, own)
	page.Errors, page.Elsewhere = lines, stale
	if !stale {
		page.Version = f.Line("version")
	}
	p.Render(w, r, status, page)
}
