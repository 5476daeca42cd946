package template

// MessageText is the calm pages for when something does not work. To the team it says je.
type MessageText struct {
	NotReceived, NotReceivedText, NotFound, NotFoundText, TooMany, TooManyText string
	Fault, FaultText, Call, Yours, YoursHint, NewTab                           string
	Reference, Again, Resend, ResendHint                                       string
}

func messageText(t of) MessageText {
	return MessageText{
		NotReceived:     t("We hebben uw klacht nog niet", "We hebben je klacht nog niet", "We do not have your complaint yet"),
		NotReceivedText: t("Dit ging bij ons mis, niet bij u. Uw tekst staat hieronder. Probeer het over een minuut nog eens.", "Dit ging bij ons mis, niet bij jou. Je tekst staat hieronder. Probeer het over een minuut nog eens.", "This went wrong on our side, not yours. Your text is below. Please try again in a minute."),
		NotFound:        t("Deze pagina is er niet", "Deze pagina is er niet", "This page does not exist"),
		NotFoundText:    t("Klopt het adres? U kunt ook hieronder verder.", "Klopt het adres? Je kunt ook hieronder verder.", "Is the address right? Or go on with a button below."),
		TooMany:         t("Dat waren veel pogingen", "Dat waren veel pogingen", "That was a lot of tries"),
		TooManyText:     t("Wacht een kwartier en probeer het nog eens. Zo houden we klachten veilig.", "Wacht een kwartier en probeer het nog eens. Zo houden we klachten veilig.", "Wait a quarter of an hour and try again. This keeps complaints safe."),
		Fault:           t("Dit ging bij ons mis, niet bij u", "Dit ging bij ons mis, niet bij jou", "This went wrong on our side, not yours"),
		FaultText:       t("Probeer het over een minuut nog eens.", "Probeer het over een minuut nog eens.", "Please try again in a minute."),
		Call:            t("Of bel", "Of bel", "Or call"),
		Yours:           t("Dit schreef u", "Dit schreef je", "This is what you wrote"),
		YoursHint:       t("Kopieer uw tekst als u hem wilt bewaren.", "Kopieer je tekst als je hem wilt bewaren.", "Copy your text if you want to keep it."),
		NewTab:          t("opent een nieuw tabblad", "opent een nieuw tabblad", "opens a new tab"),
		Reference:       t("Noem dit nummer als u belt: %s", "Noem dit nummer als je belt: %s", "Mention this number when you call: %s"),
		Resend:          t("Nog een keer versturen", "Nog een keer versturen", "Send it again"),
		ResendHint:      t("Dit kan gerust: het komt maar één keer binnen.", "Dit kan gerust: het komt maar één keer binnen.", "This is safe: it comes in only once."),
		Again:           t("Terug naar het formulier", "Naar Vandaag", "Back to the form"),
	}
}

// ProcedureText is the explanation of the procedure for everyone.
type ProcedureText struct {
	Title, Lead, Steps, Rights, RightsItems, Appeal, AppealText, NoConfidant, Source, Complain, AlsoTo, Elsewhere string
}

func procedureText(t in) ProcedureText {
	return ProcedureText{
		Title:       t("Zo behandelen we een klacht", "How we handle a complaint"),
		Lead:        t("Elke klacht telt, ook een kleine, en ook als iemand hem doorgeeft. Dit mag u van ons verwachten.", "Every complaint counts, even a small one, and even when somebody else passes it on. This is what you may expect of us."),
		Steps:       t("De stappen", "The steps"),
		Rights:      t("Wat u altijd mag", "What you may always do"),
		RightsItems: t("Iemand meenemen of voor u laten spreken.\nUw klacht anoniem vertellen.\nUw klacht weer intrekken.\nZien wie er kan meelezen.\nVragen om wat we over u bewaren.", "Bring somebody along or let them speak for you.\nTell your complaint without your name.\nWithdraw your complaint.\nSee who can read it.\nAsk for what we keep about you."),
		Appeal:      t("Niet tevreden met ons antwoord?", "Not satisfied with our answer?"),
		AppealText:  t("Dan kunt u in beroep bij onze vertrouwenspersoon. Die werkt niet bij ons en kijkt opnieuw naar uw klacht. Het kost u niets.", "Then you can appeal to our confidant, who does not work for us and looks at your complaint again. It costs you nothing."),
		NoConfidant: t("Schrijf of bel ons dan. We kijken er opnieuw naar.", "Then write or call us. We will look at it again."),
		Source:      t("Deze procedure volgt: %s", "This procedure follows: %s"),
		Complain:    t("Vertel uw klacht", "Tell us your complaint"),
		AlsoTo:      t("U kunt ook terecht bij:", "You can also go to:"),
		Elsewhere:   t("Hier kunt u ook klagen", "You can also complain here"),
	}
}

