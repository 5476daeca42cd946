package directory

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// Identity is who the provider says came in. Issuer and Subject together are the
// person; Name and Email are to show and prove nothing.
type Identity struct {
	Issuer, Subject string
	Name, Email     string
	SecondFactor    bool // the provider saw more than a password
}

// Finish checks the answer that the browser brought back and fetches who it is.
// The access token is not kept: nothing is asked of the provider in somebody's
// name.
func (d *Directory) Finish(ctx context.Context, c Ceremony, answer url.Values) (Identity, error) {
	if !c.Began(answer.Get("state")) {
		return Identity{}, fmt.Errorf("%w: another state", ErrInvalid)
	}
	f, err := d.discovered(ctx)
	if err != nil {
		return Identity{}, err
	}
	if iss := answer["iss"]; len(iss) > 1 || len(iss) == 1 && iss[0] != d.issuer || len(iss) == 0 && f.says {
		return Identity{}, fmt.Errorf("%w: another iss", ErrInvalid) // mix-up, RFC 9207
	}
	if answer.Has("error") {
		return Identity{}, fmt.Errorf("%w: %s", ErrDenied, code(answer.Get("error")))
	}
	raw, err := d.exchange(ctx, f, c, answer.Get("code"))
	if err != nil {
		return Identity{}, err
	}
	token, err := f.verifier.Verify(ctx, raw)
	if err != nil {
		return Identity{}, fmt.Errorf("%w: %s", ErrInvalid, brief(err))
	}
	return d.identity(c, token)
}

func (d *Directory) exchange(ctx context.Context, f *found, c Ceremony, code string) (string, error) {
	if code == "" {
		return "", fmt.Errorf("%w: no code", ErrInvalid)
	}
	token, err := f.at(c.Callback).Exchange(oidc.ClientContext(ctx, d.http), code, oauth2.VerifierOption(c.Verifier))
	if err != nil {
		return "", exchangeError(err)
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return "", fmt.Errorf("%w: no ID token", ErrInvalid)
	}
	return raw, nil
}

// exchangeError leaves out the body of the answer, which may hold anything.
func exchangeError(err error) error {
	var answered *oauth2.RetrieveError
	switch {
	case !errors.As(err, &answered):
		return fmt.Errorf("%w: %s", ErrAway, brief(err))
	case answered.Response != nil && answered.Response.StatusCode >= 500:
		return fmt.Errorf("%w: status %d", ErrAway, answered.Response.StatusCode)
	}
	return fmt.Errorf("%w: the code was refused: %s", ErrInvalid, code(answered.ErrorCode))
}

var codePattern = regexp.MustCompile(`^[a-z_]{1,40}$`)

// code is an error of the standard; words of somebody else stay out of the log.
func code(s string) string {
	if codePattern.MatchString(s) {
		return s
	}
	return "no known reason"
}

func (d *Directory) identity(c Ceremony, token *oidc.IDToken) (Identity, error) {
	var claims struct {
		Name  string `json:"name"`
		Email string `json:"email"`
		Party string `json:"azp"`
		ACR   string `json:"acr"`
		AMR   list   `json:"amr"`
	}
	if err := token.Claims(&claims); err != nil {
		return Identity{}, fmt.Errorf("%w: read the ID token: %s", ErrInvalid, brief(err))
	}
	switch {
	case token.Nonce == "" || token.Nonce != c.Nonce:
		return Identity{}, fmt.Errorf("%w: another nonce", ErrInvalid)
	case claims.Party != d.client && (claims.Party != "" || len(token.Audience) > 1):
		return Identity{}, fmt.Errorf("%w: for another client", ErrInvalid)
	case token.Subject == "":
		return Identity{}, fmt.Errorf("%w: no subject", ErrInvalid)
	}
	return Identity{Issuer: d.issuer, Subject: token.Subject, Name: claims.Name, Email: claims.Email,
		SecondFactor: d.acr != "" && claims.ACR == d.acr || second(claims.AMR)}, nil
}

// second reads the methods of RFC 8176: mfa says it outright; a code, a hardware
// key or a software key needs another method beside it, because a code that was
// mailed or a key that was merely touched is one factor.
func second(methods []string) bool {
	if slices.Contains(methods, "mfa") {
		return true
	}
	other := map[string]bool{}
	for _, m := range methods {
		if !slices.Contains([]string{"user", "geo", "rba", "mca"}, m) { // say something of the way, prove nothing
			other[m] = true
		}
	}
	return len(other) > 1 && (other["otp"] || other["hwk"] || other["swk"])
}

// list is a claim that some providers send as one word.
type list []string

// UnmarshalJSON implements json.Unmarshaler.
func (l *list) UnmarshalJSON(raw []byte) error {
	var one string
	if json.Unmarshal(raw, &one) == nil {
		*l = list{one}
		return nil
	}
	return json.Unmarshal(raw, (*[]string)(l))
}
