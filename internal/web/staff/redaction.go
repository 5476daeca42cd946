package staff

import (
	"context"
	"net/http"
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

var askedByWords = map[complaint.AskedBy]string{
	complaint.AskedByComplainant: "De klager", complaint.AskedBySubject: "Wie de klacht betreft",
	complaint.AskedByOther: "Iemand anders die in de klacht staat", complaint.AskedByOurselves: "Wijzelf",
}

func recordRedaction(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	if f.Line("stop") != "" {
		return p.Register.StopRedaction(ctx, who, o, f.Words("reason"))
	}
	return p.Register.ProposeRedaction(ctx, who, o, complaint.RedactionProposed{Passage: f.Words("passage"), File: f.Line("file"),
		Asked: complaint.AskedBy(f.Line("asked")), Reason: f.Line("reason")})
}

func redactionPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	out := template.Redaction{ActPage: page, Passage: field(f, "passage"), Reason: field(f, "reason")}
	if asked := v.Complaint.Redaction; asked != nil {
		return p.redactionWaits(out, v, *asked)
	}
	out.Askers = askerOptions(f)
	for _, a := range v.Complaint.Attachments() {
		if !a.Gone {
			out.Files = append(out.Files, template.Option{Value: a.ID, Label: a.Name, Hint: kit.Size(a.Size), Checked: f.Line("file") == a.ID})
		}
	}
	if len(out.Files) > 0 {
		out.Files = append([]template.Option{{Label: "Geen bestand, alleen woorden", Checked: f.Line("file") == ""}}, out.Files...)
	}
	if words := f.Words("passage"); words != "" {
		out.Looked, out.Found = true, p.foundRows(v, words)
	}
	return out
}

// redactionWaits shows what somebody proposed, to who may read it.
func (p *pages) redactionWaits(out template.Redaction, v view, asked complaint.Done[complaint.RedactionProposed]) template.Redaction {
	e := asked.Event
	out.Waits = p.name(asked.By) + " stelde dit voor op " + v.Procedure.On(asked.Happened).DayYear("nl") + ". Gevraagd door: " + strings.ToLower(askedByWords[e.Asked]) + "."
	out.Why, out.Words = e.Reason, e.Passage
	for _, a := range v.Complaint.Attachments() {
		if a.ID == e.File {
			out.File = a.Name
		}
	}
	if e.Passage != "" {
		out.Found = p.foundRows(v, e.Passage)
	}
	if v.May(v.who, access.Redact) {
		out.ConfirmURL = retentionPath + "/" + v.Complaint.Received.Ref + "/redaction"
	}
	return out
}

// foundRows tells where words stand, with what stands around them.
func (p *pages) foundRows(v view, words string) (rows []template.FoundRow) {
	for _, found := range v.Complaint.Find(words) {
		for _, r := range v.Complaint.History {
			if r.Seq == found.Seq {
				m, _ := p.moment(v, r)
				rows = append(rows, template.FoundRow{Where: m.Title, When: v.Procedure.On(r.Happened).DayYear("nl"), Before: found.Before, Words: found.Words, After: found.After})
			}
		}
	}
	for i := range rows {
		if rows[i].Where == "" {
			rows[i].Where = "In het dossier"
		}
	}
	return rows
}

// redactedWords says what went.
func redactedWords(e complaint.Redacted) string {
	if e.File != "" {
		return "een bestand is onleesbaar gemaakt"
	}
	return "woorden op " + howMany(e.Places, "plek zijn", "plekken zijn") + " onleesbaar gemaakt"
}

// redactingRows are the proposals on the page of what is kept.
func (p *pages) redactingRows(all []register.Redacting, f kit.Form, page *template.Retention) (rows []template.KeepRow) {
	for i, x := range all {
		row := template.KeepRow{Ref: x.Ref, Title: "Klacht " + x.Ref, Index: len(page.Waiting) + i + 1, Tag: template.Tag{Text: "woorden", Tone: "soon", Icon: "eye-off"}}
		if x.File {
			row.Tag.Text = "een bestand"
		}
		if x.Heading != "" {
			row.Title, row.URL = x.Heading, "/staff/complaints/"+x.Ref+"/redaction"
		}
		row.Line = "Voorgesteld door " + orNobody(x.By) + ". Gevraagd door: " + strings.ToLower(askedByWords[x.Asked]) + "."
		row.StopURL = retentionPath + "/" + x.Ref + "/redaction-stop"
		if x.MayConfirm {
			row.ConfirmURL = retentionPath + "/" + x.Ref + "/redaction"
		} else {
			row.Line += " Iemand anders moet nog bevestigen."
		}
		if f.Line("ref") == x.Ref {
			row.Field = field(f, "reason")
			row.Field.Error = page.Error("reason")
			page.Errors = atRow(page.Errors, "reason", row.Index)
		}
		rows = append(rows, row)
	}
	return rows
}

func (p *pages) postRedaction(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.onRetention(w, r, who, "redaction", "redacted", func(o register.Order, _ kit.Form) error {
		_, err := p.Register.Redact(r.Context(), who, o)
		return err
	})
}

func (p *pages) postRedactionStop(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.onRetention(w, r, who, "redaction-stop", "redaction_stopped", func(o register.Order, f kit.Form) error {
		_, err := p.Register.StopRedaction(r.Context(), who, o, f.Words("reason"))
		return err
	})
}
