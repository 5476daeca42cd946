package template

// Message is a calm page for when something does not work for a complainant.
// What they wrote is given back to copy.
type Message struct {
	Public
	Kind      string // not_received, too_large, not_found, too_many or fault
	Heading   string // replaces the words that go with Kind
	Lead      string
	Story     string
	Reference string // to find the fault in the log
	Onward    string // replaces the words of the button to the form for complaints
	Resend    Resend
}

// Resend is a form that was not stored, to send once more as it is: under the same
// key, so that it comes in once even if the first was stored after all. It is not
// offered when To is empty.
type Resend struct {
	To     string
	Fields []Hidden
}

// Hidden is one field of it.
type Hidden struct{ Name, Value string }

func (Message) markup() (string, string) { return layoutPublic, "message" }

// Words is the heading and the sentence below it.
func (m Message) Words() (w struct{ Heading, Lead string }) {
	t := m.Text().Message
	switch m.Kind {
	case "not_received":
		w.Heading, w.Lead = t.NotReceived, t.NotReceivedText
	case "too_large":
		w.Heading, w.Lead = t.TooLarge, t.TooLargeText
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
