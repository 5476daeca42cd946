package letter

func (english) receiptThanks(day string) string {
	if day == "" {
		return "Thank you. We have your complaint."
	}
	return "Thank you. We have your complaint. It reached us on " + day + "."
}

func (english) receiptNext(day string) string {
	if day == "" {
		return "We will read your complaint and find out what happened."
	}
	return "We will find out what happened. **You will hear from us by " + day + " at the latest.**"
}

func (english) number(ref string) string { return "The number of your complaint is **" + ref + "**." }

func (english) staff(kind string) (subject, sentence string) {
	switch kind {
	case "new":
		return "There is a new complaint", "There is a new complaint. See it in the register."
	case "acknowledge":
		return "An acknowledgement waits for you", "An acknowledgement waits for you. See it in the register."
	case "glass":
		return "Emergency access was used", "Somebody reads a complaint with emergency access. See in the register who and why."
	case "message":
		return "There is a new message", "There is a new message. See it in the register."
	case "failed":
		return "A letter did not arrive", "A letter did not arrive. See it in the register."
	}
	return "Something waits for you", "Something waits for you. See it in the register."
}

func (english) openRegister() string  { return "Open the register" }
func (english) confirmButton() string { return "Confirm this address" }
func (english) followButton() string  { return "Follow your complaint" }
func (english) preheader() string     { return "Open this e-mail where nobody reads along." }

func (english) footer(ref string) string {
	if ref == "" {
		return ""
	}
	return "Complaint " + ref + "."
}

func (english) onlyForYou() string { return "This e-mail is for you only." }
