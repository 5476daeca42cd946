package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
)

// What the log of who looked holds beyond the actions of package access.
const (
	LogSearch       access.Action = "search" // found, with its heading on the screen
	LogUnmask       access.Action = "unmask" // the name of the complainant shown in a list
	LogDownload     access.Action = "download"
	LogMail         access.Action = "mail"         // a mail that came in and waits for a person; the detail is a code
	LogEvaluation   access.Action = "evaluation"   // answers of evaluation forms; the detail is a code
	LogOldRegister  access.Action = "old_register" // an old register was taken over, or undone; the detail is a code
	LogExport       access.Action = "export"
	LogBrought      access.Action = "brought"        // the whole register came from elsewhere
	LogBackup       access.Action = "backup"         // a copy of everything left, sealed to the recovery sheet
	LogProofMail    access.Action = "proof_mail"     // somebody else outside keeps the checkpoints from now on, or nobody
	LogReport       access.Action = "breach_report"  // who saw what was put together, for a breach
	LogReview       access.Action = "review_changed" // something was done at a review; about which complaint, the log does not say
	LogRoom         access.Action = "room"           // a confidant was in a room of theirs; which, the log does not say
	LogGrant        access.Action = "grant"
	LogRevoke       access.Action = "revoke"
	LogSignIn       access.Action = "sign_in"
	LogSignInFailed access.Action = "sign_in_failed"
	LogProofFailed  access.Action = "proof_failed" // a code, passkey or link that was refused; the detail says which
	LogSignOut      access.Action = "sign_out"
	LogInvited      access.Action = "invited"
	LogRoleChanged  access.Action = "role_changed"
	LogLeft         access.Action = "left"
	LogFactor       access.Action = "factor_changed" // how somebody signs in; the detail is a code
	LogPage         access.Action = "page"           // a page about no dossier was asked that is not for this person; the detail is its route
	LogSignedOut    access.Action = "signed_out"     // somebody was signed out everywhere by another
	LogReset        access.Action = "reset"          // a way back was made for somebody
)

// NoSuchDossier is the rule of a try at a number that is free.
const NoSuchDossier = "no_such_dossier"

// Visitor is who asks for a dossier, as the log will remember them.
type Visitor struct {
	access.Actor
	Name    string
	Roles   []access.Role
	Session string // a short name of the browser's session, not its secret
	// Under says who this is under the settings of this number, or that they are nobody
	// any more; nil: settings change nothing about them.
	Under func(ctx context.Context, settings int64) (Visitor, error)

	doing access.Action // what the log calls it; empty: as the act that was asked
}

// As makes the log call the visit by its purpose: downloading is more than reading.
func (v Visitor) As(what access.Action) Visitor { v.doing = what; return v }

// Line says in the log what this visitor wanted and what the answer was.
func (v Visitor) Line(do access.Action, dossier, ref string, verdict access.Verdict) Line {
	return Line{Organisation: v.Organisation(), Member: v.Member(), Dossier: dossier, Action: cmp.Or(v.doing, do), Allowed: verdict.OK, Rule: verdict.Rule,
		Frozen: Frozen{Name: v.Name, Roles: v.Roles, Ref: ref, Session: v.Session}}
}

// Line is one line of the log: who wanted what, and by which rule it was given
// or refused (security 4.4).
type Line struct {
	Organisation string
	At           time.Time // filled in when it is written
	ID           string    // filled in when it is written
	Member       complaint.MemberID
	Dossier      string // "" when it is about none
	Action       access.Action
	Allowed      bool
	Rule         string
	Frozen
	sealed []byte // Frozen as it was stored
}

// AtTheDoor reports whether a line tells that somebody did not come in: refused,
// and yet about no dossier.
func (l Line) AtTheDoor() bool {
	return l.Action == LogSignInFailed || l.Action == LogProofFailed || l.Action == LogPage
}

// Frozen is what a line keeps as text, sealed, so that it outlives the account
// and a change of name.
type Frozen struct {
	Name    string        `json:"name,omitempty"`
	Roles   []access.Role `json:"roles,omitempty"`
	Ref     string        `json:"ref,omitempty"`
	Session string        `json:"session,omitempty"`
	Detail  string        `json:"detail,omitempty"`
}

// Log writes lines and answers when they are durable: what they tell of may be
// shown from then on.
func (s *Store) Log(ctx context.Context, lines ...Line) error {
	if len(lines) == 0 {
		return nil
	}
	return s.Write(ctx, func(t *Tx) error { return t.Log(lines...) })
}

