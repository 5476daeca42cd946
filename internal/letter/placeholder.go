package letter

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Slot is a part of a letter that the register fills in. In a text it stands
// between braces, by its name in the language of the letter. The set is closed:
// what is not in it is no placeholder, and nothing else in a text means anything.
type Slot string

// The slots of all letters.
const (
	SlotName         Slot = "name"
	SlotRef          Slot = "ref"
	SlotOrganisation Slot = "organisation"
	SlotPhone        Slot = "phone"
	SlotReceived     Slot = "received"
	SlotDue          Slot = "due"
	SlotOldDue       Slot = "old_due"
	SlotNewDue       Slot = "new_due"
	SlotThanks       Slot = "thanks"
	SlotWords        Slot = "words"
	SlotAbout        Slot = "about"
	SlotProgress     Slot = "progress"
	SlotSteps        Slot = "steps"
	SlotSubstance    Slot = "substance"
	SlotReactBy      Slot = "react_by"
	SlotInquiry      Slot = "inquiry"
	SlotEnding       Slot = "ending"
	SlotKept         Slot = "kept"
	SlotOutcome      Slot = "outcome"
	SlotFollowUp     Slot = "follow_up"
	SlotDoneBy       Slot = "done_by"
	SlotDecision     Slot = "decision"
	SlotAction       Slot = "action"
	SlotReasons      Slot = "reasons"
	SlotRemedies     Slot = "remedies"
	SlotAppeal       Slot = "appeal"
	SlotCode         Slot = "code"
	SlotSignature    Slot = "signature"
)

// kind is how a slot stands in a text.
type kind int

const (
	word  kind = iota // in a sentence
	whole             // one sentence or more; a paragraph by itself when it has lines
	block             // always paragraphs by itself
	lined             // with its line breaks, such as a signature
)

type slotRule struct {
	kind   kind
	nl, en string
	often  bool // may stand in a text more than once
}

var slots = map[Slot]slotRule{
	SlotName: {word, "naam", "name", false}, SlotRef: {word, "kenmerk", "reference", true}, SlotOrganisation: {word, "organisatie", "organisation", true},
	SlotPhone: {word, "telefoon", "phone", false}, SlotReceived: {word, "datum ontvangst", "date received", false},
	SlotDue: {word, "datum antwoord", "answer date", false}, SlotNewDue: {word, "nieuwe datum", "new date", false},
	SlotOldDue: {whole, "oude datum", "old date", false}, SlotThanks: {whole, "dank", "thanks", false}, SlotWords: {whole, "eigen woorden", "own words", false},
	SlotProgress: {whole, "voortgang", "progress", false}, SlotSteps: {whole, "vervolg", "next steps", false},
	SlotEnding: {whole, "afsluiting", "ending", false}, SlotKept: {word, "bewaren tot", "kept until", false},
	SlotOutcome: {whole, "uitspraak", "outcome", false}, SlotFollowUp: {whole, "gevolg", "follow-up", false}, SlotDoneBy: {word, "klaar op", "done by", false},
	SlotSubstance: {whole, "kern", "substance", false}, SlotReactBy: {word, "reageren tot", "react by", false},
	SlotAbout: {whole, "onderwerp", "subject", false}, SlotInquiry: {whole, "onderzoek", "inquiry", false}, SlotDecision: {whole, "besluit", "decision", false},
	SlotAction: {block, "actie", "action", false}, SlotReasons: {whole, "redenen", "reasons", false}, SlotRemedies: {block, "maatregelen", "remedies", false},
	SlotAppeal: {block, "beroep", "appeal", false}, SlotCode: {whole, "code", "code", false}, SlotSignature: {lined, "ondertekening", "signature", false},
}

// Placeholder is a slot as it is typed in this language: "{datum antwoord}".
func (s Slot) Placeholder(lang string) string { return "{" + s.named(lang) + "}" }

func (s Slot) named(lang string) string {
	if lang == "en" {
		return slots[s].en
	}
	return slots[s].nl
}

// slotOf finds a slot by its name. Capitals and spaces more or less are no mistake.
func slotOf(lang, name string) (Slot, bool) {
	name = tidy(name)
	for s := range slots {
		if s.named(lang) == name {
			return s, true
		}
	}
	return "", false
}

func tidy(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// braced is what somebody can only have meant as a placeholder: words between
// braces. Everything else between or beside braces is text.
var braced = regexp.MustCompile(`\{[\p{L}\p{M}\p{N}\p{Zs}_'’-]*\p{L}[\p{L}\p{M}\p{N}\p{Zs}_'’-]*\}`)

// token is a stretch of a line: text, or what stands between braces.
type token struct {
	text string
	name string // of a placeholder; "" is text
}

// tokens takes a line apart.
func tokens(line string) []token {
	var all []token
	last := 0
	for _, at := range braced.FindAllStringIndex(line, -1) {
		if at[0] > last {
			all = append(all, token{text: line[last:at[0]]})
		}
		all = append(all, token{text: line[at[0]:at[1]], name: tidy(line[at[0]+1 : at[1]-1])})
		last = at[1]
	}
	if last < len(line) {
		all = append(all, token{text: line[last:]})
	}
	return all
}

// nearest is the slot that a misspelt name most likely meant: by the fewest
// letters that differ, also from its name in the other language.
func nearest(among []Slot, name string) Slot {
	best, least := Slot(""), 0
	for _, s := range among {
		for _, n := range []string{slots[s].nl, slots[s].en} {
			if d := distance(bare(name), bare(n)); best == "" || d < least {
				best, least = s, d
			}
		}
	}
	return best
}

// bare leaves only letters, so that {datum-antwoord} is near {datum antwoord}.
func bare(s string) []rune {
	letters := slices.DeleteFunc([]rune(strings.ToLower(s)), func(r rune) bool { return !unicode.IsLetter(r) })
	return letters[:min(len(letters), 40)]
}

// distance counts the letters to change, add or take away (Levenshtein).
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		before := row[0]
		row[0] = i + 1
		for j, y := range b {
			change := before
			if x != y {
				change++
			}
			before, row[j+1] = row[j+1], min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
