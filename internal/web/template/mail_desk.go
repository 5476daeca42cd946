package template

// MailDesk is the mail that came in: GET /staff/mail.
type MailDesk struct {
	Staff
	Names   Names
	Summary string // "Twee e-mails wachten op jouw oordeel."
	Waiting []MailTask
	Leads   bool // sees the mailboxes and the ledger too
	Boxes   []MailBox
	Sending []MailBox // one, when there is a mail server
	Balance string    // "In totaal kwamen 14 e-mails binnen. Elke e-mail staat hieronder één keer."
	Counts  []Fact
	Ledger  []MailLine
}

func (MailDesk) markup() (string, string) { return layoutStaff, "mail_desk" }

// MailTask is a mail of which somebody must say what it is.
type MailTask struct {
	Since     string // "Sinds gisteren 9.31"
	Subject   string
	URL       string
	From      string // "naam verborgen"
	Begin     string // the first words of the sender
	Why, ToDo string // why it waits, and what to do about it
	Datetime  string
}

// MailBox is a mailbox that is read.
type MailBox struct {
	Address, Read, Counted string
	Notes                  []Note // what is wrong with it, with what to do
}

// MailLine is a row of the ledger.
type MailLine struct {
	When, Datetime string
	What, Why      string
	Link           Link // to the dossier or to the mail; empty for who may not
}

// MailOpened is one mail as text, with the acts that say what it is: GET
// /staff/mail/{id}.
type MailOpened struct {
	Staff
	FormKey
	Crumb       Link
	URL         string
	Subject     string
	Line        string // "Dinsdag 24 november, 9.31 uur"
	Tags        []Tag
	Why         Note
	Refused     Note // who reads it again sees why it was refused
	Mail        Voice
	Quoted      string
	Attachments []FileRow // without an address: they are inside the mail
	Problems    []string
	BelongsHere bool // most likely it belongs to a complaint that is there
	Number      Field
	Numbers     []string // complaints it can be laid in
	Reason      Field
}

func (MailOpened) markup() (string, string) { return layoutStaff, "mail_opened" }
