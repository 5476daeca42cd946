package template

// WhatIf is a period under another procedure: GET /staff/what-if.
type WhatIf struct {
	Staff
	Period, PeriodWords string
	Norms               []Option
	Name, Source, AsOf  string // of the chosen procedure; empty: none was
	Any                 bool   // something came in
	Terms               []WhatIfTerm
	Unheard             string
	Rows                []WhatIfRow // answers that would have been too late
}

// WhatIfTerm is how often a term would have been kept.
type WhatIfTerm struct {
	Name                    string
	InTime, Late, Runs, Not int
}

// WhatIfRow is one answer that would have been too late.
type WhatIfRow struct{ Title, URL, Line string }

func (WhatIf) markup() (string, string) { return layoutStaff, "whatif" }
