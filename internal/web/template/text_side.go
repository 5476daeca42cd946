package template

// SideText is the page of whom a complaint is about. Outside the team it says u.
type SideText struct {
	EntryTitle, EntryLead, EntryCode, EntryHint, EntrySee                         string
	Title, Private, Lead, LeadOver, Substance, Copy, CopyHint, Released, Hidden   string
	Files, Withheld1, Withheld                                                    string
	By, ByLate, Say, SayHint, Statement, Attachment, Send, Sent                   string
	Said, Wrote, Told, Late                                                       string
	Hearing, HearingAt, HearingPast, Bring, ReadBack, WaiveHint, Waive, WaiveDone string
	WaivedOn                                                                      string
	Report, ReportOf, Present, ReactBy, ReactLate, Right, Wrong, IsRight          string
	Correction, CorrectionHint, SendReaction, ReactionSent, YouSaidRight          string
	YouCorrected, Beside                                                          string
	What, SeesNot, SeesOwn, Talk, Dates, AskedOn, ReactDate, AnswerDate           string
	Outcome, OutcomeText, WithdrawnText, Download                                 string
	Findings                                                                      map[string]string
	List, ListLead, ListEmpty, Open, Back                                         string
}

// of picks what is said to whom: with u, with je, in English.
type of func(u, je, en string) string

