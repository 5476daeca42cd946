package template

// Today is the first page of the lead: GET /staff.
type Today struct {
	Staff
	Names    Names
	Date     string     // "Dinsdag 17 november"
	Greeting string     // "Goedemorgen Mirjam"
	Sentence string     // "Vier klachten vragen vandaag iets van je. Eén antwoord is te laat."
	Glass    []GlassRow // emergency access that lasts now
	Held     string     // automatic mail waits for its budget
	MustRead string     // "versie 3"; the procedure still waits for this person
	ToPost   string     // "Er liggen drie brieven klaar."; empty when there are none
	Rooms    string     // "Een klager schreef u."
	Answers  string     // "Twee reacties wachten op jouw oordeel."
	Mail     string     // "Twee e-mails wachten op jouw oordeel."
	Review   string     // "Vóór 20 november 2026 is er weer een jaartoetsing nodig."
	Backup   bool       // no backup was made for too long
	Sheet    bool       // the recovery sheet was not typed back for a year
	Erasures string     // complaints wait for a second person; "" when none does
	StandIn  Link       // a running review has a complaint that only this person can go through
	Actions  []ActionRow
	Wrong    []string // mail that does not flow: "Een mailbox is niet gelezen sinds vandaag 9.12."
	Tasks    []Task
	Access   []AccessRow // who asked what is kept about them, and waits
	Week     Week
	Waiting  []WaitRow
}

func (Today) markup() (string, string) { return layoutStaff, "today" }

// GlassRow is somebody who reads a dossier with emergency access.
type GlassRow struct{ Name, Ref, URL, Until string }

// Task is one thing to do, with one verb. The most pressing is first and is the
// only primary button of the page.
type Task struct {
	Tag     Tag // "1 dag te laat", "Vandaag, 17.00 uur"
	Days    Days
	Due     string // "Termijn was maandag 16 november", for a screen reader
	Subject string
	URL     string // of the dossier
	Line    string // "2026-037 · Farida Mulder, cliënt"
	Text    string
	News    Tag // "Nieuw bericht"
	Do      Link
}

// Week is the strip with a bar per complaint.
type Week struct {
	Days []WeekDay // Class today or we
	Rows []WeekRow
}

// WeekRow is one complaint; Cells go with the Days of the Week.
type WeekRow struct {
	Ref, Name, URL string // Name is empty while names are hidden
	Words          string // "besluit donderdag 19 november"
	Cells          []WeekCell
}

// WeekCell is one day of a bar. Class: run, start, end, hot, red, today, we, over,
// as many as needed. Icon in the circle of an end: pen, send or clock-alert.
type WeekCell struct {
	Class, Icon string
}

// WaitRow waits for somebody else.
type WaitRow struct {
	Title, URL, Text string
	News, Tag        Tag
}
