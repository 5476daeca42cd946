package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/proof"
	"wederhoor/internal/vault"
)

// ErasureLevel says how much was erased.
type ErasureLevel string

// EraseAll is all of a dossier but what figures count.
const EraseAll ErasureLevel = "all"

// StageErased stands in the row of a dossier that was erased.
const StageErased complaint.Stage = "erased"

// Erasure is a line of the ledger of what was erased: ids only.
type Erasure struct {
	Organisation, ID string
	Dossier          string
	Seq              int    // of the event, where it was a part; 0: not one event
	File             string // where it was a file; "": it was not
	Level            ErasureLevel
	At               time.Time
	Done             time.Time // its keys are gone from the disk; zero: not yet
	Kept             []byte    // what stays for figures, or where a part was, sealed
	Key              []byte    `json:",omitempty"` // of a part: opens Kept, under a key of the dossier
	Sheets           []byte    `json:",omitempty"` // of a part: what can still be read, sealed; its key lies with the keys
}

// EraseCommand asks that all of a dossier is erased.
type EraseCommand struct {
	Actor   access.Actor
	Dossier string
	// Decide says what stays, or refuses. It sees the dossier as it is in the
	// transaction that erases it.
	Decide func(complaint.Complaint) (complaint.Erased, error)
}

// ErrClock says that the clock may be wrong, so that nothing is destroyed by it.
var ErrClock = errors.New("the clock may be wrong: nothing is erased until somebody looked")

// Erase takes all that can be read of a dossier out of the register and leaves the
// event that says so. Its keys and files go once that is durable, with
// FinishErasures: keys without a dossier harm nothing, and a dossier that lost its
// keys before the rest was decided would be lost for figures too. A dossier that was
// erased already is left alone.
func (t *Tx) Erase(cmd EraseCommand) (complaint.Complaint, error) {
	if !t.s.Clock().Sane() {
		return complaint.Complaint{}, ErrClock
	}
	organisation := cmd.Actor.Organisation()
	d, err := t.lockDossier(organisation, cmd.Dossier)
	if err != nil {
		return complaint.Complaint{}, err
	}
	if d.complaint.Erased != nil {
		return d.complaint, nil
	}
	if v := access.May(cmd.Actor, access.Erase, access.FactsOf(organisation, cmd.Dossier, d.complaint)); !v.OK {
		return complaint.Complaint{}, ErrNotFound
	}
	kept, err := cmd.Decide(d.complaint)
	if err != nil {
		return complaint.Complaint{}, err
	}
	e := Erasure{Organisation: organisation, ID: NewID(), Dossier: cmd.Dossier, Level: EraseAll, At: t.s.now().UTC().Truncate(time.Millisecond)}
	r, err := t.empty(e, d.complaint.Version, d.head, kept)
	if err != nil {
		return complaint.Complaint{}, err
	}
	return complaint.Fold([]complaint.Recorded{r}), nil
}

// empty drops every word of a dossier, writes the event that says so and the line of
// the ledger. version and head are those of its last event.
func (t *Tx) empty(e Erasure, version int, head []byte, kept complaint.Erased) (r complaint.Recorded, err error) {
	orgKey, err := t.s.orgKey(t.ctx, e.Organisation)
	if err != nil {
		return r, err
	}
	if err := t.dropWords(e.Organisation, e.Dossier); err != nil {
		return r, err
	}
	if _, err := t.quietReviews(orgKey, e.Organisation, e.Dossier, func(reviewAt, string) bool { return true }); err != nil {
		return r, err
	}
	if _, err := t.quietBreaches(orgKey, e.Organisation, e.Dossier, func(BreachReport) bool { return true }); err != nil {
		return r, err
	}
	r = complaint.Recorded{Seq: version + 1, Happened: e.At, Recorded: e.At, By: complaint.BySystem, Event: kept}
	key, next, err := t.sealErased(orgKey, e, r, head)
	if err != nil {
		return r, err
	}
	if _, err := t.exec("UPDATE dossier SET version = $1, head = $2, stage = $3, due_on = '' WHERE organisation = $4 AND id = $5",
		r.Seq, next, string(StageErased), e.Organisation, e.Dossier); err != nil {
		return r, err
	}
	plain, err := json.Marshal(kept)
	if err != nil {
		return r, fmt.Errorf("write what stays of a dossier: %w", err)
	}
	e.Kept = sealDocument(orgKey, e.Organisation, "erasure", e.ID, plain)
	if err := t.addErasure(e, key); err != nil {
		return r, err
	}
	_, err = t.quietLog(orgKey, e.Organisation, e.Dossier, func(Line) bool { return true }) // allowed by the line in the ledger
	return r, err
}

