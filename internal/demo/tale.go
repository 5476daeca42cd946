package demo

import (
	"slices"
	"strings"

	"wederhoor/internal/complaint"
)

// tale is one invented complaint: what was said and how it went. What is said
// to the complainant (reason, remedy, did) says "u".
type tale struct {
	days                          int // before today that it came in
	hour                          int
	channel                       complaint.Channel
	from                          complaint.ComplainantKind
	name                          string // "" is anonymous
	by                            string // who passed it on; "" is the complainant
	title, category, about, story string
	wish                          string
	did                           string // what was done at once
	told                          string // what the complainant added when heard
	other, said                   string // a colleague's side, and what they said
	course                        course
	finding                       complaint.Finding
	reason                        string
	remedy                        []string
	ground                        complaint.InadmissibleGround
	kinds                         sorts           // of the remedies, as far as it was said
	money                         complaint.Cents // of the first remedy
	grounds                       string          // why the complainant appealed
	mood                          mood
}

// course is how a complaint goes, from receipt to where it stands.
type course func(*line)

// mood is what the complainant thought of the answer.
type mood string

const (
	notAsked  mood = ""
	satisfied mood = "satisfied"
	sour      mood = "unsatisfied"
)

// Short names for what the tales use on every line.
const (
	form         = complaint.ChannelForm
	phone        = complaint.ChannelPhone
	conversation = complaint.ChannelConversation
	email        = complaint.ChannelEmail
	evaluation   = complaint.ChannelEvaluation
	message      = complaint.ChannelMessage
	post         = complaint.ChannelLetter

	client      = complaint.FromClient
	participant = complaint.FromParticipant
	other       = complaint.FromOther
	unknown     = complaint.FromUnknown

	upheld = complaint.Upheld
	partly = complaint.PartlyUpheld
	not    = complaint.NotUpheld
	none   = complaint.NoFinding

	explained    = complaint.RemedyInformation
	anew         = complaint.RemedyAgain
	moneyBack    = complaint.RemedyRefund
	compensation = complaint.RemedyCompensation
	differently  = complaint.RemedyChange

	notOurs = complaint.NotOurs
)

// sorts are what sort of thing each remedy of a tale is.
type sorts []complaint.RemedyKind

// What the trainings are called; none of them exists.
const (
	lastige    = "Training ‘Lastige gesprekken’"
	ruimte     = "Coachtraject ‘Ruimte nemen’"
	leergang   = "Leergang ‘Coachend leidinggeven’"
	intervisie = "Intervisie dinsdaggroep"
	grenzen    = "Training ‘Grenzen stellen’"
	presentie  = "Tweedaagse ‘Sterk voor de groep’"
)

// tales is the whole year; what waits today comes last.
func tales() []tale {
	return slices.Concat(autumn(), winter(), spring(), summer(), lately(), open())
}

// address is where the complainant can be mailed, if they told.
func (t tale) address() string {
	if t.name == "" || t.channel == phone || t.channel == conversation || t.channel == post || t.channel == message {
		return ""
	}
	words := strings.Fields(strings.ToLower(t.name))
	return words[0][:1] + "." + words[len(words)-1] + "@voorbeeld.example"
}

// via is how letters are written: the demo has no mail server.
func (t tale) via() complaint.Via {
	switch t.channel {
	case form:
		return complaint.ViaPage
	case conversation:
		return complaint.ViaHand
	}
	return complaint.ViaPost
}

// how is the way a letter really went: who left an address was mailed by hand.
func (t tale) how() complaint.Via {
	if t.via() == complaint.ViaPost && t.address() != "" {
		return complaint.ViaEmail
	}
	return t.via()
}
