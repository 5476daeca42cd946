package inmail

import (
	"slices"
	"strings"
)

// Authenticity is what a receiving server found of whom a mail says it is from.
type Authenticity string

// The three outcomes. Unknown is no reason to distrust: many senders prove nothing.
const (
	Pass    Authenticity = "pass"    // the domain of From stands for this mail
	Fail    Authenticity = "fail"    // somebody else's mail under that name
	Unknown Authenticity = "unknown" // nothing that may be believed
)

// Authentic judges the topmost Authentication-Results (RFC 8601). With server,
// the authserv-id that the receiving server writes, a field counts only when it
// is of that server: a sender can write the others. That server must take out
// those that came in under its own name (RFC 8601, section 5). Without server
// only a failure counts, as a forger would not write that.
//
// Aligned is meant as relaxed: the same domain, or one above the other with at
// least two labels. There is no list of public suffixes, so gov.uk counts for
// every name below it; only who can sign as gov.uk gains by that.
func (m Message) Authentic(server string) Authenticity {
	if m.AuthResults == nil {
		return Unknown
	}
	if server != "" && !sameServer(m.AuthResults.Server, server) {
		return Unknown
	}
	found := m.judge()
	unclear := slices.Contains(m.Problems, NoFrom) || slices.Contains(m.Problems, SeveralFrom) // which From passed?
	if found == Pass && (server == "" || unclear) {
		return Unknown
	}
	return found
}

func sameServer(a, b string) bool { return domainName(a) == domainName(b) }

// judge lets DMARC decide, as it is of From itself, and otherwise what it is
// made of.
func (m Message) judge() Authenticity {
	from := domainOf(m.From.Email)
	passes, fails, dmarc := false, false, ""
	for _, r := range m.AuthResults.Results {
		switch r.Method {
		case "dmarc":
			dmarc = worst(dmarc, dmarcOf(r, from))
		case "spf":
			passes = passes || r.Result == "pass" && aligned(domainOf(r.Properties["smtp.mailfrom"]), from)
			fails = fails || failed(r.Result)
		case "dkim":
			passes = passes || r.Result == "pass" && aligned(signer(r), from)
			fails = fails || failed(r.Result)
		}
	}
	switch {
	case dmarc == "fail":
		return Fail
	case dmarc == "pass", passes:
		return Pass
	case fails && (dmarc == "" || dmarc == "none"):
		return Fail
	}
	return Unknown
}

// signer is the domain of a signature. Google gives only the identity, which
// lies within that domain (RFC 6376, section 3.5).
func signer(r AuthResult) string {
	if d := domainName(r.Properties["header.d"]); d != "" {
		return d
	}
	return domainOf(r.Properties["header.i"])
}

// failed takes hardfail too, an older word of SPF.
func failed(result string) bool { return result == "fail" || result == "hardfail" }

// dmarcOf is the result, unless it passes another From than we read.
func dmarcOf(r AuthResult, from string) string {
	of := r.Properties["header.from"]
	if r.Result == "pass" && (from == "" || of != "" && !aligned(domainOf(of), from)) {
		return "other"
	}
	return r.Result
}

// worst of two results of DMARC: a pass hides nothing that stands beside it.
func worst(a, b string) string {
	rank := map[string]int{"": 0, "none": 1, "pass": 2, "fail": 4}
	of := func(s string) int {
		if n, known := rank[s]; known {
			return n
		}
		return 3 // such as temperror
	}
	if of(b) > of(a) {
		return b
	}
	return a
}

// domainOf takes the domain of an address, or a domain alone.
func domainOf(s string) string { return domainName(s[strings.LastIndexByte(s, '@')+1:]) }

// domainName is in lower case, without a last dot, in letters instead of xn--.
func domainName(s string) string {
	all := strings.Split(strings.TrimSuffix(strings.ToLower(strings.Trim(s, "<> ")), "."), ".")
	for i, l := range all {
		if coded, ok := strings.CutPrefix(l, "xn--"); ok {
			if out, ok := punycode(coded); ok {
				all[i] = out
			}
		}
	}
	return strings.Join(all, ".")
}

func aligned(a, b string) bool { return a == b && a != "" || below(a, b) || below(b, a) }

// below says whether a is a name within b, which then has two labels or more.
func below(a, b string) bool {
	return strings.HasSuffix(a, "."+b) && strings.IndexByte(b, '.') > 0
}

// punycode decodes one label (RFC 3492, section 6.2) of at most 63 bytes.
func punycode(s string) (string, bool) {
	var out []rune
	if i := strings.LastIndexByte(s, '-'); i > 0 {
		out, s = []rune(s[:i]), s[i+1:]
	}
	n, at, bias := 128, 0, 72
	if len(s) == 0 || len(s) > 63 {
		return "", false
	}
	for s != "" {
		before, weight := at, 1
		for k := 36; ; k += 36 {
			if s == "" {
				return "", false
			}
			digit := punyDigit(s[0])
			s = s[1:]
			limit := min(max(k-bias, 1), 26)
			if at += digit * weight; digit > 35 || at > 1<<31 {
				return "", false
			}
			if digit < limit {
				break
			}
			if weight *= 36 - limit; weight > 1<<31 {
				return "", false
			}
		}
		count := len(out) + 1
		bias = punyBias(at-before, count, before == 0)
		if n += at / count; n > 0x10ffff || n >= 0xd800 && n < 0xe000 {
			return "", false
		}
		at %= count
		out = append(out[:at], append([]rune{rune(n)}, out[at:]...)...) //nolint:gosec // bounded above
		at++
	}
	return string(out), true
}

func punyDigit(c byte) int {
	switch {
	case c >= 'a' && c <= 'z':
		return int(c - 'a')
	case c >= '0' && c <= '9':
		return int(c-'0') + 26
	}
	return 36
}

func punyBias(delta, count int, first bool) int {
	if first {
		delta /= 700
	} else {
		delta /= 2
	}
	delta += delta / count
	k := 0
	for delta > 455 {
		delta /= 35
		k += 36
	}
	return k + 36*delta/(delta+38)
}
