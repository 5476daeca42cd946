package template

// Persons and organisation are invented.

func samples() map[string]Page {
	all := map[string]Page{}
	for name, p := range publicSamples() {
		all[name] = p
	}
	for name, p := range sideSamples() {
		all[name] = p
	}
	for name, p := range staffSamples() {
		all[name] = p
	}
	for name, p := range roomSamples() {
		all[name] = p
	}
	for name, p := range reportSamples() {
		all[name] = p
	}
	for name, p := range rightsSamples() {
		all[name] = p
	}
	for name, p := range keepingSamples() {
		all[name] = p
	}
	return all
}

func base() Base {
	return Base{OrgName: "Voorbeeld Trainingen", OrgMonogram: "VT"}
}

func public() Public {
	return Public{Base: base(), DutchURL: "/", EnglishURL: "/en", Phone: "020 000 00 00", PhoneHours: "werkdagen van 9 tot 17 uur", LeadName: "Mirjam de Wit"}
}

func plain() Public {
	p := public()
	p.Plain, p.DutchURL, p.EnglishURL = true, "", ""
	return p
}

func week() []WeekDay {
	return []WeekDay{{"ma", "16", "gemeld", "past"}, {"di", "17", "vandaag", "today"}, {Short: "wo", Number: "18"}, {Short: "do", Number: "19"}, {Short: "vr", Number: "20"}, {Short: "za", Number: "21"}, {Short: "zo", Number: "22"}, {"ma", "23", "antwoord", "due"}}
}

const story = "De training begon ruim een uur te laat. Niemand had ons gebeld.\n\nIk had tien collega’s vrijgeroosterd."

func confidant() Confidant {
	return Confidant{Initials: "IT", Name: "mr. Ilse Terpstra", Note: "onafhankelijk mediator", Phone: "020 000 00 01", Email: "beroep@terpstra.example", Website: "https://terpstra.example/"}
}

func answer() Letter {
	return Letter{Sender: []string{"17 november 2026", "Klacht 2026-038"}, Heading: "Ons antwoord op uw klacht", Body: Paragraphs("Beste heer Smit,\n\nU schreef dat onze rekening hoger was dan de offerte. U heeft gelijk. Dat had niet zo gemogen.\n\n**Dit doen we:**\n\n- U krijgt vandaag een nieuwe rekening van € 2.400.\n- Wijzigingen bevestigen we voortaan eerst schriftelijk.\n\nHet spijt ons dat dit is gebeurd."), Signature: []string{"Met vriendelijke groet,", "Mirjam de Wit"}}
}

