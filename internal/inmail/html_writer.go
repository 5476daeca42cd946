package inmail

import (
	"html"
	"strings"
	"unicode/utf8"
)

// htmlWriter sets the text between tags as lines. Line ends are written when
// text follows, so that empty blocks make no empty lines.
type htmlWriter struct {
	out   strings.Builder
	lines int  // line ends owed, at most two
	space bool // a space owed
	pre   int
	quote int // blockquotes around
	link  string
	shown int // where the text of the link began
}

const maxQuote = 9 // deeper quotes look alike; their text stays

// blocks begin and end a line; those with 2 have an empty line around them.
var blocks = map[string]int{
	"p": 2, "blockquote": 2, "h1": 2, "h2": 2, "h3": 2, "h4": 2, "h5": 2, "h6": 2, "ul": 2, "ol": 2, "table": 2, "pre": 2, "hr": 2,
	"div": 1, "li": 1, "tr": 1, "section": 1, "article": 1, "header": 1, "footer": 1, "dt": 1, "dd": 1, "dl": 1, "form": 1,
	"caption": 1, "center": 1, "address": 1, "fieldset": 1, "body": 1, "main": 1, "option": 1,
}

func (w *htmlWriter) text(s string) {
	if w.pre > 0 {
		for i, l := range strings.Split(s, "\n") {
			if i > 0 {
				w.lines++
			}
			if l = strings.TrimRight(l, "\r"); l != "" {
				w.put(l)
			}
		}
		return
	}
	for _, word := range splitSpaces(s) {
		if word == " " {
			w.space = true
			continue
		}
		w.put(word)
	}
}

// splitSpaces gives words, and " " for every run of spaces between them.
func splitSpaces(s string) (all []string) {
	begin, inSpace := 0, false
	for i, r := range s {
		space := r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\u00a0'
		if space == inSpace {
			continue
		}
		if space && i > begin {
			all = append(all, s[begin:i])
		}
		if space {
			all = append(all, " ")
		}
		begin, inSpace = i, space
	}
	if !inSpace && begin < len(s) {
		all = append(all, s[begin:])
	}
	return all
}

// put writes what is owed and then the word.
func (w *htmlWriter) put(word string) {
	if w.out.Len() > MaxText+utf8.UTFMax {
		return
	}
	if w.out.Len() == 0 || w.lines > 0 {
		if w.out.Len() > 0 {
			w.out.WriteString("\n")
			for range min(w.lines, 3) - 1 {
				w.out.WriteString(strings.Repeat(">", min(w.quote, maxQuote)) + "\n")
			}
		}
		if w.quote > 0 {
			w.out.WriteString(strings.Repeat(">", min(w.quote, maxQuote)) + " ")
		}
	} else if w.space {
		w.out.WriteByte(' ')
	}
	w.lines, w.space = 0, false
	w.out.WriteString(word)
}

func (w *htmlWriter) tag(name, attrs string, closing bool) {
	if n := blocks[name]; n > 0 {
		w.lines, w.space = max(w.lines, n), false
	}
	switch name {
	case "br": // each counts
		w.lines++
	case "blockquote":
		w.quote = max(0, w.quote+step(closing))
	case "pre":
		w.pre = max(0, w.pre+step(closing))
	case "td", "th":
		w.space = true
	case "li":
		if !closing {
			w.put("-")
			w.space = true
		}
	case "img":
		if alt := strings.TrimSpace(attr(attrs, "alt")); alt != "" {
			w.put("[" + clip(alt, 200) + "]")
		}
	case "a":
		w.anchor(attrs, closing)
	}
}

func step(closing bool) int {
	if closing {
		return -1
	}
	return 1
}

// anchor writes where a link leads behind its text, unless the text says it.
func (w *htmlWriter) anchor(attrs string, closing bool) {
	if !closing {
		w.link, w.shown = strings.TrimSpace(attr(attrs, "href")), w.out.Len()
		return
	}
	link := clip(w.link, 500)
	w.link = ""
	if !strings.HasPrefix(link, "https://") && !strings.HasPrefix(link, "http://") {
		return
	}
	said := w.out.String()[w.shown:]
	if !strings.Contains(said, strings.TrimSuffix(link, "/")) {
		w.space = true
		w.put("<" + link + ">")
	}
}

// attr finds one attribute; the search is over one tag.
func attr(attrs, name string) string {
	lower := lowerASCII(clip(attrs, 4000))
	for from := 0; ; {
		i := strings.Index(lower[from:], name+"=")
		if i < 0 {
			return ""
		}
		from += i + len(name) + 1
		if at := from - len(name) - 2; at >= 0 && strings.IndexByte(" \t\r\n\"'/", lower[at]) < 0 {
			continue // data-href
		}
		value := attrs[from:]
		if value != "" && (value[0] == '"' || value[0] == '\'') {
			value, _, _ = strings.Cut(value[1:], value[:1])
		} else {
			value, _, _ = strings.Cut(value, " ")
		}
		return html.UnescapeString(clip(value, 4000))
	}
}

// lowerASCII keeps every byte in its place, which strings.ToLower does not.
func lowerASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] |= 0x20
		}
	}
	return string(b)
}
