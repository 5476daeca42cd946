package letter

import (
	"strings"

	"wederhoor/internal/complaint"
)

func (english) yourData() string { return "What we keep about you" }

func (english) requested(right complaint.Right, day string) string {
	switch right {
	case complaint.RightRectify:
		return "On " + day + " you asked us to correct something about you."
	case complaint.RightErase:
		return "On " + day + " you asked us to erase something about you."
	case complaint.RightRestrict:
		return "On " + day + " you asked us to leave your data alone for a while."
	case complaint.RightObject:
		return "On " + day + " you objected to what we do with your data."
	}
	return "On " + day + " you asked us what we keep about you."
}

func (english) behind() string { return "You will find it after this letter." }

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
	return "We use this data to handle the complaint, to learn from it and to show that we do it well. All of it comes from people who told us about it, and from our staff. No computer decides about you."
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
	return "In some places a passage is missing, because it is about somebody else. A few words say what was there."
}

func (english) yourRights(phone string) string {
	s := "Is something not right? We will correct it. You can also ask us to erase something, to leave it alone for a while, or object."
	if phone != "" {
		s += " Write to us or call " + phone + "."
	}
	return s
}

func (english) complainElsewhere() string {
	return "Do you disagree with us? You can complain to the Dutch Data Protection Authority: autoriteitpersoonsgegevens.nl. You can also go to court."
}

func (english) longer() string { return "Our answer takes longer" }

func (english) longerUntil(until string) string {
	return "A month is not enough for an answer. **You will have our answer by " + until + ".**"
}

func (english) because() string { return "This is why" }

func (english) answered() string { return "Your request about your data" }

func (english) requestRefused(right complaint.Right) string {
	switch right {
	case complaint.RightRectify:
		return "We do not change this."
	case complaint.RightErase:
		return "We do not erase this."
	case complaint.RightRestrict:
		return "We do not do that."
	case complaint.RightObject:
		return "We go on with it."
	}
	return "We do not give you this data."
}

func (english) requestDone(right complaint.Right) string {
	switch right {
	case complaint.RightErase:
		return "We have done that. Nobody can read it any more, and neither can we."
	case complaint.RightRestrict:
		return "We do. We only keep them. You will hear from us before that ends."
	case complaint.RightObject:
		return "You are right."
	}
	return "We have done that."
}
