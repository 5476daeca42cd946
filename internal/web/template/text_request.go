package template

import "fmt"

// RequestText is where a complainant asks something of what is kept about them.
type RequestText struct {
	Title, Lead, What, Words, WordsHint, Send, Sent, Waiting, Overdue string
	Rights                                                            []Option
}

func requestText(t in) RequestText {
	return RequestText{
		Title:     t("Vraag over mijn gegevens", "A question about my data"),
		Lead:      t("Wat we over u bewaren, is van u. U krijgt binnen een maand antwoord. Het kost niets.", "What we keep about you is yours. You get an answer within a month. It costs nothing."),
		What:      t("Wat wilt u?", "What would you like?"),
		Words:     t("Wilt u er iets bij vertellen?", "Would you like to add something?"),
		WordsHint: t("Bijvoorbeeld om welke woorden of welk bestand het gaat.", "For example which words or which file it is about."),
		Send:      t("Verstuur mijn vraag", "Send my question"),
		Sent:      t("Dank u wel. We hebben uw vraag. U krijgt binnen een maand antwoord.", "Thank you. We have your question. You get an answer within a month."),
		Waiting:   t("Uw vraag van %s over uw gegevens: u krijgt uiterlijk %s antwoord.", "You asked about your data on %s. You will get an answer by %s."),
		Overdue:   t("Uw vraag van %s over uw gegevens had op %s een antwoord moeten hebben. Het spijt ons.", "You asked about your data on %s. You should have had an answer by %s. We are sorry."),
		Rights: []Option{
			{Value: "access", Label: t("Zien wat er over mij staat", "See what is kept about me")},
			{Value: "rectify", Label: t("Iets laten verbeteren", "Have something corrected"), Hint: t("Schrijf hieronder wat er niet klopt, en wat het moet zijn.", "Write below what is not right, and what it should be.")},
			{Value: "erase", Label: t("Iets laten wissen", "Have something erased"), Hint: t("Soms moeten we iets bewaren. Dan schrijven we u waarom.", "Sometimes we have to keep something. Then we will tell you why.")},
			{Value: "restrict", Label: t("Er even niets mee laten doen", "Ask us not to use it for a while"), Hint: t("Bijvoorbeeld zolang we uitzoeken of iets klopt.", "For example while we find out whether something is right.")},
			{Value: "object", Label: t("Bezwaar maken", "Object"), Hint: t("U wilt niet dat we iets met uw gegevens doen. Schrijf hieronder waarom.", "You do not want us to use your data in some way. Write below why.")},
		},
	}
}

// Line is how it stands with something they asked.
func (r RequestText) Line(x OwnRequest) string {
	if x.Late {
		return fmt.Sprintf(r.Overdue, x.Asked, x.Due)
	}
	return fmt.Sprintf(r.Waiting, x.Asked, x.Due)
}
