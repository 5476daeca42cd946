package complaint_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// life is a complaint to which anything happens, in any order, by anybody.
type life struct {
	*rapid.T
	p       complaint.Procedure
	c       complaint.Complaint
	now     time.Time
	letters int
}

type act = func() ([]complaint.Entry, error)

var people = []complaint.MemberID{lead, trainer, freelancer, "partner"}

// anyLife lives a random complaint under a random preset. After each act that
// was not refused it calls look with the complaint before and after.
func anyLife(t *rapid.T, presets []complaint.Procedure, look func(l *life, before complaint.Complaint)) {
	l := &life{T: t, p: rapid.SampledFrom(presets).Draw(t, "preset")}
	l.now = time.Date(2024, 11, 1, 9, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 24*400).Draw(t, "start")) * time.Hour)
	if !l.do(l.intake()) {
		return
	}
	look(l, complaint.Complaint{})
	for range rapid.IntRange(1, 25).Draw(t, "acts") {
		l.now = l.now.Add(time.Duration(rapid.SampledFrom([]int{0, 1, 5, 24, 50, 24 * 9}).Draw(t, "hours")) * time.Hour)
		if before := l.c; l.do(l.anyAct()) {
			look(l, before)
		}
	}
}

// do records what an act gives; a refusal must be a refusal and leave nothing.
func (l *life) do(a act) bool {
	before := snapshot(l.T, l.c)
	entries, err := a()
	if after := snapshot(l.T, l.c); after != before {
		l.Fatalf("an act changed the complaint it was asked of:\n%s\n%s", before, after)
	}
	var refusal *complaint.Refusal
	if err != nil && (!errors.As(err, &refusal) || refusal.Code == "" || len(entries) > 0) {
		l.Fatalf("no clean refusal: %v with %v", err, entries)
	}
	by := rapid.SampledFrom(people).Draw(l.T, "by")
	for _, e := range entries {
		l.c = l.c.After(complaint.Recorded{Seq: l.c.Version + 1, Happened: e.Happened, Recorded: l.now, By: by, Event: e.Event})
	}
	return len(entries) > 0
}

func (l *life) intake() act {
	in := complaint.Intake{ReceivedAt: l.moment().Happened, Received: complaint.Received{Ref: "K-2024-001", Procedure: l.p.ID, Version: 1,
		Channel: rapid.SampledFrom(complaint.Channels()).Draw(l.T, "channel"), Story: l.words("story"), CodeGiven: l.yes("code"), Email: l.words("email")}}
	in.Received.Written = in.Received.Channel.Written()
	if in.ReceivedAt.IsZero() {
		in.ReceivedAt = l.now
	}
	if l.yes("reported") {
		in.Reporter, in.Solved = l.member(), l.yes("solved")
		in.Done = &complaint.ActionTaken{Nothing: l.yes("nothing"), Text: l.words("done"), Reached: l.yes("reached")}
	}
	if l.yes("about a member") {
		in.Subjects = []complaint.SubjectNamed{{Member: l.member()}}
	}
	return func() ([]complaint.Entry, error) { return complaint.Receive(in, l.now) }
}

func (l *life) yes(what string) bool { return rapid.Bool().Draw(l.T, what) }

// words are mostly there, sometimes not.
func (l *life) words(what string) string {
	return rapid.SampledFrom([]string{"Het was koud.", "Toegezegd en gedaan.", "Zoals besproken.", "é 😡\nregel twee", " \t"}).Draw(l.T, what)
}

func (l *life) member() complaint.MemberID { return rapid.SampledFrom(people).Draw(l.T, "member") }

func (l *life) date(what string) calendar.Date {
	days := rapid.SampledFrom([]int{-3, 0, 1, 3, 7, 14, 40, 65, 800}).Draw(l.T, what)
	if days == 800 && l.yes("no "+what) {
		return calendar.Date{}
	}
	return l.p.On(l.now).AddDays(days)
}

