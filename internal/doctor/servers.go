package doctor

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"net/url"
	"strings"
	"time"

	"wederhoor/internal/mail"
	"wederhoor/internal/mailbox"
)

const connectTime = 20 * time.Second

// sending looks at the certificate of the mail server and signs in.
func (d *doctor) sending(ctx context.Context) {
	if d.server == nil {
		return
	}
	if !d.encryption(ctx, d.server.String()) {
		return
	}
	if o := d.server.Check(ctx); o.State != mail.Accepted {
		d.bad(said{"Kijk naar gebruiker en wachtwoord in --smtp.", "Look at user and password in --smtp."}, said{"mailserver laat ons niet binnen: %s", "mail server does not let us in: %s"}, o.Reason)
		return
	}
	d.good(said{"mailserver: aanmelden lukt", "mail server: signing in works"})
}

// reading looks at the certificate of a mailbox, signs in and opens the folder.
func (d *doctor) reading(ctx context.Context, b *mailbox.Box) {
	if !d.encryption(ctx, b.String()) {
		return
	}
	s, err := b.Open(ctx)
	if err != nil {
		d.bad(whatToDo(err), said{"brievenbus %s: %v", "mailbox %s: %v"}, b.Address(), err)
		return
	}
	_ = s.Close()
	d.good(said{"brievenbus %s: aanmelden lukt en de map gaat open", "mailbox %s: signing in works and the folder opens"}, b.Address())
}

func whatToDo(err error) said {
	if errors.Is(err, mailbox.ErrFolder) {
		return said{"Kijk naar de naam van de map in --mailbox.", "Look at the name of the folder in --mailbox."}
	}
	return said{"Kijk naar gebruiker, wachtwoord en adres in --mailbox.", "Look at user, password and address in --mailbox."}
}

var errNoTLS = errors.New("no encryption offered")

// encryption looks at the certificate of a server; false when there is no use in
// going on.
func (d *doctor) encryption(ctx context.Context, server string) bool {
	ctx, cancel := context.WithTimeout(ctx, connectTime)
	defer cancel()
	cert, err := certificate(ctx, server)
	switch {
	case errors.Is(err, errNoTLS) && onThisMachine(server):
		d.skip(said{"%s: zonder versleuteling, op deze computer zelf", "%s: without encryption, on this computer itself"}, server)
		return true
	case err != nil:
		what, do := wrongWith(err)
		d.bad(do, said{"%s: %s", "%s: %s"}, server, d.in(what))
		return false
	}
	if days := d.days(cert.NotAfter); days < soon/2 {
		d.bad(said{"Vernieuw het certificaat.", "Renew the certificate."}, said{"%s: certificaat verloopt over %d dagen", "%s: certificate ends in %d days"}, server, days)
	} else {
		d.good(said{"%s: certificaat klopt en geldt nog %d dagen", "%s: certificate is right, for another %d days"}, server, days)
	}
	return true
}

func onThisMachine(server string) bool {
	u, err := url.Parse(server)
	if err != nil {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}

func wrongWith(err error) (what, do said) {
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var unknown x509.UnknownAuthorityError
	switch {
	case errors.As(err, &name):
		return said{"het certificaat is voor een andere naam", "the certificate is for another name"}, said{"Gebruik de naam die in het certificaat staat.", "Use the name that stands in the certificate."}
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return said{"het certificaat is verlopen", "the certificate has ended"}, said{"Vernieuw het certificaat.", "Renew the certificate."}
	case errors.As(err, &unknown), errors.As(err, &invalid):
		return said{"het certificaat wordt niet vertrouwd", "the certificate is not trusted"}, said{"Gebruik een certificaat van een bekende uitgever, of zet de uitgever bij die van het systeem.", "Use a certificate of a known authority, or add the authority to those of the system."}
	case errors.Is(err, errNoTLS):
		return said{"biedt geen versleuteling", "offers no encryption"}, said{"Zet TLS aan op de server, of gebruik zijn poort voor TLS.", "Switch TLS on at the server, or use its port for TLS."}
	}
	return said{"geen verbinding", "no connection"}, said{"Kijk naar naam en poort, en of een firewall ertussen staat.", "Look at name and port, and whether a firewall stands between."}
}

// certificate connects to smtp://, smtps://, imap:// or imaps:// and gives the
// certificate of the server, once it is trusted for that name.
func certificate(ctx context.Context, server string) (*x509.Certificate, error) {
	u, err := url.Parse(server)
	if err != nil {
		return nil, fmt.Errorf("read the address: %w", err)
	}
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", u.Host)
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	defer func() { _ = conn.Close() }()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	switch u.Scheme {
	case "smtp":
		err = startSMTP(conn)
	case "imap":
		err = startIMAP(conn)
	}
	if err != nil {
		return nil, err
	}
	secure := tls.Client(conn, &tls.Config{ServerName: u.Hostname(), MinVersion: tls.VersionTLS12})
	if err := secure.HandshakeContext(ctx); err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	return secure.ConnectionState().PeerCertificates[0], nil
}

// bounded is a connection that may say so much and no more.
func bounded(conn net.Conn) io.ReadWriteCloser {
	return struct {
		io.Reader
		io.Writer
		io.Closer
	}{io.LimitReader(conn, 64<<10), conn, conn}
}

func startSMTP(conn net.Conn) error {
	text := textproto.NewConn(bounded(conn))
	if _, _, err := text.ReadResponse(220); err != nil {
		return fmt.Errorf("welcome: %w", err)
	}
	for _, step := range []struct {
		say  string
		want int
	}{{"EHLO localhost", 250}, {"STARTTLS", 220}} {
		if err := text.PrintfLine("%s", step.say); err != nil {
			return fmt.Errorf("ask: %w", err)
		}
		_, answer, err := text.ReadResponse(step.want)
		if step.want == 220 && err != nil || step.want == 250 && !strings.Contains(strings.ToUpper(answer), "STARTTLS") {
			return errNoTLS
		}
	}
	return nil
}

func startIMAP(conn net.Conn) error {
	in := bufio.NewReader(bounded(conn))
	if line, err := in.ReadString('\n'); err != nil || !strings.HasPrefix(line, "* OK") {
		return fmt.Errorf("welcome: %w", errors.Join(err, io.ErrUnexpectedEOF))
	}
	if _, err := io.WriteString(conn, "a STARTTLS\r\n"); err != nil {
		return fmt.Errorf("ask: %w", err)
	}
	for {
		line, err := in.ReadString('\n')
		switch {
		case err != nil:
			return fmt.Errorf("ask for encryption: %w", err)
		case strings.HasPrefix(line, "a OK"):
			return nil
		case strings.HasPrefix(line, "a "):
			return errNoTLS
		}
	}
}
