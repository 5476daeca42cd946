package template

// tabs is the tabs of the settings.
type tabs struct {
	Label string
	Links []Link
}

// settingsViews is the tabs that somebody can open; without a person all of them.
func settingsViews(current string, who ...Staff) tabs {
	all := tabs{Label: "Instellingen"}
	for _, x := range []struct {
		Link
		closed func(Staff) bool // who cannot open it
	}{{Link{Label: "Procedure", URL: "/staff/procedure"}, nil}, {Link{Label: "Brieven", URL: "/staff/settings/letters"}, func(s Staff) bool { return !s.Directs }}, {Link{Label: "Mensen", URL: "/staff/people"}, noSettings},
		{Link{Label: "Organisatie", URL: "/staff/settings"}, noSettings}, {Link{Label: "Logboek", URL: "/staff/log"}, func(s Staff) bool { return !s.CanLog }},
		{Link{Label: "Verwerkingen", URL: "/staff/settings/processing"}, func(s Staff) bool { return !s.CanSettings && !s.CanLog }},
		{Link{Label: "Bewijs", URL: "/staff/settings/proof"}, func(s Staff) bool { return !s.CanProof }},
		{Link{Label: "Toon aan", URL: "/staff/evidence"}, func(s Staff) bool { return !s.CanShow }},
		{Link{Label: "Reservekopie", URL: "/staff/settings/backup"}, noSettings},
		{Link{Label: "Sleutels", URL: "/staff/settings/keys"}, noSettings},
		{Link{Label: "Bewaren en wissen", URL: "/staff/retention"}, func(s Staff) bool { return !s.CanKeep }}} {
		if x.closed != nil && len(who) > 0 && x.closed(who[0]) {
			continue
		}
		x.Current = x.URL == current
		all.Links = append(all.Links, x.Link)
	}
	return all
}

func noSettings(s Staff) bool { return !s.CanSettings }

// Settings is what can be changed about the organisation: GET and POST /staff/settings.
type Settings struct {
	Staff
	FormKey
	Organisation, Telephone, PhoneHours, Email, Address Field    // organisation, phone, phone_hours, email, address
	Places                                              Field    // one a line
	Colour                                              Field    // #rrggbb; see static.Brand
	Logo                                                Field    // a file; no_logo takes it away
	Body                                                string   // heading above who can be appealed to; empty leaves it out
	ConfidantName, ConfidantPhone                       Field    // confidant_name, confidant_phone
	ConfidantEmail, ConfidantSite                       Field    // confidant_email, confidant_website
	SecondFactor                                        []Option // required or optional, posted to /staff/settings/second-factor
	Lists                                               string   // "13 onderwerpen, 4 trainingen"; empty for who cannot change them
}

func (Settings) markup() (string, string) { return layoutStaff, "settings" }
