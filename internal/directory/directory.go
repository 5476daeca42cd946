// Package directory signs people in with the organisation's own provider, by
// OpenID Connect: the code flow with PKCE, one confidential client. It knows no
// SQL and serves no pages. What a provider says is believed only after go-oidc
// has verified it and the checks in this package have passed.
package directory

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// Errors that pages explain. Their texts hold nothing of a person and nothing
// of the setting but its host.
var (
	ErrAway    = errors.New("the directory does not answer")
	ErrDenied  = errors.New("the directory let nobody in")
	ErrInvalid = errors.New("the answer of the directory cannot be trusted")
)

// algorithms are those a token may be signed with, whatever the provider offers.
var algorithms = []string{oidc.RS256, oidc.ES256}

// pause is how long a provider that did not answer is left alone, so that a row
// of people does not wait out a time limit each.
const pause = 5 * time.Second

// Directory is one provider. Make it with Parse; it connects when first needed
// and may be used from many goroutines.
type Directory struct {
	issuer, client, secret string
	name                   string
	acr                    string // what counts as a second factor beside amr; "" for none
	now                    func() time.Time
	http                   *http.Client

	mu     sync.Mutex
	found  *found
	failed time.Time // when the provider last did not answer
}

// found is what discovery told.
type found struct {
	oauth    oauth2.Config
	verifier *oidc.IDTokenVerifier
	says     bool // it puts iss in every answer (RFC 9207)
}

// Name is what people call their account there.
func (d *Directory) Name() string { return d.name }

// String says which provider it is and leaves out the secret.
func (d *Directory) String() string { return d.issuer }

// GoString and LogValue keep the secret out of %#v and out of logs.
func (d *Directory) GoString() string { return d.issuer }

// LogValue is String.
func (d *Directory) LogValue() slog.Value { return slog.StringValue(d.issuer) }

// Ceremony is what must be remembered, in secret, between leaving for the
// provider and coming back. It works once; who keeps it sees to that.
type Ceremony struct {
	State    string `json:"state"`
	Nonce    string `json:"nonce"`
	Verifier string `json:"verifier"`
	Callback string `json:"callback"`
}

// Began reports whether an answer with this state belongs to the ceremony.
func (c Ceremony) Began(state string) bool {
	return c.State != "" && subtle.ConstantTimeCompare([]byte(c.State), []byte(state)) == 1
}

// Begin starts a ceremony and gives the address at the provider to go to.
// callback is the address of ours that the provider knows.
func (d *Directory) Begin(ctx context.Context, callback string) (Ceremony, string, error) {
	f, err := d.discovered(ctx)
	if err != nil {
		return Ceremony{}, "", err
	}
	c := Ceremony{State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier(), Callback: callback}
	options := []oauth2.AuthCodeOption{oidc.Nonce(c.Nonce), oauth2.S256ChallengeOption(c.Verifier)}
	if d.acr != "" {
		options = append(options, oauth2.SetAuthURLParam("acr_values", d.acr))
	}
	return c, f.at(callback).AuthCodeURL(c.State, options...), nil
}

func (f *found) at(callback string) *oauth2.Config {
	cfg := f.oauth
	cfg.RedirectURL = callback
	return &cfg
}

// discovered reads the provider's own description, once it answers.
func (d *Directory) discovered(ctx context.Context) (*found, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.found != nil {
		return d.found, nil
	}
	if now := d.now(); !d.failed.IsZero() && now.Sub(d.failed) < pause {
		return nil, ErrAway
	}
	// Somebody who does not wait must not count as a provider that is away.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), discoveryTime)
	defer cancel()
	f, err := d.discover(oidc.ClientContext(ctx, d.http))
	if err != nil {
		d.failed = d.now()
		return nil, err
	}
	d.found = f
	return f, nil
}

func (d *Directory) discover(ctx context.Context) (*found, error) {
	p, err := oidc.NewProvider(ctx, d.issuer)
	if mismatch := new(oidc.IssuerMismatchError); errors.As(err, &mismatch) {
		return nil, fmt.Errorf("%w: it calls itself %q, the setting says %q", ErrInvalid, mismatch.Discovered, mismatch.Provided)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %s", ErrAway, brief(err))
	}
	var says struct {
		Keys    string   `json:"jwks_uri"`
		Iss     bool     `json:"authorization_response_iss_parameter_supported"`
		Methods []string `json:"token_endpoint_auth_methods_supported"`
	}
	if err := p.Claims(&says); err != nil {
		return nil, fmt.Errorf("%w: read its description: %s", ErrInvalid, brief(err))
	}
	at := p.Endpoint()
	for _, address := range []string{at.AuthURL, at.TokenURL, says.Keys} {
		if _, err := safe(address); err != nil {
			return nil, fmt.Errorf("%w: an address in its description: %w", ErrInvalid, err)
		}
	}
	at.AuthStyle = oauth2.AuthStyleInHeader // what the standard takes for granted
	if len(says.Methods) > 0 && !slices.Contains(says.Methods, "client_secret_basic") {
		at.AuthStyle = oauth2.AuthStyleInParams
	}
	return &found{
		oauth:    oauth2.Config{ClientID: d.client, ClientSecret: d.secret, Endpoint: at, Scopes: []string{oidc.ScopeOpenID, "profile", "email"}},
		verifier: p.Verifier(&oidc.Config{ClientID: d.client, SupportedSigningAlgs: algorithms, Now: d.now}), says: says.Iss,
	}, nil
}

// brief cuts short what an error quotes of an answer.
func brief(err error) string {
	const most = 200
	text := []rune(err.Error())
	return string(text[:min(len(text), most)])
}
