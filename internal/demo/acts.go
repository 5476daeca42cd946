package demo

import (
	"context"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
)

type acted = func(context.Context, register.Order) (complaint.Complaint, error)

// as makes an act of the register done by this person; most acts take one thing.
func as[T any](l *line, who string, do func(context.Context, register.Person, register.Order, T) (complaint.Complaint, error), what T) acted {
	return func(ctx context.Context, o register.Order) (complaint.Complaint, error) {
		return do(ctx, l.people[who], o, what)
	}
}

// describe gives the complaint its title and its category.
func (l *line) describe(d calendar.Date) {
	l.correct(d, complaint.FieldTitle, l.title)
	l.correct(d, complaint.FieldCategory, l.category)
}

func (l *line) correct(d calendar.Date, field complaint.Field, now string) {
	l.then(d, 9, "correction", func(ctx context.Context, o register.Order) (complaint.Complaint, error) {
		return l.r.Correct(ctx, l.people[mirjam], o, field, now, "")
	})
}

func (l *line) discuss(d calendar.Date, agreed string, with ...string) {
	who := complaint.Discussed{Acknowledger: l.member(l.acknowledger()), Agreed: agreed}
	for _, key := range with {
		who.With = append(who.With, l.member(key))
	}
	l.then(d, 9, "discussion", as(l, mirjam, l.r.Discuss, who))
}

func (l *line) sending(who string) register.Sending {
	return register.Sending{Via: l.via(), Signer: l.member(who)}
}

// acknowledge names the action if there was one, and else promises a day.
func (l *line) acknowledge(d calendar.Date) {
	a := register.Acknowledgement{Sending: l.sending(l.acknowledger()), Kind: complaint.AcknowledgePromise, Promise: l.day(7)}
	if l.did != "" {
		a.Kind, a.Promise, a.Action = complaint.AcknowledgeAction, calendar.Date{}, l.did
	}
	l.then(d, 11, "acknowledgement", as(l, l.acknowledger(), l.r.Acknowledge, a))
	l.deliver(d, l.acknowledger())
}

// deliver says that the letter left; one on the complainant's page is there.
func (l *line) deliver(d calendar.Date, who string) {
	if l.via() == complaint.ViaPage {
		return
	}
	l.then(d, 15, "delivery", func(ctx context.Context, o register.Order) (complaint.Complaint, error) {
		return l.r.Deliver(ctx, l.people[who], o, l.letter, l.how())
	})
}

// hear takes down both sides, as far as the tale has them.
func (l *line) hear(d calendar.Date) {
	if l.told != "" {
		l.then(d, 10, "hearing", as(l, mirjam, l.r.Hear, complaint.Heard{Name: l.name, How: phone, Statement: l.told, Agreed: true}))
	}
	if l.said != "" {
		l.then(d, 14, "hearing", as(l, mirjam, l.r.Hear, complaint.Heard{Member: l.member(l.other), How: conversation, Statement: l.said, Agreed: true}))
	}
}

// found is what complaints about a subject came from here; of others nobody knows.
var found = map[string]string{"content": "expectation", "level": "expectation", "trainer": "skill", "treatment": "skill", "planning": "planning", "communication": "information",
	"location": "supplier", "material": "technology", "invoice": "misunderstanding", "agreements": "capacity", "assessment": "information"}

// decide records the decision; what is promised is due two weeks later.
func (l *line) decide(d calendar.Date) {
	decided := complaint.Decided{Finding: l.finding, Cause: found[l.category], Reason: l.reason}
	for i, text := range l.remedy {
		r := complaint.Remedy{Text: text, Owner: l.member(l.acknowledger()), By: l.cal.NextWorkingDay(d.AddDays(14))}
		if i == 0 {
			r.Amount = l.money
		}
		if i < len(l.kinds) {
			r.Kind = l.kinds[i]
		}
		decided.Remedies = append(decided.Remedies, r)
	}
	l.then(d, 14, "decision", as(l, mirjam, l.r.Decide, decided))
}

func (l *line) write(d calendar.Date) {
	l.then(d, 15, "response", as(l, mirjam, l.r.Respond, register.Response{Sending: l.sending(mirjam)}))
}

func (l *line) respond(d calendar.Date) {
	l.write(d)
	l.deliver(d, mirjam)
}

func (l *line) extend(d, to calendar.Date, reason string) {
	l.then(d, 11, "extension", as(l, mirjam, l.r.Extend, register.Extension{Sending: l.sending(mirjam), Date: to, Reason: reason}))
	l.deliver(d, mirjam)
}

func (l *line) except(d calendar.Date, step complaint.TermID, reason string) {
	l.then(d, 11, "exception", as(l, mirjam, l.r.Except, complaint.Excepted{Step: step, Reason: reason}))
}

func (l *line) note(d calendar.Date, text string) {
	l.then(d, 16, "note", as(l, mirjam, l.r.Note, text))
}

// finish asks how it was, does what was promised and closes.
func (l *line) finish(d calendar.Date, reason string) {
	d = l.cal.NextWorkingDay(d)
	if l.mood != notAsked {
		words := map[mood]string{satisfied: "Zo is het goed opgelost.", sour: "Ik had hier meer van verwacht."}[l.mood]
		l.then(d, 10, "acceptance", as(l, mirjam, l.r.Accept, complaint.Accepted{Satisfied: l.mood == satisfied, How: phone, Words: words}))
	}
	for i := range l.remedy {
		l.then(d, 11, "remedy", as(l, l.acknowledger(), l.r.DoRemedy, i))
	}
	l.then(d, 16, "closing", as(l, mirjam, l.r.Close, reason))
}
