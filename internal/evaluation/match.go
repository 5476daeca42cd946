package evaluation

import (
	"slices"
	"strings"
)

// match finds patterns from left to right, the longest first.
func (t *text) match() {
	t.used = make([]bool, len(t.words))
	for i := 0; i < len(t.words); {
		best, end, denied := t.longest(i)
		if best == nil {
			if p := t.slip(i); p != nil {
				best, end = p, i+1
			} else if strings.Contains(badSigns, t.words[i].text) {
				best, end = signPattern, i+1
			}
		}
		if best == nil {
			i++
			continue
		}
		m := match{pattern: best, code: codeOf[best.class], from: i, to: end, by: -1}
		if denied && !best.sure {
			m.denied = 1
		}
		t.found = append(t.found, m)
		for k := i; k < end; k++ {
			t.used[k] = true
		}
		i = end
	}
}

var signPattern = &pattern{class: negative, sure: true}

func (t *text) longest(i int) (best *pattern, end int, denied bool) {
	w := t.words[i].text
	try := func(p *pattern) {
		to, no, ok := t.fits(p, i)
		if ok && (best == nil || p.outdoes(best, to, end)) && !t.hides(p, i, to) {
			best, end, denied = p, to, no
		}
	}
	for _, p := range rules().words[w] {
		try(p)
	}
	if len(w) >= 3 {
		for _, p := range rules().stems[w[:3]] {
			try(p)
		}
	}
	return best, end, denied
}

// outdoes: the longest pattern counts, then the gravest; a hint only where nothing
// else stands.
func (p *pattern) outdoes(best *pattern, to, end int) bool {
	if a, b := p.class == hint, best.class == hint; a != b {
		return b
	}
	return to > end || to == end && p.class < best.class
}

// hides tells whether a pattern of several words would cover what says more: "graag
// mijn geld terug", "wat rommelig".
func (t *text) hides(p *pattern, from, to int) bool {
	if p.class == neutral || p.class == strong {
		return false
	}
	for i := from + 1; i < to; i++ {
		if t.graver(i, p.class == hint) {
			return true
		}
	}
	return false
}

// graver: a strong sign begins at i; of a hint, any word that says something.
func (t *text) graver(i int, ofHint bool) bool {
	w := t.words[i].text
	is := func(p *pattern) bool {
		_, _, ok := t.fits(p, i)
		return ok && (p.class == strong || ofHint && p.class != hint && p.class != wanted && p.class != topic)
	}
	return slices.ContainsFunc(rules().words[w], is) || len(w) >= 3 && slices.ContainsFunc(rules().stems[w[:3]], is)
}

// fits tells whether a pattern stands at i, and whether a word in a gap denies
// it: "viel me niet tegen".
func (t *text) fits(p *pattern, i int) (to int, denied, ok bool) {
	at := i
	for n, it := range p.items {
		if n > 0 && (at >= len(t.words) || t.words[at].clause != t.words[i].clause) {
			return 0, false, false
		}
		reach := 0
		if it.gapped {
			reach = 3
		}
		for skip := 0; ; skip++ {
			if at >= len(t.words) || skip > reach || t.words[at].clause != t.words[i].clause {
				return 0, false, false
			}
			if it.matches(t.words[at].text) {
				at++
				break
			}
			denied = denied || negators[t.words[at].text]
			at++
		}
	}
	return at, denied, true
}

// slipFrom is how many letters a word has in which one wrong letter is forgiven.
const slipFrom = 6

// noSlips are words of their own that are near one of the lexicon.
var noSlips = set(`gemiste misleading haakjes beperking letter letters lettertype lettertjes letterlijk afgezegde detectie detail verander veranderen veranderd verandering oppervlakte legende stronger strongly thread schedule misging gewone geantwoord geraakt geschonden polite`)

// slip forgives one wrong letter in a long word.
func (t *text) slip(i int) *pattern {
	w := t.words[i].text
	if len(w) < slipFrom || noSlips[w] {
		return nil
	}
	for _, s := range rules().long[w[:2]] {
		if !s.stem && near(w, s.word) {
			return s.of
		}
		if n := len(s.word); s.stem && len(w) >= n && (near(w[:n], s.word) || w[:n-1] != s.word[:n-1] && near(w[:n-1], s.word)) {
			return s.of
		}
	}
	return nil
}
