package register

import (
	"context"
	"errors"
	"slices"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/identity"
	"wederhoor/internal/letter"
	"wederhoor/internal/store"
)

// noLink are the roles that open more than a mailbox may give.
var noLink = []access.Role{access.Lead, access.Deputy, access.Administrator, access.Confidant, access.Auditor, access.PrivacyOfficer}

func (r *Register) mayLink(m store.Member) bool {
	return r.works(m) && !slices.ContainsFunc(m.Roles, func(x access.Role) bool { return slices.Contains(noLink, x) })
}

// AskLink queues a mail with a link to sign in. For an address that nobody has,
// or that gets no link, a job that means nobody is queued: whoever asks cannot
// tell the difference by the answer nor by the time it took.
func (r *Register) AskLink(ctx context.Context, email string) error {
	if r.Mail == nil {
		return nil
	}
	m, err := r.Store.MemberByEmail(ctx, r.Home().ID, email)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	item := ""
	if err == nil && r.mayLink(m) && r.links.Try(ctx, string(m.ID)) {
		item = string(m.ID)
	}
	return r.Store.Write(ctx, func(t *store.Tx) error {
		t.After(r.Wake)
		return t.AddJob(store.Job{Organisation: r.Home().ID, Kind: store.JobSendLink, Item: item})
	})
}

// linkTries is after how many tries a link is not mailed any more: who waits for
// it has asked another one by then.
const linkTries = 3

// sendLink makes the token when it is sent, so that no secret lies in the queue;
// a link that was sent before ends.
func (r *Register) sendLink(ctx context.Context, j store.Job) error {
	m, ok := r.accountHolder(j)
	if !ok || !r.mayLink(m) || j.Attempts > linkTries {
		return r.finish(ctx, j)
	}
	token := identity.NewToken()
	if err := r.Store.AddToken(ctx, token.Hash(), store.Token{Organisation: m.Organisation, Kind: store.TokenLink, Member: m.ID,
		Expires: r.Now().Add(identity.LinkAge)}, true); err != nil {
		return err
	}
	home := r.Home().Name
	return r.automatic(ctx, j, m.Email, m.Name, letter.Frame{Lang: "nl", Organisation: home, Site: r.Site()},
		letter.SignInLink(home, r.Site()+"/staff/sign-in/link?token="+string(token)), r.Now())
}

// accountHolder is who a mail about an account is for; false when it cannot or
// need not be sent.
func (r *Register) accountHolder(j store.Job) (store.Member, bool) {
	m, ok := r.Member(complaint.MemberID(j.Item))
	return m, ok && m.State != store.MemberLeft && r.Mail != nil && j.State != store.JobSending
}

// LinkWorks reports whether a mailed link still signs somebody in; looking does
// not use it up.
func (r *Register) LinkWorks(ctx context.Context, token identity.Token) bool {
	_, err := r.Store.Token(ctx, r.Home().ID, store.TokenLink, token.Hash())
	return err == nil
}

// UseLink signs somebody in by a mailed link, once. A mailbox alone opens
// everything only where no second factor is asked and none was chosen. Of a link
// that was used or is over nobody knows any more whose it was.
func (r *Register) UseLink(ctx context.Context, token identity.Token, browser string) (identity.Token, error) {
	m, err := r.linkHolder(ctx, token)
	var session identity.Token
	if err == nil {
		session, err = r.useLink(ctx, m, token, browser)
	}
	if errors.Is(err, ErrNotFound) {
		return "", r.refused(ctx, m, store.Session{}, ProofLink, err)
	}
	return session, err
}

// linkHolder is who a link was mailed to; ErrNotFound, with who it was as far as
// that is known, when it does not work.
func (r *Register) linkHolder(ctx context.Context, token identity.Token) (store.Member, error) {
	v, err := r.Store.Token(ctx, r.Home().ID, store.TokenLink, token.Hash())
	if err != nil {
		return store.Member{}, err
	}
	m, ok := r.Member(v.Member)
	if !ok || !r.mayLink(m) {
		return m, ErrNotFound
	}
	return m, nil
}

func (r *Register) useLink(ctx context.Context, m store.Member, token identity.Token, browser string) (identity.Token, error) {
	session, now := identity.NewToken(), r.Now()
	factors, err := r.Store.Factors(ctx, m.Organisation, m.ID)
	if err != nil {
		return "", err
	}
	level := store.LevelLink
	if !r.Home().NeedsSecondFactor() && !second(factors) {
		level = store.LevelFull
	}
	return session, r.Store.Write(ctx, func(t *store.Tx) error {
		if _, err := t.UseToken(m.Organisation, store.TokenLink, token.Hash()); err != nil {
			return err
		}
		// ProvedAt stays empty: what asks for a fresh proof asks the password.
		s := store.Session{Organisation: m.Organisation, Hash: session.Hash(), Member: m.ID, Epoch: m.Epoch, Level: level, Label: browser,
			CreatedAt: now, SeenAt: now}
		if err := t.AddSession(s, identity.MostSessions); err != nil {
			return err
		}
		return t.Log(r.line(r.personOf(m, s).visitor(), store.LogSignIn, "", ByLink))
	})
}
