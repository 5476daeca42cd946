package directory_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"wederhoor/internal/directory"
)

// issuer is a provider that says whatever a test wants, also what a real one
// never would.
type issuer struct {
	*httptest.Server
	t     *testing.T
	rsa   *rsa.PrivateKey
	ec    *ecdsa.PrivateKey
	about map[string]any // its description
	token string         // the ID token it gives for every code
	mux   *http.ServeMux
}

// moment is when the clock of these tests stands still.
var moment = time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC)

func still() time.Time { return moment }

func local(t *testing.T) (*issuer, *directory.Directory) {
	t.Helper()
	s := &issuer{t: t, mux: http.NewServeMux()}
	var err error
	if s.rsa, err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
		t.Fatal(err)
	}
	if s.ec, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		t.Fatal(err)
	}
	s.Server = httptest.NewServer(s.mux)
	t.Cleanup(s.Close)
	s.about = map[string]any{"issuer": s.URL, "authorization_endpoint": s.URL + "/auth", "token_endpoint": s.URL + "/token", "jwks_uri": s.URL + "/jwks",
		"id_token_signing_alg_values_supported": []string{"RS256", "ES256", "PS256", "HS256", "none"}}
	s.serve("/.well-known/openid-configuration", func() any { return s.about })
	s.serve("/jwks", func() any {
		return jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: &s.rsa.PublicKey, KeyID: "rsa", Use: "sig"}, {Key: &s.ec.PublicKey, KeyID: "ec", Use: "sig"}}}
	})
	s.serve("/token", func() any {
		return map[string]any{"access_token": "nooit bewaard", "token_type": "Bearer", "id_token": s.token}
	})
	return s, parse(t, strings.Replace(s.URL, "://", "://klant:geheim@", 1), still)
}

func (s *issuer) serve(path string, answer func() any) {
	s.mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(answer())
	})
}

// claims are those of a good ID token, with changes; nil takes one away.
func (s *issuer) claims(c directory.Ceremony, changes map[string]any) map[string]any {
	all := map[string]any{"iss": s.URL, "sub": "u1", "aud": "klant", "nonce": c.Nonce, "iat": moment.Unix(), "exp": moment.Add(time.Minute).Unix(), "name": "Joris Hamel"}
	return changed(all, changes)
}

func changed(all, changes map[string]any) map[string]any {
	maps.Copy(all, changes)
	maps.DeleteFunc(all, func(_ string, v any) bool { return v == nil })
	return all
}

// sign makes a token with one of the issuer's keys, or another.
func (s *issuer) sign(alg jose.SignatureAlgorithm, key any, kid string, claims any) string {
	s.t.Helper()
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: key}, (&jose.SignerOptions{}).WithHeader("kid", kid))
	if err != nil {
		s.t.Fatal(err)
	}
	token, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		s.t.Fatal(err)
	}
	return token
}

func (s *issuer) good(claims any) string { return s.sign(jose.RS256, s.rsa, "rsa", claims) }

// unsigned has the alg "none".
func unsigned(claims any) string {
	part := func(v any) string {
		raw, _ := json.Marshal(v)
		return base64.RawURLEncoding.EncodeToString(raw)
	}
	return part(map[string]string{"alg": "none"}) + "." + part(claims) + "."
}
