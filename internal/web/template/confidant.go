package template

// Confide is where somebody begins to speak with a confidant: from their own page
// with the code of a complaint, or with no complaint at all.
type Confide struct {
	Public
	FormKey
	Code, Ref  string // empty without a complaint
	Name       string // of the one confidant there is
	Confidants []Option
	Ready      bool   // somebody has a room
	Reads      string // own, frozen or "" for nothing
	Words      Field
	YourName   Field
	Email      Field
	CanAppeal  bool
	Until      string // the day the road to appeal ended, when it did
	Early      string // why there is nothing to appeal against yet
	Want       string // talk or appeal
	Bodies     []Confidant
	RoomCode   Field
}

func (Confide) markup() (string, string) { return layoutPublic, "confide" }

// Wants is what they can ask for; nothing is chosen beforehand.
func (c Confide) Wants() []Option {
	t := c.Text().Confidant
	return []Option{{Value: "talk", Label: t.Talk, Hint: t.TalkHint, Checked: c.Want == "talk"},
		{Value: "appeal", Label: t.Appeal, Hint: t.AppealHint, Checked: c.Want == "appeal"}}
}

// Confided hands over the code of the conversation, once.
type Confided struct {
	Public
	FormKey
	Code, Name string
}

func (Confided) markup() (string, string) { return layoutPublic, "confided" }

// Conversation is what a complainant and a confidant said to each other.
type Conversation struct {
	Public
	FormKey
	Code, Name string
	Done       string
	Gone       bool // the confidant cannot come in any more
	Shut       bool // the confidant made another key
	Appealed   bool
	Outcome    string // of the appeal, as a code
	Until      string // last day to read it, when it is over
	AnswerBy   string
	Said       []Utterance
	Message    Field
	Grounds    Field
	CanAppeal  bool
	Early      string
	Bodies     []Confidant
}

func (Conversation) markup() (string, string) { return layoutPublic, "conversation" }

// Utterance is one thing that was said, or else done.
type Utterance struct {
	Voice
	Did string // what happened, in our words; then there is no voice
}
