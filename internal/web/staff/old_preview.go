package staff

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/oldregister"
	"wederhoor/internal/register"
	"wederhoor/internal/sheet"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// How many rows the preview shows: what is wrong first, then the beginning.
const (
	mostWrongShown = 100
	mostRowsShown  = 50
)

func sortedKeys(v url.Values) []string { return slices.Sorted(maps.Keys(v)) }

// postOldPreview shows row by row what would come of a file.
func (p *pages) postOldPreview(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.oldRoad(w, r, who, func(f kit.Form, o register.OldPreview, ticket string) error {
		p.Render(w, r, http.StatusOK, p.oldPreview(who, o, ticket, f))
		return nil
	})
}

// postOldStart begins to take a file over, when nothing stands in its way.
func (p *pages) postOldStart(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.oldRoad(w, r, who, func(f kit.Form, o register.OldPreview, ticket string) error {
		errs := unanswered(o, f)
		if len(errs) == 0 {
			id, err := p.Register.StartOldImport(r.Context(), who, o)
			if err == nil {
				http.Redirect(w, r, importsPath+"/"+id, http.StatusSeeOther)
				return nil
			}
			if errs = kit.Errors("nl", err); len(errs) == 0 {
				return err
			}
		}
		page := p.oldPreview(who, o, ticket, f)
		page.Errors = errs
		p.Render(w, r, kit.Status(f), page)
		return nil
	})
}

// oldRoad reads the form, the file and what was chosen, and takes a step; a choice
// about the columns that cannot be goes back to them.
func (p *pages) oldRoad(w http.ResponseWriter, r *http.Request, who register.Person, step func(kit.Form, register.OldPreview, string) error) {
	f := p.ReadForm(w, r)
	file, ticket, ok := p.oldFile(w, r, who, &f)
	if !ok {
		return
	}
	o, err := p.Register.ReadOldRegister(who, file)
	if err != nil {
		p.badOldFile(w, r, who, f, err)
		return
	}
	plan := planOf(o, f)
	if errs := wrongColumns(plan, f); len(errs) > 0 {
		page := p.oldColumns(who, o, plan, ticket, f)
		page.Errors = errs
		p.Render(w, r, kit.Status(f), page)
		return
	}
	preview, err := p.Register.PreviewOldRegister(r.Context(), who, o, plan)
	if err == nil {
		err = step(f, preview, ticket)
	}
	if err != nil {
		p.badOldFile(w, r, who, f, err)
	}
}

func runField(row int) string { return fmt.Sprintf("run-%d", row) }

var wrongWords = map[string]string{
	"unknown": "Kies wat dit is.", "twice": "Dit staat al bij een andere kolom. Kies iets anders.",
	"no_received": "Kies in welke kolom staat wanneer de klacht binnenkwam.", "no_story": "Kies in welke kolom staat wat de klacht was.",
}

func wrongColumns(plan oldregister.Plan, f kit.Form) (lines []template.ErrorLine) {
	for _, x := range plan.Check() {
		lines = append(lines, template.ErrorLine{Field: fmt.Sprintf("field-%d", x.Column), Text: wrongWords[x.Code]})
	}
	for i, c := range plan.Columns {
		if field := fmt.Sprintf("order-%d", i); c.Asks() && f.Line(field) == "" {
			lines = append(lines, template.ErrorLine{Field: field, Text: c.Name + ": kies hoe de datum er staat. Wij kunnen het niet zien."})
		}
	}
	return lines
}

// unanswered is what still has to be answered.
func unanswered(preview register.OldPreview, f kit.Form) (errs []template.ErrorLine) {
	for k := range preview.Unknown {
		errs = append(errs, template.ErrorLine{Field: fmt.Sprintf("word-%d", k), Text: fmt.Sprintf("%q: kies wat dit betekent.", preview.Unknown[k].Text)})
	}
	if f.Line("running") == "" && slices.ContainsFunc(preview.Rows, func(o register.OldRow) bool { return o.Open && !o.Had && !o.Left && f.Line(runField(o.Number)) == "" }) {
		errs = append(errs, template.ErrorLine{Field: "running", Text: "Kies wat we doen met klachten die nog open zijn."})
	}
	if preview.Stopped > 0 && f.Line("leave") != "yes" && slices.ContainsFunc(preview.Rows, func(o register.OldRow) bool { return !o.Had && len(o.Faults) > 0 }) {
		errs = append(errs, template.ErrorLine{Field: "leave", Text: "In sommige rijen klopt iets niet. Verbeter ze, of laat ze weg."})
	}
	return errs
}

