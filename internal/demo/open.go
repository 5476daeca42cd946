package demo

import (
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// overdue: decided, and the answer should have left yesterday.
func overdue(l *line) {
	l.begin()
	l.hear(l.work(4))
	l.decide(l.work(6))
}

// dueToday: decided yesterday, and the answer has to leave today.
func dueToday(l *line) {
	l.begin()
	l.decide(l.day(6))
}

// withSaskia: a colleague handles it, so that the lead waits for somebody else.
func withSaskia(l *line) {
	l.begin(saskia)
	l.assign(saskia)
	l.then(l.work(3), 16, "note", as(l, saskia, l.r.Note, "Ik maak een versie met grote letters en vraag haar of die goed leest."))
}

func (l *line) assign(who string) {
	l.then(l.soon(), 16, "assignment", as(l, mirjam, l.r.AssignHandler, l.member(who)))
}

// aboutHenk: the complaint is about a member, who was heard and sees nothing.
func aboutHenk(l *line) {
	l.receive()
	l.then(l.soon(), 8, "subject", as(l, mirjam, l.r.NameSubject, complaint.SubjectNamed{Member: l.member(henk), Name: "Henk Postma"}))
	l.describe(l.soon())
	l.discuss(l.soon(), "Mirjam bevestigt zelf. Pieter leest mee, omdat Mirjam en Henk vaak samenwerken.", pieter)
	l.acknowledge(l.soon())
	l.act(l.soon(), "Gesprekken met Henk stilgezet tot er een besluit is.")
	l.hear(l.work(4))
	l.act(l.work(4), "Saskia gevraagd of zij de laatste twee gesprekken kan overnemen.")
	l.note(l.work(4), "Tessa schreef dat ze Henk nu liever niet spreekt.")
}

func (l *line) act(d calendar.Date, text string) {
	l.then(d, 15, "action", as(l, mirjam, l.r.TakeAction, complaint.ActionTaken{Text: text}))
}

// inProgress: acknowledged on the complainant's page, nothing decided.
func inProgress(l *line) {
	l.begin(pieter)
	l.note(l.work(2), "Met beide trainers van die dag een gesprek gepland.")
}

// forJoris: talked over, and Joris owes the acknowledgement.
func forJoris(l *line) {
	l.receive()
	l.prepare()
}

// fresh came in today and nobody did anything yet.
func fresh(l *line) { l.receive() }

// postponed has a new date, two weeks ahead.
func postponed(l *line) {
	l.begin(saskia)
	l.assign(saskia)
	l.hear(l.work(4))
	l.extend(l.work(5), l.cal.NextWorkingDay(l.today.AddDays(15)), "We splitsen de groep, en willen eerst weten of dat helpt.")
}

// toPost: the answer is written and lies there without a stamp.
func toPost(l *line) {
	l.begin()
	l.decide(l.work(3))
	l.write(l.work(3))
}
