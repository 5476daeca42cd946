package evaluation

import (
	"slices"
	"unicode"
)

// sentence is how many words of a clause without praise are worth a look beside
// praise: fewer are mostly part of it.
const sentence = 4

// clauseOf is what was found in one clause.
type clauseOf struct {
	from, to int // words
	letters  bool
	turned   bool
	praised  bool // also: says that nothing is wrong
	hint     *match
}

// notUnderstood is where somebody says something and no rule sees praise, thanks
// or that nothing is wrong: the whole of a remark without any, a clause after
// "maar", a clause about what is seldom named in praise. What people write by
// themselves is praise or blame; the first is easier to know than the second.
func (t *text) notUnderstood(known []Reason) (out []Reason) {
	all, praised, said := t.clauses(), false, 0
	for i, c := range all {
		praised = praised || c.praised
		if c.letters {
			said += c.to - c.from
		}
		if c.praised || t.known(c, known) {
			continue
		}
		if made := i+1 < len(all) && all[i+1].turned && all[i+1].praised; made && c.hint == nil {
			continue // "pittig, maar heel leerzaam"
		}
		if c.turned && c.to-c.from > 2 || c.to-c.from >= sentence {
			out = append(out, t.look(c.from, c.to))
		} else if c.hint != nil {
			aside := t.look(c.hint.from, c.hint.to)
			aside.Code = Aside
			out = append(out, aside)
		}
	}
	if len(out)+len(known) == 0 && !praised && said > 1 && !t.nothing() {
		out = append(out, t.look(0, len(t.words)))
	}
	return out
}

// known tells that a rule found something in a clause already.
func (t *text) known(c clauseOf, found []Reason) bool {
	return slices.ContainsFunc(found, func(r Reason) bool {
		return r.Start < t.words[c.to-1].end && r.End > t.words[c.from].start
	})
}

func (t *text) look(from, to int) Reason {
	return Reason{Code: Unread, Start: t.words[from].start, End: t.words[to-1].end, Strength: ofWeak}
}

func (t *text) clauses() (all []clauseOf) {
	for i, w := range t.words {
		if n := len(all); n == 0 || t.words[all[n-1].from].clause != w.clause {
			all = append(all, clauseOf{from: i, turned: w.turned})
		}
		c := &all[len(all)-1]
		c.to = i + 1
		for _, r := range w.text {
			c.letters = c.letters || unicode.IsLetter(r)
		}
		if good(w.text) {
			c.praised = true
		}
	}
	for k := range t.found {
		m := &t.found[k]
		for i := range all {
			if c := &all[i]; m.from >= c.from && m.from < c.to {
				c.take(m)
			}
		}
	}
	return all
}

func (c *clauseOf) take(m *match) {
	denied := m.denied%2 == 1
	switch m.class {
	case neutral:
		c.praised = true
	case praise, well:
		c.praised = c.praised || !denied
	case negative, weak:
		c.praised = c.praised || denied // "niet koud"
	case wanted:
		c.praised = c.praised || !denied && gains[m.items[0].first()]
	case hint:
		if !denied && c.hint == nil {
			c.hint = m
		}
	}
}

// nothing: only words that say that there is nothing to say.
func (t *text) nothing() bool {
	for _, w := range t.words {
		if !empty[w.text] {
			return false
		}
	}
	return true
}

// gains are among what is wanted, and praise when they are there.
var gains = set(`geleerd bijgeleerd opgestoken energie humor hulp steun geholpen beantwoord enthousiasme`)

var empty = set(`het geen niets niks nee neen nvt ja n v t x op of dit moment enkele verder none nothing no yes hoor echt eigenlijk misschien wel soms zie`)

func good(sign string) bool {
	for _, r := range goodSigns {
		if sign == string(r) {
			return true
		}
	}
	return false
}
