package template

// Processing is the record of what is processed: GET and POST /staff/settings/processing.
type Processing struct {
	Staff
	FormKey
	Organisation string
	Today        string
	Controller   Field
	Officer      Field
	Recipients   Field
	Remarks      Field
	Changes      bool
	Sections     []ProcessingSection
}

func (Processing) markup() (string, string) { return layoutStaff, "processing" }

// ProcessingSection is one thing that the record tells.
type ProcessingSection struct {
	ID, Title, Text string
	Lines           []string
	Rows            []Fact
}