// Log writes lines that are kept or undone with the act they belong to. Their ids
// are random, and so is their order within a millisecond: a count in them would
// tell who sees some lines how many they do not see.
func (t *Tx) Log(lines ...Line) error {
	for _, l := range lines {
		orgKey, err := t.s.orgKey(t.ctx, l.Organisation)
		if err != nil {
			return err
		}
		id, allowed := NewID(), 0
		if l.Allowed {
			allowed = 1
		}
		sealed, err := sealJSON(orgKey, l.Organisation, "access", id, l.Frozen)
		if err != nil {
			return err
		}
		if _, err := t.exec(`INSERT INTO access_log (organisation, at, id, member, dossier, action, allowed, rule, who)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
			l.Organisation, t.s.now().UnixMilli(), id, string(l.Member), l.Dossier, string(l.Action), allowed, l.Rule, sealed); err != nil {
			return err
		}
	}
	return nil
}

// Place is a line of the log as a page starts after it.
type Place struct {
	At int64 // Unix milliseconds
	ID string
}

// String is the place as it stands in an address: it says when, not who.
func (p Place) String() string {
	if p == (Place{}) {
		return ""
	}
	return strconv.FormatInt(p.At, 10) + "-" + p.ID
}

// ParsePlace reads a place back; what is not one is the begin of the log.
func ParsePlace(s string) Place {
	at, id, _ := strings.Cut(s, "-")
	n, err := strconv.ParseInt(at, 10, 64)
	if err != nil || len(id) > 64 || strings.ContainsFunc(id, func(c rune) bool { return (c < 'a' || c > 'z') && (c < '2' || c > '7') }) {
		return Place{}
	}
	return Place{n, id}
}

// Place is where this line stands.
func (l Line) Place() Place { return Place{l.At.UnixMilli(), l.ID} }

// Stretch is a part of the log: the newest lines, those older than a place, or
// those that came next after it. Lines always come newest first.
type Stretch struct {
	Older, Newer Place
	Most         int
	Actions      []access.Action // only these; none: all
	Refused      bool            // only what was refused
	From         time.Time       // nothing from before this moment; zero: all
}

// LogOfDossier reads who looked at a dossier, for who may know that.
func LogOfDossier(ctx context.Context, h *Handle[access.Log], part Stretch) ([]Line, error) {
	return h.s.readLog(ctx, h.organisation, "dossier", h.dossier, part)
}

// LogOfMember reads what somebody saw and tried. It says nothing about which of
// these lines may be shown to whom.
func (s *Store) LogOfMember(ctx context.Context, organisation string, m complaint.MemberID, part Stretch) ([]Line, error) {
	return s.readLog(ctx, organisation, "member", string(m), part)
}

// LogOfAll reads the whole log of an organisation, in the same way.
func (s *Store) LogOfAll(ctx context.Context, organisation string, part Stretch) ([]Line, error) {
	return s.readLog(ctx, organisation, "", "", part)
}

func (s *Store) readLog(ctx context.Context, organisation, column, value string, part Stretch) (all []Line, err error) {
	query := "SELECT at, id, member, dossier, action, allowed, rule, who FROM access_log WHERE organisation = $1"
	args := []any{organisation}
	add := func(clause string, values ...any) {
		for i := range values {
			clause = strings.Replace(clause, "?", fmt.Sprintf("$%d", len(args)+1+i), 1)
		}
		query, args = query+clause, append(args, values...)
	}
	if column != "" {
		add(" AND "+column+" = ?", value)
	}
	if part.Refused {
		add(" AND allowed = 0")
	}
	if !part.From.IsZero() {
		add(" AND at >= ?", part.From.UnixMilli())
	}
	if n := len(part.Actions); n > 0 {
		var actions []any
		for _, a := range part.Actions {
			actions = append(actions, string(a))
		}
		add(" AND action IN (?"+strings.Repeat(", ?", n-1)+")", actions...)
	}
	forth := part.Newer != (Place{})
	order := "DESC"
	switch {
	case forth:
		order = "ASC"
		add(" AND (at, id) > (?, ?)", part.Newer.At, part.Newer.ID)
	case part.Older != (Place{}):
		add(" AND (at, id) < (?, ?)", part.Older.At, part.Older.ID)
	}
	add(" ORDER BY at "+order+", id "+order+" LIMIT ?", part.Most)
	all, err = list(ctx, s.reg, func(scan func(...any) error) (Line, error) { return s.scanLine(ctx, organisation, scan) }, query, args...)
	if forth {
		slices.Reverse(all)
	}
	return all, err
}

func (s *Store) scanLine(ctx context.Context, organisation string, scan func(...any) error) (Line, error) {
	l := Line{Organisation: organisation}
	var at int64
	var allowed int
	var sealed []byte
	if err := scan(&at, &l.ID, (*string)(&l.Member), &l.Dossier, (*string)(&l.Action), &allowed, &l.Rule, &sealed); err != nil {
		return l, unavailable(err)
	}
	l.At, l.Allowed, l.sealed = time.UnixMilli(at), allowed != 0, sealed
	if sealed == nil { // written before names were kept
		return l, nil
	}
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return l, err
	}
	return l, openJSON(orgKey, organisation, "access", l.ID, sealed, &l.Frozen)
}
