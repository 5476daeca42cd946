package template

// QuestionnaireText is the short evaluation form of one course and its thanks. The
// questions themselves come from the register, as they go on to the desk.
type QuestionnaireText struct {
	Title, Lead, Anonymous, ByFive, First, All, TrainerReads, ScoreHint, HappenedHint, OnlyReader string
	ReplyPart, ReplyHint, NotTrainer, Name, Email, Complaint, ComplaintLink, Send, Trap           string
	Thanks, ThanksText, NotOpen, NotOpenText, NotKept, NotSent, ScanTitle, Scan, OrType, Code     string
	Before                                                                                        string
}

func questionnaireText(t in) QuestionnaireText {
	return QuestionnaireText{
		Title:         t("Evaluatie", "Evaluation"),
		Lead:          t("Wat vond u ervan? Vier korte vragen. U mag er een overslaan.", "What did you think? Four short questions. You may skip any of them."),
		Anonymous:     t("Dit is anoniem. Wij bewaren niet wie u bent.", "This is anonymous. We do not keep your name."),
		ByFive:        t("Uw trainer ziet de cijfers en opmerkingen pas bij vijf antwoorden, en nooit wie wat gaf.", "Your trainer sees scores and remarks only when five people have answered, and never who gave what."),
		First:         t("Lijkt iets op een klacht? Dan leest %s het eerst.", "Does something look like a complaint? Then %s reads it first."),
		All:           t("De leiding (%s) leest alles en beoordeelt wat op een klacht lijkt.", "The person in charge (%s) reads everything and decides what is a complaint."),
		TrainerReads:  t("Uw trainer heeft hier zelf de leiding. Wat op een klacht lijkt, leest uw trainer dus ook.", "Your trainer is in charge here, and so also reads what looks like a complaint."),
		ScoreHint:     t("1 is heel slecht, 10 is heel goed.", "1 is very bad, 10 is very good."),
		HappenedHint:  t("Is er niets? Laat dit dan leeg.", "Nothing? Leave this empty."),
		OnlyReader:    t("Dit leest %s. Het staat niet bij wat uw trainer ziet.", "%s reads this. Your trainer does not see it."),
		ReplyPart:     t("Alleen als u een reactie wilt", "Only if you would like a reply"),
		ReplyHint:     t("Dan weet %s wie u bent.", "Then %s knows who you are."),
		NotTrainer:    t("Uw trainer ziet uw naam niet.", "Your trainer does not see your name."),
		Name:          t("Uw naam", "Your name"),
		Email:         t("Uw e-mailadres", "Your email address"),
		Complaint:     t("Wilt u een klacht indienen? Dat kan vertrouwelijk, en ook zonder uw naam.", "Do you want to complain? You can do so confidentially, and without your name."),
		ComplaintLink: t("Dien een klacht in", "Make a complaint"),
		Send:          t("Verstuur", "Send"),
		Trap:          t("Laat dit veld leeg", "Leave this field empty"),
		Thanks:        t("Dank u wel. We hebben uw antwoorden.", "Thank you. We have your answers."),
		ThanksText:    t("U kunt deze bladzijde nu sluiten.", "You can close this page now."),
		NotOpen:       t("Dit formulier staat niet open", "This form is not open"),
		NotOpenText:   t("De laatste dag is voorbij, of er klopt iets niet in het adres. Vraag het uw trainer.", "The last day has passed, or something in the address is wrong. Ask your trainer."),
		NotKept:       t("We hebben uw antwoorden niet. De laatste dag is voorbij, of er klopt iets niet in het adres.", "We do not have your answers. The last day has passed, or something in the address is wrong."),
		Before:        t("Op dit apparaat is dit formulier al ingevuld. Was u dat? Dan bent u klaar. Bent u iemand anders? Vul het dan gerust in.", "This form was already filled in on this device. Was that you? Then you are done. Are you somebody else? Please fill it in."),
		NotSent:       t("Uw antwoorden zijn niet verstuurd", "Your answers were not sent"),
		ScanTitle:     t("Wat vond u van deze training?", "What did you think of this course?"),
		Scan:          t("Scan de code en vertel het ons in één minuut, anoniem.", "Scan the code and tell us in one minute, anonymously."),
		OrType:        t("Of ga naar", "Or go to"),
		Code:          t("Code om te scannen", "Code to scan"),
	}
}
