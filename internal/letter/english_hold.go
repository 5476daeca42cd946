package letter

func (english) howItStands() string { return "How your complaint is going" }
func (english) thisFar() string     { return "This is how far we are:" }
func (english) stepsAhead() string  { return "This is what we will do next:" }

func (english) noDayYet() string {
	return "We do not know yet on which day our answer will be ready."
}

func (english) questions(phone string) string {
	if phone == "" {
		return "Do you have a question? Please let us know."
	}
	return "Do you have a question? Please let us know, or call " + phone + "."
}
