package mail

import (
	"context"
	"errors"
	"io"
	"net"
	"net/textproto"
	"strings"
	"time"
)

// connection is one SMTP dialogue, up to the data. net/smtp is not used: it
// does not tell on which side of the final dot an error fell.
type connection struct {
	server    *Server
	conn      net.Conn
	text      *textproto.Conn
	extension map[string]string // as offered in EHLO, upper case
	token     string            // to sign in with; "" is a password or nothing
	refused   string            // the token, when the server did not take it
	cancel    func() bool       // forgets that an ended context closes the connection
}

// most is what a server may say in one connection; a stream without end would
// otherwise fill the memory.
const most = 256 << 10

// connect dials, greets, encrypts and signs in. Without a connection the
// outcome is Deferred: no mail was offered yet. A token that was refused is asked
// anew once.
func (s *Server) connect(ctx context.Context) (*connection, Outcome) {
	c, o, refused := s.dial(ctx)
	if refused != "" {
		s.tokens.Refused(refused)
		c, o, _ = s.dial(ctx)
	}
	return c, o
}

func (s *Server) dial(ctx context.Context) (c *connection, o Outcome, refused string) {
	token, o := s.token(ctx)
	if o.State != "" {
		return nil, o, ""
	}
	dialer := net.Dialer{Timeout: s.wait.step}
	conn, err := dialer.DialContext(ctx, "tcp", s.address)
	if err != nil {
		return nil, Outcome{State: Deferred, Reason: "server cannot be reached"}, ""
	}
	c = &connection{server: s, conn: conn, token: token}
	c.closeWith(ctx)
	if o := c.open(); o.State != "" {
		c.close()
		return nil, o, c.refused
	}
	return c, Outcome{}, ""
}

func (c *connection) open() Outcome {
	if c.server.implicit {
		if err := c.encrypt(); err != nil {
			return Outcome{State: Deferred, Reason: "no trusted encryption"}
		}
	} else {
		c.speak()
	}
	c.deadline(c.server.wait.step)
	if _, _, err := c.text.ReadResponse(220); err != nil {
		return answered(false, "no welcome", err)
	}
	if err := c.hello(); err != nil {
		return answered(false, "greeting not taken", err)
	}
	if o := c.upgrade(); o.State != "" {
		return o
	}
	return c.signIn()
}

func (c *connection) speak() {
	c.text = textproto.NewConn(struct {
		io.Reader
		io.Writer
		io.Closer
	}{io.LimitReader(c.conn, most), c.conn, c.conn})
}

func (c *connection) hello() error {
	name := c.server.hello
	if name == "" {
		name = literal(c.conn.LocalAddr())
	}
	message, err := c.command(250, "EHLO "+name)
	c.extension = map[string]string{}
	for _, line := range strings.Split(message, "\n")[1:] {
		word, rest, _ := strings.Cut(line, " ")
		c.extension[strings.ToUpper(word)] = strings.ToUpper(rest)
	}
	if message == "" && err == nil {
		err = errors.New("empty answer to EHLO")
	}
	return err
}

// literal is what RFC 5321 4.1.4 wants from a client without a name.
func literal(a net.Addr) string {
	tcp, ok := a.(*net.TCPAddr)
	switch {
	case !ok:
		return "localhost"
	case tcp.IP.To4() == nil:
		return "[IPv6:" + tcp.IP.String() + "]"
	}
	return "[" + tcp.IP.String() + "]"
}

// envelope names sender and recipient and asks to start the data.
func (c *connection) envelope(from, to string, raw []byte) Outcome {
	options := ""
	if _, ok := c.extension["8BITMIME"]; ok && !sevenBit(raw) {
		options = " BODY=8BITMIME"
	}
	if from == NullSender {
		from = ""
	}
	if _, err := c.command(250, "MAIL FROM:<"+from+">"+options); err != nil {
		return answered(true, "sender not taken", err)
	}
	if _, err := c.command(25, "RCPT TO:<"+to+">"); err != nil {
		return answered(true, "recipient not taken", err)
	}
	if _, err := c.command(354, "DATA"); err != nil {
		return answered(true, "message not asked for", err)
	}
	return Outcome{}
}

func (c *connection) command(expect int, line string) (string, error) {
	c.deadline(c.server.wait.step)
	if err := c.text.PrintfLine("%s", line); err != nil {
		return "", err
	}
	_, message, err := c.text.ReadResponse(expect)
	return message, err
}

// quit is a courtesy: the mail is the server's already, so nothing depends on it.
func (c *connection) quit() {
	c.deadline(2 * time.Second)
	_ = c.text.PrintfLine("QUIT")
}

func (c *connection) close() {
	c.cancel()
	_ = c.conn.Close()
}

// closeWith closes the connection when ctx ends, which unblocks every step.
func (c *connection) closeWith(ctx context.Context) {
	conn := c.conn
	c.cancel = context.AfterFunc(ctx, func() { _ = conn.Close() })
}

func (c *connection) deadline(d time.Duration) {
	_ = c.conn.SetDeadline(time.Now().Add(d)) // an error shows at the next read
}

func sevenBit(raw []byte) bool {
	for _, b := range raw {
		if b >= 0x80 {
			return false
		}
	}
	return true
}
