package mail

import (
	"errors"
	"fmt"
	"net"
	"net/url"
)

// Server is the mail server letters go through. It prints without its password.
type Server struct {
	host, port     string
	user, password string
	implicitTLS    bool
	from           string
}

// ParseServer reads smtp://user:password@host:port?from=address, or smtps:// for
// TLS from the first byte. Without TLS only a server on this machine is used.
func ParseServer(address string) (*Server, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		// The parser's own message would print the password.
		return nil, errors.New("the mail server must look like smtp://user:password@mail.example.org:587?from=klachten@example.org")
	}
	s := &Server{host: u.Hostname(), port: u.Port(), from: u.Query().Get("from")}
	s.user = u.User.Username()
	s.password, _ = u.User.Password()
	switch u.Scheme {
	case "smtp":
		s.port = orElse(s.port, "587")
	case "smtps":
		s.port, s.implicitTLS = orElse(s.port, "465"), true
	default:
		return nil, fmt.Errorf("a mail server starts with smtp:// or smtps://, not %s://", u.Scheme)
	}
	if s.from != "" {
		if err := CheckAddress(s.from); err != nil {
			return nil, fmt.Errorf("read the from address of the mail server: %w", err)
		}
	}
	return s, nil
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// From is the address letters leave from; "" when the settings decide.
func (s *Server) From() string { return s.from }

// String names the server without its secrets.
func (s *Server) String() string { return net.JoinHostPort(s.host, s.port) }

func (s *Server) local() bool {
	ip := net.ParseIP(s.host)
	return s.host == "localhost" || ip != nil && ip.IsLoopback()
}
