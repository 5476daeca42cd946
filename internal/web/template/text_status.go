package template

// EntryText is the page that asks for the code.
type EntryText struct {
	Title, Lead, Code, Hint, See, Lost, LostText, LostCall, Email, MailMe, Unknown string
}

func entryText(t in) EntryText {
	return EntryText{
		Title:    t("Volg uw klacht", "Follow your complaint"),
		Lead:     t("Vul de code in die u van ons kreeg.", "Fill in the code we gave you."),
		Code:     t("Uw code", "Your code"),
		Hint:     t("Zestien tekens. Streepjes en hoofdletters hoeven niet.", "Sixteen characters. Dashes and capitals do not matter."),
		See:      t("Bekijk mijn klacht", "See my complaint"),
		Lost:     t("Ik ben mijn code kwijt", "I have lost my code"),
		LostText: t("Vul uw e-mailadres in. Als er een klacht bij hoort, mailen we u een nieuwe code.", "Fill in your email address. If there is a complaint with it, we mail you a new code."),
		LostCall: t("Bel ons of stuur een bericht. Dan krijgt u een nieuwe code.", "Call us or write to us. You will get a new code."),
		Email:    t("Uw e-mailadres", "Your email address"),
		MailMe:   t("Mail mij een nieuwe code", "Mail me a new code"),
		Unknown:  t("Deze code kennen we niet. Kijk hem nog eens na, of vraag een nieuwe aan.", "We do not know this code. Check it once more, or ask for a new one."),
	}
}

// StatusText is the page of the complainant.
type StatusText struct {
	Title, Private, AnswerBy, LateBy, Extended, Answered, Closed, Withdrawn, Inadmissible       string
	So, Say, Message, Attachment, SendMessage, Who, NobodyElse, Yourself, Withdraw, WithdrawWhy string
	WithdrawDo, WithdrawHint, Satisfied, Yes, YesHint, Question, QuestionHint, No, NoHint       string
	Why, WhyHint, SendChoice, AppealUntil, ReadLetter, Left, Letters                            string
	Names                                                                                       map[string]string
}

func statusText(t in) StatusText {
	return StatusText{
		Title:        t("Uw klacht", "Your complaint"),
		Private:      t("Klacht %s · alleen u en de behandelaars kunnen dit lezen", "Complaint %s · only you and the people who handle it can read this"),
		AnswerBy:     t("U heeft uiterlijk %s antwoord.", "You will have our answer by %s."),
		LateBy:       t("U had op %s antwoord moeten hebben. Dat is ons niet gelukt. Het spijt ons.", "You should have had our answer by %s. We did not manage that. We are sorry."),
		Extended:     t("Het kost meer tijd dan we dachten. U heeft uiterlijk %s antwoord.", "It takes more time than we thought. You will have our answer by %s."),
		Answered:     t("We hebben uw klacht bekeken. U kunt ons antwoord hier lezen.", "We have looked into your complaint. You can read our answer here."),
		Closed:       t("Uw klacht is klaar. U kunt hier alles nalezen.", "Your complaint is finished. You can read everything here."),
		Withdrawn:    t("We doen er niets meer mee. Bedenkt u zich? Bel of schrijf ons.", "We do nothing more with it. Changed your mind? Call or write to us."),
		Inadmissible: t("We kunnen uw klacht niet behandelen. In onze brief leest u waarom.", "We cannot handle your complaint. Our letter says why."),
		So:           t("Wat er tot nu toe is gebeurd", "What has happened so far"),
		Say:          t("Wilt u nog iets zeggen?", "Would you like to add something?"),
		Message:      t("Uw bericht", "Your message"),
		Attachment:   t("Foto of document toevoegen", "Add a photo or document"),
		SendMessage:  t("Verstuur bericht", "Send message"),
		Who:          t("Wie behandelt uw klacht?", "Who handles your complaint?"),
		NobodyElse:   t("Niemand anders kan uw klacht lezen.", "Nobody else can read your complaint."),
		Yourself:     t("Zelf regelen", "Do it yourself"),
		Withdraw:     t("Mijn klacht intrekken", "Withdraw my complaint"),
		WithdrawWhy:  t("Waarom trekt u de klacht in?", "Why do you withdraw it?"),
		WithdrawDo:   t("Trek mijn klacht in", "Withdraw my complaint"),
		WithdrawHint: t("U hoeft geen reden te geven. We doen dan niets meer met uw klacht.", "You need not give a reason. We will do nothing more with your complaint."),
		Satisfied:    t("Bent u tevreden met dit antwoord?", "Are you satisfied with this answer?"),
		Yes:          t("Ja, voor mij is het klaar", "Yes, it is finished for me"),
		YesHint:      t("We sluiten uw klacht. U kunt alles blijven lezen.", "We close your complaint. You can still read everything."),
		Question:     t("Ik heb nog een vraag", "I have a question"),
		QuestionHint: t("Schrijf hem hieronder. U krijgt antwoord.", "Write it below. You will get an answer."),
		No:           t("Nee, ik ben het er niet mee eens", "No, I do not agree"),
		NoHint:       t("U kunt naar onze vertrouwenspersoon. Het kost u niets.", "You can go to our confidant. It costs you nothing."),
		Why:          t("Wat wilt u ons laten weten?", "What would you like us to know?"),
		WhyHint:      t("U hoeft niet alles opnieuw te vertellen.", "You need not tell everything again."),
		SendChoice:   t("Verstuur mijn keuze", "Send my choice"),
		AppealUntil:  t("In beroep gaan kan tot en met %s.", "You can appeal until %s."),
		ReadLetter:   t("Open de brief om te printen", "Open the letter to print"),
		Letters:      t("Uw brieven", "Your letters"),
		Left:         t("Dat is %s.", "That is %s."),
		Names: map[string]string{
			"received":     t("We hebben uw klacht", "We have your complaint"),
			"acknowledged": t("We zoeken uit wat er is gebeurd", "We are finding out what happened"),
			"decided":      t("We schrijven ons antwoord", "We are writing our answer"),
			"extended":     t("We hebben meer tijd nodig", "We need more time"),
			"answered":     t("U heeft antwoord", "You have an answer"),
			"appealed":     t("De vertrouwenspersoon kijkt ernaar", "The confidant is looking at it"),
			"closed":       t("Klaar", "Finished"),
			"withdrawn":    t("U heeft uw klacht ingetrokken", "You withdrew your complaint"),
			"inadmissible": t("We behandelen uw klacht niet", "We will not handle your complaint"),
		},
	}
}

// Name is what the complainant sees of a stage.
func (t StatusText) Name(stage string) string {
	if name, ok := t.Names[stage]; ok {
		return name
	}
	return t.Title
}
