package letter

func (english) yourSide() string { return "We would like to hear your side" }

func (english) mentioned() string {
	return "We received a complaint in which you are mentioned. We have not made up our mind. First we want to know how you see it."
}

func (english) whatItIsAbout() string { return "This is what it is about:" }

func (english) hearYou() string {
	return "You can write to us or talk to us. Choose what suits you. You may bring somebody along."
}

func (english) reactBy(day string) string {
	return "**Please react by " + day + ".** Can you not manage that? Then tell us before that day."
}

func (english) readBack() string {
	return "We will write down what you say. You read that text and tell us whether it is right."
}

func (english) onlyWithUs(phone string) string {
	if phone == "" {
		return "Please talk about this complaint with us only."
	}
	return "Please talk about this complaint with us only. You can also call: " + phone + "."
}
