package testkit

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"testing"

	"github.com/go-webauthn/webauthn/protocol/webauthncbor"
)

// Authenticator keeps one passkey (ES256) and answers for the browser as well.
// Its fields are what a browser or a device would get right: change one to be an
// attacker.
type Authenticator struct {
	Origin     string // of the page
	RP         string // the host name the passkey is for
	Unverified bool   // neither finger nor pin was asked
	Copied     bool   // says that the key may be synchronised (the backup-eligible flag)
	Count      uint32
	ID, Handle []byte

	t   testing.TB
	key *ecdsa.PrivateKey
}

// NewAuthenticator is a device in front of somebody who visits this site.
func NewAuthenticator(t testing.TB, origin, rp string) *Authenticator {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	a := &Authenticator{Origin: origin, RP: rp, ID: make([]byte, 32), t: t, key: key}
	_, _ = rand.Read(a.ID)
	return a
}

// options is what a device reads of what the site asks.
type options struct {
	PublicKey struct {
		Challenge string `json:"challenge"`
		User      struct {
			ID string `json:"id"`
		} `json:"user"`
	} `json:"publicKey"`
}

func (a *Authenticator) read(asked []byte) options {
	a.t.Helper()
	var o options
	if err := json.Unmarshal(asked, &o); err != nil {
		a.t.Fatalf("read %s: %v", asked, err)
	}
	return o
}

var b64 = base64.RawURLEncoding.EncodeToString

// Make answers what a site asks who makes a passkey.
func (a *Authenticator) Make(asked []byte) []byte {
	a.t.Helper()
	o := a.read(asked)
	a.Handle, _ = base64.RawURLEncoding.DecodeString(o.PublicKey.User.ID)
	point, err := a.key.PublicKey.Bytes() // 4, x, y
	if err != nil {
		a.t.Fatal(err)
	}
	cose := a.cbor(map[int]any{1: 2, 3: -7, -1: 1, -2: point[1:33], -3: point[33:]})
	data := a.data(0x40)
	data = append(data, make([]byte, 16)...)                      // no model
	data = binary.BigEndian.AppendUint16(data, uint16(len(a.ID))) //nolint:gosec // 32
	data = append(append(data, a.ID...), cose...)
	return a.answer(map[string]any{"clientDataJSON": b64(a.client("webauthn.create", o)), "transports": []string{"internal"},
		"attestationObject": b64(a.cbor(map[string]any{"fmt": "none", "attStmt": map[string]any{}, "authData": data}))})
}

// SignIn answers what a site asks who signs in.
func (a *Authenticator) SignIn(asked []byte) []byte {
	a.t.Helper()
	client, data := a.client("webauthn.get", a.read(asked)), a.data(0)
	hash := sha256.Sum256(client)
	digest := sha256.Sum256(append(data[:len(data):len(data)], hash[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, a.key, digest[:])
	if err != nil {
		a.t.Fatal(err)
	}
	return a.answer(map[string]any{"clientDataJSON": b64(client), "authenticatorData": b64(data), "signature": b64(signature), "userHandle": b64(a.Handle)})
}

func (a *Authenticator) client(kind string, o options) []byte {
	raw, err := json.Marshal(map[string]any{"type": kind, "challenge": o.PublicKey.Challenge, "origin": a.Origin, "crossOrigin": false})
	if err != nil {
		a.t.Fatal(err)
	}
	return raw
}

// data is the authenticator data up to the credential: host, flags, count.
func (a *Authenticator) data(flags byte) []byte {
	flags |= 0x01 // somebody was there
	if !a.Unverified {
		flags |= 0x04
	}
	if a.Copied {
		flags |= 0x08
	}
	host := sha256.Sum256([]byte(a.RP))
	return binary.BigEndian.AppendUint32(append(host[:], flags), a.Count)
}

func (a *Authenticator) cbor(v any) []byte {
	raw, err := webauthncbor.Marshal(v)
	if err != nil {
		a.t.Fatal(err)
	}
	return raw
}

func (a *Authenticator) answer(response map[string]any) []byte {
	raw, err := json.Marshal(map[string]any{"id": b64(a.ID), "rawId": b64(a.ID), "type": "public-key", "response": response, "clientExtensionResults": map[string]any{}})
	if err != nil {
		a.t.Fatal(err)
	}
	return raw
}
