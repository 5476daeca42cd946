package demo

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"wederhoor/internal/complaint"
)

// This file counts the figures of domain 4.1 a second time. It knows events as plain
// records and days as text, and nothing of how the register folds or counts them.

// record is one event as it was written down.
type record struct {
	kind string
	day  string // in Amsterdam, 2006-01-02
	says map[string]any
}

func records(t *testing.T, zone *time.Location, events []complaint.Recorded) (all []record) {
	t.Helper()
	for _, e := range events {
		raw, err := json.Marshal(e.Event)
		if err != nil {
			t.Fatal(err)
		}
		r := record{kind: string(e.Event.Kind()), day: e.Happened.In(zone).Format(time.DateOnly)}
		if err := json.Unmarshal(raw, &r.says); err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

func (r record) text(key string) string { s, _ := r.says[key].(string); return s }

func (r record) yes(key string) bool { b, _ := r.says[key].(bool); return b }

func plus(day string, n int) string {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return d.AddDate(0, 0, n).Format(time.DateOnly)
}

func between(a, b string) int {
	x, _ := time.Parse(time.DateOnly, a)
	y, _ := time.Parse(time.DateOnly, b)
	return int(y.Sub(x).Hours() / 24)
}

// free are the days of 2024 to 2026 that the Algemene termijnenwet, article 3, names.
var free = []string{"2024-01-01", "2024-04-01", "2024-05-09", "2024-05-20", "2024-12-25", "2024-12-26", "2025-01-01", "2025-04-21", "2025-05-05", "2025-05-29", "2025-06-09", "2025-12-25", "2025-12-26",
	"2026-01-01", "2024-03-29", "2025-04-18", "2026-04-03", "2026-05-05", "2026-04-06", "2026-04-27", "2026-05-14", "2026-05-25", "2026-12-25", "2025-04-26", "2024-04-27"}

// nextWorking is the first working day after a day.
func nextWorking(day string) string {
	for day = plus(day, 1); ; day = plus(day, 1) {
		d, _ := time.Parse(time.DateOnly, day)
		if w := d.Weekday(); w != time.Saturday && w != time.Sunday && !slices.Contains(free, day) {
			return day
		}
	}
}

// one is a complaint as it is counted: what happened to it up to today.
type one struct {
	events []record
	today  string
}

func (o one) received() string { return o.events[0].day }

func (o one) last(kind string) (r record, ok bool) {
	for _, e := range o.events {
		if e.kind == kind {
			r, ok = e, true
		}
	}
	return r, ok
}

func (o one) has(kind string) bool { _, ok := o.last(kind); return ok }

// arrived is when a letter reached its reader: one on their own page is there at once.
func (o one) arrived(letter string) string {
	for _, e := range o.events {
		if e.kind == "letter_written" && e.text("ID") == letter && e.text("Via") == "page" {
			return e.day
		}
		if e.kind == "letter_delivered" && e.text("ID") == letter {
			return e.day
		}
	}
	return ""
}

// openOn: at the end of a day it runs.
func (o one) openOn(day string) (open bool) {
	for _, e := range o.events {
		if e.day > day {
			break
		}
		switch e.kind {
		case "received", "reopened":
			open = true
		case "closed", "withdrawn", "inadmissible":
			open = false
		}
	}
	return open
}

// excused: nothing is owed any more, although it was not done.
func (o one) excused(term string) bool {
	a, ok := o.last("accepted")
	if ok && a.yes("Satisfied") || o.has("withdrawn") || o.has("inadmissible") {
		return true
	}
	for _, e := range o.events {
		if e.kind == "excepted" && e.text("Step") == term {
			return true
		}
	}
	return false
}

// promise is how a term stands: owed, by when at first and now, and when it was met.
type promise struct {
	start, original, due, met string
	owed, late                bool // late: told of a new day when the old one was over
}

func (p promise) over(today string) bool { return p.owed && today > p.due }

// standing: within the term, within the new day, too late, or it runs.
func (p promise) standing(today string) string {
	switch {
	case !p.owed:
		return ""
	case p.met != "" && p.met <= p.original:
		return "term"
	case p.met == "" && today <= p.due && !p.late:
		return "runs"
	case p.late || p.met == "" || p.met > p.due:
		return "late"
	}
	return "extended"
}

func (o one) acknowledgement() (p promise) {
	p.start, p.owed = o.received(), true
	p.original = nextWorking(p.start)
	p.due = p.original
	for _, e := range o.events {
		if e.kind == "acknowledged" && p.met == "" {
			p.met = o.arrived(e.text("Letter"))
		}
	}
	if p.met == "" && o.excused("acknowledge") {
		p.owed = false
	}
	return p
}

func (o one) answer() (p promise) {
	begin := 0
	for i, e := range o.events {
		if e.kind == "reopened" {
			begin = i
		}
	}
	p.start, p.owed = o.events[begin].day, true
	p.original = plus(p.start, 7)
	p.due = p.original
	for _, e := range o.events[begin:] {
		switch e.kind {
		case "responded":
			day := o.arrived(e.text("Letter"))
			if e.yes("ByAction") {
				day = e.day
			}
			if day != "" && (p.met == "" || day < p.met) {
				p.met = day
			}
		case "extended":
			if told := o.arrived(e.text("Letter")); told != "" {
				p.late = p.late || told > p.due
				p.due = max(p.due, e.text("Date"))
			}
		}
	}
	if p.met == "" && o.excused("respond") {
		p.owed = false
	}
	return p
}

// count is every number of a period, by the name it has in an address.
func count(all [][]record, from, to, today string) map[string]int {
	n := map[string]int{}
	add := func(name string, yes bool) {
		if yes {
			n[name]++
		}
	}
	for _, events := range all {
		o := one{events, today}
		in := from <= o.received() && o.received() <= to
		begin, end, back := o.openOn(plus(from, -1)), o.openOn(to), false
		for _, e := range events {
			back = back || e.kind == "reopened" && from <= e.day && e.day <= to && !begin && !in
		}
		add("open_begin", begin)
		add("received", in)
		add("reopened", back)
		add("open_end", end)
		add("closed", (begin || in || back) && !end)
		if in {
			o.cohort(add, to)
		}
	}
	return n
}

// cohort counts what was received in the period.
func (o one) cohort(add func(string, bool), to string) {
	ack, answer := o.acknowledgement(), o.answer()
	add("running", o.openOn(to))
	add("ended", !o.openOn(o.today))
	add("ack_due", ack.over(o.today))
	add("ack_in_time", ack.over(o.today) && ack.standing(o.today) == "term")
	over := answer.over(o.today)
	add("answer_due", over)
	add("answered_in_term", over && answer.standing(o.today) == "term")
	add("answered_in_extended", over && answer.standing(o.today) == "extended")
	add("answered_late", over && answer.standing(o.today) == "late")
	add("answer_owed", answer.owed)
	add("answer_runs", answer.owed && !over)
	add("extended", answer.owed && o.told() > 0)
	add("extended_late", answer.owed && o.told() > 0 && answer.late)
	add("withdrawn", o.has("withdrawn"))
	ruled, _ := o.last("inadmissible")
	add("inadmissible", o.has("inadmissible"))
	add("not handled: "+ruled.text("Ground"), o.has("inadmissible"))
	add("from_evaluation", o.events[0].text("Channel") == "evaluation")
	add("direct", o.events[0].text("Channel") != "evaluation")
	o.decision(add)
	o.outcome(add)
}

func (o one) told() (n int) {
	for _, e := range o.events {
		if e.kind == "extended" && o.arrived(e.text("Letter")) != "" {
			n++
		}
	}
	return n
}

func (o one) decision(add func(string, bool)) {
	d, decided := o.last("decided")
	finding := d.text("Finding")
	founded := finding == "upheld" || finding == "partly_upheld"
	add("decided", decided)
	add("at_intake", d.yes("AtIntake"))
	add("judged", founded || finding == "not_upheld")
	add("founded", founded)
	add("upheld", finding == "upheld")
	add("partly_upheld", finding == "partly_upheld")
	add("not_upheld", finding == "not_upheld")
	promised, _ := d.says["Remedies"].([]any)
	add("remedy_promised", len(promised) > 0)
	due, broken := 0, 0
	for i, x := range promised {
		by, _ := x.(map[string]any)["By"].(string)
		if by == "" || by >= o.today {
			continue
		}
		due++
		if done := o.remedied(i); done == "" || done > by {
			broken++
		}
	}
	add("remedy_due", due > 0)
	add("remedy_in_time", due > 0 && broken == 0)
}

// remedied is when a promise of the last decision was done.
func (o one) remedied(i int) string {
	at := 0
	for k, e := range o.events {
		if e.kind == "decided" {
			at = k
		}
	}
	for _, e := range o.events[at:] {
		if index, _ := e.says["Index"].(float64); e.kind == "remedy_done" && int(index) == i {
			return e.day
		}
	}
	return ""
}

func (o one) outcome(add func(string, bool)) {
	sent := false
	for _, e := range o.events {
		if e.kind == "responded" || e.kind == "inadmissible" {
			sent = sent || e.yes("ByAction") || o.arrived(e.text("Letter")) != ""
		}
	}
	add("decision_sent", sent)
	a, said := o.last("accepted")
	add("said", sent && said)
	add("satisfied", sent && said && a.yes("Satisfied"))
	add("appealed", sent && o.has("appealed"))
	end, ended := o.last("appeal_ended")
	ended = ended && end.text("Outcome") != "withdrawn"
	add("appeal_ended", ended)
	add("appeal_revised", ended && (end.text("Outcome") == "revised" || end.text("Outcome") == "partly_revised"))
}

// pledge is one promise of a decision.
type pledge struct {
	kind  string
	cents int
	done  bool
}

// promisesIn are the promises of the last decision of what was received in the period.
func promisesIn(all [][]record, from, to, today string) (pledges []pledge) {
	for _, events := range all {
		o := one{events, today}
		d, _ := o.last("decided")
		list, _ := d.says["Remedies"].([]any)
		for i, x := range list {
			if says, _ := x.(map[string]any); from <= o.received() && o.received() <= to {
				kind, _ := says["Kind"].(string)
				cents, _ := says["Amount"].(float64)
				pledges = append(pledges, pledge{kind, int(cents), o.remedied(i) != ""})
			}
		}
	}
	return pledges
}

// durations are the days until the answer, of what was received in the period and
// has one.
func durations(all [][]record, from, to, today string) (days []int) {
	for _, events := range all {
		o := one{events, today}
		if p := o.answer(); from <= o.received() && o.received() <= to && p.met != "" {
			days = append(days, between(p.start, p.met))
		}
	}
	slices.Sort(days)
	return days
}