// moment is now, or recorded late, or (to be refused) in the future.
func (l *life) moment() complaint.Moment {
	m := complaint.Moment{Now: l.now}
	if hours := rapid.SampledFrom([]int{0, 0, 0, -2, -30, -200, 5}).Draw(l.T, "happened"); hours != 0 {
		m.Happened = l.now.Add(time.Duration(hours) * time.Hour)
	}
	return m
}

func (l *life) letter() complaint.LetterWritten {
	l.letters++
	via := rapid.SampledFrom([]complaint.Via{complaint.ViaEmail, complaint.ViaEmail, complaint.ViaPost, complaint.ViaHand, complaint.ViaPage}).Draw(l.T, "via")
	return complaint.LetterWritten{ID: fmt.Sprint("letter-", l.letters), Via: via, Signer: l.member(), Text: "Geachte …", To: "noor@example.org"}
}

// someLetter is the id of a letter that exists, mostly the last.
func (l *life) someLetter() string {
	n := len(l.c.Letters)
	if n == 0 {
		return "letter-0"
	}
	return l.c.Letters[max(0, n-1-rapid.IntRange(0, 2).Draw(l.T, "letters back"))].ID
}

func (l *life) anyAct() act {
	acts := map[string]func() act{}
	l.actsOfHandling(acts)
	l.actsOfAnswering(acts)
	l.actsOfEnding(acts)
	l.actsOfAppeal(acts)
	names := make([]string, 0, len(acts))
	for name := range acts {
		names = append(names, name)
	}
	slices.Sort(names)
	names = append(names, "extend", "extend", "extend", "reopen", "appeal", "appeal", "end appeal", "end appeal")
	if rapid.IntRange(0, 9).Draw(l.T, "as it should") < 5 {
		return l.nextAct() // or nothing would ever end well
	}
	return acts[rapid.SampledFrom(names).Draw(l.T, "act")]()
}

// nextAct does what the complaint asks for, as a good handler would.
func (l *life) nextAct() act {
	c, p, m := l.c, l.p, complaint.Moment{Now: l.now}
	switch next := complaint.NextStep(c, p, l.now); next.Step {
	case complaint.StepDiscussion:
		return func() ([]complaint.Entry, error) {
			return c.Discuss(p, m, complaint.Discussed{Acknowledger: "somebody else"})
		}
	case complaint.StepAcknowledgement:
		kind, letter := p.Acknowledgement[0], l.letter()
		a := complaint.Acknowledged{AcknowledgementKind: kind, Action: "Excuses gemaakt."}
		if kind == complaint.AcknowledgePromise {
			a = complaint.Acknowledged{AcknowledgementKind: kind, Promise: p.On(l.now)}
		}
		return func() ([]complaint.Entry, error) { return c.Acknowledge(p, m, a, letter) }
	case complaint.StepDecision:
		return func() ([]complaint.Entry, error) { return c.Decide(p, m, upheld) }
	case complaint.StepHearing:
		return func() ([]complaint.Entry, error) { return spare(c, p, m) }
	case complaint.StepResponse:
		letter := l.letter()
		return func() ([]complaint.Entry, error) { return c.Respond(p, m, complaint.Responded{}, letter) }
	case complaint.StepClosing:
		return func() ([]complaint.Entry, error) { return c.Close(p, m, "Afgehandeld.") }
	case complaint.StepFollowUp:
		letter, f := l.letter(), complaint.AppealFollowed{ID: next.Appeal, Text: "Wij doen het over.", By: p.On(l.now).AddDays(7)}
		return func() ([]complaint.Entry, error) { return c.FollowAppeal(p, m, f, letter) }
	default:
		id := l.someLetter()
		if next.Step == complaint.StepDelivery {
			id = next.Letter.ID
		}
		return func() ([]complaint.Entry, error) { return c.Deliver(p, m, id, complaint.ViaEmail) }
	}
}

