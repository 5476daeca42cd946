package inmail

import (
	"slices"
	"strconv"
	"strings"
)

const (
	maxParams = 200
	maxList   = 100  // addresses, ids, recipients
	maxLine   = 1000 // runes of a subject or a name
)

// piece is one parameter of a field such as Content-Type, or a part of one
// (RFC 2231): name*0*=…, name*1=….
type piece struct {
	index    int // -1 for a parameter that is whole
	extended bool
	value    string
}

// parseField splits "kind; name=value; …" and forgives what programs do: spaces
// without quotes, encoded words, path names with backslashes.
func parseField(s string, n *notes) (kind string, params map[string]string) {
	kind, rest, _ := strings.Cut(s, ";")
	if i := strings.IndexAny(kind, " \t("); i > 0 {
		kind = kind[:i]
	}
	kind = strings.ToLower(clean(clip(strings.TrimSpace(kind), 120)))
	pieces := map[string][]piece{}
	for count := 0; ; count++ {
		if rest = strings.TrimLeft(rest, " \t;"); rest == "" {
			break
		}
		if count == maxParams {
			n.add(FieldTooLong)
			break
		}
		var name string
		var p piece
		name, p.value, rest = nextParam(rest)
		name, p.index, p.extended = paramName(name)
		pieces[name] = append(pieces[name], p)
	}
	params = map[string]string{}
	for name, list := range pieces {
		params[name] = assemble(name, list, n)
	}
	return kind, params
}

// nextParam takes one "name=value" or "name=\"value\"".
func nextParam(s string) (name, value, rest string) {
	end := strings.IndexAny(s, "=;")
	if end < 0 || s[end] == ';' {
		if end < 0 {
			end = len(s)
		}
		return "", "", s[end:]
	}
	name, s = s[:end], strings.TrimLeft(s[end+1:], " \t")
	if strings.HasPrefix(s, `"`) {
		value, rest = quoted(s[1:])
		return name, value, rest
	}
	value, rest, _ = strings.Cut(s, ";")
	return name, strings.TrimSpace(value), rest
}

// quoted reads up to the closing quote. Only \" and \\ are escapes: a backslash
// in C:\mijn\bewijs.pdf is one that somebody's program forgot to double.
func quoted(s string) (value, rest string) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			return b.String(), s[i+1:]
		case s[i] == '\\' && i+1 < len(s) && (s[i+1] == '"' || s[i+1] == '\\'):
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String(), ""
}

func paramName(s string) (name string, index int, extended bool) {
	name = strings.ToLower(strings.TrimSpace(clip(s, 80)))
	name, extended = strings.CutSuffix(name, "*")
	base, number, ok := strings.Cut(name, "*")
	if !ok {
		return base, -1, extended
	}
	index, err := strconv.Atoi(number)
	if err != nil || index < 0 {
		return name, -1, extended
	}
	return base, index, extended
}

// assemble prefers the form that names its charset; pieces count up to the
// first that is missing.
func assemble(name string, list []piece, n *notes) string {
	slices.SortStableFunc(list, func(a, b piece) int { return a.index - b.index })
	whole, rest := "", list
	for len(rest) > 0 && rest[0].index < 0 {
		if rest[0].extended {
			return extended(rest[:1], n)
		}
		if whole == "" {
			whole = rest[0].value
		}
		rest = rest[1:]
	}
	if len(rest) > 0 && rest[0].index == 0 {
		whole = extended(rest, n)
		if rest[0].extended {
			return whole
		}
	}
	if name == "name" || name == "filename" {
		return words(whole, n)
	}
	return whole
}

// extended joins charset'language'text%20with%20escapes and what follows it.
func extended(list []piece, n *notes) string {
	charset, first := "", list[0].value
	if list[0].extended {
		if parts := strings.SplitN(first, "'", 3); len(parts) == 3 {
			charset, first = parts[0], parts[2]
		}
	}
	var b strings.Builder
	for i, p := range list {
		if i == 0 {
			p.value = first
		} else if p.index != list[i-1].index+1 {
			break
		}
		if p.extended {
			p.value = unescape(p.value)
		}
		b.WriteString(p.value)
	}
	if !list[0].extended {
		return b.String()
	}
	return decodeText([]byte(b.String()), charset, n)
}

func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && unhex(s[i+1]) < 16 && unhex(s[i+2]) < 16 {
			b.WriteByte(unhex(s[i+1])<<4 | unhex(s[i+2]))
			i += 2
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