func sideText(t of) SideText {
	return SideText{
		EntryTitle: t("Uw kant", "Jouw kant", "Your side"),
		EntryLead:  t("Kreeg u een brief over een klacht waarin u wordt genoemd? Vul de code uit die brief in.", "Vul de code uit de brief in.", "Did you get a letter about a complaint in which you are mentioned? Fill in the code from that letter."),
		EntryCode:  t("De code uit de brief", "De code uit de brief", "The code from the letter"),
		EntryHint:  t("Zestien tekens. Streepjes en hoofdletters hoeven niet.", "Zestien tekens. Streepjes en hoofdletters hoeven niet.", "Sixteen characters. Dashes and capitals do not matter."),
		EntrySee:   t("Open mijn pagina", "Open mijn pagina", "Open my page"),

		Title:     t("Uw kant van het verhaal", "Jouw kant van het verhaal", "Your side of the story"),
		Private:   t("Klacht %s · alleen u en wie de klacht behandelt, lezen wat u hier schrijft", "Klacht %s · alleen jij en wie de klacht behandelt, lezen wat je hier schrijft", "Complaint %s · only you and the people who handle it read what you write here"),
		Lead:      t("We kregen een klacht waarin u wordt genoemd. We willen graag weten hoe u het ziet.", "Er is een klacht waarin je wordt genoemd. We willen graag weten hoe jij het ziet.", "We received a complaint in which you are mentioned. We would like to know how you see it."),
		LeadOver:  t("Deze klacht is klaar. U kunt hier nog even alles nalezen.", "Deze klacht is klaar. Je kunt hier nog even alles nalezen.", "This complaint is finished. You can read everything here for a while."),
		Substance: t("Hier gaat het over", "Hier gaat het over", "This is what it is about"),
		Copy:      t("Afschrift van de klacht", "Afschrift van de klacht", "Copy of the complaint"),
		CopyHint:  t("De woorden van de klager. Wat zwart is, zegt wie dat is of hoe die te bereiken is.", "De woorden van de klager. Wat zwart is, zegt wie dat is of hoe die te bereiken is.", "The words of the complainant. The black parts say who that is, or how to reach them."),
		Released:  t("De klacht komt van %s. Die vindt het goed dat u dat weet.", "De klacht komt van %s. Die vindt het goed dat je dat weet.", "The complaint comes from %s, who agrees that you know this."),
		Hidden:    t("Wie de klacht deed, laten we niet zien.", "Wie de klacht deed, laten we niet zien.", "We do not show who complained."),
		Files:     t("Bij de klacht zat", "Bij de klacht zat", "Sent with the complaint"),
		Withheld1: t("Eén bestand laten we niet zien: erin staat wie de klacht deed.", "Eén bestand laten we niet zien: erin staat wie de klacht deed.", "We do not show one file: it says who complained."),
		Withheld:  t("%d bestanden laten we niet zien: erin staat wie de klacht deed.", "%d bestanden laten we niet zien: erin staat wie de klacht deed.", "We do not show %d files: they say who complained."),

		By:         t("Reageer uiterlijk %s.", "Reageer uiterlijk %s.", "Please react by %s."),
		ByLate:     t("U kon reageren tot en met %s. Het kan nog steeds. We zien dan dat het later kwam.", "Je kon reageren tot en met %s. Het kan nog steeds. We zien dan dat het later kwam.", "You could react until %s. You still can. We will see that it came later."),
		Say:        t("Hoe ziet u het?", "Hoe zie jij het?", "How do you see it?"),
		SayHint:    t("Schrijf het in uw eigen woorden. U kunt dit vaker doen; wat u eerder schreef, blijft staan.", "Schrijf het in je eigen woorden. Je kunt dit vaker doen; wat je eerder schreef, blijft staan.", "Write it in your own words. You can do this more than once; what you wrote before stays."),
		Statement:  t("Uw kant", "Jouw kant", "Your side"),
		Attachment: t("Foto of document toevoegen", "Foto of document toevoegen", "Add a photo or document"),
		Send:       t("Verstuur", "Verstuur", "Send"),
		Sent:       t("Dank u wel. Wat u schreef, ligt bij de klacht.", "Dank je wel. Wat je schreef, ligt bij de klacht.", "Thank you. What you wrote is with the complaint."),
		Said:       t("Wat u vertelde", "Wat je vertelde", "What you told us"),
		Wrote:      t("U schreef op %s", "Je schreef op %s", "You wrote on %s"),
		Told:       t("U vertelde op %s", "Je vertelde op %s", "You told us on %s"),
		Late:       t("na de datum", "na de datum", "after the date"),

		Hearing:     t("Uitnodiging voor een gesprek", "Uitnodiging voor een gesprek", "Invitation to a conversation"),
		HearingAt:   t("U bent welkom op %s. Plaats: %s", "Je bent welkom op %s. Plaats: %s", "You are welcome on %s. Place: %s"),
		HearingPast: t("Dit gesprek was op %s. Plaats: %s", "Dit gesprek was op %s. Plaats: %s", "This conversation was on %s. Place: %s"),
		Bring:       t("U mag iemand meenemen.", "Je mag iemand meenemen.", "You may bring somebody along."),
		ReadBack:    t("Van het gesprek komt een verslag. U leest het na en kunt het verbeteren.", "Van het gesprek komt een verslag. Je leest het na en kunt het verbeteren.", "There will be a report of the conversation. You read it and can correct it."),
		WaiveHint:   t("U heeft het recht om gehoord te worden. Wilt u dat niet? Laat het dan weten.", "Je hebt het recht om gehoord te worden. Wil je dat niet? Laat het dan weten.", "You have the right to be heard. Would you rather not? Then let us know."),
		Waive:       t("Ik hoef niet gehoord te worden", "Ik hoef niet gehoord te worden", "I do not need to be heard"),
		WaiveDone:   t("Genoteerd: u hoeft niet gehoord te worden.", "Genoteerd: je hoeft niet gehoord te worden.", "Noted: you do not need to be heard."),
		WaivedOn:    t("Sinds %s staat vast dat u niet gehoord wordt.", "Sinds %s staat vast dat je niet gehoord wordt.", "On %s we noted that you do not need to be heard."),

		Report:         t("Verslag van het gesprek", "Verslag van het gesprek", "Report of the conversation"),
		ReportOf:       t("Gesprek op %s", "Gesprek op %s", "Conversation on %s"),
		Present:        t("Erbij waren: %s", "Erbij waren: %s", "These people were there: %s"),
		ReactBy:        t("Reageer uiterlijk %s.", "Reageer uiterlijk %s.", "Please react by %s."),
		ReactLate:      t("U kon reageren tot en met %s. Het kan nog steeds. We zien dan dat het later kwam.", "Je kon reageren tot en met %s. Het kan nog steeds. We zien dan dat het later kwam.", "You could react until %s. You still can. We will see that it came later."),
		Right:          t("Het klopt", "Het klopt", "It is right"),
		Wrong:          t("Er klopt iets niet", "Er klopt iets niet", "Something is wrong"),
		IsRight:        t("Klopt dit verslag?", "Klopt dit verslag?", "Is this report right?"),
		Correction:     t("Wat klopt er niet?", "Wat klopt er niet?", "What is wrong?"),
		CorrectionHint: t("Alleen als er iets niet klopt.", "Alleen als er iets niet klopt.", "Only when something is wrong."),
		SendReaction:   t("Verstuur reactie", "Verstuur reactie", "Send reaction"),
		ReactionSent:   t("Dank u wel. Uw reactie staat naast het verslag.", "Dank je wel. Je reactie staat naast het verslag.", "Thank you. We keep your reaction with the report."),
		YouSaidRight:   t("U zei op %s: het klopt.", "Je zei op %s: het klopt.", "You said on %s: it is right."),
		YouCorrected:   t("U verbeterde op %s", "Je verbeterde op %s", "Your correction of %s"),
		Beside:         t("Wat u verbetert, bewaren we naast het verslag. Aan het verslag zelf verandert niets.", "Wat je verbetert, bewaren we naast het verslag. Aan het verslag zelf verandert niets.", "We keep your corrections with the report. The report itself does not change."),

		What:          t("Wat u hier ziet", "Wat je hier ziet", "What you see here"),
		SeesNot:       t("U ziet niet het hele dossier. U ziet waar het over gaat en wat u zelf zei.", "Je ziet niet het hele dossier. Je ziet waar het over gaat en wat je zelf zei.", "You do not see the whole file. You see what it is about and what you said yourself."),
		SeesOwn:       t("Wat u schrijft, weegt mee in het besluit.", "Wat je schrijft, weegt mee in het besluit.", "What you write counts in the decision."),
		Talk:          t("Praat over deze klacht alleen met wie hem behandelt.", "Praat over deze klacht alleen met wie hem behandelt.", "Please talk about this complaint only with the people who handle it."),
		Dates:         t("Datums", "Datums", "Dates"),
		AskedOn:       t("Gevraagd op", "Gevraagd op", "Asked on"),
		ReactDate:     t("Reageren tot en met", "Reageren tot en met", "React by"),
		AnswerDate:    t("Antwoord aan de klager", "Antwoord aan de klager", "Answer to the complainant"),
		Outcome:       t("Hoe het is afgelopen", "Hoe het is afgelopen", "How it ended"),
		OutcomeText:   t("Op %s is besloten: %s.", "Op %s is besloten: %s.", "It was decided on %s: %s."),
		WithdrawnText: t("De klacht is ingetrokken. U hoeft niets meer te doen.", "De klacht is ingetrokken. Je hoeft niets meer te doen.", "The complaint was withdrawn. There is nothing more for you to do."),
		Download:      t("Download", "Download", "Download"),
		Findings: map[string]string{
			"upheld":        t("de klacht is gegrond", "de klacht is gegrond", "the complaint is upheld"),
			"partly_upheld": t("de klacht is deels gegrond", "de klacht is deels gegrond", "the complaint is partly upheld"),
			"not_upheld":    t("de klacht is ongegrond", "de klacht is ongegrond", "the complaint is not upheld"),
			"no_finding":    t("er is geen oordeel over de klacht", "er is geen oordeel over de klacht", "there is no finding on the complaint"),
			"resolved":      t("de klacht is opgelost", "de klacht is opgelost", "the complaint was resolved"),
		},
		List:      t("Uw kant", "Jouw kant", "Your side"),
		ListLead:  t("Klachten waarin u wordt genoemd, en waarover we graag uw kant horen.", "Klachten waarin je wordt genoemd, en waarover we graag jouw kant horen.", "Complaints that mention you. We would like to hear your side."),
		ListEmpty: t("Er is niets waarop u hoeft te reageren.", "Er is niets waarop je hoeft te reageren.", "There is nothing for you to react to."),
		Open:      t("Lees en reageer", "Lees en reageer", "Read and react"),
		Back:      t("Terug", "Terug", "Back"),
	}
}
