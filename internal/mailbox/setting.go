// Package mailbox reads the folder of a mail server that complaints are mailed
// to (IMAP). It changes nothing there: no flag, no mail. The library behind it
// does not show in its API.
package mailbox

import (
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/mail"
	"net/url"
	"strings"
	"time"

	"wederhoor/internal/oauth"
	"wederhoor/internal/outward"
)

// Box is a folder on a mail server. Make one with Parse; it holds no connection
// and may be used from many goroutines.
type Box struct {
	host     string // the name the certificate must carry
	port     string
	implicit bool // TLS from the first byte
	loopback bool // may do without TLS
	user     string
	password string
	folder   string
	address  string
	authserv string
	expires  time.Time
	tokens   *oauth.Source  // instead of a password
	step     time.Duration  // no step takes longer
	roots    *x509.CertPool // nil: those of the system
}

// usual is the watchdog of one step: signing in, a list, the next piece of a mail.
const usual = 60 * time.Second

// ErrSetting is wrapped by every refusal of Parse. The text never repeats the
// setting, which holds a password.
var ErrSetting = errors.New("mailbox setting")

// Parse reads imaps://user:password@host:993/INBOX?address=klachten@voorbeeld.example.
// imaps:// speaks TLS at once; imap:// (port 143) uses STARTTLS, and does without
// only on a loopback address that offers none. The path is the folder, INBOX when
// absent. Behind the question mark may stand: address, to which complaints are
// mailed (the user, when that is an address); authserv, whose
// Authentication-Results count; expires, the day the password ends (2027-03-01);
// oauth, the file of a token source, and then there is no password.
func Parse(setting string) (*Box, error) {
	u, err := url.Parse(setting)
	if err != nil || (u.Scheme != "imap" && u.Scheme != "imaps") || u.Hostname() == "" || u.Fragment != "" {
		return nil, fmt.Errorf("%w: want imaps://user:password@host:993/INBOX?address=address", ErrSetting) // err would quote it
	}
	b := &Box{
		host: strings.ToLower(u.Hostname()), port: u.Port(), implicit: u.Scheme == "imaps", loopback: outward.Loopback(strings.ToLower(u.Hostname())),
		user: u.User.Username(), folder: strings.TrimPrefix(u.Path, "/"), step: usual,
	}
	b.password, _ = u.User.Password()
	if b.port == "" {
		b.port = map[string]string{"imap": "143", "imaps": "993"}[u.Scheme]
	}
	if b.folder == "" {
		b.folder = "INBOX"
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return nil, fmt.Errorf("%w: the part after ? cannot be read", ErrSetting)
	}
	for key := range query {
		if err := b.option(key, query.Get(key)); err != nil {
			return nil, err
		}
	}
	if err := b.check(); err != nil {
		return nil, err
	}
	return b, nil
}

func (b *Box) option(key, value string) (err error) {
	switch key {
	case "address":
		b.address = value
	case "authserv":
		b.authserv = value
	case "expires":
		if b.expires, err = time.Parse(time.DateOnly, value); err != nil {
			return fmt.Errorf("%w: expires is a date such as 2027-03-01", ErrSetting)
		}
	case "oauth":
		if b.tokens, err = oauth.Open(value); err != nil {
			return fmt.Errorf("%w: oauth: %w", ErrSetting, err)
		}
	default:
		return fmt.Errorf("%w: only address, authserv, expires and oauth are known after ?", ErrSetting)
	}
	return nil
}

func (b *Box) check() error {
	if b.address == "" && plainAddress(b.user) {
		b.address = b.user
	}
	switch {
	case b.user == "":
		return fmt.Errorf("%w: a user is needed", ErrSetting)
	case (b.password == "") == (b.tokens == nil):
		return fmt.Errorf("%w: either a password or oauth", ErrSetting)
	case strings.ContainsFunc(b.user+b.password+b.folder+b.authserv, control):
		return fmt.Errorf("%w: a control character", ErrSetting)
	case b.address == "":
		return fmt.Errorf("%w: address is needed, because the user is not one", ErrSetting)
	case !plainAddress(b.address):
		return fmt.Errorf("%w: address is not an address", ErrSetting)
	case strings.ContainsAny(b.authserv, " ;"):
		return fmt.Errorf("%w: authserv is one name", ErrSetting)
	}
	return nil
}

// Address is the address complaints are mailed to.
func (b *Box) Address() string { return b.address }

// AuthServer is the server whose Authentication-Results count; "" is none.
func (b *Box) AuthServer() string { return b.authserv }

// Expires is the day on which the password or the client's secret ends, the
// earlier of both; zero when nobody said.
func (b *Box) Expires() time.Time { return b.tokens.Earlier(b.expires) }

// Name is the same as long as user, host and folder are: with it a ledger says
// where a mail was read. It holds no password.
func (b *Box) Name() string {
	u := url.URL{Scheme: "imap", User: url.User(b.user), Host: b.host, Path: "/" + b.folder}
	return u.String()
}

// String says where the server is and leaves out who signs in.
func (b *Box) String() string {
	if b.implicit {
		return "imaps://" + net.JoinHostPort(b.host, b.port)
	}
	return "imap://" + net.JoinHostPort(b.host, b.port)
}

// GoString and LogValue keep the password out of %#v and out of logs.
func (b *Box) GoString() string { return b.String() }

// LogValue is String.
func (b *Box) LogValue() slog.Value { return slog.StringValue(b.String()) }

func plainAddress(s string) bool {
	parsed, err := mail.ParseAddress(s)
	return err == nil && parsed.Address == s
}

func control(r rune) bool { return r < ' ' || r == 0x7f }
