package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/smtp"
	"net/textproto"
	"time"
)

// State is what became of a mail.
type State string

// States. Uncertain is honest: the server got everything and its answer never
// came, so sending again could send twice.
const (
	Accepted  State = "accepted"
	Refused   State = "refused"  // for good: the server said 5xx
	Deferred  State = "deferred" // not now: try again later
	Uncertain State = "uncertain"
)

// Outcome is a state with a short reason that names no person.
type Outcome struct {
	State  State
	Reason string
	Code   int
}

// Times allowed for talking, and for the answer after the final dot (RFC 5321
// asks for ten minutes there; a lease of the queue is shorter, so is this).
const (
	talkTime   = 30 * time.Second
	answerTime = 60 * time.Second
)

// Send hands the bytes to the server for one recipient.
func (s *Server) Send(ctx context.Context, from, to string, raw []byte) Outcome {
	conn, err := s.dial(ctx)
	if err != nil {
		return Outcome{State: Deferred, Reason: "the mail server could not be reached"}
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(talkTime))
	c, err := smtp.NewClient(conn, s.host)
	if err != nil {
		return before("greeting", err)
	}
	if err := s.secure(c); err != nil {
		return before("sign-in", err)
	}
	if err := c.Mail(from); err != nil {
		return before("sender", err)
	}
	if err := c.Rcpt(to); err != nil {
		return before("recipient", err)
	}
	return deliver(conn, c, raw)
}

func (s *Server) dial(ctx context.Context) (net.Conn, error) {
	d := net.Dialer{Timeout: talkTime}
	if s.implicitTLS {
		return (&tls.Dialer{NetDialer: &d, Config: &tls.Config{ServerName: s.host, MinVersion: tls.VersionTLS12}}).DialContext(ctx, "tcp", s.String())
	}
	return d.DialContext(ctx, "tcp", s.String())
}

var errNoTLS = errors.New("the mail server offers no encryption")

func (s *Server) secure(c *smtp.Client) error {
	if !s.implicitTLS {
		if ok, _ := c.Extension("STARTTLS"); ok && !s.local() {
			if err := c.StartTLS(&tls.Config{ServerName: s.host, MinVersion: tls.VersionTLS12}); err != nil {
				return fmt.Errorf("start encryption: %w", err)
			}
		} else if !s.local() {
			return errNoTLS
		}
	}
	if s.user == "" {
		return nil
	}
	if err := c.Auth(smtp.PlainAuth("", s.user, s.password, s.host)); err != nil {
		return fmt.Errorf("sign in: %w", err)
	}
	return nil
}

// deliver sends the bytes. What fails before the final dot never counted as
// sent; what fails after it may have arrived.
func deliver(conn net.Conn, c *smtp.Client, raw []byte) Outcome {
	w, err := c.Data()
	if err != nil {
		return before("data", err)
	}
	if _, err := w.Write(raw); err != nil {
		return before("data", err)
	}
	_ = conn.SetDeadline(time.Now().Add(answerTime))
	if err := w.Close(); err != nil {
		var said *textproto.Error
		if errors.As(err, &said) {
			return before("answer", err)
		}
		return Outcome{State: Uncertain, Reason: "the mail server did not answer"}
	}
	_ = c.Quit() // the mail is theirs already
	return Outcome{State: Accepted}
}

// before turns an answer into an outcome: 5xx is for good, all else for later.
func before(step string, err error) Outcome {
	var said *textproto.Error
	if errors.As(err, &said) {
		out := Outcome{State: Deferred, Code: said.Code, Reason: fmt.Sprintf("%s: the mail server said %d", step, said.Code)}
		if said.Code >= 500 {
			out.State = Refused
		}
		return out
	}
	if errors.Is(err, errNoTLS) {
		return Outcome{State: Deferred, Reason: errNoTLS.Error()}
	}
	return Outcome{State: Deferred, Reason: step + ": the connection failed"}
}
