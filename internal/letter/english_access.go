package letter

import (
	"strings"

	"wederhoor/internal/complaint"
)

func (english) yourData() string { return "What we keep about you" }

func (english) whatWeKeep(day string) string {
	return "On " + day + " you asked us what we keep about you. You find it behind this letter."
}

func (english) whoseData(as complaint.Asker, named bool) string {
	switch as {
	case complaint.AskerSubject:
		s := "It is about a complaint in which you are named. You get what it says about you."
		if !named {
			s += " We do not show who complained."
		}
		return s
	case complaint.AskerWitness:
		return "It is about somebody else's complaint, on which you told us something. You get what you told us and what it says about you."
	}
	return "It is about your complaint. You get what you told us, what we did and what we wrote to you."
}

func (english) whatFor() string {
	return "We use these data to handle the complaint, to learn from it and to show that we do it well. All of it comes from people who told us about it, and from our staff. No computer decides about you."
}

func (english) whoHadIt(given []string, mail bool) string {
	s := "Only people who work on the complaint can reach it."
	if mail {
		s += " Our letters go through a mail company."
	}
	if len(given) > 0 {
		s += " We also gave the file to: " + strings.Join(given, ", ") + "."
	}
	return s
}

func (english) keptFor(length, from string) string {
	switch {
	case length == "":
		return "There is no fixed day yet on which we erase this. Please ask us."
	case from == "closing":
		return "We keep this until " + length + " after the end of the complaint. Then we erase it."
	}
	return "We keep this until " + length + " after the complaint came in. Then we erase it."
}

func (english) takenOut() string {
	return "Sometimes a passage is missing. It is about somebody else then. A few words say what is gone."
}

func (english) yourRights(phone string) string {
	s := "Is something not right? We will correct it. You can also ask us to erase something, to leave it alone for a while, or object."
	if phone != "" {
		s += " Write to us or call " + phone + "."
	}
	return s
}

func (english) complainElsewhere() string {
	return "Do you not agree with us? You can complain to the Dutch Data Protection Authority: autoriteitpersoonsgegevens.nl. You can also go to court."
}

func (english) longer() string { return "Our answer takes longer" }

func (english) longerUntil(asked, until string) string {
	return "On " + asked + " you asked us what we keep about you. A month is not enough. **You will have our answer by " + until + ".**"
}

func (english) because() string { return "This is why" }

func (english) refused() string { return "Your request for your data" }

func (english) notGiven(asked string) string {
	return "On " + asked + " you asked us what we keep about you. We do not give you these data."
}
