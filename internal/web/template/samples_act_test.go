package template

func act() ActPage {
	return ActPage{Staff: staff("register"), FormKey: FormKey{Key: "k-4", Version: "7"}, Ref: "2026-042", Subject: "Training begon een uur te laat", Complainant: "Anneke Visser", Due: "vandaag vóór 16.40 uur", DueTone: "soon"}
}

func sending() Sending {
	l := answer()
	return Sending{Signers: []Option{{Value: "m1", Label: "Joris Hamel", Hint: "zo afgesproken", Checked: true}, {Value: "m0", Label: "Mirjam de Wit"}}, Via: "email", Vias: []string{"email", "post", "hand", "page"}, Letter: l}
}

func dossier() Dossier {
	return Dossier{Staff: staff("register"), Crumb: Link{Label: "Register", URL: "/staff/complaints"}, Ref: "2026-040", Subject: "Persoonlijk verhaal besproken met de groep",
		Tags: []Tag{StageTag("acknowledged", false), {Text: "3 mensen hebben toegang", Icon: "lock"}}, From: "Tessa Jansen, cliënt · via het formulier op donderdag 12 november, 21.14 uur",
		Steps: []Step{{"Gemeld", "12 nov", "ok"}, {"Overlegd", "13 nov", "ok"}, {"Bevestigd", "13 nov", "ok"}, {"Besluit", "uiterlijk 19 nov", "now"}, {"Antwoord", "uiterlijk 19 nov", ""}, {"Afgesloten", "na reactie", ""}},
		Next:  NextStep{Heading: "Neem een besluit of bel mevrouw Jansen", Text: "Dat moet uiterlijk donderdag 19 november. Je hebt nog 2 dagen.", Week: week(), Primary: Link{Label: "Leg je besluit vast", URL: "/staff/complaints/2026-040/decision"}, Others: []Link{{Label: "Ik heb haar gesproken", URL: "/staff/complaints/2026-040/contact"}, {Label: "Het lukt niet op tijd", URL: "/staff/complaints/2026-040/extension"}}},
		Voices: []Voice{
			{Who: Who{Initials: "TJ", Name: "Tessa Jansen"}, When: "12 november, 21.14 uur", Datetime: "2026-11-12T21:14", Text: "In mijn coachgesprek heb ik iets verteld over mijn thuissituatie. Twee dagen later gebruikte de trainer precies dat voorbeeld in de groep.\n\nIk durf nu niet meer terug.", Wish: "excuses, en een andere coach voor de laatste twee gesprekken."},
			{Who: Who{Initials: "HP", Name: "Henk Postma"}, Ours: true, Role: "trainer", When: "gesprek met Mirjam, 16 november", Text: "Ik dacht dat het voorbeeld algemeen genoeg was. Achteraf had ik het moeten vragen.", Extra: "Henk heeft deze tekst gelezen en is het ermee eens. Hij kan het dossier zelf niet openen."}},
		Promises: []Promise{{Text: "Excuses van Henk", Line: "Mirjam de Wit, uiterlijk donderdag 3 december", Tag: Tag{Text: "nog 2 dagen", Tone: "soon"}, DoneURL: "/staff/complaints/2026-040/remedy?remedy=0"}, {Text: "Een andere coach", Tag: Tag{Text: "Gedaan", Tone: "done", Icon: "check"}}},
		Done:     []DoneAction{{"Gesprekken met Henk stilgezet tot er een besluit is", "Mirjam, 13 nov"}}, CanAct: true, CanReaders: true, CanCorrect: true,
		Timeline: []Moment{
			{Title: "Uiterlijk donderdag 19 november: besluit en antwoord", Class: "next"}, {Title: "Vandaag, dag 5 van 7", Class: "now"},
			{Title: "Tessa stuurde een bericht", When: "maandag 16 november, 19.42 uur, via de statuspagina", Datetime: "2026-11-16T19:42", Voice: "Dank voor de snelle reactie. Ik wil Henk nu liever niet spreken."},
			{Title: "Mirjam bevestigde de ontvangst per e-mail", When: "vrijdag 13 november, 9.05 uur", Link: Link{Label: "lees de brief", URL: "/l"}},
			{Title: "Overleg Mirjam en Pieter", When: "vrijdag 13 november, 8.30 uur", Class: "note-in", Text: "Mirjam bevestigt zelf."}},
		Terms: []TermRow{{"Bevestigen", "vr 13 nov, 17.00 uur", Tag{"op tijd", "done", "check"}}, {"Antwoord", "do 19 nov", Tag{Text: "nog 2 dagen", Tone: "now"}}}, TermsNote: "Volgens procedure versie 3.",
		Readers: []Who{{"MW", "Mirjam de Wit", "behandelt en beslist", true}, {"TJ", "Tessa Jansen", "haar eigen statuspagina", false}}, Excluded: []string{"Henk Postma ziet dit dossier niet: de klacht gaat over hem."},
		Letters: []FileRow{{Name: "Ontvangstbevestiging", URL: "/l", When: "13 nov"}}, Attachments: []FileRow{{Name: "Schermafbeelding groepsapp.png", URL: "/a", When: "12 nov"}, {Name: "rekening.pdf", URL: "/b", When: "12 nov", Doubt: "Let op: de inhoud past niet bij de naam. Vraag eerst na wat het is."}},
		Facts: []Fact{{"Onderwerp", "Privacy en veiligheid"}, {"Contact", "per e-mail, t.jansen@voorbeeld.example"}, {"Bewaren tot", "19 november 2031"}},
		Acts:  []string{"contact", "hearing", "extension", "correction", "subject", "exception", "withdrawal", "closing"}}
}

