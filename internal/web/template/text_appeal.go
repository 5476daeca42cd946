package template

// appealText is what the page of the complainant says of an appeal.
type appealText struct {
	Appeal, AppealHint, AppealUntil, AppealPast, AppealNot, AppealWaits, WithdrawAppeal, AppealRuns, AppealRunsAt string
	LooksAt, SomebodyLooks, Outcome, FollowBy, FollowLate, NotWait, NotWaitLead, NotAgree                         string
}

func appealTextOf(t in) appealText {
	return appealText{
		Appeal:         t("Ga in beroep", "Appeal"),
		AppealHint:     t("U kunt iemand van buiten vragen om naar uw klacht te kijken.", "You can ask somebody from outside to look at your complaint."),
		AppealUntil:    t("Dat kan tot en met %s.", "You can do this until %s."),
		AppealPast:     t("Dat kon tot en met %s. Vraag daar of het nog kan.", "You could do this until %s. Ask them whether you still can."),
		AppealNot:      t("In beroep gaan kan niet, want u heeft uw klacht ingetrokken.", "You cannot appeal, because you withdrew your complaint."),
		AppealWaits:    t("We wachten op de uitspraak. Zodra die er is, leest u hem hier.", "We are waiting for the outcome. You can read it here as soon as we have it."),
		WithdrawAppeal: t("Uw beroep stopt ook.", "Your appeal stops as well."),
		AppealRuns:     t("U ging op %s in beroep. Uw klacht blijft open tot de uitspraak er is.", "You appealed on %s. Your complaint stays open until there is an outcome."),
		AppealRunsAt:   t("U ging op %s in beroep bij %s. Uw klacht blijft open tot de uitspraak er is.", "You appealed on %s to %s. Your complaint stays open until there is an outcome."),
		LooksAt:        t("%s kijkt ernaar", "%s is looking at it"),
		SomebodyLooks:  t("Iemand die losstaat van ons kijkt ernaar", "Somebody independent of us is looking at it"),
		Outcome:        t("Er is een uitspraak over uw klacht", "Your appeal has an outcome"),
		FollowBy:       t("U hoort uiterlijk %s wat we ermee doen.", "You will hear by %s what we do with it."),
		FollowLate:     t("U had op %s moeten horen wat we ermee doen. Dat is ons niet gelukt. Het spijt ons.", "You should have heard by %s what we do with it. We did not manage that. We are sorry."),
		NotWait:        t("U hoeft niet op ons antwoord te wachten", "You do not have to wait for our answer"),
		NotWaitLead:    t("De dag van ons antwoord is voorbij. Daarom kunt u nu al in beroep. U houdt recht op ons antwoord.", "The day for our answer has passed. That is why you can appeal now. We still owe you our answer."),
		NotAgree:       t("Bent u het er niet mee eens?", "Do you disagree?"),
	}
}
