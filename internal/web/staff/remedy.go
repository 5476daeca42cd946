package staff

import (
	"context"
	"slices"
	"strconv"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// promises are what the decision promised and what became of it, for the dossier.
func (p *pages) promises(v view) (rows []template.Promise) {
	c := v.Complaint
	if c.Decision == nil {
		return nil
	}
	unkept := c.Unkept()
	for i, r := range c.Decision.Event.Remedies {
		row, open := template.Promise{Text: r.Words("nl"), Line: p.promiseLine(r)}, slices.Contains(unkept, i)
		switch {
		case !open:
			row.Tag = template.Tag{Text: "Gedaan", Tone: "done", Icon: "check"}
		case !r.By.IsZero():
			row.Tag = template.Tag{Text: left(r.By, v.today), Tone: tone(r.By, v.today)}
		}
		if open && v.May(v.who, access.Handle) {
			row.DoneURL = "/staff/complaints/" + c.Received.Ref + "/remedy?remedy=" + strconv.Itoa(i)
		}
		rows = append(rows, row)
	}
	return rows
}

// promiseLine says who does it and by when, as far as that was agreed.
func (p *pages) promiseLine(r complaint.Remedy) string {
	who := ""
	if m, ok := p.Register.Member(r.Owner); ok {
		who = m.Name
	}
	switch {
	case r.By.IsZero():
		return who
	case who == "":
		return capital("uiterlijk " + r.By.DayMonth("nl"))
	}
	return who + ", uiterlijk " + r.By.DayMonth("nl")
}

// remedyPage asks which of the promises was kept, and on which day: that counts.
func remedyPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	out := template.RemedyDone{ActPage: page, Day: v.todayField(f)}
	for _, i := range v.Complaint.Unkept() {
		r, value := v.Complaint.Decision.Event.Remedies[i], strconv.Itoa(i)
		out.Promises = append(out.Promises, template.Option{Value: value, Label: r.Words("nl"), Hint: p.promiseLine(r), Checked: f.Line("remedy") == value})
	}
	if len(out.Promises) == 1 {
		out.Promises[0].Checked = true
	}
	return out
}

func recordRemedy(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	i, err := strconv.Atoi(f.Line("remedy"))
	if err != nil {
		return complaint.Complaint{}, register.Problems{{Field: "remedy", Code: "remedy_missing"}}
	}
	return p.Register.DoRemedy(ctx, who, o, i)
}