// spare records why the first thing that is owed to a side cannot be done.
func spare(c complaint.Complaint, p complaint.Procedure, m complaint.Moment) ([]complaint.Entry, error) {
	lack := c.Lacks(p)[0]
	return c.Waive(p, m, complaint.DutyWaived{Duty: lack.Duty, Reader: lack.To.Reader, Member: lack.To.Member, Seat: lack.To.Seat, Ground: complaint.GroundNotPossible, Words: "Onbereikbaar."})
}

func (l *life) actsOfHandling(acts map[string]func() act) {
	c, p := l.c, l.p
	acts["discuss"] = func() act {
		m, d := l.moment(), complaint.Discussed{With: []complaint.MemberID{l.member()}, Acknowledger: l.member()}
		return func() ([]complaint.Entry, error) { return c.Discuss(p, m, d) }
	}
	acts["take action"] = func() act {
		m, a := l.moment(), complaint.ActionTaken{Text: l.words("action")}
		return func() ([]complaint.Entry, error) { return c.TakeAction(p, m, a) }
	}
	acts["assign"] = func() act {
		m, who := l.moment(), l.member()
		return func() ([]complaint.Entry, error) { return c.AssignHandler(m, who) }
	}
	acts["readers"] = func() act {
		m, in, out := l.moment(), []complaint.MemberID{l.member()}, []complaint.MemberID{l.member()}
		return func() ([]complaint.Entry, error) { return c.ChangeReaders(m, in, out) }
	}
	acts["name subject"] = func() act {
		m, s := l.moment(), complaint.SubjectNamed{Member: l.member(), Name: "N."}
		return func() ([]complaint.Entry, error) { return c.NameSubject(m, s) }
	}
	acts["clear subject"] = func() act {
		m, s := l.moment(), complaint.SubjectCleared{Member: l.member(), Reason: l.words("reason")}
		return func() ([]complaint.Entry, error) { return c.ClearSubject(m, s) }
	}
	acts["hear"] = func() act {
		m, h := l.moment(), complaint.Heard{Member: l.member(), Statement: l.words("statement")}
		return func() ([]complaint.Entry, error) { return c.Hear(p, m, h) }
	}
	acts["invite"] = func() act {
		m, letter, x := l.moment(), l.letter(), complaint.Invitation{Substance: l.words("substance"), By: l.date("react by"), NameReleased: l.yes("released"), Copy: l.yes("copy")}
		letter.Name = "N."
		if l.yes("a member") {
			letter.Member = l.member()
		}
		return func() ([]complaint.Entry, error) { return c.Invite(p, m, x, letter) }
	}
	acts["waive"] = func() act {
		m, x := l.moment(), rapid.SampledFrom(c.Parties()).Draw(l.T, "party")
		w := complaint.DutyWaived{Duty: complaint.DutyHearing, Reader: x.Reader, Member: x.Member, Seat: x.Seat, Ground: complaint.GroundDeclared, How: complaint.ChannelPhone}
		return func() ([]complaint.Entry, error) { return c.Waive(p, m, w) }
	}
	acts["report"] = func() act {
		m, all, react := l.moment(), c.Parties(), l.date("react by")
		h := complaint.HearingReported{ID: "r" + l.words("report"), React: react, Heard: all[:1], Shown: all[:1], Present: "de klager", Text: l.words("report text")}
		letter := l.letter()
		return func() ([]complaint.Entry, error) {
			return c.Report(p, m, h, []complaint.LetterWritten{letter})
		}
	}
	acts["note"] = func() act {
		m, text := l.moment(), l.words("note")
		return func() ([]complaint.Entry, error) { return c.Note(m, text) }
	}
	acts["correct"] = func() act {
		m, now, why := l.moment(), l.words("now"), l.words("reason")
		field := rapid.SampledFrom([]complaint.Field{complaint.FieldTitle, complaint.FieldName, complaint.FieldCategory, "story"}).Draw(l.T, "field")
		return func() ([]complaint.Entry, error) { return c.Correct(m, field, now, why) }
	}
}

