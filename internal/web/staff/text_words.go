package staff

import (
	"fmt"

	"wederhoor/internal/letter"
)

var letterNames = map[letter.Name]string{
	letter.Received: "Ontvangst van het formulier", letter.AcknowledgeAction: "Bevestiging: wat we al hebben gedaan",
	letter.AcknowledgePromise: "Bevestiging: op welke dag het antwoord komt", letter.Extended: "Nieuwe datum",
	letter.Held: "Bericht hoe het staat", letter.Responded: "Antwoord op de klacht", letter.NotTaken: "Niet in behandeling", letter.Ended: "Bevestiging van het einde", letter.Followed: "Brief over de uitspraak", letter.Invited: "Uitnodiging om te reageren",
}

var languageNames = map[string]string{"nl": "Nederlands", "en": "Engels"}

// slotWords says what becomes of each placeholder.
var slotWords = map[letter.Slot]string{
	letter.SlotName:         "De naam van wie de brief krijgt. Is er geen naam, dan staat er ‘Goedendag,’. Hoort in de eerste alinea.",
	letter.SlotRef:          "Het nummer van de klacht.",
	letter.SlotOrganisation: "De naam van je organisatie.",
	letter.SlotPhone:        "Je telefoonnummer. Is er geen nummer, dan valt de alinea weg.",
	letter.SlotReceived:     "De dag waarop de klacht kwam. Weten we die niet, dan staat er onze eigen zin.",
	letter.SlotDue:          "De dag waarop het antwoord er uiterlijk is. Kan dat niet meer, dan staat er onze eigen zin.",
	letter.SlotNewDue:       "De nieuwe dag waarop het antwoord er uiterlijk is.",
	letter.SlotOldDue:       "De zin die zegt welke dag niet lukt.",
	letter.SlotThanks:       "Onze zin die bedankt voor het gesprek, de brief of de e-mail.",
	letter.SlotWords:        "Wat de schrijver zelf tegen deze klager zegt.",
	letter.SlotAbout:        "De zin die zegt waar de klacht over gaat.",
	letter.SlotInquiry:      "Onze zin over het uitzoeken.",
	letter.SlotProgress:     "Hoe ver jullie zijn, zoals de schrijver het zegt.",
	letter.SlotSteps:        "Wat er nog gebeurt. Is er niets gezegd, dan valt het weg.",
	letter.SlotEnding:       "De zin die zegt hoe het eindigde: ingetrokken, tevreden of beantwoord.",
	letter.SlotKept:         "De maand tot wanneer het dossier bewaard blijft. Is die er niet, dan valt de alinea weg.",
	letter.SlotSubstance:    "Waar de klacht over gaat, zoals de schrijver het zegt. Niet wat de klager schreef.",
	letter.SlotReactBy:      "De dag tot wanneer iemand kan reageren.",
	letter.SlotDecision:     "Het besluit, in onze woorden.",
	letter.SlotAction:       "Wat er al is gedaan, als lijst.",
	letter.SlotReasons:      "De reden die de schrijver opgeeft.",
	letter.SlotRemedies:     "Wat jullie gaan doen, met de dag en wie het doet. Is er niets, dan valt het weg.",
	letter.SlotAppeal:       "Waar de klager heen kan die niet tevreden is. Staat er als de procedure dat vraagt.",
	letter.SlotCode:         "De zin met de code, en waar de klager daarmee meekijkt.",
	letter.SlotSignature:    "Wie ondertekent, met functie en organisatie.",
}

// mistakeWords says what is wrong with a text, and what would be right.
func mistakeWords(m letter.Mistake) string {
	where := ""
	if m.Line > 0 {
		where = fmt.Sprintf("Regel %d: ", m.Line)
	}
	switch m.Code {
	case letter.MistakeUnknown:
		return fmt.Sprintf("%s%s hoort niet in deze brief. Bedoel je %s?", where, m.Typed, m.Meant)
	case letter.MistakeTwice:
		return fmt.Sprintf("%s%s staat er al. Eén keer is genoeg.", where, m.Meant)
	case letter.MistakeMissing:
		return fmt.Sprintf("Zet %s erin. Deze brief kan niet zonder.", m.Meant)
	case letter.MistakeBraces:
		return fmt.Sprintf("%shier staat %s. Schrijf %s, met één haakje aan elke kant.", where, m.Typed, m.Meant)
	case letter.MistakeNotFirst:
		return fmt.Sprintf("%szet %s in de eerste alinea, in de aanhef.", where, m.Meant)
	case letter.MistakeSubject:
		return fmt.Sprintf("Haal %s weg. Wie meekijkt op een scherm, ziet deze regel ook.", m.Typed)
	}
	return fmt.Sprintf("Dit is te lang. Tot %d tekens lukt het.", m.Limit)
}