// PrivacyText says what is kept and why.
type PrivacyText struct {
	Title, Lead, What, WhatText, Who, WhoText, Safe, SafeText, Long, LongText, LongUnknown string
	Rights, RightsText, Cookies, CookiesText, Evaluation, EvaluationText                   string
}

func privacyText(t in) PrivacyText {
	return PrivacyText{
		Title:          t("Privacy", "Privacy"),
		Lead:           t("Een klacht is vertrouwelijk. Dit doen we met wat u schrijft.", "A complaint is confidential. This is what we do with what you write."),
		What:           t("Wat we bewaren", "What we keep"),
		WhatText:       t("Wat u schrijft en meestuurt, uw naam en contactgegevens als u die geeft, en wat wij doen met uw klacht. Meer niet.", "What you write and send along, your name and contact details if you give them, and what we do with your complaint. Nothing else."),
		Who:            t("Wie het kan lezen", "Who can read it"),
		WhoText:        t("Alleen de mensen die uw klacht behandelen. Gaat de klacht over iemand van ons? Dan kan die persoon het dossier niet openen. Elke keer dat iemand het opent, schrijven we op.", "Only the people who handle your complaint. Is it about one of us? Then that person cannot open the file. We record every time somebody opens it."),
		Safe:           t("Hoe we het bewaren", "How we keep it"),
		SafeText:       t("Uw woorden en bestanden liggen versleuteld. Elke klacht heeft een eigen sleutel. Wissen we die, dan kan niemand het nog lezen.", "Your words and files are stored encrypted. Every complaint has a key of its own. Once we destroy it, nobody can read it any more."),
		Long:           t("Hoe lang", "How long"),
		LongText:       t("Tot %s na het sluiten van de klacht. Daarna wissen we alles.", "Until %s after the complaint is closed. Then we erase everything."),
		LongUnknown:    t("Niet langer dan nodig is voor uw klacht en voor onze verantwoording daarover.", "No longer than we need it for your complaint, and to show how we handled it."),
		Evaluation:     t("Vulde u een evaluatie in?", "Did you fill in an evaluation?"),
		EvaluationText: t("Dat is anoniem, tenzij u om een reactie vroeg. De leiding leest wat u schreef. Wie de training gaf, ziet cijfers en opmerkingen pas als er vijf antwoorden zijn. Ook deze woorden liggen versleuteld.", "It is anonymous, unless you asked for a reply. The people in charge read what you wrote. Whoever gave the course sees scores and remarks only when there are five answers. These words are stored encrypted too."),
		Rights:         t("Uw rechten", "Your rights"),
		RightsText:     t("U mag zien wat we van u bewaren, het laten verbeteren en vragen om het te wissen. Vraag het aan %s. Komen we er samen niet uit? Dan kunt u naar de Autoriteit Persoonsgegevens.", "You may see what we keep about you, have it corrected and ask us to erase it. Ask %s. If we do not agree, you can go to the Dutch Data Protection Authority."),
		Cookies:        t("Cookies", "Cookies"),
		CookiesText:    t("Op deze pagina’s volgen we u niet. Er is geen reclame en geen meting door anderen.", "We do not track you on these pages. There is no advertising, and nobody else measures what you do."),
	}
}

// AccessibilityText says what works for whom, and what was not tested.
type AccessibilityText struct {
	Title, Lead, Works, WorksItems, Not, NotText, Else, ElseText string
}

func accessibilityText(t in) AccessibilityText {
	return AccessibilityText{
		Title:      t("Toegankelijkheid", "Accessibility"),
		Lead:       t("Iedereen moet een klacht kunnen vertellen. We maken deze pagina’s volgens WCAG 2.2, niveau AA.", "Everyone must be able to tell us their complaint. We make these pages to WCAG 2.2, level AA."),
		Works:      t("Wat werkt", "What works"),
		WorksItems: t("Alles kan met alleen het toetsenbord.\nAlles werkt ook zonder JavaScript.\nU kunt tot 400 procent vergroten.\nLichte en donkere kleuren volgen uw apparaat.\nWat in kleur staat, staat er ook in woorden.", "Everything works with the keyboard alone.\nEverything works without JavaScript.\nYou can zoom in to 400 per cent.\nLight and dark colours follow your device.\nWhat is shown by colour is also said in words."),
		Not:        t("Wat we nog niet weten", "What we do not know yet"),
		NotText:    t("We testen elke pagina met automatische controles. Met mensen die een schermlezer gebruiken, hebben we nog niet getest.", "We test every page with automatic checks. We have not yet tested with people who use a screen reader."),
		Else:       t("Lukt het niet?", "Does something not work?"),
		ElseText:   t("Bel ons. We schrijven uw klacht dan samen met u op, in uw woorden.", "Call us. We will write your complaint down with you, in your words."),
	}
}
