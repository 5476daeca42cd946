package sim

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
)

// deed is something that somebody does, and may do again when nobody answered.
type deed struct {
	name  string
	who   string
	on    *form
	keyed bool // the same again is the same act
	do    func() (complaint.Complaint, error)
}

// act makes one act of a member on one dossier; what is in it may be wrong.
type act func(l *life, who register.Person, o register.Order) func() (complaint.Complaint, error)

type answer = func() (complaint.Complaint, error)

// acts are all that members do; what stands more often happens more often.
var acts = []struct {
	name string
	make act
}{
	{"acknowledge", acknowledge}, {"acknowledge", acknowledge}, {"acknowledge", acknowledge},
	{"decide", decide}, {"decide", decide},
	{"respond", respond}, {"respond", respond},
	{"extend", extend}, {"extend", extend},
	{"contact", contact}, {"note", note}, {"note", note}, {"correct", correct},
	{"inform", inform}, {"withdraw", withdraw}, {"close", closeIt}, {"close", closeIt}, {"confirm", confirm}, {"reopen", reopen},
	{"inadmissible", inadmissible}, {"except", except}, {"remedy", remedy}, {"accept", accept},
	{"name", name}, {"recuse", recuse}, {"clear", clearIt}, {"assign", assign}, {"readers", readers}, {"glass", glass},
	{"appeal", appeal}, {"end appeal", endAppeal}, {"follow appeal", followAppeal},
	{"deliver", deliver}, {"deliver", deliver}, {"recall", recall}, {"resend", resend}, {"invite", invite},
}

func acknowledge(l *life, who register.Person, o register.Order) answer {
	a := register.Acknowledgement{Kind: complaint.AcknowledgeAction, Action: l.word(), Sending: l.sending(who)}
	if l.odds(3) {
		a.Kind, a.Action, a.Promise = complaint.AcknowledgePromise, "", l.today().AddDays(l.rand.IntN(40)-3)
	}
	return func() (complaint.Complaint, error) { return l.Acknowledge(ctx, who, o, a) }
}

func decide(l *life, who register.Person, o register.Order) answer {
	findings := l.Procedure().Findings
	d := complaint.Decided{Finding: findings[l.rand.IntN(len(findings))], Reason: l.word()}
	if l.odds(3) {
		d.Remedies = []complaint.Remedy{{Text: l.word(), Owner: l.member().Member.ID, By: l.today().AddDays(14)}}
	}
	return func() (complaint.Complaint, error) { return l.Decide(ctx, who, o, d) }
}

func respond(l *life, who register.Person, o register.Order) answer {
	a := register.Response{Sending: l.sending(who), Words: l.word()}
	return func() (complaint.Complaint, error) { return l.Respond(ctx, who, o, a) }
}

func extend(l *life, who register.Person, o register.Order) answer {
	days := []int{-3, 7, 14, 28, 65, 800}
	x := register.Extension{Sending: l.sending(who), Date: l.today().AddDays(days[l.rand.IntN(len(days))]), Reason: l.word(), Consent: l.odds(2)}
	return func() (complaint.Complaint, error) { return l.Extend(ctx, who, o, x) }
}

func contact(l *life, who register.Person, o register.Order) answer {
	k := complaint.Contacted{Attempt: l.odds(3), Summary: l.word()}
	return func() (complaint.Complaint, error) { return l.Contact(ctx, who, o, k) }
}

func note(l *life, who register.Person, o register.Order) answer {
	text := l.word()
	return func() (complaint.Complaint, error) { return l.Note(ctx, who, o, text) }
}

func correct(l *life, who register.Person, o register.Order) answer {
	field, now := complaint.FieldTitle, l.word()
	if l.odds(3) {
		field, now = complaint.FieldEmail, l.word()+"@elders.example"
	}
	return func() (complaint.Complaint, error) { return l.Correct(ctx, who, o, field, now, "gevraagd") }
}

func inform(l *life, who register.Person, o register.Order) answer {
	h := register.Holding{Sending: l.sending(who), Progress: l.word()}
	return func() (complaint.Complaint, error) { return l.Inform(ctx, who, o, h) }
}

func withdraw(l *life, who register.Person, o register.Order) answer {
	w := complaint.Withdrawn{How: complaint.ChannelPhone, Reason: l.word()}
	return func() (complaint.Complaint, error) { return l.Withdraw(ctx, who, o, w) }
}

