package mail

import (
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"strings"
	"time"

	"wederhoor/internal/oauth"
	"wederhoor/internal/outward"
)

// Server is an SMTP server that takes mail from us. Make one with ParseServer;
// it holds no connection and may be used from many goroutines.
type Server struct {
	address  string // host:port to dial
	host     string // the name the certificate must carry
	implicit bool   // TLS from the first byte
	loopback bool   // may do without TLS
	user     string
	password string
	tokens   *oauth.Source // instead of a password
	from     string
	hello    string
	plain    bool // no signed addresses for what comes back
	expires  time.Time
	wait     patience
	roots    *x509.CertPool // nil: those of the system
}

// patience bounds an attempt: whole is everything up to the final dot, step one
// answer within it, answer the wait after the dot. RFC 5321 4.5.3.2 would have
// ten minutes there; but the sum must stay below the lease of the queue (two
// minutes), or a second worker declares uncertain what is still under way.
type patience struct{ whole, step, answer time.Duration }

var usual = patience{whole: 45 * time.Second, step: 20 * time.Second, answer: 65 * time.Second}

// ErrServer is wrapped by every refusal of ParseServer. The text never repeats
// the setting, which holds a password.
var ErrServer = errors.New("mail server setting")

// ParseServer reads smtp://user:password@host:port?from=address&hello=name&verp=off.
// smtps:// speaks TLS at once (port 465). smtp:// (port 587) uses STARTTLS, and
// does without only on a loopback address. hello is the name given in EHLO; the
// local address when absent. verp=off keeps to one envelope sender, for a mailbox
// that does not take klachten+tag@example.org; then no bounce is recognised. oauth is
// the file of a token source, and then there is no password.
func ParseServer(setting string) (*Server, error) {
	u, err := url.Parse(setting)
	if err != nil || (u.Scheme != "smtp" && u.Scheme != "smtps") || u.Hostname() == "" || strings.Trim(u.Path, "/") != "" {
		return nil, fmt.Errorf("%w: want smtp://user:password@host:port?from=address", ErrServer) // err would quote it
	}
	s := &Server{
		host: u.Hostname(), implicit: u.Scheme == "smtps", loopback: outward.Loopback(u.Hostname()),
		user: u.User.Username(), wait: usual,
	}
	s.password, _ = u.User.Password()
	port := u.Port()
	if port == "" {
		port = map[string]string{"smtp": "587", "smtps": "465"}[u.Scheme]
	}
	s.address = net.JoinHostPort(s.host, port)
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return nil, fmt.Errorf("%w: the part after ? cannot be read", ErrServer)
	}
	for key := range query {
		switch key {
		case "from":
			s.from = query.Get(key)
		case "hello":
			s.hello = query.Get(key)
		case "expires":
			if s.expires, err = time.Parse(time.DateOnly, query.Get(key)); err != nil {
				return nil, fmt.Errorf("%w: expires is a date such as 2027-03-01", ErrServer)
			}
		case "verp":
			if s.plain = query.Get(key) == "off"; !s.plain && query.Get(key) != "on" {
				return nil, fmt.Errorf("%w: verp is on or off", ErrServer)
			}
		case "oauth":
			if s.tokens, err = oauth.Open(query.Get(key)); err != nil {
				return nil, fmt.Errorf("%w: oauth: %w", ErrServer, err)
			}
		default:
			return nil, fmt.Errorf("%w: only from, hello, verp, oauth and expires are known after ?", ErrServer)
		}
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *Server) check() error {
	if _, err := address("from", s.from); s.from != "" && err != nil {
		return fmt.Errorf("%w: from is not an address", ErrServer)
	}
	if s.hello != "" && !domainPattern.MatchString(s.hello) {
		return fmt.Errorf("%w: hello is not a host name", ErrServer)
	}
	if s.tokens != nil && s.password != "" {
		return fmt.Errorf("%w: either a password or oauth", ErrServer)
	}
	if (s.user == "") != (s.password == "" && s.tokens == nil) {
		return fmt.Errorf("%w: user and password come together", ErrServer)
	}
	return nil
}

// From is the address of the setting, for the From field and the envelope.
func (s *Server) From() string { return s.from }

// Expires is the day on which the password or secret ends; zero when nobody said.
func (s *Server) Expires() time.Time { return s.tokens.Earlier(s.expires) }

// Tags reports whether letters may leave from addresses with a tag.
func (s *Server) Tags() bool { return !s.plain }

// String says where the server is and leaves out who signs in.
func (s *Server) String() string {
	if s.implicit {
		return "smtps://" + s.address
	}
	return "smtp://" + s.address
}

// GoString and LogValue keep the password out of %#v and out of logs.
func (s *Server) GoString() string { return s.String() }

// LogValue is String.
func (s *Server) LogValue() slog.Value { return slog.StringValue(s.String()) }
