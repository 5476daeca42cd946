package register

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"wederhoor/internal/directory"
	"wederhoor/internal/identity"
	"wederhoor/internal/store"
)

// LinkedAccount is somebody's account at the provider, for their own page.
type LinkedAccount struct {
	Linked      bool
	Name, Email string // as the provider says them; may be empty
	Since, Used time.Time
}

// LinkedAccount says whether who asks has an account at the provider of now.
func (r *Register) LinkedAccount(ctx context.Context, who Person) (LinkedAccount, error) {
	if r.Directory == nil || who.Session.Level != store.LevelFull {
		return LinkedAccount{}, ErrNotFound
	}
	all, err := r.Store.Factors(ctx, who.Organisation(), who.Member.ID)
	if err != nil {
		return LinkedAccount{}, err
	}
	for _, f := range all {
		if f.Kind != store.FactorDirectory {
			continue
		}
		var a linkedAccount
		if err := json.Unmarshal(f.Body, &a); err != nil {
			return LinkedAccount{}, fmt.Errorf("read an account: %w", err)
		}
		if a.Issuer == r.Directory.String() {
			return LinkedAccount{Linked: true, Name: a.Name, Email: a.Email, Since: f.CreatedAt, Used: f.UsedAt}, nil
		}
	}
	return LinkedAccount{}, nil
}

// UnlinkAccount takes the account at the provider away from who asks, unless
// there is no other road in.
func (r *Register) UnlinkAccount(ctx context.Context, who Person) error {
	if r.Directory == nil || who.Session.Level != store.LevelFull {
		return ErrNotFound
	}
	err := r.onFactors(ctx, who, func(t *store.Tx, all []store.Factor) error {
		if who.Member.Password == "" && count(all, store.FactorPasskey) == 0 {
			return Problems{{"directory", "directory_last"}}
		}
		return t.DropFactors(who.Organisation(), who.Member.ID, store.FactorDirectory)
	})
	return r.noted(ctx, who, "directory_removed", err)
}

// DirectoryLogout obeys a message of the provider that somebody signed out
// there: all their sessions end. A message works once; one about a person who is
// not here is obeyed too, as there is nothing to end.
func (r *Register) DirectoryLogout(ctx context.Context, message string) error {
	if r.Directory == nil {
		return ErrNotFound
	}
	l, err := r.Directory.LoggedOut(ctx, message)
	if err != nil {
		return err
	}
	home, once := r.Home().ID, identity.Token(l.Issuer+"\n"+l.ID).Hash()
	switch _, err := r.Store.Token(ctx, home, store.TokenLogout, once); {
	case err == nil:
		return fmt.Errorf("%w: seen before", ErrDirectoryInvalid)
	case !errors.Is(err, ErrNotFound):
		return err
	}
	f, err := r.Store.FactorShown(ctx, home, store.FactorDirectory, shownAccount(l.Issuer, l.Subject))
	if err == nil {
		err = r.Store.EndSessions(ctx, home, f.Member, nil)
	}
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	// Older than this it is refused for its age.
	return r.Store.AddToken(ctx, once, store.Token{Organisation: home, Kind: store.TokenLogout, Member: f.Member, Expires: r.Now().Add(3 * directory.LogoutAge)}, false)
}
