package paper

import (
	"regexp"
	"strings"
)

// bound is what loses its sense when a line ends in it: a telephone number, a sum of
// money, the day of a month.
var bound = regexp.MustCompile(`(?:\+\d{1,3}|\b0\d{1,3})(?: -)?(?: \d{2,4}){1,4}\b` +
	`|€ \d` +
	`|\b\d{1,2} (?i:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|march|may|june|july|august|october)\b`)

// bind marks the spaces at which no line may end, and loosen makes them spaces again:
// whoever copies the text or looks for it gets plain ones.
func bind(s string) string {
	return bound.ReplaceAllStringFunc(s, func(all string) string { return strings.ReplaceAll(all, " ", "\u00a0") })
}

func loosen(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }
