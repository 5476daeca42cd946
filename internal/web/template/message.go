package template

// Message is a calm page for when something does not work, for a complainant or for
// the team. What they wrote is given back to copy.
type Message struct {
	Public
	Kind      string // not_received, not_found, too_many or fault
	Heading   string // replaces the words that go with Kind
	Lead      string
	Story     string
	Reference string // to find the fault in the log
	Onward    string // replaces the words of the button to the form for complaints
	Team      bool   // it answers one of the team
	Polite    bool   // and that is a confidant, to whom we say u
	First     Link   // what has to be done first, in a tab of its own: this page stays
	// Resend is a form that was not stored, to send once more to the same address as it
	// is: under the same key, so that it comes in once even if the first was stored
	// after all. Without fields it is not offered.
	Resend []Hidden
}

// Hidden is one field of a form that was not stored.
type Hidden struct{ Name, Value string }

func (Message) markup() (string, string) { return layoutPublic, "message" }

// Said is how the page speaks: je to the team, u to a confidant and to everybody else.
func (m Message) Said() MessageText {
	if m.Team && !m.Polite {
		return m.Text().MessageJe
	}
	return m.Text().Message
}

// Words is the heading and the sentence below it.
func (m Message) Words() (w struct{ Heading, Lead string }) {
	t := m.Said()
	switch m.Kind {
	case "not_received":
		w.Heading, w.Lead = t.NotReceived, t.NotReceivedText
	case "not_found":
		w.Heading, w.Lead = t.NotFound, t.NotFoundText
	case "too_many":
		w.Heading, w.Lead = t.TooMany, t.TooManyText
	default:
		w.Heading, w.Lead = t.Fault, t.FaultText
	}
	if m.Heading != "" {
		w.Heading, w.Lead = m.Heading, m.Lead
	}
	return w
}
