package letter

// AddressAsked tells a complainant at the address we have that somebody with their
// code asked for another. It names neither the complaint nor the new address.
func AddressAsked(f Frame) Text {
	if f.Lang == "en" {
		return Text{Subject: "Another email address", Body: join("\n\n",
			"Somebody with the code of your complaint asked us to use another email address from now on.",
			"Was that you? Then there is nothing to do. We mailed a link to the new address.",
			join(" ", "Was it not you? Call us:", line(f.Phone))+".",
			line(f.Organisation))}
	}
	return Text{Subject: "Een ander e-mailadres", Body: join("\n\n",
		"Iemand met de code van uw klacht vroeg ons om voortaan een ander e-mailadres te gebruiken.",
		"Was u dat? Dan hoeft u niets te doen. We mailden een link naar het nieuwe adres.",
		join(" ", "Was u het niet? Bel ons:", line(f.Phone))+".",
		line(f.Organisation))}
}

// AddressLink is the mail to the new address. Whoever reads it may be a stranger
// whose address was typed by mistake, so that it says nothing else.
func AddressLink(f Frame, url string) Text {
	if f.Lang == "en" {
		return Text{Subject: "Confirm your email address", Body: join("\n\n",
			"Somebody asked us to use this address. Open the link to confirm. It works for one hour, and once.",
			address(url),
			"Did you not ask for this? Then there is nothing to do.",
			line(f.Organisation))}
	}
	return Text{Subject: "Bevestig uw e-mailadres", Body: join("\n\n",
		"Iemand vroeg ons om dit adres te gebruiken. Open de link om het te bevestigen. Hij werkt één uur, en één keer.",
		address(url),
		"Heeft u hier niet om gevraagd? Dan hoeft u niets te doen.",
		line(f.Organisation))}
}
