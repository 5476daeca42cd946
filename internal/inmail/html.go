package inmail

import (
	"html"
	"strings"
)

// htmlText makes text of HTML by tags alone: nothing is built, fetched or
// styled. Every byte is looked at a fixed number of times.
func htmlText(s string) string {
	w := &htmlWriter{}
	t := &tags{rest: s}
	for len(t.rest) > 0 && w.out.Len() <= MaxText {
		i := strings.IndexByte(t.rest, '<')
		if i < 0 {
			i = len(t.rest)
		}
		w.text(html.UnescapeString(t.rest[:i]))
		t.rest = t.rest[i:]
		if name, attrs, closing := t.next(); name == "<" {
			w.text("<")
		} else if name != "" {
			w.tag(name, attrs, closing)
		}
	}
	return w.out.String()
}

// tags reads tags off the front. What it looked for in vain it does not look
// for again: otherwise open quotes and comments would make it slow.
type tags struct {
	rest string
	none map[string]bool
}

// find is strings.Index that remembers what is no longer there.
func (t *tags) find(from int, what string) int {
	if t.none[what] {
		return -1
	}
	i := strings.Index(t.rest[from:], what)
	if i < 0 {
		t.lost(what)
		return -1
	}
	return from + i
}

func (t *tags) lost(what string) {
	if t.none == nil {
		t.none = map[string]bool{}
	}
	t.none[what] = true
}

// next takes what begins with "<": a tag, a comment, or a "<" that is only a
// sign, which is then the name.
func (t *tags) next() (name, attrs string, closing bool) {
	switch {
	case t.rest == "":
		return "", "", false
	case strings.HasPrefix(t.rest, "<!--"):
		if i := t.find(4, "-->"); i >= 0 {
			t.rest = t.rest[i+3:]
		} else {
			t.rest = t.rest[4:]
		}
		return "", "", false
	case len(t.rest) > 1 && (letter(t.rest[1]) || strings.IndexByte("/!?", t.rest[1]) >= 0) && !t.none["tag"]:
		end := t.end()
		if end == len(t.rest) { // cut off: what follows is shown rather than lost
			t.lost("tag")
			return "", "", false
		}
		inside := t.rest[1:end]
		t.rest = t.rest[end+1:]
		inside, closing = strings.CutPrefix(inside, "/")
		i := 0
		for i < len(inside) && i < 20 && (letter(inside[i]) || inside[i] >= '0' && inside[i] <= '9') {
			i++
		}
		name = strings.ToLower(inside[:i])
		if !closing {
			t.skip(name)
		}
		return name, inside[i:], closing
	}
	t.rest = t.rest[1:]
	return "<", "", false
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// end is where the > of the tag stands, past those between quotes.
func (t *tags) end() int {
	for i := 1; i < len(t.rest); i++ {
		switch c := t.rest[i]; c {
		case '>':
			return i
		case '"', '\'':
			if t.rest[i-1] != '=' && t.rest[i-1] != ' ' {
				continue
			}
			if j := t.find(i+1, string(c)); j >= 0 {
				i = j
			}
		}
	}
	return len(t.rest)
}

// skip passes what is not text: scripts, styles, titles.
func (t *tags) skip(name string) {
	switch name {
	case "script", "style", "title", "template":
		for _, end := range []string{"</" + name, "</" + strings.ToUpper(name)} {
			if i := t.find(0, end); i >= 0 {
				t.rest = t.rest[i:]
				return
			}
		}
	}
}
