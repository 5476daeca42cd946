// Package oauth gets the tokens with which the register signs in to a mail
// server, as Microsoft 365 and Gmail want it. The secrets stand in a file of
// their own, which only the register may read.
package oauth

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"
	"sync"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"wederhoor/internal/outward"
)

// What can be wrong. The texts hold no secret, no word of the token server and
// no file name.
var (
	ErrFile        = errors.New("file of the token source")            // ours to mend
	ErrRefused     = errors.New("token server refuses the client")     // secret expired, consent withdrawn
	ErrUnreachable = errors.New("token server gives no usable answer") // try again later
)

// Source gives tokens. It may be used from many goroutines, and several sources
// may share a file. Make one with Open.
type Source struct {
	file   string
	client *http.Client

	mu      sync.Mutex
	expires time.Time
	token   *oauth2.Token
}

const patience = 20 * time.Second

// Open reads the file and asks nobody yet.
func Open(file string) (*Source, error) {
	real, err := filepath.EvalSymlinks(file) // writing back must not replace a link
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: cannot be opened", ErrFile)
	}
	c, err := read(real)
	if err != nil {
		return nil, err
	}
	s := &Source{file: real, client: client()}
	s.expires, _ = c.expires() // checked
	return s, nil
}

// Token is one that is good for a moment at least. A new one is asked for when
// there is none; the file is read again then, so a new secret needs no restart.
func (s *Source) Token(ctx context.Context) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.token.Valid() {
		return s.token.AccessToken, nil
	}
	token, err := s.ask(ctx)
	if err != nil {
		return "", err
	}
	if !plain(token.AccessToken) {
		return "", fmt.Errorf("%w: the token is not plain text", ErrUnreachable)
	}
	s.token = token
	return token.AccessToken, nil
}

// Refused forgets a token that a mail server did not take: the next one is new.
func (s *Source) Refused(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.token != nil && s.token.AccessToken == token {
		s.token = nil
	}
}

// Expires is the day on which the client's secret ends, zero when the file does
// not say.
func (s *Source) Expires() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.expires
}

// Earlier is Expires, or day where that comes first; either may be zero for not
// known. Without a source it is day.
func (s *Source) Earlier(day time.Time) time.Time {
	if s == nil {
		return day
	}
	if secret := s.Expires(); day.IsZero() || !secret.IsZero() && secret.Before(day) {
		return secret
	}
	return day
}

// String, GoString and LogValue say nothing: even the file is somebody's.
func (s *Source) String() string { return "token source" }

// GoString is String.
func (s *Source) GoString() string { return s.String() }

// LogValue is String.
func (s *Source) LogValue() slog.Value { return slog.StringValue(s.String()) }

// ask talks to the token server. Whoever shares the file waits: a refresh token
// that two use at once counts as stolen with most providers.
func (s *Source) ask(ctx context.Context) (*oauth2.Token, error) {
	shared := turn(s.file)
	shared.Lock()
	defer shared.Unlock()
	c, err := shared.newest(s.file)
	if err != nil {
		return nil, err
	}
	s.expires, _ = c.expires() // checked
	ctx, cancel := context.WithTimeout(context.WithValue(ctx, oauth2.HTTPClient, s.client), patience)
	defer cancel()
	if c.RefreshToken == "" {
		conf := clientcredentials.Config{ClientID: c.ClientID, ClientSecret: c.ClientSecret, TokenURL: c.TokenURL, Scopes: c.Scopes}
		token, err := conf.Token(ctx)
		return token, judged(err)
	}
	conf := oauth2.Config{ClientID: c.ClientID, ClientSecret: c.ClientSecret, Endpoint: oauth2.Endpoint{TokenURL: c.TokenURL}, Scopes: c.Scopes}
	token, err := conf.TokenSource(ctx, &oauth2.Token{RefreshToken: c.RefreshToken}).Token()
	if err != nil {
		return nil, judged(err)
	}
	return token, shared.keep(s.file, c, token.RefreshToken)
}

// judged replaces an error that may quote the answer, and with it a token.
func judged(err error) error {
	var answer *oauth2.RetrieveError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &answer) && answer.Response != nil && answer.Response.StatusCode >= 400 && answer.Response.StatusCode < 500 && answer.Response.StatusCode != http.StatusTooManyRequests:
		return fmt.Errorf("%w (status %d)", ErrRefused, answer.Response.StatusCode)
	case errors.As(err, &answer) && answer.Response != nil:
		return fmt.Errorf("%w (status %d)", ErrUnreachable, answer.Response.StatusCode)
	}
	return ErrUnreachable
}

// plain is what may stand in the line of XOAUTH2.
func plain(token string) bool {
	for _, b := range []byte(token) {
		if b <= ' ' || b >= 0x7f {
			return false
		}
	}
	return token != "" && len(token) <= 16<<10
}

// client follows nobody, and stops reading an answer that does not end.
func client() *http.Client {
	return &http.Client{Timeout: patience, Transport: outward.Bounded(http.DefaultTransport, largest),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}
