package template

// InternalNote is a remark for people with access: …/note.
type InternalNote struct {
	ActPage
	Body Field // posted as text
}

func (InternalNote) markup() (string, string) { return layoutStaff, "internal_note" }
