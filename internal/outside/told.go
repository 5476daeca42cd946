package outside

import (
	"strings"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// describe is an event in the words of the file. No sort: it is about how we work, or
// a letter tells it.
func describe(c complaint.Complaint, p complaint.Procedure, say Say, r complaint.Recorded) Piece {
	piece := said(r)
	if piece.Sort == "" {
		piece = decided(c, p, r)
	}
	if piece.Sort == "" {
		piece = ended(p, r)
	}
	if piece.Sort == "" {
		piece = sides(p, r)
	}
	if piece.Sort == "" {
		piece = internal(say, r)
	}
	if piece.Heading == "" {
		piece.Heading = piece.Kind
	}
	if piece.By == "" && piece.ByName == "" {
		piece.By = by(r)
	}
	return piece
}

func said(r complaint.Recorded) Piece {
	switch e := r.Event.(type) {
	case complaint.Received:
		return Piece{Sort: Said, Kind: "De klacht", Via: channelWords[e.Channel],
			Text: paragraphs(lead("Gaat over: ", e.About), e.Story, lead("Gewenste oplossing: ", e.RemedySought))}
	case complaint.Rectified:
		return Piece{Sort: Said, Kind: "Verbetering van een feit in de klacht", Text: "Er stond: " + e.Wrong + "\nHet moet zijn: " + e.Right}
	case complaint.MessageReceived:
		return Piece{Sort: Said, Kind: "Bericht van de klager", Via: channelWords[e.Channel], Text: e.Text}
	case complaint.ActionTaken:
		if e.Text != "" {
			return Piece{Sort: Said, Kind: "Wat meteen is gedaan", Text: e.Text}
		}
	case complaint.Contacted:
		kind := "Contact met de klager"
		if e.Attempt {
			kind = "Poging tot contact met de klager"
		}
		return Piece{Sort: Said, Kind: kind, Via: channelWords[e.How], Text: e.Summary}
	case complaint.Heard:
		agreed := "Deze tekst is nog niet nagelezen door wie is gehoord."
		if e.Agreed {
			agreed = "Deze tekst is nagelezen door wie is gehoord."
		}
		return Piece{Sort: Said, Kind: "Wederhoor", By: e.Member, ByName: e.Name, Via: channelWords[e.How], Text: paragraphs(e.Statement, agreed)}
	case complaint.Accepted:
		heading := "De klager is niet tevreden"
		if e.Satisfied {
			heading = "De klager is tevreden"
		}
		return Piece{Sort: Said, Kind: "Reactie van de klager", Heading: heading, By: complaint.ByComplainant, Via: channelWords[e.How], Text: e.Words}
	}
	return Piece{}
}

func decided(c complaint.Complaint, p complaint.Procedure, r complaint.Recorded) Piece {
	switch e := r.Event.(type) {
	case complaint.Extended:
		return Piece{Sort: Said, Kind: "Nieuwe datum voor het antwoord", Heading: "Nieuwe datum voor het antwoord: " + e.Date.Words("nl"), Text: e.Reason}
	case complaint.Decided:
		var remedies []string
		for _, m := range e.Remedies {
			text := "- " + m.Words("nl")
			if m.Kind != "" {
				text += " (soort: " + remedyWords[m.Kind] + ")"
			}
			if !m.By.IsZero() {
				text += " (uiterlijk " + m.By.Words("nl") + ")"
			}
			remedies = append(remedies, text)
		}
		return Piece{Sort: Said, Kind: "Besluit", Heading: "Besluit: " + findingWords[e.Finding], Text: paragraphs(e.Reason, strings.Join(remedies, "\n"))}
	case complaint.Responded:
		if e.ByAction {
			return Piece{Sort: Said, Kind: "Antwoord", Heading: "De actie was het antwoord", Text: e.Text}
		}
	case complaint.Appealed:
		return Piece{Sort: Said, Kind: "Beroep", Heading: "Beroep bij " + bodyName(p, e), By: complaint.ByComplainant, Text: e.Grounds}
	case complaint.AppealEnded:
		a, _ := c.AppealWith(e.ID)
		return Piece{Sort: Said, Kind: "Uitkomst van het beroep", Heading: "Uitkomst van het beroep: " + outcomeWords[e.Outcome], ByName: bodyName(p, a.Appealed), Text: e.Text}
	case complaint.AppealFollowed:
		return Piece{Sort: Said, Kind: "Wat er met de uitkomst van het beroep gebeurt", Text: e.Text}
	}
	return Piece{}
}

func bodyName(_ complaint.Procedure, a complaint.Appealed) string {
	if a.Name != "" {
		return a.Name
	}
	return "een andere instantie"
}

func ended(_ complaint.Procedure, r complaint.Recorded) Piece {
	switch e := r.Event.(type) {
	case complaint.RemedyDone:
		return Piece{Sort: Said, Kind: "Een afspraak is nagekomen"}
	case complaint.Withdrawn:
		return Piece{Sort: Said, Kind: "De klager trok de klacht in", Via: channelWords[e.How], Text: e.Reason}
	case complaint.RuledInadmissible:
		told := Piece{Sort: Said, Kind: "Niet in behandeling genomen", Text: e.Reason}
		if e.Ground != "" {
			told.Heading = told.Kind + ": " + inadmissibleWords[e.Ground]
		}
		return told
	case complaint.Excepted:
		return Piece{Sort: Said, Kind: "Een stap kon niet", Text: e.Reason}
	case complaint.Closed:
		return Piece{Sort: Said, Kind: "Afgesloten", Text: e.Reason}
	case complaint.Reopened:
		return Piece{Sort: Said, Kind: "Heropend", Text: e.Reason}
	}
	return Piece{}
}

// sides is what was asked of both sides and how they were heard.
func sides(p complaint.Procedure, r complaint.Recorded) Piece {
	switch e := r.Event.(type) {
	case complaint.SideAsked:
		return Piece{Sort: Said, Kind: "Wat aan de andere kant is voorgelegd", Text: paragraphs(e.Substance, e.CopyText)}
	case complaint.HearingSet:
		on := p.On(e.At).Words("nl") + ", " + calendar.Clock(e.At, p.Zone(), "nl")
		return Piece{Sort: Said, Kind: "Uitnodiging voor een gesprek", Text: paragraphs("Met: "+partyWords(e.Party())+"\nWanneer: "+on, lead("Waar: ", e.Place))}
	case complaint.HearingReported:
		return Piece{Sort: Said, Kind: "Verslag van een gesprek", Text: paragraphs(lead("Aanwezig: ", e.Present), e.Text)}
	case complaint.ReportAnswered:
		heading := "Reactie op het verslag: het klopt niet helemaal"
		if e.Agrees {
			heading = "Reactie op het verslag: het klopt"
		}
		return Piece{Sort: Said, Kind: "Reactie op een verslag", Heading: heading, By: partyBy(e.Party()), ByName: e.Name, Via: channelWords[e.How], Text: e.Correction}
	case complaint.DutyWaived:
		return Piece{Sort: Said, Kind: "Een plicht hoefde niet", Via: channelWords[e.How], Text: paragraphs("Voor: "+partyWords(e.Party()), e.Words)}
	}
	return Piece{}
}

// partyWords says which side it was, without a name.
func partyWords(x complaint.Party) string {
	if x.Reader == complaint.ReaderComplainant {
		return "de klager"
	}
	return "wie de klacht betreft"
}

func partyBy(x complaint.Party) complaint.MemberID {
	switch {
	case x.Reader == complaint.ReaderComplainant:
		return complaint.ByComplainant
	case x.Member == "":
		return complaint.BySubject
	}
	return x.Member
}

// internal is what stays among ourselves unless somebody chooses it.
func internal(say Say, r complaint.Recorded) Piece {
	switch e := r.Event.(type) {
	case complaint.Noted:
		return Piece{Sort: Internal, Kind: "Interne notitie", Text: e.Text}
	case complaint.Discussed:
		if e.Agreed != "" {
			return Piece{Sort: Internal, Kind: "Intern overleg", Text: e.Agreed}
		}
	case complaint.MessageRead:
		if e.Note != "" {
			return Piece{Sort: Internal, Kind: "Notitie bij een bericht", Text: e.Note}
		}
	case complaint.Corrected:
		was, now := e.Values()
		return Piece{Sort: Internal, Kind: "Verbetering van de gegevens", Text: paragraphs("Was: "+say(e.Field, was)+"\nNu: "+say(e.Field, now), e.Reason)}
	case complaint.SubjectNamed:
		return Piece{Sort: Internal, Kind: "Over wie de klacht gaat", Text: e.Name}
	case complaint.SubjectCleared:
		return Piece{Sort: Internal, Kind: "Toch niet over deze persoon", Text: e.Reason}
	case complaint.Recused:
		return Piece{Sort: Internal, Kind: "Iemand blijft erbuiten", Text: e.Reason}
	}
	return Piece{}
}

var channelWords = map[complaint.Channel]string{
	complaint.ChannelConversation: "in een gesprek", complaint.ChannelPhone: "per telefoon", complaint.ChannelEmail: "per e-mail", complaint.ChannelLetter: "per brief",
	complaint.ChannelForm: "via het formulier", complaint.ChannelEvaluation: "via een evaluatieformulier", complaint.ChannelSocial: "via sociale media",
	complaint.ChannelMessage: "per bericht", complaint.ChannelThirdParty: "via een ander", complaint.ChannelOther: "op een andere manier",
}

var letterWords = map[complaint.LetterPurpose]string{
	complaint.LetterAcknowledgement: "Ontvangstbevestiging", complaint.LetterExtension: "Bericht van een nieuwe datum", complaint.LetterResponse: "Antwoord",
	complaint.LetterInadmissible: "Bericht van niet in behandeling nemen", complaint.LetterHolding: "Tussenbericht", complaint.LetterClosing: "Bevestiging van het einde",
	complaint.LetterInvitation: "Uitnodiging voor wederhoor", complaint.LetterHearing: "Uitnodiging voor een gesprek", complaint.LetterReport: "Verslag van een gesprek",
	complaint.LetterSubjectTold: "Bericht van een nieuwe datum aan wie de klacht betreft", complaint.LetterFollowUp: "Wat er met de uitspraak gebeurt",
}

var viaWords = map[complaint.Via]string{complaint.ViaEmail: "per e-mail", complaint.ViaPost: "per post", complaint.ViaHand: "overhandigd", complaint.ViaPage: "op de eigen pagina van de klager"}

var outcomeWords = map[complaint.AppealOutcome]string{
	complaint.AppealConfirmed: "het besluit blijft staan", complaint.AppealRevised: "het besluit moet anders", complaint.AppealPartlyRevised: "het besluit moet voor een deel anders",
	complaint.AppealMediated: "partijen werden het eens", complaint.AppealInadmissible: "het beroep is niet behandeld", complaint.AppealWithdrawn: "het beroep is ingetrokken",
}

var findingWords = map[complaint.Finding]string{complaint.Upheld: "gegrond", complaint.PartlyUpheld: "deels gegrond", complaint.NotUpheld: "ongegrond",
	complaint.NoFinding: "geen oordeel", complaint.Resolved: "meteen opgelost"}

var remedyWords = map[complaint.RemedyKind]string{complaint.RemedyApology: "excuses", complaint.RemedyInformation: "uitleg", complaint.RemedyAgain: "opnieuw doen of herstellen",
	complaint.RemedyRefund: "geld terug", complaint.RemedyCompensation: "vergoeding", complaint.RemedyChange: "werkwijze aanpassen", complaint.RemedyOther: "iets anders"}

var inadmissibleWords = map[complaint.InadmissibleGround]string{complaint.NotOurs: "gaat niet over ons", complaint.HandledBefore: "is al eerder behandeld",
	complaint.OlderThanAYear: "langer dan een jaar geleden", complaint.ObjectionPossible: "bezwaar of beroep kan of kon", complaint.AppealOpen: "een ander beroep staat open of loopt",
	complaint.InCourt: "ligt of lag bij een rechter", complaint.UnderProsecution: "er loopt een strafrechtelijk onderzoek", complaint.NoInterest: "te weinig belang",
	complaint.ClearlyUnfounded: "kennelijk ongegrond", complaint.Unreasonable: "kennelijk onredelijk", complaint.Incomplete: "naam of feiten ontbreken", complaint.OtherGround: "een andere reden"}
