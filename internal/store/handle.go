package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// Handle is a capability: proof that access.May said yes and that the line in
// the access log is durable. It cannot be made outside this package, and its
// type says what it opens: a Handle[access.Summary] has no words to give.
type Handle[A access.Act] struct {
	act          A // without it one handle could be converted into another
	s            *Store
	organisation string
	dossier      string
	complaint    complaint.Complaint
}

// OpenDossier asks for a dossier on behalf of somebody. Absent and forbidden
// take the same path and give the same answer.
func OpenDossier[A access.Act](ctx context.Context, s *Store, who Visitor, dossier string) (*Handle[A], error) {
	var act A
	who, err := s.under(ctx, who)
	if err != nil {
		return nil, err
	}
	events, err := s.replay(ctx, s.reg, s.keys, who.Organisation(), dossier)
	if err != nil {
		return nil, err
	}
	line := who.Line(act.Action(), "", "", access.Verdict{Rule: NoSuchDossier})
	var c complaint.Complaint
	if len(events) > 0 {
		c = complaint.Fold(events)
		verdict := access.May(who.Actor, act.Action(), access.FactsOf(who.Organisation(), dossier, c))
		line = who.Line(act.Action(), dossier, c.Received.Ref, verdict)
	}
	// The line comes first: no line in the log, no content.
	if err := s.Log(ctx, line); err != nil {
		return nil, err
	}
	if !line.Allowed {
		return nil, ErrNotFound
	}
	return &Handle[A]{act, s, who.Organisation(), dossier, c}, nil
}

// together is how many dossiers share one line of waiting for the log.
const together = 100

// OpenDossiers asks for many dossiers on behalf of somebody and hands over those
// they may open, one by one. The lines of the log are durable before any is.
func OpenDossiers[A access.Act](ctx context.Context, s *Store, who Visitor, dossiers []string, each func(*Handle[A]) error) error {
	for some := range slices.Chunk(dossiers, together) {
		var err error
		if who, err = s.under(ctx, who); err != nil {
			return err
		}
		var lines []Line
		var open []*Handle[A]
		for _, dossier := range some {
			var act A
			events, err := s.replay(ctx, s.reg, s.keys, who.Organisation(), dossier)
			if err != nil {
				return err
			}
			c := complaint.Fold(events)
			if len(events) == 0 {
				continue // gone since the list was made
			}
			verdict := access.May(who.Actor, act.Action(), access.FactsOf(who.Organisation(), dossier, c))
			if lines = append(lines, who.Line(act.Action(), dossier, c.Received.Ref, verdict)); verdict.OK {
				open = append(open, &Handle[A]{act, s, who.Organisation(), dossier, c})
			}
		}
		if err := s.Log(ctx, lines...); err != nil {
			return err
		}
		for _, h := range open {
			if err := each(h); err != nil {
				return err
			}
		}
	}
	return nil
}

// Read gives everything in a dossier.
func Read(h *Handle[access.Content]) complaint.Complaint { return h.complaint }

// ReadSummary gives the state of a dossier without a word of what was said, nor
// what it is about: corrections change words, never the state.
func ReadSummary(h *Handle[access.Summary]) complaint.Complaint {
	var bare []complaint.Recorded
	for _, r := range h.complaint.History {
		if r.Event.Kind() == complaint.KindCorrected {
			continue
		}
		sheets, err := complaint.Encode(r.Event)
		if err != nil {
			continue
		}
		delete(sheets, complaint.InCase)
		delete(sheets, complaint.InIdentity)
		if r.Event, err = complaint.Decode(r.Event.Kind(), sheets); err == nil {
			bare = append(bare, r)
		}
	}
	return complaint.Fold(bare)
}

// ReadLetter gives the worker a letter that has to leave, and nothing else.
func ReadLetter(h *Handle[access.Outbox], id string) (complaint.Letter, bool) {
	return h.complaint.Letter(id)
}

// IsOwed reports whether a letter still has to reach somebody: a complaint that
// was withdrawn, or a later letter for the same, takes it away.
func IsOwed(h *Handle[access.Outbox], id string) bool {
	return slices.ContainsFunc(h.complaint.Owing(), func(l complaint.Letter) bool { return l.ID == id })
}

// ReadAddressee gives the worker what the receipt needs: number, language,
// address and day, not a word of the complaint.
func ReadAddressee(h *Handle[access.Outbox]) complaint.Complaint {
	c := h.complaint.Bare()
	r := h.complaint.Received
	c.Received.Name, c.Received.Email, c.Received.Lang = r.Name, r.Email, r.Lang
	return c
}

// WritesTo reports whether the organisation writes, or wrote, to this address
// about the dossier: whoever sends from there has a part in it.
func WritesTo(h *Handle[access.Outbox], email string) bool {
	if strings.EqualFold(h.complaint.Received.Email, email) {
		return true
	}
	for _, r := range h.complaint.History {
		switch e := r.Event.(type) {
		case complaint.Received:
			if strings.EqualFold(e.Email, email) {
				return true
			}
		case complaint.LetterWritten:
			if e.ToComplainant() && strings.EqualFold(e.To, email) {
				return true
			}
		}
	}
	return false
}

