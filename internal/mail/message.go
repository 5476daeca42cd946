// Package mail sends letters out over SMTP: it composes the bytes of a letter
// once, and hands those bytes to a server. It knows no complaints, no queue and
// no clock; when to send, and what an uncertain outcome leads to, is decided by
// its caller.
package mail

import (
	"errors"
	"fmt"
	"net/mail"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Message is one letter to one recipient.
type Message struct {
	ID        string    // Message-ID with or without < >; kept for every attempt
	Date      time.Time // written in its own time zone
	From      string    // bare address, ASCII
	FromName  string
	To        string // bare address, ASCII, exactly one
	ToName    string
	ReplyTo   string // bare address, or empty
	Subject   string
	Text      string // plain text; required, also beside HTML
	HTML      string // optional
	InReplyTo string // Message-ID, or empty
	Automatic bool   // marks the mail so that absence replies stay away

	// Headers are further fields, such as Content-Language. Names that Compose
	// writes itself are refused.
	Headers map[string]string
}

// ErrMessage is wrapped by every refusal to compose. The text names the field
// and never repeats its value, which may be personal.
var ErrMessage = errors.New("the message cannot be composed")

const (
	maxAddress = 254 // RFC 5321 4.5.3.1.3 less the brackets
	maxHeader  = 400 // runes; a header line must stay below 998 bytes
)

var (
	idPattern     = regexp.MustCompile(`^[A-Za-z0-9._+=/-]{1,120}@[A-Za-z0-9.-]{1,120}$`)
	domainPattern = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$`)
)

// messageID strips the brackets and refuses what could break out of them.
func messageID(field, s string) (string, error) {
	s = strings.TrimSuffix(strings.TrimPrefix(s, "<"), ">")
	if !idPattern.MatchString(s) {
		return "", fmt.Errorf("%w: %s is not a message id", ErrMessage, field)
	}
	return s, nil
}

// Takes reports whether a letter can go to this address.
func Takes(s string) bool {
	_, err := address("To", s)
	return err == nil
}

// address accepts one bare ASCII address. Names travel apart, quoted forms and
// address literals ([192.0.2.1]) have no place in a letter, and non-ASCII
// mailboxes need SMTPUTF8, which is not supported.
func address(field, s string) (string, error) {
	a, err := mail.ParseAddress(s)
	if err != nil || a.Name != "" || a.Address != s || len(s) > maxAddress || !ascii(s) {
		return "", fmt.Errorf("%w: %s is not one plain address", ErrMessage, field)
	}
	_, domain, _ := strings.Cut(s, "@")
	if !domainPattern.MatchString(domain) {
		return "", fmt.Errorf("%w: %s has no plain domain", ErrMessage, field)
	}
	return s, nil
}

// words refuses control characters, which is where header injection lives, and
// makes the rest safe to show: one space between words, no characters that turn
// the direction of what follows, nothing that reads as an encoded word.
func words(field, s string) (string, error) {
	if !utf8.ValidString(s) || utf8.RuneCountInString(s) > maxHeader {
		return "", fmt.Errorf("%w: %s is too long or not UTF-8", ErrMessage, field)
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return "", fmt.Errorf("%w: %s holds a control character", ErrMessage, field)
		case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			continue
		}
		b.WriteRune(r)
	}
	// An ASCII "=?utf-8?q?…" would be decoded by the reader's program, and say
	// there what it was not allowed to say here.
	s = strings.ReplaceAll(b.String(), "=?", "= ?")
	return strings.Join(strings.Fields(s), " "), nil
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// IsID reports whether a Message-ID, without < >, is one that Compose takes. What
// other programs make may be anything.
func IsID(s string) bool { return idPattern.MatchString(s) }
