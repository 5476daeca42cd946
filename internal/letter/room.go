package letter

// RoomAnswered tells somebody that a confidant answered. Whoever reads it may be
// at the same computer, so it names no confidant, no complaint and no organisation
// beyond who sends it; and it warns that an answer by mail is read by others.
func RoomAnswered(f Frame, url string) Text {
	if f.Lang == "en" {
		return Text{Subject: "There is a message for you", Body: join("\n\n",
			"There is a message for you. Read it with your conversation code.",
			address(url),
			"Do not reply to this email: others can read what you write here. Reply on the page.",
			line(f.Organisation))}
	}
	return Text{Subject: "Er is een bericht voor u", Body: join("\n\n",
		"Er is een bericht voor u. Lees het met uw gesprekscode.",
		address(url),
		"Antwoord niet op deze e-mail: wat u hier schrijft, kunnen ook anderen lezen. Antwoord op de pagina.",
		line(f.Organisation))}
}
