package template

func roomSamples() map[string]Page {
	said := []Utterance{
		{Voice: Voice{Who: Who{Initials: "LP", Name: "Mevrouw L. Peters"}, When: "3 november 2026, 9.12 uur", Text: "In het antwoord staat dat de intaker ‘het niet zo bedoelde’.\n\nDat is mijn punt niet."}},
		{Did: "Mevrouw L. Peters ging in beroep, 3 november 2026, 9.12 uur. Vanaf nu weet de organisatie het."},
		{Voice: Voice{Who: Who{Initials: "IT", Name: "Ilse Terpstra"}, Ours: true, When: "4 november 2026, 14.00 uur", Text: "Dank u wel. Ik lees alles en bel u deze week."}},
		{Did: "U beloofde antwoord uiterlijk dinsdag 1 december 2026."},
	}
	key := FormKey{Key: "k-7"}
	confide := Confide{Public: public(), FormKey: key, Code: "KTMR-7X4Q-92HD-3VNE", Ref: "2026-029", Ready: true, Name: "Ilse Terpstra", Reads: "frozen", CanAppeal: true, Until: "zaterdag 7 november 2026", Bodies: []Confidant{confidant()}}
	first := Confide{Public: public(), FormKey: key, Ready: true, Confidants: []Option{{Value: "m1", Label: "Ilse Terpstra"}, {Value: "m2", Label: "Bo Winter"}}, Bodies: []Confidant{confidant()}}
	bad := first
	bad.Errors = []ErrorLine{{"words", "Vertel waarom. Eén zin is al genoeg."}, {"confidant", "Kies met wie u wilt praten."}, {"email", "Dit adres is nog niet compleet."}}
	early := confide
	early.CanAppeal, early.Reads, early.Until, early.Early = false, "own", "", "Er is nog geen besluit."
	en := first
	en.Lang = "en"
	talk := Conversation{Public: public(), FormKey: key, Code: "KTMR-7X4Q-92HD-3VNE-04N4-NPA9", Name: "Ilse Terpstra", Appealed: true, AnswerBy: "dinsdag 1 december 2026", Said: said, Bodies: []Confidant{confidant()}, Done: "Uw bericht is verstuurd."}
	secret := talk
	secret.Appealed, secret.CanAppeal, secret.AnswerBy = false, true, ""
	shut := secret
	shut.Shut = true
	gone := talk
	gone.Gone = true
	over := talk
	over.Outcome, over.Until = "partly_revised", "donderdag 31 december 2026"
	rooms := Rooms{Staff: staff("rooms"), FormKey: key, State: "open", Rooms: []RoomRow{
		{Title: "Klacht 2026-029", URL: "/staff/rooms/r1", Line: "U antwoordt uiterlijk dinsdag 1 december", Tags: []Tag{{Text: "In beroep", Tone: "appeal"}, {Text: "nieuw", Tone: "now"}}},
		{Title: "Gesprek zonder klacht", URL: "/staff/rooms/r2", Line: "Laatste bericht gisteren, 9.31 uur", Tags: []Tag{{Text: "Alleen een gesprek"}}},
		{Title: "Gesprek dat nu niet opent", URL: "/staff/rooms/r3", Tags: []Tag{{Text: "andere sleutel", Tone: "soon"}}},
		{Title: "Gesprek dat voorbij is", Line: "Begonnen 2 maart 2026. Alles is vernietigd."}}}
	none, locked := rooms, rooms
	none.State, locked.State, locked.Errors = "no_key", "locked", []ErrorLine{{"sheet", "Deze sleutel past niet. Kijk hem nog eens na op uw blad."}}
	page := RoomPage{Staff: staff("rooms"), FormKey: key, Crumb: Link{Label: "Uw gesprekken", URL: "/staff/rooms"}, URL: "/staff/rooms/r1", Ref: "2026-029", Tag: Tag{Text: "In beroep", Tone: "appeal"},
		Heading: "Bejegening bij de intake", Line: "Beroep van mevrouw L. Peters", AnswerBy: "dinsdag 1 december 2026", Running: true, Said: said,
		Story:    Voice{Who: Who{Initials: "LP", Name: "Mevrouw L. Peters"}, When: "2 oktober 2026", Text: story, Wish: "Excuses"},
		Decision: Voice{Who: Who{Initials: "MW", Name: "Mirjam de Wit"}, Ours: true, When: "9 oktober 2026", Text: "Wij vinden het vervelend dat u zich niet welkom voelde."},
		Moments:  []Moment{{Title: "De andere kant is gehoord", When: "6 oktober 2026", Voice: "Ik bedoelde het niet zo."}, {Title: "Ons antwoord op uw klacht", When: "9 oktober 2026", Letter: Letter{Heading: "Lees de brief", Body: answer().Body}}},
		Files:    []FileRow{{Name: "mail.pdf", URL: "/staff/rooms/r1/attachments/a1", When: "120 kB"}}, Contact: []Fact{{"Naam", "Mevrouw L. Peters"}, {"Telefoon", "06 00 00 00 00"}},
		Notes: []RoomNote{{ID: "n1", When: "12 november 2026, 10.00 uur", Text: "Gesproken. Zij wil vooral excuses."}}, Others: []string{"Uw notities ziet alleen u."}, Code: "KTMR-7X4Q-92HD-3VNE-04N4-NPA9"}
	mistaken := page
	mistaken.Errors, mistaken.Chosen = []ErrorLine{{"outcome", "Kies wat het oordeel is."}, {"text", "Schrijf op wat het oordeel is, en waarom."}}, "revised"
	done, closed := page, page
	done.Running, done.Outcome, done.Until = false, "Het besluit moet anders", "donderdag 31 december 2026"
	closed.Closed = true
	return map[string]Page{"confide": confide, "confide-first": first, "confide-errors": bad, "confide-early": early, "confide-en": en, "confide-none": Confide{Public: public(), Bodies: []Confidant{confidant()}},
		"confided": Confided{Public: public(), FormKey: key, Code: "KTMR-7X4Q-92HD-3VNE-04N4-NPA9", Name: "Ilse Terpstra"}, "conversation": talk, "conversation-secret": secret, "conversation-over": over, "conversation-gone": gone, "conversation-shut": shut,
		"rooms": rooms, "rooms-key": none, "rooms-locked": locked, "room-sheet": RoomSheet{Staff: staff("rooms"), FormKey: key, Groups: []string{"KTMR", "7X4Q", "92HD", "3VNE"}, Date: "17 november 2026"},
		"room": page, "room-errors": mistaken, "room-over": done, "room-closed": closed}
}