func (l *life) actsOfAnswering(acts map[string]func() act) {
	c, p := l.c, l.p
	acts["acknowledge"] = func() act {
		m, letter, a := l.moment(), l.letter(), complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgePromise, Promise: l.date("promise")}
		if l.yes("action") {
			a = complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgeAction, Action: l.words("action")}
		}
		return func() ([]complaint.Entry, error) { return c.Acknowledge(p, m, a, letter) }
	}
	acts["contact"] = func() act {
		m, k := l.moment(), complaint.Contacted{Attempt: l.yes("attempt"), Summary: l.words("summary")}
		return func() ([]complaint.Entry, error) { return c.Contact(p, m, k) }
	}
	acts["extend"] = func() act {
		m, letter := l.moment(), l.letter()
		x := complaint.Extended{Date: l.p.On(l.now).AddDays(rapid.SampledFrom([]int{-3, 0, 3, 14, 30, 65, 800}).Draw(l.T, "until")), Consent: l.yes("consent"), Reason: l.words("reason"), SubjectTold: l.p.On(l.now)}
		return func() ([]complaint.Entry, error) { return c.Extend(p, m, x, letter) }
	}
	acts["inform"] = func() act {
		m, letter, progress := l.moment(), l.letter(), l.words("progress")
		return func() ([]complaint.Entry, error) { return c.Inform(p, m, progress, letter) }
	}
	acts["decide"] = func() act {
		m, d := l.moment(), complaint.Decided{Finding: rapid.SampledFrom(p.Findings).Draw(l.T, "finding"), Reason: l.words("reason")}
		if l.yes("norm") {
			d.Norms = []string{l.words("norm"), l.words("norm")}
		}
		if l.yes("remedy") {
			d.Remedies = []complaint.Remedy{{Text: l.words("remedy"), By: l.date("remedy by"), Kind: rapid.SampledFrom(append(complaint.RemedyKinds(), "", "goodwill")).Draw(l.T, "remedy kind")}}
		}
		return func() ([]complaint.Entry, error) { return c.Decide(p, m, d) }
	}
	acts["respond"] = func() act {
		m, letter := l.moment(), l.letter()
		return func() ([]complaint.Entry, error) { return c.Respond(p, m, complaint.Responded{}, letter) }
	}
	acts["remedy"] = func() act {
		m, i := l.moment(), rapid.IntRange(-1, 1).Draw(l.T, "index")
		return func() ([]complaint.Entry, error) { return c.DoRemedy(p, m, i) }
	}
	acts["accept"] = func() act {
		m, a := l.moment(), complaint.Accepted{Satisfied: l.yes("satisfied")}
		return func() ([]complaint.Entry, error) { return c.Accept(p, m, a) }
	}
	acts["deliver"] = func() act {
		m, id := l.moment(), l.someLetter()
		how := rapid.SampledFrom([]complaint.Via{complaint.ViaEmail, complaint.ViaPost}).Draw(l.T, "how")
		return func() ([]complaint.Entry, error) { return c.Deliver(p, m, id, how) }
	}
	acts["fail"] = func() act {
		m, id, uncertain := l.moment(), l.someLetter(), l.yes("uncertain")
		return func() ([]complaint.Entry, error) { return c.FailDelivery(m, id, "no such mailbox (550)", uncertain) }
	}
	acts["bounce"] = func() act {
		m, id := l.moment(), l.someLetter()
		return func() ([]complaint.Entry, error) { return c.Bounce(m, id, "5.1.1") }
	}
	acts["recall"] = func() act {
		m, id := l.moment(), l.someLetter()
		return func() ([]complaint.Entry, error) { return c.Recall(m, id) }
	}
	acts["resend"] = func() act {
		m, id := l.moment(), l.someLetter()
		return func() ([]complaint.Entry, error) { return c.Resend(m, id) }
	}
}

