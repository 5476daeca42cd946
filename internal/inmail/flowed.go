package inmail

import "strings"

// flow joins the lines of format=flowed (RFC 3676), which break where the
// sender's window ended.
func flow(s string, params map[string]string) string {
	if !strings.EqualFold(params["format"], "flowed") {
		return s
	}
	trim := strings.EqualFold(params["delsp"], "yes")
	var b strings.Builder
	open, depth := false, 0 // the line before goes on, and its quotes
	for l := range strings.SplitSeq(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		text := strings.TrimLeft(l, ">")
		quotes := len(l) - len(text)
		text = strings.TrimPrefix(text, " ") // stuffed
		switch {
		case open && quotes == depth && text != "-- ":
		case quotes > 0:
			b.WriteString("\n" + l[:quotes] + " ")
		default:
			b.WriteByte('\n')
		}
		open, depth = strings.HasSuffix(text, " ") && text != "-- ", quotes
		if open && trim {
			text = text[:len(text)-1]
		}
		b.WriteString(text)
	}
	return strings.TrimPrefix(b.String(), "\n")
}