func closeIt(l *life, who register.Person, o register.Order) answer {
	return func() (complaint.Complaint, error) { return l.Close(ctx, who, o, "klaar") }
}

func confirm(l *life, who register.Person, o register.Order) answer {
	x := register.Confirmation{Sending: l.sending(who), Done: l.word()}
	return func() (complaint.Complaint, error) { return l.CloseAndConfirm(ctx, who, o, "klaar", x) }
}

func reopen(l *life, who register.Person, o register.Order) answer {
	why := l.word()
	return func() (complaint.Complaint, error) { return l.Reopen(ctx, who, o, why) }
}

func inadmissible(l *life, who register.Person, o register.Order) answer {
	s, grounds := l.sending(who), append(l.Procedure().Grounds(), "", "lunch")
	why := complaint.RuledInadmissible{Ground: grounds[l.rand.IntN(len(grounds))], Reason: l.word()}
	return func() (complaint.Complaint, error) { return l.RuleInadmissible(ctx, who, o, why, s) }
}

func except(l *life, who register.Person, o register.Order) answer {
	steps := []complaint.TermID{complaint.TermAcknowledge, complaint.TermDecide, complaint.TermRespond, "lunch"}
	x := complaint.Excepted{Step: steps[l.rand.IntN(len(steps))], Reason: l.word()}
	return func() (complaint.Complaint, error) { return l.Except(ctx, who, o, x) }
}

func remedy(l *life, who register.Person, o register.Order) answer {
	i := l.rand.IntN(3) - 1
	return func() (complaint.Complaint, error) { return l.DoRemedy(ctx, who, o, i) }
}

func accept(l *life, who register.Person, o register.Order) answer {
	a := complaint.Accepted{Satisfied: l.odds(2), How: complaint.ChannelPhone}
	return func() (complaint.Complaint, error) { return l.Accept(ctx, who, o, a) }
}

func name(l *life, who register.Person, o register.Order) answer {
	m := l.member().Member
	return func() (complaint.Complaint, error) {
		return l.NameSubject(ctx, who, o, complaint.SubjectNamed{Member: m.ID, Name: m.Name})
	}
}

func recuse(l *life, who register.Person, o register.Order) answer {
	m, why := l.member().Member.ID, l.word()
	return func() (complaint.Complaint, error) {
		return l.Recuse(ctx, who, o, complaint.Recused{Member: m, Reason: why})
	}
}

func clearIt(l *life, who register.Person, o register.Order) answer {
	m, why := l.member().Member.ID, l.word()
	return func() (complaint.Complaint, error) {
		return l.Clear(ctx, who, o, complaint.SubjectCleared{Member: m, Reason: why})
	}
}

func assign(l *life, who register.Person, o register.Order) answer {
	m := l.member().Member.ID
	return func() (complaint.Complaint, error) { return l.AssignHandler(ctx, who, o, m) }
}

func readers(l *life, who register.Person, o register.Order) answer {
	m := []complaint.MemberID{l.member().Member.ID}
	return func() (complaint.Complaint, error) { return l.ChangeReaders(ctx, who, o, m, nil) }
}

func glass(l *life, who register.Person, o register.Order) answer {
	why := l.word()
	return func() (complaint.Complaint, error) { return l.BreakGlass(ctx, who, o, why) }
}

func appeal(l *life, who register.Person, o register.Order) answer {
	body, grounds := l.rand.IntN(3), l.word()
	return func() (complaint.Complaint, error) { return l.LodgeAppeal(ctx, who, o, body, grounds) }
}

func endAppeal(l *life, who register.Person, o register.Order) answer {
	outcomes := complaint.AppealOutcomes()
	e := complaint.AppealEnded{Outcome: outcomes[l.rand.IntN(len(outcomes))], Text: l.word()}
	if c, ok := l.standing(o.Ref); ok && len(c.Appeals) > 0 {
		e.ID = c.Appeals[len(c.Appeals)-1].ID
	}
	return func() (complaint.Complaint, error) { return l.EndAppeal(ctx, who, o, e) }
}

func followAppeal(l *life, who register.Person, o register.Order) answer {
	f := register.FollowUp{Sending: l.sending(who), What: l.word(), By: l.today().AddDays(20)}
	return func() (complaint.Complaint, error) { return l.FollowAppeal(ctx, who, o, f) }
}

