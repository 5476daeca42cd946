package staff

import (
	"fmt"
	"strings"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// stageTag names the stage; lateness replaces its colour, never its words alone.
func stageTag(s complaint.Stage, late bool) template.Tag { return template.StageTag(string(s), late) }

var channelWords = map[complaint.Channel]string{
	complaint.ChannelConversation: "gesprek", complaint.ChannelPhone: "telefoon", complaint.ChannelEmail: "e-mail", complaint.ChannelLetter: "brief",
	complaint.ChannelForm: "formulier", complaint.ChannelEvaluation: "evaluatie", complaint.ChannelSocial: "sociale media",
	complaint.ChannelMessage: "app", complaint.ChannelThirdParty: "iemand anders", complaint.ChannelOther: "anders",
}

var kindWords = map[complaint.ComplainantKind]string{
	complaint.FromClient: "opdrachtgever", complaint.FromParticipant: "cliënt", complaint.FromOther: "anders", complaint.FromUnknown: "",
}

var termWords = map[complaint.TermID]string{
	complaint.TermDiscuss: "Overleggen", complaint.TermAcknowledge: "Bevestigen", complaint.TermDecide: "Besluit of contact", complaint.TermRespond: "Antwoord", complaint.TermFollow: "Uitspraak opvolgen",
}

var roleWords = map[access.Role]string{
	access.Lead: "Hoofdtrainer", access.Deputy: "Plaatsvervanger", access.Partner: "Partner", access.Trainer: "Trainer", access.CoTrainer: "Co-trainer",
	access.Intervisor: "Intervisor", access.Freelancer: "Freelancer", access.Coordinator: "Klachtencoördinator", access.Confidant: "Vertrouwenspersoon", access.Auditor: "Auditor",
	access.PrivacyOfficer: "Privacyfunctionaris", access.Administrator: "Beheerder",
}

var viaWords = map[complaint.Via]string{complaint.ViaEmail: "per e-mail", complaint.ViaPost: "per post", complaint.ViaHand: "overhandigd", complaint.ViaPage: "op de eigen pagina"}

var purposeWords = map[complaint.LetterPurpose]string{
	complaint.LetterAcknowledgement: "Ontvangstbevestiging", complaint.LetterExtension: "Brief over de nieuwe datum",
	complaint.LetterHolding: "Bericht hoe het staat", complaint.LetterClosing: "Bevestiging van het einde", complaint.LetterInvitation: "Uitnodiging om te reageren",
	complaint.LetterHearing: "Uitnodiging voor een gesprek", complaint.LetterReport: "Verslag van het gesprek", complaint.LetterSubjectTold: "Bericht over de nieuwe datum aan wie de klacht betreft", complaint.LetterResponse: "Antwoord", complaint.LetterInadmissible: "Brief: niet in behandeling",
	complaint.LetterFollowUp: "Brief over de uitspraak", complaint.LetterAccessLater: "Brief: vraag over gegevens duurt langer", complaint.LetterAccessRefused: "Brief: vraag over gegevens afgewezen",
	complaint.LetterRequestGranted: "Brief: vraag over gegevens gedaan",
}

// left says how long there is, in words that stand next to a date.
func left(due, today calendar.Date) string {
	switch n := due.Sub(today); {
	case n == 0:
		return "vandaag"
	case n == 1:
		return "morgen"
	case n > 1:
		return fmt.Sprintf("nog %d dagen", n)
	case n == -1:
		return "1 dag te laat"
	default:
		return fmt.Sprintf("%d dagen te laat", -n)
	}
}

// tone is the colour that goes with left.
func tone(due, today calendar.Date) string {
	switch n := due.Sub(today); {
	case n < 0:
		return "late"
	case n <= 2:
		return "soon"
	}
	return ""
}

// days draws the term of the answer as seven blocks.
func days(o complaint.Obligation, today calendar.Date) template.Days {
	d := template.Days{Used: min(7, max(0, today.Sub(o.Start))), Tone: tone(o.Due, today)}
	if n := today.Sub(o.Due); n > 0 && o.Open() {
		d.Used, d.Over = 7, min(5, n)
	}
	if d.Tone == "" && o.Due.After(o.Original) {
		d.Tone = "calm"
	}
	return d
}

func shortDay(d calendar.Date) string {
	short, _, _ := strings.Cut(d.ShortWords("nl"), " ")
	return short
}

// dayShort is a date in a list: "12 nov".
func dayShort(d calendar.Date) string {
	_, rest, _ := strings.Cut(d.ShortWords("nl"), " ")
	return rest
}

// when says a moment in full: "maandag 16 november, 16.40 uur".
func when(at time.Time, zone *time.Location) string {
	return kit.When("nl", at, zone)
}

func datetime(at time.Time, zone *time.Location) string {
	return at.In(zone).Format("2006-01-02T15:04")
}

func firstName(m store.Member) string {
	first, _, _ := strings.Cut(m.Name, " ")
	return first
}

// complainantWords names the complainant in lists.
func complainantWords(name string) string {
	if name == "" {
		return "anoniem"
	}
	return name
}

// surname is what the week strip shows: the last word of a name.
func surname(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return "anoniem"
	}
	if len(words) > 2 && strings.ToLower(words[len(words)-2]) == words[len(words)-2] {
		return strings.ToUpper(words[len(words)-2][:1]) + words[len(words)-2][1:] + " " + words[len(words)-1]
	}
	return words[len(words)-1]
}

func firstWord(s string) string {
	first, _, _ := strings.Cut(s, " ")
	return first
}
