package evaluation

import (
	"slices"
	"strings"
	"unicode"
)

// Question is what was asked: the same words say more or less by it.
type Question string

// The questions that people answer in words.
const (
	AskedFree    Question = "free"    // "Overige opmerkingen": judged plainly
	AskedImprove Question = "improve" // "Wat kan beter?": invites a wish, so only much counts
	AskedGood    Question = "good"    // "Wat vond u goed?": "niets" says a lot
)

// Strengths, between 0 and 1. A text is a signal from threshold on.
const (
	threshold  = 0.35
	ofStrong   = 0.95
	ofNegative = 0.6
	ofWeak     = 0.4
	wish       = 0.5 // what a word says less when asked what can be better
	afterBut   = 1.2
	stronger   = 1.3
	softer     = 0.65
	shouting   = 0.1
)

// Text judges one remark by itself. Reasons are in the order of the text; none
// means that no rule found anything, not that the remark is no complaint.
func Text(s string, q Question) []Reason { return judged(s, q, q == AskedFree) }

// judged is Text; unread adds what no rule understood.
func judged(s string, q Question, unread bool) []Reason {
	t := &text{source: s, words: split(s), asked: q, unread: unread}
	if q == AskedGood {
		if r, ok := t.nothingGood(); ok {
			return []Reason{r}
		}
	}
	t.match()
	t.tooMuch()
	t.deny()
	return t.reasons()
}

// text is a remark while it is judged.
type text struct {
	source string
	words  []word
	asked  Question
	found  []match
	used   []bool // the words of a match
	unread bool   // what nobody praises in is worth a look too
}

// match is a pattern found in the words from..to.
type match struct {
	*pattern
	code     Code
	from, to int
	denied   int // how many words turn it
	by       int // the last of them
}

// tooMuch finds "te" with a measure: the most telling construction in Dutch.
func (t *text) tooMuch() {
	for i := 0; i+1 < len(t.words); i++ {
		w, next := t.words[i], t.words[i+1]
		joined := !t.used[i] && (w.text == "teveel" || w.text == "teweinig")
		if !joined && (w.text != "te" || t.used[i] || w.clause != next.clause || !measure(next.text)) {
			continue
		}
		to := i + 2
		if joined {
			to = i + 1
		}
		m := match{pattern: tooPattern, code: TooMuch, from: i, to: to, by: -1}
		t.found = slices.DeleteFunc(t.found, func(o match) bool { return o.from >= m.from && o.from < m.to })
		t.found = append(t.found, m)
		t.used[i], t.used[to-1] = true, true
	}
	slices.SortStableFunc(t.found, func(a, b match) int { return a.from - b.from })
}

var tooPattern = &pattern{class: negative}

func measure(w string) bool {
	if notAdjectives[w] || len(w) < 2 {
		return false
	}
	return !strings.HasSuffix(w, "n") && !strings.HasSuffix(w, "nde") || measures[w]
}

// deny binds each "niet" to what follows it in its clause, else to what is
// before it: "niet goed", "goed was het niet".
func (t *text) deny() {
	for i, w := range t.words {
		if t.used[i] || !negators[w.text] {
			continue
		}
		if k := t.target(i); k >= 0 {
			t.found[k].denied++
			t.found[k].by = i
		} else if w.turned || len(t.words) > 3 && w.text != "weinig" {
			// What is denied is not known; that something is, says enough to look.
			t.found = append(t.found, match{pattern: &pattern{class: weak, sure: true}, code: Denied, from: i, to: i + 1, by: -1})
		}
	}
	// "weinig", "nauwelijks": in the lexicon as weak words, and they deny too.
	for k := range t.found {
		m := &t.found[k]
		if m.class != weak || m.to != m.from+1 || !negators[t.words[m.from].text] {
			continue
		}
		if o := t.target(m.from); o >= 0 && (t.found[o].from > m.from || t.words[m.from].text != "weinig") {
			t.found[o].denied++
			t.found[o].by = m.from
			m.denied++
		}
	}
	slices.SortStableFunc(t.found, func(a, b match) int { return a.from - b.from })
}

func (t *text) target(i int) int {
	back := -1
	for k, m := range t.found {
		if m.from == i || t.words[m.from].clause != t.words[i].clause || m.sure || m.class == topic {
			continue
		}
		if m.class == strong && (t.asked == AskedImprove || m.from <= i || m.from-i > 2) {
			continue // what is grave is only turned by a "geen" right before it
		}
		if m.from > i && m.from-i <= 4 {
			return k
		}
		if m.to <= i && i-m.to <= 4 && m.class != wanted {
			back = k
		}
	}
	return back
}

