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
		return "Emergency access was used", "Somebody is reading a complaint with emergency access. See in the register who and why."
	case "message":
		return "There is a new message", "There is a new message. See it in the register."
	case "appeal":
		return "There is news of an appeal", "There is news of an appeal. See it in the register."
	case "failed":
		return "A letter did not arrive", "A letter did not arrive. See it in the register."
	case "second":
		return "A complaint waits for a second person", "Somebody proposes to erase a complaint, or a part of one. See in the register whether you agree."
	case "erasure":
		return "A complaint will soon be erased", "A complaint that you worked on will be erased in fourteen days. Must it stay? Then say so in the register."
	}
	return "Something waits for you", "Something waits for you. See it in the register."
}

func (english) alarm(kind, day, clock string) (subject, sentence string) {
	since := day + " at " + clock
	switch kind {
	case "not_stored":
		return "Nothing can be stored", "The register has not been able to store anything since " + since + ". See whether there is room on the disk, and whether the program may write to it."
	case "mailbox_silent":
		return "Email is not being read", "Email has not been read since " + since + ". Look in the register."
	case "mail_unsettled":
		return "Email is waiting", "There is email that has not been processed since " + since + ". Look in the register."
	case "ledger_differs":
		return "Email is missing from the register", "Since " + since + " the mailbox holds email that is not in the register. Look in the register."
	case "secret_ends":
		return "A password expires", "The password of the email expires within 30 days. Look in the register."
	case "letter_failed":
		return "A letter did not arrive", "There is a letter that has not arrived since " + since + ". Look in the register."
	}
	return "Something is wrong with the email", "Something has been wrong with the email since " + since + ". Look in the register."
}

func (english) openRegister() string  { return "Open the register" }
func (english) confirmButton() string { return "Confirm this address" }
func (english) followButton() string  { return "Follow your complaint" }
func (english) preheader() string     { return "Open this email where nobody reads along." }

func (english) footer(ref string) string {
	if ref == "" {
		return ""
	}
	return "Complaint " + ref + "."
}

func (english) onlyForYou() string { return "This email is for you only." }