func deliver(l *life, who register.Person, o register.Order) answer {
	letter := l.letter(o.Ref, func(x complaint.Letter) bool { return x.State != complaint.LetterQueued })
	return func() (complaint.Complaint, error) { return l.Deliver(ctx, who, o, letter, complaint.ViaHand) }
}

func recall(l *life, who register.Person, o register.Order) answer {
	letter := l.letter(o.Ref, func(x complaint.Letter) bool { return x.State == complaint.LetterQueued })
	return func() (complaint.Complaint, error) { return l.Recall(ctx, who, o, letter) }
}

func resend(l *life, who register.Person, o register.Order) answer {
	letter := l.letter(o.Ref, func(x complaint.Letter) bool { return x.State == complaint.LetterUncertain })
	return func() (complaint.Complaint, error) { return l.Resend(ctx, who, o, letter) }
}

func invite(l *life, who register.Person, o register.Order) answer {
	x := register.Invitation{Sending: l.sending(who), Member: l.member().Member.ID, Substance: l.word(), By: l.today().AddDays(14)}
	return func() (complaint.Complaint, error) { return l.InviteSubject(ctx, who, o, x) }
}

// letter is the last one of a dossier that is so; mostly there is none.
func (l *life) letter(ref string, is func(complaint.Letter) bool) string {
	c, _ := l.standing(ref)
	for _, x := range slices.Backward(c.Letters) {
		if is(x) {
			return x.ID
		}
	}
	return "geen"
}

// own is what a complainant does on their own page.
func (l *life) own(f *form) deed {
	o := register.Own{Code: f.code, Key: fmt.Sprint("own-", l.next())}
	text := l.word()
	d := deed{who: "klager", on: f, keyed: true}
	switch l.rand.IntN(5) {
	case 0:
		d.name, d.do = "withdraw own", func() (complaint.Complaint, error) { return l.WithdrawOwn(ctx, o, text) }
	case 1:
		d.name, d.do = "opine", func() (complaint.Complaint, error) { return l.Opine(ctx, o, len(text)%2 == 0, text) }
	case 2:
		d.name, d.do = "ask again", func() (complaint.Complaint, error) { return l.AskAgain(ctx, o, "nl", text) }
	default:
		d.name, d.do = "say", func() (complaint.Complaint, error) { return l.Say(ctx, o, text) }
	}
	return d
}

// complain sends a form, as a complainant or for one.
func (l *life) complain() deed {
	n := l.next()
	f := l.ledger.send(fmt.Sprint("form:", n), fmt.Sprintf("klacht %d", n))
	in := submission(f.key, f.story, l.clock.Now())
	by := complaint.ByComplainant
	if l.odds(2) {
		in.Intake.Received.Email = fmt.Sprintf("klager%d@elders.example", n)
	}
	if l.odds(4) {
		m := l.member().Member
		in.Intake.Subjects = []complaint.SubjectNamed{{Member: m.ID, Name: m.Name}}
	}
	if l.odds(4) {
		m := l.member().Member.ID
		by, in.Intake.Reporter, in.Intake.Done = m, m, &complaint.ActionTaken{Nothing: true}
		in.Intake.Received.Channel, in.Intake.Received.Written = complaint.ChannelPhone, false
	}
	if l.odds(4) {
		l.attach(&in, f)
	}
	return deed{"complain", l.nameOf(by), f, true, func() (complaint.Complaint, error) {
		if _, err := os.Stat(l.upload(f)); err != nil { // it was cleared away; the page lets them choose it again
			in.Files, f.file = nil, ""
		}
		r, err := l.Receive(ctx, by, in)
		if err == nil {
			if err := l.ledger.receipt(f, r); err != nil {
				return r.Complaint, err
			}
			if !slices.Contains(l.forms, f) {
				l.forms = append(l.forms, f)
			}
		}
		return r.Complaint, err
	}}
}

// attach uploads a file, at the time that it is in this life.
func (l *life) attach(in *register.Submission, f *form) {
	file, err := l.Upload("foto.txt", strings.NewReader("foto bij "+f.story))
	if err != nil {
		return
	}
	in.Files, f.file = append(in.Files, file), file.ID
	_ = os.Chtimes(l.upload(f), l.clock.Now(), l.clock.Now())
}

func (l *life) upload(f *form) string { return filepath.Join(l.data, "files", f.file) }
