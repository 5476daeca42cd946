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
		LostText: t("Vul uw e-mailadres in. Als er een klacht bij hoort, mailen we u een nieuwe code.", "Fill in your email address. If it belongs to a complaint, we will email you a new code."),
		LostCall: t("Bel ons of stuur een bericht. Dan krijgt u een nieuwe code.", "Call us or write to us. You will get a new code."),
		Email:    t("Uw e-mailadres", "Your email address"),
		MailMe:   t("Mail mij een nieuwe code", "Email me a new code"),
		Unknown:  t("Deze code kennen we niet. Kijk hem nog eens na, of vraag een nieuwe aan.", "We do not know this code. Please check it, or ask for a new one."),
	}
}

// StatusText is the page of the complainant.
type StatusText struct {
	appealText
	Title, Private, AnswerBy, LateBy, Extended, Answered, Closed, Withdrawn, Inadmissible string
	So, Say, SayHint, Message, Attachment, SendMessage, Sent, NotSent                     string
	Who, Answers, NobodyElse, Yourself, Left, Letters, ReadLetter, Back                   string
	Withdraw, WithdrawTitle, WithdrawLead, WithdrawWhy, WithdrawDo, WithdrawHint          string
	WithdrawOver, WithdrawnNow                                                            string
	WithdrawMeans                                                                         []string
	Satisfied, Yes, No, NoHint, Why, WhyHint, SendOpinion, OpinionNoted                   string
	Unhappy, UnhappyLead, Again, AgainHint, AgainWhy, AgainDo, AgainAsked, AgainWaits     string
	Names                                                                                 map[string]string
	Proof, ProofText, ProofGet                                                            string
}

