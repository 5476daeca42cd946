package template

// Action records something done for the complainant.
type Action struct {
	ActPage
	What, Day Field // posted as action and day
}

func (Action) markup() (string, string) { return layoutStaff, "action" }
