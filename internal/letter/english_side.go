package letter

import "strconv"

func (english) react() string { return "How to react" }

func (english) onPage(site, code string) string {
	return "Go to " + join("/", site, "side") + " and fill in the code **" + code + "**. There you can read this again, write your side and add files. Give the code to nobody else: whoever has it can read along."
}

func (english) signedIn(site string) string {
	return "Sign in at " + join("/", site, "staff") + " and choose Jouw kant (your side). There you can read this again, write your side and add files."
}

func (english) copyOf() string { return "Copy of the complaint" }

func (english) along(files string) string {
	return "With the complaint came: " + files + ". You can find that on your page."
}

func (english) withheld(n int) string {
	switch {
	case n <= 0:
		return ""
	case n == 1:
		return "With the complaint came also a file that we do not show you, because it tells who complained."
	}
	return "With the complaint came also " + strconv.Itoa(n) + " files that we do not show you, because they tell who complained."
}

func (english) comeAndTell() string { return "Invitation to a conversation" }

func (english) comeTo(subject bool, when, where string) string {
	about := "your complaint"
	if subject {
		about = "the complaint in which you are mentioned"
	}
	return "We would like to hear from you yourself how you see " + about + ". **You are welcome on " + when + ".** Place: " + sentence(where)
}

func (english) bringSomebody() string { return "You may bring somebody along." }

func (english) otherDay(phone string) string {
	if phone == "" {
		return "Can you not come then? Tell us, and we will find another day."
	}
	return "Can you not come then? Tell us, or call " + phone + ", and we will find another day."
}

func (english) notNeeded() string {
	return "Would you rather not come? That is fine. Then tell us that you need not be heard."
}

func (english) theReport() string { return "Report of the conversation" }

func (english) reportOf(day string) string {
	return "This is the report of the conversation on " + day + "."
}

func (english) werePresent(names string) string { return "Present were: " + sentence(names) }

func (english) reportReact(day string) string {
	return "Is it right? Or is something wrong? Tell us by " + day + "."
}

func (english) pageOrUs(page bool) string {
	also := "What you correct we keep beside the report. The report itself does not change."
	if page {
		return "You can do that on your own page. " + also
	}
	return also
}

func (english) laterAnswer() string { return "The answer to the complaint takes longer" }

func (english) laterFor(day string) string {
	return "We will answer the complaint in which you are mentioned by " + day + "."
}
