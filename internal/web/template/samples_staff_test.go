package template

import "maps"

func staff(active string) Staff {
	return Staff{Base: base(), Active: active, TodayCount: 4, Me: Who{Initials: "MW", Name: "Mirjam de Wit", Note: "Hoofdtrainer"}, CanSettings: true, Directs: true, CanLog: true, CanProof: true, CanShow: true, CanKeep: true, CanMail: true, SignOutKey: "k-0", LockAfter: 600, MeID: "m1",
		Printed: "Afgedrukt door Mirjam de Wit, 17 november 2026, 9.31 uur · vertrouwelijk"}
}

func staffSamples() map[string]Page {
	all := map[string]Page{}
	maps.Copy(all, deskSamples())
	maps.Copy(all, mailSamples())
	maps.Copy(all, evaluationSamples())
	maps.Copy(all, reviewSamples())
	maps.Copy(all, questionnaireSamples())
	maps.Copy(all, oldRegisterSamples())
	maps.Copy(all, actSamples())
	maps.Copy(all, settingsSamples())
	maps.Copy(all, accountSamples())
	maps.Copy(all, figureSamples())
	return all
}

func run(n int, end string, icon string) []WeekCell {
	cells := make([]WeekCell, 9)
	for i := range cells {
		switch {
		case i < n:
			cells[i].Class = "run"
		case i == n:
			cells[i] = WeekCell{Class: end, Icon: icon}
		}
		if i == 1 {
			cells[i].Class = "today " + cells[i].Class
		}
		if i == 5 || i == 6 {
			cells[i].Class = "we " + cells[i].Class
		}
	}
	return cells
}

func registerRows() []RegisterRow {
	return []RegisterRow{
		{Ref: "2026-037", Subject: "Intervisie twee keer afgezegd", URL: "/staff/complaints/2026-037", Line: "naam verborgen, via Saskia, gesprek", Received: "9 nov", Tag: StageTag("acknowledged", true), Due: "ma 16 nov", Left: "1 dag te laat", Days: Days{Used: 7, Over: 1, Tone: "late"}},
		{Ref: "2026-038", Subject: "Rekening hoger dan de offerte", URL: "/staff/complaints/2026-038", Line: "Wouter Smit, via Mirjam, e-mail", Received: "10 nov", Tag: StageTag("decided", false), Due: "di 17 nov", Left: "vandaag", Days: Days{Used: 7, Tone: "soon"}},
		{Ref: "2026-041", Subject: "Druk om persoonlijke dingen te delen", URL: "/staff/complaints/2026-041", Line: "anoniem, via formulier", Received: "13 nov", Tag: StageTag("acknowledged", false), Due: "vr 20 nov", Left: "nog 3 dagen", Days: Days{Used: 4}},
		{Ref: "2026-034", Subject: "Oefengroep te groot", URL: "/staff/complaints/2026-034", Line: "Sjoerd Bakker, via evaluatie", Received: "27 okt", Tag: StageTag("extended", false), Due: "wo 2 dec", Left: "nog 15 dagen", Days: Days{Used: 7, Tone: "calm"}},
		{Ref: "2026-036", Subject: "Zaal zonder lift", URL: "/staff/complaints/2026-036", Line: "Bram Kuipers, via evaluatie", Received: "2 nov", Tag: StageTag("closed", false), Left: "in 3 dagen"},
	}
}

