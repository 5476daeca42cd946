package directory

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// LogoutAge is how old a logout message may be, and how far its clock may run
// ahead; for twice as long its ID must be remembered.
const LogoutAge = 2 * time.Minute

// Logout is a message of the provider that somebody signed out there.
type Logout struct {
	Issuer, Subject string
	ID              string // works once; who obeys it sees to that
}

// LoggedOut verifies a logout token (OpenID Connect Back-Channel Logout 1.0, 2.6)
// with the same verifier as an ID token. One that names a session but no person
// is refused: sessions of the provider are not kept.
func (d *Directory) LoggedOut(ctx context.Context, raw string) (Logout, error) {
	f, err := d.discovered(ctx)
	if err != nil {
		return Logout{}, err
	}
	token, err := f.verifier.VerifyLogout(ctx, raw)
	if err != nil {
		return Logout{}, fmt.Errorf("%w: %s", ErrInvalid, brief(err))
	}
	var claims struct {
		Events map[string]map[string]any `json:"events"`
		Nonce  json.RawMessage           `json:"nonce"`
	}
	if err := token.Claims(&claims); err != nil {
		return Logout{}, fmt.Errorf("%w: read the logout token: %s", ErrInvalid, brief(err))
	}
	switch age := d.now().Sub(token.IssuedAt); {
	case claims.Events["http://schemas.openid.net/event/backchannel-logout"] == nil || claims.Nonce != nil:
		return Logout{}, fmt.Errorf("%w: no logout token", ErrInvalid)
	case age > LogoutAge || age < -LogoutAge:
		return Logout{}, fmt.Errorf("%w: not of now", ErrInvalid)
	case token.Subject == "":
		return Logout{}, fmt.Errorf("%w: no subject", ErrInvalid)
	}
	return Logout{Issuer: d.issuer, Subject: token.Subject, ID: token.TokenID}, nil
}
