package mailbox

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"slices"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"wederhoor/internal/oauth"
)

// Open connects, encrypts, signs in and opens the folder for reading only
// (EXAMINE). A token that was refused is asked anew once.
func (b *Box) Open(ctx context.Context) (*Session, error) {
	if b.tokens == nil {
		return b.open(ctx, "")
	}
	token, err := b.token(ctx)
	if err != nil {
		return nil, err
	}
	s, err := b.open(ctx, token)
	if !errors.Is(err, ErrSignIn) {
		return s, err
	}
	b.tokens.Refused(token)
	if token, err = b.token(ctx); err != nil {
		return nil, err
	}
	return b.open(ctx, token)
}

func (b *Box) token(ctx context.Context) (string, error) {
	bounded, cancel := context.WithTimeout(ctx, b.step)
	defer cancel()
	token, err := b.tokens.Token(bounded)
	switch {
	case err == nil:
		return token, nil
	case ctx.Err() != nil:
		return "", fmt.Errorf("open mailbox: %w", ctx.Err())
	case errors.Is(err, oauth.ErrUnreachable):
		return "", fmt.Errorf("%w: %w", ErrUnreachable, err)
	}
	return "", fmt.Errorf("%w: %w", ErrSignIn, err)
}

func (b *Box) open(ctx context.Context, token string) (*Session, error) {
	s, err := b.connect(ctx)
	if err != nil {
		return nil, err
	}
	if err = b.signIn(ctx, s, token); err == nil {
		err = b.examine(ctx, s)
	}
	if err != nil {
		s.cut()
		return nil, err
	}
	return s, nil
}

// connect ends with a client that heard the welcome, within TLS wherever that is
// wanted. Whether a server on this machine offers TLS is asked on a connection of
// its own, so that nothing said in clear is remembered within TLS.
func (b *Box) connect(ctx context.Context) (*Session, error) {
	ways := []func(context.Context, *Session) error{b.startTLS}
	if b.implicit {
		ways[0] = b.secure
	} else if b.loopback {
		ways = []func(context.Context, *Session) error{b.clear, b.startTLS}
	}
	for i, way := range ways {
		s, err := b.dial(ctx)
		if err != nil {
			return nil, err
		}
		if err = way(ctx, s); err == nil {
			return s, nil
		}
		s.cut()
		if !errors.Is(err, errOffersTLS) || i == len(ways)-1 {
			return nil, err
		}
	}
	return nil, ErrEncryption
}

func (b *Box) dial(ctx context.Context) (*Session, error) {
	dialer := net.Dialer{Timeout: b.step}
	conn, err := dialer.DialContext(ctx, "tcp", net.JoinHostPort(b.host, b.port))
	switch {
	case err == nil:
		s := &Session{wait: b.step, line: &line{Conn: conn}, news: make(chan struct{}, 1)}
		s.line.left.Store(talk) // the library listens as soon as it is made
		return s, nil
	case ctx.Err() != nil:
		return nil, fmt.Errorf("open mailbox: %w", ctx.Err())
	}
	return nil, ErrUnreachable
}

func (b *Box) options(s *Session) *imapclient.Options {
	return &imapclient.Options{
		TLSConfig: &tls.Config{ServerName: b.host, MinVersion: tls.VersionTLS12, RootCAs: b.roots},
		UnilateralDataHandler: &imapclient.UnilateralDataHandler{Mailbox: func(change *imapclient.UnilateralDataMailbox) {
			if change.NumMessages != nil {
				s.tell()
			}
		}},
	}
}

// tell leaves word for Wait.
func (s *Session) tell() {
	select {
	case s.news <- struct{}{}:
	default:
	}
}

var errOffersTLS = fmt.Errorf("%w: offered, and not used yet", ErrEncryption)

func (b *Box) clear(ctx context.Context, s *Session) error {
	s.client = imapclient.New(s.line, b.options(s))
	if err := s.welcome(ctx); err != nil {
		return err
	}
	if s.caps.Has(imap.CapStartTLS) {
		return errOffersTLS
	}
	return nil
}

func (b *Box) secure(ctx context.Context, s *Session) error {
	options := b.options(s)
	conn := tls.Client(s.line, options.TLSConfig)
	err := s.step(ctx, talk, ErrEncryption, func() error { return untrusted(conn.HandshakeContext(ctx)) })
	if err != nil {
		return err
	}
	s.client = imapclient.New(conn, options)
	return s.welcome(ctx)
}

