package review

import "wederhoor/internal/calendar"

// Part is what one organisation lets another read of its part of a review that they
// hold together: counts, who was there and the hash of what was frozen. It holds no
// word about a complaint.
type Part struct {
	Organisation     string
	Day, From, Until calendar.Date
	Attendees        []string
	Complaints       int // Few: one to four
	Decided          int // of them; Few with them
	Extra            int // how many need more, once all are decided; Few where it would tell of one
	Concluded        calendar.Date
	SHA256           string // of the overview; "" while it is not concluded
}

// Few stands for a number that leaves the circle as "<5" (domain 4.1).
const Few = -1

// few reports whether a number is too small to leave the circle.
func few(n int) bool { return n > 0 && n < 5 }

// Part is what another organisation may read of this review. What needs more is left
// out where that or the rest would be about fewer than five.
func (r Review) Part(organisation string, attendees []string, concluded calendar.Date) Part {
	p := Part{Organisation: organisation, Day: r.Day, From: r.From, Until: r.Until, Attendees: attendees, Complaints: len(r.Scope), Decided: len(r.Scope) - len(r.Undecided()), Extra: Few}
	extra := 0
	for _, it := range r.Scope {
		if r.Decisions[it.Dossier].Extra {
			extra++
		}
	}
	switch {
	case few(p.Complaints):
		p.Complaints, p.Decided = Few, Few
	case p.Decided == p.Complaints && !few(extra) && !few(p.Complaints-extra):
		p.Extra = extra
	}
	if r.Held() {
		p.Concluded, p.SHA256 = concluded, r.End.SHA256
	}
	return p
}

// Join ties a review to that of another organisation, by what follows from the code
// that the one gave the other.
func (r Review) Join(link string) ([]Event, error) {
	if err := r.running(); err != nil {
		return nil, err
	}
	if r.Link != "" {
		return nil, refuse("", "review_joined")
	}
	return []Event{Joined{link}}, nil
}

// Leave unties it. What was concluded says with whom it was held, and stays so.
func (r Review) Leave() ([]Event, error) {
	if err := r.running(); err != nil || r.Link == "" {
		return nil, err
	}
	return []Event{Left{r.Link}}, nil
}
