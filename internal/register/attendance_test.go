package register_test

import (
	"errors"
	"testing"

	"wederhoor/internal/figures"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

// TestHowManyTookPart: of a whole year only, all together or as the sum of the services,
// and nothing is guessed.
func TestHowManyTookPart(t *testing.T) {
	eachDatabase(t, func(t *testing.T, p *partners) {
		p.must(p.SaveLists(ctx, p.lead, register.Lists{Services: []string{"Leergang", "Intervisie"}}))
		year := p.today().Year()
		says := func(period figures.Period, participants, days int) {
			t.Helper()
			if n, d := p.Attended(period); n != participants || d != days {
				t.Errorf("%d took part on %d days, want %d on %d", n, d, participants, days)
			}
		}
		says(figures.Year(year), 0, 0)
		all := p.Attendance(year)
		if len(all) != 3 || all[0].Service != "" || all[2].Service != "Intervisie" {
			t.Fatalf("asked is %+v", all)
		}
		all[1].Participants, all[2].Participants, all[2].Days = 120, 30, 6
		p.must(p.SaveAttendance(ctx, p.lead, year, all))
		says(figures.Year(year), 150, 6)
		says(figures.Quarter(year, 1), 0, 0)
		says(figures.Year(year-1), 0, 0)
		all[0].Participants = 200
		p.must(p.SaveAttendance(ctx, p.lead, year, all))
		says(figures.Year(year), 200, 6)
		p.must(p.SaveLists(ctx, p.lead, register.Lists{Services: []string{"Intervisie"}}))
		if len(p.Attendance(year)) != 2 {
			t.Error("a service that left the list is asked")
		}
		p.must(p.SaveAttendance(ctx, p.lead, year, p.Attendance(year)))
		p.must(p.SaveLists(ctx, p.lead, register.Lists{Services: []string{"Leergang", "Intervisie"}}))
		if got := p.Attendance(year)[1]; got.Participants != 120 {
			t.Errorf("what was filled in before it left the list is %+v", got)
		}

		var problems register.Problems
		for _, wrong := range [][]store.Attendance{{{Participants: -1}}, {{Days: 20_000_000}}} {
			if err := p.SaveAttendance(ctx, p.lead, year, wrong); !errors.As(err, &problems) {
				t.Errorf("%+v: %v", wrong, err)
			}
		}
		if err := p.SaveAttendance(ctx, p.lead, year+1, all); !errors.As(err, &problems) {
			t.Error("a year that is still to come:", err)
		}
		if err := p.SaveAttendance(ctx, p.pieter, year, all); !errors.Is(err, register.ErrNotFound) {
			t.Error("a partner fills it in:", err)
		}
	})
}
