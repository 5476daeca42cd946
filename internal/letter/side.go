package letter

import (
	"strings"

	"wederhoor/internal/calendar"
)

// yourPage says how to read it and react without a letter.
func (f Frame) yourPage(p Page) string {
	w := f.words()
	switch {
	case p.Account:
		return join("\n\n", strong(w.react()), w.signedIn(f.Site))
	case p.Code != "":
		return join("\n\n", strong(w.react()), w.onPage(f.Site, strings.ReplaceAll(line(p.Code), "*", "")))
	}
	return ""
}

// copied is the copy of the complaint, below the letter.
func (f Frame) copied(i Invitation) string {
	said := text(i.Copy)
	if said == "" {
		return ""
	}
	w, files := f.words(), ""
	if len(i.Files) > 0 {
		var names []string
		for _, n := range i.Files {
			names = append(names, line(n))
		}
		files = w.along(strings.Join(names, ", "))
	}
	return join("\n\n", strong(w.copyOf()), said, files, w.withheld(i.Withheld))
}

// Hearing is an invitation to come and tell.
type Hearing struct {
	Day, Clock string // in words, such as "maandag 31 maart" and "10.00 uur"
	Place      string
	Subject    bool // its reader is whom the complaint is about
}

// Hear writes it. They may bring somebody, and may say that it need not be.
func Hear(f Frame, h Hearing) Text {
	w := f.words()
	when := join(", ", line(h.Day), line(h.Clock))
	return f.letter(w.comeAndTell(), h.Subject, w.comeTo(h.Subject, when, line(h.Place)), w.bringSomebody(), w.readBack(), w.otherDay(line(f.Phone)), w.notNeeded())
}

// Report is what was written down of a conversation, for one of the two sides.
type Report struct {
	On, React calendar.Date
	Present   string
	Text      string
	Subject   bool
	Page      bool // its reader has a page to react on
}

// Tell writes it: the report as it is, and how to correct it.
func Tell(f Frame, r Report) Text {
	w := f.words()
	return f.letter(w.theReport(), r.Subject, w.reportOf(f.day(r.On)), w.werePresent(oneLine(r.Present)), text(r.Text), strong(w.reportReact(f.day(r.React))), w.pageOrUs(r.Page))
}

// TellLater tells whom a complaint is about that the answer takes longer (Awb 9:11).
func TellLater(f Frame, due calendar.Date, reason string) Text {
	w := f.words()
	return f.letter(w.laterAnswer(), true, strong(w.laterFor(f.day(due))), text(reason))
}

// letter is one in our words only: what it must say leaves nothing to choose. To
// whom the complaint is about it says nothing of the complainant's own.
func (f Frame) letter(subject string, aside bool, paragraphs ...string) Text {
	if aside {
		f.Code, f.About, f.ReceivedOn = "", "", calendar.Date{}
	}
	f = f.clean()
	w, code := f.words(), ""
	if f.Code != "" {
		code = w.follow(f.Code, f.Site)
	}
	return Text{Subject: withRef(subject, f.Ref),
		Body: join("\n\n", w.greeting(f.Reader), join("\n\n", paragraphs...), code, join("\n", w.regards(), f.signature()))}
}
