package template

func reviewSamples() map[string]Page {
	key, url := FormKey{Key: "k-8"}, "/staff/reviews/r1"
	head := func(now int) ReviewHead {
		h := ReviewHead{URL: url, Name: "Jaartoetsing 2026", Period: "1 november 2025 tot en met 31 oktober 2026", Faces: []Who{{Initials: "MW", Me: true}, {Initials: "PK"}}, People: "Mirjam en Pieter", Attends: true,
			Parts: []ReviewPart{{Name: "Terugkijken", URL: url}, {Name: "Klachten doornemen", URL: url + "/complaints/1", Note: "1 van 2 besproken"}, {Name: "Besluiten en verslag", URL: url + "/minutes"}}}
		h.Parts[now].State = "now"
		return h
	}
	people := []Option{{Value: "m1", Label: "Mirjam de Wit", Checked: true}, {Value: "m2", Label: "Pieter Kooistra"}}
	action := ActionRow{Text: "Een vaste vervanger op het rooster.", URL: "/staff/actions/a1", Line: "Saskia Brouwer, klaar op 15 januari 2027", Tag: Tag{Text: "Gedaan", Tone: "done", Icon: "check"}}
	held := head(2)
	held.Held = true
	joint := &JointPart{Organisation: "De buren", Facts: []Fact{{"Aanwezig", "Bas en Noor"}, {"Klachten", "minder dan 5"}, {"Stand", "Nog niet afgerond"}}}
	return map[string]Page{
		"review-joint":        ReviewJoint{Staff: staff("reviews"), FormKey: key, ReviewHead: head(0), Leads: true, Typed: Field{Value: "ABCD"}},
		"review-joint-code":   ReviewJoint{Staff: staff("reviews"), FormKey: key, ReviewHead: head(0), Leads: true, Linked: true, Code: "ABCD-EFGH"},
		"review-joint-linked": ReviewJoint{Staff: staff("reviews"), FormKey: key, ReviewHead: head(0), Leads: true, Linked: true, Came: true, Joint: joint},
		"review-joint-let-go": ReviewJoint{Staff: staff("reviews"), FormKey: key, ReviewHead: head(0), Linked: true, Came: true},
		"reviews": Reviews{Staff: staff("reviews"), FormKey: key, Warning: "Vóór 20 november 2026 is er weer een jaartoetsing nodig.", Begins: true,
			Proposal: ReviewProposal{Sentence: "2 klachten om door te nemen.", Parts: []string{"1 kwam binnen sinds de vorige toetsing"}, Until: Field{Value: "2026-10-31"}, From: Field{Value: "2025-11-01"}, First: true, Period: "Klachten van …", Day: Field{Value: "2026-11-02"}, People: people},
			Reviews:  []ReviewRow{{Title: "Jaartoetsing 2025", URL: url, Line: "1 november 2024 tot en met 31 oktober 2025", Tag: Tag{Text: "Afgerond", Tone: "done", Icon: "check"}}}, Actions: []ActionRow{action}, Board: true},
		"reviews-empty": Reviews{Staff: staff("reviews")},
		"reviews-done":  Reviews{Staff: staff("reviews"), Board: true},
		"actions": Improvements{Staff: staff("reviews"), Crumb: Link{Label: "Jaartoetsing", URL: "/staff/reviews"}, Summary: "1 actie, afgesproken in 2026.", Periods: []Link{{Label: "2026", URL: "/staff/actions?period=2026", Current: true}}, States: []Link{{Label: "Alle", URL: "/staff/actions?period=2026"}},
			Filter: Link{Label: "het hielp", URL: "/staff/actions?period=2026"}, Groups: []ActionGroup{{ID: "done", Title: "Gedaan", Rows: []ActionRow{action}}}},
		"actions-none": Improvements{Staff: staff("reviews"), Crumb: Link{Label: "Jaartoetsing", URL: "/staff/reviews"}, Summary: "0 acties.", States: []Link{{Label: "Te laat", URL: "/staff/actions?state=late", Current: true}}, Empty: Empty{Title: "Niets te laat", Text: "Goed zo.", Link: Link{Label: "Toon alle acties", URL: "/staff/actions"}}},
		"review": ReviewStart{Staff: staff("reviews"), FormKey: key, ReviewHead: head(0), Go: Link{Label: "Neem de klachten door", URL: url + "/complaints/1"}, Sentence: "2 klachten om door te nemen.", Amounts: []string{"2 liepen toen nog"},
			Earlier: []PastAction{{ActionRow: action, Done: "Het rooster hangt er.", PostURL: "/staff/actions/a1/effect", Effects: []Option{{Value: "worked", Label: "Ja, het hielp", Checked: true}}}}, LeftOver: "Deze raken iedereen die meedoet: klager 2.", Figures: "/staff/figures", Leads: true, Choices: people, Joint: joint, JointURL: url + "/joint"},
		"review-empty": ReviewStart{Staff: staff("reviews"), ReviewHead: head(0), Sentence: "Er zijn geen klachten om door te nemen.", Figures: "/staff/figures", Begun: true},
		"review-case": ReviewCase{Staff: staff("reviews"), FormKey: key, ReviewHead: head(1), Number: 1, Place: 1, All: 2, Width: "50.0%", Line: "Klager 1 · Planning · maart 2026", Heading: "Intervisie op de dag zelf afgezegd", Who: "Een deelnemer", When: "9 maart, via formulier",
			Story: "Ik stond al in de trein.", Wish: "Bel eerder.", Facts: []Fact{{"Besluit", "Gegrond."}}, InTime: Tag{Text: "op tijd", Tone: "done", Icon: "check"}, Similar: []Link{{Label: "klager 2", URL: url + "/complaints/2"}}, Dossier: "/staff/complaints/2026-1",
			Choice: "yes", Reason: Field{Value: "Gebeurt vaker."}, Action: Field{Value: "Rooster"}, Due: Field{Value: "2027-01-15"}, Owners: people, Prev: url + "/complaints/2", Skip: url + "/minutes"},
		"review-case-gone": ReviewCase{Staff: staff("reviews"), FormKey: key, ReviewHead: head(1), Number: 2, Place: 2, All: 2, Width: "100.0%", Heading: "Klager 2", Gone: true, Owners: people},
		"review-minutes": ReviewMinutes{Staff: staff("reviews"), FormKey: key, ReviewHead: head(2), Rows: []MinuteRow{{Name: "Klager 1", URL: url + "/complaints/1", Line: "Planning", Tag: Tag{Text: "Extra actie", Tone: "now"}, Reason: "Gebeurt vaker.", Actions: []string{"Rooster. Saskia, uiterlijk 15 januari 2027."}}},
			Undecided: []Link{{Label: "klager 2", URL: url + "/complaints/2"}, {Label: "en nog 3"}}, Words: Field{Value: "Wij zijn tevreden."}, Past: []ActionRow{action}},
		"review-minutes-ready":  ReviewMinutes{Staff: staff("reviews"), FormKey: key, ReviewHead: head(2)},
		"review-minutes-others": ReviewMinutes{Staff: staff("reviews"), FormKey: key, ReviewHead: head(2), Others: true},
		"review-minutes-held": ReviewMinutes{Staff: staff("reviews"), FormKey: key, ReviewHead: held, Said: "Wij zijn tevreden.", Concluded: "Afgerond op 2 november 2026 door Mirjam de Wit", Hash: "ab12", Broken: true,
			Signed: []Fact{{"Mirjam de Wit", "nog niet"}}, Joint: joint, Signs: true, PDF: url + "/minutes/pdf", Agreed: []ActionRow{action}},
		"improvement": Improvement{Staff: staff("today"), FormKey: key, URL: "/staff/actions/a1", Task: "Een vaste vervanger op het rooster.", Crumb: Link{Label: "Vandaag", URL: "/staff"}, Tag: action.Tag, Facts: []Fact{{"Wie", "Saskia Brouwer"}},
			Does: true, Directs: true, Owners: people, Due: Field{Value: "2027-01-15"}},
	}
}
