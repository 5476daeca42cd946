package template

// Form is where somebody tells a complaint: GET / and /en, POST /complaints.
type Form struct {
	Public
	FormKey
	AnswerBy string // "dinsdag 24 november"; the promise is left out without it
	Lead     Who    // who promises; Note such as "eigenaar van Voorbeeld Trainingen"
	Appeal   bool   // there is a confidant to go to
	StandIn  string // who reads a complaint about the lead; "" leaves the question out
	OfLead   bool   // ticked: the complaint is about the lead; posted as about_lead

	Story, Remedy, About, Attachment Field
	Name, Email, Telephone           Field
	Via                              string // email or phone
	Kept                             []Kept
	Services                         []string // offered where it is asked what a complaint is about
}

func (Form) markup() (string, string) { return layoutPublic, "form" }

// ViaOptions is how somebody wants to hear from us.
func (f Form) ViaOptions() []Option {
	t := f.Text().Form
	return []Option{
		{Value: "email", Label: t.ViaEmail, Hint: t.ViaEmailHint, Checked: f.Via != "phone"},
		{Value: "phone", Label: t.ViaPhone, Hint: t.ViaPhoneHint, Checked: f.Via == "phone"},
	}
}
