package directory_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"wederhoor/internal/directory"
)

// finish ends a ceremony with an ID token that the test makes.
func (s *issuer) finish(d *directory.Directory, token func(c directory.Ceremony) string) (directory.Identity, error) {
	s.t.Helper()
	c, _ := begin(s.t, d)
	s.token = token(c)
	return d.Finish(ctx, c, url.Values{"state": {c.State}, "code": {"x"}})
}

func TestTwoAlgorithmsAreTaken(t *testing.T) {
	s, d := local(t)
	want := directory.Identity{Issuer: s.URL, Subject: "u1", Name: "Joris Hamel"}
	for name, token := range map[string]func(c directory.Ceremony) string{
		"RS256": func(c directory.Ceremony) string { return s.good(s.claims(c, nil)) },
		"ES256": func(c directory.Ceremony) string { return s.sign(jose.ES256, s.ec, "ec", s.claims(c, nil)) },
	} {
		if got, err := s.finish(d, token); err != nil || got != want {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

// TestATamperedTokenOpensNothing: each is a good token but for one thing.
func TestATamperedTokenOpensNothing(t *testing.T) {
	s, d := local(t)
	other, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKIXPublicKey(&s.rsa.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	public := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
	with := func(changes map[string]any) func(directory.Ceremony) string {
		return func(c directory.Ceremony) string { return s.good(s.claims(c, changes)) }
	}
	for name, token := range map[string]func(directory.Ceremony) string{
		"alg none": func(c directory.Ceremony) string { return unsigned(s.claims(c, nil)) },
		"HS256 with the client secret": func(c directory.Ceremony) string {
			return s.sign(jose.HS256, []byte(strings.Repeat("geheim", 6)), "rsa", s.claims(c, nil))
		},
		"HS256 with the public key":   func(c directory.Ceremony) string { return s.sign(jose.HS256, public, "rsa", s.claims(c, nil)) },
		"PS256, offered and not ours": func(c directory.Ceremony) string { return s.sign(jose.PS256, s.rsa, "rsa", s.claims(c, nil)) },
		"another key":                 func(c directory.Ceremony) string { return s.sign(jose.ES256, other, "ec", s.claims(c, nil)) },
		"words changed after signing": func(c directory.Ceremony) string {
			good, evil := strings.Split(s.good(s.claims(c, nil)), "."), strings.Split(unsigned(s.claims(c, map[string]any{"sub": "u2"})), ".")
			return good[0] + "." + evil[1] + "." + good[2]
		},
		"no token at all":        func(directory.Ceremony) string { return "" },
		"another nonce":          with(map[string]any{"nonce": "een andere"}),
		"no nonce":               with(map[string]any{"nonce": nil}),
		"another audience":       with(map[string]any{"aud": "iemand"}),
		"an audience of two":     with(map[string]any{"aud": []string{"klant", "iemand"}}),
		"given to another":       with(map[string]any{"aud": []string{"klant", "iemand"}, "azp": "iemand"}),
		"another issuer":         with(map[string]any{"iss": "https://kwaad.example"}),
		"a slash more":           with(map[string]any{"iss": s.URL + "/"}),
		"expired":                with(map[string]any{"exp": moment.Add(-time.Second).Unix()}),
		"without end":            with(map[string]any{"exp": nil}),
		"not yet":                with(map[string]any{"nbf": moment.Add(time.Hour).Unix()}),
		"nobody":                 with(map[string]any{"sub": nil}),
		"a subject of no string": with(map[string]any{"sub": 7}),
	} {
		if got, err := s.finish(d, token); !errors.Is(err, directory.ErrInvalid) || got != (directory.Identity{}) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

// TestTheProviderSaysHowSomebodyCameIn goes through what amr and acr can be.
func TestTheProviderSaysHowSomebodyCameIn(t *testing.T) {
	s, _ := local(t)
	d := parse(t, strings.Replace(s.URL, "://", "://klant:geheim@", 1)+"?acr=sterk", still)
	for _, c := range []struct {
		amr, acr any
		want     bool
	}{
		{nil, nil, false}, {[]string{"pwd"}, nil, false}, {[]string{"mfa"}, nil, true}, {[]string{"pwd", "mfa"}, nil, true}, {"mfa", nil, true},
		{[]string{"pwd", "otp"}, nil, true}, {[]string{"pin", "hwk"}, nil, true}, {[]string{"swk", "fpt"}, nil, true},
		{[]string{"otp"}, nil, false}, {[]string{"hwk"}, nil, false}, {[]string{"swk"}, nil, false}, {[]string{"hwk", "user"}, nil, false}, {[]string{"otp", "otp"}, nil, false},
		{[]string{"pwd", "kba"}, nil, false}, {[]string{}, "sterk", true}, {nil, "zwak", false}, {nil, "", false},
	} {
		got, err := s.finish(d, func(ceremony directory.Ceremony) string {
			return s.good(s.claims(ceremony, map[string]any{"amr": c.amr, "acr": c.acr}))
		})
		if err != nil || got.SecondFactor != c.want {
			t.Errorf("%v %v: %v, %v", c.amr, c.acr, got.SecondFactor, err)
		}
	}
	_, plain := local(t)
	if c, address := begin(t, plain); strings.Contains(address, "acr_values") || c.State == "" {
		t.Error("a class is asked that the setting does not name")
	}
}

// TestADescriptionIsNotBelievedBlindly: what a provider says of itself decides
// where the secret goes.
func TestADescriptionIsNotBelievedBlindly(t *testing.T) {
	for name, change := range map[string]func(*issuer){
		"another issuer":    func(s *issuer) { s.about["issuer"] = "https://kwaad.example" },
		"the code in clear": func(s *issuer) { s.about["token_endpoint"] = "http://login.voorbeeld.example/token" },
		"a sign-in in clear": func(s *issuer) {
			s.about["authorization_endpoint"] = "http://login.voorbeeld.example/auth"
		},
		"a script":     func(s *issuer) { s.about["authorization_endpoint"] = "javascript:alert(1)" },
		"keys a file":  func(s *issuer) { s.about["jwks_uri"] = "file:///etc/passwd" },
		"keys nowhere": func(s *issuer) { delete(s.about, "jwks_uri") },
	} {
		s, d := local(t)
		change(s)
		if _, address, err := d.Begin(ctx, callback); !errors.Is(err, directory.ErrInvalid) || address != "" {
			t.Errorf("%s: %q, %v", name, address, err)
		}
	}
}

func TestAnAnswerThatDoesNotEndEnds(t *testing.T) {
	s, d := local(t)
	s.about["more"] = strings.Repeat("x", 2<<20)
	if _, _, err := d.Begin(ctx, callback); !errors.Is(err, directory.ErrAway) || len(err.Error()) > 400 {
		t.Errorf("%.400v", err)
	}
}

// TestTheSecretGoesNowhereElse sends the client on to another site.
func TestTheSecretGoesNowhereElse(t *testing.T) {
	asked := 0
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer elsewhere.Close()
	s, d := local(t)
	s.about["token_endpoint"] = s.URL + "/moved"
	s.mux.Handle("/moved", http.RedirectHandler(elsewhere.URL, http.StatusTemporaryRedirect))
	if _, err := s.finish(d, func(c directory.Ceremony) string { return s.good(s.claims(c, nil)) }); !errors.Is(err, directory.ErrAway) || asked > 0 {
		t.Errorf("asked %d times, %v", asked, err)
	}
	s, d = local(t)
	s.about["token_endpoint"] = s.URL + "/moved"
	s.mux.Handle("/moved", http.RedirectHandler("/token", http.StatusTemporaryRedirect))
	if _, err := s.finish(d, func(c directory.Ceremony) string { return s.good(s.claims(c, nil)) }); err != nil {
		t.Errorf("within the site: %v", err)
	}
}

// TestHowTheClientSpeaksIsWhatTheProviderSaid reads what arrives at the token
// endpoint.
func TestHowTheClientSpeaksIsWhatTheProviderSaid(t *testing.T) {
	for _, methods := range [][]string{nil, {"client_secret_post", "client_secret_basic"}, {"client_secret_post"}} {
		s, d := local(t)
		s.about["token_endpoint_auth_methods_supported"] = methods
		s.about["token_endpoint"] = s.URL + "/watched"
		var header, form bool
		var verifier string
		s.mux.HandleFunc("/watched", func(w http.ResponseWriter, r *http.Request) {
			user, password, _ := r.BasicAuth()
			header = user == "klant" && password == "geheim"
			form = r.PostFormValue("client_secret") == "geheim"
			verifier = r.PostFormValue("code_verifier")
			http.Error(w, `{"error":"invalid_grant"}`, http.StatusBadRequest)
		})
		c, _ := begin(t, d)
		_, err := d.Finish(ctx, c, url.Values{"state": {c.State}, "code": {"x"}})
		if post := len(methods) == 1; !errors.Is(err, directory.ErrInvalid) || header == post || form != post || verifier != c.Verifier {
			t.Errorf("%v: header %v, form %v, %v", methods, header, form, err)
		}
	}
}
