package kit

import (
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/template"
)

// BothSides fills what a party finds of being heard. Forms post below to.
func BothSides(lang, to string, words template.SideText, zone *time.Location, hearings []complaint.OwnHearing, reports []complaint.OwnReport, over bool) template.BothSides {
	b := template.BothSides{To: to, SideWords: words}
	for _, h := range hearings {
		b.Hearings = append(b.Hearings, template.HearingSet{When: calendar.DateOf(h.At, zone).DayMonth(lang) + ", " + calendar.Clock(h.At, zone, lang), Where: h.Place, Past: h.Past})
	}
	for i, r := range reports {
		one := template.Report{ID: r.ID, Number: i + 1, On: r.On.DayMonth(lang), Present: r.Present, Text: r.Text, React: r.React.DayMonth(lang), Late: r.Late, Open: !over}
		for _, s := range r.Said {
			one.Said = append(one.Said, template.ReportReaction{On: s.On.DayMonth(lang), Text: s.Correction, Late: s.Late})
		}
		b.Reports = append(b.Reports, one)
	}
	return b
}

// OwnSide fills the page of whom a complaint is about. file gives the address of a
// file, or nothing when it is posted for.
func OwnSide(lang, to string, words template.SideText, zone *time.Location, o complaint.OwnSide, file func(id string) string) template.OwnSide {
	day := func(d calendar.Date) string {
		if d.IsZero() {
			return ""
		}
		return d.DayMonth(lang)
	}
	files := func(all []complaint.Attachment) (rows []template.OwnFile) {
		for _, a := range all {
			rows = append(rows, template.OwnFile{ID: a.ID, Name: a.Name, Size: Size(a.Size), URL: file(a.ID)})
		}
		return rows
	}
	page := template.OwnSide{BothSides: BothSides(lang, to, words, zone, o.Hearings, o.Reports, o.Over), FormKey: template.FormKey{Key: Key()}, Ref: o.Ref,
		AskedOn: day(o.AskedOn), By: day(o.By), Late: o.Late, Over: o.Over, Substance: o.Substance, Copy: o.Copy, ReleasedName: o.Released, Files: files(o.Files),
		WithheldCount: o.Withheld, AnswerBy: day(o.AnswerBy), DecidedOn: day(o.DecidedOn), Finding: string(o.Finding), Withdrawn: o.Withdrawn}
	page.Waivable, page.WaivedOn = o.Waivable, day(o.Waived)
	for _, s := range o.Said {
		page.Said = append(page.Said, template.OwnStatement{On: day(s.On), Text: s.Text, Files: files(s.Files), Late: s.Late, Own: s.Own})
	}
	return page
}

// WithReaction puts back what was typed in the form of a report, with what is wrong
// with it.
func WithReaction(b template.BothSides, f Form, lines []template.ErrorLine) template.BothSides {
	for i := range b.Reports {
		r := &b.Reports[i]
		if r.ID != f.Line("report") {
			continue
		}
		r.Choice, r.Correction.Value = f.Line("agrees"), f.Get("correction")
		for _, l := range lines {
			switch l.Field {
			case "agrees":
				r.ChoiceError = l.Text
			case "correction":
				r.Correction.Error = l.Text
			}
		}
	}
	return b
}

// ReactionOf reads what a party says of a report. Nothing is chosen beforehand.
func ReactionOf(f Form) (register.Reaction, error) {
	x := register.Reaction{Report: f.Line("report"), Agrees: f.Line("agrees") == "yes", Correction: f.Words("correction")}
	if !x.Agrees && f.Line("agrees") != "no" {
		return x, register.Problems{{Field: "agrees", Code: "agrees_missing"}}
	}
	return x, nil
}
