package letter

// SignInLink is the mail with a link that signs a member in, once, for a quarter
// of an hour. The pages of the team are in Dutch, and so is this.
func SignInLink(organisation, url string) Text {
	return Text{Subject: "Je inloglink", Body: join("\n\n",
		"Met deze link log je in. Hij werkt 15 minuten, en één keer.",
		address(url),
		"Heb je hier niet om gevraagd? Dan hoef je niets te doen.",
		line(organisation))}
}

// AccessRestored tells a member that a way back to their account was made, and
// how to stop it. url is of the page with their own account.
func AccessRestored(organisation, url string) Text {
	return Text{Subject: "Je toegang wordt hersteld", Body: join("\n\n",
		"Iemand met de leiding maakt een nieuwe toegang voor je. Na 24 uur kun je daarmee een nieuw wachtwoord kiezen.",
		"Heb je hier niet om gevraagd? Log dan in en wijzig je wachtwoord. Dan vervalt het.",
		address(url),
		line(organisation))}
}
