package review_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/review"
)

func on(s string) calendar.Date {
	d, err := calendar.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

func code(err error) string {
	var r *complaint.Refusal
	if errors.As(err, &r) {
		return r.Code
	}
	return fmt.Sprint(err)
}

// table is reviews as they are lived, without a register.
type table struct {
	t   interface{ Fatal(...any) }
	all []review.Review
}

func (x *table) record(i int, by complaint.MemberID, events []review.Event, err error) {
	if err != nil {
		x.t.Fatal(err)
	}
	for _, e := range events {
		r := review.Recorded{Seq: x.all[i].Version + 1, At: time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC), By: by, Event: e}
		raw, err := review.Encode(r)
		if err != nil {
			x.t.Fatal(err)
		}
		if r, err = review.Decode(r.Seq, raw); err != nil { // as it comes back from the log
			x.t.Fatal(err)
		}
		x.all[i] = x.all[i].After(r)
	}
}

func (x *table) open(from, until string, known ...review.Candidate) int {
	o := review.Opened{Day: on(until), From: on(from), Until: on(until), Attendees: []complaint.MemberID{"mirjam", "pieter"}}
	events, err := review.Open(x.all, o, known, on(until))
	x.all = append(x.all, review.Review{ID: fmt.Sprint("r", len(x.all)+1)})
	x.record(len(x.all)-1, "mirjam", events, err)
	return len(x.all) - 1
}

func (x *table) decide(i int, dossier string, actions ...review.Agreed) {
	events, err := x.all[i].Decide(review.Decided{Dossier: dossier, Extra: len(actions) > 0, Reason: "Besproken.", Actions: actions}, x.all[i].Until)
	x.record(i, "pieter", events, err)
}

func everything(string) bool { return true }

func (x *table) conclude(i int) {
	events, err := x.all[i].Conclude(review.Overview{Day: x.all[i].Day, Text: x.all[i].Text}, x.all[i].Day, everything)
	x.record(i, "mirjam", events, err)
}

func dossiers(scope []review.Item) (all []string) {
	for _, it := range scope {
		all = append(all, it.Dossier+" "+string(it.Why))
	}
	return all
}

func received(dossier, day string) review.Candidate {
	return review.Candidate{Dossier: dossier, ReceivedOn: on(day), RegisteredOn: on(day)}
}

// TestTheScopeIsProposedByRule: received since the last review, still running then, and
// with an action that nobody did (S16).
func TestTheScopeIsProposedByRule(t *testing.T) {
	x := &table{t: t}
	first := x.open("2024-11-01", "2025-10-31", received("oud", "2025-03-01"), received("actie", "2025-04-01"), received("lang", "2025-10-20"))
	x.decide(first, "oud")
	x.decide(first, "actie", review.Agreed{ID: "a1", Text: "Rooster maken", Owner: "saskia", Due: on("2026-02-01")})
	x.decide(first, "lang")
	x.conclude(first)
	running := received("lang", "2025-10-20")
	running.RanBefore = true
	late := received("nagekomen", "2025-10-10")
	late.RegisteredOn = on("2025-11-03")
	known := []review.Candidate{received("oud", "2025-03-01"), received("actie", "2025-04-01"), running, late, received("nieuw", "2025-11-01"), received("laatst", "2026-10-31"), received("na", "2026-11-01"), received("ver voor", "2020-01-01")}
	got := dossiers(review.Scope(x.all, review.Period(x.all, on("2026-10-31")), on("2026-10-31"), known))
	want := []string{"actie action", "nagekomen new", "lang running", "nieuw new", "laatst new"}
	if !slices.Equal(got, want) {
		t.Errorf("the scope is %v, not %v", got, want)
	}
	events, err := x.all[first].Finish("a1", "Het rooster hangt er.")
	x.record(first, "saskia", events, err)
	if got := dossiers(review.Scope(x.all, on("2025-11-01"), on("2026-10-31"), known)); slices.Contains(got, "actie action") {
		t.Errorf("an action that was done brings its complaint back: %v", got)
	}
}

