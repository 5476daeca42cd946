package template

// Names is the button with which somebody shows the names in a list, or hides
// them again: POST with names=show or names=hide.
type Names struct {
	FormKey
	Any    bool   // there is a name to show
	Shown  bool   // the names are there now
	Until  string // "16.40 uur"
	Action string // where the button leads
	Back   string // the list to go back to; empty where the answer is the list
	Query  string // what was searched, for a list that is no address
}
