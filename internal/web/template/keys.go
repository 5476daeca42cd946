package template

// Keys is what opens the register: GET and POST /staff/settings/keys.
type Keys struct {
	Staff
	FormKey
	Master, Since  string // "Een bestand op de computer."
	File           bool   // the master key is a file, which we can change
	TakingOver     bool   // another master key opens too
	Sheet, Checked string // "Blad 2, in gebruik sinds 3 maart 2026 om 9.12 uur."
	Unchecked      bool   // for more than a year
	Field          Field
}

// Recovery asks for what stands on the sheet. It stays in no memory of a browser.
func (k Keys) Recovery() control {
	return Backup{Staff: k.Staff, FormKey: k.FormKey, Field: k.Field}.Recovery()
}

func (Keys) markup() (string, string) { return layoutStaff, "keys" }
