package template

// AccessRequest records that somebody asks something of what is kept about them: …/access-request.
type AccessRequest struct {
	ActPage
	Rights           []Option
	As               string
	Members          []Option
	Name, Words, Day Field
	How              string
	Proofs           []Option
	English          bool
	HasSubjects      bool
}

func (AccessRequest) markup() (string, string) { return layoutStaff, "access_request" }

// Askers is what they are to this complaint; nothing is chosen beforehand.
func (a AccessRequest) Askers() []Option {
	all := []Option{{Value: "complainant", Label: "De klager", Checked: a.As == "complainant"}}
	if a.HasSubjects {
		all = append(all, Option{Value: "subject", Label: "Iemand over wie de klacht gaat", Hint: "Die ziet het dossier zelf nooit. Jij stelt samen wat diegene krijgt.", Checked: a.As == "subject"})
	}
	return append(all, Option{Value: "witness", Label: "Iemand anders die iets vertelde", Hint: "Een getuige, bijvoorbeeld.", Checked: a.As == "witness"})
}

// Hows is how they asked.
func (a AccessRequest) Hows() []Option {
	return channels(a.How, "email", "letter", "phone", "conversation", "form")
}

// AccessLetter is a letter about a request: …/access-extension, …/access-refusal and
// …/access-grant.
type AccessLetter struct {
	ActPage
	Sending
	Refuse     bool
	Grant      *Granting
	Request    string // its id
	Who, Until string // who asked, and the last day after it is extended
	Reason     Field
}

func (AccessLetter) markup() (string, string) { return layoutStaff, "access_letter" }

// Noun is the act in the address.
func (a AccessLetter) Noun() string {
	switch {
	case a.Grant != nil:
		return "access-grant"
	case a.Refuse:
		return "access-refusal"
	}
	return "access-extension"
}

// Heading is what the page is for.
func (a AccessLetter) Heading() string {
	switch {
	case a.Grant != nil:
		return "Vraag over gegevens"
	case a.Refuse:
		return "Wijs de vraag af"
	}
	return "Het antwoord duurt langer"
}

// Asks is what the letter has to tell.
func (a AccessLetter) Asks() string {
	if a.Grant != nil {
		return "Wat is er gedaan?"
	}
	return "Waarom?"
}

// Granting is what was asked, and what is done for it before the letter leaves.
type Granting struct {
	Tag         Tag
	Line, Words string // until when; what they said
	Do          []Link
	Undone      bool // nobody did what was asked
	Objects     bool
}

// PreviewURL is where the letter is written without sending it.
func (a AccessLetter) PreviewURL() string { return a.To(a.Noun() + "/preview") }

// AccessDelivery records that who asked has the pack: …/access-delivery.
type AccessDelivery struct {
	ActPage
	Request, Who, How string
	Day               Field
}

func (AccessDelivery) markup() (string, string) { return layoutStaff, "access_delivery" }

// Hows is how they got it.
func (a AccessDelivery) Hows() []Option {
	return Sending{Via: a.How, Vias: []string{"hand", "post", "email"}}.ViaOptions()
}

// AccessPack puts together what is kept about who asked: …/access-pack/{id}.
type AccessPack struct {
	ActPage
	Request   string
	Who, Line string // "Joris Hamel, over wie de klacht gaat" and until when
	Tag       Tag
	Done      string // it was answered, and when; then nothing can be made
	Subject   bool   // whom the complaint is about: who complained stays out
	Proofs    []Option
	Proven    string // how we knew who it is, when that was recorded before
	Letter    Field
	Proposals []AccessProposal
	Open      int // proposals that nobody said anything of
	Parts     []OutsidePart
	Looked    bool
	AskLook   bool
	Marked    []OutsideMark
	Passage   Field
	Reason    Field
	Made      []OutsideMade
}

func (AccessPack) markup() (string, string) { return layoutStaff, "access_pack" }

// AccessProposal is something of somebody else that stands in it.
type AccessProposal struct {
	ID, Label, Texts, Here string // Here: "in 3 onderdelen"
	Said, Show             bool
	Why                    Field
	Error                  string
}

// AccessRow is a request as a dossier and Vandaag show it.
type AccessRow struct {
	Title, Line string
	Tag         Tag
	URL         string // where it is answered; empty for who does not
	Acts        []Link
}
