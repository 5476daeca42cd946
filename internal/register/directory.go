package register

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/directory"
	"wederhoor/internal/identity"
	"wederhoor/internal/store"
)

// DirectoryTime is how long somebody may stay away at the provider.
const DirectoryTime = 10 * time.Minute

// Errors of the directory that pages explain.
var (
	ErrDirectoryAway    = directory.ErrAway
	ErrDirectoryDenied  = directory.ErrDenied
	ErrDirectoryInvalid = directory.ErrInvalid
	ErrDirectoryOver    = errors.New("this sign-in at the directory is over")
	ErrStranger         = errors.New("nobody here has this account")
	ErrTaken            = errors.New("this account is of somebody else")
)

// DirectoryErrand is what somebody goes to the provider for.
type DirectoryErrand string

// Errands.
const (
	ErrandSignIn DirectoryErrand = "sign-in"
	ErrandAccept DirectoryErrand = "accept" // an invitation
	ErrandLink   DirectoryErrand = "link"   // an account to who is signed in
)

// directoryCeremony is what is remembered until somebody comes back.
type directoryCeremony struct {
	directory.Ceremony
	Errand     DirectoryErrand `json:"errand"`
	Invitation []byte          `json:"invitation,omitempty"` // hash of its token
	Session    []byte          `json:"session,omitempty"`    // hash, of who links
}

// linkedAccount is the body of a directory factor. Issuer and subject find it;
// name and address are to recognise it by.
type linkedAccount struct {
	Issuer  string `json:"issuer"`
	Subject string `json:"subject"`
	Name    string `json:"name"`
	Email   string `json:"email"`
}

// DirectoryName is what people call their account at the organisation's own
// provider; "" when there is none.
func (r *Register) DirectoryName() string {
	if r.Directory == nil {
		return ""
	}
	return r.Directory.Name()
}

// BeginDirectory starts a sign-in: the secret for this browser and the address
// at the provider. callback is the address of ours where people come back.
func (r *Register) BeginDirectory(ctx context.Context, callback string) (identity.Token, string, error) {
	return r.beginDirectory(ctx, "", directoryCeremony{Errand: ErrandSignIn}, callback)
}

// BeginDirectoryInvited starts a sign-in that will accept an invitation.
func (r *Register) BeginDirectoryInvited(ctx context.Context, invitation identity.Token, callback string) (identity.Token, string, error) {
	m, err := r.Invited(ctx, invitation)
	if err != nil {
		return "", "", err
	}
	return r.beginDirectory(ctx, m.ID, directoryCeremony{Errand: ErrandAccept, Invitation: invitation.Hash()}, callback)
}

// BeginDirectoryLink starts a sign-in that will link an account to who asks.
func (r *Register) BeginDirectoryLink(ctx context.Context, who Person, callback string) (identity.Token, string, error) {
	if who.Session.Level != store.LevelFull {
		return "", "", ErrNotFound
	}
	if !who.Fresh(r.Now()) {
		return "", "", ErrProve
	}
	return r.beginDirectory(ctx, who.Member.ID, directoryCeremony{Errand: ErrandLink, Session: who.Session.Hash}, callback)
}

func (r *Register) beginDirectory(ctx context.Context, m complaint.MemberID, c directoryCeremony, callback string) (identity.Token, string, error) {
	if r.Directory == nil {
		return "", "", ErrNotFound
	}
	begun, address, err := r.Directory.Begin(ctx, callback)
	if err != nil {
		return "", "", err
	}
	c.Ceremony = begun
	body, err := json.Marshal(c)
	if err != nil {
		return "", "", fmt.Errorf("encode a ceremony: %w", err)
	}
	token := identity.NewToken()
	return token, address, r.Store.AddToken(ctx, token.Hash(), store.Token{Organisation: r.Home().ID, Kind: store.TokenCeremony, Member: m,
		Expires: r.Now().Add(DirectoryTime), Body: body}, false)
}

// takeDirectory uses a ceremony up. With another state it stays: whoever makes a
// browser come with a made-up answer does not end the real sign-in.
func (r *Register) takeDirectory(ctx context.Context, token identity.Token, state string) (v store.Token, c directoryCeremony, err error) {
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		v, err = t.UseToken(r.Home().ID, store.TokenCeremony, token.Hash())
		if err != nil {
			return err
		}
		if json.Unmarshal(v.Body, &c) != nil || !c.Began(state) {
			c = directoryCeremony{}
			return ErrNotFound
		}
		return nil
	})
	if errors.Is(err, ErrNotFound) {
		err = ErrDirectoryOver
	}
	return v, c, err
}

func (r *Register) directoryFactor(m complaint.MemberID, who directory.Identity) (store.Factor, error) {
	body, err := json.Marshal(linkedAccount{Issuer: who.Issuer, Subject: who.Subject, Name: who.Name, Email: who.Email})
	if err != nil {
		return store.Factor{}, fmt.Errorf("encode an account: %w", err)
	}
	return store.Factor{Organisation: r.Home().ID, Member: m, Kind: store.FactorDirectory, Shown: shownAccount(who.Issuer, who.Subject), Body: body}, nil
}

// shownAccount is what an account is found by. No issuer holds a line end.
func shownAccount(issuer, subject string) []byte { return []byte(issuer + "\n" + subject) }

// holder finds whose account this is: by issuer and subject, never by an e-mail
// address, which a provider may let anybody write down. ErrStranger: nobody's.
func (r *Register) holder(ctx context.Context, who directory.Identity) (store.Member, store.Factor, error) {
	f, err := r.Store.FactorShown(ctx, r.Home().ID, store.FactorDirectory, shownAccount(who.Issuer, who.Subject))
	if errors.Is(err, ErrNotFound) {
		return store.Member{}, f, ErrStranger
	}
	if err != nil {
		return store.Member{}, f, err
	}
	m, ok := r.Member(f.Member)
	if !ok || !r.works(m) {
		return store.Member{}, f, ErrStranger
	}
	return m, f, nil
}
