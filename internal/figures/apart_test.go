package figures_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
)

// promisedOf counts the promises of one kind a second way, from raw events: those of
// the last decision, and what was done after it.
func (n *naive) promisedOf(events []complaint.Recorded, kind complaint.RemedyKind) (promised, done, due, inTime int, money complaint.Cents) {
	d, at, _ := last[complaint.Decided](events)
	for i, r := range d.Remedies {
		if r.Kind != kind {
			continue
		}
		when := calendar.Date{}
		for _, x := range events {
			if e, ok := x.Event.(complaint.RemedyDone); ok && x.Seq > at.Seq && e.Index == i && when.IsZero() {
				when = n.on(x)
			}
		}
		promised, money = promised+1, money+r.Amount
		if !when.IsZero() {
			done++
		}
		if !r.By.IsZero() && r.By.Before(n.today) {
			due++
			if !when.IsZero() && !when.After(r.By) {
				inTime++
			}
		}
	}
	return promised, done, due, inTime, money
}

// TestPromisesAreToldApartByKind: a second count of each kind agrees, and all kinds with
// those of which nobody said it are all promises.
func TestPromisesAreToldApartByKind(t *testing.T) {
	p := preset(t, "seed")
	kinds, seen := append(complaint.RemedyKinds(), ""), map[complaint.RemedyKind]int{}
	kept := 0
	rapid.Check(t, func(t *rapid.T) {
		all, period := anyRegister(t), anyPeriod(t)
		today := calendar.On(2025, 1, 1).AddDays(rapid.IntRange(0, 1000).Draw(t, "today"))
		n := &naive{p: p, from: period.From, to: period.To, today: today}
		v := figures.Look(factsOf(p, all), period, today)
		var sum figures.Remedies
		for _, k := range kinds {
			var want figures.Remedies
			for _, events := range all {
				if n.inside(n.on(events[0])) {
					promised, done, due, inTime, money := n.promisedOf(events, k)
					want.Promised, want.Done, want.Due, want.InTime, want.Money = want.Promised+promised, want.Done+done, want.Due+due, want.InTime+inTime, want.Money+money
				}
			}
			got := v.RemediesOf(k)
			if got.Promised != want.Promised || got.Done != want.Done || got.Due != want.Due || got.InTime != want.InTime || got.Money != want.Money {
				t.Errorf("%q: %+v, the second count says %+v", k, got, want)
			}
			sum.Promised, sum.Done, sum.Due, sum.InTime, sum.Money, sum.Paid = sum.Promised+got.Promised, sum.Done+got.Done, sum.Due+got.Due, sum.InTime+got.InTime, sum.Money+got.Money, sum.Paid+got.Paid
			seen[k] += want.Promised
			kept += want.InTime
		}
		if x := v.Remedies(); x.Promised != sum.Promised || x.Done != sum.Done || x.Due != sum.Due || x.InTime != sum.InTime || x.Money != sum.Money || x.Paid != sum.Paid {
			t.Errorf("all kinds are %+v, all promises %+v", sum, x)
		}
	})
	if n := len(slices.DeleteFunc(slices.Clone(kinds), func(k complaint.RemedyKind) bool { return seen[k] == 0 })); n < 3 || kept == 0 {
		t.Errorf("chance promised %d kinds and kept %d in time: that tells too little", n, kept)
	}
}

// TestWhatIsNotHandledIsToldApartByGround: a second count of the last ruling that still
// stands agrees, and the parts are all that is not handled.
func TestWhatIsNotHandledIsToldApartByGround(t *testing.T) {
	p, seen := preset(t, "seed"), map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		all, period := anyRegister(t), anyPeriod(t)
		n := &naive{p: p, from: period.From, to: period.To}
		v := figures.Look(factsOf(p, all), period, calendar.On(2027, 12, 31))
		want, sum := map[string]int{}, 0
		for _, events := range all {
			_, ruled, ok := last[complaint.RuledInadmissible](events)
			_, again, back := last[complaint.Reopened](events)
			if ok && n.inside(n.on(events[0])) && (!back || again.Seq < ruled.Seq) {
				want[string(ruled.Event.(complaint.RuledInadmissible).Ground)]++
			}
		}
		for _, row := range v.Cut(figures.ByGround, nil, figures.Inadmissible) {
			if row.Counts[0] != want[row.Value] {
				t.Errorf("%q: %d, the second count says %d", row.Value, row.Counts[0], want[row.Value])
			}
			sum += row.Counts[0]
			seen[row.Value] += row.Counts[0]
			delete(want, row.Value)
		}
		if len(want) > 0 || sum != v.Count(figures.Inadmissible) {
			t.Errorf("%d told apart of %d, and left out %v", sum, v.Count(figures.Inadmissible), want)
		}
	})
	if len(seen) < 3 {
		t.Errorf("chance ruled for %d grounds: that tells too little", len(seen))
	}
}

// TestAComplaintCountsAtEachOfItsNorms: a second count agrees, and what names no norm is the
// rest of what was upheld; a complaint at two norms makes the parts more than the whole.
func TestAComplaintCountsAtEachOfItsNorms(t *testing.T) {
	p, more := preset(t, "seed"), 0
	rapid.Check(t, func(t *rapid.T) {
		all, period := anyRegister(t), anyPeriod(t)
		n := &naive{p: p, from: period.From, to: period.To}
		v := figures.Look(factsOf(p, all), period, calendar.On(2027, 12, 31))
		want, founded, sum := map[string]int{}, 0, 0
		for _, events := range all {
			d, _, _ := last[complaint.Decided](events)
			if !n.inside(n.on(events[0])) || d.Finding != complaint.Upheld && d.Finding != complaint.PartlyUpheld {
				continue
			}
			founded++
			for _, norm := range d.Norms {
				want[norm]++
			}
			if len(d.Norms) == 0 {
				want[""]++
			}
		}
		for _, row := range v.Cut(figures.ByNorm, nil, figures.Founded) {
			behind := 0
			for _, f := range v.In(figures.Founded) {
				if slices.Contains(figures.ByNorm.All(f), row.Value) {
					behind++
				}
			}
			if row.Counts[0] != want[row.Value] || behind != row.Counts[0] {
				t.Errorf("%q: %d, and %d behind it; the second count says %d", row.Value, row.Counts[0], behind, want[row.Value])
			}
			sum += row.Counts[0]
			delete(want, row.Value)
		}
		if len(want) > 0 || sum < founded {
			t.Errorf("%d told apart of %d, and left out %v", sum, founded, want)
		}
		if sum > founded {
			more++
		}
	})
	if more == 0 {
		t.Error("chance never made a complaint with two norms")
	}
}
