package procedure

import (
	"fmt"
	"slices"
	"strings"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// checks are the lines that expect something and change nothing.
var checks = map[string]func(*script, arguments) error{
	"procedure": begin,
	"instantie": addBody,
	"gelezen": func(s *script, a arguments) error {
		appeal, ok := s.c.AppealWith(s.lastAppeal())
		if !ok {
			return same("geen beroep", strings.Join(a, " "))
		}
		return same(heldWord(s.c.History[appeal.UpTo-1].Event), strings.Join(a, " "))
	},
	"openstaat": func(s *script, a arguments) error {
		against, err := s.c.OpenTo(s.p, s.now)
		if err != nil {
			return same("niets", strings.Join(a, " "))
		}
		return same(againsts[against], strings.Join(a, " "))
	},
	"nu":         func(s *script, a arguments) error { return s.at(a[0], a[1]) },
	"termijn":    checkTerm,
	"tijdigheid": checkTimeliness,
	"stand": func(s *script, a arguments) error {
		return same(stages[complaint.StageOf(s.c, s.p, s.now)], strings.Join(a, " "))
	},
	"volgende": checkNext,
	"mist": func(s *script, a arguments) error {
		var words []string
		for _, l := range s.c.Missing(s.p, s.now) {
			words = append(words, lacking[l])
		}
		if len(words) == 0 {
			words = []string{"niets"}
		}
		return same(strings.Join(words, " "), strings.Join(a, " "))
	},
}

// begin: procedure seed. The appeal body is filled in, as set-up demands.
func begin(s *script, a arguments) (err error) {
	if s.p, err = complaint.Preset(a[0]); err != nil {
		return err
	}
	for i := range s.p.Appeal {
		s.p.Appeal[i].Name, s.p.Appeal[i].Phone = "Vera Voorbeeld", "06 00 00 00 00"
	}
	return nil
}

// addBody: instantie geschillencommissie [binnen 1y] [opvolgen 4w].
func addBody(s *script, a arguments) error {
	b := complaint.AppealBody{Kind: bodies[a[0]], Name: "De Voorbeeldcommissie", Website: "https://commissie.example"}
	for word, l := range map[string]*calendar.Length{"binnen": &b.Within, "opvolgen": &b.Follow} {
		if !a.has(word) {
			continue
		}
		if err := l.UnmarshalText([]byte(a.after(word))); err != nil {
			return err
		}
	}
	s.p.Appeal = append(slices.DeleteFunc(s.p.Appeal, func(x complaint.AppealBody) bool { return x.Kind == b.Kind }), b)
	return nil
}

// checkTerm: termijn reageren uiterlijk 2024-12-31 | termijn reageren loopt.
func checkTerm(s *script, a arguments) error {
	o, ok := complaint.Owed(s.c, s.p, terms[a[0]], s.now)
	switch {
	case !ok:
		return same("bestaat niet", strings.Join(a[1:], " "))
	case a.has("uiterlijk"):
		return same(o.Due.String(), a.after("uiterlijk"))
	case a.has("oorspronkelijk"):
		return same(o.Original.String(), a.after("oorspronkelijk"))
	}
	return same(standings[o.Standing], strings.Join(a[1:], " "))
}

func checkTimeliness(s *script, a arguments) error {
	o, _ := complaint.Owed(s.c, s.p, terms[a[0]], s.now)
	return same(timeliness[o.Timeliness()], strings.Join(a[1:], " "))
}

// checkNext: volgende besluiten [door Saskia].
func checkNext(s *script, a arguments) error {
	next := complaint.NextStep(s.c, s.p, s.now)
	got := steps[next.Step]
	if a.has("door") {
		got += fmt.Sprintf(" door %s", next.Owner)
	}
	return same(got, strings.Join(a, " "))
}

func same(got, want string) error {
	if got != want {
		return fmt.Errorf("verwacht %q, het is %q", want, got)
	}
	return nil
}
