package template

// ConfidantText is where a complainant speaks with the confidant.
type ConfidantText struct {
	Title, Lead, LeadAbout, Know                                                                              string
	Sealed, ReadsOwn, ReadsFrozen, ReadsNothing, CodeOnce                                                     string
	Who, Words, WordsHint, What, Talk, TalkHint, Appeal                                                       string
	AppealHint, AppealLate, Name, Email, EmailHint, Send                                                      string
	None, NoneLead, HaveCode, CodeLabel, CodeHint, Open                                                       string
	Sent, SentLead, YourCode, YourCodeText, OpenTalk                                                          string
	Talking, Secret, Public, Over, AnswerBy, You, Concluded                                                   string
	SaidAppeal, SaidPromise, SaidWithdrawn, Message, SendMessage                                              string
	GoAppeal, GoAppealLead, Grounds, DoAppeal, NoAppeal                                                       string
	TakeBack, TakeBackLead, DoTakeBack, Reads, ReadsList, Contact                                             string
	MessageSent, Appealed, TakenBack, Unknown, Page, PageText, Ask, First, Gone, Again, Shut, LetIn, LetInNow string
	Outcomes                                                                                                  map[string]string
}

func confidantText(t in) ConfidantText {
	return ConfidantText{
		Title:         t("Praat met de vertrouwenspersoon", "Speak with the confidant"),
		Lead:          t("Twijfelt u, of wilt u eerst met iemand praten? Dat kan hier. %s weet er niets van.", "Are you unsure, or would you like to speak with somebody first? You can do that here. %s will not know."),
		LeadAbout:     t("Dit gaat over klacht %s.", "This is about complaint %s."),
		Know:          t("Goed om te weten", "Good to know"),
		Sealed:        t("Alleen de vertrouwenspersoon en u lezen wat u schrijft. %s kan het niet lezen, ook wie het systeem beheert niet.", "Only the confidant and you read what you write. %s cannot read it, nor can whoever runs the system."),
		ReadsOwn:      t("De vertrouwenspersoon leest ook wat u in uw klacht schreef. Verder niets.", "The confidant also reads what you wrote in your complaint. Nothing else."),
		ReadsFrozen:   t("De vertrouwenspersoon leest ook uw dossier, zoals het was bij het besluit. Wat daarna kwam, niet.", "The confidant also reads your file as it was at the decision. Not what came after."),
		ReadsNothing:  t("Er komt geen klacht bij %s binnen. Wilt u dat later wel? Dat kan altijd nog.", "No complaint reaches %s. Do you want that later? You always can."),
		CodeOnce:      t("U krijgt een eigen code voor dit gesprek. Die ziet u één keer. Niemand kan hem voor u opzoeken.", "You get a code of your own for this conversation. You see it once. Nobody can look it up for you."),
		Who:           t("Met wie wilt u praten?", "Who would you like to speak with?"),
		Words:         t("Wat wilt u vertellen?", "What would you like to say?"),
		WordsHint:     t("Schrijf het zoals u het zou zeggen.", "Write it as you would say it."),
		What:          t("Wat wilt u?", "What would you like?"),
		Talk:          t("Eerst alleen praten", "Just speak first"),
		TalkHint:      t("De organisatie weet hier niets van.", "The organisation will not know."),
		Appeal:        t("In beroep gaan", "Appeal"),
		AppealHint:    t("De organisatie hoort dat u in beroep gaat en leest wat u hierboven schrijft. De vertrouwenspersoon geeft een oordeel.", "The organisation hears that you appeal and reads what you write above. The confidant gives an opinion."),
		AppealLate:    t("In beroep gaan kon tot en met %s. Doet u het nu nog? Dan beslist de vertrouwenspersoon of dat kan.", "You could appeal until %s. If you appeal now, the confidant decides whether that is still possible."),
		Name:          t("Uw naam", "Your name"),
		Email:         t("Uw e-mailadres", "Your email address"),
		EmailHint:     t("Dan mailen we u als er een bericht is. In die mail staat niet waar het over gaat.", "Then we will email you when there is a message. That email does not say what it is about."),
		Send:          t("Verstuur naar de vertrouwenspersoon", "Send to the confidant"),
		None:          t("Neem zelf contact op", "Get in touch yourself"),
		NoneLead:      t("Schrijven kan hier nu niet. Bel of mail de vertrouwenspersoon. %s hoort daar niets over.", "You cannot write here now. Call or email the confidant. %s will not hear about it."),
		HaveCode:      t("Hebt u al een gesprek?", "Do you already have a conversation?"),
		CodeLabel:     t("Uw gesprekscode", "Your conversation code"),
		CodeHint:      t("Vierentwintig tekens. Streepjes en hoofdletters hoeven niet.", "Twenty-four characters. Dashes and capitals do not matter."),
		Open:          t("Open het gesprek", "Open the conversation"),
		Sent:          t("Uw bericht is verstuurd", "Your message is sent"),
		SentLead:      t("%s krijgt een seintje en antwoordt u hier.", "%s will be told, and will answer you here."),
		YourCode:      t("Uw gesprekscode", "Your conversation code"),
		YourCodeText:  t("Schrijf deze code op of print hem. Alleen u heeft hem: wij kunnen hem niet opnieuw maken.", "Write this code down or print it. Only you have it: we cannot make it again."),
		OpenTalk:      t("Naar het gesprek", "To the conversation"),
		Talking:       t("Uw gesprek met %s", "Your conversation with %s"),
		Secret:        t("%s weet niet van dit gesprek.", "%s does not know of this conversation."),
		Public:        t("U bent in beroep. %s weet dat, maar leest dit gesprek niet.", "You have appealed. %s knows that, but does not read this conversation."),
		Over:          t("Uw beroep is klaar. U leest hier tot en met %s wat er is gezegd.", "Your appeal is finished. You can read here until %s what was said."),
		AnswerBy:      t("U hoort uiterlijk %s van de vertrouwenspersoon.", "You will hear from the confidant by %s."),
		You:           t("U", "You"),
		Concluded:     t("Het oordeel", "The opinion"),
		SaidAppeal:    t("U ging in beroep. Vanaf nu weet de organisatie het.", "You appealed. From now on the organisation knows."),
		SaidPromise:   t("De vertrouwenspersoon belooft: u hoort uiterlijk %s van mij.", "The confidant promises: you will hear from me by %s."),
		SaidWithdrawn: t("U trok uw beroep in. Uw klacht blijft zoals die was.", "You withdrew your appeal. Your complaint stays as it was."),
		Message:       t("Uw bericht", "Your message"),
		SendMessage:   t("Verstuur", "Send"),
		GoAppeal:      t("In beroep gaan", "Appeal"),
		GoAppealLead:  t("Dan hoort de organisatie dat u in beroep gaat, en leest wat u hier opschrijft. De rest van dit gesprek leest zij niet.", "Then the organisation hears that you appeal, and reads what you write here. It does not read the rest of this conversation."),
		Grounds:       t("Waarom gaat u in beroep?", "Why are you appealing?"),
		DoAppeal:      t("Ga in beroep", "Appeal now"),
		NoAppeal:      t("In beroep gaan kan nu nog niet", "You cannot appeal yet"),
		TakeBack:      t("Beroep intrekken", "Withdraw the appeal"),
		TakeBackLead:  t("Dan geeft de vertrouwenspersoon geen oordeel. De organisatie hoort dat u het beroep intrekt.", "Then the confidant gives no opinion. The organisation hears that you withdraw the appeal."),
		DoTakeBack:    t("Ik trek mijn beroep in", "I withdraw my appeal"),
		Reads:         t("Wie leest dit?", "Who reads this?"),
		ReadsList:     t("Alleen u en %s.", "Only you and %s."),
		Contact:       t("Liever bellen of mailen?", "Would you rather call or email?"),
		MessageSent:   t("Uw bericht is verstuurd.", "Your message is sent."),
		Appealed:      t("U bent in beroep. De vertrouwenspersoon gaat ermee aan de slag.", "You have appealed. The confidant will look into it."),
		TakenBack:     t("Uw beroep is ingetrokken.", "Your appeal is withdrawn."),
		Unknown:       t("Deze code opent geen gesprek. Kijk hem nog eens na. Bent u hem kwijt? Bel de vertrouwenspersoon. Die kan u een nieuwe geven.", "This code does not open a conversation. Please check it. Have you lost it? Call the confidant, who can give you a new one."),
		Page:          t("Praat met de vertrouwenspersoon", "Speak with the confidant"),
		PageText:      t("U kunt hier vertrouwelijk schrijven. Wij lezen het niet.", "You can write here in confidence. We do not read it."),
		Ask:           t("Schrijf de vertrouwenspersoon", "Write to the confidant"),
		First:         t("U mag ook eerst met de vertrouwenspersoon praten", "You may also speak with the confidant first"),
		Gone:          t("%s is geen vertrouwenspersoon meer en leest dit niet.", "%s is no longer a confidant and does not read this."),
		Again:         t("Begin een nieuw gesprek", "Start a new conversation"),
		Shut:          t("%s maakte een nieuwe sleutel en kan dit gesprek nu niet lezen. Twijfelt u of het klopt? Bel eerst.", "%s made a new key and cannot read this conversation now. Are you unsure? Call first."),
		LetIn:         t("Laat %s dit weer lezen", "Let %s read this again"),
		LetInNow:      t("De vertrouwenspersoon kan dit gesprek weer lezen.", "The confidant can read this conversation again."),
		Outcomes: map[string]string{
			"confirmed":      t("De vertrouwenspersoon vindt het besluit juist.", "The confidant agrees with the decision."),
			"revised":        t("De vertrouwenspersoon vindt dat het besluit anders moet.", "The confidant says that the decision must change."),
			"partly_revised": t("De vertrouwenspersoon vindt dat het besluit op een deel anders moet.", "The confidant says that part of the decision must change."),
			"mediated":       t("U bent het samen eens geworden.", "You came to an agreement together."),
			"inadmissible":   t("De vertrouwenspersoon kan dit beroep niet behandelen.", "The confidant cannot handle this appeal."),
			"withdrawn":      t("U trok uw beroep in.", "You withdrew your appeal."),
		},
	}
}
