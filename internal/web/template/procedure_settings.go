package template

// ProcedureSettings is the procedure for everybody of the team, in plain words:
// GET /staff/procedure and GET /staff/procedure/versions/{id}.
type ProcedureSettings struct {
	Staff
	FormKey         // Version is the version to confirm
	Older    bool   // a version that is no longer in force
	Draft    string // "versie 4"; there is one in the making
	Name     string // "Een week, met vertrouwenspersoon"
	Edition  string // "Versie 3, sinds 1 januari 2026"
	Number   int    // 3
	Source   string // where it comes from, and the date
	Terms    []ProcedureTerm
	Promises []Fact // the rest, in words
	Asks     bool   // this person has not confirmed it yet
	ReadOn   string // "dinsdag 17 november 2026"; when they did
	Unread   []Who  // for who leads: who has not, and
	Read     []Fact // who has, and when
	Example  []Moment
	For      string // "binnen op maandag 23 november"
	Versions []VersionRow
}

func (ProcedureSettings) markup() (string, string) { return layoutStaff, "procedure_settings" }

// ProcedureTerm is one term as data.
type ProcedureTerm struct {
	Name, Text string // "Ontvangst bevestigen", a sentence on what meets it
	Length     string // "dezelfde dag", "7 dagen"
	Hard       bool   // too late is too late; else it is an aim
}

// VersionRow is one version of the procedure.
type VersionRow struct {
	Name, When string // "Versie 3", "sinds 1 januari 2026" or "concept"
	URL        string
	InForce    bool
}

// Preset is a procedure that comes with the program.
type Preset struct {
	ID, Name     string
	Source, AsOf string // "CRKBO/CPION-auditlijst 2023, onderdeel 7a tot 7e", "1 november 2026"
	Note         string
}
