package procedure

import (
	"fmt"

	"wederhoor/internal/complaint"
)

// The words of the scripts. They are those of docs/glossary.md.

var terms = map[string]complaint.TermID{"bespreken": complaint.TermDiscuss, "bevestigen": complaint.TermAcknowledge,
	"beslissen": complaint.TermDecide, "reageren": complaint.TermRespond, "opvolgen": complaint.TermFollow}

var bodies = map[string]string{"vertrouwenspersoon": "confidant", "geschillencommissie": "disputes_committee", "ombudsman": "ombudsman"}

var againsts = map[complaint.Against]string{complaint.AgainstDecision: "het besluit", complaint.AgainstSilence: "de stilte"}

var outcomes = map[string]complaint.AppealOutcome{"bevestigd": complaint.AppealConfirmed, "herzien": complaint.AppealRevised, "deels-herzien": complaint.AppealPartlyRevised,
	"bemiddeld": complaint.AppealMediated, "niet-ontvankelijk": complaint.AppealInadmissible, "ingetrokken": complaint.AppealWithdrawn}

var channels = map[string]complaint.Channel{"gesprek": complaint.ChannelConversation, "telefoon": complaint.ChannelPhone, "e-mail": complaint.ChannelEmail,
	"brief": complaint.ChannelLetter, "formulier": complaint.ChannelForm, "evaluatie": complaint.ChannelEvaluation}

var ways = map[string]complaint.Via{"e-mail": complaint.ViaEmail, "post": complaint.ViaPost, "hand": complaint.ViaHand}

var purposes = map[string]complaint.LetterPurpose{"ontvangstbevestiging": complaint.LetterAcknowledgement, "verlengingsbericht": complaint.LetterExtension,
	"reactie": complaint.LetterResponse, "tussenbericht": complaint.LetterHolding, "sluitbrief": complaint.LetterClosing, "uitnodiging": complaint.LetterInvitation, "zittingsbrief": complaint.LetterHearing, "verslag": complaint.LetterReport, "brief-niet-ontvankelijk": complaint.LetterInadmissible,
	"gevolg": complaint.LetterFollowUp}

var grounds = map[string]complaint.Ground{"verklaart": complaint.GroundDeclared, "zwijgt": complaint.GroundNoAnswer, "kennelijk-ongegrond": complaint.GroundUnfounded,
	"onmogelijk": complaint.GroundNotPossible}

var inadmissibles = map[string]complaint.InadmissibleGround{"niet-van-ons": complaint.NotOurs, "al-behandeld": complaint.HandledBefore, "te-oud": complaint.OlderThanAYear,
	"bezwaar": complaint.ObjectionPossible, "beroep-open": complaint.AppealOpen, "rechter": complaint.InCourt, "strafzaak": complaint.UnderProsecution, "geen-belang": complaint.NoInterest,
	"kennelijk-ongegrond": complaint.ClearlyUnfounded, "kennelijk-onredelijk": complaint.Unreasonable, "onvolledig": complaint.Incomplete, "anders": complaint.OtherGround}

var findings = map[string]complaint.Finding{"gegrond": complaint.Upheld, "deels-gegrond": complaint.PartlyUpheld, "ongegrond": complaint.NotUpheld,
	"geen-oordeel": complaint.NoFinding}

var stages = map[complaint.Stage]string{complaint.StageReceived: "ontvangen", complaint.StageAcknowledged: "bevestigd", complaint.StageDecided: "besloten",
	complaint.StageExtended: "verlengd", complaint.StageAnswered: "beantwoord", complaint.StageClosed: "gesloten", complaint.StageWithdrawn: "ingetrokken",
	complaint.StageInadmissible: "niet-ontvankelijk", complaint.StageAppealed: "in beroep"}

var standings = map[complaint.Standing]string{complaint.Running: "loopt", complaint.Met: "gehaald", complaint.MetLate: "te laat gehaald",
	complaint.Overdue: "verstreken", complaint.Excused: "vervallen", complaint.NoTermYet: "loopt niet"}

var timeliness = map[complaint.Timeliness]string{complaint.InTerm: "binnen de termijn", complaint.InExtended: "binnen de verlengde termijn",
	complaint.TooLate: "te laat", complaint.Pending: "loopt nog", complaint.NotOwed: "niet verschuldigd"}

var steps = map[complaint.Step]string{complaint.StepDiscussion: "bespreken", complaint.StepAcknowledgement: "bevestigen", complaint.StepDelivery: "bezorgen",
	complaint.StepHearing: "horen", complaint.StepDecision: "beslissen", complaint.StepResponse: "reageren", complaint.StepReading: "lezen", complaint.StepClosing: "afsluiten", complaint.StepFollowUp: "opvolgen", complaint.StepNone: "niets"}

var lacking = map[complaint.Lacking]string{complaint.LacksComplaint: "klacht", complaint.LacksAcknowledgement: "ontvangstbevestiging",
	complaint.LacksDecision: "besluit", complaint.LacksHandling: "afhandeling", complaint.LacksDelivery: "bezorging",
	complaint.LacksReading: "bericht", complaint.LacksFollowUp: "opvolging"}