// reasons weighs what was found.
func (t *text) reasons() (out []Reason) {
	about := -1 // the clause that is about the subject of a course
	for _, m := range t.found {
		clause := t.words[m.from].clause
		if m.class == topic {
			about = clause
		}
		if about == clause {
			continue
		}
		if r, ok := t.weigh(m); ok {
			out = append(out, r)
		}
	}
	if len(out) > 0 && t.shouted() {
		out[0].Strength = min(1, out[0].Strength+shouting)
	}
	if t.unread {
		out = append(out, t.notUnderstood(out)...)
	}
	if together(out) < threshold {
		return nil
	}
	return out
}

// weigh gives what one match says; nothing when it was denied.
func (t *text) weigh(m match) (Reason, bool) {
	denied := m.denied%2 == 1
	r := Reason{Code: m.code, Start: t.words[m.from].start, End: t.words[m.to-1].end}
	switch m.class {
	case strong:
		r.Strength = ofStrong
	case negative, expected:
		r.Strength = ofNegative
	case weak:
		r.Strength = ofWeak
	case praise, wanted:
		if r.Strength = ofNegative; !denied {
			return r, false
		}
		r.Start, r.End = t.stretch(m)
		denied = false
	case well:
		if r.Strength, r.Code = ofWeak, Denied; !denied {
			return r, false
		}
		r.Start, r.End = t.stretch(m)
		denied = false
	default:
		return r, false
	}
	if denied {
		return r, false
	}
	if m.class == strong {
		return r, true
	}
	r.Strength *= t.degree(m)
	if t.words[m.from].turned {
		r.Strength *= afterBut
	}
	if t.asked == AskedImprove {
		r.Strength *= wish
	}
	r.Strength = min(r.Strength, 0.9)
	return r, true
}

// stretch includes the word that denies.
func (t *text) stretch(m match) (start, end int) {
	start, end = t.words[m.from].start, t.words[m.to-1].end
	if m.by >= 0 {
		start, end = min(start, t.words[m.by].start), max(end, t.words[m.by].end)
	}
	return start, end
}

func (t *text) degree(m match) float64 {
	for k := m.from - 1; k >= 0 && k >= m.from-2; k-- {
		switch w := t.words[k]; {
		case w.clause != t.words[m.from].clause:
			return 1
		case intensifiers[w.text]:
			return stronger
		case softeners[w.text]:
			return softer
		}
	}
	return 1
}

// shouted: capitals or exclamation marks.
func (t *text) shouted() bool {
	upper, letters := 0, 0
	for _, r := range t.source {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				upper++
			}
		}
	}
	return letters >= 8 && upper*10 > letters*7 || strings.Contains(t.source, "!!")
}

// nothingGood: "niets" as an answer to what was good.
func (t *text) nothingGood() (r Reason, ok bool) {
	if len(t.words) == 0 || len(t.words) > 6 {
		return r, false
	}
	r = Reason{Code: NothingGood, Start: t.words[0].start, End: t.words[len(t.words)-1].end}
	for i, w := range t.words[:min(len(t.words), 3)] {
		next := ""
		if i+1 < len(t.words) {
			next = t.words[i+1].text
		}
		switch {
		case w.text == "niets" || w.text == "niks" || w.text == "nothing" || w.text == "geen" && (len(t.words) == 1 || next == "enkel" || next == "idee"):
			if slices.Contains([]string{"dan", "was", "te", "op", "mis", "negatief", "negatiefs", "slechts"}, next) {
				return r, false
			}
			r.Strength = ofStrong
			if next == "bijzonders" || next == "speciaals" {
				r.Strength = ofNegative
			}
			return r, true
		case w.text == "weinig" || w.text == "niet" && next == "veel" || i == 0 && (w.text == "alleen" || w.text == "enkel"):
			r.Strength = ofNegative
			return r, true
		case w.text == "de" || w.text == "het" || w.text == "dat":
			return r, false
		}
	}
	return r, false
}

// together: several reasons say more than one, and never more than all.
func together(reasons []Reason) float64 {
	not := 1.0
	for _, r := range reasons {
		not *= 1 - r.Strength
	}
	return 1 - not
}
