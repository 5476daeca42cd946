package template

// Rooms is a confidant's page: their key, and the conversations it opens.
type Rooms struct {
	Staff
	FormKey
	State    string // no_key, locked or open
	SheetKey Field  // posted as sheet
	Rooms    []RoomRow
}

func (Rooms) markup() (string, string) { return layoutStaff, "rooms" }

// RoomRow is one conversation in a list.
type RoomRow struct {
	Title, URL string // without a URL it does not open
	Line       string
	Tags       []Tag
}

// RoomSheet shows a confidant's key, once.
type RoomSheet struct {
	Staff
	FormKey
	Groups   []string
	Date     string
	SheetKey Field
}

func (RoomSheet) markup() (string, string) { return layoutStaff, "room_sheet" }

// RoomPage is one conversation as its confidant sees it.
type RoomPage struct {
	Staff
	FormKey
	Crumb    Link
	URL      string // of this page, without a slash at its end
	Ref      string
	Tag      Tag
	Heading  string
	Line     string
	Closed   bool // the key does not open it
	AnswerBy string
	Running  bool   // an appeal waits for an opinion
	Outcome  string // in words
	Said     []Utterance
	Message  Field
	Day      Field
	Story    Voice // the complaint itself
	Decision Voice
	Moments  []Moment // of the dossier as it was
	Files    []FileRow
	Contact  []Fact
	Opinion  Field
	Chosen   string // of the outcomes
	Notes    []RoomNote
	Note     Field
	Others   []string // what others see
	Code     string   // a new code to pass on, once
	Until    string   // last day of access, when it is over
}

func (RoomPage) markup() (string, string) { return layoutStaff, "room_page" }

// RoomNote is what a confidant wrote for themselves.
type RoomNote struct{ ID, When, Text string }

// Outcomes are what a confidant can conclude; nothing is chosen beforehand.
func (r RoomPage) Outcomes() []Option {
	var all []Option
	for _, o := range []Option{{Value: "confirmed", Label: "Het besluit blijft staan"}, {Value: "revised", Label: "Het besluit moet anders"},
		{Value: "partly_revised", Label: "Het besluit moet op een deel anders"}, {Value: "mediated", Label: "Zij zijn het samen eens geworden"},
		{Value: "inadmissible", Label: "Ik kan dit beroep niet behandelen"}} {
		o.Checked = o.Value == r.Chosen
		all = append(all, o)
	}
	return all
}
