package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"wederhoor/internal/complaint"
)

// TokenKind says what a token is good for; one kind never passes for another.
type TokenKind string

// Kinds of tokens.
const (
	TokenInvitation TokenKind = "invitation"    // choose how to sign in, once
	TokenReset      TokenKind = "reset"         // start again after everything was lost
	TokenLink       TokenKind = "link"          // sign in by a link that was mailed
	TokenAsked      TokenKind = "address_asked" // a complainant asked for another address; the notice to the old one is not gone yet
	TokenAddress    TokenKind = "address"       // a complainant's new address, mailed to it
	TokenCeremony   TokenKind = "ceremony"      // a passkey or directory sign-in under way
	TokenRoom       TokenKind = "room"          // a confidant answered; the mail that says so is not gone yet
	TokenLogout     TokenKind = "logout"        // a message of the directory that was obeyed
	TokenNames      TokenKind = "names"         // names are shown in lists, in one session
	TokenKey        TokenKind = "key"           // a confidant's key lies open, in one session
)

// Token is a secret that works for a while. The secret itself is never stored.
type Token struct {
	Organisation string
	Kind         TokenKind
	Member       complaint.MemberID
	Starts       time.Time // zero: at once
	Expires      time.Time
	Body         []byte // sealed on disk
}

// AddToken keeps a token under the hash of its secret. With replace, earlier
// ones of the same kind and member end.
func (s *Store) AddToken(ctx context.Context, hash []byte, v Token, replace bool) error {
	return s.Write(ctx, func(t *Tx) error { return t.AddToken(hash, v, replace) })
}

// AddToken is the same, within an act that does more.
func (t *Tx) AddToken(hash []byte, v Token, replace bool) error {
	var sealed []byte
	if v.Body != nil {
		orgKey, err := t.s.orgKey(t.ctx, v.Organisation)
		if err != nil {
			return err
		}
		sealed = sealDocument(orgKey, v.Organisation, "token", string(v.Kind), v.Body)
	}
	if replace {
		if err := t.EndTokens(v.Organisation, v.Member, v.Kind); err != nil {
			return err
		}
	}
	_, err := t.exec("INSERT INTO token (organisation, hash, kind, member, starts_at, expires_at, body) VALUES ($1, $2, $3, $4, $5, $6, $7)",
		v.Organisation, hash, string(v.Kind), string(v.Member), max(0, v.Starts.UnixMilli()), v.Expires.UnixMilli(), sealed)
	return err
}

const readToken = "SELECT member, starts_at, expires_at, body FROM token WHERE organisation = $1 AND hash = $2 AND kind = $3 AND expires_at > $4"

// Token reads a token without using it up; ErrNotFound when it never was, is
// used, or is over. One that has not begun yet is given, for the page that says when.
func (s *Store) Token(ctx context.Context, organisation string, kind TokenKind, hash []byte) (Token, error) {
	row := s.reg.QueryRowContext(ctx, readToken, organisation, hash, string(kind), s.now().UnixMilli())
	return s.scanToken(ctx, organisation, kind, row)
}

func (s *Store) scanToken(ctx context.Context, organisation string, kind TokenKind, row *sql.Row) (Token, error) {
	v := Token{Organisation: organisation, Kind: kind}
	var starts, expires int64
	var sealed []byte
	err := row.Scan((*string)(&v.Member), &starts, &expires, &sealed)
	if err != nil {
		return v, absent(err)
	}
	v.Starts, v.Expires = time.UnixMilli(starts), time.UnixMilli(expires)
	if sealed == nil {
		return v, nil
	}
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return v, err
	}
	if v.Body, err = openDocument(orgKey, organisation, "token", string(kind), sealed); err != nil {
		return v, fmt.Errorf("open a token: %w", err)
	}
	return v, nil
}

// UseToken takes a token out: whoever is second finds nothing. One that has not
// begun yet is not found either, and stays.
func (t *Tx) UseToken(organisation string, kind TokenKind, hash []byte) (Token, error) {
	v, err := t.s.scanToken(t.ctx, organisation, kind, t.row(readToken+t.s.dialect.forUpdate, organisation, hash, string(kind), t.s.now().UnixMilli()))
	if err != nil {
		return v, err
	}
	if v.Starts.After(t.s.now()) {
		return v, ErrNotFound
	}
	_, err = t.exec("DELETE FROM token WHERE organisation = $1 AND hash = $2", organisation, hash)
	return v, err
}

// DropToken ends one token, whatever it was good for. One that is not there is fine.
func (t *Tx) DropToken(organisation string, hash []byte) error {
	_, err := t.exec("DELETE FROM token WHERE organisation = $1 AND hash = $2", organisation, hash)
	return err
}

// EndTokens ends every token of a member, of these kinds or of all.
func (t *Tx) EndTokens(organisation string, m complaint.MemberID, kinds ...TokenKind) error {
	if len(kinds) == 0 {
		_, err := t.exec("DELETE FROM token WHERE organisation = $1 AND member = $2", organisation, string(m))
		return err
	}
	for _, kind := range kinds {
		if _, err := t.exec("DELETE FROM token WHERE organisation = $1 AND member = $2 AND kind = $3", organisation, string(m), string(kind)); err != nil {
			return err
		}
	}
	return nil
}

// SweepTokens clears away what is over.
func (s *Store) SweepTokens(ctx context.Context) error {
	return s.Write(ctx, func(t *Tx) error {
		_, err := t.exec("DELETE FROM token WHERE expires_at <= $1", s.now().UnixMilli())
		return err
	})
}
