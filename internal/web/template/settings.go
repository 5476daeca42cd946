package template

// settingsViews is the tabs of the settings.
func settingsViews(current string) struct {
	Label string
	Links []Link
} {
	links := []Link{{Label: "Organisatie", URL: "/staff/settings"}, {Label: "Mensen", URL: "/staff/people"}, {Label: "Procedure", URL: "/staff/procedure"}}
	for i := range links {
		links[i].Current = links[i].URL == current
	}
	return struct {
		Label string
		Links []Link
	}{"Instellingen", links}
}

// Settings is what can be changed about the organisation: GET and POST /staff/settings.
type Settings struct {
	Staff
	FormKey
	Organisation, Telephone, PhoneHours                          Field    // organisation, phone, phone_hours
	Colour                                                       Field    // #rrggbb, posted as colour; see static.Brand
	ConfidantName, ConfidantPhone, ConfidantEmail, ConfidantSite Field    // confidant_name, _phone, _email, _website
	SecondFactor                                                 []Option // required or optional, posted to /staff/settings/second-factor
}

func (Settings) markup() (string, string) { return layoutStaff, "settings" }
