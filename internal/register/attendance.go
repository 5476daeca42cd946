package register

import (
	"context"
	"fmt"
	"slices"

	"wederhoor/internal/figures"
	"wederhoor/internal/store"
)

// How many took part says more than a number of complaints alone (domain 4.1): a course
// of a thousand people has more of them. Nothing is guessed: what nobody filled in is
// not known.

// mostAttending is more than any course has in a year.
const mostAttending = 10_000_000

// firstYear is the first of which numbers are asked.
const firstYear = 2000

// Attendance lists how many took part in a year: first in all together, with an empty
// service, then each service on the list.
func (r *Register) Attendance(year int) []store.Attendance {
	home := r.Home()
	known := func(service string) store.Attendance {
		i := slices.IndexFunc(home.Attendance, func(a store.Attendance) bool { return a.Year == year && a.Service == service })
		if i < 0 {
			return store.Attendance{Year: year, Service: service}
		}
		return home.Attendance[i]
	}
	all := []store.Attendance{known("")}
	for _, s := range home.Services {
		all = append(all, known(s))
	}
	return all
}

// SaveAttendance keeps those of a year, in the order in which Attendance lists them.
func (r *Register) SaveAttendance(ctx context.Context, who Person, year int, all []store.Attendance) error {
	if !who.Leads() {
		return ErrNotFound
	}
	if year < firstYear || year > r.Now().Year() {
		return Problems{{Field: "year", Code: "year_unclear"}}
	}
	var problems Problems
	for i, a := range all {
		if a.Participants < 0 || a.Participants > mostAttending {
			problems = append(problems, Problem{fmt.Sprint("participants_", i), "number_unclear"})
		}
		if a.Days < 0 || a.Days > mostAttending {
			problems = append(problems, Problem{fmt.Sprint("days_", i), "number_unclear"})
		}
	}
	if len(problems) > 0 {
		return problems
	}
	return r.editHome(ctx, func(o *store.Organisation) error {
		// What is of a service that left the list stays, for the year it was on it.
		o.Attendance = slices.DeleteFunc(o.Attendance, func(a store.Attendance) bool {
			return a.Year == year && slices.ContainsFunc(all, func(b store.Attendance) bool { return a.Service == b.Service })
		})
		for _, a := range all {
			if a.Participants > 0 || a.Days > 0 {
				a.Year = year
				o.Attendance = append(o.Attendance, a)
			}
		}
		return nil
	})
}

// Attended is how many took part in a whole year, and on how many days: what was filled
// in for all together, or else the sum of the services. Zero: not known.
func (r *Register) Attended(p figures.Period) (participants, days int) {
	if p != figures.Year(p.From.Year()) {
		return 0, 0
	}
	all := r.Attendance(p.From.Year())
	participants, days = all[0].Participants, all[0].Days
	sum, sumDays := 0, 0
	for _, a := range all[1:] {
		sum, sumDays = sum+a.Participants, sumDays+a.Days
	}
	if participants == 0 {
		participants = sum
	}
	if days == 0 {
		days = sumDays
	}
	return participants, days
}
