package register

import (
	"testing"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/norm"
)

// TestATermOfTheLawRunsAsTheLawSays: past a holiday in a statute and not in the text of a
// bureau, for written complaints only, anew for one that came back, longer only when that
// was told in time, and with a term of its own for word that it is not handled.
func TestATermOfTheLawRunsAsTheLawSays(t *testing.T) {
	on := func(m time.Month, d int) figures.Day { return figures.DayOf(calendar.On(2025, m, d)) }
	form, phone := figures.CodeOf(string(complaint.ChannelForm)), figures.CodeOf(string(complaint.ChannelPhone))
	thursday := on(time.November, 27) // Christmas is four weeks later; the first working day after it is the 29th
	law, err := complaint.Preset(string(norm.Awb))
	if err != nil {
		t.Fatal(err)
	}
	owed := func(start, met figures.Day) figures.Promise {
		return figures.Promise{Start: start, Met: met, Owed: true}
	}
	answered := func(met figures.Day) figures.Fact {
		return figures.Fact{Received: thursday, Channel: form, Answer: owed(thursday, met)}
	}
	extended := answered(on(time.December, 30))
	extended.Extensions = 1
	late := extended
	late.Answer.LateExtension = true
	oral := answered(on(time.December, 1))
	oral.Channel = phone
	confirmed := answered(on(time.December, 29))
	confirmed.Acknowledge.Met = on(time.November, 28)
	back := figures.Fact{Received: on(time.January, 6), Channel: form, Answer: owed(on(time.November, 3), 0)}
	back.Acknowledge.Met = on(time.January, 7)
	refused := figures.Fact{Received: thursday, Channel: form, Inadmissible: true, Sent: on(time.December, 29)}
	excused := figures.Fact{Received: thursday, Channel: form}
	four := norm.Law{Weeks: 4}
	for what, x := range map[string]struct {
		fact    figures.Fact
		law     norm.Law
		in, due int
	}{
		"on the day after Christmas, by a statute": {answered(on(time.December, 29)), norm.Law{Weeks: 4, Statute: true}, 1, 1},
		"a day later": {answered(on(time.December, 30)), norm.Law{Weeks: 4, Statute: true}, 0, 1},
		"on the day after Christmas, by no statute": {answered(on(time.December, 29)), four, 0, 1},
		"on Christmas itself":                       {answered(on(time.December, 25)), four, 1, 1},
		"never, and it is over":                     {answered(0), four, 0, 1},
		"never, and it runs":                        {answered(0), norm.Law{Weeks: 10}, 0, 0},
		"later, and told in time":                   {extended, norm.Law{Weeks: 4, More: 4}, 1, 1},
		"later, and the law knows no later":         {extended, four, 0, 1},
		"later, and told too late":                  {late, norm.Law{Weeks: 4, More: 4}, 0, 1},
		"by phone, where the law is about writing":  {oral, norm.Law{Weeks: 4, Written: true}, 0, 0},
		"by phone":                             {oral, four, 1, 1},
		"confirmed":                            {confirmed, norm.Law{Weeks: 4, Kind: norm.Reaction}, 1, 1},
		"confirmed, where an answer is asked":  {confirmed, four, 0, 1},
		"it came back, and nobody reacted":     {back, norm.Law{Weeks: 4, Kind: norm.Reaction}, 0, 1},
		"it came back, and the law still runs": {back, norm.Law{Weeks: 10, Kind: norm.Reaction}, 0, 0},
		"not handled, and told":                {refused, norm.Law{Weeks: 4, Kind: norm.Refusal, Statute: true}, 1, 1},
		"not handled, and told too late":       {refused, norm.Law{Weeks: 4, Kind: norm.Refusal}, 0, 1},
		"not handled is no answer":             {refused, four, 0, 0},
		"handled is no refusal":                {answered(on(time.December, 1)), norm.Law{Weeks: 4, Kind: norm.Refusal}, 0, 0},
		"nothing is owed":                      {excused, four, 0, 0},
	} {
		view := figures.Look([]*figures.Fact{&x.fact}, figures.Year(2025), calendar.On(2025, time.December, 31))
		if in, due := within(view, law.Days(), x.law); in != x.in || due != x.due {
			t.Errorf("%s, within %+v: %d of %d, want %d of %d", what, x.law, in, due, x.in, x.due)
		}
	}
}
