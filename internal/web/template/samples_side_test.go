package template

// ownSide is a page of whom a complaint is about, with everything on it.
func ownSide(w SideText) OwnSide {
	return OwnSide{FormKey: FormKey{Key: "k-1"}, Code: "KTMR-7X4Q-92HD-3VNE", Ref: "2026-042", AskedOn: "maandag 16 november", By: "maandag 23 november", Late: true,
		Substance: "Een groep vond dat de training te laat begon.", Copy: story, Files: []OwnFile{{ID: "f1", Name: "rooster.pdf", Size: "240 kB"}, {ID: "f2", Name: "foto.jpg", Size: "2 MB", URL: "/staff/side/x/files/f2"}},
		WithheldCount: 2, AnswerBy: "maandag 7 december", Done: "Dank u wel.", Kept: []Kept{{Token: "t1", Name: "mail.pdf", Size: "12 kB"}},
		Said: []OwnStatement{{On: "dinsdag 17 november", Text: "Ik stond in de file.", Own: true, Files: []OwnFile{{Name: "file.png", Size: "1 MB"}}}, {On: "woensdag 18 november", Text: "Ik belde nog.", Late: true}},
		BothSides: BothSides{To: "/side", SideWords: w, Waivable: true, WaivedOn: "donderdag 19 november", Hearings: []HearingSet{{When: "vrijdag 20 november, 10.00 uur", Where: "Kantoor"}, {When: "maandag 16 november, 10.00 uur", Where: "Zoom", Past: true}},
			Reports: []Report{{ID: "r1", Number: 1, On: "vrijdag 20 november", Present: "Henk Postma", Text: story, React: "vrijdag 27 november", Open: true, Said: []ReportReaction{{On: "zaterdag 21 november", Text: "Het was tien over negen."}, {On: "zondag 22 november", Late: true}}},
				{ID: "r2", Number: 2, On: "vrijdag 20 november", Present: "Henk Postma", Text: story, React: "vrijdag 27 november", Open: true, Late: true, Choice: "no", ChoiceError: "Kies of het verslag klopt.", Correction: Field{Value: "Nee.", Error: "Schrijf wat er niet klopt."}}}}}
}

func sideSamples() map[string]Page {
	over, en := ownSide(dutch().Side), ownSide(english().Side)
	over.Over, over.DecidedOn, over.Finding, over.ReleasedName, over.WithheldCount = true, "maandag 30 november", "not_upheld", "Anneke Visser", 1
	english := public()
	english.Lang = "en"
	bad := ownSide(dutch().SideJe)
	staff := staff("side")
	staff.HasSides = true
	page := MemberSide{Staff: staff, OwnSide: bad}
	page.Code = ""
	page.Errors = []ErrorLine{{"statement", "Schrijf eerst iets, of voeg een bestand toe."}}
	wrong := SideEntry{Public: public(), Code: Field{Value: "KTMR"}}
	wrong.Errors = []ErrorLine{{"code", "Deze code kennen we niet."}}
	return map[string]Page{"side-entry": wrong, "side": SidePage{Public: public(), OwnSide: ownSide(dutch().Side)}, "side-over": SidePage{Public: public(), OwnSide: over}, "side-en": SidePage{Public: english, OwnSide: en},
		"member-side": page, "member-sides": MemberSides{Staff: staff, Words: dutch().SideJe, Rows: []SideRow{{Ref: "2026-042", URL: "/staff/side/x", Asked: "maandag 16 november", By: "maandag 23 november", Tag: Tag{Text: "nog 3 dagen", Tone: "now"}}}}}
}