func (l *life) actsOfEnding(acts map[string]func() act) {
	c, p := l.c, l.p
	acts["except"] = func() act {
		step := rapid.SampledFrom([]complaint.TermID{complaint.TermAcknowledge, complaint.TermDecide, complaint.TermRespond, "lunch"}).Draw(l.T, "step")
		m, x := l.moment(), complaint.Excepted{Step: step, Reason: l.words("reason")}
		return func() ([]complaint.Entry, error) { return c.Except(p, m, x) }
	}
	acts["withdraw"] = func() act {
		m, w := l.moment(), complaint.Withdrawn{Reason: l.words("reason")}
		return func() ([]complaint.Entry, error) { return c.Withdraw(p, m, w) }
	}
	acts["inadmissible"] = func() act {
		m, letter, r := l.moment(), l.letter(), complaint.RuledInadmissible{Ground: rapid.SampledFrom(append(complaint.InadmissibleGrounds(), "", "too_late")).Draw(l.T, "ground"), Reason: l.words("reason")}
		return func() ([]complaint.Entry, error) { return c.RuleInadmissible(p, m, r, letter) }
	}
	acts["withdraw and confirm"] = func() act {
		m, letter, w := l.moment(), l.letter(), complaint.Withdrawn{Reason: l.words("reason")}
		return func() ([]complaint.Entry, error) { return c.Confirm(p, m, letter)(c.Withdraw(p, m, w)) }
	}
	acts["close and confirm"] = func() act {
		m, letter, why := l.moment(), l.letter(), l.words("reason")
		return func() ([]complaint.Entry, error) { return c.Confirm(p, m, letter)(c.Close(p, m, why)) }
	}
	acts["close"] = func() act {
		m, why := l.moment(), l.words("reason")
		return func() ([]complaint.Entry, error) { return c.Close(p, m, why) }
	}
	acts["reopen"] = func() act {
		m, why := l.moment(), l.words("reason")
		return func() ([]complaint.Entry, error) { return c.Reopen(m, why) }
	}
}

func (l *life) actsOfAppeal(acts map[string]func() act) {
	c, p := l.c, l.p
	acts["appeal"] = func() act {
		b := p.Appeal[0]
		m, a := l.moment(), complaint.Appealed{ID: fmt.Sprint("appeal-", len(c.Appeals)), Body: b.Kind, Name: b.Name, Grounds: l.words("grounds")}
		if l.yes("in a room") {
			a.Confidant = "confidant"
		}
		return func() ([]complaint.Entry, error) { return c.Appeal(p, m, a) }
	}
	acts["end appeal"] = func() act {
		m := l.moment()
		e := complaint.AppealEnded{ID: l.someAppeal(), Outcome: rapid.SampledFrom(complaint.AppealOutcomes()).Draw(l.T, "outcome"), Text: l.words("conclusion")}
		return func() ([]complaint.Entry, error) { return c.EndAppeal(p, m, e) }
	}
	acts["follow appeal"] = func() act {
		m, letter := l.moment(), l.letter()
		f := complaint.AppealFollowed{ID: l.someAppeal(), Text: l.words("follow"), By: l.date("follow by")}
		return func() ([]complaint.Entry, error) { return c.FollowAppeal(p, m, f, letter) }
	}
}

// someAppeal is the id of an appeal that exists, mostly the last.
func (l *life) someAppeal() string {
	n := len(l.c.Appeals)
	if n == 0 {
		return "appeal-0"
	}
	return l.c.Appeals[max(0, n-1-rapid.IntRange(0, 1).Draw(l.T, "appeals back"))].ID
}

// snapshot is the whole value in words, to compare before and after.
func snapshot(t interface{ Fatal(...any) }, c complaint.Complaint) string {
	raw, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func allPresets(t *testing.T) []complaint.Procedure {
	var all []complaint.Procedure
	for _, id := range []string{"seed", "crkbo", "wkkgz", "awb", "awb-committee", "flanders", "disp", "disp-payments"} {
		all = append(all, preset(t, id))
	}
	return all
}