func deskSamples() map[string]Page {
	key := FormKey{Key: "k-2"}
	today := Today{Staff: staff("today"), Sheet: true, Date: "Dinsdag 17 november", Greeting: "Goedemorgen Mirjam", Sentence: "Vier klachten vragen vandaag iets van je. Eén antwoord is te laat.", MustRead: "versie 3", ToPost: "Er liggen twee brieven klaar.",
		Tasks: []Task{
			{Tag: Tag{Text: "1 dag te laat", Tone: "late"}, Days: Days{Used: 7, Over: 1, Tone: "late"}, Due: "Termijn was maandag 16 november", Subject: "Intervisie twee keer afgezegd", URL: "/staff/complaints/2026-037", Line: "2026-037 · Farida Mulder, cliënt", Text: "Ze wacht op antwoord. Antwoord vandaag, of bel haar en spreek een nieuwe datum af.", Do: Link{Label: "Antwoord of stel uit", URL: "/staff/complaints/2026-037/extension"}},
			{Tag: Tag{Text: "Vandaag", Tone: "soon"}, Days: Days{Used: 7, Tone: "soon"}, Due: "Termijn is vandaag", Subject: "Rekening hoger dan de offerte", URL: "/staff/complaints/2026-038", Line: "2026-038 · Wouter Smit, opdrachtgever", Text: "Je besluit ligt er sinds gisteren. De brief moet nog de deur uit.", Do: Link{Label: "Verstuur het antwoord", URL: "/staff/complaints/2026-038/response"}},
			{Tag: Tag{Text: "Vandaag, 17.00 uur", Tone: "soon"}, Days: Days{}, Due: "Bevestigen kan tot vandaag 17.00 uur", Subject: "Nog geen certificaat na twee maanden", URL: "/staff/complaints/2026-043", Line: "2026-043 · Ruben de Graaf, cliënt", Text: "Spreek met je team af wie de ontvangst bevestigt.", Do: Link{Label: "Kies wie bevestigt", URL: "/staff/complaints/2026-043/discussion"}},
		},
		Week: Week{Days: []WeekDay{{Short: "ma", Number: "16"}, {Short: "di", Number: "17", Class: "today"}, {Short: "wo", Number: "18"}, {Short: "do", Number: "19"}, {Short: "vr", Number: "20"}, {Short: "za", Number: "21", Class: "we"}, {Short: "zo", Number: "22", Class: "we"}, {Short: "ma", Number: "23"}, {Short: "di", Number: "24"}},
			Rows: []WeekRow{
				{Ref: "2026-037", Name: "Mulder", URL: "/staff/complaints/2026-037", Words: "antwoord had maandag 16 november gemoeten", Cells: run(0, "end red", "clock-alert")},
				{Ref: "2026-038", Name: "Smit", URL: "/staff/complaints/2026-038", Words: "antwoord vandaag", Cells: run(1, "end hot", "send")},
				{Ref: "2026-042", URL: "/staff/complaints/2026-042", Words: "besluit maandag 23 november", Cells: run(7, "end", "pen")},
			}},
		Waiting: []WaitRow{{Title: "2026-034 · Oefengroep te groot", URL: "/staff/complaints/2026-034", Text: "Nieuwe datum afgesproken: woensdag 2 december", Tag: StageTag("extended", false)}}}
	today.Names = Names{FormKey: key, Any: true, Action: "/staff/names", Back: "/staff"}
	today.Flash = Flash{Text: "Je bericht aan mevrouw De Boer is verstuurd.", UndoURL: "/staff/undo", UndoKey: "k-3", UndoFor: "tot 14.32 uur", UndoLeft: "40"}
	today.Mail, today.Wrong = "Twee e-mails wachten op jouw oordeel.", []string{"Een mailbox is niet gelezen sinds vandaag 9.12. Er kan een klacht in liggen."}
	today.Held = "Twee automatische berichten wachten. We mailen niet te veel achter elkaar. Ze gaan later vanzelf weg."
	today.Week.Rows[0].Cells[1].Class = "today over"
	today.Glass = []GlassRow{{Name: "Bram Beheer", Ref: "2026-042", URL: "/staff/complaints/2026-042", Until: "woensdag 18 november, 9.00 uur"}}
	register := Register{Staff: staff("register"), Summary: "43 klachten in 2026. Je ziet er 5.", Rows: registerRows(), OlderURL: "?before=2026-029",
		Views:    []Link{{Label: "Open en recent", URL: "/staff/complaints", Current: true}, {Label: "Te laat", URL: "?view=late"}, {Label: "Deze week klaar", URL: "?view=week"}, {Label: "Alles", URL: "?view=all"}},
		Statuses: []Option{{Label: "Alles wat open is"}, {Value: "received", Label: "Te bevestigen", Checked: true}}, Categories: []Option{{Label: "Alle onderwerpen"}, {Value: "planning", Label: "Planning"}}, From: "2026-10-01",
		Filters: []Link{{Label: "vanaf 1 oktober", URL: "?"}}, WideURL: "?density=wide", CompactURL: "?density=compact"}
	register.Names = Names{FormKey: key, Any: true, Shown: true, Until: "9.46 uur", Action: "/staff/names", Back: "/staff/complaints?view=late"}
	compact := register
	compact.Compact = true
	empty := register
	empty.Rows, empty.Filters, empty.OlderURL, empty.Empty = nil, nil, "", Empty{Title: "Niets te laat", Text: "Alle klachten zijn op tijd of klaar. De eerstvolgende termijn is donderdag 19 november.", Link: Link{Label: "Bekijk wat open is", URL: "/staff/complaints"}}
	intake := Intake{Staff: staff("intake"), FormKey: key, LeadFirstName: "Mirjam", Complainant: Field{Value: "Anneke Visser"}, Kind: "client", Channel: "conversation", Done: []string{"listened", "apologised"}, Reached: "yes", Accepted: "not_asked", Story: Field{Value: story}, Action: Field{Value: "Extra ochtend aangeboden op 3 december, zonder kosten."}, Day: Field{Value: "2026-11-16"}, Time: Field{Value: "16:40"}, Subjects: members()}
	intake.Member, intake.Me = true, Who{Initials: "JH", Name: "Joris Hamel", Note: "Trainer"}
	badIntake := intake
	badIntake.Errors = []ErrorLine{{"story", "Schrijf op wat er is gezegd. Eén zin is al genoeg."}, {"channel", "Kies hoe je het hoorde."}, {"day", "Deze dag is nog niet geweest."}}
	badIntake.Kept = []Kept{{Token: "t1", Name: "rooster.pdf", Size: "240 kB"}}
	signIn := SignIn{Base: base(), Directory: "Voorbeeld-account", Email: Field{Value: "mirjam@voorbeeld.example"}, Notice: "Je was een tijd weg. Log opnieuw in; je tekst staat er nog."}
	signIn.MailLink = true
	signIn.PasskeySite = "https://klachten.voorbeeld.example"
	badSignIn := signIn
	badSignIn.Errors = []ErrorLine{{"", "Dit e-mailadres en wachtwoord horen niet bij elkaar."}}
	paper := answer()
	paper.Sender, paper.Address, paper.Date, paper.Ref, paper.Footer = []string{"Voorbeeldstraat 1, 1234 AB Voorbeeldstad", "klachten.voorbeeld.example"}, []string{"De heer W. Smit", "Postbus 1", "1234 ZZ Voorbeeldstad"}, "17 november 2026", "Klacht 2026-038", "Niet tevreden met ons antwoord? Dan kunt u in beroep bij mr. Ilse Terpstra, 020 000 00 01."
	people := People{Staff: staff("settings"), FormKey: key, Members: []MemberRow{{"Mirjam de Wit", "/staff/people/m1", "alles behandelen en beslissen", Tag{Text: "actief", Tone: "done"}}, {"Joris Hamel", "", "klachten doorgeven", Tag{Text: "uitgenodigd"}}},
		Roles: []Option{{Value: "member", Label: "Klachten doorgeven", Hint: "En de eigen meldingen volgen.", Checked: true}, {Value: "deputy", Label: "Vervangen", Hint: "Alles wat jij kan."}}, Invitation: Invited{Name: "Joris Hamel", Link: "https://klachten.voorbeeld.example/staff/invitation/3f2a9c01b7d84e55a0", Until: "dinsdag 24 november"}}
	log := Log{Staff: staff("settings"), ActionURL: "/staff/log", Members: []Option{{Label: "Iedereen"}, {Value: "m1", Label: "Joris Hamel", Checked: true}},
		Kinds: []Option{{Label: "Alles"}, {Value: "refused", Label: "Geweigerd"}}, Filters: []Link{{Label: "Joris Hamel", URL: "/staff/log"}}, OlderURL: "?older=1-a", Lines: logLines()}
	looked := Log{Staff: staff("register"), Ref: "2026-040", Crumb: Link{Label: "Klacht 2026-040", URL: "/staff/complaints/2026-040"}, ActionURL: "/staff/complaints/2026-040/log",
		Kinds: log.Kinds, NewerURL: "?newer=1-a", Lines: logLines()}
	nothing := log
	nothing.Lines = nil
	return map[string]Page{
		"log": log, "log-dossier": looked, "log-empty": nothing,
		"follow": Follow{Staff: staff("register"), Crumb: Link{Label: "Register", URL: "/staff/complaints"}, Ref: "2026-040", Tags: []Tag{StageTag("acknowledged", false)}, Why: "Je bewaakt de termijnen. De inhoud is voor wie de klacht behandelt.",
			Steps: []Step{{Name: "Gemeld", When: "12 nov", State: "ok"}, {Name: "Antwoord", When: "uiterlijk 19 nov", State: "now"}}, Terms: []TermRow{{"Antwoord", "do 19 nov", Tag{Text: "nog 2 dagen", Tone: "soon"}}},
			Facts: []Fact{{"Behandelt", "De hoofdtrainer"}}, LogURL: "/staff/complaints/2026-040/log"},
		"today": today, "register": register, "register-compact": compact, "register-empty": empty,
		"search": Search{Staff: staff("register"), Query: "Visser", Asked: true, Rows: registerRows(), More: true, Names: Names{FormKey: key, Any: true, Action: "/staff/search", Query: "Visser"}}, "search-empty": Search{Staff: staff("register"), Query: "xyz", Asked: true},
		"intake": intake, "intake-bad": badIntake,
		"intake-done": IntakeDone{Staff: intake.Staff, Time: "16.42 uur", FirstName: "Joris", LeadFirstName: "Mirjam", Ref: "2026-042", Complainant: "mevrouw Visser", Code: "KTMR-7X4Q-92HD-3VNE", DossierURL: "/staff/complaints/2026-042"},
		"sign-in":     signIn, "sign-in-bad": badSignIn,
		"invitation":    Invitation{Base: base(), FormKey: key, ActionURL: "/staff/invitation/abc", Directory: "Voorbeeld-account", Name: "Joris", Email: "joris@voorbeeld.example"},
		"to-post-empty": ToPost{Staff: staff("today"), Crumb: Link{Label: "Vandaag", URL: "/staff"}},
		"to-post": ToPost{Staff: staff("today"), Crumb: Link{Label: "Vandaag", URL: "/staff"}, Summary: "Er liggen twee brieven klaar.", Names: Names{FormKey: key, Any: true, Action: "/staff/names", Back: "/staff/letters"}, Rows: []PostRow{
			{FormKey: key, Index: 1, Letter: "l1", Title: "Ontvangstbevestiging", Ref: "2026-037", URL: "/staff/complaints/2026-037/letters/l1", PDFURL: "/staff/complaints/2026-037/letters/l1/pdf", Action: "/staff/complaints/2026-037/delivery",
				Line: "2026-037 · naam verborgen, cliënt", Written: "Geschreven op maandag 16 november", Due: "Uiterlijk maandag 16 november", Tag: Tag{Text: "1 dag te laat", Tone: "late"}, Day: Field{Value: "2026-11-17"}},
			{FormKey: key, Index: 2, Letter: "l2", Title: "Antwoord", Ref: "2026-038", URL: "/staff/complaints/2026-038/letters/l2", PDFURL: "/staff/complaints/2026-038/letters/l2/pdf", Action: "/staff/complaints/2026-038/delivery",
				Line: "2026-038 · naam verborgen, opdrachtgever", Written: "Geschreven op dinsdag 17 november", ByHand: true, Day: Field{Value: "2026-11-17"}}}},
		"letter-page":     LetterPage{Base: base(), Letter: paper, BackURL: "/staff/complaints/2026-038", BackLabel: "Terug naar het dossier", PDFURL: "/x.pdf", MailURL: "/x/mail", PostURL: "/staff/letters", Lacking: "ש 😀"},
		"people":          people,
		"checkpoint":      Checkpoint{Staff: staff("settings"), When: "dinsdag 17 november 2026 om 9.31 uur", Events: "1.204", Note: "wederhoor/k2\n1204\nrP8+0x5=\n\n— wederhoor/k2 qT3=\n", Verifier: "wederhoor/k2+0a1b2c3d+AbCd", Changes: true, MailedTo: "accountant@elders.example"},
		"checkpoint-mail": Checkpoint{Staff: staff("settings"), FormKey: FormKey{Key: "k"}, Changes: true, Fresh: true, Email: Field{Value: "accountant@"}}, "checkpoint-none": Checkpoint{Staff: staff("settings")},
		"member":      Member{Staff: staff("settings"), FormKey: key, URL: "/staff/people/m1", Name: "Joris Hamel", Email: "joris@voorbeeld.example", State: Tag{Text: "actief", Tone: "done"}, Roles: people.Roles, Successors: members(), MayEnd: true, MayReset: true, MaySignOut: true, Invited: true},
		"member-left": Member{Staff: staff("settings"), FormKey: key, URL: "/staff/people/m1", Name: "Joris Hamel", Email: "joris@voorbeeld.example", State: Tag{Text: "gestopt"}, Left: true},
		"emergency":   Emergency{Staff: staff(""), FormKey: key, Ref: Field{Value: "2026-042"}, Reason: Field{Error: "Schrijf een hele zin."}},
		"passkeys": Passkeys{Staff: staff(""), FormKey: key, Site: "https://klachten.voorbeeld.example", Keys: []PasskeyRow{
			{ID: "p1", Name: "Mijn telefoon", Since: "3 november 2026", Used: "17 november 2026", Index: 2, Renamed: Field{Value: "Mijn telefoon"}}, {ID: "p2", Name: "Laptop van het werk", Since: "17 november 2026", Index: 3, Renamed: Field{Value: "Laptop van het werk"}}}},
		"passkeys-bad": Passkeys{Staff: Staff{Base: Base{OrgName: "Voorbeeld", Errors: []ErrorLine{{"name-2", "Geef de passkey een naam."}}}}, FormKey: key, Stale: true, Site: "https://klachten.voorbeeld.example", Keys: []PasskeyRow{
			{ID: "p1", Name: "Mijn telefoon", Since: "3 november 2026", Index: 2, Renamed: Field{Error: "Geef de passkey een naam."}, Error: "Dit is je enige manier om in te loggen."}}},
		"directory-in":           DirectoryDoor{Base: Base{Lang: "nl", OrgName: "Voorbeeld Trainingen", OrgMonogram: "VT", Refresh: "/staff"}, Heading: "Je bent ingelogd", Lead: "Je gaat nu naar het klachtenregister.", Onward: Link{Label: "Ga verder", URL: "/staff"}},
		"directory-stranger":     DirectoryDoor{Base: base(), Heading: "Je bent niet ingelogd", Lead: "Dit account kennen we niet. Vraag Mirjam de Wit om een uitnodiging.", Onward: Link{Label: "Terug naar inloggen", URL: "/staff/sign-in"}, Back: true},
		"directory-account":      DirectoryAccount{Staff: staff(""), FormKey: key, Provider: "Voorbeeld-account", Linked: true, Account: "mirjam@voorbeeld.example", Since: "25 november 2026", Used: "1 december 2026"},
		"directory-account-none": DirectoryAccount{Staff: staff(""), FormKey: key, Provider: "Voorbeeld-account"},
		"directory-account-bad":  DirectoryAccount{Staff: Staff{Base: Base{Lang: "nl", OrgName: "Voorbeeld Trainingen", Errors: []ErrorLine{{"directory", "Log eerst opnieuw in. Daarna kun je vijf minuten lang koppelen."}}}}, FormKey: key, Provider: "Voorbeeld-account"},
		"trouble-hidden":         Trouble{Staff: staff("register"), Kind: "hidden", Ask: "Mirjam de Wit"}, "trouble": Trouble{Staff: staff("register"), Kind: "fault", Reference: "F-7Q2K", Phone: "020 000 00 00"},
		"trouble-conflict": Trouble{Staff: staff("register"), Kind: "conflict", Other: "Pieter", OtherWhen: "9.31 uur", Theirs: story, Mine: "Ik had de tekst net aangepast.", BackURL: "/staff/complaints/2026-042"},
	}
}

