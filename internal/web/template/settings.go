package template

import "slices"

// menuGroup is a part of the way through the settings.
type menuGroup struct {
	Name  string
	Links []Link
}

// settingsMenu is what somebody can open of the settings: what is set, and what
// is shown to others; nothing for who has one page only.
func settingsMenu(current string, who Staff) []menuGroup {
	set, show := menuGroup{Name: "Instellen"}, menuGroup{Name: "Laten zien"}
	for _, x := range []struct {
		group *menuGroup
		Link
		open bool
	}{
		{&set, Link{Label: "Organisatie", URL: "/staff/settings"}, who.CanSettings},
		{&set, Link{Label: "Mensen", URL: "/staff/people"}, who.CanSettings},
		{&set, Link{Label: "Onderwerpen", URL: "/staff/settings/lists"}, who.Directs},
		{&set, Link{Label: "Procedure", URL: "/staff/procedure"}, true},
		{&set, Link{Label: "Brieven", URL: "/staff/settings/letters"}, who.Directs},
		{&set, Link{Label: "Bewaren en wissen", URL: "/staff/retention"}, who.CanKeep},
		{&set, Link{Label: "Reservekopie", URL: "/staff/settings/backup"}, who.CanSettings},
		{&set, Link{Label: "Sleutels", URL: "/staff/settings/keys"}, who.CanSettings},
		{&show, Link{Label: "Logboek", URL: "/staff/log"}, who.CanLog},
		{&show, Link{Label: "Datalek", URL: "/staff/log/report"}, who.CanLog},
		{&show, Link{Label: "Verwerkingen", URL: "/staff/settings/processing"}, who.CanSettings || who.CanLog},
		{&show, Link{Label: "Bewijs", URL: "/staff/settings/proof"}, who.CanProof},
		{&show, Link{Label: "Toon aan", URL: "/staff/evidence"}, who.CanShow},
	} {
		if !x.open {
			continue
		}
		x.Current = x.URL == current
		x.group.Links = append(x.group.Links, x.Link)
	}
	if len(set.Links)+len(show.Links) < 2 {
		return nil
	}
	return slices.DeleteFunc([]menuGroup{set, show}, func(g menuGroup) bool { return len(g.Links) == 0 })
}

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
