package template

// Intake is where a member passes a complaint on: GET /staff/complaints/new,
// POST /staff/complaints.
type Intake struct {
	Staff
	FormKey
	Complainant      Field
	Kind             string // client, participant, other, unknown
	Email, Phone     Field
	Channel          string // conversation, phone, email, letter, form, evaluation, social, message, third_party, other
	Story            Field
	Done             []string // listened, apologised, proposed, solved, nothing
	Action           Field
	Reached          string   // yes or no: did the complainant hear this?
	Accepted         string   // yes, no or not_asked
	Subjects         []Option // members; an option with an empty value comes first
	SubjectName      Field
	Day, Time, About Field
	Attachment       Field
	Kept             []Kept
	LeadFirstName    string   // who sees it
	Services         []string // offered where it is asked which course it was
}

func (Intake) markup() (string, string) { return layoutStaff, "intake" }

// Kinds is what the complainant is to us.
func (i Intake) Kinds() []Option {
	return pick(i.Kind, "client", "Opdrachtgever", "participant", "Cliënt", "other", "Anders", "unknown", "Weet ik niet")
}

// Channels is how the member heard it, the usual ones first.
func (i Intake) Channels() []Option {
	return channels(i.Channel, "conversation", "phone", "email", "message", "letter", "evaluation", "social", "form", "third_party", "other")
}

// Dones is what was done already.
func (i Intake) Dones() []Option {
	all := pick("", "listened", "Geluisterd", "apologised", "Excuses gemaakt", "proposed", "Voorstel gedaan", "solved", "Al opgelost", "nothing", "Nog niets")
	for n := range all {
		for _, d := range i.Done {
			all[n].Checked = all[n].Checked || d == all[n].Value
		}
	}
	return all
}

// ReachedOptions asks whether the complainant knows what was done.
func (i Intake) ReachedOptions() []Option { return pick(i.Reached, "yes", "Ja", "no", "Nee") }

// AcceptedOptions asks what the complainant thought of it.
func (i Intake) AcceptedOptions() []Option {
	return pick(i.Accepted, "yes", "Ja, het is goed zo", "no", "Nee", "not_asked", "Niet gevraagd")
}

// Asks reports whether the folded part holds something to look at.
func (i Intake) Asks() bool {
	for _, f := range []string{"subject", "subject_name", "day", "time", "about", "attachment"} {
		if i.Error(f) != "" {
			return true
		}
	}
	return i.SubjectName.Value != "" || i.About.Value != "" || len(i.Kept) > 0
}

// IntakeDone says that it arrived and gives the code to hand over.
type IntakeDone struct {
	Staff
	Time          string // "16.42 uur"
	FirstName     string // of the member
	LeadFirstName string
	Ref           string
	Complainant   string // "mevrouw Visser"
	Code          string // empty when the complainant gets it another way
	DossierURL    string // empty when the member may not open it
}

func (IntakeDone) markup() (string, string) { return layoutStaff, "intake_done" }
