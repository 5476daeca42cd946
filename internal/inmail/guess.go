package inmail

import (
	"strings"
	"unicode"
)

// spam reads the topmost of each field that filters write, which was added last.
func spam(h header) bool {
	for _, field := range []string{"x-spam-flag", "x-spam-status", "x-spam"} {
		switch said, _, _ := strings.Cut(token(h.first(field)), ","); said {
		case "yes", "true":
			return true
		}
	}
	return false
}

// common words that one language has, and neither the other nor a third that
// people here write in: "de", "en", "for" and "i" are of too many.
var common = func() map[string]string {
	all := map[string]string{}
	for _, w := range strings.Fields("het een van ik niet dat op voor met zijn wij u uw maar mijn bij naar ook heb heeft hebben wordt werd aan geen deze dit graag geachte beste bedankt hoe wat wel nog dan als om ben ging omdat moet kunnen kunt") {
		all[w] = "nl"
	}
	for _, w := range strings.Fields("the and of my you that not have has had with this are your it be but they from would could can please dear thanks thank about when what because did to by") {
		all[w] = "en"
	}
	return all
}()

const (
	guessLines = 20
	guessBytes = 4 << 10 // of all those lines
	guessWords = 4       // fewer say too little
)

// language counts common words in the first lines that are not quoted. One
// language must have twice what the other has.
func language(text string) string {
	count := map[string]int{}
	seen := 0
	for l := range strings.Lines(clip(text, guessBytes)) {
		if strings.HasPrefix(l, ">") || strings.TrimSpace(l) == "" {
			continue
		}
		if seen++; seen > guessLines {
			break
		}
		for _, w := range strings.FieldsFunc(strings.ToLower(l), func(r rune) bool { return !unicode.IsLetter(r) }) {
			count[common[w]]++
		}
	}
	for _, is := range [][2]string{{"nl", "en"}, {"en", "nl"}} {
		if n := count[is[0]]; n >= guessWords && n >= 2*count[is[1]] {
			return is[0]
		}
	}
	return ""
}
