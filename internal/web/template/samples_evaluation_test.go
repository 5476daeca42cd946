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
