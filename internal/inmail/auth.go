package inmail

import "strings"

// AuthResults is the topmost Authentication-Results (RFC 8601). Anybody can
// write such a field: it counts only when Server is one that was configured,
// and only the topmost, which was added last.
type AuthResults struct {
	Server  string       `json:"server"` // authserv-id; empty in the style of Microsoft, which leaves it out
	Results []AuthResult `json:"results"`
}

// AuthResult is one method, such as spf, dkim or dmarc, and what came of it.
type AuthResult struct {
	Method     string            `json:"method"`
	Result     string            `json:"result"`               // pass, fail, none, …
	Properties map[string]string `json:"properties,omitempty"` // such as header.d or smtp.mailfrom
}

func authResults(h header) *AuthResults {
	if len(h.all("authentication-results")) == 0 {
		return nil
	}
	// Room for many signatures: with a hundred of them a sender could push what
	// the server says of DMARC over the edge.
	parts := resultWords(clip(h.first("authentication-results"), 64<<10))
	out := &AuthResults{}
	if id := parts[0]; len(id) > 0 && !strings.Contains(id[0], "=") {
		out.Server = strings.ToLower(clean(id[0]))
		parts = parts[1:]
	}
	for _, p := range parts[:min(len(parts), 500)] {
		if r, ok := authResult(p); ok {
			out.Results = append(out.Results, r)
		}
	}
	return out
}

func authResult(all []string) (r AuthResult, ok bool) {
	for i, word := range all {
		name, value, found := strings.Cut(word, "=")
		if !found {
			continue
		}
		name, value = strings.ToLower(clean(name)), clean(value)
		if i == 0 {
			method, _, _ := strings.Cut(name, "/") // a version may follow
			r = AuthResult{Method: method, Result: strings.ToLower(value), Properties: map[string]string{}}
		} else if _, twice := r.Properties[name]; r.Properties != nil && !twice {
			r.Properties[name] = value
		}
	}
	return r, r.Method != "" && r.Result != ""
}

// resultWords splits at each ";" and within that at spaces. What stands between
// quotes or in comments splits nothing: senders choose what is in there. Spaces
// around "=" are taken out.
func resultWords(s string) [][]string {
	var parts [][]string
	var words []string
	var word strings.Builder
	glue := false // the next word belongs to the one before
	flush := func() {
		w := word.String()
		word.Reset()
		if w == "" {
			return
		}
		if n := len(words); n > 0 && (glue || w[0] == '=') {
			words[n-1] += w
		} else {
			words = append(words, w)
		}
		glue = w[len(w)-1] == '='
	}
	depth, inQuote := 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && (inQuote || depth > 0) && i+1 < len(s):
			if i++; depth == 0 {
				word.WriteByte(s[i])
			}
		case c == '"' && depth == 0:
			inQuote = !inQuote
		case inQuote:
			word.WriteByte(c)
		case c == '(':
			depth++
			flush()
		case c == ')' && depth > 0:
			depth--
		case depth > 0:
		case c == ';':
			flush()
			parts, words, glue = append(parts, words), nil, false
		case c == ' ' || c == '\t':
			flush()
		default:
			word.WriteByte(c)
		}
	}
	flush()
	return append(parts, words)
}
