package template

// Backup is how the backups go: GET and POST /staff/settings/backup.
type Backup struct {
	Staff
	FormKey
	State        string // "De laatste is van 3 maart 2026 om 03.00 uur, 12,4 MB."
	Failure      string // that the last try failed, and what to do; empty: it did not
	Late         bool
	To, Keys, At string // To empty: none is made by itself
	Ask          bool   // for the recovery sheet, posted as recovery
	Field        Field
}

// Recovery asks for what stands on the sheet. It stays in no memory of a browser.
func (b Backup) Recovery() control {
	c := ask("text", "recovery", "Wat staat er op het herstelblad?", b.Field)
	c.Hint, c.Autocomplete, c.Class = "Acht groepjes van vier tekens. Hoofdletters en streepjes maken niet uit.", "off", "w-l"
	if c.Error == "" {
		c.Error = b.Error("recovery")
	}
	return c
}

func (Backup) markup() (string, string) { return layoutStaff, "backup" }