func actSamples() map[string]Page {
	day := Field{Value: "2026-11-17"}
	fresh := dossier()
	fresh.Voices, fresh.CanHear, fresh.Done = fresh.Voices[:1], true, nil
	asked := dossier()
	asked.Next = NextStep{Heading: "Ontvangstbevestiging: onzeker", Text: "We weten niet of de brief is aangekomen. Vraag het na.",
		Settle: Settle{FormKey: FormKey{Key: "k-1"}, Letter: "l1", ArrivedURL: "/staff/complaints/2026-040/delivery", AgainURL: "/staff/complaints/2026-040/letters/l1/resend"},
		Others: []Link{{Label: "Stuur hem per post", URL: "/staff/complaints/2026-040/delivery?letter=l1"}}}
	badDecision := act()
	badDecision.Errors = []ErrorLine{{"finding", "Kies een uitkomst."}, {"reason", "Schrijf op waarom je dat vindt."}}
	empty := act()
	empty.Errors = []ErrorLine{{"date", "Deze dag is te laat. De laatste dag is 15 december."}, {"consent", "Vraag eerst of de klager het goed vindt."}, {"", "De ontvangst is nog niet bevestigd."}}
	refused := act()
	refused.Errors = []ErrorLine{{"", "Deze klacht is al gesloten."}}
	return map[string]Page{
		"dossier": dossier(), "dossier-new": fresh, "dossier-uncertain": asked,
		"act-discussion":      Discussion{ActPage: act(), With: members()[1:], Acknowledger: []Option{{Value: "m0", Label: "Ik doe het zelf", Hint: "Nu meteen"}, {Value: "m1", Label: "Saskia Brouwer", Hint: "Gaf deze opleiding", Checked: true}}, Agreed: Field{Value: "Bel de drukker."}, Day: day},
		"act-acknowledgement": Acknowledgement{ActPage: act(), Sending: sending(), Kind: "action", PromiseBy: "maandag 23 november", DateMax: "2026-11-23", ActionHint: "Overgenomen uit de melding van Joris.", Action: Field{Value: "Joris heeft u zijn excuses aangeboden.\nUw groep krijgt op 3 december een extra ochtend."}, Date: Field{Value: "2026-11-23"}, Personal: Field{Value: "Goed dat u meteen belde."}},
		"act-contact":         Contact{ActPage: act(), Reached: "yes", How: "phone", Summary: Field{Value: "We spraken over de training."}, Day: day},
		"act-hearing":         Hearing{ActPage: act(), Who: Field{Value: "Henk Postma"}, Members: []string{"Henk Postma", "Joris Hamel"}, How: "conversation", Statement: Field{Value: "Ik had het moeten vragen."}, Agreed: "yes", Day: day},
		"act-decision":        Decision{ActPage: badDecision, Finding: "", Remedies: []RemedyRow{{What: "Saskia neemt de laatste twee gesprekken over", By: "2026-11-24", Owner: "m1", Kind: "again"}, {What: "Henk schrijft een brief", Error: "Kies een dag en een naam."}}, Causes: pick("planning", "", "Nog niet bekend", "planning", "Planning"), Norms: []Option{{Value: "own1", Label: "Zorgvuldig", Checked: true}, {Value: "own2", Label: "Op tijd"}}, Kinds: []Option{{Label: "Kies (hoeft niet)"}, {Value: "apology", Label: "Excuses"}, {Value: "again", Label: "Opnieuw doen of herstellen"}}, Owners: members()},
		"act-response":        Response{ActPage: act(), Sending: Sending{Via: "post"}, NoFinding: true, Decision: "Gegrond, 16 november"},
		"act-extension":       Extension{ActPage: empty, Sending: sending(), Date: Field{Value: "2026-12-27"}, Reason: Field{Value: "De intervisor is deze week ziek."}, DateMin: "2026-11-18", DateMax: "2026-12-15", MaxWords: "uiterlijk 15 december", NeedsConsent: true, HasSubject: true, SubjectTold: true, Late: true},
		"act-holding":         Holding{ActPage: act(), Sending: sending(), Progress: Field{Value: "We hebben de trainer gesproken."}, Late: true},
		"act-invitation":      SubjectInvitation{ActPage: act(), Sending: sending(), Members: members(), Substance: Field{Value: "Anneke Visser wachtte een uur."}, Names: true, Copy: true, CopyDemanded: true, Blackout: Field{Value: "Anneke"}, Files: members(), Due: "maandag 23 november"},
		"act-hearing-set":     HearingInvitation{ActPage: act(), Sending: sending(), Parties: members(), Date: day, Clock: Field{Value: "10:00"}, Place: Field{Value: "Kantoor"}, DateMin: "2026-11-18"},
		"act-report": HearingReport{ActPage: act(), Day: day, Present: Field{Value: "Henk Postma en Mirjam de Wit"}, Body: Field{Value: "Henk zei dat hij het had moeten vragen."}, React: day, ReactMin: "2026-11-18", Names: true,
			Parties: []ReportParty{{Key: "complainant", Name: "Anneke Visser (klager)", Shown: true, Via: "post", Vias: []string{"post", "page"}}, {Key: "outside-1", Name: "P. de Boer", Heard: true, Via: "hand", Vias: []string{"post", "hand"}}}},
		"act-report-reaction": ReportReactionPage{ActPage: act(), Reports: members(), Parties: members(), How: "phone", Correction: Field{Value: "Het was tien over negen."}, Day: day},
		"act-waiver":          Waiver{ActPage: act(), Parties: members(), Duty: "hearing", Ground: "declared", How: "phone", Day: day},
		"act-side-closing":    SideClosing{ActPage: act(), Sides: members(), Reason: Field{Value: "De brief kwam bij een ander."}},
		"act-appeal":          Appeal{ActPage: act(), Silence: true, Bodies: []Option{{Value: "1", Label: "Vera Voorbeeld", Hint: "Vertrouwenspersoon"}, {Value: "2", Label: "Geschillencommissie Voorbeeld", Hint: "Geschillencommissie, tot en met 15 december"}}, Grounds: Field{Value: "Ik hoor niets."}, Day: day},
		"act-appeal-early":    Appeal{ActPage: act(), Closed: "Er is nog geen antwoord.", Bodies: []Option{{Value: "1", Label: "Vera Voorbeeld", Checked: true}}},
		"act-outcome":         Outcome{ActPage: act(), Appeal: "p1", Body: "Geschillencommissie Voorbeeld", Outcomes: pick("revised", "confirmed", "Het besluit blijft", "revised", "Het besluit moet anders"), Words: Field{Value: "Betaal het lesgeld terug."}, Binding: true, Day: day},
		"act-outcome-room":    Outcome{ActPage: act(), Appeal: "p1", Body: "Vera Voorbeeld", Room: true},
		"act-outcome-none":    Outcome{ActPage: act(), Empty: true},
		"act-follow-up":       FollowUp{ActPage: act(), Sending: sending(), Appeal: "p1", Body: "Geschillencommissie Voorbeeld", Outcome: "Het besluit moet anders", Said: "Betaal het lesgeld terug.", Binding: true, What: Field{Value: "We betalen terug."}, Date: Field{Value: "2026-12-01"}, DateMin: "2026-11-17"},
		"act-follow-up-none":  FollowUp{ActPage: act(), Empty: true},
		"act-correction": Correction{ActPage: act(), Heading: Field{Value: "Training begon te laat"}, Categories: []Option{{Label: "Nog niet gekozen"}, {Value: "planning", Label: "Planning", Checked: true}}, Kinds: pick("client", "client", "Opdrachtgever", "other", "Anders"),
			Severities: pick("high", "", "Nog niet gekozen", "low", "Laag", "high", "Hoog"), Causes: pick("", "", "Nog niet bekend", "planning", "Planning")},
		"act-withdrawal": Withdrawal{ActPage: act(), Confirming: Confirming{Sending: sending(), Confirm: true, Did: Field{Value: "De zaal is warm."}}, How: "phone", Day: day},
		"act-outside": Outside{ActPage: outsideErrors(), Body: Field{Value: "Geschillencommissie Voorbeeld"}, Bodies: []string{"mr. Ilse Terpstra"}, Names: true, AskLook: true,
			Parts: []OutsidePart{{ID: "e1", Heading: []OutsideRun{{Text: "De klacht"}}, About: []OutsideRun{{Text: "12 november · klager"}}, Text: []OutsideRun{{Text: "Ik zat naast "}, {Text: "weggelakt 1", Gone: true}, {Text: "."}}, Goes: true},
				{ID: "a1", Heading: []OutsideRun{{Text: "Bijlage: foto.jpg"}}, URL: "/a", Why: Field{Error: "Schrijf op waarom dit niet meegaat."}},
				{ID: "e4", Heading: []OutsideRun{{Text: "Interne notitie"}}, Text: []OutsideRun{{Text: "Mirjam bevestigt zelf."}}, Internal: true}},
			Marked: []OutsideMark{{Number: 1, Text: "mevrouw De Boer", Reason: "een ander", Here: "3 keer in wat meegaat"}},
			Made:   []OutsideMade{{ID: "f1", Body: "Ombudsman Voorbeeld", About: "Door Mirjam de Wit, 12 november · 2,1 MB", Sum: "9f86d081884c7d65", URL: "/f"}}},
		"act-inadmissibility": Inadmissibility{ActPage: act(), Sending: sending(), Grounds: []Option{{Label: "Kies een reden"}, {Value: "court", Label: "Ligt of lag bij een rechter", Checked: true}}},
		"act-closing":         Closing{ActPage: act(), Confirming: Confirming{Sending: sending()}, Missing: []string{"Het antwoord is nog niet verstuurd."}, Unkept: []string{"Excuses van Henk"}, KeptTo: "19 november 2031"},
		"act-reopening":       Reopening{ActPage: refused},
		"act-exception":       Exception{ActPage: act(), Steps: []Option{{Value: "acknowledge", Label: "Ontvangst bevestigen"}, {Value: "respond", Label: "Antwoord"}}},
		"act-action":          Action{ActPage: act(), Day: day}, "act-acceptance": Acceptance{ActPage: act(), Accepted: "yes", How: "phone", Day: day},
		"act-remedy":   RemedyDone{ActPage: act(), Promises: []Option{{Value: "0", Label: "Excuses van Henk", Hint: "Mirjam de Wit, uiterlijk donderdag 3 december", Checked: true}, {Value: "1", Label: "Een andere coach"}}, Day: day},
		"act-delivery": Delivery{ActPage: act(), Letters: []Option{{Value: "l1", Label: "Ontvangstbevestiging", Hint: "17 november"}}, How: "posted", Day: day},
		"act-readers":  Readers{ActPage: act(), Current: members()[1:2], Others: members()[2:], Fixed: []Who{{"MW", "Mirjam de Wit", "behandelt en beslist", true}}, Excluded: []string{"Henk Postma ziet dit dossier niet: de klacht gaat over hem."}},
		"act-subject":  Subject{ActPage: act(), Members: members(), Name: Field{Value: "P. de Boer"}},
		"act-reading": Reading{ActPage: act(), Note: Field{Value: "Niets te doen."}, Messages: []Said{{Voice: Voice{Who: Who{Initials: "TJ", Name: "Tessa Jansen"}, When: "dinsdag 17 november, 9.00 uur", Text: story}, Files: []FileRow{{Name: "foto.jpg", URL: "/staff/complaints/2026-040/attachments/f1", When: "2 MB"}}}},
			Others: []Link{{Label: "Ik heb contact gehad", URL: "/staff/complaints/2026-040/contact"}}},
		"act-note": InternalNote{ActPage: act(), Body: Field{Value: "Mirjam belt morgen."}},
	}
}

func outsideErrors() ActPage {
	a := act()
	a.Errors = []ErrorLine{{"sure", "Er staan namen in."}, {"why-a1", "Schrijf op waarom dit niet meegaat."}, {"looked", "Kijk eerst in de bijlagen."}}
	return a
}
