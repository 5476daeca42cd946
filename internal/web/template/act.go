package template

// ActPage is what the form of every act shares: /staff/complaints/{ref}/{noun}.
type ActPage struct {
	Staff
	FormKey
	Ref, Subject string // of the complaint, for the way back
	Complainant  string // "Anneke Visser"; empty when anonymous
	Due          string // "vandaag vóór 16.40 uur", may be empty
	DueTone      string // "", soon or late
}

// To is the address of an act on this complaint.
func (a ActPage) To(noun string) string { return a.Dossier() + "/" + noun }

// Dossier is the address of the complaint.
func (a ActPage) Dossier() string { return "/staff/complaints/" + a.Ref }

// Crumb is the way back to the dossier.
func (a ActPage) Crumb() Link { return Link{Label: a.Ref + " " + a.Subject, URL: a.Dossier()} }

// Them is the complainant by name, or as the procedure says it.
func (a ActPage) Them() string {
	if a.Complainant == "" {
		return "de klager"
	}
	return a.Complainant
}

// Sending is how a letter goes out and who signs it.
type Sending struct {
	Signers []Option // members; left out when there is nothing to choose
	Via     string   // email, post, hand or page
	Vias    []string // what can be chosen; all four when empty
	Letter  Letter   // the preview, empty until there is something to show
}

// ViaOptions is the ways a letter can go.
func (s Sending) ViaOptions() []Option {
	names := map[string]Option{
		"email": {Value: "email", Label: "E-mail", Icon: "mail"},
		"post":  {Value: "post", Label: "Post", Icon: "printer"},
		"hand":  {Value: "hand", Label: "Zelf geven", Icon: "users"},
		"page":  {Value: "page", Label: "Statuspagina", Icon: "eye"},
	}
	codes := s.Vias
	if len(codes) == 0 {
		codes = []string{"email", "post", "hand", "page"}
	}
	var all []Option
	for _, code := range codes {
		o, ok := names[code]
		if !ok {
			continue
		}
		o.Checked = code == s.Via
		all = append(all, o)
	}
	return all
}
