package staff

import (
	"context"
	"flag"
	"fmt"
	"hash/maphash"
	"io"
	"log/slog"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/index"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

var registered = flag.Int("figures", 3000, "how many dossiers the figures are measured in, a tenth of them in the year; `make bench` takes 1,000,000")

// years is over how many years the dossiers are spread.
const years = 10

// TestSpeedOfFigures prints how long figures, pictures and page of a year take in
// a register of ten years, right after a change, beside a bare scan of the same
// rows. What is wanted is a second at most for a year of 100,000 in a million, on
// two quiet cores.
func TestSpeedOfFigures(t *testing.T) {
	clock := time.Date(2026, 12, 31, 12, 0, 0, 0, time.UTC)
	reg := quick(t, clock)
	p := &pages{Kit: &kit.Kit{Register: reg, Logger: slog.New(slog.DiscardHandler), Now: func() time.Time { return clock }}}
	lead, _ := reg.LeadMember()
	who := access.New(lead.Organisation, lead.ID, lead.Roles...)
	before := heap()
	x := filled(reg, lead, *registered, clock)
	whole := heap() - before
	t.Logf("%d dossiers: %d bytes each in the index, %d of them for figures", *registered, whole/uint64(*registered), factSize(reg, clock))

	period := figures.Year(2026)
	changing := made(1, *registered, lead.ID, clock)
	page := measure(func() {
		changing = changing.After(complaint.Recorded{Seq: changing.Version + 1, Happened: clock, Recorded: clock, Event: complaint.Noted{}})
		x.Put(lead.Organisation, "d0000001", changing)
		p.drawn(x, who, lead, period)
	})
	quarter := measure(func() { p.drawn(x, who, lead, figures.Quarter(2026, 2)) })
	bare := measure(func() { scan(x, who, period) })
	n := figures.Look(x.Counted(who, period), period, calendar.DateOf(clock, time.UTC)).Count(figures.Received)
	t.Logf("%d complaints in the year of %d: figures, pictures and page %s, a bare scan of the same rows %s, ratio %.1f", n, *registered, page, bare, float64(page)/float64(bare))
	t.Logf("a quarter of the year: %s, ratio %.2f", quarter, float64(quarter)/float64(page))
	if n < *registered/years/2 {
		t.Errorf("only %d of %d are in the year: this measures too little", n, *registered)
	}
}

// TestFiguresGrowWithTheYear prints how the time grows with the complaints.
func TestFiguresGrowWithTheYear(t *testing.T) {
	clock := time.Date(2026, 12, 31, 12, 0, 0, 0, time.UTC)
	reg := quick(t, clock)
	p := &pages{Kit: &kit.Kit{Register: reg, Logger: slog.New(slog.DiscardHandler), Now: func() time.Time { return clock }}}
	lead, _ := reg.LeadMember()
	who := access.New(lead.Organisation, lead.ID, lead.Roles...)
	var took []time.Duration
	for _, n := range []int{*registered, 2 * *registered, 4 * *registered} {
		if *registered > 100_000 {
			n /= 10
		}
		x := filled(reg, lead, n, clock)
		took = append(took, measure(func() { p.drawn(x, who, lead, figures.Year(2026)) }))
		in := figures.Look(x.Counted(access.New(lead.Organisation, lead.ID, lead.Roles...), figures.Year(2026)), figures.Year(2026), calendar.DateOf(clock, time.UTC)).Count(figures.Received)
		t.Logf("%d in the year, %d in the register: %s, %.1f times the first", in, n, took[len(took)-1], float64(took[len(took)-1])/float64(took[0]))
		if in < n/years/2 {
			t.Errorf("only %d of %d are in the year", in, n)
		}
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// factSize is what one fact keeps, measured over ten thousand.
func factSize(reg *register.Register, clock time.Time) uint64 {
	before, of := heap(), factOf(reg)
	all := make([]figures.Fact, 10_000)
	for i := range all {
		all[i] = of(made(i, 10_000, "lead", clock))
		all[i].Ref = "" // the index has it anyway
	}
	size := (heap() - before) / uint64(len(all))
	runtime.KeepAlive(all)
	return size
}

func factOf(reg *register.Register) func(complaint.Complaint) figures.Fact {
	chance, procedure := maphash.MakeSeed(), reg.Procedure()
	mark := func(text string) uint64 { return maphash.String(chance, text) }
	return func(c complaint.Complaint) figures.Fact { return figures.FactOf(c, procedure, mark) }
}

func filled(reg *register.Register, lead store.Member, n int, clock time.Time) *index.Index {
	x := index.New()
	x.FactOf = factOf(reg)
	for i := range n {
		x.Put(lead.Organisation, fmt.Sprintf("d%07d", i), made(i, n, lead.ID, clock))
	}
	x.Ready()
	x.Counted(access.New(lead.Organisation, lead.ID, lead.Roles...), figures.Year(2026)) // puts it in order
	return x
}

// drawn is all that a page of figures asks, with nothing kept from before.
func (p *pages) drawn(x *index.Index, who access.Actor, lead store.Member, period figures.Period) {
	today := p.Register.Procedure().On(p.Now())
	facts := x.Counted(who, figures.Period{From: period.Before().From, To: period.To})
	var now, then *figures.View
	var both sync.WaitGroup
	both.Go(func() { now = figures.Look(facts, period, today) })
	both.Go(func() { then = figures.Look(facts, period.Before(), today) })
	both.Wait()
	c := newCensus(p, register.Person{Actor: who, Member: lead}, "2026", now, then)
	page := template.Figures{Heading: "Cijfers 2026", Stats: c.stats(), Findings: c.findings(), Bars: c.bars(), Heat: c.heat(), Groups: c.groups(), Cuts: c.cuts(),
		Months: template.PictureView{ID: "months", Picture: c.months()}, Pictures: c.pictures()}
	if err := template.Render(io.Discard, page); err != nil {
		panic(err)
	}
}

// scan counts nothing but what came in: the least that any figure can cost.
func scan(x *index.Index, who access.Actor, period figures.Period) (n int) {
	from, to := figures.DayOf(period.From), figures.DayOf(period.To)
	for _, f := range x.Counted(who, period) {
		if f.Received >= from && f.Received <= to {
			n++
		}
	}
	return n
}

func measure(do func()) time.Duration {
	var all []time.Duration
	for range 9 {
		began := time.Now()
		do()
		all = append(all, time.Since(began))
	}
	slices.Sort(all)
	return all[len(all)/2]
}

func quick(t *testing.T, clock time.Time) *register.Register {
	t.Helper()
	ctx, now := context.Background(), func() time.Time { return clock }
	s, err := store.Open(ctx, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	r, err := register.New(ctx, register.Config{Store: s, Now: now, Site: func() string { return "" }, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.SetUpOrganisation(ctx, register.SetUp{Organisation: "Voorbeeld", LeadName: "Mirjam de Wit", LeadEmail: "mirjam@voorbeeld.example", Password: "fietsen door de regen"}); err != nil {
		t.Fatal(err)
	}
	return r
}

// made is the i-th of n dossiers that went the whole road, or most of it, spread
// over ten years up to now.
func made(i, n int, lead complaint.MemberID, now time.Time) complaint.Complaint {
	at := now.Add(-time.Duration(float64(i) / float64(n) * years * 8766 * float64(time.Hour)))
	day := func(n int) time.Time { return at.AddDate(0, 0, n) }
	step := func(n int, e complaint.Event) complaint.Recorded {
		return complaint.Recorded{Happened: day(n), Recorded: day(n), By: lead, Event: e}
	}
	channels, categories := complaint.Channels(), complaint.Categories()
	findings := []complaint.Finding{complaint.Upheld, complaint.PartlyUpheld, complaint.NotUpheld}
	events := []complaint.Recorded{step(0, complaint.Received{Ref: fmt.Sprintf("%d-%06d", at.Year(), i), Procedure: "seed", Version: 1, Written: true, Channel: channels[i%len(channels)], From: complaint.FromClient,
		Lang: "nl", Story: "De zaal was koud.", About: fmt.Sprintf("Training %d", i%40), Email: fmt.Sprintf("klager%d@voorbeeld.example", i*7%n)}),
		step(0, complaint.Discussed{Acknowledger: lead}), step(0, complaint.Corrected{Field: complaint.FieldCategory, Code: categories[i*i%len(categories)]}),
		step(1, complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgePromise, Promise: calendar.DateOf(day(7), time.UTC), Letter: "a"}),
		step(1, complaint.LetterWritten{ID: "a", Purpose: complaint.LetterAcknowledgement, Via: complaint.ViaPage})}
	if late := i % 11; i%50 != 0 {
		events = append(events, step(late, complaint.Decided{Finding: findings[i%3], Reason: "Zo was het.", Remedies: []complaint.Remedy{{Text: "Excuus", Owner: lead, By: calendar.DateOf(day(late+7), time.UTC)}}}),
			step(late, complaint.Responded{Letter: "b"}), step(late, complaint.LetterWritten{ID: "b", Purpose: complaint.LetterResponse, Via: complaint.ViaPage}),
			step(late+2, complaint.RemedyDone{}), step(late+3, complaint.Closed{Reason: "Klaar."}))
	}
	for k := range events {
		events[k].Seq = k + 1
	}
	return complaint.Fold(events)
}
