package staff

import (
	"net/http"
	"strings"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// toPost lists the letters on paper that still have to leave.
func (p *pages) toPost(w http.ResponseWriter, r *http.Request, who register.Person) {
	all := p.Register.ToPost(who)
	items := make([]register.Item, len(all))
	for i := range all {
		items[i] = all[i].Item
	}
	names, err := p.named(r, who, &items)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	today := p.Register.Procedure().On(p.Now())
	page := template.ToPost{Staff: p.base(who, "today"), Names: names, Crumb: template.Link{Label: "Vandaag", URL: "/staff"}, Summary: toPostWords(len(all))}
	page.Flash = p.flash(w, r)
	for i, l := range all {
		l.Item = items[i]
		row := postRow(l, today)
		row.Index = i + 1
		page.Rows = append(page.Rows, row)
	}
	p.Render(w, r, http.StatusOK, page)
}

func postRow(l register.Posting, today calendar.Date) template.PostRow {
	dossier := "/staff/complaints/" + l.Ref
	row := template.PostRow{FormKey: template.FormKey{Key: kit.Key()}, Letter: l.Letter.ID, Title: purposeWords[l.Letter.Purpose], Ref: l.Ref, URL: dossier + "/letters/" + l.Letter.ID,
		PDFURL: dossier + "/letters/" + l.Letter.ID + "/pdf", Action: dossier + "/delivery", Line: line(l.Item), Written: "Geschreven op " + l.WrittenOn.DayMonth("nl"),
		ByHand: l.Letter.Via == complaint.ViaHand, Day: template.Field{Value: today.String()}}
	if !l.Letter.ToComplainant() {
		row.Line = l.Ref + " · aan wie de klacht betreft, niet aan de klager"
	}
	if l.Letter.Reader == complaint.ReaderAsker {
		row.Line = l.Ref + " · aan wie om inzage vroeg"
	}
	if !l.Letter.Due.IsZero() {
		row.Tag = template.Tag{Text: capital(left(l.Letter.Due, today)), Tone: tone(l.Letter.Due, today)}
		if row.Tag.Tone == "late" && !l.Letter.Late {
			row.Tag.Tone = "soon"
		}
		row.Due = "Uiterlijk " + l.Letter.Due.DayMonth("nl")
	}
	return row
}

// toPostWords counts the letters in a sentence; "" when there are none.
func toPostWords(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "Er ligt één brief klaar."
	}
	return "Er liggen " + strings.ToLower(number(n)) + " brieven klaar."
}
