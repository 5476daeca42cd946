package staff

import (
	"fmt"
	"strconv"
	"strings"

	"wederhoor/internal/outside"
	"wederhoor/internal/paper"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

func (p *pages) outsidePage(who register.Person, d register.FileDesk, file *outside.File, f kit.Form) template.Outside {
	v := view{Dossier: d.Dossier, who: who, today: d.Procedure.On(p.Now())}
	page := template.Outside{ActPage: p.actPage(v, kit.Key()), Body: template.Field{Value: file.Body}, Purpose: template.Field{Value: file.Purpose},
		Names: file.Names, Sure: f.Get("sure") != "", Looked: f.Get("looked") != "", AskLook: file.TakesOut(), Passage: field(f, "black_text"), Reason: field(f, "black_reason")}
	for _, b := range d.Procedure.Appeal {
		page.Bodies = append(page.Bodies, b.Name)
	}
	files := false
	for _, x := range file.Pieces {
		page.Parts = append(page.Parts, outsidePart(d, file, x))
		files = files || x.Sort == outside.Original
	}
	page.AskLook = page.AskLook && files
	page.Marked = marked(file)
	for _, x := range d.Complaint.Outside() {
		e := x.Event
		page.Made = append(page.Made, template.OutsideMade{ID: e.File, Body: e.Body, Sum: e.SHA256, URL: "/staff/complaints/" + d.Complaint.Received.Ref + "/outside-file/" + e.File,
			About: fmt.Sprintf("Door %s, %s · %s · %d onderdelen, %d originelen, %d keer iets weggelakt", p.name(x.By), when(x.Happened, d.Procedure.Zone()), kit.Size(e.Size), e.Parts, e.Originals, e.BlackedOut)})
	}
	return page
}

// marked are the passages that were taken out, and how often each stands there.
func marked(file *outside.File) (all []template.OutsideMark) {
	for i, n := range file.Times() {
		here := strconv.Itoa(n) + " keer in wat meegaat"
		if n == 0 {
			here = "staat nergens in wat meegaat, behalve misschien in een bijlage"
		}
		all = append(all, template.OutsideMark{Number: i + 1, Text: file.Black[i].Text, Reason: file.Black[i].Reason, Here: here})
	}
	return all
}

func outsidePart(d register.FileDesk, file *outside.File, x outside.Piece) template.OutsidePart {
	part := template.OutsidePart{ID: x.ID, Heading: runs(file.Heading(x)), About: runs(file.About(x)), Text: runs(strings.ReplaceAll(file.Text(x), "**", "")), Goes: file.Goes(x),
		Internal: x.Aside, Why: template.Field{Value: file.Out[x.ID]}}
	if x.Sort == outside.Original {
		part.Heading = append(part.Heading, template.OutsideRun{Text: ": " + x.File.Name + " (" + kit.Size(x.File.Size) + ")"})
		part.URL = "/staff/complaints/" + d.Complaint.Received.Ref + "/attachments/" + x.File.ID
	}
	return part
}

func runs(text string) (all []template.OutsideRun) {
	for _, r := range paper.Runs(text) {
		all = append(all, template.OutsideRun{Text: r.Text, Gone: r.Gone})
	}
	return all
}
