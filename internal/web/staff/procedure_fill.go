package staff

import (
	"fmt"
	"slices"
	"strconv"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// draftPage fills the page of the draft from a form, typed or made by formOf.
func (p *pages) draftPage(who register.Person, d store.Draft, f kit.Form) template.ProcedureDraft {
	f, bodies := compacted(f)
	current := p.Register.Procedure()
	received := p.received(f)
	page := template.ProcedureDraft{Staff: p.base(who, "settings"), FormKey: template.FormKey{Key: kit.Key(), Version: strconv.FormatInt(d.Edition, 10)},
		Next: fmt.Sprintf("Versie %d", current.Version+1), Current: fmt.Sprintf("versie %d", current.Version), Name: field(f, "name"),
		Starts: choices(f.Line("start"), startChoices...), Holidays: choices(f.Line("holidays"), holidayChoices...), ExtraDays: field(f, "extra_days"),
		Rolls: several(f.Values["roll"], "yes", "Dan schuift hij door naar de eerste werkdag"), Extensions: extensionChoices(f.Line("extension")),
		Times: field(f, "unilateral_times"), Total: lengthField(f, "unilateral_total", "Tot hoelang na binnenkomst?"),
		ExtensionRules: several(f.Values["extension_rules"], ruleChoices...), Acknowledgement: capitals(several(f.Values["acknowledgement"], answerChoices...)),
		Quick: several(f.Values["quick"], "yes", "Dan is de klacht klaar, zonder brief met een antwoord"), QuickWithin: lengthField(f, "quick_within", "Binnen hoeveel tijd kan dat?"),
		Demands: several(f.Values["demands"], demandChoices...), Findings: several(f.Values["findings"], findingChoices...),
		ResponseParts: several(f.Values["response_parts"], partChoices...), ExtensionParts: several(f.Values["extension_parts"], noticeChoices...),
		KeepFrom: capitals(choices(f.Line("retention_from"), keepChoices...)), Keep: lengthField(f, "retention", "Hoelang bewaar je een klacht?"),
		Received: template.Field{Value: received.String()}, Example: exampleOf(f, d.Procedure, received), Versions: p.versions(d), Presets: p.presets(d)}
	page.QuickWithin.Optional = "leeg: op elk moment"
	for _, id := range termOrder {
		name := complaint.TermField(id)
		page.Steps = append(page.Steps, template.DraftStep{Name: termWords[id], Text: metWords[id],
			Length: lengthField(f, name, "Termijn voor: "+termWords[id]), Strict: f.Line(name+"_hard") == "yes"})
	}
	for n := 1; n <= min(bodies+1, mostBodies); n++ {
		page.Bodies = append(page.Bodies, bodyRow(f, n))
	}
	if d.Edition > 0 {
		page.Saved = fmt.Sprintf("Bewaard door %s op %s.", p.name(d.By), when(d.At(), current.Zone()))
	}
	return page
}

func extensionChoices(chosen string) []template.Option {
	all := choices(chosen, "free", "Ja, als je op tijd een nieuwe datum meldt", "limited", "Ja, maar zonder akkoord tot een grens", "forbidden", "Nee")
	all[1].Hint = "Vul hieronder in hoe vaak, en tot hoelang. Later mag alleen als de klager akkoord is."
	return all
}

func capitals(all []template.Option) []template.Option {
	for i := range all {
		all[i].Label = capital(all[i].Label)
	}
	return all
}

func lengthField(f kit.Form, name, label string) template.LengthField {
	unit := f.Line(name + "_unit")
	if !slices.Contains(unitChoices, unit) {
		unit = string(calendar.Days)
	}
	return template.LengthField{Name: name, Label: label, N: f.Line(name), Units: choices(unit, unitChoices...)}
}

func bodyRow(f kit.Form, n int) template.DraftBody {
	at := func(name string) string { return complaint.BodyField(n, name) }
	row := template.DraftBody{Number: n, Kinds: capitals(choices(f.Line(at("kind")), bodyChoices...)), Name: field(f, at("name")), Phone: field(f, at("phone")),
		Email: field(f, at("email")), Website: field(f, at("website")), Bindings: choices(f.Line(at("binding")), bindingChoices...),
		Within: lengthField(f, at("within"), "Binnen hoeveel tijd na het antwoord?"),
		Follow: lengthField(f, at("follow"), "Binnen hoeveel tijd na een uitspraak schrijf je wat je ermee doet?")}
	row.Within.Optional = "leeg: zonder grens"
	row.Follow.Optional = "leeg: even lang als voor een antwoord"
	return row
}

// showLengths puts the sentence about a length beside it.
func showLengths(page *template.ProcedureDraft) {
	all := []*template.LengthField{&page.Total, &page.QuickWithin, &page.Keep}
	for i := range page.Steps {
		all = append(all, &page.Steps[i].Length)
	}
	for i := range page.Bodies {
		all = append(all, &page.Bodies[i].Within, &page.Bodies[i].Follow)
	}
	for _, l := range all {
		l.Error = page.Error(l.Name)
	}
}

// presets are the procedures to begin with: the one in force first.
func (p *pages) presets(d store.Draft) []template.Preset {
	var all []template.Preset
	if d.Edition > 0 {
		now := p.Register.Procedure()
		all = append(all, template.Preset{Name: fmt.Sprintf("Versie %d, die nu geldt", now.Version), Source: now.Name})
	}
	shipped, err := complaint.Presets()
	if err != nil {
		return all // the program checks them when it is built; without them one begins with what is in force
	}
	for _, s := range shipped {
		all = append(all, template.Preset{ID: s.ID, Name: s.Name, Source: s.Basis.Source, AsOf: s.Basis.AsOf.DayYear("nl"), Note: s.Basis.Note})
	}
	return all
}
