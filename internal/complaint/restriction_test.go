package complaint_test

import (
	"testing"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// TestARestrictedDossierIsKeptAndNoMachineWritesAboutIt, until who asked was told that it
// ends (AVG art. 18).
func TestARestrictedDossierIsKeptAndNoMachineWritesAboutIt(t *testing.T) {
	d := closed(t, "seed")
	d.at("2026-12-25 00:00").keeps(looked)
	asked := complaint.Restricted{Asked: complaint.AskedBySubject, Reason: "Het klopt niet."}
	d.refuses("redaction_asked")(d.c.Restrict(d.moment(), complaint.Restricted{Reason: "x"}))
	d.refuses("reason_empty")(d.c.Restrict(d.moment(), complaint.Restricted{Asked: complaint.AskedBySubject}))
	d.refuses("restriction_none")(d.c.LiftRestriction(d.p, d.moment(), complaint.RestrictionLifted{}))
	d.do(d.c.ProposeErasure(d.p, d.moment(), looked))
	d.do(d.c.Restrict(d.moment(), asked))
	d.keeps(looked, complaint.KeepRestricted)
	d.refuses("erasure_not_agreed")(nil, func() error { _, err := d.c.Erase(d.p, d.moment(), looked, "{}"); return err }())
	d.refuses("restriction_there")(d.c.Restrict(d.moment(), asked))
	lift := func(day calendar.Date, how complaint.Channel, reason string) ([]complaint.Entry, error) {
		return d.c.LiftRestriction(d.p, d.moment(), complaint.RestrictionLifted{Told: day, How: how, Reason: reason})
	}
	today := d.p.On(d.now)
	d.refuses("restriction_told")(lift(calendar.Date{}, complaint.ChannelLetter, "Het klopte."))
	d.refuses("future")(lift(today.AddDays(1), complaint.ChannelLetter, "Het klopte."))
	d.refuses("restriction_told_before")(lift(today.AddDays(-1), complaint.ChannelLetter, "Het klopte."))
	d.refuses("restriction_how")(lift(today, "", "Het klopte."))
	d.refuses("reason_empty")(lift(today, complaint.ChannelLetter, " "))
	d.do(lift(today, complaint.ChannelLetter, "Het klopte."))
	d.keeps(looked)

	d = received(t, "seed", "2026-11-10 10:00")
	d.do(d.c.Restrict(d.moment(), asked))
	inform := func(via complaint.Via) ([]complaint.Entry, error) {
		return d.c.Inform(d.p, d.moment(), "We zoeken het uit.", d.letter(via))
	}
	d.refuses("restriction_mail")(inform(complaint.ViaEmail))
	d.do(inform(complaint.ViaPost))
	if o, ok := complaint.Owed(d.c, d.p, complaint.TermRespond, d.now); !ok || !o.Open() {
		t.Errorf("the answer is owed no more: %+v", o)
	}
}
