package template

// Discussion records who talked about the complaint and who acknowledges it.
type Discussion struct {
	ActPage
	With         []Option // members, Checked as known; posted as with
	Acknowledger []Option // members; Hint such as "Gaf deze opleiding"
	Agreed, Day  Field
}

func (Discussion) markup() (string, string) { return layoutStaff, "discussion" }
