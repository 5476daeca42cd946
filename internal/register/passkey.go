package register

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"wederhoor/internal/identity"
	"wederhoor/internal/passkey"
	"wederhoor/internal/store"
)

// PasskeyTime is how long a ceremony may take.
const PasskeyTime = 5 * time.Minute

// Limits on passkeys of one member.
const (
	mostPasskeys    = 10
	passkeyNameSize = 60 // characters
)

// ErrNoPasskeys says that the site has no host name, so that it can have none.
var ErrNoPasskeys = passkey.ErrAddress

// Passkey is one of somebody's own, for their list.
type Passkey struct {
	ID     string
	Name   string // as they named it
	MadeAt time.Time
	UsedAt time.Time // zero: never
}

// keptPasskey is the body of its factor.
type keptPasskey struct {
	Name       string             `json:"name"`
	Credential passkey.Credential `json:"credential"`
}

func (r *Register) passkeyParty() (*passkey.Party, error) {
	return passkey.New(r.Site(), r.Home().Name)
}

// HasPasskeys reports whether passkeys can exist at the address of this site.
func (r *Register) HasPasskeys() bool {
	_, err := r.passkeyParty()
	return err == nil
}

// mayAddPasskey: either who came in completely and not long ago, or who was told
// to choose a second factor and has none yet.
func (r *Register) mayAddPasskey(who Person, has []store.Factor) error {
	switch {
	case who.Session.Level == store.LevelPassword && !second(has):
		return nil
	case who.Session.Level != store.LevelFull:
		return ErrNotFound
	case !who.Fresh(r.Now()):
		return ErrProve
	}
	return nil
}

func passkeyNamed(name string) error {
	switch {
	case name == "":
		return Problems{{"name", "passkey_nameless"}}
	case utf8.RuneCountInString(name) > passkeyNameSize:
		return Problems{{"name", "passkey_name_long"}}
	}
	return nil
}

// BeginPasskey starts making a passkey with this name: what the browser is asked,
// and the secret that belongs to its answer.
func (r *Register) BeginPasskey(ctx context.Context, who Person, name string) ([]byte, identity.Token, error) {
	party, owner, err := r.mayMakePasskey(ctx, who)
	if err != nil {
		return nil, "", err
	}
	name = strings.TrimSpace(name)
	if err := passkeyNamed(name); err != nil {
		return nil, "", err
	}
	if len(owner.Keys) >= mostPasskeys {
		return nil, "", Problems{{"name", "passkey_many"}}
	}
	options, session, err := party.BeginRegistration(owner)
	if err != nil {
		return nil, "", err
	}
	token, err := r.rememberCeremony(ctx, who.Member, passkeyCeremony{Name: name, Session: session})
	return options, token, err
}

func (r *Register) mayMakePasskey(ctx context.Context, who Person) (*passkey.Party, passkey.Owner, error) {
	has, err := r.Store.Factors(ctx, who.Organisation(), who.Member.ID)
	if err != nil {
		return nil, passkey.Owner{}, err
	}
	if err := r.mayAddPasskey(who, has); err != nil {
		return nil, passkey.Owner{}, err
	}
	party, err := r.passkeyParty()
	if err != nil {
		return nil, passkey.Owner{}, err
	}
	owner := ownerOf(who.Member)
	for _, f := range has {
		if f.Kind != store.FactorPasskey {
			continue
		}
		kept, err := openPasskey(f)
		if err != nil {
			return nil, owner, err
		}
		owner.Keys = append(owner.Keys, kept.Credential)
	}
	return party, owner, nil
}

func ownerOf(m store.Member) passkey.Owner {
	return passkey.Owner{ID: []byte(m.ID), Name: m.Email, FullName: m.Name}
}

func openPasskey(f store.Factor) (kept keptPasskey, err error) {
	if err := json.Unmarshal(f.Body, &kept); err != nil {
		return kept, fmt.Errorf("read a passkey: %w", err)
	}
	return kept, nil
}

// AddPasskey keeps the passkey that the browser made. For who was half-way it is
// the second factor: their session is full from then on, under a new token; for
// others that is "".
func (r *Register) AddPasskey(ctx context.Context, who Person, ceremony identity.Token, answer []byte) (identity.Token, error) {
	party, owner, err := r.mayMakePasskey(ctx, who)
	if err != nil {
		return "", err
	}
	begun, err := r.takeCeremony(ctx, who.Member, ceremony)
	if errors.Is(err, ErrNotFound) {
		return "", Problems{{"passkey", "passkey_over"}}
	}
	if err != nil {
		return "", err
	}
	made, err := party.FinishRegistration(owner, begun.Session, answer)
	if errors.Is(err, passkey.ErrRefused) {
		return "", r.refused(ctx, who.Member, who.Session, ProofPasskey, Problems{{"passkey", "passkey_refused"}})
	}
	if err != nil {
		return "", err
	}
	f, err := r.newPasskey(ctx, who, keptPasskey{Name: begun.Name, Credential: made})
	if err != nil {
		return "", err
	}
	return r.keepPasskey(ctx, who, f)
}