func (p *pages) oldPreview(who register.Person, o register.OldPreview, ticket string, f kit.Form) template.OldPreview {
	page := template.OldPreview{Staff: p.base(who, "register"), FormKey: template.FormKey{Key: kit.Key()}, Crumb: alongCrumb, Name: o.Name, Ticket: ticket, Fresh: o.Fresh, Leave: f.Line("leave") == "yes"}
	page.Hidden, page.Line = p.agreed(o, f), previewLine(o)
	if n := wrongRows(o); n > 0 {
		page.Stopped = map[bool]string{true: "In 1 rij klopt iets niet", false: fmt.Sprintf("In %s rijen klopt iets niet", thousand(n))}[n == 1]
	}
	p.askWords(&page, o, f)
	p.askPeople(&page, o)
	if o.Open > 0 {
		page.Open = map[bool]string{true: "1 klacht is nog open", false: thousand(o.Open) + " klachten zijn nog open"}[o.Open == 1]
		page.Running = running(f.Line("running"))
	}
	p.showRows(&page, who, o, f)
	return page
}

// previewLine adds up what would come of the rows.
func previewLine(o register.OldPreview) string {
	parts := []string{some(o.Fresh, "komt in het register", "komen in het register")}
	for _, x := range []struct {
		n         int
		one, many string
	}{{o.Had, "staat er al in", "staan er al in"}, {o.Left, "laten we weg", "laten we weg"}, {o.Stopped, "kan nog niet", "kunnen nog niet"}} {
		if x.n > 0 {
			parts = append(parts, some(x.n, x.one, x.many))
		}
	}
	return rowsCount(len(o.Rows)) + ": " + strings.Join(parts, ", ") + "."
}

func some(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousand(n) + " " + many
}

func wrongRows(o register.OldPreview) (n int) {
	for _, row := range o.Rows {
		if len(row.Faults) > 0 && !row.Had {
			n++
		}
	}
	return n
}

// agreed are the columns, and the words that are settled: they are asked no more.
func (p *pages) agreed(o register.OldPreview, f kit.Form) []template.Fact {
	all := carried(f, "field-", "order-")
	if len(all) == 0 {
		for i, c := range o.Plan.Columns {
			all = append(all, template.Fact{Name: fmt.Sprintf("field-%d", i), Value: string(c.Field)})
		}
	}
	return all
}

func running(chosen string) []template.Option {
	return []template.Option{{Value: "yes", Label: "Neem over als lopende klacht", Hint: "De termijn telt vanaf de echte dag van ontvangst. Hij kan dus al voorbij zijn.", Checked: chosen == "yes"},
		{Value: "no", Label: "Laat als geschiedenis", Hint: "Er begint niets. Je vindt de klacht terug in het register.", Checked: chosen == "no"}}
}

// askWords asks what words mean that nobody knows, and shows again what was said of
// others, so that it can be changed.
func (p *pages) askWords(page *template.OldPreview, o register.OldPreview, f kit.Form) {
	all := slices.Clone(o.Unknown)
	chosen := map[int]string{}
	for k := range numbered(f, "word") {
		w := oldregister.Word{Field: oldregister.Field(f.Line(fmt.Sprintf("word-%d-field", k))), Text: f.Line(fmt.Sprintf("word-%d-text", k))}
		if said := f.Line(fmt.Sprintf("word-%d", k)); said != "" && o.Plan.Has(w.Field) && !slices.ContainsFunc(all, func(x oldregister.Word) bool {
			return x.Field == w.Field && oldregister.WordKey(x.Text) == oldregister.WordKey(w.Text)
		}) {
			chosen[len(all)] = said
			all = append(all, w)
		}
	}
	for k, w := range all {
		name := fmt.Sprintf("word-%d", k)
		ask := template.OldAsk{Name: name, Label: "‘" + begins(w.Text, 80) + "’", Hint: "In de kolom " + w.Field.Words(), Hidden: []template.Fact{{Name: name + "-field", Value: string(w.Field)}, {Name: name + "-text", Value: w.Text}}}
		ask.Options = []template.Option{{Label: "Kies", Checked: chosen[k] == ""}}
		for _, c := range p.meanings(w.Field) {
			ask.Options = append(ask.Options, template.Option{Value: c.Code, Label: c.Label, Checked: c.Code == chosen[k]})
		}
		ask.Options = append(ask.Options, template.Option{Value: leftBlank, Label: "Niets: laat het leeg", Checked: chosen[k] == leftBlank})
		page.Words = append(page.Words, ask)
	}
}

func (p *pages) meanings(f oldregister.Field) []oldregister.Choice {
	if f != oldregister.Category {
		return oldregister.Codes(f)
	}
	var all []oldregister.Choice
	for _, c := range p.Register.Categories() {
		all = append(all, oldregister.Choice{Code: c.Code, Label: c.Label})
	}
	return all
}

// askPeople shows whom a name means of the team, to be confirmed or changed.
func (p *pages) askPeople(page *template.OldPreview, o register.OldPreview) {
	team := p.Register.Active()
	for k, n := range o.People {
		name := fmt.Sprintf("person-%d", k)
		ask := template.OldAsk{Name: name, Label: begins(n.Name, 80), Hidden: []template.Fact{{Name: name + "-name", Value: n.Name}},
			Options: []template.Option{{Label: "Niemand van het team", Checked: n.Member == ""}}}
		for _, m := range team {
			ask.Options = append(ask.Options, template.Option{Value: string(m.ID), Label: m.Name, Checked: m.ID == n.Member})
		}
		if string(n.Member) == page.MeID {
			ask.Hint = "Dat ben jij. Na het overnemen zie je deze klachten niet meer."
		}
		page.People = append(page.People, ask)
	}
}

