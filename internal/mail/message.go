// Package mail hands letters to a mail server and says honestly what became of
// them. It knows no complaint and keeps nothing.
package mail

import (
	"bytes"
	"errors"
	"fmt"
	netmail "net/mail"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// Message is one mail to one person.
type Message struct {
	ID        string // the part between < and >; fixed, so that a second sending is the same mail
	From      string
	FromName  string
	To        string
	ToName    string
	Subject   string
	Text      string
	HTML      string
	Date      time.Time
	Automatic bool // nobody wrote it by hand: no auto-responder should answer
}

// errHeader says that a name, address or subject would have broken the headers.
var errHeader = errors.New("a header holds a line break or another control character")

// Compose makes the bytes of a mail once. An address that is not one, or a
// header that tries to become two, is an error.
func Compose(m Message) ([]byte, error) {
	for _, header := range []string{m.ID, m.From, m.FromName, m.To, m.ToName, m.Subject} {
		if strings.ContainsFunc(header, func(c rune) bool { return c < ' ' || c == 0x7f }) {
			return nil, errHeader
		}
	}
	for _, address := range []string{m.From, m.To} {
		if err := CheckAddress(address); err != nil {
			return nil, err
		}
	}
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := errors.Join(msg.FromFormat(m.FromName, m.From), msg.AddToFormat(m.ToName, m.To)); err != nil {
		return nil, fmt.Errorf("address the mail: %w", err)
	}
	msg.Subject(m.Subject)
	msg.SetMessageIDWithValue(m.ID)
	msg.SetDateWithValue(m.Date)
	if m.Automatic {
		msg.SetGenHeader("Auto-Submitted", "auto-generated")
		msg.SetGenHeader("X-Auto-Response-Suppress", "All")
	}
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		msg.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	}
	var b bytes.Buffer
	if _, err := msg.WriteTo(&b); err != nil {
		return nil, fmt.Errorf("compose the mail: %w", err)
	}
	return b.Bytes(), nil
}

// CheckAddress says whether this is exactly one bare address.
func CheckAddress(s string) error {
	a, err := netmail.ParseAddress(s)
	if err != nil || a.Address != s || a.Name != "" {
		return errors.New("this is not one e-mail address")
	}
	return nil
}