// TestNoComplaintIsForgotten: whatever comes in and whenever, each complaint is in
// exactly the first review after it was received, and again for as long as it runs.
func TestNoComplaintIsForgotten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := &table{t: t}
		start := on("2023-01-01")
		until := start.AddDays(rapid.IntRange(30, 400).Draw(t, "first"))
		type life struct{ in, out int } // days since start; out < in: never over
		lives := map[string]life{}
		for i := range rapid.IntRange(0, 12).Draw(t, "complaints") {
			in := rapid.IntRange(0, 1200).Draw(t, "in")
			lives[fmt.Sprint("d", i)] = life{in, in + rapid.IntRange(-1, 500).Draw(t, "length")}
		}
		seen := map[string]int{}
		from := start
		for range rapid.IntRange(1, 4).Draw(t, "reviews") {
			var known []review.Candidate
			for id, l := range lives {
				d := start.AddDays(l.in)
				ran := d.Before(from) && (l.out < l.in || !start.AddDays(l.out).Before(from))
				known = append(known, review.Candidate{Dossier: id, ReceivedOn: d, RegisteredOn: d, RanBefore: ran})
			}
			i := x.open(from.String(), until.String(), known...)
			in := map[string]review.Why{}
			for n, it := range x.all[i].Scope {
				if it.Number != n+1 {
					t.Fatalf("the numbers have a hole: %v", x.all[i].Scope)
				}
				in[it.Dossier] = it.Why
				x.decide(i, it.Dossier)
			}
			for _, k := range known {
				fresh := !k.ReceivedOn.Before(from) && !k.ReceivedOn.After(until)
				if why, ok := in[k.Dossier]; ok != (fresh || k.RanBefore) || fresh && why != review.New {
					t.Fatalf("%s, received %s: in the scope %v as %q", k.Dossier, k.ReceivedOn, ok, why)
				}
				if fresh {
					seen[k.Dossier]++
				}
			}
			x.conclude(i)
			from, until = until.AddDays(1), until.AddDays(rapid.IntRange(1, 400).Draw(t, "next"))
		}
		for id, l := range lives {
			if d := start.AddDays(l.in); d.Before(from) != (seen[id] == 1) {
				t.Fatalf("%s, received %s, was new %d times before %s", id, d, seen[id], from)
			}
		}
	})
}

// TestReviewsDoNotOverlap, leave no hole and are not held two at once.
func TestReviewsDoNotOverlap(t *testing.T) {
	x := &table{t: t}
	first := x.open("2024-11-01", "2025-10-31")
	try := func(from, until, day string) string {
		_, err := review.Open(x.all, review.Opened{Day: on(day), From: on(from), Until: on(until), Attendees: []complaint.MemberID{"mirjam"}}, nil, on("2026-11-01"))
		return code(err)
	}
	if got := try("2025-11-01", "2026-10-31", "2026-11-01"); got != "review_running" {
		t.Errorf("a second at once: %s", got)
	}
	x.conclude(first) // a year without complaints has its review too
	for _, c := range []struct{ from, until, day, want string }{
		{"2025-10-31", "2026-10-31", "2026-11-01", "review_overlaps"},
		{"2025-01-01", "2025-06-30", "2026-11-01", "review_overlaps"},
		{"2025-11-02", "2026-10-31", "2026-11-01", "review_hole"},
		{"2025-11-01", "2026-12-31", "2027-01-01", "future"},
		{"2025-11-01", "2026-10-31", "2026-10-30", "review_before_end"},
		{"2025-11-01", "2026-10-31", "2026-11-01", "<nil>"},
	} {
		if got := try(c.from, c.until, c.day); got != c.want {
			t.Errorf("%s to %s: %s, not %s", c.from, c.until, got, c.want)
		}
	}
}

// TestConcludingNamesWhatIsUndecided: with one undecided it is refused and named, and
// with none it is not (R32).
func TestConcludingNamesWhatIsUndecided(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := &table{t: t}
		n := rapid.IntRange(0, 8).Draw(t, "complaints")
		var known []review.Candidate
		for i := range n {
			known = append(known, received(fmt.Sprint("d", i), on("2026-01-01").AddDays(i).String()))
		}
		i := x.open("2026-01-01", "2026-10-31", known...)
		var open []string
		for _, it := range x.all[i].Scope {
			if rapid.Bool().Draw(t, "decided") {
				x.decide(i, it.Dossier)
			} else {
				open = append(open, fmt.Sprint("klager ", it.Number))
			}
		}
		_, err := x.all[i].Conclude(review.Overview{}, on("2026-11-01"), everything)
		var refusal *complaint.Refusal
		switch errors.As(err, &refusal); {
		case len(open) == 0 && err != nil:
			t.Fatal(err)
		case len(open) > 0 && (refusal == nil || refusal.Code != "review_undecided" || !slices.Equal(refusal.Args, open)):
			t.Fatalf("%v, and %v are undecided", err, open)
		}
		_, err = x.all[i].Conclude(review.Overview{}, on("2026-11-01"), func(string) bool { return false })
		if len(open) > 0 && code(err) != "review_left_to_others" {
			t.Fatalf("who may not know of it is told %v", err)
		}
	})
}

