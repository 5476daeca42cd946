package letter

import "slices"

// Name names a letter whose words an organisation may choose.
type Name string

// The letters with words of the organisation.
const (
	AcknowledgeAction  Name = "acknowledgement-action"
	AcknowledgePromise Name = "acknowledgement-promise"
	Extended           Name = "extension"
	Held               Name = "holding"
	Responded          Name = "response"
	NotTaken           Name = "inadmissible"
	Ended              Name = "closing"
	Followed           Name = "follow-up"
	Invited            Name = "invitation"
	Received           Name = "receipt"
)

// Names lists the letters in the order of the procedure.
var Names = []Name{Received, AcknowledgeAction, AcknowledgePromise, Held, Extended, Responded, NotTaken, Ended, Followed, Invited}

// Known reports whether there is such a letter.
func (n Name) Known() bool { return slices.Contains(Names, n) }

// ToComplainant reports whether the complainant is who reads this letter.
func (n Name) ToComplainant() bool { return n != Invited }

// Languages are the languages of letters.
var Languages = []string{"nl", "en"}

// Own is the words of a letter: a subject line, and a text with placeholders. In
// the hands of an organisation what is empty is ours.
type Own struct{ Subject, Text string }

// Standard is our own text of a letter.
func Standard(n Name, lang string) Own { return standard(lang, n) }

// Clean is a text as it can be kept: no characters that nobody sees, and nothing
// at all where it says what ours says.
func (o Own) Clean(n Name, lang string) Own {
	std := Standard(n, lang)
	o.Subject, o.Text = line(o.Subject), layout(o.Text)
	if o.Subject == std.Subject {
		o.Subject = ""
	}
	if o.Text == std.Text {
		o.Text = ""
	}
	return o
}

// or puts our words where an organisation has none.
func (o Own) or(std Own) Own {
	if o.Subject == "" {
		o.Subject = std.Subject
	}
	if o.Text == "" {
		o.Text = std.Text
	}
	return o
}

// rule is what a letter must hold and may hold.
type rule struct{ demanded, allowed []Slot }

var always = []Slot{SlotName, SlotCode, SlotSignature}

// rules: what the law, the procedure or a promise of ours demands of each letter
// cannot be left out of any text; SlotWords is there because what somebody typed
// for this one reader may not vanish.
var rules = map[Name]rule{
	AcknowledgeAction:  {[]Slot{SlotWords, SlotAction, SlotDue, SlotAppeal}, []Slot{SlotThanks, SlotAbout}},
	AcknowledgePromise: {[]Slot{SlotWords, SlotDue, SlotAppeal}, []Slot{SlotThanks, SlotAbout}},
	Extended:           {[]Slot{SlotOldDue, SlotReasons, SlotNewDue, SlotAppeal}, []Slot{SlotAbout}},
	Held:               {[]Slot{SlotProgress, SlotSteps, SlotDue, SlotAppeal}, []Slot{SlotAbout}},
	Responded:          {[]Slot{SlotDecision, SlotReasons, SlotRemedies, SlotWords, SlotAppeal}, []Slot{SlotAbout, SlotInquiry}},
	NotTaken:           {[]Slot{SlotDecision, SlotReasons, SlotAppeal}, []Slot{SlotAbout}},
	Ended:              {[]Slot{SlotEnding, SlotAction, SlotKept, SlotAppeal}, []Slot{SlotAbout}},
	Followed:           {[]Slot{SlotOutcome, SlotFollowUp, SlotDoneBy, SlotAppeal}, []Slot{SlotAbout}},
	Invited:            {[]Slot{SlotSubstance, SlotReactBy}, nil}, // its reader is not the complainant
	Received:           {[]Slot{SlotDue, SlotRef}, nil},           // not a word of what was told
}

// Demanded lists what a text of this letter must hold, in the order of a letter.
func (n Name) Demanded() []Slot {
	if !n.ToComplainant() { // the code opens the complainant's page
		return slices.Concat(always[:1], rules[n].demanded, always[2:])
	}
	return slices.Concat(always[:1], rules[n].demanded, always[1:])
}

// Optional lists what it may hold besides.
func (n Name) Optional() []Slot {
	all := slices.Concat(rules[n].allowed, []Slot{SlotReceived, SlotRef, SlotPhone, SlotOrganisation})
	if !n.ToComplainant() {
		all = []Slot{SlotRef, SlotPhone, SlotOrganisation}
	}
	return slices.DeleteFunc(all, func(s Slot) bool { return slices.Contains(rules[n].demanded, s) })
}

func (n Name) slots() []Slot { return append(n.Demanded(), n.Optional()...) }
