package cluster

import (
	"fmt"
	"slices"
	"sync"
	"time"
)

// entry is one act that somebody sent, under one key however often.
type entry struct {
	ref, text string // on what, and words that no other act has
	email     string
	key       string
	file      bool
	tries     int
	acked     bool
	code      string // of a complaint, as the receipt showed it
}

// ledger is what people were told, in three books.
type ledger struct {
	mu         sync.Mutex
	complaints map[string]*entry // email → complaint
	notes      map[string]*entry // text → note
	letters    map[string]*entry // ref → acknowledgement, which is a letter
	answers    map[string]int    // what was answered how often
	rough      []string          // answers that nobody should get
	heard      []time.Time       // when a complaint was acknowledged
}

func newLedger() *ledger {
	return &ledger{complaints: map[string]*entry{}, notes: map[string]*entry{}, letters: map[string]*entry{}, answers: map[string]int{}}
}

// sent opens the line of an act before anything of it leaves.
func (l *ledger) sent(book map[string]*entry, name string, e *entry) *entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	book[name] = e
	return e
}

// told writes down an answer; it says whether the act was acknowledged.
func (l *ledger) told(e *entry, a answer) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	e.tries++
	l.answers[a.kind]++
	if a.rough != "" {
		l.rough = append(l.rough, a.rough)
	}
	if a.kind != "acknowledged" {
		return false
	}
	e.acked, e.code = true, a.code
	if a.code != "" {
		l.heard = append(l.heard, time.Now())
	}
	return true
}

func (l *ledger) acknowledged() (n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, book := range []map[string]*entry{l.complaints, l.notes, l.letters} {
		for _, e := range book {
			if e.acked {
				n++
			}
		}
	}
	return n
}

// silent is the longest time between two acknowledged complaints that ended after a moment.
func (l *ledger) silent(since, until time.Time) (longest time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	before := since
	for _, at := range l.heard {
		if at.Before(since) {
			continue
		}
		if before.After(until) {
			break
		}
		longest, before = max(longest, at.Sub(before)), at
	}
	return longest
}

// spread is the median and the worst of what was measured.
func spread(all []time.Duration) string {
	if len(all) == 0 {
		return "none"
	}
	slices.Sort(all)
	return fmt.Sprintf("median %.1f s, worst %.1f s of %d", all[len(all)/2].Seconds(), all[len(all)-1].Seconds(), len(all))
}

func number(n int, of string) string { return fmt.Sprintf("%d %s", n, of) }
