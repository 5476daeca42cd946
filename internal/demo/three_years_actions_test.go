package demo

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/register"
	"wederhoor/internal/review"
	"wederhoor/internal/store"
)

// withCause is a course after which somebody found out why it happened.
func withCause(of course, cause string) course {
	return func(l *line) {
		of(l)
		l.then(l.cal.NextWorkingDay(l.day(45)), 9, "correction", func(ctx context.Context, o register.Order) (complaint.Complaint, error) {
			return l.r.Correct(ctx, l.people[mirjam], o, complaint.FieldCause, cause, "Later bleek wat het was.")
		})
	}
}

// improve lays out what becomes of what a review agreed on: done long before its day, on
// another day than was agreed, or too late. The rest is left for the next review.
func (l *life) improve(held time.Time) {
	do := func(days int, what func(ctx context.Context, i int, a register.ActionView) error) {
		l.acts = append(l.acts, act{held.AddDate(0, 0, days), func(ctx context.Context) error {
			open, err := l.r.Actions(ctx, l.people[lotte], false)
			if err != nil {
				return err
			}
			slices.SortFunc(open, func(a, b register.ActionView) int { return a.Number - b.Number })
			for i, a := range open {
				if err := what(ctx, i, a); err != nil {
					return err
				}
			}
			return nil
		}})
	}
	finish := func(ctx context.Context, i int, a register.ActionView) error {
		if i%3 != 0 {
			return nil
		}
		return l.r.FinishAction(ctx, l.people[lotte], a.ID, "done-"+a.ID, "Gedaan.")
	}
	do(20, finish)
	do(50, func(ctx context.Context, i int, a register.ActionView) error {
		if i%2 != 0 || a.Late {
			return nil
		}
		return l.r.MoveAction(ctx, l.people[lotte], a.ID, "moved-"+a.ID, a.Owner, a.Due.AddDays(30))
	})
	do(85, finish)
	do(120, finish)
}

// lookBack says at a review of what earlier ones agreed on whether it helped, of all but
// one in four, and does what was left of half.
func (l *life) lookBack(ctx context.Context, nr int) error {
	reviews, err := l.r.Store.Reviews(ctx, l.r.Home().ID)
	if err != nil {
		return err
	}
	for i, a := range review.Earlier(reviews, review.Review{}) {
		key := fmt.Sprintf("back-%d-%s", nr, a.ID)
		if !a.IsDone() {
			if i%2 != 0 {
				continue
			}
			if err := l.r.FinishAction(ctx, l.people[lotte], a.ID, key, "Nu gedaan."); err != nil {
				return err
			}
		}
		if i%4 == 3 {
			continue
		}
		if err := l.r.JudgeAction(ctx, l.people[lotte], a.ID, key+"-effect", review.Effects()[i%3], "We zagen het."); err != nil {
			return err
		}
	}
	return nil
}

// deed is an action as the second count knows it: days are text.
type deed struct{ agreed, dossier, owner, due, done, effect string }

// deeds reads the raw events of one review.
func deeds(t *testing.T, zone *time.Location, events []store.HouseEvent) map[string]*deed {
	t.Helper()
	all, decided, day := map[string]*deed{}, map[string][]any{}, ""
	for _, e := range events {
		var said struct {
			Kind   string         `json:"k"`
			At     int64          `json:"r"`
			Fields map[string]any `json:"f"`
		}
		if err := json.Unmarshal([]byte(e.Says), &said); err != nil {
			t.Fatal(err)
		}
		text := func(key string) string { s, _ := said.Fields[key].(string); return s }
		switch said.Kind {
		case "opened":
			day = text("Day")
		case "decided":
			decided[text("Dossier")], _ = said.Fields["Actions"].([]any)
		case "concluded":
			for dossier, actions := range decided {
				for _, x := range actions {
					a, _ := x.(map[string]any)
					all[fmt.Sprint(a["ID"])] = &deed{agreed: day, dossier: dossier, owner: fmt.Sprint(a["Owner"]), due: fmt.Sprint(a["Due"])}
				}
			}
		case "action_done":
			all[text("ID")].done = time.UnixMilli(said.At).In(zone).Format(time.DateOnly)
		case "action_moved":
			all[text("ID")].owner, all[text("ID")].due = text("Owner"), text("Due")
		case "effect_judged":
			all[text("ID")].effect = text("Effect")
		}
	}
	return all
}

// agreesOnActions holds the actions of a period, as somebody counts them, against the
// second count: what was agreed because of a complaint about them is in neither, unless
// they do it themselves.
func (l *life) agreesOnActions(p figures.Period, who string) {
	l.t.Helper()
	today, me := l.r.Procedure().On(l.clock.Now()).String(), l.members[who]
	about, causes, came := map[string]bool{}, map[string]string{}, map[string]string{}
	err := l.r.Store.All(l.t.Context(), l.r.Home().ID, nil, func(id string, c complaint.Complaint) {
		for _, e := range records(l.t, l.cal.Zone, c.History) {
			switch {
			case e.kind == "received":
				came[id] = e.day
			case e.kind == "corrected" && e.text("Field") == "cause":
				causes[id] = e.text("Code")
			case e.kind == "decided" && e.text("Cause") != "":
				causes[id] = e.text("Cause")
			case e.kind == "subject_named" && e.text("Member") == string(me):
				about[id] = true
			}
		}
	})
	if err != nil {
		l.t.Fatal(err)
	}
	house, err := l.r.Household(l.t.Context())
	if err != nil {
		l.t.Fatal(err)
	}
	n := map[string]int{}
	for _, r := range house.Reviews {
		for _, d := range deeds(l.t, l.cal.Zone, r.Events) {
			if d.agreed < p.From.String() || d.agreed > p.To.String() || about[d.dossier] && d.owner != string(me) {
				continue
			}
			cause, back := causes[d.dossier], false
			if about[d.dossier] {
				cause = ""
			}
			for id, day := range came {
				back = back || causes[id] == cause && !about[id] && day > d.done && day <= today && day <= yearAfter(d.done)
			}
			d.count(n, today, cause != "", back)
		}
	}
	got, err := l.r.AgreedActions(l.t.Context(), l.people[who], p)
	if err != nil {
		l.t.Fatal(err)
	}
	for _, set := range figures.ActionSets() {
		if got.Count(set) != n[string(set)] {
			l.t.Errorf("%s counts %d actions %s that were agreed from %s to %s, on %s; the second count says %d", who, got.Count(set), set, p.From, p.To, today, n[string(set)])
		}
		l.seen["action "+string(set)] += n[string(set)]
	}
	if !got.Whole() {
		l.t.Errorf("%s, who leads, cannot look at all that counts", who)
	}
}

// yearAfter is the same day a year later.
func yearAfter(day string) string {
	if day == "" {
		return ""
	}
	y, rest, _ := strings.Cut(day, "-")
	n := 0
	_, _ = fmt.Sscan(y, &n)
	return fmt.Sprintf("%d-%s", n+1, rest)
}

func (d *deed) count(n map[string]int, today string, cause, back bool) {
	n["agreed"]++
	over := d.due < today
	if over {
		n["due"]++
	}
	switch {
	case d.done == "" && over:
		n["late"]++
		return
	case d.done == "":
		n["running"]++
		return
	case over && d.done <= d.due:
		n["in_time"]++
	}
	n["done"]++
	said := d.effect
	if said == "" {
		said = "unjudged"
	}
	n[said]++
	if cause {
		n["with_cause"]++
	}
	if cause && back {
		n["cause_back"]++
	}
}