// TestAnExtraActionHasAnOwnerAndADay (R31), and "no" has its reason.
func TestAnExtraActionHasAnOwnerAndADay(t *testing.T) {
	x := &table{t: t}
	i := x.open("2026-01-01", "2026-10-31", received("d1", "2026-02-01"))
	good := review.Agreed{ID: "a", Text: "Rooster", Owner: "saskia", Due: on("2027-01-15")}
	for want, change := range map[string]func(*review.Decided){
		"reason_empty":         func(d *review.Decided) { d.Reason = " " },
		"review_action_empty":  func(d *review.Decided) { d.Actions = nil },
		"review_owner_missing": func(d *review.Decided) { d.Actions[0].Owner = "" },
		"date_unclear":         func(d *review.Decided) { d.Actions[0].Due = calendar.Date{} },
		"review_due_past":      func(d *review.Decided) { d.Actions[0].Due = on("2026-10-30") },
		"review_due_far":       func(d *review.Decided) { d.Actions[0].Due = on("2099-10-30") },
		"review_not_in_scope":  func(d *review.Decided) { d.Dossier = "elders" },
		"over_limit":           func(d *review.Decided) { d.Reason = strings.Repeat("x", complaint.TextLimit+1) },
		"<nil>":                func(*review.Decided) {},
	} {
		d := review.Decided{Dossier: "d1", Extra: true, Reason: "Gebeurt vaker.", Actions: []review.Agreed{good}}
		change(&d)
		if _, err := x.all[i].Decide(d, on("2026-10-31")); code(err) != want {
			t.Errorf("%v, not %s", err, want)
		}
	}
	events, err := x.all[i].Decide(review.Decided{Dossier: "d1", Reason: "Opgelost.", Actions: []review.Agreed{good}}, on("2026-10-31"))
	x.record(i, "pieter", events, err)
	if len(x.all[i].Decisions["d1"].Actions) != 0 {
		t.Error("no extra action, and yet an action")
	}
}

// TestWhatWasConcludedStays: nothing can be decided, worded or dropped any more, and
// the overview gives its hash until somebody touches it.
func TestWhatWasConcludedStays(t *testing.T) {
	x := &table{t: t}
	i := x.open("2026-01-01", "2026-10-31", received("d1", "2026-02-01"))
	x.decide(i, "d1", review.Agreed{ID: "a", Text: "Rooster", Owner: "saskia", Due: on("2027-01-15")})
	x.conclude(i)
	r := x.all[i]
	if !r.End.Untouched || r.End.SHA256 != r.End.Overview.Hash() || len(r.End.SHA256) != 64 {
		t.Errorf("the hash %q is not of the overview", r.End.SHA256)
	}
	_, decide := r.Decide(review.Decided{Dossier: "d1", Reason: "Toch niet."}, on("2026-11-01"))
	_, word := r.Word("Anders")
	_, drop := r.Drop("Toch niet.")
	_, attend := r.Attend([]complaint.MemberID{"joris"})
	_, again := r.Conclude(review.Overview{}, on("2026-11-01"), everything)
	for _, err := range []error{decide, word, drop, attend, again} {
		if code(err) != "review_over" {
			t.Errorf("after concluding: %v", err)
		}
	}
	hash := r.End.SHA256
	events, err := r.Finish("a", "Gedaan.")
	x.record(i, "saskia", events, err)
	if x.all[i].End.Overview.Hash() != hash {
		t.Error("an action that was done changed the frozen overview")
	}
	forged := r.End.Overview
	forged.Text = "Iets anders"
	touched := review.Fold("r", []review.Recorded{{Seq: 1, Event: review.Concluded{Overview: forged, SHA256: hash}}})
	if touched.End.Untouched {
		t.Error("a forged overview passes for the frozen one")
	}
}

// TestAnActionIsFollowedToItsEffect (R33).
func TestAnActionIsFollowedToItsEffect(t *testing.T) {
	x := &table{t: t}
	i := x.open("2024-11-01", "2025-10-31", received("d1", "2025-02-01"))
	x.decide(i, "d1", review.Agreed{ID: "a", Text: "Rooster", Owner: "saskia", Due: on("2026-01-15")})
	x.conclude(i)
	next := x.open("2025-11-01", "2026-10-31", received("d1", "2025-02-01"))
	first := func() string { return fmt.Sprint(len(review.Earlier(x.all, x.all[next]))) }
	if first() != "1" || !review.Earlier(x.all, x.all[next])[0].Late(on("2026-10-31")) {
		t.Error("what was not done is not looked at first")
	}
	if _, err := x.all[i].Judge(review.EffectJudged{ID: "a", Effect: review.Worked}); code(err) != "review_action_not_done" {
		t.Errorf("it worked before it was done: %v", err)
	}
	events, err := x.all[i].Finish("a", "Het rooster hangt er.")
	x.record(i, "saskia", events, err)
	if _, err := x.all[i].Finish("a", "Nog eens"); code(err) != "review_action_done" {
		t.Errorf("done twice: %v", err)
	}
	events, err = x.all[i].Judge(review.EffectJudged{ID: "a", Effect: review.Worked, During: x.all[next].ID})
	x.record(i, "mirjam", events, err)
	if first() != "1" {
		t.Error("what this review judged is gone from it")
	}
	x.decide(next, "d1")
	x.conclude(next)
	third := review.Review{ID: "r3"}
	if n := len(review.Earlier(x.all, third)); n != 0 {
		t.Errorf("%d actions that were done and judged come back", n)
	}
}

