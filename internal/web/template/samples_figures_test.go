package template

import "wederhoor/internal/picture"

func figureSamples() map[string]Page {
	months := picture.Columns("De meeste klachten kwamen in juni", "Klachten per maand.", []picture.Key{{Mark: picture.Block, Class: "a", Label: "rechtstreeks"}}, []string{"Maand", "Rechtstreeks", "Evaluatie"},
		[]picture.Column{{Label: "mei", Below: 3, Above: 1, URL: "/staff/complaints?figure=direct&period=2026"}, {Label: "jun", Below: 6}})
	flow := picture.Flow{Title: "Van kanaal naar uitkomst", Desc: "Hoe klachten gingen.", Head: []string{"Kanaal", "Uitkomst", "Klachten"},
		Paths: []picture.Path{{Names: []string{"telefoon", "gegrond"}, N: 4}, {Names: []string{"brief", "ongegrond"}, N: 1}}}.Draw()
	page := Figures{Staff: staff("figures"), Heading: "Cijfers 2026", Span: "1 januari tot en met 31 december 2026, stand van vandaag", Periods: []Link{{Label: "2026", URL: "/staff/figures?period=2026", Current: true}, {Label: "1e kwartaal 2026", URL: "/staff/figures?period=2026-1"}},
		Downloads: []Link{{Label: "Excel, voor intern", URL: "/staff/figures/cijfers.xlsx?period=2026"}}, Stats: []Stat{{Number: "41", URL: "/staff/complaints?figure=received&period=2026", Words: "klachten", Beside: "een jaar eerder 34"}, {Number: "4", Words: "dagen: de helft was sneller klaar"}},
		Findings: []Finding{{About: "Planning", Text: "leverde 12 klachten op, 4 meer dan een jaar eerder."}}, Months: PictureView{ID: "months", Picture: months}, Pictures: []PictureView{{ID: "flow", Picture: flow, More: "Een zin eronder."}},
		Bars:    Bars{Title: "Planning is het vaakst de reden", Before: true, Rows: []BarRow{{Label: "Planning", URL: "/staff/complaints?figure=received", Now: 12, Then: 8, Width: "100.0%", Since: "66.7%"}}},
		Heat:    Heat{Title: "Waar gaat het over", Columns: []string{"Intervisie"}, Rows: []HeatRow{{Label: "Planning", Cells: []picture.Cell{{Text: "3", URL: "/staff/complaints?figure=received", Level: 4}}}}},
		Compare: Compare{Period: "2026", Categories: pick("planning", "planning", "Planning"), Day: "2026-06-01", Picture: &PictureView{ID: "split", Picture: months}},
		Groups:  []FigureGroup{{Title: "Bevestigen", Rows: []FigureRow{{Label: "Op tijd bevestigd", Number: "60", URL: "/staff/complaints?figure=ack_in_time", Of: "van de 64 die bevestigd moesten zijn", OfURL: "/staff/complaints?figure=ack_due", Percent: "94%"}, {Label: "Tot de bevestiging", Number: "1", Of: "dagen"}}}},
		Cuts:    []CutTable{{Title: "Per kanaal", Table: picture.Table{Head: []string{"Kanaal", "Klachten"}, Rows: [][]picture.Cell{{picture.Text("telefoon"), picture.Number(4, "")}}}}}}
	attending := Attendance{Staff: staff("figures"), FormKey: FormKey{Key: "k"}, Year: 2026, Years: []Link{{Label: "2026", URL: "/staff/figures/participants?year=2026", Current: true}},
		Rows: []AttendanceRow{{Name: "Alles samen", Participants: Field{Value: "920"}}, {Name: "Leergang coachen", Number: 1, Days: Field{Value: "x", Error: "Schrijf een heel getal, zoals 1250."}}}}
	none := Figures{Staff: staff("figures"), Heading: "Cijfers 2024", Span: page.Span, Periods: page.Periods, Empty: Empty{Title: "Geen klachten in deze periode", Text: "Er kwam niets binnen."}}
	tag := func(text, tone, icon string) Tag { return Tag{Text: text, Tone: tone, Icon: icon} }
	shows := Evidence{Staff: staff("settings"), Norm: "CRKBO", Span: "Het jaar 2026, tot en met 17 november 2026", Basis: "deel 7 van de auditlijst van 2023.", Procedure: "De procedure die toen gold, is versie 3.", Counts: "1 aangetoond, 1 niet aangetoond", Small: true,
		Years: []Link{{Label: "2026", URL: "/staff/evidence/crkbo?year=2026", Current: true}}, Downloads: []Link{{Label: "CSV", URL: "/staff/evidence/crkbo/toon-aan.csv?year=2026"}},
		Demands: []DemandRow{{Clause: "7a", Says: "De klachtenprocedure is openbaar.", Tag: tag("Aangetoond", "done", "check"), Text: "Zij staat op de site.", Links: []Link{{Label: "Bekijk de procedure", URL: "/staff/procedure"}}},
			{Says: "Klachten zijn op tijd beantwoord.", Tag: tag("Niet aangetoond", "late", "alert"), Text: "Niet aangetoond: 27 van de 28 klachten zijn op tijd beantwoord."}},
		Reviews: []ReviewProof{{"2 november 2026", "/staff/reviews/r1", "b99ff981ee31d0b4c56834905e624fc38323baf82f68fb4eaa0e660b616c9f4f"}}}
	norms := EvidenceStart{Staff: staff("settings"), Span: shows.Span, Years: shows.Years, Norms: []NormRow{{"CRKBO", "/staff/evidence/crkbo?year=2026", shows.Basis, shows.Counts}}}
	return map[string]Page{"evidence": shows, "evidence-start": norms, "figures": page, "figures-none": none, "attendance": attending}
}
