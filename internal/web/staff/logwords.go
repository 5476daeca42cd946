package staff

import (
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

var logKindWords = map[register.LogKind]string{
	register.LogOpened: "Geopend of opgehaald", register.LogNames: "Gezocht en namen getoond", register.LogAccess: "Toegang gegeven en genomen",
	register.LogDoor: "In- en uitloggen", register.LogRefused: "Geweigerd", register.LogLooked: "Logboek bekeken",
}

// didWords says what somebody did; the detail, a name, stands at %.
var didWords = map[access.Action]string{
	access.ReadContent: "opende het dossier", access.ReadSummary: "bekeek hoe het loopt", access.ReadLog: "las het logboek", access.Deliver: "las een brief om hem te versturen", access.Review: "las de klacht zonder namen, voor de jaartoetsing", store.LogReview: "legde iets vast in de jaartoetsing",
	store.LogSearch: "zag de klacht bij het zoeken", store.LogUnmask: "liet de naam zien in een lijst", store.LogDownload: "haalde een bijlage of brief op",
	store.LogExport: "haalde gegevens uit het register", store.LogBrought: "nam het hele register over van een andere plek", store.LogBackup: "maakte een reservekopie van alles, verzegeld", store.LogProofMail: "veranderde wie buiten het team het bewijs krijgt", store.LogReport: "maakte een verslag van wie wat zag", store.LogGrant: "gaf % toegang", store.LogRevoke: "nam de toegang van % weg",
	access.ReadOwnSide: "las wat er voor de andere kant is neergelegd", access.BreakGlass: "gebruikte noodtoegang: %", store.LogSignIn: "logde in", store.LogSignInFailed: "kwam er niet in", store.LogSignOut: "logde uit",
	store.LogInvited: "nodigde % uit", store.LogRoleChanged: "veranderde de rol van %", store.LogLeft: "zette % op gestopt", store.LogReset: "maakte een weg terug voor %", store.LogSignedOut: "logde % overal uit",
}

var triedWords = map[access.Action]string{access.ReadContent: "wilde het dossier openen", access.ReadSummary: "wilde zien hoe het loopt", access.ReadLog: "wilde weten wie er meekeek"}

func did(l register.Seen) string {
	switch {
	case l.Tried:
		return "zocht een nummer op dat niet te openen is"
	case !l.Allowed && !l.AtTheDoor():
		if words := triedWords[l.Action]; words != "" {
			return words
		}
		return "wilde iets doen in het dossier"
	case l.Action == store.LogPage:
		return "wilde een pagina openen die niet voor deze rol is: " + l.Detail
	case l.Action == store.LogSignIn && l.Detail != "": // lines of before do not say how
		return "logde in " + cameInWords[l.Detail]
	case l.Action == store.LogFactor:
		return factorWords[l.Detail]
	case l.Action == store.LogProofFailed:
		return proofWords[l.Detail]
	case l.Action == store.LogMail:
		return mailWords[l.Detail]
	case l.Action == store.LogEvaluation:
		return evaluationWords[l.Detail]
	case l.Action == store.LogOldRegister:
		return oldWords[l.Detail]
	case l.Action == access.ReadLog && l.Dossier != "":
		return "keek wie er meekeek"
	case l.Action == access.ReadLog && l.Detail != "":
		return "las het logboek van " + l.Detail
	}
	return strings.Replace(didWords[l.Action], "%", orSomebody(l.Detail), 1)
}

// factorWords says what somebody changed about how they sign in.
var factorWords = map[string]string{ //nolint:gosec // words about a password, not one
	"password": "koos een ander wachtwoord", "app": "stelde een app met codes in", "app_removed": "haalde de app met codes weg", "recovery": "maakte nieuwe herstelcodes",
	"passkey": "maakte een passkey", "passkey_removed": "verwijderde een passkey", "directory": "koppelde het account van de organisatie",
	"directory_removed": "ontkoppelde het account van de organisatie", "confidant_key": "maakte een sleutel voor gesprekken", "reset": "begon opnieuw na het herstellen van de toegang",
}

// cameInWords says by what somebody signed in.
var cameInWords = map[string]string{ //nolint:gosec // words about a password, not one
	register.ByPassword: "met een wachtwoord", register.ByApp: "met een code uit de app", register.ByRecovery: "met een herstelcode", register.ByPasskey: "met een passkey",
	register.ByLink: "met een link uit een e-mail", register.ByDirectory: "met het account van de organisatie", register.ByNewFactor: "en stelde de tweede stap in",
}

// proofWords says what somebody showed that was refused.
var proofWords = map[string]string{ //nolint:gosec // words about a password, not one
	register.ProofCode: "typte een code van de app die niet klopte", register.ProofRecovery: "typte een herstelcode die niet klopte",
	register.ProofAgain: "kon niet opnieuw laten zien wie het was", register.ProofPasskey: "gebruikte een passkey die niet werd aangenomen",
	register.ProofLink: "gebruikte een inloglink die niet werkte",
}

func orSomebody(name string) string {
	if name == "" {
		return "iemand"
	}
	return name
}

// evaluationWords says what somebody did with answers of evaluation forms.
var evaluationWords = map[string]string{
	"imported": "importeerde evaluatieformulieren", "opened": "las een reactie uit een evaluatie", "complaint": "maakte een klacht van een reactie uit een evaluatie",
	"asked": "maakte een vragenlijst", "closed": "sloot een vragenlijst", "results": "bekeek de uitkomst van een vragenlijst",
	"merged": "legde een reactie uit een evaluatie in het dossier", "no_complaint": "vond een reactie uit een evaluatie geen klacht",
}

// oldWords says what somebody did with an old register.
var oldWords = map[string]string{"asked": "begon een oud register over te nemen", "imported": "nam een oud register over", "undone": "haalde een overgenomen register weer weg"}

// mailWords says what somebody did with a mail that came in.
var mailWords = map[string]string{
	"opened": "las een binnengekomen e-mail", "downloaded": "haalde een binnengekomen e-mail op", "named": "liet de afzenders van binnengekomen e-mail zien",
	"registered": "maakte een klacht van een e-mail", "filed": "legde een e-mail in het dossier", "refused": "nam een e-mail niet aan",
}

// ruleWords says by which rule of package access somebody saw something or not:
// of another, by first name, and of oneself.
var ruleWords = map[string]*[2]string{
	"leads": {"omdat %s de leiding heeft", "omdat je de leiding hebt"}, "stands_in_for_the_leads": {"omdat %s voor de leiding invalt", "omdat je voor de leiding invalt"},
	"handles": {"omdat %s de klacht behandelt", "omdat je de klacht behandelt"}, "acknowledges": {"omdat %s de ontvangst bevestigt", "omdat je de ontvangst bevestigt"},
	"reads_along": {"omdat %s meeleest", "omdat je meeleest"}, "reported_it_just_now": {"omdat %s de klacht doorgaf", "omdat je de klacht doorgaf"},
	"reported_it": {"omdat %s de klacht doorgaf", "omdat je de klacht doorgaf"}, "reported_it_by_link": {"omdat %s de klacht doorgaf", "omdat je de klacht doorgaf"},
	"broke_the_glass": {"omdat %s noodtoegang heeft", "omdat je noodtoegang hebt"}, "may_break_the_glass": {"omdat %s noodtoegang mag vragen", "omdat je noodtoegang mag vragen"},
	"keeps_the_terms": {"omdat %s de termijnen bewaakt", "omdat je de termijnen bewaakt"}, "audits": {"omdat %s toetst", "omdat je toetst"},
	"guards_privacy":       {"omdat %s de privacy bewaakt", "omdat je de privacy bewaakt"},
	"subject_of_complaint": {"omdat de klacht over %s gaat", "omdat de klacht over jou gaat"}, "recused": {"omdat %s belang heeft bij de uitkomst", "omdat je belang hebt bij de uitkomst"},
	"second_factor_missing": {"omdat %s nog niet helemaal was ingelogd", "omdat je nog niet helemaal was ingelogd"}, "only_by_link": {"omdat %s met een link binnenkwam", "omdat je met een link binnenkwam"},
	"involvement_ended": {"omdat de rol van %s voorbij is", "omdat je rol voorbij is"}, "no_need_to_know": {"omdat %s er geen rol in heeft", "omdat je er geen rol in hebt"},
}
