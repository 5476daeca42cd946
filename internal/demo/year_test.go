package demo_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
)

var noon = time.Date(2026, 11, 17, 12, 30, 0, 0, amsterdam())

func amsterdam() *time.Location {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err)
	}
	return zone
}

// moments are seven days of the week, at hours and seasons that break days.
var moments = []time.Time{
	noon, // Tuesday
	time.Date(2026, 3, 29, 3, 30, 0, 0, amsterdam()),    // Sunday: an hour is skipped
	time.Date(2026, 10, 26, 0, 0, 0, 0, amsterdam()),    // Monday, midnight, after the hour that came twice
	time.Date(2027, 1, 1, 9, 15, 0, 0, amsterdam()),     // Friday, New Year
	time.Date(2025, 12, 27, 23, 59, 59, 0, amsterdam()), // Saturday after Christmas
	time.Date(2028, 3, 1, 7, 0, 0, 0, amsterdam()),      // Wednesday after a leap day
	time.Date(2026, 4, 9, 17, 45, 0, 0, amsterdam()),    // Thursday after Easter
}

func TestWhatWaitsOnEveryDayOfTheWeek(t *testing.T) {
	days := map[time.Weekday]bool{}
	for _, now := range moments {
		days[now.Weekday()] = true
		t.Run(now.Format("Mon 2006-01-02 15.04"), func(t *testing.T) {
			t.Parallel()
			f := fill(t, now)
			checkStages(t, f.all(f.as(t, "lotte")))
			checkOpen(t, f.Today(f.as(t, "mirjam")), calendar.DateOf(now, amsterdam()))
			checkTimes(t, f, now)
			if it := item(t, f.Today(f.as(t, "joris")).Mine, "Training begon een uur te laat"); it.Next.Late {
				t.Error("Joris is late already")
			}
		})
	}
	if len(days) != 7 {
		t.Errorf("the table has %d days of the week", len(days))
	}
}

func checkStages(t *testing.T, items []register.Item) {
	t.Helper()
	got := map[complaint.Stage]int{}
	late := 0
	for _, it := range items {
		got[it.Stage]++
		if it.Respond.Standing == complaint.MetLate {
			late++
		}
	}
	want := "map[acknowledged:3 appealed:1 closed:36 decided:3 extended:1 inadmissible:1 received:2 withdrawn:1]"
	if fmt.Sprint(got) != want || late != 3 {
		t.Errorf("stages are %v, want %s; %d were late, want 3", got, want, late)
	}
}

// waiting is what the design draws: which step, due so many days from today,
// and whether it is the lead's.
var waiting = []struct {
	heading string
	stage   complaint.Stage
	step    complaint.Step
	due     int
	mine    bool
}{
	{"Intervisie twee keer afgezegd", complaint.StageDecided, complaint.StepResponse, -1, true},
	{"Rekening hoger dan de offerte", complaint.StageDecided, complaint.StepResponse, 0, true},
	{"Lesboek niet leesbaar voor slechtzienden", complaint.StageAcknowledged, complaint.StepDecision, 1, false},
	{"Persoonlijk verhaal besproken met de groep", complaint.StageAcknowledged, complaint.StepDecision, 2, true},
	{"Druk om persoonlijke dingen te delen", complaint.StageAcknowledged, complaint.StepDecision, 3, true},
	{"Presentielijst niet aangeleverd", complaint.StageDecided, complaint.StepDelivery, 3, true},
	{"Training begon een uur te laat", complaint.StageReceived, complaint.StepAcknowledgement, 6, false},
	{"Nog geen certificaat na twee maanden", complaint.StageReceived, complaint.StepDiscussion, 7, true},
}

func checkOpen(t *testing.T, today register.Today, on calendar.Date) {
	t.Helper()
	if today.Late != 1 || len(today.Week) != 9 || len(today.Mine)+len(today.Others) != 10 {
		t.Errorf("%d late of %d, %d mine, %d others", today.Late, len(today.Week), len(today.Mine), len(today.Others))
	}
	for _, want := range waiting {
		it := item(t, today.Week, want.heading)
		mine := slices.ContainsFunc(today.Mine, func(m register.Item) bool { return m.ID == it.ID })
		if due := it.Respond.Due.Sub(on); it.Stage != want.stage || it.Next.Step != want.step || mine != want.mine || due != want.due {
			t.Errorf("%s: %s, next %s, mine %v, due in %d days", want.heading, it.Stage, it.Next.Step, mine, due)
		}
	}
	it := item(t, today.Week, "Oefengroep te groot")
	if due := it.Respond.Due.Sub(on); it.Stage != complaint.StageExtended || due < 15 || due > 20 {
		t.Errorf("the extended one is %s, due in %d days", it.Stage, due)
	}
}

// checkTimes: nothing lies after now, and what came in today came in today.
func checkTimes(t *testing.T, f filled, now time.Time) {
	t.Helper()
	lead := f.as(t, "lotte")
	for _, it := range f.all(lead) {
		d, err := f.Open(ctx, lead, it.Ref)
		if err != nil {
			t.Fatal(err)
		}
		last := time.Time{}
		for _, e := range d.Complaint.History {
			if e.Recorded.After(now) || e.Happened.After(e.Recorded) || e.Recorded.Before(last) {
				t.Errorf("%s: %s at %s, recorded %s", it.Heading, e.Event.Kind(), e.Happened, e.Recorded)
			}
			last = e.Recorded
		}
	}
}