func (p *pages) showRows(page *template.OldPreview, who register.Person, o register.OldPreview, f kit.Form) {
	wrong, fine := 0, 0
	for _, row := range o.Rows {
		bad := !row.Had && len(row.Faults)+len(row.Unknown) > 0
		if bad && wrong >= mostWrongShown || !bad && fine >= mostRowsShown {
			continue
		}
		if bad {
			wrong++
		} else {
			fine++
		}
		page.Rows = append(page.Rows, p.oldRow(o, row, f))
	}
	slices.SortStableFunc(page.Rows, func(a, b template.OldRow) int { return cmp.Compare(len(b.Faults), 0) - cmp.Compare(len(a.Faults), 0) })
	if rest := len(o.Rows) - len(page.Rows); rest > 0 {
		page.More = "En nog " + rowsCount(rest) + ". Daarvoor geldt hetzelfde."
	}
}

func (p *pages) oldRow(o register.OldPreview, row register.OldRow, f kit.Form) template.OldRow {
	past, zone := row.Past, p.Register.Procedure().Zone()
	t := template.OldRow{Number: row.Number, Title: cmp.Or(begins(past.Title, 80), begins(past.Received.About, 80), begins(past.Received.Story, 80), "(leeg)")}
	if !past.ReceivedAt.IsZero() {
		t.Day = past.ReceivedAt.In(zone).Format("2-1-2006")
	}
	running := past.Closed == nil
	switch {
	case row.Had:
		t.What = "Staat al in het register"
		return t
	case row.Left:
		t.What = "Blijft weg"
	case row.Stops():
		t.What, t.Tone = "Kan nog niet", "late"
	case running:
		t.What = "Lopende klacht"
	default:
		t.What = "Geschiedenis"
	}
	if row.Open {
		chosen := f.Line(runField(row.Number))
		t.RunName = runField(row.Number)
		t.RunOptions = []template.Option{{Label: "Zoals hierboven gekozen", Checked: chosen == ""}, {Value: "yes", Label: "Lopende klacht", Checked: chosen == "yes"}, {Value: "no", Label: "Geschiedenis", Checked: chosen == "no"}}
	}
	for _, x := range row.Faults {
		t.Faults = append(t.Faults, oldWhere(o, x)+faultWords(x))
	}
	for _, x := range row.Unknown {
		t.Faults = append(t.Faults, fmt.Sprintf("%s: we kennen het woord ‘%s’ niet.", x.Field.Words(), begins(x.Text, 40)))
	}
	if len(t.Faults) > 0 {
		return t // what is wrong comes first
	}
	for _, x := range row.Remarks {
		t.Remarks = append(t.Remarks, oldWhere(o, x)+remarkWords[x.Code])
	}
	if row.Own {
		t.Remarks = append(t.Remarks, "Gaat over jou. Na het overnemen zie je deze klacht niet meer.")
	}
	return t
}

// begins is the start of a text on one line.
func begins(s string, most int) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// oldWhere names the column of what is wrong, as a spreadsheet does.
func oldWhere(o register.OldPreview, x oldregister.Fault) string {
	if x.Column < 1 || x.Column > len(o.Plan.Columns) {
		return ""
	}
	return fmt.Sprintf("Kolom %s (%s): ", sheet.Problem{Column: x.Column}.Letter(), begins(o.Plan.Columns[x.Column-1].Name, 40))
}

func faultWords(x oldregister.Fault) string {
	switch x.Code {
	case "received_empty":
		return "Er staat geen dag van ontvangst."
	case "day_unclear":
		return "Dit is geen datum die wij kunnen lezen. Schrijf hem als 25-11-2026."
	case "story_empty":
		return "Er staat niet wat de klacht was."
	case "future":
		return "Deze dag moet nog komen."
	case "too_long_ago":
		return "Deze dag is te lang geleden. Klopt het jaar?"
	case "before_receipt":
		return "Deze dag ligt voor de dag van ontvangst."
	case "nobody_left":
		return "De klacht gaat over iedereen die hem zou mogen lezen. Nodig eerst een plaatsvervanger of vertrouwenspersoon uit."
	}
	return kit.RefusalWords("nl", &complaint.Refusal{Code: x.Code, Args: x.Args})
}

var remarkWords = map[string]string{
	"no_day": "Er staat geen dag bij. We nemen de laatste dag van deze rij.", "no_end": "Er staat geen einde bij. We nemen de laatste dag van deze rij.",
	"extension_half":         "Uitstel telt als er staat wanneer het is gemeld en tot wanneer. We bewaren het als tekst.",
	string(sheet.Swallowed):  "Dit vak lijkt op meer rijen. Ontbreekt er een aanhalingsteken?",
	string(sheet.FaultValue): "Hier staat een fout van het rekenblad.",
	string(sheet.ExtraCells): "Rechts van de laatste kolom staat nog iets. Dat nemen we niet over.",
}
