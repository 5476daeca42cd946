package directory_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"wederhoor/internal/directory"
)

// farewell are the claims of a good logout token, with changes.
func (s *issuer) farewell(changes map[string]any) map[string]any {
	return changed(map[string]any{"iss": s.URL, "sub": "u1", "aud": "klant", "iat": moment.Unix(), "exp": moment.Add(time.Minute).Unix(), "jti": "j1",
		"events": map[string]any{"http://schemas.openid.net/event/backchannel-logout": map[string]any{}}}, changes)
}

func TestLogoutTokens(t *testing.T) {
	s, d := local(t)
	want := directory.Logout{Issuer: s.URL, Subject: "u1", ID: "j1"}
	for name, token := range map[string]string{
		"good":              s.good(s.farewell(nil)),
		"with a session":    s.good(s.farewell(map[string]any{"sid": "s1"})),
		"two minutes old":   s.good(s.farewell(map[string]any{"iat": moment.Add(-2 * time.Minute).Unix()})),
		"a clock before us": s.good(s.farewell(map[string]any{"iat": moment.Add(2 * time.Minute).Unix()})),
	} {
		if got, err := d.LoggedOut(ctx, token); err != nil || got != want {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	c, _ := begin(t, d)
	for name, token := range map[string]string{
		"nothing":             "",
		"an ID token":         s.good(s.claims(c, nil)),
		"alg none":            unsigned(s.farewell(nil)),
		"another key":         s.sign(jose.HS256, []byte("geheim geheim geheim geheim geheim"), "rsa", s.farewell(nil)),
		"a nonce":             s.good(s.farewell(map[string]any{"nonce": "x"})),
		"an empty nonce":      s.good(s.farewell(map[string]any{"nonce": ""})),
		"no event":            s.good(s.farewell(map[string]any{"events": map[string]any{}})),
		"another event":       s.good(s.farewell(map[string]any{"events": map[string]any{"http://voorbeeld.example/anders": map[string]any{}}})),
		"an event of nothing": s.good(s.farewell(map[string]any{"events": json.RawMessage(`{"http://schemas.openid.net/event/backchannel-logout": null}`)})),
		"no jti":              s.good(s.farewell(map[string]any{"jti": nil})),
		"no person":           s.good(s.farewell(map[string]any{"sub": nil, "sid": "s1"})),
		"another audience":    s.good(s.farewell(map[string]any{"aud": "iemand"})),
		"another issuer":      s.good(s.farewell(map[string]any{"iss": "https://kwaad.example"})),
		"too old":             s.good(s.farewell(map[string]any{"iat": moment.Add(-2*time.Minute - time.Second).Unix()})),
		"too soon":            s.good(s.farewell(map[string]any{"iat": moment.Add(2*time.Minute + time.Second).Unix()})),
		"no iat":              s.good(s.farewell(map[string]any{"iat": nil})),
		"expired":             s.good(s.farewell(map[string]any{"exp": moment.Add(-time.Second).Unix()})),
		"without end":         s.good(s.farewell(map[string]any{"exp": nil})),
	} {
		if got, err := d.LoggedOut(ctx, token); !errors.Is(err, directory.ErrInvalid) || got != (directory.Logout{}) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}
