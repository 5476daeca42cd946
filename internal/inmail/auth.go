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
	parts := strings.Split(withoutComments(clip(h.first("authentication-results"), 8<<10)), ";")
	out := &AuthResults{}
	if id := strings.Fields(parts[0]); len(id) > 0 && !strings.Contains(id[0], "=") {
		out.Server = strings.ToLower(clean(id[0]))
		parts = parts[1:]
	}
	for _, p := range parts[:min(len(parts), 50)] {
		if r, ok := authResult(p); ok {
			out.Results = append(out.Results, r)
		}
	}
	return out
}

func authResult(s string) (r AuthResult, ok bool) {
	for i, word := range strings.Fields(s) {
		name, value, found := strings.Cut(word, "=")
		if !found {
			continue
		}
		name, value = strings.ToLower(clean(name)), clean(strings.Trim(value, `"`))
		if i == 0 {
			method, _, _ := strings.Cut(name, "/") // a version may follow
			r = AuthResult{Method: method, Result: strings.ToLower(value), Properties: map[string]string{}}
		} else if _, twice := r.Properties[name]; r.Properties != nil && !twice {
			r.Properties[name] = value
		}
	}
	return r, r.Method != "" && r.Result != ""
}

// withoutComments takes (…) out, and leaves what is between quotes.
func withoutComments(s string) string {
	var b strings.Builder
	depth, inQuote := 0, false
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' && depth == 0:
			inQuote = !inQuote
			b.WriteByte(c)
		case c == '(' && !inQuote:
			depth++
		case c == ')' && depth > 0:
			depth--
		case depth == 0:
			b.WriteByte(c)
		}
	}
	return b.String()
}