// TestAReviewIsDue eleven months after the last, and before a calendar year passes
// without one (S16).
func TestAReviewIsDue(t *testing.T) {
	held := func(day string) []review.Review {
		x := &table{t: t}
		x.conclude(x.open(on(day).AddMonths(-12).String(), day))
		return x.all
	}
	for _, c := range []struct {
		all         []review.Review
		since       string
		today       string
		due, year   bool
		by          string
		late, began bool
	}{
		{held("2025-11-20"), "2024-01-01", "2026-10-19", false, false, "2026-11-20", false, false},
		{held("2025-11-20"), "2024-01-01", "2026-10-20", true, false, "2026-11-20", false, false},
		{held("2025-11-20"), "2024-01-01", "2026-11-21", true, false, "2026-11-20", true, false},
		{held("2025-12-31"), "2024-01-01", "2026-12-01", true, false, "2026-12-31", false, false},
		{nil, "2026-03-01", "2026-11-30", false, true, "2026-12-31", false, false},
		{nil, "2026-03-01", "2026-12-01", true, true, "2026-12-31", false, false},
		{nil, "2025-12-15", "2026-11-15", true, false, "2026-12-15", false, false},
	} {
		w, due := review.Due(c.all, on(c.since), on(c.today))
		if due != c.due || w.Year != c.year || w.By != on(c.by) || w.Late != c.late || w.Began != c.began {
			t.Errorf("on %s: due %v, %+v; not %+v", c.today, due, w, c)
		}
	}
	if _, due := review.Due(nil, calendar.Date{}, on("2026-12-15")); due {
		t.Error("a register that has not begun is late")
	}
}

// TestNoNameIsInACase: whatever the complainant is called and whoever writes it down,
// a case has no part of that name in it (R28).
func TestNoNameIsInACase(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := rapid.SampledFrom([]string{"Tessa", "Jan", "Désirée", "Noor", "Kees-Jan"}).Draw(t, "first")
		last := rapid.SampledFrom([]string{"Jansen", "van der Berg", "O'Hara", "Çelik"}).Draw(t, "last")
		said := rapid.SampledFrom([]string{"%s belde.", "Ik, %s, ben boos", "(%s)", "van %s: niets", "%ss jas", "%s"}).Draw(t, "said")
		shape := rapid.SampledFrom([]func(string) string{strings.ToUpper, strings.ToLower, func(s string) string { return s }}).Draw(t, "shape")
		full := first + " " + last
		part := rapid.SampledFrom([]string{full, first, last[strings.LastIndex(last, " ")+1:]}).Draw(t, "part")
		words := fmt.Sprintf(said, shape(part))
		c := complaint.Fold([]complaint.Recorded{
			{Seq: 1, Event: complaint.Received{Ref: "2026-1", Name: full, Email: "tessa@thuis.example", Story: words + " Mail mij op tessa@thuis.example."}},
			{Seq: 2, Event: complaint.ActionTaken{Text: words}}, {Seq: 3, Event: complaint.Decided{Reason: words, Finding: complaint.Upheld, Remedies: []complaint.Remedy{{Text: words}}}},
		})
		k := review.CaseOf(7, c)
		all := strings.ToLower(strings.Join(append([]string{k.Heading, k.Story, k.Reason}, append(k.Actions, k.Remedies...)...), "|"))
		if strings.Contains(all, strings.ToLower(part)) || strings.Contains(all, "thuis.example") {
			t.Fatalf("%q stands in %q", part, all)
		}
		if !strings.Contains(k.Story, "klager 7") {
			t.Fatalf("nobody is in %q", k.Story)
		}
	})
	c := complaint.Fold([]complaint.Recorded{{Seq: 1, Event: complaint.Received{Name: "Jan de Wit", Story: "In januari was de witte zaal koud."}}})
	if k := review.CaseOf(1, c); k.Story != "In januari was de witte zaal koud." {
		t.Errorf("words that are no names went: %q", k.Story)
	}
}
