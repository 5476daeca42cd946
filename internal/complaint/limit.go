package complaint

import (
	"strconv"
	"unicode/utf8"
)

// The most characters of what people type (ASVS 2.2.1). They are generous: nobody
// meets them by writing a lot. Only acts hold to them; what a dossier holds
// already is replayed as it is.
const (
	NameLimit  = 200
	EmailLimit = 254 // bytes, as in RFC 5321
	PhoneLimit = 40
	AboutLimit = 500    // a subject on one line
	TextLimit  = 20_000 // what somebody writes in one act
	// A megabyte of text is nobody's complaint, and a person must be able to read
	// what comes in.
	StoryLimit   = 50_000
	MessageLimit = StoryLimit
	LetterLimit  = 100_000 // as it leaves, with everything it quotes
)

// OverLimit is the code of a refusal for being too long; its one argument is how
// many characters it may have.
const OverLimit = "over_limit"

// limited is one thing that was typed, with the field of the form it came from.
type limited struct {
	field, text string
	most        int    // characters
	code        string // "": OverLimit
}

// Fits refuses what is longer than this many characters, at this field.
func Fits(field, text string, most int) error { return fit([]limited{{field, text, most, ""}}) }

func fit(all []limited) error {
	for _, x := range all {
		switch {
		case utf8.RuneCountInString(x.text) <= x.most:
		case x.code != "":
			return refuse(x.field, x.code)
		default:
			return refuse(x.field, OverLimit, strconv.Itoa(x.most))
		}
	}
	return nil
}

// typed is the table of limits: what people typed of an event, and how long it may
// be. The name of a member is theirs and not typed here; a letter to somebody with
// a long name, from before there were limits, must still be able to leave.
func typed(e Event) []limited {
	switch e := e.(type) {
	case Received:
		return []limited{{"story", e.Story, StoryLimit, "story_too_long"}, {"remedy_sought", e.RemedySought, TextLimit, ""},
			{"about", e.About, AboutLimit, ""}, {"name", e.Name, NameLimit, ""}, {"email", e.Email, EmailLimit, ""}, {"phone", e.Phone, PhoneLimit, ""},
			{"old_ref", e.OldRef, NameLimit, ""}}
	case ActionTaken:
		all := []limited{{"action", e.Text, TextLimit, ""}}
		for _, code := range e.Codes {
			all = append(all, limited{"done", code, NameLimit, ""})
		}
		return all
	case SubjectNamed:
		return ofStranger(e.Member, "name", e.Name)
	case Heard:
		return append(ofStranger(e.Member, "who", e.Name), limited{"statement", e.Statement, TextLimit, ""})
	case Discussed:
		return text("agreed", e.Agreed)
	case Acknowledged:
		return text("action", e.Action)
	case Contacted:
		return text("summary", e.Summary)
	case MessageReceived:
		return []limited{{"text", e.Text, MessageLimit, "message_too_long"}}
	case MessageRead:
		return text("note", e.Note)
	case Accepted:
		return []limited{{"words", e.Words, MessageLimit, "message_too_long"}}
	case LetterWritten:
		all := []limited{{"text", e.Text, LetterLimit, ""}}
		if e.Reader != ReaderComplainant {
			all = append(all, ofStranger(e.Member, "name", e.Name)...)
		}
		return all
	case Corrected:
		_, now := e.Values()
		return append(text("reason", e.Reason), limited{string(e.Field), now, e.Field.limit(), ""})
	case Appealed:
		return []limited{{"grounds", e.Grounds, MessageLimit, "message_too_long"}}
	case Noted, AppealEnded, AppealFollowed:
		return text("text", textOf(e))
	case Decided:
		return typedOfDecision(e)
	}
	if all := typedOfSides(e); all != nil {
		return all
	}
	return text("reason", reasonOf(e))
}

func typedOfDecision(e Decided) []limited {
	all := text("reason", e.Reason)
	if e.Cause != "" {
		all = append(all, limited{"cause", e.Cause, NameLimit, ""})
	}
	for _, n := range e.Norms {
		all = append(all, limited{"norm", n, NameLimit, ""})
	}
	for _, r := range e.Remedies {
		all = append(all, limited{"remedy", r.Text, TextLimit, ""})
	}
	return all
}

// typedOfSides is the same of what both sides are asked and say, and of what a
// body outside gets.
func typedOfSides(e Event) []limited {
	switch e := e.(type) {
	case SideAsked:
		return append(ofStranger(e.Member, "name", e.Name), limited{"substance", e.Substance, TextLimit, ""})
	case SideClosed:
		return text("reason", e.Reason)
	case HearingSet:
		return append(ofStranger(e.Member, "name", e.Name), limited{"place", e.Place, AboutLimit, ""})
	case HearingReported:
		return []limited{{"present", e.Present, AboutLimit, ""}, {"text", e.Text, TextLimit, ""}}
	case ReportAnswered:
		return text("correction", e.Correction)
	case DutyWaived:
		return text("words", e.Words)
	case Rectified:
		return []limited{{"wrong", e.Wrong, TextLimit, ""}, {"right", e.Right, TextLimit, ""}}
	case RedactionProposed:
		return []limited{{"passage", e.Passage, TextLimit, ""}, {"reason", e.Reason, AboutLimit, ""}}
	case AccessRequested:
		return append(ofStranger(e.Member, "name", e.Name), limited{"words", e.Words, TextLimit, ""})
	case AccessExtended:
		return text("reason", e.Reason)
	case AccessAnswered:
		return text("reason", e.Reason)
	case GivenOutside:
		return []limited{{"body", e.Body, NameLimit, ""}, {"purpose", e.Purpose, TextLimit, ""}}
	}
	return nil
}

func text(field, words string) []limited { return []limited{{field, words, TextLimit, ""}} }

// ofStranger is a name that was typed, of somebody who is no member.
func ofStranger(m MemberID, field, name string) []limited {
	if m != "" {
		return nil
	}
	return []limited{{field, name, NameLimit, ""}}
}

// textOf is what was said, of the events that say it in one text.
func textOf(e Event) string {
	switch e := e.(type) {
	case Noted:
		return e.Text
	case AppealEnded:
		return e.Text
	case AppealFollowed:
		return e.Text
	}
	return ""
}

// reasonOf is why, of the events that say no more than that.
func reasonOf(e Event) string {
	switch e := e.(type) {
	case SubjectCleared:
		return e.Reason
	case Recused:
		return e.Reason
	case GlassBroken:
		return e.Reason
	case Extended:
		return e.Reason
	case Withdrawn:
		return e.Reason
	case RuledInadmissible:
		return e.Reason
	case Excepted:
		return e.Reason
	case Closed:
		return e.Reason
	case Reopened:
		return e.Reason
	case HoldPlaced:
		return e.Reason
	case HoldLifted:
		return e.Reason
	case ErasureStopped:
		return e.Reason
	case RedactionStopped:
		return e.Reason
	case Restricted:
		return e.Reason
	case RestrictionLifted:
		return e.Reason
	}
	return ""
}

// limit is how long a value may be that is corrected.
func (f Field) limit() int {
	switch f {
	case FieldEmail:
		return EmailLimit
	case FieldPhone:
		return PhoneLimit
	case FieldAbout, FieldTitle:
		return AboutLimit
	}
	return NameLimit
}
