package letter

func (english) itIsClosed() string { return "We have closed your complaint" }

func (english) ended(e End, day string) string {
	switch {
	case e == EndWithdrawn && day != "":
		return "**You have withdrawn your complaint.** We heard so on " + day + ". That is why we are closing it."
	case e == EndWithdrawn:
		return "**You have withdrawn your complaint.** That is why we are closing it."
	case e == EndSatisfied:
		return "**Your complaint is closed.** You told us that you are satisfied. We are glad that it is solved."
	case e == EndAnswered:
		return "**Your complaint is closed.** You have had our answer."
	}
	return "**Your complaint is closed.**"
}

func (english) whatWeDid() string { return "This is what we did:" }

func (english) kept(month string) string {
	return "We keep the file of your complaint until " + month + "."
}

func (english) notOver(phone string) string {
	if phone == "" {
		return "Is this not finished for you? Please let us know. We will then look at your complaint again."
	}
	return "Is this not finished for you? Please let us know, or call " + phone + ". We will then look at your complaint again."
}
