package template

func rightsSamples() map[string]Page {
	key, act := FormKey{Key: "k-9"}, ActPage{Staff: staff("register"), Ref: "2026-5079", Subject: "De reader kwam niet op tijd", FormKey: FormKey{Key: "k-9", Version: "14"}}
	line := BreachLine{LogLine: LogLine{When: "25-11-2026 09.31", Datetime: "2026-11-25T09:31", Who: "Joris Hamel", Roles: "trainer", What: "opende het dossier", Why: "omdat Joris de klacht behandelt", Times: "3 keer", Ref: "2026-5079"}, Emergency: true}
	breach := Breach{Staff: staff("settings"), FormKey: key, Wide: true, About: "refs", Refs: Field{Value: "2026-5079"}, FromDay: Field{Value: "2026-11-24"}, FromClock: Field{Value: "00:00"},
		ToDay: Field{Value: "2026-11-26"}, ToClock: Field{Value: "00:00"}, Members: pick("", "m1", "Mirjam de Wit")}
	made := breach
	made.Made, made.Full, made.Span, made.Drafted, made.Body = true, true, "24-11-2026 00.00 tot 26-11-2026 00.00", "abc", Field{Value: "Wat er is gebeurd\n…", Error: "Schrijf eerst op wat er is gebeurd."}
	made.Clock, made.ClockLine = Tag{Text: "14 van 72 uur", Tone: "soon", Icon: "clock"}, "Melden kan op tijd tot vrijdag 27 november om 09.00 uur."
	made.Facts, made.Saved = []Fact{{"Klachten die iemand zag", "1"}}, []BreachSaved{{Label: "Datalek", Line: "Bewaard door Mirjam", URL: "/staff/log/report/abc"}}
	made.Groups = []BreachGroup{{ID: "gezien", Title: "Wat er is gezien", Lines: []BreachLine{line}}, {ID: "weg", Title: "Wat het register verliet", None: "Er is niets opgehaald."}}
	pack := AccessPack{ActPage: act, Request: "q1", Who: "Joris Hamel, over wie de klacht gaat", Tag: Tag{Text: "Nog 12 dagen"}, Line: "Antwoord uiterlijk maandag 7 december.", Subject: true, Open: 1,
		Proofs: pick("", "known", "Door het adres"), Letter: Field{Value: "Geachte Joris Hamel,"}, AskLook: true,
		Proposals: []AccessProposal{{ID: "p1", Label: "klager", Texts: "Noor Verbeeck · Verbeeck", Here: "in 3 onderdelen", Error: "Kies of dit weg moet."}, {ID: "p2", Label: "medewerker 1", Texts: "Mirjam", Here: "in 1 onderdeel", Said: true, Show: true, Why: Field{Error: "Schrijf waarom."}}},
		Parts: []OutsidePart{{ID: "e3", Heading: []OutsideRun{{Text: "Wederhoor"}}, Text: []OutsideRun{{Text: "Ik stond "}, {Text: "klager", Gone: true}}, Goes: true}, {ID: "e1", Heading: []OutsideRun{{Text: "De klacht"}}, Internal: true},
			{ID: "a1", Heading: []OutsideRun{{Text: "Bijlage"}}, URL: "/staff/complaints/2026-5079/attachments/a1", Why: Field{Error: "Schrijf waarom."}}},
		Marked: []OutsideMark{{Number: 1, Text: "mijn buurvrouw", Reason: "een ander", Here: "1 keer"}}}
	done := pack
	done.Done, done.Proven, done.Made = "Gegeven op maandag 7 december, overhandigd.", "Hoe we weten wie het is: door in te loggen.", []OutsideMade{{ID: "f1", About: "Door Mirjam", Sum: "9f86", URL: "/staff/complaints/2026-5079/access-pack/q1/f1"}}
	ready := pack
	ready.Made, ready.Proposals, ready.Proven = done.Made, nil, done.Proven
	letter := AccessLetter{ActPage: act, Request: "q1", Who: "Joris Hamel", Until: "7 februari", Sending: Sending{Via: "post", Vias: []string{"post", "hand"}}}
	refusal := letter
	refusal.Refuse, refusal.Errors = true, []ErrorLine{{"reason", "Schrijf op waarom."}}
	grant := letter
	grant.Grant = &Granting{Tag: Tag{Text: "Nog 12 dagen"}, Line: "Antwoord uiterlijk maandag 7 december.", Words: "Het was op dinsdag.", Do: []Link{{Label: "Verbeter een feit", URL: "/staff/complaints/2026-5079/rectification"}}}
	undone := letter
	undone.Grant = &Granting{Tag: grant.Grant.Tag, Line: grant.Grant.Line, Do: grant.Grant.Do, Undone: true, Objects: true}
	record := Processing{Staff: staff("settings"), FormKey: key, Organisation: "Voorbeeld Trainingen", Today: "26 november 2026", Changes: true, Controller: Field{Value: "Mirjam de Wit, 020 000 00 00"},
		Sections: []ProcessingSection{{ID: "waarvoor", Title: "Waarvoor?", Lines: []string{"Een klacht behandelen."}}, {ID: "grond", Title: "Op welke grond?", Text: "Laat het toetsen.", Rows: []Fact{{"Seed", "De overeenkomst."}}}}}
	read := record
	read.Changes = false
	return map[string]Page{
		"breach": breach, "breach-made": made,
		"breach-report":     BreachReport{Staff: staff("settings"), Title: "Datalek", Line: "Bewaard door Mirjam.", Facts: []Fact{{"Klachten", "1"}}, Words: "Wat er is gebeurd\n…"},
		"breach-erased":     BreachReport{Staff: staff("settings"), Title: "Datalek", Erased: true},
		"access-request":    AccessRequest{ActPage: act, Rights: pick("access", "access", "Inzien wat er staat"), As: "subject", HasSubjects: true, Members: pick("", "m1", "Joris Hamel"), Proofs: pick("", "known", "Door het adres"), How: "email", Day: Field{Value: "2026-11-26"}},
		"access-pack":       pack,
		"access-pack-done":  done,
		"access-pack-ready": ready,
		"access-extension":  letter, "access-refusal": refusal, "access-grant": grant, "access-grant-undone": undone,
		"access-delivery": AccessDelivery{ActPage: act, Request: "q1", Who: "Joris Hamel", How: "hand", Day: Field{Value: "2026-11-26"}},
		"processing":      record, "processing-read": read,
	}
}
