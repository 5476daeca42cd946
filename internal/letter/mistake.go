package letter

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits on the words of an organisation, in characters.
const (
	subjectLimit = 120
	ownLimit     = 10_000
)

// Codes of a [Mistake].
const (
	MistakeUnknown  = "placeholder_unknown" // no such placeholder in this letter; Meant is the nearest
	MistakeTwice    = "placeholder_twice"   // it may stand there once
	MistakeMissing  = "placeholder_missing" // the letter demands it
	MistakeBraces   = "placeholder_braces"  // two braces, or one without its partner
	MistakeNotFirst = "placeholder_first"   // belongs in the first paragraph
	MistakeSubject  = "placeholder_subject" // a subject line tells nothing of the complaint
	MistakeLong     = "text_too_long"       // see Limit
)

// Mistake is why a text cannot be used.
type Mistake struct {
	Code  string
	Field string // "subject" or "text"
	Line  int    // from 1; 0 when it is about no line
	Typed string
	Meant string // the right placeholder, with braces
	Limit int
}

// Mistakes lists what is wrong with a text, from top to bottom, and then what it
// lacks. A text without mistakes can lose nothing that the letter demands.
func Mistakes(n Name, lang string, o Own) []Mistake {
	var all []Mistake
	if utf8.RuneCountInString(o.Subject) > subjectLimit {
		all = append(all, Mistake{Code: MistakeLong, Field: "subject", Limit: subjectLimit})
	}
	if at := braced.FindString(oneLine(o.Subject)); at != "" {
		all = append(all, Mistake{Code: MistakeSubject, Field: "subject", Typed: at})
	}
	if layout(o.Text) == "" {
		return all // ours
	}
	if utf8.RuneCountInString(o.Text) > ownLimit {
		return append(all, Mistake{Code: MistakeLong, Field: "text", Limit: ownLimit})
	}
	return append(all, textMistakes(n, lang, o.Text)...)
}

func textMistakes(n Name, lang, typed string) []Mistake {
	r := reader{name: n, lang: lang, seen: map[Slot]bool{}, meant: map[Slot]bool{}}
	for i, l := range strings.Split(seen(typed), "\n") {
		r.line(i+1, strings.TrimSpace(l))
	}
	for _, s := range n.Demanded() {
		if !r.seen[s] && !r.meant[s] {
			r.mistake(MistakeMissing, 0, "", s)
		}
	}
	return r.found
}

// reader goes through a text line by line.
type reader struct {
	name  Name
	lang  string
	seen  map[Slot]bool
	meant map[Slot]bool // misspelt, and said so: it is not missing as well
	text  bool          // something was read
	later bool          // the first paragraph is over
	found []Mistake
}

func (r *reader) mistake(code string, at int, typed string, meant Slot) {
	r.meant[meant] = true
	r.found = append(r.found, Mistake{Code: code, Field: "text", Line: at, Typed: typed, Meant: meant.Placeholder(r.lang)})
}

func (r *reader) line(at int, l string) {
	if l == "" {
		r.later = r.later || r.text
		return
	}
	r.text = true
	parts := tokens(l)
	for i, p := range parts {
		switch {
		case p.name == "":
			r.unpaired(at, p.text)
		case i > 0 && strings.HasSuffix(parts[i-1].text, "{") || i+1 < len(parts) && strings.HasPrefix(parts[i+1].text, "}"):
			r.mistake(MistakeBraces, at, "{"+p.text+"}", r.near(p.name))
		default:
			r.placeholder(at, p)
		}
	}
}

func (r *reader) placeholder(at int, p token) {
	s, ok := slotOf(r.lang, p.name)
	switch {
	case !ok || !slices.Contains(r.name.slots(), s):
		r.mistake(MistakeUnknown, at, p.text, r.near(p.name))
	case r.seen[s] && !slots[s].often:
		r.mistake(MistakeTwice, at, p.text, s)
	case s == SlotName && r.later:
		r.mistake(MistakeNotFirst, at, p.text, s)
	}
	if ok {
		r.seen[s] = true
	}
}

func (r *reader) near(name string) Slot { return nearest(r.name.slots(), name) }

// unpaired finds a placeholder with one of its braces: "{naam" or "naam}".
func (r *reader) unpaired(at int, text string) {
	for _, s := range r.name.slots() {
		name, folded := s.named(r.lang), strings.ToLower(text)
		for _, half := range []string{"{" + name, name + "}"} {
			if strings.Contains(folded, half) {
				r.mistake(MistakeBraces, at, half, s)
				return
			}
		}
	}
}