func logLines() []LogLine {
	return []LogLine{
		{When: "vandaag 9.31", Datetime: "2026-11-17T09:31", Who: "Mirjam de Wit", Roles: "hoofdtrainer", What: "opende het dossier", Why: "omdat je de leiding hebt", Times: "3 keer", Ref: "2026-040", URL: "/staff/complaints/2026-040"},
		{When: "vandaag 9.20", Datetime: "2026-11-17T09:20", Who: "Joris Hamel", Roles: "trainer", What: "haalde een bijlage of brief op", Why: "omdat Joris de klacht behandelt", Ref: "2026-042", URL: "/staff/complaints/2026-042"},
		{When: "gisteren 14.05", Datetime: "2026-11-16T14:05", Who: "Henk Postma", Roles: "trainer", What: "zocht een nummer op dat niet te openen is", Refused: true},
		{When: "13 nov 9.02", Datetime: "2026-11-13T09:02", Who: "Mirjam de Wit", Roles: "hoofdtrainer", What: "gaf Pieter Kooistra toegang", Why: "omdat je de leiding hebt", Ref: "2026-040", URL: "/staff/complaints/2026-040"},
		{When: "13 nov 8.55", Datetime: "2026-11-13T08:55", Who: "Onbekend", What: "kwam er niet in"},
	}
}

func members() []Option {
	return []Option{{Label: "Niemand van ons"}, {Value: "m1", Label: "Joris Hamel"}, {Value: "m2", Label: "Henk Postma"}}
}
