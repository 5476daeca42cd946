package mail

import (
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"net/textproto"
	"strings"

	"wederhoor/internal/oauth"
)

// upgrade switches to TLS when offered, and insists on it off the machine.
func (c *connection) upgrade() Outcome {
	if c.server.implicit {
		return Outcome{}
	}
	if _, offered := c.extension["STARTTLS"]; !offered {
		if c.server.loopback {
			return Outcome{}
		}
		return Outcome{State: Deferred, Reason: "no encryption offered"}
	}
	if _, err := c.command(220, "STARTTLS"); err != nil {
		return answered(false, "encryption not started", err)
	}
	// What was said in clear before TLS must not count as said within it.
	if c.text.R.Buffered() > 0 {
		return Outcome{State: Deferred, Reason: "server spoke before encryption"}
	}
	if err := c.encrypt(); err != nil {
		return Outcome{State: Deferred, Reason: "no trusted encryption"}
	}
	if err := c.hello(); err != nil {
		return answered(false, "greeting not taken", err)
	}
	return Outcome{}
}

func (c *connection) encrypt() error {
	t := tls.Client(c.conn, &tls.Config{ServerName: c.server.host, MinVersion: tls.VersionTLS12, RootCAs: c.server.roots})
	ctx, cancel := context.WithTimeout(context.Background(), c.server.wait.step) // a stopped caller closes the connection
	defer cancel()
	if err := t.HandshakeContext(ctx); err != nil {
		return err
	}
	c.conn = t
	c.speak()
	return nil
}

// token is asked for before there is a connection, which would wait for it.
func (s *Server) token(ctx context.Context) (string, Outcome) {
	if s.tokens == nil {
		return "", Outcome{}
	}
	bounded, cancel := context.WithTimeout(ctx, s.wait.step)
	defer cancel()
	token, err := s.tokens.Token(bounded)
	switch {
	case err == nil:
		return token, Outcome{}
	case errors.Is(err, oauth.ErrUnreachable):
		return "", Outcome{State: Deferred, Reason: "token server cannot be reached"}
	}
	return "", Outcome{State: Deferred, Reason: "no token to sign in with"}
}

// signIn uses a token, or a password in the first way that is offered.
func (c *connection) signIn() Outcome {
	if c.server.user == "" {
		return Outcome{}
	}
	offered := " " + c.extension["AUTH"] + " "
	var err error
	switch user, password := c.server.user, c.server.password; {
	case c.token != "" && strings.Contains(offered, " XOAUTH2 "):
		err = c.bear(user)
	case c.token != "":
		return Outcome{State: Deferred, Reason: "no known way to sign in"}
	case strings.Contains(offered, " PLAIN "):
		_, err = c.command(235, "AUTH PLAIN "+encode("\x00"+user+"\x00"+password))
	case strings.Contains(offered, " LOGIN "):
		if _, err = c.command(334, "AUTH LOGIN"); err == nil {
			if _, err = c.command(334, encode(user)); err == nil {
				_, err = c.command(235, encode(password))
			}
		}
	default:
		return Outcome{State: Deferred, Reason: "no known way to sign in"}
	}
	if err != nil {
		return answered(false, "signing in failed", err)
	}
	return Outcome{}
}

// bear signs in with the token. A server that does not take it says why as a
// question (334), and gives its no only after an empty answer.
func (c *connection) bear(user string) error {
	_, err := c.command(235, "AUTH XOAUTH2 "+encode("user="+user+"\x01auth=Bearer "+c.token+"\x01\x01"))
	var answer *textproto.Error
	if errors.As(err, &answer) && answer.Code == 334 {
		_, err = c.command(235, "")
	}
	if errors.As(err, &answer) && answer.Code >= 500 {
		c.refused = c.token
	}
	return err
}

func encode(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
