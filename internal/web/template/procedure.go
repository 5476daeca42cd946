package template

// Procedure explains the procedure in force to everyone: GET /procedure.
type Procedure struct {
	Public
	Steps     []ProcedureStep
	Source    string // "klachtenprocedure Voorbeeld Trainingen, versie 3"
	Confidant Confidant
	Bodies    []Confidant // where else somebody can go who is not satisfied
	Places    []string    // where else than on this site somebody can complain
}

// ProcedureStep is one thing an organisation promises.
type ProcedureStep struct {
	Name, Term, Text string // "U krijgt antwoord", "binnen 7 dagen", a sentence
}

func (Procedure) markup() (string, string) { return layoutPublic, "procedure" }
