package template

// FormText is the form and the receipt.
type FormText struct {
	Title, Lead, Promise                                                   string
	StoryPart, Story, StoryHint, Remedy, About, AboutExample               string
	Attachment, AttachmentHint                                             string
	ReachPart, Name, NameHint, Email, EmailOpt, EmailHint, Phone           string
	Via, ViaEmail, ViaEmailHint, ViaPhone, ViaPhoneHint                    string
	WhoReads, Send, SendHint                                               string
	Next, Today, TodayText, Then, ThenText, By, ByText, Appeal, AppealText string
	RatherTalk, Trap, EmptyStory, BadEmail, NoEmail                        string
	OfLead, OfLeadHint                                                     string
}

func formText(t in) FormText {
	return FormText{
		Title:          t("Vertel ons wat er niet goed ging", "Tell us what went wrong"),
		Lead:           t("Het spijt ons dat u niet tevreden bent. Schrijf het op zoals u het zou vertellen. Wij lezen alles.", "We are sorry you are not satisfied. Write it down the way you would say it. We read everything."),
		Promise:        t("Ik lees elke klacht zelf. U hoort uiterlijk %s van mij.", "I read every complaint myself. You will hear from me by %s."),
		StoryPart:      t("Uw verhaal", "Your story"),
		Story:          t("Wat is er gebeurd?", "What happened?"),
		StoryHint:      t("Bijvoorbeeld: wat ging er mis, wanneer was dat, en wie waren erbij?", "For example: what went wrong, when was it, and who was there?"),
		Remedy:         t("Wat zou u een goede oplossing vinden?", "What would be a good solution for you?"),
		About:          t("Om welke training of welk gesprek gaat het?", "Which training or conversation is it about?"),
		AboutExample:   t("Bijvoorbeeld: Lastige gesprekken, 12 november", "For example: Difficult conversations, 12 November"),
		OfLead:         t("Mijn klacht gaat over %s zelf", "My complaint is about %s"),
		OfLeadHint:     t("Dan leest %s uw klacht. %s ziet hem niet.", "Then %s reads your complaint. %s does not see it."),
		Attachment:     t("Foto of document toevoegen", "Add a photo or document"),
		AttachmentHint: t("Foto’s, pdf of Word. Elk bestand tot 20 MB, hooguit tien.", "Photos, PDF or Word. Each file up to 20 MB, ten at most."),
		ReachPart:      t("Hoe bereiken we u?", "How can we reach you?"),
		Name:           t("Uw naam", "Your name"),
		NameHint:       t("Blijft u liever anoniem? Laat dit dan leeg. U leest ons antwoord dan met een code.", "Would you rather stay anonymous? Then leave this empty. You can read our reply with a code."),
		Email:          t("Uw e-mailadres", "Your email address"),
		EmailOpt:       t("niet verplicht als u anoniem blijft", "optional if you stay anonymous"),
		EmailHint:      t("Hier sturen we de bevestiging en het antwoord heen.", "We send the confirmation and our answer here."),
		Phone:          t("Uw telefoonnummer", "Your phone number"),
		Via:            t("Hoe hoort u het liefst van ons?", "How would you like to hear from us?"),
		ViaEmail:       t("Per e-mail", "By email"),
		ViaEmailHint:   t("U krijgt een brief die u kunt bewaren", "You get a letter you can keep"),
		ViaPhone:       t("Bel mij eerst", "Call me first"),
		ViaPhoneHint:   t("Daarna krijgt u het ook op papier", "After that you also get it on paper"),
		WhoReads:       t("Alleen de mensen die uw klacht behandelen, kunnen meelezen. Op uw statuspagina ziet u wie dat zijn.", "Only the people who handle your complaint can read it. Your status page shows who they are."),
		Send:           t("Verstuur mijn klacht", "Send my complaint"),
		SendHint:       t("U krijgt meteen een code. Daarmee kunt u uw klacht volgen.", "You get a code straight away. With it you can follow your complaint."),
		Next:           t("Wat gebeurt er daarna?", "What happens next?"),
		Today:          t("Meteen", "Straight away"),
		TodayText:      t("U krijgt een code. Daarna krijgt u een bevestiging. Daarin staat wat we al hebben gedaan, of wanneer u antwoord krijgt.", "You get a code. Then you get a confirmation. It says what we have done already, or when you will get an answer."),
		Then:           t("Daarna", "After that"),
		ThenText:       t("We zoeken uit wat er is gebeurd en luisteren naar beide kanten.", "We find out what happened and hear both sides."),
		By:             t("Uiterlijk %s", "By %s"),
		ByText:         t("U krijgt antwoord. Lukt dat niet? Dan hoort u vóór die dag wanneer wel.", "You get our answer. If we cannot make it, we tell you before that day when you will."),
		Appeal:         t("Niet tevreden met het antwoord?", "Not satisfied with the answer?"),
		AppealText:     t("Dan kunt u naar onze vertrouwenspersoon. Die werkt niet bij ons.", "You can turn to our confidant, who does not work for us."),
		RatherTalk:     t("Liever praten? Bel", "Would you rather talk? Call"),
		Trap:           t("Laat dit veld leeg", "Leave this field empty"),
		EmptyStory:     t("Vertel wat er is gebeurd. Eén zin is al genoeg.", "Tell us what happened. One sentence is enough."),
		BadEmail:       t("Dit adres is nog niet compleet. Vul iets in als naam@voorbeeld.nl.", "This address is not complete yet. Fill in something like name@example.com."),
		NoEmail:        t("Vul een e-mailadres of telefoonnummer in, dan kunnen we u antwoorden.", "Fill in an email address or phone number, so that we can answer you."),
	}
}

