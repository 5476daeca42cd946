package letter

import (
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// language is the catalogue: one method for each thing a letter can say, so
// that a missing translation does not compile. Days come in as words.
type language interface {
	common
	acknowledging
	extending
	holding
	responding
	appealing
	ending
	following
	inviting
	hearing
	noticing
	accessing
}

type common interface {
	greeting(name string) string
	regards() string
	roleAt(role, organisation string) string
	about(what string) string
	received(day string) string // day is "" when unknown
	follow(code, site string) string
	gap(gap) string
	finding(complaint.Finding) string
}

type acknowledging interface {
	weHaveYourComplaint() string // also a subject line
	thanks(c complaint.Channel, day string) string
	sorryItHappened() string
	alreadyDone() string
	enough(day string) string
	enoughLate() string
	promise(day string) string
	missed(day string) string
	newDateFollows() string
}

type extending interface {
	moreTime() string
	notInTime(day string) string
	sorryToWait() string
	newDate(day string) string
	cannotWait(phone string) string
}

type holding interface {
	howItStands() string // a subject line
	thisFar() string
	stepsAhead() string
	noDayYet() string
	questions(phone string) string
}

type responding interface {
	ourAnswer() string
	lookedInto(complaint.Finding) string
	decision(complaint.Finding) string
	reason() string
	remedies() string
	remedy(what, day, who string) string // day and who may be ""
	inadmissibleSubject() string
	inadmissible() string
	overlooked(phone string) string
}

type appealing interface {
	notSatisfied() string
	notSatisfiedLater() string
	needNotWait() string
	body(kind, name string, also bool) string // also: not the first one
	phone() string
	email() string
	website() string
	within(l calendar.Length, day string) string
	binding(bool) string
}

type ending interface {
	itIsClosed() string // a subject line
	ended(e End, day string) string
	whatWeDid() string
	kept(month string) string
	notOver(phone string) string
}

type following interface {
	afterAppeal() string // a subject line
	lookedAt(kind, name string) string
	outcome(day string, o complaint.AppealOutcome, against complaint.Against) string // day may be ""
	bound() string
	thisWeDo() string
	doneBy(day string) string
	notDone(phone string) string
	stillNotSatisfied() string
}

type inviting interface {
	yourSide() string // a subject line
	mentioned() string
	whatItIsAbout() string
	hearYou() string
	reactBy(day string) string
	readBack() string
	onlyWithUs(phone string) string
}

type noticing interface {
	receiptThanks(day string) string
	receiptNext(day string) string // day is "" when there is no term
	number(ref string) string
	staff(kind string) (subject, sentence string)
	alarm(kind, day, clock string) (subject, sentence string)
	openRegister() string
	confirmButton() string
	followButton() string
	preheader() string
	footer(ref string) string
	onlyForYou() string
}

var (
	_ language = dutch{}
	_ language = english{}
)

// gap is something that the writer of a letter still has to fill in.
type gap string

const (
	gapDate   gap = "date"
	gapReason gap = "reason"
	gapAction gap = "action"
	gapAppeal gap = "appeal"

	gapProgress  gap = "progress"
	gapSubstance gap = "substance"
	gapFollowUp  gap = "follow_up"
)

func in(lang string) language {
	if lang == "en" {
		return english{}
	}
	return dutch{}
}

func (f Frame) words() language { return in(f.Lang) }

// orGap is s, or a visible gap where s should have been.
func (f Frame) orGap(s string, missing gap) string {
	if s == "" {
		return f.words().gap(missing)
	}
	return s
}

type hearing interface {
	react() string // a heading
	onPage(site, code string) string
	signedIn(site string) string
	copyOf() string // a heading
	along(files string) string
	withheld(n int) string
	comeAndTell() string // a subject line
	comeTo(subject bool, when, where string) string
	bringSomebody() string
	otherDay(phone string) string
	notNeeded() string
	theReport() string // a subject line
	reportOf(day string) string
	werePresent(names string) string
	reportReact(day string) string
	pageOrUs(page bool) string
	laterAnswer() string // a subject line
	laterFor(day string) string
}
