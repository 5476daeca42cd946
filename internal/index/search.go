package index

import (
	"strings"

	"wederhoor/internal/access"
)

// fold makes text comparable: lower case, without accents.
func fold(s string) string { return accents.Replace(strings.ToLower(s)) }

var accents = strings.NewReplacer("á", "a", "à", "a", "ä", "a", "â", "a", "é", "e", "è", "e", "ë", "e", "ê", "e", "í", "i",
	"ì", "i", "ï", "i", "î", "i", "ó", "o", "ò", "o", "ö", "o", "ô", "o", "ú", "u", "ù", "u", "ü", "u", "û", "u", "ç", "c", "ñ", "n", "’", "'")

// Search returns the dossiers whose words hold every word of the query and that
// the actor may read, newest first. Someone who may only follow a dossier finds
// it by its number alone.
func (x *Index) Search(actor access.Actor, query string, most int) []*Entry {
	x.Wait()
	terms := strings.Fields(fold(query))
	if len(terms) == 0 {
		return nil
	}
	var out []*Entry
	found := x.eachOf(actor, access.Know, start{}, func(d *drawer) []uint64 { return d.lexicon.with(terms, len(d.ids)) })
	reads := x.judge(actor, access.ReadContent)
	for s := range found {
		e := s.e
		switch {
		case e != nil && reads.entry(e):
			if !all(e.words, terms) {
				continue
			}
		case e == nil && reads.packed(s.d, s.i):
			e = s.Entry()
		default:
			if e = s.Entry(); !all(fold(e.Ref), terms) {
				continue
			}
		}
		if out = append(out, e); len(out) == most {
			break
		}
	}
	return out
}

// with marks the dossiers that have a word for every term; nil: there is none.
func (l *lexicon) with(terms []string, n int) (found []uint64) {
	for i, t := range terms {
		row := l.holding(t, n)
		if row == nil {
			return nil
		}
		if i == 0 {
			found = row
			continue
		}
		for w := range found {
			found[w] &= row[w]
		}
	}
	return found
}

func all(text string, terms []string) bool {
	for _, t := range terms {
		if !strings.Contains(text, t) {
			return false
		}
	}
	return true
}
