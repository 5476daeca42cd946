package template

// AnnualReports lists the yearly reports that are public: GET /annual-report.
type AnnualReports struct {
	Public
	Reports []Link
}

func (AnnualReports) markup() (string, string) { return layoutPublic, "annual_reports" }

// AnnualReport is the yearly report as anybody reads it: GET /annual-report/{name}.
type AnnualReport struct {
	Public
	Report ReportBody
	PDF    string
	CSV    string
}

func (AnnualReport) markup() (string, string) { return layoutPublic, "annual_report" }

// ReportBody is the report itself, on the public page and in its preview.
type ReportBody struct {
	Heading, Span  string
	Edition        string // when it was published, and which edition
	Note           string // what changed since the edition before
	Intro, Closing Phrase
	Received       string // "Er kwamen 14 klachten binnen."
	Small          string // how small numbers stand in it
	Tables         []ReportTable
	Earlier, Now   []ReportMeasure
}

// Phrase is words in the language they were written in; Lang is empty for that of the page.
type Phrase struct{ Text, Lang string }

// ReportTable is one way to tell apart what came in.
type ReportTable struct {
	Title string
	Rows  []ReportRow
}

// ReportRow is one number, or what stands in its place; Width is that of its bar.
type ReportRow struct{ Label, Number, Width string }

// ReportMeasure is what was agreed on, and what became of it.
type ReportMeasure struct {
	Phrase

	Became string
}

// ReportDesk is where the public report is written, looked over and published: GET
// /staff/reviews/{id}/report.
type ReportDesk struct {
	Staff
	FormKey
	ReviewHead
	Version   int
	Lacks     bool
	State     Tag
	Link      string // where it is public
	Writes    bool
	Words     [4]Field // intro, closing, and both in English
	Measures  []MeasureFields
	Changed   bool // words wait that nobody published
	Publishes bool
	Alone     bool
	Waits     string // who wrote it, when somebody else has to look
	Noted     bool   // an edition was published before: a note is asked
	Note      Field
	Withdraws bool
	Reason    Field
	Preview   ReportBody
}

func (ReportDesk) markup() (string, string) { return layoutStaff, "report_desk" }

// MeasureFields ask for the public words of one action.
type MeasureFields struct {
	Name, Task, Line string // Name of the field; what was agreed, as only the team reads it
	Dutch, English   Field
}

// reportShown is a report with the words of the page that it stands on.
type reportShown struct {
	Body ReportBody
	Text *Text
}

func reportWith(b ReportBody, t *Text) reportShown { return reportShown{b, t} }
