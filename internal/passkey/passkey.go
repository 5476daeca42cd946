// Package passkey runs the two ceremonies of WebAuthn: making a passkey and
// signing in with one. What goes to the browser and comes back is JSON; what is
// kept in between and afterwards is bytes. It knows no HTTP, no SQL and no clock.
package passkey

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
)

// Errors of a ceremony. They do not say what a browser did wrong: nobody who
// signs in can do anything with it, and a guesser could.
var (
	ErrRefused = errors.New("the passkey was refused")
	// ErrCopied is a refusal too: the signature count did not go up, so there are
	// two copies of a key that should be one.
	ErrCopied = fmt.Errorf("%w: its counter went back", ErrRefused)
	// ErrAddress says that passkeys cannot exist at this address: they belong to
	// a host name, never to a number.
	ErrAddress = errors.New("passkeys need an address with a name")
)

// Party is the site that passkeys are made for and used at.
type Party struct{ w *webauthn.WebAuthn }

// New makes the party of a site such as https://klachten.example.org. The name
// is shown by the device that keeps the passkey.
func New(site, name string) (*Party, error) {
	u, err := url.Parse(site)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || protocol.ValidateRPID(u.Hostname()) != nil {
		return nil, ErrAddress
	}
	host := strings.ToLower(u.Hostname())
	w, err := webauthn.New(&webauthn.Config{RPID: host, RPDisplayName: name, RPOrigins: []string{origin(u)},
		AttestationPreference:  protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{RequireResidentKey: protocol.ResidentKeyRequired(), ResidentKey: protocol.ResidentKeyRequirementRequired, UserVerification: protocol.VerificationRequired},
		// Some password managers say more than was asked. We read none of it.
		ExtensionsUnsolicitedOutputPolicy: protocol.UnsolicitedOutputPolicyIgnore})
	if err != nil {
		return nil, fmt.Errorf("make the party of the passkeys: %w", err)
	}
	return &Party{w}, nil
}

// origin writes an address as a browser does: without the port that goes by itself.
func origin(u *url.URL) string {
	host := strings.ToLower(u.Host)
	if port := u.Port(); u.Scheme == "https" && port == "443" || u.Scheme == "http" && port == "80" {
		host = strings.TrimSuffix(host, ":"+port)
	}
	return u.Scheme + "://" + host
}

// Credential is a passkey as it is kept: the public half of the key and what a
// next use is held against.
type Credential struct {
	ID             []byte   `json:"id"`
	PublicKey      []byte   `json:"public_key"` // COSE
	SignCount      uint32   `json:"sign_count"` // 0 for ever for keys that are synchronised
	BackupEligible bool     `json:"backup_eligible"`
	Transports     []string `json:"transports,omitempty"`
}

// Owner is whose passkeys they are. ID is the user handle, kept on the device.
type Owner struct {
	ID       []byte
	Name     string // as the device lists the account; here an e-mail address
	FullName string
	Keys     []Credential
}

// user is an owner as the library wants it.
type user struct{ Owner }

func (u user) WebAuthnID() []byte          { return u.ID }
func (u user) WebAuthnName() string        { return u.Name }
func (u user) WebAuthnDisplayName() string { return u.FullName }

func (u user) WebAuthnCredentials() []webauthn.Credential {
	var all []webauthn.Credential
	for _, c := range u.Keys {
		key := webauthn.Credential{ID: c.ID, PublicKey: c.PublicKey, Flags: webauthn.CredentialFlags{BackupEligible: c.BackupEligible}, Authenticator: webauthn.Authenticator{SignCount: c.SignCount}}
		for _, t := range c.Transports {
			key.Transport = append(key.Transport, protocol.AuthenticatorTransport(t))
		}
		all = append(all, key)
	}
	return all
}

// BeginRegistration gives what the browser needs to make a passkey, and what to
// keep until it answers. A device that already holds one of the keys declines.
func (p *Party) BeginRegistration(o Owner) (options, session []byte, err error) {
	var known []protocol.CredentialDescriptor
	for _, c := range (user{o}).WebAuthnCredentials() {
		known = append(known, c.Descriptor())
	}
	creation, kept, err := p.w.BeginRegistration(user{o}, webauthn.WithExclusions(known))
	if err != nil {
		return nil, nil, fmt.Errorf("begin to make a passkey: %w", err)
	}
	return both(creation, kept)
}

// FinishRegistration checks the answer of the browser and gives the new passkey.
func (p *Party) FinishRegistration(o Owner, session, answer []byte) (Credential, error) {
	var kept webauthn.SessionData
	if err := json.Unmarshal(session, &kept); err != nil {
		return Credential{}, fmt.Errorf("read the ceremony: %w", err)
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return Credential{}, ErrRefused
	}
	made, err := p.w.CreateCredential(user{o}, kept, parsed)
	if err != nil {
		return Credential{}, ErrRefused
	}
	return keep(made), nil
}

func keep(from *webauthn.Credential) Credential {
	c := Credential{ID: from.ID, PublicKey: from.PublicKey, SignCount: from.Authenticator.SignCount, BackupEligible: from.Flags.BackupEligible}
	for _, t := range from.Transport {
		c.Transports = append(c.Transports, string(t))
	}
	return c
}

// BeginSignIn gives what the browser needs to let somebody choose a passkey, and
// what to keep until it answers. Nobody has said who they are yet.
func (p *Party) BeginSignIn() (options, session []byte, err error) {
	assertion, kept, err := p.w.BeginDiscoverableLogin()
	if err != nil {
		return nil, nil, fmt.Errorf("begin to sign in with a passkey: %w", err)
	}
	return both(assertion, kept)
}

// FinishSignIn checks the answer of the browser. find looks up whose passkey has
// this id; its error comes back as it is. The credential that is given has its
// new count, to be kept.
func (p *Party) FinishSignIn(session, answer []byte, find func(id []byte) (Owner, error)) (Credential, error) {
	var kept webauthn.SessionData
	if err := json.Unmarshal(session, &kept); err != nil {
		return Credential{}, fmt.Errorf("read the ceremony: %w", err)
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return Credential{}, ErrRefused
	}
	o, err := find(parsed.RawID)
	if err != nil {
		return Credential{}, err
	}
	// The library holds the user handle, the key and the backup-eligible flag
	// against the owner that is found; the count it leaves to us.
	_, used, err := p.w.ValidatePasskeyLogin(func([]byte, []byte) (webauthn.User, error) { return user{o}, nil }, kept, parsed)
	if err != nil {
		return Credential{}, ErrRefused
	}
	if used.Authenticator.CloneWarning {
		return Credential{}, ErrCopied
	}
	return keep(used), nil
}

func both(options, session any) (o, s []byte, err error) {
	if o, err = json.Marshal(options); err != nil {
		return nil, nil, fmt.Errorf("encode the ceremony: %w", err)
	}
	if s, err = json.Marshal(session); err != nil {
		return nil, nil, fmt.Errorf("encode the ceremony: %w", err)
	}
	return o, s, nil
}
