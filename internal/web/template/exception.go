package template

// Exception records why a step cannot be taken, instead of working around it.
type Exception struct {
	ActPage
	Steps  []Option // open steps; posted as step
	Reason Field
}

func (Exception) markup() (string, string) { return layoutStaff, "exception" }
