package template

func reportSamples() map[string]Page {
	body := ReportBody{Heading: "Klachten in 2026", Span: "Klachten die binnenkwamen van 1 november 2025 tot en met 31 oktober 2026", Edition: "Versie 2. Gepubliceerd op 3 november 2026.", Note: "Er is een zin aangevuld.",
		Intro: Phrase{Text: "Dit leerden we.\n\nEn dit ook."}, Closing: Phrase{Text: "Dank u.", Lang: "nl"}, Received: "Er kwamen 14 klachten binnen.", Small: "“<5” is één tot en met vier.",
		Tables:  []ReportTable{{Title: "Waar gingen ze over?", Rows: []ReportRow{{"Planning", "9", "100.0%"}, {"overige, samen", "5", "55.6%"}}}, {Title: "Ging iemand in beroep?", Rows: []ReportRow{{"ja", "<5", ""}, {"nee", "–", ""}}}},
		Earlier: []ReportMeasure{{Phrase{Text: "Er is een rooster."}, "Gedaan. Het hielp."}}, Now: []ReportMeasure{{Phrase: Phrase{Text: "We bellen eerder.", Lang: "nl"}}}}
	head := ReviewHead{URL: "/staff/reviews/r1", Name: "Jaartoetsing 2026", Period: "1 november 2025 tot en met 31 oktober 2026", Held: true, Attends: true}
	desk := ReportDesk{Staff: staff("reviews"), FormKey: FormKey{Key: "k-9"}, ReviewHead: head, Version: 7, State: Tag{Text: "Openbaar, met een nieuw concept", Tone: "now"}, Link: "https://klachten.voorbeeld.example/annual-report/2026", Writes: true,
		Words: [4]Field{{Value: "Dit leerden we."}, {Value: "Dank u."}, {Value: "We learned."}}, Measures: []MeasureFields{{Name: "measure-a1", Task: "Een vaste vervanger.", Line: "Nu afgesproken", Dutch: Field{Value: "Er is een rooster."}}},
		Changed: true, Publishes: true, Alone: true, Noted: true, Withdraws: true, Preview: body}
	waits := ReportDesk{Staff: staff("reviews"), ReviewHead: head, State: Tag{Text: "Concept", Tone: "now"}, Changed: true, Waits: "Mirjam de Wit", Preview: body}
	english := public()
	english.Lang, english.HasReport = "en", true
	return map[string]Page{
		"annual-reports":       AnnualReports{Public: english, Reports: []Link{{Label: "Complaints in 2026", URL: "/annual-report/2026?lang=en"}}},
		"annual-reports-empty": AnnualReports{Public: public()},
		"annual-report":        AnnualReport{Public: public(), Report: body, PDF: "/annual-report/2026/pdf", CSV: "/annual-report/2026/csv"},
		"annual-report-few":    AnnualReport{Public: english, Report: ReportBody{Heading: "Complaints in 2026", Span: "Complaints received", Intro: Phrase{Text: "Dit leerden we.", Lang: "nl"}, Received: "No complaints came in."}},
		"report-desk":          desk,
		"report-desk-waits":    waits,
		"report-desk-lacks":    ReportDesk{Staff: staff("reviews"), ReviewHead: head, Lacks: true, State: Tag{Text: "Nog niet begonnen"}},
	}
}
