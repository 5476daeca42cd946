package template

func units(chosen string) []Option {
	return pick(chosen, "wd", "werkdagen", "d", "dagen", "w", "weken", "m", "maanden", "y", "jaren")
}

func draftSample() ProcedureDraft {
	example := []Moment{{Title: "Klacht komt binnen", When: "ma 23 nov"}, {Title: "Besluit en antwoord", When: "uiterlijk ma 30 nov", Class: "next"}}
	return ProcedureDraft{Staff: staff("settings"), FormKey: FormKey{Key: "k-4", Version: "17"}, Next: "Versie 4", Current: "versie 3", Saved: "Bewaard door Mirjam de Wit op dinsdag 17 november, 14.00 uur.",
		Name: Field{Value: "Een week, met vertrouwenspersoon"},
		Steps: []DraftStep{{Name: "Bevestigen", Text: "De klager heeft een schriftelijke bevestiging.", Length: LengthField{Name: "term_acknowledge", Label: "Termijn voor: Bevestigen", N: "1", Units: units("wd")}},
			{Name: "Antwoord", Text: "De klager heeft ons antwoord.", Strict: true, Length: LengthField{Name: "term_respond", Label: "Termijn voor: Antwoord", N: "7", Units: units("d")}}},
		Starts: pick("receipt", "receipt", "Als de klacht binnenkomt", "written_receipt", "Als de klacht op papier of scherm staat"), Holidays: pick("NL", "NL", "Nederland", "", "Geen"),
		Rolls: pick("", "yes", "Dan schuift hij door"), ExtraDays: Field{Value: "2026-12-24"}, Extensions: pick("limited", "free", "Ja", "limited", "Tot een grens", "forbidden", "Nee"), Times: Field{Value: "1"},
		Total:          LengthField{Name: "unilateral_total", Label: "Tot hoelang na binnenkomst?", N: "4", Units: units("w")},
		ExtensionRules: pick("reason", "reason", "Je schrijft op waarom"), Acknowledgement: pick("action", "action", "Wat we al deden", "promise", "Op welke dag er antwoord komt"),
		Quick: pick("yes", "yes", "Dan is de klacht klaar"), QuickWithin: LengthField{Name: "quick_within", Label: "Binnen hoeveel tijd kan dat?", Optional: "leeg: op elk moment", Units: units("d")},
		Demands: pick("", "hearing", "Je hoort eerst de andere kant"), Findings: pick("upheld", "upheld", "Gegrond", "not_upheld", "Ongegrond"),
		ResponseParts: pick("reason", "decision", "het besluit", "reason", "de reden"), ExtensionParts: pick("date", "reason", "de reden", "date", "de nieuwe datum"),
		Bodies: []DraftBody{{Number: 1, Kinds: pick("confidant", "confidant", "Vertrouwenspersoon"), Name: Field{Value: "mr. Ilse Terpstra"}, Phone: Field{Value: "020 000 00 01"}, Email: Field{Value: "ilse@voorbeeld.example"},
			Website: Field{Value: "https://voorbeeld.example"}, Within: LengthField{Name: "appeal_1_within", Label: "Binnen hoeveel tijd na het antwoord?", N: "28", Units: units("d")}, Bindings: pick("", "", "Niet bekend")}, {Number: 2}},
		KeepFrom: pick("closing", "closing", "Vanaf het afsluiten"), Keep: LengthField{Name: "retention", Label: "Hoelang bewaar je een klacht?", N: "24", Units: units("m")},
		Received: Field{Value: "2026-11-23"}, Example: example, Versions: []VersionRow{{Name: "Versie 4", When: "concept", URL: "/staff/procedure/draft"}, {Name: "Versie 3", When: "sinds 1 januari 2026", InForce: true}},
		Presets: []Preset{{Name: "Versie 3, die nu geldt", Source: "Een week"}, {ID: "crkbo", Name: "CRKBO (opleiders)", Source: "CRKBO/CPION-auditlijst 2023, onderdeel 7a tot 7e", AsOf: "1 november 2026", Note: "Reactie binnen 4 weken."}}}
}

func textSample() LetterText {
	return LetterText{Staff: staff("settings"), FormKey: FormKey{Key: "k-6", Version: "3"}, Name: "Nieuwe datum", LangName: "Nederlands", URL: "/staff/settings/letters/extension/nl",
		OtherName: "Engels", OtherURL: "/staff/settings/letters/extension/en", State: "eigen tekst, gewijzigd op 25 november 2026 door Mirjam de Wit", Own: true,
		Subject: Field{Value: "We hebben meer tijd nodig"}, Body: Field{Value: "Beste {naam},\n\n{redenen}\n\n{ondertekening}"},
		Slots:  []LetterSlot{{"{naam}", "De naam van de klager.", true}, {"{telefoon}", "Je telefoonnummer.", false}},
		Letter: Letter{Lang: "nl", Date: "25 november 2026", Heading: "We hebben meer tijd nodig", Body: Paragraphs("Beste Noor Voorbeeld,\n\n- een\n- twee\n\nRobin")}}
}