func publicSamples() map[string]Page {
	key := FormKey{Key: "k-1"}
	form := Form{Public: public(), FormKey: key, AnswerBy: "dinsdag 24 november", Appeal: true, Services: []string{"Basistraining"}, Lead: Who{Initials: "MW", Name: "Mirjam de Wit", Note: "eigenaar van Voorbeeld Trainingen"}}
	bad := form
	bad.Errors = []ErrorLine{{"story", dutch().Form.EmptyStory}, {"email", dutch().Form.BadEmail}}
	bad.Name, bad.Email, bad.Via = Field{Value: "Anneke Visser"}, Field{Value: "anneke@"}, "phone"
	bad.Kept = []Kept{{Token: "t1", Name: "rooster.pdf", Size: "240 kB"}, {Token: "t2", Name: "foto.jpg", Size: "2 MB", Dropped: true}}
	en := form
	en.Lang, en.AnswerBy, en.Lead.Note, en.PhoneHours = "en", "Tuesday 24 November", "owner of Voorbeeld Trainingen", "weekdays from 9 to 17"
	status := Status{Public: public(), FormKey: key, Code: "KTMR-7X4Q-92HD-3VNE", Ref: "2026-042", Stage: "acknowledged", Letters: []OwnLetter{{ID: "l1", Heading: "We hebben uw klacht ontvangen", Day: "dinsdag 17 november"}}, AnswerBy: "maandag 23 november", AnswerIn: "over 6 dagen", Week: week(),
		Withdrawable: true, Done: "Dank u wel. We hebben uw bericht.", Kept: []Kept{{Token: "t1", Name: "rooster.pdf", Size: "240 kB"}},
		Handlers: []Who{{"MW", "Mirjam de Wit", "beslist en geeft u antwoord", true}, {"JH", "Joris Hamel", "nam uw klacht aan", false}},
		Timeline: []Moment{
			{Title: "U vertelde het aan Joris Hamel", When: "maandag 16 november, 16.40 uur, aan de telefoon", Datetime: "2026-11-16T16:40", Voice: story},
			{Title: "U kreeg een bevestiging van Joris", When: "vandaag, 10.15 uur, per e-mail", Link: Link{Label: "lees de brief", URL: "/status/letter"}},
			{Title: "Nu: Mirjam hoort beide kanten", Text: "Mirjam de Wit praat met de trainer.", Class: "now"},
			{Title: "Uiterlijk maandag 23 november: u krijgt antwoord", Class: "next"},
		}}
	late := status
	late.Late, late.AnswerBy = true, "maandag 16 november"
	answered := status
	answered.Stage, answered.Ref, answered.Answer, answered.LetterURL, answered.AsksOpinion, answered.Opinion, answered.Confidant, answered.Week, answered.Done, answered.Kept = "answered", "2026-038", answer(), "/status/letter", true, "no", confidant(), nil, "", nil
	unhappy := answered
	unhappy.AsksOpinion, unhappy.Unhappy, unhappy.Bodies = false, true, []Confidant{confidant(), confidant()}
	unhappy.Bodies[0].Until = "15 december 2026"
	waits := unhappy
	waits.Waits, waits.Lang = true, "en"
	appealed := answered
	appealed.Stage, appealed.AsksOpinion, appealed.AppealAt, appealed.AppealedOn = "appealed", false, "Geschillencommissie Voorbeeld", "maandag 6 januari"
	silent := late
	silent.Silence, silent.Bodies = true, []Confidant{confidant()}
	silent.Bodies[0].Until, silent.Bodies[0].Past = "1 december 2025", true
	outcome := appealed
	outcome.Stage, outcome.AppealedOn, outcome.FollowBy = "answered", "", "maandag 13 januari"
	taken := answered
	taken.Stage, taken.AsksOpinion, taken.Answer = "withdrawn", false, Letter{}
	behind := StatusForm{Public: public(), FormKey: key, Code: "KTMR-7X4Q-92HD-3VNE", Ref: "2026-042"}
	wrong := StatusEntry{Public: public(), Code: Field{Value: "KTMR-7X4Q-92HD-3VN"}, LostURL: "/status/lost"}
	wrong.Errors = []ErrorLine{{"code", "Deze code is nog niet compleet. Er staan 15 tekens, het moeten er 16 zijn."}}
	setup := Setup{Public: plain(), FormKey: key, Presets: []Option{{Value: "seed", Label: "Een week, met vertrouwenspersoon", Hint: "Voorbeeldprocedure, 1 november 2026", Checked: true}, {Value: "crkbo", Label: "CRKBO (opleiders)", Hint: "CRKBO/CPION-auditlijst 2023, 1 november 2026"}}}
	setup.SecondFactor = []Option{{Value: "required", Label: "Iedereen logt in met een tweede stap", Hint: "Een passkey, of een app met codes.", Checked: true}}
	setup.Errors = []ErrorLine{{"password", "Dit wachtwoord is te kort. Kies minstens twaalf tekens."}, {"preset", "Kies een procedure."}}
	recovery := Recovery{Public: plain(), FormKey: key, Date: "17 november 2026", Groups: []string{"KTMR7", "X4Q92", "HD3VN", "E8WPA", "6JJ2C", "MB0T5", "R9GZK", "4YFQX"}}
	recovery.Errors = []ErrorLine{{"recovery", "In groep 3 klopt een teken niet."}}
	message := func(kind string) Message {
		if kind == "not_received" {
			return Message{Public: public(), Kind: kind, Story: story, Resend: []Hidden{{"key", "k"}, {"story", story}}}
		}
		return Message{Public: public(), Kind: kind, Story: story, Reference: "F-7Q2K"}
	}
	return map[string]Page{
		"form": form, "form-bad": bad, "form-en": en,
		"receipt":          Receipt{Public: public(), Received: "dinsdag 17 november, 8.52 uur", Code: "KTMR-7X4Q-92HD-3VNE", AnswerBy: "dinsdag 24 november", Week: week(), Name: "Ruben de Graaf", Story: story, MailedTo: "r•••@voorbeeld.example"},
		"receipt-unmailed": Receipt{Public: public(), Received: "dinsdag 17 november, 8.52 uur", Code: "KTMR-7X4Q-92HD-3VNE", AnswerBy: "dinsdag 24 november", Week: week(), Story: story, Unmailed: true},
		"status-entry":     wrong, "status": status, "status-late": late, "status-answered": answered, "status-unhappy": unhappy, "status-waits": waits,
		"status-contact": StatusContact{StatusForm: behind, Known: "t•••@elders.example", CanMail: true, Name: Field{Value: "Tessa Jansen"}}, "status-contact-call": StatusContact{StatusForm: behind},
		"status-contact-first": StatusContact{StatusForm: behind, CanMail: true, Email: Field{Error: "Dit adres is nog niet compleet."}},
		"status-address":       StatusAddress{Public: public(), FormKey: key}, "status-address-done": StatusAddress{Public: public(), Done: true}, "status-address-over": StatusAddress{Public: public(), Expired: true},
		"status-appealed": appealed, "status-silent": silent, "status-outcome": outcome, "status-withdrawn": taken,
		"status-request":           StatusRequest{StatusForm: behind, Right: "erase", Waits: []OwnRequest{{Asked: "maandag 16 november", Due: "woensdag 16 december"}, {Asked: "maandag 5 oktober", Due: "donderdag 5 november", Late: true}}},
		"status-withdrawal-appeal": StatusWithdrawal{StatusForm: behind, Appeal: true},
		"status-withdrawal":        StatusWithdrawal{StatusForm: behind}, "status-withdrawal-over": StatusWithdrawal{StatusForm: behind, Over: true},
		"receipt-check": ReceiptCheck{Public: public(), FormKey: key}, "receipt-check-true": ReceiptCheck{Public: public(), FormKey: key, FiledOn: "maandag 16 november 2026"},
		"receipt-check-untrue": ReceiptCheck{Public: public(), FormKey: key, Number: Field{Value: "2026-042"}, Untrue: true},
		"nowhere":              Nowhere{},
		"message-away":         Message{Public: public(), Heading: "Je was een tijd weg", Lead: "Je tekst staat er nog.", Story: story, Team: true, First: Link{Label: "Log in", URL: "/staff/sign-in"}, Resend: []Hidden{{"key", "k"}, {"text", story}}},
		"message":              message("not_received"), "message-404": message("not_found"), "message-429": message("too_many"), "message-500": message("fault"),
		"procedure": Procedure{Public: public(), Source: "procedure van Voorbeeld Trainingen, versie 3", Confidant: confidant(), Bodies: []Confidant{confidant()}, Places: []string{"Postbus 1, 1234 AB Voorbeeldstad"}, Steps: []ProcedureStep{
			{"U krijgt een bevestiging", "dezelfde dag", "Daarin staat wat we al hebben gedaan, of wanneer u antwoord krijgt."}, {"U krijgt antwoord", "binnen 7 dagen", "Lukt dat niet? Dan hoort u vóór die dag wanneer wel."}}},
		"privacy": Privacy{Public: public(), KeptFor: "5 jaar", Contact: "Mirjam de Wit"}, "accessibility": Accessibility{Public: public()},
		"setup": setup, "recovery": recovery,
		"setup-done": SetupDone{Public: plain(), FormURL: "https://klachten.voorbeeld.example/", SignInURL: "/staff/sign-in", Invited: []Link{{Label: "Pieter Kooistra", URL: "https://klachten.voorbeeld.example/staff/invitation/3f2a9c01b7d84e55"}}},
	}
}
