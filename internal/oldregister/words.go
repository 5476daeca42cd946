package oldregister

import (
	"slices"
	"strings"

	"wederhoor/internal/complaint"
)

// Codes of a status, which is told by events here and by one word there.
const (
	statusOpen         = "open"
	statusClosed       = "closed"
	statusWithdrawn    = "withdrawn"
	statusInadmissible = "inadmissible"
)

// worded is a code with the word that is written and the others that are read.
type worded struct{ code, label, also string }

var codes = map[Field][]worded{
	Channel: {
		{string(complaint.ChannelConversation), "gesprek", "mondeling,persoonlijk,in gesprek,live,balie"}, {string(complaint.ChannelPhone), "telefoon", "telefonisch,tel,gebeld,bellen"},
		{string(complaint.ChannelEmail), "e-mail", "email,mail,per mail,per e-mail"}, {string(complaint.ChannelLetter), "brief", "post,per post,schriftelijk,fax"},
		{string(complaint.ChannelForm), "formulier", "webformulier,website,klachtenformulier,online"}, {string(complaint.ChannelEvaluation), "evaluatie", "evaluatieformulier,enquete"},
		{string(complaint.ChannelSocial), "sociale media", "social media,facebook,linkedin,google,review,instagram"}, {string(complaint.ChannelMessage), "app", "whatsapp,sms,appje,chat"},
		{string(complaint.ChannelThirdParty), "iemand anders", "via derde,derde,via via"}, {string(complaint.ChannelOther), "anders", "overig,onbekend,other"}},
	Kind: {
		{string(complaint.FromClient), "opdrachtgever", "klant,bedrijf,werkgever,organisatie"}, {string(complaint.FromParticipant), "cliënt", "client,deelnemer,cursist,student,deelneemster,coachee,particulier"},
		{string(complaint.FromOther), "anders", "overig,ouder,buur,leverancier,collega"}, {string(complaint.FromUnknown), "onbekend", "anoniem,niet bekend"}},
	Severity:  {{"low", "laag", "gering,klein,1,low"}, {"middle", "middel", "gemiddeld,matig,normaal,2,medium"}, {"high", "hoog", "ernstig,groot,3,high"}},
	Satisfied: {{"yes", "ja", "j,yes,waar,akkoord,tevreden,x"}, {"no", "nee", "n,no,onwaar,niet akkoord,ontevreden,niet tevreden"}},
	Finding: {
		{string(complaint.Upheld), "gegrond", "ja,terecht,volledig gegrond"}, {string(complaint.PartlyUpheld), "deels gegrond", "gedeeltelijk gegrond,gedeeltelijk,deels,deels terecht"},
		{string(complaint.NotUpheld), "ongegrond", "nee,niet gegrond,onterecht"}, {string(complaint.NoFinding), "geen oordeel", "geen,n.v.t,nvt"}, {string(complaint.Resolved), "opgelost", "opgelost bij melding,direct opgelost"}},
	Status: {
		{statusOpen, "open", "lopend,loopt,loopt nog,in behandeling,nieuw,ontvangen,onderhanden,nog open,in onderzoek,wachten,bezig"},
		{statusClosed, "gesloten", "afgesloten,afgehandeld,opgelost,klaar,gereed,closed,dicht,afgerond,behandeld"},
		{statusWithdrawn, "ingetrokken", "teruggetrokken"}, {statusInadmissible, "niet in behandeling genomen", "niet-ontvankelijk,niet ontvankelijk"}},
}

// Codes lists the values of a field that has a fixed set of them, but for Category,
// whose words are the organisation's.
func Codes(f Field) []Choice {
	var all []Choice
	for _, w := range codes[f] {
		all = append(all, Choice{w.code, w.label})
	}
	return all
}

// Means reports whether a field has this code.
func Means(f Field, code string) bool {
	return slices.ContainsFunc(codes[f], func(w worded) bool { return w.code == code })
}

func label(f Field, code string) string {
	for _, w := range codes[f] {
		if w.code == code {
			return w.label
		}
	}
	return code
}

// codeOf finds the code of a word; ok is false when nobody knows it.
func codeOf(f Field, categories []Choice, word string) (string, bool) {
	h := fold(word)
	if f == Category {
		for _, c := range categories {
			if fold(c.Label) == h || fold(c.Code) == h {
				return c.Code, true
			}
		}
		return "", false
	}
	for _, w := range codes[f] {
		if h == fold(w.label) {
			return w.code, true
		}
		for also := range strings.SplitSeq(w.also, ",") {
			if h == also {
				return w.code, true
			}
		}
	}
	return "", false
}
