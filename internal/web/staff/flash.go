package staff

import (
	"net/http"

	"wederhoor/internal/web/template"
)

// flash says once what was just done.
func (p *pages) flash(w http.ResponseWriter, r *http.Request) template.Flash {
	return template.Flash{Text: flashWords[p.TakeFlash(w, r)]}
}

var flashWords = map[string]string{ //nolint:gosec // words about a password, not one
	"backup":     "Goed. Vanaf nu gaan reservekopieën met dit herstelblad open.",
	"sheet":      "Goed. Het herstelblad klopt. Over een jaar vragen we het weer.",
	"discussion": "Vastgelegd. Wie bevestigt, krijgt een seintje zonder de inhoud.", "acknowledgement": "De bevestiging is geschreven.",
	"contact": "Het contact is vastgelegd.", "hearing": "De andere kant is vastgelegd.", "invitation": "De uitnodiging is geschreven. De klager ziet haar niet.", "response": "Het antwoord is geschreven.",
	"hearing-invitation": "De uitnodiging voor het gesprek is geschreven.", "report": "Het verslag is bewaard en gaat naar wie het krijgt.", "report-reaction": "De reactie staat naast het verslag.",
	"waiver": "Vastgelegd waarom dit niet hoeft.", "side-closing": "De pagina is dicht. De code werkt niet meer.",
	"holding": "De brief is geschreven. Er verandert geen datum.", "extension": "De brief over de nieuwe datum is geschreven. De datum verschuift als hij is aangekomen.", "correction": "Aangepast. Wat er stond, blijft te lezen in het verloop.",
	"withdrawal": "Vastgelegd: de klager trekt de klacht in.", "inadmissibility": "Vastgelegd. De klager krijgt een brief.", "reopening": "De klacht is weer open.",
	"closing": "De klacht is afgesloten.", "exception": "Vastgelegd waarom deze stap niet kan.", "action": "De actie staat erbij.", "remedy": "Vastgelegd dat het gedaan is.",
	"acceptance": "Vastgelegd hoe de klager het vindt.", "delivery": "Vastgelegd dat de brief weg is.", "readers": "Aangepast wie kan meelezen.",
	"subject": "Vastgelegd over wie het gaat. Die persoon ziet dit dossier niet.", "note": "De notitie staat erbij.", "reading": "Vastgelegd: het bericht is gelezen.",
	"appeal": "Vastgelegd. De klacht blijft open tot er een uitspraak is.", "outcome": "De uitspraak is vastgelegd.", "follow-up": "De brief over de uitspraak is geschreven.",
	"recusal": "Deze persoon ziet het dossier niet meer.", "clearing": "Voor deze persoon gelden weer de gewone regels.",
	"recalled": "De brief is teruggenomen. Er ging niets weg.", "resent": "De brief gaat nog één keer weg.",
	"signed_out": "Deze persoon is op elk apparaat uitgelogd.",
	"left":       "De toegang is gestopt. Wat nog moest gebeuren, is overgedragen.", "member": "Aangepast. Deze persoon logt opnieuw in en ziet dan wat er nu mag.",
	"attendance": "Bewaard. Zo staat het nu in de cijfers.", "attendance_none": "Bewaard. Er is nu niets ingevuld. Daarom zeggen de cijfers niets over deelnemers.", "settings": "Bewaard. Zo ziet het er nu uit.", "lists": "Bewaard. Dit staat nu in de formulieren.", "procedure_read": "Dank je. Je hebt deze versie bevestigd.",
	"text": "Bewaard. Nieuwe brieven krijgen deze tekst.", "standard": "Deze brief heeft weer de standaardtekst.",
	"draft": "Het concept is bewaard. Er verandert nog niets.", "published": "De nieuwe versie geldt vanaf nu.", "dropped": "Het concept is weg.",
	"app": "Je app is ingesteld.", "app_removed": "De app is verwijderd.", "password": "Je wachtwoord is gewijzigd. Op andere apparaten ben je uitgelogd.",
	"sessions": "Daar ben je uitgelogd.", "passkey_added": "De passkey is toegevoegd. Je kunt er nu mee inloggen.", "passkey_renamed": "De naam is aangepast.",
	"questionnaire": "De vragenlijst staat open. Laat de deelnemers de code scannen.", "questionnaire_closed": "De vragenlijst is gesloten.",
	"proof_mail": "Bewaard. De eerste e-mail gaat zo weg.", "proof_mail_off": "Bewaard. Er gaat geen bewijs meer per e-mail weg.",
	"old_undone":        "Alles van deze keer is weg.",
	"evaluation_judged": "Vastgelegd wat je koos.", "evaluation_split": "Het zijn nu twee reacties. Beoordeel ze allebei.",
	"evaluation_imported":  "De reacties zijn ingelezen. Wat al eerder was ingelezen, telt niet opnieuw.",
	"evaluation_complaint": "De klacht staat in het register.", "evaluation_merged": "De reactie ligt in het dossier.", "evaluation_dismissed": "Vastgelegd: dit is geen klacht.",
	"mail_complaint": "De klacht staat in het register.", "mail_reply": "De e-mail ligt in het dossier.",
	"mail_refusal": "Vastgelegd: dit is geen klacht. Je kunt hem hieronder nog 90 dagen bekijken.",
	"room_message": "Verstuurd. De klager krijgt een seintje.", "room_promise": "De klager weet wanneer u antwoordt.", "room_note": "Uw notitie is bewaard.",
	"room_note-removal": "De notitie is vernietigd.", "room_outcome": "Uw oordeel is verstuurd aan de klager en de organisatie.", "room_end": "Het gesprek is vernietigd.",
	"review_opened": "De toetsing is begonnen. Begin met de acties van vorige keer.", "review_decided": "Bewaard.", "review_later": "Deze komt later terug.", "review_attendees": "Aangepast wie er meedoen.",
	"review_removal": "De toetsing is gestopt.", "review_minutes": "Je tekst is bewaard.", "review_conclusion": "De toetsing is afgerond. Alles staat nu vast.", "review_signature": "Je hebt het verslag ondertekend.",
	"review_acceptance": "De toetsingen zijn gekoppeld.", "review_separation": "De koppeling is los.",
	"report_": "Bewaard. Hieronder zie je hoe het eruitziet.", "report_publication": "Het jaarverslag is openbaar.", "report_withdrawal": "Het verslag is ingetrokken.",
	"improvement_done": "Mooi. Bij de volgende toetsing kijken jullie of het hielp.", "improvement_move": "De actie is aangepast.", "improvement_effect": "Bewaard of het hielp.",
	"room_locked":    "Uw kamer is dicht.",
	"access-request": "Vastgelegd. Op Vandaag staat tot wanneer je hebt.", "access-extension": "De brief is geschreven. De datum verschuift als hij op tijd aankomt.", "access-refusal": "De brief is geschreven.", "access-grant": "De brief is geschreven. Komt hij aan, dan is de vraag beantwoord.",
	"access-delivery": "Vastgelegd dat diegene het pakket heeft.", "pack_made": "Het pakket is gemaakt. Download het en geef het.", "breach_saved": "Bewaard.", "processing": "Bewaard.",
	"outside_kept": "Bewaard. Je kunt later verder.", "outside_made": "Het bestand is gemaakt. Je kunt het hier downloaden.",
	"passkey_removed": "De passkey is verwijderd.",
	"rectification":   "Vastgelegd. Het staat nu bij het verhaal.", "restriction": "Vastgelegd of deze klacht beperkt is.", "redaction": "Voorgesteld. Iemand anders moet nog bevestigen.", "redacted": "Onleesbaar gemaakt. De woorden zijn echt weg.", "redaction_stopped": "Het blijft leesbaar.",
	"hold": "Vastgelegd of deze klacht moet blijven.", "erasure-stop": "Deze klacht blijft.",
	"erasure_proposed": "Voorgesteld. Iemand anders moet nog bevestigen.", "erasure_confirmed": "Bevestigd. De klacht wordt gewist als de wachttijd om is.", "clock": "Dank je. Wissen gaat weer door.",
}
