package template

// Acknowledgement confirms receipt with one of two things: what was done, or a
// promise of a day.
type Acknowledgement struct {
	ActPage
	Sending
	Kind                   string // action or promise
	Action, Date, Personal Field
	PromiseBy              string // "maandag 23 november", the last day that can be promised
	DateMax                string // the same as ISO date
	ActionHint             string // "Overgenomen uit de melding van Joris."
}

func (Acknowledgement) markup() (string, string) { return layoutStaff, "acknowledgement" }

// PreviewURL is where the letter is written without sending it.
func (a Acknowledgement) PreviewURL() string { return a.To("acknowledgement/preview") }

// Kinds is the choice of the procedure (S10).
func (a Acknowledgement) Kinds() []Option {
	promise := "Beloof een dag."
	if a.PromiseBy != "" {
		promise = "Beloof een dag: uiterlijk " + a.PromiseBy + "."
	}
	return []Option{
		{Value: "action", Label: "We hebben al iets gedaan", Hint: "Noem de actie. Vraag of het zo goed is.", Checked: a.Kind == "action"},
		{Value: "promise", Label: "Er komt antwoord op een dag", Hint: promise, Checked: a.Kind == "promise"},
	}
}
