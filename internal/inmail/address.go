package inmail

import "strings"

const maxAddress = 320 // bytes: 64, an @ and 255

// mailbox is an address while it is being read.
type mailbox struct{ name, plain, angle, comment strings.Builder }

// addresses reads a list of them. Names are decoded after the list was split,
// so that an encoded comma makes no further address. What is no address is left
// out: net/mail would refuse the whole list.
func addresses(s string, n *notes) (all []Address) {
	var m mailbox
	inQuote, inAngle, at, inComment := false, false, false, 0
	end := func() {
		if a, ok := m.address(n); ok {
			all = append(all, a)
		}
		m, inAngle, inQuote, at, inComment = mailbox{}, false, false, false, 0
	}
	for i := 0; i < len(s) && len(all) < maxList; i++ {
		c := s[i]
		switch {
		case c == '\\' && (inQuote || inComment > 0) && i+1 < len(s):
			i++
			m.write(s[i], inAngle, inComment > 0, false)
		case inComment > 0 && (c == '(' || c == ')'):
			inComment += map[byte]int{'(': 1, ')': -1}[c]
		case inComment > 0:
			m.comment.WriteByte(c)
		case c == '"':
			inQuote = !inQuote
			m.write(c, inAngle, false, true)
		case inQuote:
			m.write(c, inAngle, false, false)
		case c == '(':
			inComment++
		case c == '<':
			inAngle = true
			m.angle.Reset()
		case c == '>':
			inAngle = false
		case c == ',' || c == ';':
			end()
		case c == ':' && !inAngle && !at: // name of a group
			m = mailbox{}
		default:
			at = at || c == '@'
			m.write(c, inAngle, false, false)
		}
	}
	if len(all) == maxList {
		n.add(FieldTooLong)
		return all
	}
	end()
	return all
}

// write puts one byte where it belongs. The plain form keeps the quotes: they
// are part of an address such as "jan jansen"@voorbeeld.example.
func (m *mailbox) write(c byte, angle, comment, delimiter bool) {
	switch {
	case comment:
		m.comment.WriteByte(c)
	case angle:
		m.angle.WriteByte(c)
	default:
		m.plain.WriteByte(c)
		if !delimiter {
			m.name.WriteByte(c)
		}
	}
}

func (m *mailbox) address(n *notes) (Address, bool) {
	name := m.name.String()
	email, ok := email(m.angle.String())
	if !ok {
		if email, ok = mailto(m.plain.String()); !ok { // a quote or bracket that was never closed
			return Address{}, false
		}
		name = ""
		if before, _, found := strings.Cut(m.plain.String(), "<"); found {
			name = strings.Trim(before, `" `)
		}
	}
	if strings.TrimSpace(name) == "" {
		name = m.comment.String()
	}
	if name = line(words(name, n), 200, n); strings.EqualFold(name, email) {
		name = ""
	}
	return Address{Email: email, Name: name}, true
}

// mailto finds the one address in what should have been one.
func mailto(s string) (string, bool) {
	if e, ok := email(s); ok {
		return e, true
	}
	i := strings.LastIndexByte(s, '<')
	if i < 0 {
		return "", false
	}
	inside, _, _ := strings.Cut(s[i+1:], ">")
	return email(inside)
}

// email accepts local@domain without anything that could end it early.
func email(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if len(s) > 7 && strings.EqualFold(s[:7], "mailto:") {
		s = s[7:]
	}
	at := strings.LastIndexByte(s, '@')
	if at < 1 || at == len(s)-1 || len(s) > maxAddress || clean(s) != s {
		return "", false
	}
	local, domain := s[:at], s[at+1:]
	if strings.ContainsAny(domain, " \"<>(),;:\\'@[]") && !isLiteral(domain) {
		return "", false
	}
	quoted := len(local) > 1 && local[0] == '"' && local[len(local)-1] == '"'
	if !quoted && strings.ContainsAny(local, " \"<>(),;:\\@") || quoted && strings.ContainsAny(local[1:len(local)-1], "<>\"\\") {
		return "", false
	}
	return s, true
}

// isLiteral says whether the domain is an address of the network between square
// brackets, such as [192.0.2.1] or [IPv6:2001:db8::1].
func isLiteral(domain string) bool {
	inside, open := strings.CutPrefix(domain, "[")
	inside, closed := strings.CutSuffix(inside, "]")
	return open && closed && inside != "" && !strings.ContainsFunc(inside, func(r rune) bool {
		return r != '.' && r != ':' && !(r < 0x80 && (letter(byte(r)) || r >= '0' && r <= '9')) //nolint:gosec // ASCII
	})
}

// bare takes the addresses of fields that hold one each.
func bare(fields []string, n *notes) (all []string) {
	for _, f := range fields[:min(len(fields), maxList)] {
		for _, a := range addresses(f, n) {
			all = append(all, a.Email)
		}
	}
	return all
}