// ReceiptText is what somebody sees after sending.
type ReceiptText struct {
	Title, Lead, Received, Code, CodeText, See, Mailed, MailedHint, Wrote, Now   string
	AnswerBy, Today, TodayText, Then, ThenText, By, ByText, Anonymous, NotMailed string
}

func receiptText(t in) ReceiptText {
	return ReceiptText{
		Title:      t("Dank u wel. We hebben uw klacht.", "Thank you. We have your complaint."),
		Lead:       t("Het is niet fijn om zoiets te moeten schrijven. Goed dat u het toch heeft gedaan.", "Writing this cannot have been pleasant. We are glad you did."),
		Received:   t("Ontvangen op %s", "Received on %s"),
		Code:       t("Uw code", "Your code"),
		CodeText:   t("Met deze code leest u hoe het met uw klacht staat. Bewaar hem goed: iedereen met deze code kan meelezen.", "With this code you can see how your complaint is going. Keep it safe: anyone who has it can read your complaint."),
		See:        t("Bekijk uw klacht", "See your complaint"),
		Mailed:     t("We hebben de code ook gemaild naar %s.", "We have also emailed the code to %s."),
		MailedHint: t("Niets gekregen? Kijk ook bij ongewenste e-mail.", "Nothing there? Please check your spam folder."),
		Wrote:      t("Dit schreef u", "This is what you wrote"),
		Now:        t("Wat gebeurt er nu?", "What happens now?"),
		AnswerBy:   t("Uiterlijk %s heeft u antwoord.", "You will have our answer by %s."),
		Today:      t("Nu", "Now"),
		TodayText:  t("%s leest uw klacht. U krijgt een bevestiging.", "%s reads your complaint. You get a confirmation."),
		Then:       t("Daarna", "After that"),
		ThenText:   t("We zoeken uit wat er is gebeurd.", "We find out what happened."),
		By:         t("Uiterlijk %s", "By %s"),
		ByText:     t("U krijgt ons antwoord.", "You get our answer."),
		NotMailed:  t("We mailen deze code niet. Schrijf hem op: u heeft hem nodig om ons antwoord te lezen.", "We do not email this code. Please write it down: you need it to read our answer."),
		Anonymous:  t("U vulde geen e-mailadres in. Alleen met deze code kunt u ons antwoord lezen. Schrijf hem op.", "You gave no email address. You need this code to read our answer. Please write it down."),
	}
}
