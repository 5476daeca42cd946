package demo

import (
	"context"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
)

// begin is how nearly every complaint starts: it comes in, gets a title, is
// talked over, and the complainant hears that it arrived.
func (l *line) begin(with ...string) {
	l.receive()
	l.prepare(with...)
	l.acknowledge(l.soon())
}

func (l *line) prepare(with ...string) {
	l.describe(l.soon())
	l.discuss(l.soon(), "We zoeken uit wat er is gebeurd en bellen zo nodig eerst.", with...)
}

func (l *line) answer(after int) {
	l.hear(l.work(after - 1))
	l.decide(l.work(after))
	l.respond(l.work(after))
}

func (l *line) end(after int) {
	reason := map[mood]string{notAsked: "Antwoord gegeven, geen reactie meer gekregen.", satisfied: "De klager is tevreden met het antwoord.",
		sour: "Niet tevreden; gewezen op mr. Ilse Terpstra."}[l.mood]
	l.finish(l.day(after), reason)
}

// ordinary is answered within the week.
func ordinary(l *line) {
	l.begin()
	l.answer(3 + l.dice.IntN(4))
	l.end(10 + l.dice.IntN(3))
}

// quick is answered almost at once.
func quick(l *line) {
	l.begin()
	l.answer(2)
	l.end(5)
}

// solved was settled by the reporter; only the acknowledgement was still owed.
func solved(l *line) {
	l.receiveSolved()
	l.prepare()
	l.acknowledge(l.soon())
	l.then(l.cal.NextWorkingDay(l.day(4)), 16, "closing", as(l, mirjam, l.r.Close, "Ter plekke opgelost en bevestigd."))
}

// onPage is anonymous with a code: the page is the way to be answered.
func onPage(l *line) {
	l.begin()
	l.answer(5)
	l.end(12)
}

// unreachable is anonymous without a code: what cannot be done is recorded.
func unreachable(l *line) {
	l.receive()
	l.describe(l.soon())
	l.discuss(l.soon(), "We kunnen niet terugschrijven. We nemen het wel mee.")
	l.except(l.soon(), complaint.TermAcknowledge, "Niet mogelijk: anoniem ingevuld.")
	l.decide(l.work(5))
	l.except(l.work(5), complaint.TermRespond, "Niet mogelijk: anoniem ingevuld.")
	l.finish(l.day(6), "Besproken met de trainers; er is niemand om te antwoorden.")
}

// extended got a new date in time and was answered by it.
func extended(l *line) {
	l.begin()
	to := l.cal.NextWorkingDay(l.day(16))
	l.extend(l.work(5), to, "De trainer die erbij was, is deze week met vakantie. We willen ook zijn kant horen.")
	l.answer(14)
	l.end(22)
}

// tardy was answered too late, without a new date.
func tardy(l *line) {
	l.begin()
	l.hear(l.work(6))
	late := l.cal.NextWorkingDay(l.day(9))
	l.decide(late)
	l.respond(late)
	l.end(15)
}

// withdrawn was taken back by the complainant.
func withdrawn(l *line) {
	l.begin()
	l.then(l.work(4), 13, "withdrawal", as(l, mirjam, l.r.Withdraw, complaint.Withdrawn{How: phone, Reason: l.reason}))
	l.then(l.work(5), 16, "closing", as(l, mirjam, l.r.Close, "Ingetrokken door de klager."))
}

// inadmissible need not be handled; the complainant is told why.
func inadmissible(l *line) {
	l.begin()
	l.then(l.work(4), 14, "ruling", func(ctx context.Context, o register.Order) (complaint.Complaint, error) {
		return l.r.RuleInadmissible(ctx, l.people[mirjam], o, complaint.RuledInadmissible{Ground: l.ground, Reason: l.reason}, l.sending(mirjam))
	})
	l.deliver(l.work(4), mirjam)
	l.then(l.work(6), 16, "closing", as(l, mirjam, l.r.Close, "Niet in behandeling genomen; de klager weet waarom."))
}

// appealed was closed, and the complainant went to the appeal body, which still
// looks at it.
func appealed(l *line) {
	l.begin()
	l.answer(5)
	l.end(9)
	l.then(l.cal.NextWorkingDay(l.day(17)), 11, "appeal", func(ctx context.Context, o register.Order) (complaint.Complaint, error) {
		return l.r.LodgeAppeal(ctx, l.people[mirjam], o, 1, l.grounds)
	})
}

// reopened was closed too early, and answered once more.
func reopened(l *line) {
	l.begin()
	l.answer(4)
	l.finish(l.day(9), "Antwoord gegeven, geen reactie meer gekregen.")
	back := l.cal.NextWorkingDay(l.day(15))
	l.then(back, 10, "reopening", as(l, mirjam, l.r.Reopen, "De toegezegde gespreksverslagen kwamen niet aan; de klager belde opnieuw."))
	again := l.cal.NextWorkingDay(back.AddDays(2))
	l.tale.reason, l.tale.remedy = "De verslagen bleven bij ons liggen. Dat had u niet nog eens hoeven vragen.", nil
	l.decide(again)
	l.respond(again)
	l.tale.mood = satisfied
	l.end(24)
}
