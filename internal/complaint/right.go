package complaint

import (
	"slices"
	"strings"
)

// Right is what somebody asks for of what is kept about them (AVG art. 15 to 18 and 21).
type Right string

// Rights. Until there were more, every request was for access.
const (
	RightAccess   Right = ""         // art. 15
	RightRectify  Right = "rectify"  // art. 16
	RightErase    Right = "erase"    // art. 17
	RightRestrict Right = "restrict" // art. 18
	RightObject   Right = "object"   // art. 21
)

// Rights lists them, in the order forms offer them.
func Rights() []Right {
	return []Right{RightAccess, RightRectify, RightErase, RightRestrict, RightObject}
}

// Code is its name in a form.
func (r Right) Code() string {
	if r == RightAccess {
		return "access"
	}
	return string(r)
}

// RightOf reads what a form sent; false when that is none of them.
func RightOf(code string) (Right, bool) {
	i := slices.IndexFunc(Rights(), func(r Right) bool { return r.Code() == code })
	if i < 0 {
		return "", false
	}
	return Rights()[i], true
}

// grantedBy are the acts that do what was asked. Access is given with a pack. An
// objection can be found right by words alone: something is not done any more.
var grantedBy = map[Right][]Kind{RightRectify: {KindRectified, KindCorrected}, RightErase: {KindRedacted}, RightRestrict: {KindRestricted},
	RightObject: {KindRedacted, KindRestricted, KindRectified, KindCorrected}}

// ActFor finds the event in which what was asked was done since, the newest; 0 when
// there is none. A restriction that still lies on it need not be made again.
func (c Complaint) ActFor(x AccessRequest) (seq int) {
	for _, r := range c.History {
		k := r.Event.Kind()
		if slices.Contains(grantedBy[x.Right], k) && (r.Seq > x.Seq || k == KindRestricted && c.Restriction != nil && c.Restriction.Seq == r.Seq) {
			seq = r.Seq
		}
	}
	return seq
}

// Undone reports whether a request cannot be granted yet, because nobody did what was
// asked.
func (c Complaint) Undone(x AccessRequest) bool {
	return x.Right != RightAccess && x.Right != RightObject && c.ActFor(x) == 0
}

// GrantRequest tells who asked that it was done, and what. It answers when its letter
// arrives. Access is granted by giving the pack.
func (c Complaint) GrantRequest(p Procedure, m Moment, e AccessAnswered, l LetterWritten) ([]Entry, error) {
	x, err := c.openRequest(e.ID)
	switch {
	case err != nil:
		return nil, err
	case x.Right == RightAccess:
		return nil, refuse("", "pack_missing")
	case c.Undone(x):
		return nil, refuse("", "request_undone")
	}
	e.Refused, e.Act = false, c.ActFor(x)
	return c.answerByLetter(p, m, x, e, l, LetterRequestGranted)
}

// RefuseAccess refuses a request, in writing and with a reason (AVG art. 12(4)).
func (c Complaint) RefuseAccess(p Procedure, m Moment, e AccessAnswered, l LetterWritten) ([]Entry, error) {
	x, err := c.openRequest(e.ID)
	if err != nil {
		return nil, err
	}
	e.Refused = true
	return c.answerByLetter(p, m, x, e, l, LetterAccessRefused)
}

func (c Complaint) answerByLetter(p Procedure, m Moment, x AccessRequest, e AccessAnswered, l LetterWritten, purpose LetterPurpose) ([]Entry, error) {
	if strings.TrimSpace(e.Reason) == "" {
		return nil, refuse("reason", "reason_empty")
	}
	l.Purpose = purpose
	if err := c.checkAskerLetter(p, x, &l); err != nil {
		return nil, err
	}
	e.Letter = l.ID
	return m.entries(e, l)
}

// checkAskerLetter makes a letter that of who asked. On the complainant's own page
// stands only what the complainant asked.
func (c Complaint) checkAskerLetter(p Procedure, x AccessRequest, l *LetterWritten) error {
	l.Reader, l.HoldsCode = ReaderAsker, false
	if l.Via == ViaPage && x.As != AskerComplainant {
		return refuse("via", "via_unknown")
	}
	return c.checkLetter(p, *l)
}

// AnswersComplainant reports whether a letter is about a request that the complainant
// made themselves: it can stand on their own page.
func (c Complaint) AnswersComplainant(l Letter) bool {
	return l.Reader == ReaderAsker && slices.ContainsFunc(c.Requests, func(x AccessRequest) bool {
		return x.As == AskerComplainant && (x.Extended != nil && x.Extended.Event.Letter == l.ID || x.Answered != nil && x.Answered.Event.Letter == l.ID)
	})
}
