package staff

import (
	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

// parkedWords says why a mail waits for a person, and what they can do.
var parkedWords = map[string]struct{ why, do string }{
	register.ParkedNotWhole:   {"De e-mail is te groot om helemaal op te halen.", "Lees het begin. Bekijk de hele e-mail in de mailbox zelf."},
	register.ParkedUnreadable: {"We konden deze e-mail niet lezen, ook niet na een paar keer proberen.", "Download hem, of bekijk hem in de mailbox zelf."},
	register.ParkedEncrypted:  {"De e-mail is versleuteld. Hier kan niemand hem lezen.", "Vraag de afzender om hem nog een keer gewoon te sturen."},
	register.ParkedEmpty:      {"Er staat niets in en er zit niets bij.", "Vraag de afzender wat die wilde zeggen."},
	register.ParkedNoSender:   {"Er staat geen afzender bij aan wie we kunnen antwoorden.", "Lees wat er staat. Ook zonder afzender kan het een klacht zijn."},
	register.ParkedSpam:       {"De mailserver denkt dat dit reclame of oplichting is.", "Lees de tekst en klik nergens op. Is het toch een klacht? Neem hem dan aan."},
	register.ParkedStranger:   {"Dit lijkt een antwoord op een brief van ons, maar het komt van een ander adres.", "Kijk of de schrijver bij die klacht hoort. Is die uitgenodigd om te reageren? Dan komt de e-mail in het dossier als de andere kant."},
	register.ParkedForged:     {"Dit lijkt een antwoord op een brief van ons, maar de afzender is misschien vals.", "Bel de klager voor je deze e-mail in het dossier legt."},
	register.ParkedNumber:     {"In het onderwerp staat het nummer van een klacht.", "Hoort de e-mail daarbij? Leg hem dan in dat dossier."},
	register.ParkedReport:     {"Een mailserver meldt dat een bericht niet aankwam, maar we weten niet welk.", "Lees om welk adres het gaat en zoek de klacht die erbij hoort."},
}

// refusedWords says why a mail was not taken in.
var refusedWords = map[string]string{
	register.RefusedOwn:      "Een bericht van onszelf kwam terug.",
	register.RefusedReport:   "Een mailserver meldde dat een brief later komt, of toch is aangekomen.",
	register.RefusedBefore:   "De e-mail lag al in de mailbox voordat die werd gekoppeld.",
	register.RefusedByPerson: "Iemand keek ernaar: geen klacht.",
	register.RefusedTest:     "Een proefbericht van wie de mail beheert.",
}

// ends are the states in the order of the balance.
var ends = []store.MailState{store.MailComplaint, store.MailReply, store.MailReport, store.MailParked, store.MailStored, store.MailRefused, store.MailAgain}

var countWords = map[store.MailState]string{
	store.MailComplaint: "Klachten", store.MailReply: "Bij een klacht", store.MailReport: "Over een brief", store.MailParked: "Wachten nog",
	store.MailStored: "Nog te lezen", store.MailRefused: "Niet aangenomen", store.MailAgain: "Dubbel",
}

// endWords says what became of one mail.
var endWords = map[store.MailState]string{
	store.MailComplaint: "Klacht", store.MailReply: "Bericht bij een klacht", store.MailReport: "Melding: een brief kwam niet aan", store.MailParked: "Wacht op een oordeel",
	store.MailStored: "Wordt zo gelezen", store.MailRefused: "Niet aangenomen", store.MailAgain: "Kwam al eerder binnen",
}

// troubleWords says why a mailbox is not read, and what to do.
var troubleWords = map[string]string{
	"sign_in":     "De mailserver neemt het wachtwoord niet aan. Vraag wie de mail beheert om een nieuw.",
	"folder":      "De map in de mailbox is er niet, of we mogen er niet in. Vraag het na bij wie de mail beheert.",
	"encryption":  "De verbinding met de mailserver is niet veilig. Daarom lezen we nu niets. Vraag het na bij wie de mail beheert.",
	"unreachable": "De mailserver antwoordt niet. We proberen het vanzelf opnieuw. Duurt het lang, bel dan wie de mail beheert.",
	"protocol":    "De mailserver zegt iets wat we niet begrijpen. We proberen het vanzelf opnieuw. Duurt het lang, bel dan wie de mail beheert.",
	"storage":     "We konden de e-mail niet bewaren. Vraag wie het register beheert of de schijf vol is.",
	"other":       "Het lezen lukt nu niet. We proberen het vanzelf opnieuw. Duurt het lang, vraag het dan na bij wie het register beheert.",
}

// alarmWords says on Vandaag what does not flow, with since when. A letter that
// failed is a step in its own dossier.
var alarmWords = map[string]string{
	register.AlarmNotStored: "Er kan niets worden opgeslagen, sinds %s. Lezen gaat door. Vraag wie de computer beheert: is er ruimte op de schijf, en mag het programma erop schrijven?",
	register.AlarmSilent:    "Een mailbox is niet gelezen sinds %s. Er kan een klacht in liggen.",
	register.AlarmWork:      "E-mail gaat niet weg, sinds %s. Klagers krijgen dus niets.",
	register.AlarmUnsettled: "E-mail die binnenkwam, is nog niet verwerkt, sinds %s.",
	register.AlarmLedger:    "In een mailbox ligt e-mail die niet in het register staat. Gezien: %s.",
	register.AlarmSecret:    "Een wachtwoord voor de e-mail verloopt binnenkort, of is verlopen. Gemeld sinds %s.",
}

// problemWords says what was odd about a mail. A code without words tells a
// person nothing they could use.
var problemWords = map[string]string{
	"not_mail":          "Dit heeft niet de vorm van een e-mail. We tonen alles als tekst.",
	"truncated":         "De e-mail is groter dan 25 MB. Het einde ontbreekt hier.",
	"too_deep":          "Er zitten berichten in berichten. Het diepste is een bijlage.",
	"too_many_parts":    "De e-mail heeft heel veel stukken. Misschien ontbreekt er iets.",
	"header_too_large":  "De kop van de e-mail klopt niet. Een stuk is overgeslagen.",
	"bad_header":        "De kop van de e-mail klopt niet. Een stuk is overgeslagen.",
	"field_too_long":    "Het onderwerp of een naam is heel lang. We tonen het begin.",
	"text_too_long":     "De tekst is heel lang. Het einde staat alleen in de e-mail zelf.",
	"unfinished":        "De e-mail houdt ineens op. Misschien ontbreekt het einde.",
	"no_parts":          "De e-mail is anders opgebouwd dan hij zegt. We tonen hem als tekst.",
	"charset_unknown":   "Sommige letters kunnen verkeerd staan.",
	"charset_guessed":   "Sommige letters kunnen verkeerd staan.",
	"bad_encoding":      "Een stuk is beschadigd. Een bijlage kan kapot zijn.",
	"encrypted":         "Een stuk is versleuteld. Dat kunnen we niet lezen.",
	"signed":            "Er zit een digitale handtekening bij. Die hebben we niet nagekeken.",
	"winmail":           "De bijlagen zitten in het bestand winmail.dat. Outlook kan dat openen.",
	"no_from":           "Er staat geen afzender bij.",
	"several_from":      "Er staan meer afzenders bij. We tonen de eerste.",
	"repeated_field":    "Een regel in de kop staat er vaker in. We tonen de eerste.",
	"unsafe_name":       "Een bijlage had een vreemde naam. Die hebben we aangepast.",
	"text_of_forwarded": "De afzender schreef zelf niets. Dit is de tekst van het bericht dat erin zit.",
	"fault":             "Bij het lezen ging bij ons iets mis. Misschien ontbreekt er iets.",
}
