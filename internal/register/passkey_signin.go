package register

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"wederhoor/internal/identity"
	"wederhoor/internal/passkey"
	"wederhoor/internal/store"
)

// passkeyCeremony is what is remembered until the browser answers.
type passkeyCeremony struct {
	Name    string          `json:"name,omitempty"` // of the passkey that is being made
	Session json.RawMessage `json:"passkey"`
}

func (r *Register) rememberCeremony(ctx context.Context, m store.Member, c passkeyCeremony) (identity.Token, error) {
	body, err := json.Marshal(c)
	if err != nil {
		return "", fmt.Errorf("encode a ceremony: %w", err)
	}
	token := identity.NewToken()
	return token, r.Store.AddToken(ctx, token.Hash(), store.Token{Organisation: r.Home().ID, Kind: store.TokenCeremony, Member: m.ID,
		Expires: r.Now().Add(PasskeyTime), Body: body}, false)
}

// takeCeremony uses a ceremony up, whatever comes of it: there is no second try
// with the same challenge. ErrNotFound when it is over or of somebody else.
func (r *Register) takeCeremony(ctx context.Context, m store.Member, token identity.Token) (passkeyCeremony, error) {
	var c passkeyCeremony
	var v store.Token
	err := r.Store.Write(ctx, func(t *store.Tx) error {
		var err error
		v, err = t.UseToken(r.Home().ID, store.TokenCeremony, token.Hash())
		return err
	})
	if err != nil {
		return c, err
	}
	if v.Member != m.ID || json.Unmarshal(v.Body, &c) != nil || c.Session == nil {
		return c, ErrNotFound
	}
	return c, nil
}

// BeginPasskeySignIn starts a sign-in of somebody who has not said who they are:
// what the browser is asked, and the secret that belongs to its answer.
func (r *Register) BeginPasskeySignIn(ctx context.Context) ([]byte, identity.Token, error) {
	party, err := r.passkeyParty()
	if err != nil {
		return nil, "", err
	}
	options, session, err := party.BeginSignIn()
	if err != nil {
		return nil, "", err
	}
	token, err := r.rememberCeremony(ctx, store.Member{}, passkeyCeremony{Session: session})
	return options, token, err
}

// FinishPasskeySignIn opens a full session: the device and the finger, face or
// pin are two factors. Whatever is wrong, the answer is ErrSignIn. label is the
// kind of browser.
func (r *Register) FinishPasskeySignIn(ctx context.Context, ceremony identity.Token, answer []byte, label string) (identity.Token, error) {
	party, err := r.passkeyParty()
	if err != nil {
		return "", err
	}
	begun, err := r.takeCeremony(ctx, store.Member{}, ceremony)
	if errors.Is(err, ErrNotFound) {
		return "", r.refused(ctx, store.Member{}, store.Session{}, ProofPasskey, ErrSignIn)
	}
	if err != nil {
		return "", err
	}
	var shown shownPasskey
	used, err := party.FinishSignIn(begun.Session, answer, func(id []byte) (owner passkey.Owner, err error) {
		shown, err = r.passkeyShown(ctx, id)
		owner = ownerOf(shown.member)
		owner.Keys = []passkey.Credential{shown.kept.Credential}
		return owner, err
	})
	if errors.Is(err, passkey.ErrCopied) {
		r.Logger.WarnContext(ctx, "a passkey counted back: there may be two copies of it", "factor", shown.factor.ID)
	}
	if errors.Is(err, passkey.ErrRefused) || errors.Is(err, ErrSignIn) {
		return "", r.refused(ctx, shown.member, store.Session{}, ProofPasskey, ErrSignIn)
	}
	if err != nil {
		return "", err
	}
	shown.kept.Credential, shown.factor.Counter = used, int64(used.SignCount)
	if shown.factor.Body, err = json.Marshal(shown.kept); err != nil {
		return "", fmt.Errorf("encode a passkey: %w", err)
	}
	if err := r.Store.UseFactor(ctx, shown.factor); err != nil {
		return "", err
	}
	return r.openSession(ctx, shown.member, store.LevelFull, label, ByPasskey)
}

// shownPasskey is the passkey that a browser says it has, and whose it is.
type shownPasskey struct {
	factor store.Factor
	kept   keptPasskey
	member store.Member
}

func (r *Register) passkeyShown(ctx context.Context, id []byte) (s shownPasskey, err error) {
	s.factor, err = r.Store.FactorShown(ctx, r.Home().ID, store.FactorPasskey, id)
	if errors.Is(err, ErrNotFound) {
		return s, ErrSignIn
	}
	if err != nil {
		return s, err
	}
	var ok bool
	if s.member, ok = r.Member(s.factor.Member); !ok || !r.works(s.member) {
		return s, ErrSignIn
	}
	s.kept, err = openPasskey(s.factor)
	return s, err
}
