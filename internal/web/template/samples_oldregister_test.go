package template

func oldRegisterSamples() map[string]Page {
	crumb, key := Link{Label: "Register meenemen", URL: "/staff/register"}, FormKey{Key: "k-8"}
	choose := []Option{{Label: "Kies"}, {Value: "phone", Label: "telefoon"}}
	return map[string]Page{
		"take-along": TakeAlong{Staff: staff("register"), FormKey: key, Crumb: Link{Label: "Register", URL: "/staff/complaints"}, Most: "CSV of Excel (.xlsx).", Count: "23 klachten",
			Imports: []Link{{Label: "oud.xlsx, 25 november: 12 klachten", URL: "/staff/register/imports/i1"}}},
		"old-columns": OldColumns{Staff: staff("register"), FormKey: key, Crumb: crumb, Name: "oud.xlsx", Line: "12 rijen", Ticket: "t", Hidden: []Fact{{"leave", "yes"}},
			Asks: []OldColumnAsk{{Name: "Datum", Examples: "18-03-2019", Field: "field-0", Order: "order-0", Fields: []Option{{Value: "received", Label: "Ontvangen op", Checked: true}}, Orders: []Option{{Label: "Kies"}, {Value: "day", Label: "Dag, maand, jaar"}}}}},
		"old-preview": OldPreview{Staff: staff("register"), FormKey: key, Crumb: crumb, Name: "oud.xlsx", Ticket: "t", Hidden: []Fact{{"field-0", "received"}}, Line: "12 rijen: 8 komen in het register.",
			Stopped: "In 1 rij klopt iets niet", Words: []OldAsk{{Name: "word-0", Label: "‘postduif’", Hint: "In de kolom Binnengekomen via", Options: choose, Hidden: []Fact{{"word-0-text", "postduif"}}}},
			People: []OldAsk{{Name: "person-0", Label: "Joris", Options: []Option{{Label: "Niemand van het team"}}}}, Open: "1 klacht is nog open", Running: []Option{{Value: "yes", Label: "Neem over"}},
			Rows: []OldRow{{Number: 2, Day: "18-3-2019", Title: "De zaal was koud.", What: "Kan nog niet", Tone: "late", Faults: []string{"Kolom B (Datum): dit is geen datum."}, Remarks: []string{"Er staat geen einde bij."},
				RunName: "run-2", RunOptions: []Option{{Label: "Zoals hierboven gekozen"}}}}, More: "En nog 3 rijen.", Fresh: 8},
		"old-progress":         OldProgress{Staff: staff("register"), FormKey: key, Crumb: crumb, Title: "We nemen 12 klachten over", Lines: []string{"3 van 12 klaar."}, Running: true, Percent: 25, Link: Link{Label: "Kijk hoe ver het is", URL: "/staff/register/imports/i1"}},
		"old-progress-settled": OldProgress{Staff: staff("register"), FormKey: key, Crumb: crumb, Title: "12 klachten overgenomen", UndoURL: "/staff/register/imports/i1/undo", Link: Link{Label: "Bekijk het register", URL: "/staff/complaints"}},
	}
}
