package template

func evaluationSamples() map[string]Page {
	crumb, key := Link{Label: "Evaluaties", URL: "/staff/evaluations"}, FormKey{Key: "k-7"}
	steps := []Step{{Name: "Bestand", State: "ok"}, {Name: "Kolommen", State: "now"}, {Name: "Klaar"}}
	return map[string]Page{
		"evaluation-progress": EvaluationProgress{Staff: staff("evaluations"), FormKey: key, Crumb: crumb, Steps: steps, Name: "juni.csv", URL: "/staff/evaluation-files/f1", Line: "12.000 van 100.000 formulieren bekeken.", Percent: 12},
		"evaluation-failed":   EvaluationProgress{Staff: staff("evaluations"), FormKey: key, Crumb: crumb, Steps: steps, Name: "juni.csv", URL: "/staff/evaluation-files/f1", Line: "Rij 3, kolom C: Hier begint een aanhalingsteken dat nergens eindigt. Er is niets ingelezen.", Failed: true},
		"evaluation-file": EvaluationFile{Staff: staff("evaluations"), FormKey: key, Crumb: crumb, Steps: steps, Name: "juni.csv", URL: "/staff/evaluation-files/f1", Line: "46 formulieren gelezen, 4 reacties gevonden", Numbers: []string{"2026-1234567"}, More: "Hierna wachten er nog 3.",
			Attentions: "2 reacties", Balance: []Fact{{"Klacht", "1"}, {"Samen", "4"}}, Rate: "Bij dit formulier: van de 2 beoordeelde voorstellen was 1 een klacht.",
			Answers: []JudgedAnswer{{N: 1, Who: "Gerda de Boer", When: "12 november", About: "Lastige gesprekken, Joris Hamel", URL: "/staff/evaluations/a1", Cut: "Dit antwoord is te lang voor een dossier.", Look: true, Splits: true, Like: "2026-1234567", Marks: []string{"Rapportcijfer: 4"}, Whys: []string{"niet goed"},
				Said:        []SaidPart{{Question: "Wat kan beter?", Pieces: []Piece{{Text: "Het lesboek kon ik "}, {Text: "niet lezen", Marked: true}}, Whys: []string{"niet goed"}}},
				VerdictName: "v-a1", ReasonName: "w-a1", RefName: "n-a1", Verdicts: []Option{{Value: "complaint", Label: "Klacht"}, {Value: "merged", Label: "Hoort bij een klacht"}, {Value: "none", Label: "Geen klacht", Checked: true}}}}},
		"evaluation-file-done": EvaluationFile{Staff: staff("evaluations"), FormKey: key, Crumb: crumb, Steps: steps, Name: "juni.csv", URL: "/staff/evaluation-files/f1", Line: "46 formulieren gelezen, 0 reacties gevonden", Balance: []Fact{{"Samen", "0"}}},
		"evaluations": Evaluations{Staff: staff("evaluations"), FormKey: key, Summary: "Eén reactie uit een evaluatie wacht op jouw oordeel.", Imports: true, More: "Er wachten er nog 3.", Works: []FileTask{{Title: "mei.csv", URL: "/staff/evaluation-files/f2", Line: "We lezen het bestand."}, {Title: "fout.csv", URL: "/staff/evaluation-files/f3", Line: "Dit is geen tabel.", Failed: true}},
			Files:   []FileTask{{Title: "juni.csv", URL: "/staff/evaluation-files/f1", Line: "46 formulieren gelezen", When: "12 november", Waiting: 2}, {Title: "april.csv", URL: "/staff/evaluation-files/f0", Line: "9 formulieren gelezen", When: "12 oktober"}},
			Waiting: []AnswerTask{{Title: "Feedback geven", URL: "/staff/evaluations/a1", Line: "16 november", Begin: "De zaal was onveilig."}},
			Balance: []Fact{{"Klacht", "1"}, {"Nog te beoordelen", "1"}, {"Samen", "2"}}, Rate: "Van de 1 beoordeelde voorstellen waren er 1 een klacht."},
		"evaluations-empty": Evaluations{Staff: staff("evaluations"), Balance: []Fact{{"Samen", "0"}}},
		"evaluation-columns": EvaluationColumns{Staff: staff("evaluations"), FormKey: key, Crumb: crumb, Name: "juni.csv", Line: "2 formulieren", URL: "/staff/evaluation-files/f1", Steps: steps, Odd: []string{"Rij 1, kolom C: Deze kop staat er twee keer."}, Asks: []ColumnAsk{{Name: "Cijfer", Examples: "3 · 9", DatesName: "dates-0", DateOrders: []Option{{Value: "day", Label: "Dag, maand, jaar"}},
			KindName: "kind-0", DirectionName: "direction-0", ScaleName: "scale-0", Kinds: []Option{{Value: "score", Label: "Een cijfer"}}, Directions: []Option{{Value: "high", Label: "Hoog of ja is goed"}}, Scales: []Option{{Value: "1-10", Label: "1 tot en met 10"}}}}},
		"evaluation-answer": EvaluationAnswer{Staff: staff("evaluations"), FormKey: key, Crumb: crumb, URL: "/staff/evaluations/a1", Title: "Feedback geven", Line: "16 november", Look: true, Cut: "Te lang.", Halves: []Option{{Value: "0", Label: "De zaal was onveilig."}, {Value: "1", Label: "De rekening klopt niet."}}, Facts: []Fact{{"Trainer", "Joris Hamel"}},
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