func settingsSamples() map[string]Page {
	key := FormKey{Key: "k-2"}
	read := ProcedureSettings{Staff: staff("settings"), FormKey: FormKey{Key: "k-3", Version: "3"}, Name: "Een week, met vertrouwenspersoon", Edition: "Versie 3, sinds 1 januari 2026", Number: 3,
		Source: "Klachtenprocedure Voorbeeld Trainingen, 1 januari 2026", Draft: "versie 4", Asks: true,
		Terms:    []ProcedureTerm{{"Ontvangst bevestigen", "Schriftelijk. Met wat er gedaan is, of met een belofte.", "1 werkdag", false}, {"Antwoord aan de klager", "Een echte reactie, per brief of e-mail.", "7 dagen", true}},
		Promises: []Fact{{"Uitstel", "mag, zonder grens"}, {"In beroep kan bij (1)", "mr. Ilse Terpstra (vertrouwenspersoon), 020 000 00 01"}},
		Unread:   []Who{{Initials: "JH", Name: "Joris Hamel", Note: "Trainer"}}, Read: []Fact{{"Pieter Kooistra", "maandag 16 november 2026"}},
		Example: []Moment{{Title: "Klacht komt binnen", When: "ma 23 nov"}, {Title: "Besluit en antwoord", When: "uiterlijk ma 30 nov", Class: "next"}}, For: "binnen op maandag 23 november",
		Versions: draftSample().Versions}
	done, older := read, read
	done.Asks, done.ReadOn, done.Unread, done.CanSettings, done.Directs, done.Draft, done.Versions = false, "dinsdag 17 november 2026", nil, false, false, "", nil
	older.Older, older.Asks = true, false
	badDraft := draftSample()
	badDraft.Errors = []ErrorLine{{"term_respond", "Vul een heel getal in van 1 tot 9999."}, {"appeal_1_name", "Vul in bij wie iemand in beroep kan."}}
	badDraft.Steps[1].Length.N, badDraft.Steps[1].Length.Error, badDraft.Elsewhere, badDraft.Example = "-3", badDraft.Errors[0].Text, true, nil
	change := ProcedureChange{Staff: staff("settings"), FormKey: FormKey{Key: "k-5", Version: "17"}, InForce: 3, Next: "versie 4", Name: "Een week", Team: "Iedereen van je team bevestigt versie 4 opnieuw.",
		Changes: []Changed{{"Antwoord", "1 week", "10 dagen"}}}
	lacking := change
	lacking.Lacks = []string{"Vul in bij wie iemand in beroep kan."}
	settings := Settings{Staff: staff("settings"), FormKey: key, Organisation: Field{Value: "Voorbeeld Trainingen"}, Telephone: Field{Value: "020 000 00 00"}, Places: Field{Value: "Postbus 1\n1234 AB Voorbeeldstad"},
		Colour: Field{Value: "groen", Error: "Deze kleur kennen we niet."}, Body: "De vertrouwenspersoon", ConfidantName: Field{Value: "mr. Ilse Terpstra"}, Lists: "13 onderwerpen, 4 trainingen"}
	settings.LogoURL = "/logo.png?v=3f2a9c01b7"
	badText := textSample()
	badText.Errors, badText.Elsewhere = []ErrorLine{{"text", "Zet {beroep} erin. Deze brief kan niet zonder."}, {"/staff/procedure", "Er mist waar iemand in beroep kan."}}, true
	badText.Wrong = []string{"Zet {beroep} erin. Deze brief kan niet zonder."}
	texts := LetterTexts{Staff: staff("settings"), Letters: []LetterTextRow{{Name: "Nieuwe datum", State: Tag{Text: "Engels ontbreekt", Tone: "soon"},
		Texts: []LetterTextState{{"Nederlands", "/staff/settings/letters/extension/nl", "eigen tekst, gewijzigd op 25 november 2026 door Mirjam de Wit"}, {"Engels", "/staff/settings/letters/extension/en", "standaardtekst"}}}}}
	badSettings := settings
	badSettings.Errors = []ErrorLine{{"logo", "Dit kunnen we niet lezen als logo."}, {"organisation", "Vul de naam van de organisatie in."}}
	return map[string]Page{
		"letter-texts": texts, "letter-text": textSample(), "letter-text-bad": badText,
		"settings": settings, "settings-bad": badSettings, "procedure-settings": read, "procedure-read": done, "procedure-older": older,
		"lists": Lists{Staff: staff("settings"), FormKey: key, Services: Field{Value: "Basistraining\nIntervisie"}, Added: make([]Field, 3), NewNorms: make([]Field, 3),
			Norms:      []CategoryRow{{Code: "own1", Label: Field{Value: "Zorgvuldig"}, States: pick("on", "on", "In gebruik", "off", "Niet meer in gebruik")}},
			Categories: []CategoryRow{{Code: "planning", Label: Field{Value: "Planning"}, States: pick("on", "on", "In gebruik", "off", "Niet meer in gebruik")}, {Code: "other", Label: Field{Value: "Anders"}}}},
		"procedure-draft": draftSample(), "procedure-draft-bad": badDraft, "procedure-change": change, "procedure-change-lacking": lacking,
	}
}
