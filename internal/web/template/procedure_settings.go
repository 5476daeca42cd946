package template

// ProcedureSettings shows the procedure in force and the ones that can be chosen:
// GET /staff/procedure, POST with preset.
type ProcedureSettings struct {
	Staff
	FormKey
	Name    string // "Een week, met vertrouwenspersoon"
	Edition string // "Versie 3, sinds 1 januari 2026" – of the procedure
	Source  string // where it comes from, and the date
	Terms   []ProcedureTerm
	Example []Moment // "Zo loopt een klacht dan"
	For     string   // "binnen op maandag 23 november, 10.00 uur"
	Presets []Preset
	CanSet  bool
}

func (ProcedureSettings) markup() (string, string) { return layoutStaff, "procedure_settings" }

// ProcedureTerm is one term as data.
type ProcedureTerm struct {
	Name, Text string // "Ontvangst bevestigen", a sentence on what meets it
	Length     string // "dezelfde dag", "7 dagen"
	Hard       bool   // too late is too late; else it is an aim
}

// Preset is a procedure that comes with the program.
type Preset struct {
	ID, Name     string
	Source, AsOf string // "CRKBO/CPION-auditlijst 2023, onderdeel 7a tot 7e", "1 november 2026"
	Note         string
	InForce      bool
}
