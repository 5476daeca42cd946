package letter

import "wederhoor/internal/complaint"

func (english) weHaveYourComplaint() string { return "We have received your complaint" }

func (english) thanks(c complaint.Channel, day string) string {
	of, on, got := "", "", ""
	if day != "" {
		of, on, got = " of "+day, " on "+day, " It reached us on "+day+"."
	}
	switch c {
	case complaint.ChannelConversation:
		return "Thank you for talking with us" + on + "."
	case complaint.ChannelPhone:
		return "Thank you for calling us" + on + "."
	case complaint.ChannelEmail:
		return "Thank you for your email" + of + "."
	case complaint.ChannelLetter:
		return "Thank you for your letter." + got
	case complaint.ChannelForm:
		return "Thank you for writing to us" + on + "."
	case complaint.ChannelEvaluation:
		return "Thank you for your honest evaluation." + got
	case complaint.ChannelSocial, complaint.ChannelMessage:
		return "Thank you for your message" + of + "."
	case complaint.ChannelThirdParty:
		return "We heard about your complaint from someone else" + on + ". We are glad to know now."
	}
	return "Thank you for telling us about your complaint" + on + "."
}

func (english) sorryItHappened() string { return "We are sorry that you went through this." }

func (english) alreadyDone() string { return "This is what we have already done:" }

func (english) enough(day string) string {
	return "Does this solve it for you? Please let us know. If not, you will have our answer by **" + day + "** at the latest."
}

func (english) enoughLate() string { return "Does this solve it for you? Please let us know." }

func (english) promise(day string) string {
	return "We are finding out what happened. **You will have our answer by " + day +
		" at the latest.** If we cannot manage that, we will tell you by then. You will hear why, and the new day."
}

func (english) missed(day string) string {
	return "You should have had our answer by " + day + ". We did not manage that."
}

func (english) newDateFollows() string {
	return "We will write to you separately to tell you the day of our answer."
}

func (english) moreTime() string { return "We need more time for your complaint" }

func (english) notInTime(day string) string {
	return "You would have had our answer by " + day + ". We cannot manage that."
}

func (english) sorryToWait() string { return "We are sorry that you have to wait longer." }

func (english) newDate(day string) string {
	return "You will have our answer by " + day + " at the latest."
}

func (english) cannotWait(phone string) string {
	return "Is that too long for you? Please call us: " + phone + "."
}
