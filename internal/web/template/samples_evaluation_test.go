package template

func evaluationSamples() map[string]Page {
	crumb, key := Link{Label: "Evaluaties", URL: "/staff/evaluations"}, FormKey{Key: "k-7"}
	return map[string]Page{
		"evaluations": Evaluations{Staff: staff("evaluations"), FormKey: key, Summary: "Eén reactie uit een evaluatie wacht op jouw oordeel.", Imports: true,
			Waiting: []AnswerTask{{Title: "Feedback geven", URL: "/staff/evaluations/a1", Line: "16 november", Begin: "De zaal was onveilig."}},
			Balance: []Fact{{"Klacht", "1"}, {"Nog te beoordelen", "1"}, {"Samen", "2"}}, Rate: "Van de 1 beoordeelde voorstellen waren er 1 een klacht."},
		"evaluations-empty": Evaluations{Staff: staff("evaluations"), Balance: []Fact{{"Samen", "0"}}},
		"evaluation-columns": EvaluationColumns{Staff: staff("evaluations"), FormKey: key, Crumb: crumb, Name: "juni.csv", Line: "2 rijen", Ticket: "t", Asks: []ColumnAsk{{Name: "Cijfer", Examples: "3; 9",
			KindName: "kind-0", DirectionName: "direction-0", ScaleName: "scale-0", Kinds: []Option{{Value: "score", Label: "Een cijfer"}}, Directions: []Option{{Value: "high", Label: "Hoog of ja is goed"}}, Scales: []Option{{Value: "1-10", Label: "1 tot en met 10"}}}}},
		"evaluation-answer": EvaluationAnswer{Staff: staff("evaluations"), FormKey: key, Crumb: crumb, URL: "/staff/evaluations/a1", Title: "Feedback geven", Line: "16 november", Look: true, Facts: []Fact{{"Trainer", "Joris Hamel"}},
			Said: []SaidPart{{Question: "Overige opmerkingen", Pieces: []Piece{{Text: "De zaal was "}, {Text: "onveilig", Marked: true}, {Text: "."}}, Whys: []string{"een sterk signaal"}}}},
	}
}

func questionnaireSamples() map[string]Page {
	key, qr := FormKey{Key: "k-8"}, QR{Size: 29, Path: "M4 4h7v1H4z"}
	form := CourseForm{Public: public(), FormKey: key, URL: "/f/KTMR-7X4Q-92HD-3VNE", Course: "Lastige gesprekken", About: "Femke Kuiper, 12 november", Reader: "Mirjam de Wit", ReadsAll: true,
		Ask: CourseQuestions{Score: "Welk cijfer geeft u?", Good: "Wat was goed?", Better: "Wat kan beter?", Happened: "Is er iets gebeurd?"}}
	bad := form
	bad.Errors, bad.Score, bad.Participant = []ErrorLine{{"score", "Er is nog niets ingevuld."}, {"email", "Vul dan ook uw e-mailadres in."}}, "8", Field{Value: "Tessa Jansen"}
	bad.ReadsAll = false
	en := form
	en.Lang, en.Reader = "en", ""
	list := Questionnaires{Staff: staff("evaluations"), FormKey: key, Rows: []QuestionnaireRow{{Title: "Lastige gesprekken", URL: "/staff/questionnaires/q1", Line: "Femke Kuiper", Count: "<5 antwoorden", State: Tag{Text: "Open tot en met 9 december", Tone: "now"}}},
		Until: Field{Value: "2026-12-09"}, Earliest: "2026-11-25", Latest: "2027-11-26", Services: []string{"Basistraining"}, Trainers: []Option{{Value: "m1", Label: "Femke Kuiper"}}, Languages: []Option{{Value: "nl", Label: "Nederlands", Checked: true}}}
	page := QuestionnairePage{Staff: staff("evaluations"), FormKey: key, Crumb: Link{Label: "Vragenlijsten", URL: "/staff/questionnaires"}, URL: "/staff/questionnaires/q1", Course: "Lastige gesprekken", Line: "Femke Kuiper", Open: true, Until: "9 december",
		Address: "https://klachten.voorbeeld.example/f/KTMR-7X4Q-92HD-3VNE", Code: qr, Count: "7 antwoorden", Note: "Je ziet er 5.", Facts: []Fact{{"Gemiddeld cijfer", "7,5"}}, Bars: []Bar{{"10", 1, 50}, {"9", 2, 100}},
		Good: []string{"De oefeningen"}, Told: true, Desk: "Eén reactie wacht nog."}
	closed := page
	closed.Open, closed.Told = false, false
	return map[string]Page{
		"course-form": form, "course-form-bad": bad, "course-form-en": en, "course-thanks": CourseThanks{Public: public()},
		"questionnaires": list, "questionnaire": page, "questionnaire-closed": closed,
		"poster": Poster{Base: base(), Course: "Lastige gesprekken", About: "12 november", Address: page.Address, BackURL: page.URL, Code: qr},
	}
}
