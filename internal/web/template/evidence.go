package template

// Evidence sets the demands of one norm beside the register: GET /staff/evidence/{norm}.
type Evidence struct {
	Staff
	Norm      string
	Span      string // "1 januari tot en met 31 december 2026"
	Basis     string // what the demands were taken from
	Procedure string // which version they were held against
	Counts    string // "9 aangetoond, 2 niet aangetoond, 3 laat je zelf zien"
	Small     bool   // small numbers are hidden from this person
	Years     []Link
	Downloads []Link
	Demands   []DemandRow
	Reviews   []ReviewProof
}

func (Evidence) markup() (string, string) { return layoutStaff, "evidence" }

// DemandRow is one demand with what was found.
type DemandRow struct {
	Clause string // "" where its number is not known
	Says   string
	Tag    Tag
	Text   string // the evidence, or the gap and what to do
	Links  []Link // what is behind it, as far as this person may open it
}

// ReviewProof is a review that was held, with the hash of its overview.
type ReviewProof struct{ Day, URL, Hash string }

// EvidenceStart offers the norms: GET /staff/evidence.
type EvidenceStart struct {
	Staff
	Span  string
	Years []Link
	Norms []NormRow
}

func (EvidenceStart) markup() (string, string) { return layoutStaff, "evidence_start" }

// NormRow is one norm to choose.
type NormRow struct{ Name, URL, Basis, Counts string }
