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
	for _, e := range x.candidates(actor) {
		text := e.words
		if !access.May(actor, access.ReadContent, e.Facts).OK {
			if !access.May(actor, access.Know, e.Facts).OK {
				continue
			}
			text = fold(e.Ref)
		}
		if all(text, terms) {
			if out = append(out, e); len(out) == most {
				break
			}
		}
	}
	return out
}

func all(text string, terms []string) bool {
	for _, t := range terms {
		if !strings.Contains(text, t) {
			return false
		}
	}
	return true
}