func statusText(t in) StatusText {
	return StatusText{
		appealText:   appealTextOf(t),
		Title:        t("Uw klacht", "Your complaint"),
		Private:      t("Klacht %s · alleen u en de behandelaars kunnen dit lezen", "Complaint %s · only you and the people who handle it can read this"),
		AnswerBy:     t("U heeft uiterlijk %s antwoord.", "You will have our answer by %s."),
		LateBy:       t("U had op %s antwoord moeten hebben. Dat is ons niet gelukt. Het spijt ons.", "You should have had our answer by %s. We did not manage that. We are sorry."),
		Extended:     t("Het kost meer tijd dan we dachten. U heeft uiterlijk %s antwoord.", "It is taking more time than we thought. You will have our answer by %s."),
		Answered:     t("We hebben uw klacht bekeken. U kunt ons antwoord hier lezen.", "We have looked into your complaint. You can read our answer here."),
		Closed:       t("Uw klacht is klaar. U kunt hier alles nalezen.", "Your complaint is finished. You can read everything here."),
		Withdrawn:    t("We doen er niets meer mee. Bedenkt u zich? Bel of schrijf ons.", "We will do nothing more with it. Have you changed your mind? Call or write to us."),
		Inadmissible: t("We kunnen uw klacht niet behandelen. In onze brief leest u waarom.", "We cannot handle your complaint. Our letter says why."),
		So:           t("Wat er tot nu toe is gebeurd", "What has happened so far"),
		Say:          t("Wilt u nog iets zeggen?", "Would you like to add something?"),
		SayHint:      t("Een vraag, een antwoord, of iets wat u vergeten was.", "A question, an answer, or something you forgot."),
		Message:      t("Uw bericht", "Your message"),
		Attachment:   t("Foto of document toevoegen", "Add a photo or document"),
		SendMessage:  t("Verstuur bericht", "Send message"),
		Sent:         t("Dank u wel. We hebben uw bericht.", "Thank you. We have your message."),
		NotSent:      t("Dit is niet verstuurd", "This was not sent"),
		Who:          t("Wie behandelt uw klacht?", "Who handles your complaint?"),
		Answers:      t("geeft u antwoord", "answers you"),
		NobodyElse:   t("Alleen wie uw klacht behandelt, kan hem lezen.", "Only the people who handle your complaint can read it."),
		Yourself:     t("Zelf regelen", "Do it yourself"),
		Left:         t("Dat is %s.", "That is %s."),
		Letters:      t("Uw brieven", "Your letters"),
		ReadLetter:   t("Open de brief om te printen", "Open the letter to print"),
		Proof:        t("Bewijs van ontvangst", "Proof of receipt"),
		ProofText:    t("Een pdf die bewijst wat u indiende en wanneer. Wat u schreef, staat er niet in.", "A PDF that proves what you sent us and when. What you wrote is not in it."),
		ProofGet:     t("Download het bewijs", "Download the proof"),
		Back:         t("Terug naar mijn klacht", "Back to my complaint"),

		Withdraw:      t("Ik trek mijn klacht in", "I withdraw my complaint"),
		WithdrawTitle: t("Wilt u uw klacht intrekken?", "Do you want to withdraw your complaint?"),
		WithdrawLead:  t("Dat mag altijd. Dit betekent het:", "You may always do this. This is what it means:"),
		WithdrawMeans: []string{
			t("We doen niets meer met uw klacht. U krijgt geen antwoord.", "We will do nothing more with your complaint. You will not get an answer."),
			t("Wat u vertelde, blijft bewaard zolang onze procedure dat zegt. U kunt het hier blijven lezen.", "What you told us is kept for as long as our procedure says. You can still read it here."),
			t("Bedenkt u zich later? Stuur ons dan een bericht. U mag ook een nieuwe klacht indienen.", "If you change your mind later, send us a message. You may also make a new complaint."),
		},
		WithdrawWhy:  t("Waarom trekt u de klacht in?", "Why are you withdrawing it?"),
		WithdrawHint: t("U hoeft geen reden te geven.", "You do not have to give a reason."),
		WithdrawDo:   t("Ja, trek mijn klacht in", "Yes, withdraw my complaint"),
		WithdrawOver: t("Deze klacht is al klaar of ingetrokken. U hoeft niets meer te doen.", "This complaint is already finished or withdrawn. There is nothing more to do."),
		WithdrawnNow: t("Uw klacht is ingetrokken.", "Your complaint is withdrawn."),

		Satisfied:    t("Hoe vindt u dat we met uw klacht zijn omgegaan?", "What do you think of how we handled your complaint?"),
		Yes:          t("Ik ben tevreden", "I am satisfied"),
		No:           t("Ik ben niet tevreden", "I am not satisfied"),
		NoHint:       t("Dan laten we zien wat u nog kunt doen.", "We will then show you what you can still do."),
		Why:          t("Wat wilt u erover zeggen?", "What would you like to say about it?"),
		WhyHint:      t("We leren ervan. U hoeft niets in te vullen.", "We learn from it. You do not have to fill in anything."),
		SendOpinion:  t("Verstuur", "Send"),
		OpinionNoted: t("Dank u wel. We hebben het genoteerd.", "Thank you. We have noted it."),

		Unhappy:     t("U bent niet tevreden. Wat kunt u doen?", "You are not satisfied. What can you do?"),
		UnhappyLead: t("U kunt kiezen. Het een sluit het ander niet uit.", "You can choose one, or more than one."),
		Again:       t("Vraag ons om opnieuw te kijken", "Ask us to look again"),
		AgainHint:   t("We lezen wat u schrijft en laten u weten of we uw klacht heropenen.", "We read what you write and let you know whether we reopen your complaint."),
		AgainWhy:    t("Wat is er niet goed gegaan?", "What did not go well?"),
		AgainDo:     t("Vraag om heropenen", "Ask to reopen"),
		AgainAsked:  t("Dank u wel. We hebben uw vraag om uw klacht te heropenen.", "Thank you. We have your request to reopen your complaint."),
		AgainWaits:  t("We hebben uw bericht. U hoort van ons.", "We have your message. You will hear from us."),

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

// CheckText is the page that checks a receipt on paper.
type CheckText struct {
	Title, Lead, Number, NumberHint, Check, CheckHint, Do, True, Untrue string
}

func checkText(t in) CheckText {
	return CheckText{
		Title:      t("Controleer een bewijs van ontvangst", "Check a proof of receipt"),
		Lead:       t("Heeft u een bewijs van ontvangst van ons? Hier ziet u of het klopt. Meer laten we niet zien.", "Do you have a proof of receipt from us? Here you can see whether it is genuine. We show nothing else."),
		Number:     t("Nummer van de klacht", "Number of the complaint"),
		NumberHint: t("Zoals 2026-4071.", "Such as 2026-4071."),
		Check:      t("Controlecode", "Check code"),
		CheckHint:  t("Zestien tekens. Streepjes en hoofdletters hoeven niet.", "Sixteen characters. Dashes and capitals do not matter."),
		Do:         t("Controleer", "Check"),
		True:       t("Dit bewijs klopt. De klacht is ingediend op %s.", "This proof is genuine. We received the complaint on %s."),
		Untrue:     t("Dit klopt niet. Kijk het nummer en de code nog eens na.", "This does not match. Check the number and the code again."),
	}
}