// newPasskey is the factor to keep; a passkey that is somebody's already is refused.
func (r *Register) newPasskey(ctx context.Context, who Person, kept keptPasskey) (f store.Factor, err error) {
	_, err = r.Store.FactorShown(ctx, who.Organisation(), store.FactorPasskey, kept.Credential.ID)
	if err == nil {
		return f, Problems{{"passkey", "passkey_known"}}
	}
	if !errors.Is(err, ErrNotFound) {
		return f, err
	}
	f = store.Factor{Organisation: who.Organisation(), Member: who.Member.ID, Kind: store.FactorPasskey, Shown: kept.Credential.ID, Counter: int64(kept.Credential.SignCount)}
	if f.Body, err = json.Marshal(kept); err != nil {
		return f, fmt.Errorf("encode a passkey: %w", err)
	}
	return f, nil
}

// keepPasskey stores a new passkey and opens the session it is the second factor
// of, together or not at all: a session that ended meanwhile gets no passkey.
func (r *Register) keepPasskey(ctx context.Context, who Person, f store.Factor) (token identity.Token, err error) {
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		if err := t.AddFactors(who.Organisation(), f); err != nil {
			return err
		}
		if err := t.Log(r.line(who.visitor(), store.LogFactor, "", "passkey")); err != nil {
			return err
		}
		if who.Session.Level == store.LevelFull {
			return nil
		}
		token, err = r.raiseIn(t, who, ByNewFactor)
		return err
	})
	return token, err
}

// Passkeys lists somebody's own, oldest first.
func (r *Register) Passkeys(ctx context.Context, who Person) ([]Passkey, error) {
	factors, err := r.ownFactors(ctx, who)
	if err != nil {
		return nil, err
	}
	var all []Passkey
	for _, f := range factors {
		if f.Kind != store.FactorPasskey {
			continue
		}
		kept, err := openPasskey(f)
		if err != nil {
			return nil, err
		}
		all = append(all, Passkey{ID: f.ID, Name: kept.Name, MadeAt: f.CreatedAt, UsedAt: f.UsedAt})
	}
	return all, nil
}

// ownFactors are for who came in completely.
func (r *Register) ownFactors(ctx context.Context, who Person) ([]store.Factor, error) {
	if who.Session.Level != store.LevelFull {
		return nil, ErrNotFound
	}
	return r.Store.Factors(ctx, who.Organisation(), who.Member.ID)
}

func passkeyIn(factors []store.Factor, id string) (store.Factor, error) {
	i := slices.IndexFunc(factors, func(f store.Factor) bool { return f.ID == id && f.Kind == store.FactorPasskey })
	if i < 0 {
		return store.Factor{}, ErrNotFound
	}
	return factors[i], nil
}

// RenamePasskey gives one of somebody's own another name.
func (r *Register) RenamePasskey(ctx context.Context, who Person, id, name string) error {
	factors, err := r.ownFactors(ctx, who)
	if err != nil {
		return err
	}
	f, err := passkeyIn(factors, id)
	if err != nil {
		return err
	}
	kept, err := openPasskey(f)
	if err != nil {
		return err
	}
	kept.Name = strings.TrimSpace(name)
	if err := passkeyNamed(kept.Name); err != nil {
		return err
	}
	if f.Body, err = json.Marshal(kept); err != nil {
		return fmt.Errorf("encode a passkey: %w", err)
	}
	return r.Store.ReviseFactor(ctx, f)
}

// RemovePasskey takes one of somebody's own away; it opens nothing any more.
func (r *Register) RemovePasskey(ctx context.Context, who Person, id string) error {
	if who.Session.Level != store.LevelFull {
		return ErrNotFound
	}
	err := r.onFactors(ctx, who, func(t *store.Tx, factors []store.Factor) error {
		if _, err := passkeyIn(factors, id); err != nil {
			return err
		}
		if err := r.mayDropFactor(who.Member, factors, id); err != nil {
			return err
		}
		return t.DropFactor(who.Organisation(), who.Member.ID, id)
	})
	return r.noted(ctx, who, "passkey_removed", err)
}

// mayDropFactor refuses to take away somebody's last road in: without a password
// it is a passkey or the directory, and where a second factor is asked, that.
func (r *Register) mayDropFactor(m store.Member, has []store.Factor, id string) error {
	stays := func(kinds ...store.FactorKind) bool {
		return slices.ContainsFunc(has, func(f store.Factor) bool { return f.ID != id && slices.Contains(kinds, f.Kind) })
	}
	if m.Password == "" && !stays(store.FactorPasskey, store.FactorDirectory) || r.Home().NeedsSecondFactor() && !stays(store.FactorPasskey, store.FactorApp) {
		return Problems{{"passkey", "last_factor"}}
	}
	return nil
}
