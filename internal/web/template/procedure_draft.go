package template

import "fmt"

// LengthField is how long something takes, posted as the name and name_unit.
type LengthField struct {
	Name, Label    string
	N              string
	Units          []Option
	Hint, Optional string
	Error          string
}

// ProcedureDraft is where who leads changes a copy of the procedure:
// GET and POST /staff/procedure/draft.
type ProcedureDraft struct {
	Staff
	FormKey                // Version is the edition of the draft
	Next, Current   string // "Versie 4", "versie 3"
	Saved           string // "Bewaard door Mirjam de Wit op dinsdag 17 november, 14.00 uur"
	Elsewhere       bool   // somebody else saved in between
	Name            Field
	Steps           []DraftStep
	Starts          []Option // start
	Holidays, Rolls []Option // holidays, roll
	ExtraDays       Field    // one a line
	Extensions      []Option // extension: forbidden, limited, free
	Times           Field
	Total           LengthField
	ExtensionRules  []Option // extension_rules
	Acknowledgement []Option // acknowledgement
	Quick           []Option // quick
	QuickWithin     LengthField
	Demands         []Option // demands
	ResponseParts   []Option // response_parts
	ExtensionParts  []Option // extension_parts
	Findings        []Option // findings
	Bodies          []DraftBody
	KeepFrom        []Option // retention_from
	Keep            LengthField
	Received        Field // the day of the example
	Example         []Moment
	Versions        []VersionRow
	Presets         []Preset
}

// folds are the parts that few change, by the fields in them.
var folds = map[string][]string{"dg": {"start", "holidays", "extra_days"}, "sn": {"acknowledgement", "quick_within"},
	"br": {"findings"}, "bw": {"retention"}}

// Folded reports whether a part may stay shut: nothing in it is wrong.
func (p ProcedureDraft) Folded(part string) bool {
	for _, field := range folds[part] {
		if p.Error(field) != "" {
			return false
		}
	}
	return true
}

func (ProcedureDraft) markup() (string, string) { return layoutStaff, "procedure_draft" }

// DraftStep is one step with its term. Strict is posted as the name with _hard.
type DraftStep struct {
	Name, Text string
	Length     LengthField
	Strict     bool
}

// DraftBody is where somebody goes who is not satisfied.
type DraftBody struct {
	Number                      int
	Kinds                       []Option
	Name, Phone, Email, Website Field
	Within, Follow              LengthField
	Bindings                    []Option
}

// Field is the name of one of its fields.
func (b DraftBody) Field(name string) string { return fmt.Sprintf("appeal_%d_%s", b.Number, name) }

// ProcedureChange says in words what a new version changes:
// GET and POST /staff/procedure/draft/publish.
type ProcedureChange struct {
	Staff
	FormKey           // Version is the edition of the draft
	InForce    int    // the version it is compared with
	Next, Name string // "versie 4", "Een week, met vertrouwenspersoon"
	Changes    []Changed
	Lacks      []string // why it cannot be put in force yet
	Team       string   // "Vier mensen bevestigen versie 4 opnieuw."
}

func (ProcedureChange) markup() (string, string) { return layoutStaff, "procedure_change" }

// Changed is one line of the procedure, as it was and as it will be.
type Changed struct {
	What, Was, Becomes string
}
