package letter

import "strings"

// Plain is the body without markers, for the text part of a mail. Paragraphs
// are not wrapped: the reader's own screen does that better.
func Plain(t Text) string {
	var b strings.Builder
	for l := range strings.Lines(strings.ReplaceAll(t.Body, "\r\n", "\n")) {
		for _, s := range spans(l) {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}
