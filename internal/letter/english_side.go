package letter

import "strconv"

func (english) react() string { return "How to react" }

func (english) onPage(site, code string) string {
	return "Go to " + join("/", site, "side") + " and fill in the code **" + code + "**. There you can read this again, write your side and add files. Do not give the code to anyone else: whoever has it can read this too."
}

func (english) signedIn(site string) string {
	return "Sign in at " + join("/", site, "staff") + " and choose Jouw kant (your side). There you can read this again, write your side and add files."
}

func (english) copyOf() string { return "Copy of the complaint" }

func (english) along(files string) string {
	return "Sent with the complaint: " + files + ". You can find that on your page."
}

func (english) withheld(n int) string {
	switch {
	case n <= 0:
		return ""
	case n == 1:
		return "There is also a file that we do not show you, because it says who complained."
	}
	return "There are also " + strconv.Itoa(n) + " files that we do not show you, because they say who complained."
}

func (english) comeAndTell() string { return "Invitation to a conversation" }

func (english) comeTo(subject bool, when, where string) string {
	about := "your complaint"
	if subject {
		about = "the complaint in which you are mentioned"
	}
	return "We would like to hear from you how you see " + about + ". **You are welcome on " + when + ".** Place: " + sentence(where)
}

func (english) bringSomebody() string { return "You may bring somebody along." }

func (english) otherDay(phone string) string {
	if phone == "" {
		return "Are you not able to come then? Tell us, and we will find another day."
	}
	return "Are you not able to come then? Tell us, or call " + phone + ", and we will find another day."
}

func (english) notNeeded() string {
	return "Would you rather not come? That is fine. Then tell us that you do not need to be heard."
}

func (english) theReport() string { return "Report of the conversation" }

func (english) reportOf(day string) string {
	return "This is the report of the conversation on " + day + "."
}

func (english) werePresent(names string) string { return "These people were there: " + sentence(names) }

func (english) reportReact(day string) string {
	return "Is it right? Or is something wrong? Tell us by " + day + "."
}

func (english) pageOrUs(page bool) string {
	also := "We keep your corrections with the report. The report itself does not change."
	if page {
		return "You can do that on your own page. " + also
	}
	return also
}

func (english) laterAnswer() string { return "The answer to the complaint takes longer" }

func (english) laterFor(day string) string {
	return "We will answer the complaint in which you are mentioned by " + day + "."
}
