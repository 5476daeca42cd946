package mail

import (
	"errors"
	"fmt"
	"net/textproto"
	"regexp"
)

// State is what is known of a mail after an attempt.
type State string

// The four ends of an attempt.
const (
	Accepted  State = "accepted"  // the server took it upon itself
	Refused   State = "refused"   // a definite no: sending again does not help
	Deferred  State = "deferred"  // surely not sent: try again later
	Uncertain State = "uncertain" // the end was sent, no answer came: a person decides
)

// Outcome tells how an attempt ended. Reason is one of our own short phrases
// with the server's codes, never its words: those quote the recipient.
type Outcome struct {
	State  State
	Reason string
	Code   int // the server's answer, 0 without one
}

var enhanced = regexp.MustCompile(`^[245]\.\d{1,3}\.\d{1,3}\b`)

// answered turns an error of the step named by reason into an outcome. A 5xx
// is a refusal of this mail only once a mail is being offered: before that, and
// for the codes about signing in, the setting is at fault, not the letter.
func answered(offered bool, reason string, err error) Outcome {
	o := Outcome{State: Deferred, Reason: reason}
	var answer *textproto.Error
	if !errors.As(err, &answer) {
		return o
	}
	o.Code = answer.Code
	o.Reason = fmt.Sprintf("%s (%d)", reason, answer.Code)
	if status := enhanced.FindString(answer.Msg); status != "" {
		o.Reason = fmt.Sprintf("%s (%d %s)", reason, answer.Code, status)
	}
	switch answer.Code {
	case 530, 534, 535, 538: // sign in first, or differently
		return o
	}
	if offered && answer.Code >= 500 && answer.Code <= 599 {
		o.State = Refused
	}
	return o
}

// afterDot judges the answer to the end of the data. Only a well-formed 4xx or
// 5xx says that the mail was not taken.
func afterDot(err error) Outcome {
	if err == nil {
		return Outcome{State: Accepted, Code: 250}
	}
	var answer *textproto.Error
	if errors.As(err, &answer) && answer.Code >= 400 && answer.Code <= 599 {
		return answered(true, "message not taken", err)
	}
	return Outcome{State: Uncertain, Reason: "no answer after the end of the message"}
}
