package letter

// standard is our own text of a letter. It is made of the same sentences that
// stand in where a paragraph has to give way.
func standard(lang string, n Name) Own {
	w := in(lang)
	slot := func(s Slot) string { return s.Placeholder(lang) }
	received := join(" ", w.received(slot(SlotReceived)), slot(SlotAbout))
	var subject string
	var paragraphs []string
	switch n {
	case AcknowledgeAction:
		subject = w.weHaveYourComplaint()
		paragraphs = []string{join(" ", slot(SlotThanks), slot(SlotWords)), join(" ", slot(SlotAbout), w.sorryItHappened()),
			strong(w.alreadyDone()), slot(SlotAction), w.enough(slot(SlotDue)), slot(SlotAppeal)}
	case AcknowledgePromise:
		subject = w.weHaveYourComplaint()
		paragraphs = []string{join(" ", slot(SlotThanks), slot(SlotWords)), join(" ", slot(SlotAbout), w.sorryItHappened()),
			w.promise(slot(SlotDue)), slot(SlotAppeal)}
	case Extended:
		subject = w.moreTime()
		paragraphs = []string{received, join(" ", slot(SlotOldDue), w.sorryToWait()), slot(SlotReasons), strong(w.newDate(slot(SlotNewDue))),
			slot(SlotAppeal), w.cannotWait(slot(SlotPhone))}
	case Held:
		subject = w.howItStands()
		paragraphs = []string{received, strong(w.thisFar()), slot(SlotProgress), slot(SlotSteps), strong(w.newDate(slot(SlotDue))), slot(SlotAppeal), w.questions(slot(SlotPhone))}
	case Responded:
		subject = w.ourAnswer()
		paragraphs = []string{join(" ", received, slot(SlotInquiry)), slot(SlotDecision), strong(w.reason()), slot(SlotReasons), slot(SlotRemedies),
			slot(SlotWords), slot(SlotAppeal)}
	case NotTaken:
		subject = w.inadmissibleSubject()
		paragraphs = []string{received, slot(SlotDecision), strong(w.reason()), slot(SlotReasons), w.overlooked(slot(SlotPhone)), slot(SlotAppeal)}
	case Ended:
		subject = w.itIsClosed()
		paragraphs = []string{received, slot(SlotEnding), slot(SlotAction), w.kept(slot(SlotKept)), w.notOver(slot(SlotPhone)), slot(SlotAppeal)}
	case Followed:
		subject = w.afterAppeal()
		paragraphs = []string{received, slot(SlotOutcome), strong(w.thisWeDo()), slot(SlotFollowUp), strong(w.doneBy(slot(SlotDoneBy))), w.notDone(slot(SlotPhone)), slot(SlotAppeal)}
	case Invited:
		subject = w.yourSide()
		paragraphs = []string{w.mentioned(), strong(w.whatItIsAbout()), slot(SlotSubstance), w.hearYou(), w.reactBy(slot(SlotReactBy)), w.readBack(), w.onlyWithUs(slot(SlotPhone))}
	case Received:
		subject = w.weHaveYourComplaint()
		paragraphs = []string{w.receiptThanks(slot(SlotReceived)), w.receiptNext(slot(SlotDue)), w.number(slot(SlotRef))}
	}
	code := slot(SlotCode)
	if !n.ToComplainant() {
		code = ""
	}
	around := join("\n\n", w.greeting(slot(SlotName)), join("\n\n", paragraphs...), code, join("\n", w.regards(), slot(SlotSignature)))
	return Own{Subject: subject, Text: around}
}
