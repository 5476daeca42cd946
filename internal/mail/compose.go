package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/mail"
	"regexp"
	"strings"

	gomail "github.com/wneessen/go-mail"
)

// Compose writes the message once, as the bytes to store and to send. The same
// message gives the same bytes. They are 7-bit, with CRLF line ends.
func Compose(m Message) ([]byte, error) {
	m, err := m.checked()
	if err != nil {
		return nil, err
	}
	g := gomail.NewMsg(gomail.WithNoDefaultUserAgent(), gomail.WithBoundary(m.boundary()))
	g.SetMessageIDWithValue(m.ID)
	g.SetDateWithValue(m.Date)
	g.FromMailAddress(&mail.Address{Name: m.FromName, Address: m.From})
	g.ToMailAddress(&mail.Address{Name: m.ToName, Address: m.To})
	if m.ReplyTo != "" {
		g.ReplyToMailAddress(&mail.Address{Address: m.ReplyTo})
	}
	g.Subject(m.Subject)
	for name, value := range m.headers() {
		g.SetGenHeader(gomail.Header(name), value)
	}
	g.SetBodyString(gomail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		g.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	}
	var raw bytes.Buffer
	if _, err := g.WriteTo(&raw); err != nil {
		return nil, fmt.Errorf("compose the mail: %w", err)
	}
	return raw.Bytes(), nil
}

// checked returns the message with every field fit to write, or the reasons why
// not, all of them at once.
func (m Message) checked() (Message, error) {
	var errs []error
	apply := func(f func(field, s string) (string, error), field string, s *string, required bool) {
		if *s == "" && !required {
			return
		}
		v, err := f(field, *s)
		errs = append(errs, err)
		*s = v
	}
	apply(messageID, "ID", &m.ID, true)
	apply(messageID, "InReplyTo", &m.InReplyTo, false)
	apply(address, "From", &m.From, true)
	apply(address, "To", &m.To, true)
	apply(address, "ReplyTo", &m.ReplyTo, false)
	apply(words, "FromName", &m.FromName, false)
	apply(words, "ToName", &m.ToName, false)
	apply(words, "Subject", &m.Subject, true)
	if m.Date.IsZero() || m.Date.Year() < 1900 || m.Date.Year() > 9999 {
		errs = append(errs, fmt.Errorf("%w: Date is missing", ErrMessage))
	}
	if m.Text == "" {
		errs = append(errs, fmt.Errorf("%w: Text is missing", ErrMessage))
	}
	m.Text, m.HTML = body(m.Text), body(m.HTML)
	headers := make(map[string]string, len(m.Headers))
	for name, value := range m.Headers {
		v, err := words("a header", value)
		errs = append(errs, err, headerName(name))
		headers[name] = v
	}
	m.Headers = headers
	return m, errors.Join(errs...)
}

// headers are the fields besides the addresses, the subject and the date.
func (m Message) headers() map[string]string {
	h := m.Headers
	if m.InReplyTo != "" {
		h["In-Reply-To"] = "<" + m.InReplyTo + ">"
		h["References"] = "<" + m.InReplyTo + ">"
	}
	if m.Automatic {
		h["Auto-Submitted"] = "auto-generated" // RFC 3834
		h["X-Auto-Response-Suppress"] = "All"  // the same for Exchange
	}
	return h
}

// allowedHeader keeps callers to fields that no server or reader acts upon:
// a free name would allow Bcc, Sender, or a second Content-Type.
var allowedHeader = regexp.MustCompile(`^(X-Wederhoor-[A-Za-z0-9-]{1,40}|Content-Language|Importance|Organization)$`)

func headerName(name string) error {
	if !allowedHeader.MatchString(name) {
		return fmt.Errorf("%w: a header name is not allowed", ErrMessage)
	}
	return nil
}

// body makes text valid UTF-8 in lines that end with CRLF, the last one too:
// without it a mail of one part would not end in a line end.
func body(s string) string {
	if s == "" {
		return ""
	}
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "").Replace(strings.ToValidUTF8(s, "\ufffd"))
	if !strings.HasSuffix(s, "\n") {
		s += "\n"
	}
	return strings.ReplaceAll(s, "\n", "\r\n")
}

// boundary depends on the content, so that the bytes repeat and yet no author
// can write a line that closes a part: it would have to hold its own digest.
func (m Message) boundary() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %q", m.ID, m.Text, m.HTML))
	return hex.EncodeToString(sum[:20])
}
