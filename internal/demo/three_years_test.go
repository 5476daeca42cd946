package demo

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"testing"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// TestThreeYears lives three years of invented complaints through the real register,
// with three annual reviews, and counts every figure a second time over the raw
// events: at each review as things stood then, and at the end for every year and
// quarter.
func TestThreeYears(t *testing.T) {
	for name, postgres := range map[string]func() string{"sqlite": func() string { return "" }, "postgres": func() string { return testkit.Postgres(t) }} {
		t.Run(name, func(t *testing.T) { newLife(t, postgres()).live() })
	}
}

// life is three years of an organisation.
type life struct {
	*year
	t    *testing.T
	seen map[string]int
}

func newLife(t *testing.T, postgres string) *life {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 12, 31, 20, 0, 0, 0, zone)
	clock := NewClock(func() time.Time { return now })
	clock.Set(now.AddDate(0, 0, -1120))
	s, err := store.Open(t.Context(), store.Config{Data: t.TempDir(), Postgres: postgres, Master: vault.NewKey(), Now: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	r, err := register.New(t.Context(), register.Config{Store: s, Now: clock.Now, Site: func() string { return "http://voorbeeld.example" }, Logger: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	l := &life{year: &year{r: r, clock: clock, now: now, since: 1120, actors: []string{mirjam, lotte, pieter, joris, saskia, ilse}, refs: map[string]string{}}, t: t, seen: map[string]int{}}
	if _, err := l.setUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := r.Fill(t.Context()); err != nil {
		t.Fatal(err)
	}
	return l
}

// courses are the ways a complaint can go; each is dealt with in turn. Those of a
// channel on which nobody can be answered have one of their own.
var everyCourse = []struct {
	name   string
	course course
}{
	{"ordinary", ordinary}, {"quick", quick}, {"tardy", tardy}, {"extended", extended}, {"ordinary", ordinary}, {"withdrawn", withdrawn}, {"inadmissible", inadmissible},
	{"late acknowledged", lateAcknowledged}, {"appealed", concluded}, {"reopened", reopened}, {"ordinary", ordinary}, {"told too late", toldTooLate}, {"forgotten remedy", forgottenRemedy}, {"never answered", neverAnswered}, {"remedy on its day", onItsDay},
}

// lateAcknowledged hears only after days that it arrived.
func lateAcknowledged(l *line) {
	l.receive()
	l.prepare()
	l.acknowledge(l.cal.NextWorkingDay(l.day(4)))
	l.answer(6)
	l.end(11)
}

// toldTooLate: the new date was told when the old one was over.
func toldTooLate(l *line) {
	l.begin()
	l.extend(l.cal.NextWorkingDay(l.day(9)), l.cal.NextWorkingDay(l.day(20)), "We zochten te lang.")
	l.answer(18)
	l.end(25)
}

// forgottenRemedy: what was promised was done long after its day.
func forgottenRemedy(l *line) {
	l.begin()
	l.decide(l.work(4))
	l.respond(l.work(4))
	l.then(l.cal.NextWorkingDay(l.day(40)), 11, "remedy", as(l, mirjam, l.r.DoRemedy, 0))
	l.then(l.cal.NextWorkingDay(l.day(41)), 16, "closing", as(l, mirjam, l.r.Close, "Nu gedaan."))
}

// onItsDay: what was promised was done on the last day for it.
func onItsDay(l *line) {
	l.begin()
	d := l.work(4)
	l.decide(d)
	l.respond(d)
	last := l.cal.NextWorkingDay(d.AddDays(14))
	l.then(last, 11, "remedy", as(l, mirjam, l.r.DoRemedy, 0))
	l.then(last, 16, "closing", as(l, mirjam, l.r.Close, "Gedaan op de dag zelf."))
}

// neverAnswered is decided on and then left.
func neverAnswered(l *line) {
	l.begin()
	l.decide(l.work(5))
}

// concluded went to appeal, which the body concluded.
func concluded(l *line) {
	l.begin()
	l.answer(5)
	l.end(9)
	l.then(l.cal.NextWorkingDay(l.day(17)), 11, "appeal", func(ctx context.Context, o register.Order) (complaint.Complaint, error) {
		return l.r.LodgeAppeal(ctx, l.people[mirjam], o, 1, "Ik vind dit niet eerlijk.")
	})
}

// aboutLead is about who leads: the deputy handles it, and the lead sees nothing.
func aboutLead(l *line) {
	l.take(complaint.Intake{Subjects: []complaint.SubjectNamed{{Member: l.member(mirjam), Name: "Mirjam de Wit"}}})
	l.then(l.soon(), 9, "discussion", as(l, lotte, l.r.Discuss, complaint.Discussed{Acknowledger: l.member(lotte), Agreed: "Lotte doet dit."}))
	l.then(l.soon(), 11, "acknowledgement", as(l, lotte, l.r.Acknowledge, register.Acknowledgement{Sending: l.sending(lotte), Kind: complaint.AcknowledgePromise, Promise: l.day(7)}))
	l.deliver(l.soon(), lotte)
	l.then(l.work(5), 14, "decision", as(l, lotte, l.r.Decide, complaint.Decided{Finding: upheld, Reason: "U hebt gelijk."}))
	l.then(l.work(5), 15, "response", as(l, lotte, l.r.Respond, register.Response{Sending: l.sending(lotte)}))
	l.deliver(l.work(5), lotte)
	l.then(l.cal.NextWorkingDay(l.day(9)), 16, "closing", as(l, lotte, l.r.Close, "Beantwoord."))
}

// correctedLater is corrected and opened again long after it was closed, and reviewed.
func correctedLater(l *line) {
	ordinary(l)
	back := l.cal.NextWorkingDay(l.day(130))
	l.correct(back, complaint.FieldCategory, complaint.Categories()[0])
	l.then(back, 10, "reopening", as(l, mirjam, l.r.Reopen, "De klager belde opnieuw."))
	l.tale.remedy = nil
	l.decide(l.cal.NextWorkingDay(back.AddDays(2)))
	l.respond(l.cal.NextWorkingDay(back.AddDays(2)))
	l.then(l.cal.NextWorkingDay(back.AddDays(5)), 16, "closing", as(l, mirjam, l.r.Close, "Nu wel opgelost."))
}

// tales lays out some three hundred complaints over the three years.
func (l *life) tales() (all []tale) {
	channels, categories := []complaint.Channel{form, phone, conversation, evaluation, message, post, form}, complaint.Categories()
	findings := []complaint.Finding{upheld, partly, not, none, upheld}
	for i := range 300 {
		days := 1105 - i*3687/1000
		kind := everyCourse[i%len(everyCourse)]
		x := tale{days: days, hour: 9 + i%14, channel: channels[i%len(channels)], from: []complaint.ComplainantKind{client, participant, other}[i%3], name: fmt.Sprintf("Klager Nummer%d", i),
			title: fmt.Sprintf("Klacht %d", i), category: categories[i%len(categories)], about: services[i%(len(services)-1)], story: "Het ging niet goed.", course: kind.course, finding: findings[(i/3)%len(findings)],
			reason: "We hebben het uitgezocht.", ground: []complaint.InadmissibleGround{complaint.NotOurs, "", complaint.InCourt}[(i/len(everyCourse))%3], mood: []mood{notAsked, satisfied, sour}[(i/2)%3]}
		if i%4 == 0 && kind.name != "appealed" || kind.name == "forgotten remedy" || kind.name == "remedy on its day" {
			x.remedy, x.kinds = []string{"Een gesprek"}, []sorts{{complaint.RemedyApology}, {complaint.RemedyRefund}, nil}[(i/4)%3]
			if i%3 != 0 {
				x.money = complaint.Cents(1000 + 37*i)
			}
		}
		switch {
		case x.channel == phone || x.channel == conversation || x.channel == message || x.channel == post:
			x.by, x.did = mirjam, ""
		case i%23 == 0:
			x.course = aboutLead
		case i == 96:
			x.course = correctedLater
		case i%2 == 0:
			x.course = withCause(x.course, []string{"force_majeure", "unknown"}[i%2])
		}
		all = append(all, x)
	}
	last, first := all[28], all[28] // ordinary, on the form: the last hour of 2024, and the first of 2025
	last.days, last.hour, last.name, last.title = 730, 23, "Klager Oudjaar", "Oudjaar"
	first.days, first.hour, first.name, first.title = 729, 0, "Klager Nieuwjaar", "Nieuwjaar"
	return append(all, last, first)
}

func (l *life) live() {
	for i, x := range l.tales() {
		l.tell(i, x)
	}
	for i, day := range []time.Time{time.Date(2025, 1, 14, 14, 0, 0, 0, l.cal.Zone), time.Date(2026, 1, 13, 14, 0, 0, 0, l.cal.Zone), time.Date(2026, 12, 30, 14, 0, 0, 0, l.cal.Zone)} {
		l.acts = append(l.acts, act{day, func(ctx context.Context) error { return l.review(ctx, i) }})
		if i < 2 {
			l.improve(day)
		}
	}
	if err := l.play(l.t.Context()); err != nil {
		l.t.Fatal(err)
	}
	l.clock.Release()
	for _, y := range []int{2024, 2025, 2026} {
		l.agrees(figures.Year(y))
		l.agreesOnActions(figures.Year(y), mirjam)
		l.agreesOnActions(figures.Year(y), lotte)
		l.agreesOnActions(figures.Quarter(y, 1), mirjam)
		for q := 1; q <= 4; q++ {
			l.agrees(figures.Quarter(y, q))
		}
	}
	for _, set := range figures.ActionSets() {
		if l.seen["action "+string(set)] == 0 {
			l.t.Errorf("three years without an action that is %s show nothing", set)
		}
	}
	for _, name := range []string{"received", "closed", "open_begin", "open_end", "reopened", "running", "ack_in_time", "answered_in_term", "answered_in_extended", "answered_late", "extended_late", "withdrawn", "inadmissible",
		"appealed", "upheld", "partly_upheld", "not_upheld", "remedy_due", "remedy_in_time", "satisfied", "from_evaluation", "money", "promise ", "promise apology", "promise refund", "not handled: ", "not handled: not_ours", "not handled: court"} {
		if l.seen["counted "+name] == 0 {
			l.t.Errorf("three years without a single %s show nothing", name)
		}
	}
}

// review is one annual review: last year's actions first, then complaint by complaint.
func (l *life) review(ctx context.Context, nr int) error {
	lead, today := l.people[mirjam], l.r.Procedure().On(l.clock.Now())
	if err := l.lookBack(ctx, nr); err != nil {
		return err
	}
	v, err := l.r.OpenReview(ctx, lead, fmt.Sprint("review-", nr), register.NewReview{Day: today, Until: today, Attendees: []complaint.MemberID{l.members[mirjam], l.members[lotte], l.members[pieter]}})
	if err != nil {
		return err
	}
	l.agrees(figures.Year(today.Year()))
	l.agreesOnActions(figures.Year(today.Year()-1), mirjam)
	for i, it := range v.Scope {
		who := lead
		d := register.ReviewDecision{Number: it.Number, Reason: "Goed opgelost."}
		if i%7 == 3 {
			d.Extra, d.Action, d.Owner, d.Due = true, "Iets veranderen", l.members[mirjam], today.AddDays(60)
		}
		if _, err = l.r.DecideReview(ctx, who, v.ID, fmt.Sprintf("decide-%d-%d", nr, it.Number), d); err != nil { // about the lead: somebody else goes through it
			without := register.ReviewDecision{Number: it.Number, Reason: "Besproken zonder haar.", Extra: true, Action: "Iets dat haar raakt", Owner: l.members[lotte], Due: today.AddDays(60)}
			_, err = l.r.DecideReview(ctx, l.people[lotte], v.ID, fmt.Sprintf("decide-%d-%d", nr, it.Number), without)
		}
		if err != nil {
			return err
		}
	}
	v, err = l.r.ConcludeReview(ctx, lead, v.ID, fmt.Sprint("end-", nr))
	if err != nil {
		return err
	}
	if v.End == nil || len(v.End.Overview.Lines) != len(v.Scope) || len(v.Scope) == 0 {
		l.t.Errorf("review %d froze not what it looked at", nr)
	}
	l.t.Logf("review %d looked at %d complaints", nr, len(v.Scope))
	return l.r.SignReview(ctx, lead, v.ID, fmt.Sprint("sign-", nr))
}

// agrees holds the figures of a period as who leads sees them against the second
// count: what is about the lead is in neither.
func (l *life) agrees(p figures.Period) {
	l.t.Helper()
	today := l.r.Procedure().On(l.clock.Now()).String()
	var all [][]record
	err := l.r.Store.All(l.t.Context(), l.r.Home().ID, nil, func(_ string, c complaint.Complaint) {
		if !slices.ContainsFunc(c.History, func(e complaint.Recorded) bool {
			s, ok := e.Event.(complaint.SubjectNamed)
			return ok && s.Member == l.members[mirjam]
		}) {
			all = append(all, records(l.t, l.cal.Zone, c.History))
		}
	})
	if err != nil {
		l.t.Fatal(err)
	}
	v := l.r.Figures(l.people[mirjam], p)
	counted := count(all, p.From.String(), p.To.String(), today)
	for _, set := range figures.Sets() {
		if slices.Contains(elsewhere, set) {
			continue
		}
		if v.Count(set) != counted[string(set)] {
			l.t.Errorf("%s to %s, on %s: %s is %d, the second count says %d", p.From, p.To, today, set, v.Count(set), counted[string(set)])
		}
		l.seen["counted "+string(set)] += counted[string(set)]
	}
	for _, g := range append(complaint.InadmissibleGrounds(), "") {
		n := 0
		for _, f := range v.In(figures.Inadmissible) {
			if figures.ByGround.Of(f) == string(g) {
				n++
			}
		}
		if want := counted["not handled: "+string(g)]; n != want {
			l.t.Errorf("not handled for %q of what came in from %s: %d, the second count says %d", g, p.From, n, want)
		}
		l.seen["counted not handled: "+string(g)] += n
	}
	got, promised, paid := v.Remedies(), 0, 0
	kinds, done := map[string]int{}, map[string]int{}
	for _, m := range promisesIn(all, p.From.String(), p.To.String(), today) {
		promised += m.cents
		kinds[m.kind]++
		if m.done {
			paid += m.cents
			done[m.kind]++
		}
		if m.cents > 0 {
			l.seen["counted money"]++
		}
		l.seen["counted promise "+m.kind]++
	}
	for _, k := range append(complaint.RemedyKinds(), "") {
		if x := v.RemediesOf(k); x.Promised != kinds[string(k)] || x.Done != done[string(k)] {
			l.t.Errorf("promises of %q to what came in from %s: %d, of which %d done; the second count says %d and %d", k, p.From, x.Promised, x.Done, kinds[string(k)], done[string(k)])
		}
	}
	if got.Money != complaint.Cents(promised) || got.Paid != complaint.Cents(paid) {
		l.t.Errorf("money promised and paid to what came in from %s: %d and %d, the second count says %d and %d", p.From, got.Money, got.Paid, promised, paid)
	}
	if counted["open_begin"]+counted["received"]+counted["reopened"] != counted["closed"]+counted["open_end"] {
		l.t.Errorf("the flow of %s does not balance", p.From)
	}
	days, took := durations(all, p.From.String(), p.To.String(), today), v.DaysTo().Answer
	if took.N != len(days) || took.N > 0 && (took.Least != days[0] || took.Most != days[len(days)-1] || took.Median != (float64(days[(len(days)-1)/2])+float64(days[len(days)/2]))/2) {
		l.t.Errorf("days until the answer of %s: %+v, the second count says %v", p.From, took, days)
	}
	if took.HasP90 {
		in := 0
		for _, d := range days {
			if d <= took.P90 {
				in++
			}
		}
		if 10*in < 9*len(days) {
			l.t.Errorf("of %s only %d of %d took no longer than nine in ten would", p.From, in, len(days))
		}
	}
}

// elsewhere are figures that another test counts twice, or that need nobody's rule.
var elsewhere = []figures.Set{figures.FoundedSolved, figures.FoundedPartly, figures.FoundedUnsolv, figures.AppealSilence, figures.AppealBinds, figures.AppealFollowed,
	figures.WithCause, figures.CauseAgain, figures.KnownWho, figures.WhoAgain, figures.SeenDue, figures.SeenInTime, figures.Corrected, figures.NoCategory, figures.ClosedNoCause}
