package template

// Lists is what complaints can be about: GET and POST /staff/settings/lists.
type Lists struct {
	Staff
	FormKey
	Categories []CategoryRow
	Added      []Field       // posted as new_1, new_2 …
	Norms      []CategoryRow // posted as norm_label_ and norm_state_ with the code
	NewNorms   []Field       // posted as norm_new_1, norm_new_2 …
	Services   Field         // one a line
}

func (Lists) markup() (string, string) { return layoutStaff, "lists" }

// CategoryRow is one category, posted as label_ and state_ with the code.
type CategoryRow struct {
	Code   string
	Label  Field
	States []Option // on, off, gone; empty when it is always in use
}