// startTLS insists: a server that does not offer it is not spoken to. What it
// says before encryption and past its answer breaks the handshake.
func (b *Box) startTLS(ctx context.Context, s *Session) error {
	var client *imapclient.Client
	err := s.step(ctx, talk, ErrEncryption, func() (err error) {
		client, err = imapclient.NewStartTLS(s.line, b.options(s))
		return untrusted(err)
	})
	if err != nil {
		return err
	}
	s.client = client
	return s.welcome(ctx)
}

// untrusted gives what TLS says its class; what the server or the network says
// passes.
func untrusted(err error) error {
	var said *imap.Error
	var unreadable tls.RecordHeaderError
	var alert tls.AlertError
	var unknown *tls.CertificateVerificationError
	switch {
	case errors.As(err, &said):
		return ErrEncryption // not offered, or not now
	case errors.As(err, &unknown):
		return fmt.Errorf("%w: its certificate is not trusted", ErrEncryption)
	case errors.As(err, &unreadable), errors.As(err, &alert):
		return ErrEncryption
	}
	return err
}

func (s *Session) welcome(ctx context.Context) error {
	err := s.step(ctx, talk, ErrUnreachable, func() error {
		err := s.client.WaitGreeting()
		// A goodbye instead of a welcome is often told as a mere end: the library
		// looks at two channels at once. What it could not read is told here.
		if err != nil && s.client.Close() == nil {
			return ErrUnreachable
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := s.ask(ctx); err != nil {
		return err
	}
	if s.client.State() != imap.ConnStateNotAuthenticated { // PREAUTH: as whom?
		return fmt.Errorf("%w: it wants nobody to sign in", ErrProtocol)
	}
	return nil
}

// ask finds out what the server offers; that changes with encryption and with
// signing in.
func (s *Session) ask(ctx context.Context) error {
	var caps imap.CapSet
	err := s.step(ctx, talk, ErrProtocol, func() (err error) { caps, err = s.client.Capability().Wait(); return err })
	s.caps = caps
	return err
}

// signIn uses a token, or a password in the first way that is offered.
func (b *Box) signIn(ctx context.Context, s *Session, token string) error {
	ways := s.caps.AuthMechanisms()
	var with func() error
	switch {
	case b.tokens != nil && !slices.Contains(ways, "XOAUTH2"):
		return fmt.Errorf("%w: it takes no tokens (XOAUTH2)", ErrSignIn)
	case b.tokens != nil:
		with = func() error { return s.client.Authenticate(initial{"XOAUTH2", bearer(b.user, token)}) }
	case slices.Contains(ways, "PLAIN"):
		with = func() error { return s.client.Authenticate(initial{"PLAIN", "\x00" + b.user + "\x00" + b.password}) }
	case s.caps.Has(imap.CapLoginDisabled):
		return fmt.Errorf("%w: it takes no passwords", ErrSignIn)
	default:
		with = func() error { return s.client.Login(b.user, b.password).Wait() }
	}
	if err := s.step(ctx, talk, ErrSignIn, with); err != nil {
		return err
	}
	return s.ask(ctx)
}

func bearer(user, token string) string {
	return "user=" + user + "\x01auth=Bearer " + token + "\x01\x01"
}

// initial signs in by saying one thing. A server that answers with a question
// refuses: XOAUTH2 puts its reason there, and we do not want to read it.
type initial struct{ mechanism, response string }

// Start implements the client of the library's sign-in.
func (i initial) Start() (mechanism string, response []byte, err error) {
	return i.mechanism, []byte(i.response), nil
}

// Next implements it too.
func (initial) Next([]byte) ([]byte, error) { return nil, errRefused }

func (b *Box) examine(ctx context.Context, s *Session) error {
	var data *imap.SelectData
	err := s.step(ctx, talk, ErrFolder, func() (err error) {
		data, err = s.client.Select(b.folder, &imap.SelectOptions{ReadOnly: true}).Wait()
		return err
	})
	if err != nil {
		return err
	}
	if s.validity = data.UIDValidity; s.validity == 0 {
		return fmt.Errorf("%w: no UIDVALIDITY", ErrProtocol)
	}
	return nil
}
