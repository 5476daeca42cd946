package template

// Setup asks what a new register must know: GET and POST /setup. In Dutch, with je.
type Setup struct {
	Public // with Plain
	FormKey
	Organisation, Telephone                                      Field
	LeadName, LeadEmail, Password                                Field
	DeputyName, DeputyEmail                                      Field
	ConfidantName, ConfidantPhone, ConfidantEmail, ConfidantSite Field
	Presets                                                      []Option // Hint: what it asks, source and date
	SecondFactor                                                 []Option // one tick, posted as second_factor=required
}

func (Setup) markup() (string, string) { return layoutPublic, "setup" }

// Recovery is the second step: the sheet that is printed and kept in a safe.
type Recovery struct {
	Public // with Plain
	FormKey
	Groups []string // the code in 8 groups
	Date   string   // "17 november 2026"
	Shown  string   // the same, carried by the form so that a slip does not lose the sheet
	Code   Field    // what was typed back, posted as recovery
}

func (Recovery) markup() (string, string) { return layoutPublic, "recovery" }

// SetupDone says that the register is ready.
type SetupDone struct {
	Public           // with Plain
	FormURL   string // the full address to put on the website
	SignInURL string
	Invited   []Link // people to send an invitation: name and link, shown once
}

func (SetupDone) markup() (string, string) { return layoutPublic, "setup_done" }
