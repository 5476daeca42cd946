package complaint

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Black stands where words were blacked out: its length says nothing of theirs.
const Black = "█████"

// CopyOf is the copy of the complaint for whom it is about (Awb 9:9). Our reading:
// the law names the complaint and what was sent along with it, not the identity
// behind it. So the words go as they are; how to reach the complainant is always
// blacked out, for no defence needs that, and their name unless it was released.
// More can be blacked out word by word; what was, shows.
func (c Complaint) CopyOf(released bool, more []string) string {
	r := c.Received
	parts := []string{strings.TrimSpace(r.Story)}
	labels := [2]string{"Gaat over: ", "Gewenste oplossing: "}
	if r.Lang == "en" {
		labels = [2]string{"About: ", "Remedy sought: "}
	}
	for i, s := range []string{r.About, r.RemedySought} {
		if s = strings.TrimSpace(s); s != "" {
			parts = append(parts, labels[i]+s)
		}
	}
	for _, x := range c.Rectified { // the law names the complaint; what is not right in it goes with what is
		if r.Lang == "en" {
			parts = append(parts, "Correction: not “"+x.Event.Wrong+"” but “"+x.Event.Right+"”")
		} else {
			parts = append(parts, "Verbetering: niet “"+x.Event.Wrong+"” maar “"+x.Event.Right+"”")
		}
	}
	said := strings.Join(parts, "\n\n")
	hidden := append([]string{r.Email, r.Phone}, more...)
	for _, e := range c.History { // what it was before a correction stands in the story too
		if x, ok := e.Event.(Received); ok {
			hidden = append(hidden, x.Email, x.Phone)
			if !released {
				hidden = append(hidden, nameParts(x.Name)...)
			}
		}
	}
	if !released {
		hidden = append(hidden, nameParts(r.Name)...)
	}
	slices.SortStableFunc(hidden, func(a, b string) int { return len(b) - len(a) })
	for _, h := range hidden {
		said = blackOut(said, strings.TrimSpace(h))
	}
	return said
}

// nameParts are the whole name and the words of it that are somebody's own.
func nameParts(name string) []string {
	all := []string{name}
	for _, part := range nameWords(name) {
		if utf8.RuneCountInString(part) > 2 && !slices.Contains(particles, strings.ToLower(part)) {
			all = append(all, part)
		}
	}
	return all
}

// blackOut puts black where these words stand by themselves, in capitals or not. A
// number is found however its digits are set apart.
func blackOut(said, words string) string {
	if words == "" {
		return said
	}
	if number := digits(words); len(number) >= 6 && len(number) >= utf8.RuneCountInString(words)/2 {
		return blackNumber(said, number[len(number)-6:])
	}
	var out strings.Builder
	text, wanted := []rune(said), []rune(words)
	for i := 0; i < len(text); {
		if end := i + len(wanted); end <= len(text) && strings.EqualFold(string(text[i:end]), words) && apart(text, i-1) && apart(text, end) {
			out.WriteString(Black)
			i = end
			continue
		}
		out.WriteRune(text[i])
		i++
	}
	return out.String()
}

// apart reports whether no letter or digit stands here.
func apart(text []rune, i int) bool {
	return i < 0 || i >= len(text) || !unicode.IsLetter(text[i]) && !unicode.IsDigit(text[i])
}

// blackNumber blacks out every run of digits and what people put between them that
// holds this end of a number.
func blackNumber(said, end string) string {
	var out, run strings.Builder
	flush := func() {
		if kept := run.String(); strings.Contains(digits(kept), end) {
			out.WriteString(Black + kept[len(strings.TrimRight(kept, " -./()")):])
		} else {
			out.WriteString(kept)
		}
		run.Reset()
	}
	for _, r := range said {
		if r >= '0' && r <= '9' || run.Len() > 0 && strings.ContainsRune(" -./()", r) || r == '+' {
			run.WriteRune(r)
			continue
		}
		flush()
		out.WriteRune(r)
	}
	flush()
	return out.String()
}
