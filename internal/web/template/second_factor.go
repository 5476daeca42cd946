package template

// SecondFactor is where somebody chooses a second step: GET
// /staff/account/second-factor. The app begins with POST /staff/account/app/start.
type SecondFactor struct {
	Base
	FormKey
	Required bool // there is no way round it
	HasApp   bool // an app is there already: a new one takes its place
}

func (SecondFactor) markup() (string, string) { return layoutBare, "second_factor" }

// AppSetup shows the secret of a new app, to scan or to type over: GET and POST
// /staff/account/app, the field is code. The picture is /staff/account/app.png.
type AppSetup struct {
	Base
	FormKey
	Secret string // in fours
	Code   Field
}

func (AppSetup) markup() (string, string) { return layoutBare, "app_setup" }

// RecoveryCodes shows ten codes, once.
type RecoveryCodes struct {
	Base
	Codes   []string
	First   bool   // they come with the first second step
	NextURL string // where to go on
}

func (RecoveryCodes) markup() (string, string) { return layoutBare, "recovery_codes" }

// Proof asks again who somebody is: POST ActionURL, the field is password, which
// takes the six digits of an app as well.
type Proof struct {
	Base
	FormKey
	ActionURL string
	Locked    bool   // the session is behind its lock
	Back      string // where to go after, posted as back
	Notice    string
	Password  Field
}

func (Proof) markup() (string, string) { return layoutBare, "proof" }
