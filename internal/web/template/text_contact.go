package template

// ContactText is where a complainant changes how we reach them.
type ContactText struct {
	Contact, ContactLead, ContactName, ContactPhone, ContactEmail, ContactSave      string
	EmailHint, EmailFirst, EmailCall, ContactSaved, AddressBegun, AddressTold       string
	AddressTitle, AddressLead, AddressDo, AddressDone, AddressDoneLead, AddressOver string
	AddressOverLead                                                                 string
}

func contactText(t in) ContactText {
	return ContactText{
		Contact:      t("Mijn gegevens wijzigen", "Change my details"),
		ContactLead:  t("Hier kunt u wijzigen hoe we u bereiken.", "Here you can change how we reach you."),
		ContactName:  t("Uw naam", "Your name"),
		ContactPhone: t("Uw telefoonnummer", "Your phone number"),
		ContactEmail: t("Uw e-mailadres", "Your email address"),
		ContactSave:  t("Bewaar", "Save"),
		EmailHint:    t("Wijzigt u dit adres? Dan mailen we eerst naar %s. Daarna krijgt u op het nieuwe adres een link om het te bevestigen. Zo kan niemand anders dit voor u doen.", "If you change this address, we first email %s. After that you get a link at the new address to confirm it. That way nobody else can do this in your name."),
		EmailFirst:   t("Vult u hier een adres in? Dan krijgt u daar een link om het te bevestigen.", "If you fill in an address, you get a link there to confirm it."),
		EmailCall:    t("Wilt u een ander e-mailadres? Bel ons.", "Would you like to use another email address? Call us."),
		ContactSaved: t("Uw gegevens zijn bewaard.", "Your details are saved."),
		AddressBegun: t("Kijk in uw mail. Op het nieuwe adres krijgt u een link. Hij werkt één uur. Tot u hem opent, verandert er niets.", "Check your email. You get a link at the new address. It works for one hour. Nothing changes until you open it."),
		AddressTold:  t("Kijk in uw mail. We laten het eerst weten aan uw oude adres. Daarna krijgt u een link op het nieuwe adres. Hij werkt één uur. Tot u hem opent, verandert er niets. Komt er niets? Bel ons.", "Check your email. First we write to your old address. After that you get a link at the new address. It works for one hour. Nothing changes until you open it. Did nothing arrive? Call us."),

		AddressTitle:    t("Klopt dit e-mailadres?", "Is this your email address?"),
		AddressLead:     t("Vroeg u ons om dit adres te gebruiken? Druk dan op de knop. Vroeg u dit niet? Sluit deze pagina dan.", "Did you ask us to use this address? Then press the button. If you did not, close this page."),
		AddressDo:       t("Ja, gebruik dit adres", "Yes, use this address"),
		AddressDone:     t("Uw e-mailadres is bevestigd", "Your email address is confirmed"),
		AddressDoneLead: t("Vanaf nu mailen we u hier.", "From now on we will email you here."),
		AddressOver:     t("Deze link werkt niet meer", "This link does not work any more"),
		AddressOverLead: t("Een link werkt één uur, en één keer. Open uw klacht en vraag een nieuwe.", "A link works once, and for one hour. Open your complaint and ask for a new one."),
	}
}