// Invited gives the letter to somebody else than the complainant that a mail
// answers: by the letter's id, or else by the address that it went to. What they
// write is not the complainant's.
func Invited(h *Handle[access.Outbox], letter, email string) (complaint.Letter, bool) {
	for _, l := range slices.Backward(h.complaint.Letters) {
		if !l.ToComplainant() && (l.ID == letter || l.To != "" && strings.EqualFold(l.To, email)) {
			return l, true
		}
	}
	return complaint.Letter{}, false
}

// File opens an attachment of the dossier for reading.
func File[A holdsFiles](ctx context.Context, h *Handle[A], id string) (io.ReadSeekCloser, error) {
	return h.s.openFile(ctx, h.organisation, h.dossier, id)
}

// CodeOf gives the receipt code of a dossier that may be read, or of a letter that
// prints it. It opens the complainant's page, so that nobody else gets it.
func CodeOf[A holdsCode](ctx context.Context, h *Handle[A]) (vault.Code, error) {
	return h.s.codeOf(ctx, h.s.reg, h.organisation, h.dossier)
}

type holdsFiles interface {
	access.Act
	access.Content | access.Frozen
}

type holdsCode interface {
	access.Act
	access.Content | access.Outbox
}

// NoDossier is the id that no dossier has.
const NoDossier = "absent"

// IDOf finds a dossier by its number. It says nothing about what may be seen.
func (s *Store) IDOf(ctx context.Context, organisation, ref string) (string, error) {
	if !utf8.ValidString(ref) || strings.ContainsRune(ref, 0) {
		return NoDossier, nil // PostgreSQL takes no such text, not even to look for it
	}
	var id string
	err := s.reg.QueryRowContext(ctx, "SELECT id FROM dossier WHERE organisation = $1 AND ref = $2", organisation, ref).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return NoDossier, nil // goes down the same path as a forbidden one
	}
	if err != nil {
		return "", unavailable(err)
	}
	return id, nil
}

// ByReceipt opens a dossier for its complainant, who holds the code. It is the
// complainant's own road: no role and no member passes here.
func (s *Store) ByReceipt(ctx context.Context, organisation string, code vault.Code) (id string, c complaint.Complaint, err error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return "", c, err
	}
	err = s.keys.QueryRowContext(ctx, "SELECT dossier FROM receipt WHERE organisation = $1 AND hash = $2",
		organisation, vault.MAC(orgKey, "receipt", []byte(code))).Scan(&id)
	if err != nil {
		return "", c, absent(err)
	}
	events, err := s.replay(ctx, s.reg, s.keys, organisation, id)
	return id, complaint.Fold(events), err
}

// All visits every dossier of an organisation that is further than known says of it, the
// oldest receipt first, so that the index packs each stretch of time once. known may be
// nil: all of them. Only the index may ask this, which filters each by access.May before
// anything of it is shown.
func (s *Store) All(ctx context.Context, organisation string, known func(id string) int, each func(id string, c complaint.Complaint)) error {
	var further []string
	err := s.versions(ctx, organisation, func(id string, version int) {
		if known == nil || known(id) < version {
			further = append(further, id)
		}
	})
	if err != nil {
		return err
	}
	return s.Some(ctx, organisation, further, each)
}

func (s *Store) versions(ctx context.Context, organisation string, each func(id string, version int)) (err error) {
	rows, err := s.reg.QueryContext(ctx, "SELECT id, version FROM dossier WHERE organisation = $1 ORDER BY received_on, id", organisation)
	if err != nil {
		return unavailable(err)
	}
	defer func() { err = closeRows(rows, err) }()
	for rows.Next() {
		var id string
		var version int
		if err := rows.Scan(&id, &version); err != nil {
			return unavailable(err)
		}
		each(id, version)
	}
	return nil
}

// Some visits these dossiers.
func (s *Store) Some(ctx context.Context, organisation string, ids []string, each func(id string, c complaint.Complaint)) error {
	for _, id := range ids {
		events, err := s.replay(ctx, s.reg, s.keys, organisation, id)
		if err != nil {
			return fmt.Errorf("fill the index: %w", err)
		}
		each(id, complaint.Fold(events))
	}
	return nil
}

// Sample opens some dossiers of a register that was put back, spread over all of
// them, and counts how many there were to open. It shows nothing of them.
func (s *Store) Sample(ctx context.Context, organisation string, most int) (opened, of int, err error) {
	ids, err := s.ids(ctx, organisation)
	if err != nil {
		return 0, 0, err
	}
	for i := 0; i < len(ids); i += max(len(ids)/most, 1) {
		if _, err := s.replay(ctx, s.reg, s.keys, organisation, ids[i]); err != nil {
			return opened, len(ids), fmt.Errorf("open what was put back: %w", err)
		}
		opened++
	}
	return opened, len(ids), nil
}

// ids lists the dossiers, the oldest receipt first: so the index packs each stretch of
// time once.
func (s *Store) ids(ctx context.Context, organisation string) ([]string, error) {
	return list(ctx, s.reg, value[string], "SELECT id FROM dossier WHERE organisation = $1 ORDER BY received_on, id", organisation)
}