// quietLog takes out of the log of who looked what was typed there, such as why somebody
// broke the glass: those words are about the dossier. Who looked, and when, stays, and
// so does which member was let in. It lists the lines that which says yes to.
func (t *Tx) quietLog(orgKey vault.Key, organisation, dossier string, which func(Line) bool) (touched []string, err error) {
	if err := t.flush(); err != nil {
		return nil, err
	}
	lines, err := list(t.ctx, t.reg, func(scan func(...any) error) (Line, error) { return t.s.scanLine(t.ctx, organisation, scan) },
		"SELECT at, id, member, dossier, action, allowed, rule, who FROM access_log WHERE organisation = $1 AND dossier = $2 AND action NOT IN ($3, $4)", organisation, dossier, string(LogGrant), string(LogRevoke))
	if err != nil {
		return nil, err
	}
	for _, l := range lines {
		if l.Detail == "" || !which(l) {
			continue
		}
		l.Detail = ""
		sealed, err := sealJSON(orgKey, organisation, "access", l.ID, l.Frozen)
		if err != nil {
			return nil, err
		}
		if _, err := t.exec("UPDATE access_log SET who = $1, kept_hash = $2, written_hash = COALESCE(written_hash, $3) WHERE organisation = $4 AND at = $5 AND id = $6",
			sealed, hash(sealed), hash(l.sealed), organisation, l.At.UnixMilli(), l.ID); err != nil {
			return nil, err
		}
		touched = append(touched, l.ID)
	}
	return touched, nil
}

// dropWords takes away everything in the register that was sealed for a dossier, and
// what leads to it. The row of the dossier stays, and so do ids in lists that count.
func (t *Tx) dropWords(organisation, dossier string) error {
	for _, query := range []string{
		"UPDATE event SET meta_ct = NULL, case_ct = NULL, identity_ct = NULL WHERE organisation = $1 AND dossier = $2",
		"DELETE FROM submission WHERE organisation = $1 AND dossier = $2",
		"DELETE FROM act_done WHERE organisation = $1 AND dossier = $2",
		"DELETE FROM job WHERE organisation = $1 AND dossier = $2",
		"DELETE FROM outbox WHERE organisation = $1 AND dossier = $2",
		"DELETE FROM file_choice WHERE organisation = $1 AND dossier = $2",
		"DELETE FROM side WHERE organisation = $1 AND dossier = $2",
		"UPDATE mail_in SET dossier = '' WHERE organisation = $1 AND dossier = $2 AND state = 'parked'", // a person still says what it is
		"UPDATE mail_in SET summary = NULL WHERE organisation = $1 AND dossier = $2",
		"UPDATE candidate SET body = NULL, named = '' WHERE organisation = $1 AND dossier = $2",
		"UPDATE erasure SET kept = NULL, event_key = NULL, sheets = NULL WHERE organisation = $1 AND dossier = $2 AND level = 'part'",
	} {
		if _, err := t.exec(query, organisation, dossier); err != nil {
			return err
		}
	}
	return nil
}

