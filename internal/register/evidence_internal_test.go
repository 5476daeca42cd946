package register

import (
	"testing"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// TestFourWeeksIsMeasuredInDays: whatever a term is counted in, also with holidays in it.
func TestFourWeeksIsMeasuredInDays(t *testing.T) {
	p, err := complaint.Preset("awb")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{"": false, "1w": true, "4w": true, "28d": true, "29d": false, "5w": false, "10wd": true, "20wd": false, "1m": false, "1y": false} {
		l, err := calendar.ParseLength(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := withinFourWeeks(p.Days(), l); got != want {
			t.Errorf("%q is within four weeks: %v", text, got)
		}
	}
}

// TestWhatHeldOnADay: the last version that had begun; before the first there was none.
func TestWhatHeldOnADay(t *testing.T) {
	on := func(day int) calendar.Date { return calendar.On(2026, 3, day) }
	versions := []complaint.Procedure{{Version: 1, ValidFrom: on(10)}, {Version: 2, ValidFrom: on(20)}}
	for day, want := range map[int]int{9: 0, 10: 1, 19: 1, 20: 2, 31: 2} {
		if got := inForce(versions, on(day)).Version; got != want {
			t.Errorf("on the %dth it was version %d, want %d", day, got, want)
		}
	}
}
