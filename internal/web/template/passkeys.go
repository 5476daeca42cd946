package template

// Passkeys is somebody's own passkeys: GET /staff/account/passkeys. Adding one
// needs script; renaming and removing do not.
type Passkeys struct {
	Staff
	FormKey
	Keys  []PasskeyRow
	New   Field  // the name of a new one, posted by script
	Site  string // the address where passkeys work; empty when it has no name
	Stale bool   // signed in too long ago to add one
}

func (Passkeys) markup() (string, string) { return layoutStaff, "passkeys" }

// PasskeyRow is one passkey: POST …/{ID}/name (name) and …/{ID}/removal.
type PasskeyRow struct {
	ID, Name string
	Since    string // "25 november 2026"
	Used     string // the same, empty when never
	Index    int    // from 2 on: 1 is the field for a new one
	Renamed  Field
	Error    string // why it cannot be removed
}

// Open reports whether its forms are unfolded.
func (r PasskeyRow) Open() bool { return r.Error != "" || r.Renamed.Error != "" }

// Rename is the field for another name.
func (r PasskeyRow) Rename() control {
	c := ask("text", "name", "Andere naam", r.Renamed)
	c.Index, c.Autocomplete, c.Class = r.Index, "off", "w-l"
	return c
}