// sealErased writes the event that stays. Its key lies with the line of the ledger,
// under the key of the organisation: the keys of the dossier go, all of them.
func (t *Tx) sealErased(orgKey vault.Key, e Erasure, r complaint.Recorded, head []byte) (wrapped, next []byte, err error) {
	sheets, err := complaint.Encode(r.Event)
	if err != nil {
		return nil, nil, fmt.Errorf("write what stays of a dossier: %w", err)
	}
	plain, err := enveloped(r, sheets[complaint.InMeta])
	if err != nil {
		return nil, nil, err
	}
	at, item := address(e.Organisation, e.Dossier, complaint.InMeta, r.Seq), vault.NewKey()
	ct := vault.Seal(item, at, plain)
	pos, err := t.nextPos(e.Organisation)
	if err != nil {
		return nil, nil, err
	}
	h := hash(ct)
	next = leaf(head, e.Dossier, r.Seq, h, nil, nil)
	err = t.putEvent(e.Organisation, e.Dossier, proof.Piece{Seq: int64(r.Seq), Pos: pos, Sealed: [3][]byte{ct}, Hash: [3][]byte{h}, Leaf: next})
	return vault.Wrap(orgKey.Derive("wrap"), "item", at, item), next, err
}

func (t *Tx) addErasure(e Erasure, eventKey []byte) error {
	_, err := t.exec(`INSERT INTO erasure (organisation, id, dossier, seq, file, level, at, kept, event_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (organisation, id) DO UPDATE SET done_at = 0, event_key = excluded.event_key`,
		e.Organisation, e.ID, e.Dossier, int64(e.Seq), e.File, string(e.Level), e.At.UnixMilli(), e.Kept, eventKey)
	return err
}

// replayErased opens the one event that is left of a dossier: nothing, when an
// import was undone, see Forget.
func (s *Store) replayErased(ctx context.Context, q reader, organisation, dossier string, e sealedEvent) ([]complaint.Recorded, error) {
	if e.ct[0] == nil {
		return nil, nil
	}
	item, err := s.erasedKey(ctx, q, organisation, dossier, e.seq)
	if err != nil {
		return nil, err
	}
	r, err := openMeta(e, address(organisation, dossier, complaint.InMeta, e.seq), item)
	return []complaint.Recorded{r}, err
}

// erasedKey unwraps what opens that event. It lies with the line of the ledger.
func (s *Store) erasedKey(ctx context.Context, q reader, organisation, dossier string, seq int) (item vault.Key, err error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return item, err
	}
	keys, err := list(ctx, q, value[[]byte], "SELECT event_key FROM erasure WHERE organisation = $1 AND dossier = $2 AND event_key IS NOT NULL", organisation, dossier)
	if err != nil {
		return item, err
	}
	var failed error
	for _, wrapped := range keys {
		if item, err = vault.Unwrap(orgKey.Derive("wrap"), "item", address(organisation, dossier, complaint.InMeta, seq), wrapped); err == nil {
			return item, nil
		}
		failed = errors.Join(failed, err)
	}
	return item, fmt.Errorf("open what is left of a dossier: %w", errors.Join(failed, ErrNotFound))
}

// openMeta opens an event of which only the first sheet was written.
func openMeta(e sealedEvent, at vault.Address, item vault.Key) (complaint.Recorded, error) {
	plain, err := vault.Open(item, at, e.ct[0])
	if err != nil {
		return complaint.Recorded{}, fmt.Errorf("open event %d: %w", e.seq, err)
	}
	return recorded(e.seq, complaint.Sheets{complaint.InMeta: plain})
}

// Erasures gives the ledger, the oldest first, to lay it beside a copy that was kept:
// see ReapplyErasures.
func (s *Store) Erasures(ctx context.Context, organisation string) ([]Erasure, error) {
	return s.erasures(ctx, erasureColumns+" WHERE organisation = $1 ORDER BY at, id", organisation)
}

const erasureColumns = "SELECT organisation, id, dossier, seq, file, level, at, done_at, kept, CASE WHEN level = 'part' THEN event_key END, sheets FROM erasure"

func (s *Store) erasures(ctx context.Context, query string, args ...any) ([]Erasure, error) {
	return list(ctx, s.reg, erasureRow, query, args...)
}

func erasureRow(scan func(...any) error) (e Erasure, err error) {
	var at, done int64
	if err := scan(&e.Organisation, &e.ID, &e.Dossier, &e.Seq, &e.File, (*string)(&e.Level), &at, &done, &e.Kept, &e.Key, &e.Sheets); err != nil {
		return e, unavailable(err)
	}
	e.At, e.Done = time.UnixMilli(at).UTC(), moment(done)
	return e, nil
}