var refusals = map[string]string{
	"belofte na de uiterste datum":     "promise_after_due",
	"actie en belofte samen":           "action_and_promise",
	"nog niet compleet":                "incomplete",
	"eerst een besluit":                "decision_first",
	"de klager staat erin":             "names_complainant",
	"geen datum":                       "extension_without_date",
	"om welke reden niet":              "inadmissible_ground_missing",
	"geen reden":                       "reason_empty",
	"instemming van de klager nodig":   "consent_needed_again",
	"te ver zonder instemming":         "consent_needed_beyond",
	"de beklaagde is niet ingelicht":   "subject_not_told",
	"eerst horen":                      "hearing_missing",
	"het afschrift hoort erbij":        "copy_demanded",
	"de dag was er nog niet":           "waiver_not_asked",
	"geen verbetering":                 "correction_empty",
	"verlengen kan niet":               "extension_forbidden",
	"er loopt geen termijn":            "no_term_yet",
	"alleen een belofte is toegestaan": "kind_missing",
	"wat is gedaan is niet beantwoord": "done_unanswered",
	"de klacht is ingetrokken":         "already_withdrawn",
	"de brief mist iets":               "letter_lacks",
	"de beklaagde mag niet behandelen": "subject_cannot_handle",
	"geen e-mailadres":                 "no_email",
	"de klacht is nog niet afgesloten": "not_closed",
	"de klacht is in beroep":           "in_appeal",
	"er loopt al een beroep":           "appeal_running",
	"daar is al over geoordeeld":       "appeal_heard",
	"er is nog niets om tegen te gaan": "appeal_early",
	"een ingetrokken klacht":           "appeal_withdrawn",
	"geen beroepsinstantie":            "body_unknown",
	"geen gronden":                     "grounds_empty",
	"er is al een uitspraak":           "appeal_ended",
	"er is nog geen uitspraak":         "appeal_not_ended",
	"dit vraagt niets":                 "follow_not_owed",
	"er is al geschreven":              "already_followed",
	"geen dag waarop het klaar is":     "follow_by_missing",
	"die dag is voorbij":               "follow_by_past",
}

var kinds = map[complaint.Kind]string{complaint.KindReceived: "klacht ontvangen", complaint.KindReported: "doorgegeven aan de hoofdtrainer",
	complaint.KindAction: "directe actie", complaint.KindSubject: "beklaagde genoemd", complaint.KindDiscussed: "besproken",
	complaint.KindAcknowledged: "ontvangstbevestiging gemaakt", complaint.KindContacted: "contact met de klager", complaint.KindHeard: "gehoord",
	complaint.KindExtended: "verlengd tot", complaint.KindDecided: "besluit", complaint.KindResponded: "reactie gemaakt",
	complaint.KindAccepted: "klager gevraagd of het zo goed is", complaint.KindWithdrawn: "ingetrokken", complaint.KindInadmissible: "niet-ontvankelijk verklaard",
	complaint.KindExcepted: "stap niet mogelijk", complaint.KindClosed: "afgesloten", complaint.KindReopened: "heropend",
	complaint.KindLetter: "brief geschreven", complaint.KindDelivered: "brief aangekomen", complaint.KindFailed: "brief niet aangekomen",
	complaint.KindSideAsked: "naar de andere kant gevraagd", complaint.KindHearingSet: "uitgenodigd voor een gesprek", complaint.KindReport: "verslag gemaakt",
	complaint.KindReportSaid: "reactie op het verslag", complaint.KindDutyWaived: "afgezien",
	complaint.KindAppealed: "in beroep", complaint.KindAppealEnded: "uitspraak in beroep", complaint.KindFollowed: "gevolg van het beroep"}

// heldWord says in words what an event is, with the date it sets if it sets one.
func heldWord(e complaint.Event) string {
	switch e := e.(type) {
	case complaint.ActionTaken:
		if e.Nothing {
			return "nog niets gedaan"
		}
	case complaint.Acknowledged:
		if !e.Promise.IsZero() {
			return fmt.Sprintf("%s, belofte %s", kinds[e.Kind()], e.Promise)
		}
	case complaint.Extended:
		return fmt.Sprintf("%s %s", kinds[e.Kind()], e.Date)
	case complaint.Appealed:
		words := fmt.Sprintf("%s tegen %s", kinds[e.Kind()], againsts[e.Against])
		if e.Late {
			words += ", na de termijn"
		}
		return words
	case complaint.AppealEnded:
		for word, o := range outcomes {
			if o == e.Outcome {
				return fmt.Sprintf("%s: %s", kinds[e.Kind()], word)
			}
		}
	case complaint.RuledInadmissible:
		for word, g := range inadmissibles {
			if g == e.Ground {
				return fmt.Sprintf("%s: %s", kinds[e.Kind()], word)
			}
		}
	case complaint.AppealFollowed:
		return fmt.Sprintf("%s, klaar %s", kinds[e.Kind()], e.By)
	case complaint.Contacted:
		if e.Attempt {
			return "poging tot contact"
		}
	case complaint.LetterFailed:
		if e.Uncertain {
			return "onzeker of de brief aankwam"
		}
	}
	return kinds[e.Kind()]
}
