package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"wederhoor/internal/complaint"
)

// ReapplyErasures erases again what an older copy of the register brought back, and
// says how many times that was. elsewhere is a ledger that was kept apart from
// the copy, as Erasures gave it; only Organisation, ID and Dossier have to be known
// of a line, but without Kept figures lose the dossier. The lines come into this
// ledger too. Call it before anything of a restored copy is shown. It may be repeated.
func (s *Store) ReapplyErasures(ctx context.Context, elsewhere ...Erasure) (again int, err error) {
	for _, e := range elsewhere {
		if e.Level == "" {
			e.Level = EraseAll
		}
		if err := s.Write(ctx, func(t *Tx) error { return t.learn(e) }); err != nil {
			return 0, err
		}
	}
	all, err := s.erasures(ctx, erasureColumns+" ORDER BY at, id")
	if err != nil {
		return 0, err
	}
	for _, e := range all {
		back := false
		do := (*Tx).eraseAgain
		if e.Level == ErasePart {
			do = (*Tx).redactAgain
		}
		if err := s.Write(ctx, func(t *Tx) (err error) { back, err = do(t, e); return err }); err != nil {
			return again, err
		}
		if back {
			again++
		}
	}
	return again, s.FinishErasures(ctx)
}

// learn takes a line of another ledger over.
func (t *Tx) learn(e Erasure) error {
	if e.Organisation == "" || e.ID == "" || e.Dossier == "" {
		return errors.New("a line of a ledger of erasures does not say what was erased")
	}
	_, err := t.exec(`INSERT INTO erasure (organisation, id, dossier, seq, file, level, at, kept, event_key, sheets) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		ON CONFLICT (organisation, id) DO NOTHING`, e.Organisation, e.ID, e.Dossier, int64(e.Seq), e.File, string(e.Level), e.At.UnixMilli(), e.Kept, e.Key, e.Sheets)
	return err
}

// eraseAgain reports whether a dossier that was erased had come back. Its keys are
// destroyed in either case: they may have come back alone.
func (t *Tx) eraseAgain(e Erasure) (back bool, err error) {
	if err := t.flush(); err != nil {
		return false, err
	}
	if _, err := t.exec("UPDATE erasure SET done_at = 0 WHERE organisation = $1 AND id = $2", e.Organisation, e.ID); err != nil {
		return false, err
	}
	var version int
	var head []byte
	err = t.row("SELECT version, head FROM dossier WHERE organisation = $1 AND id = $2 AND stage <> $3", e.Organisation, e.Dossier, string(StageErased)).Scan(&version, &head)
	if err != nil {
		if err = absent(err); errors.Is(err, ErrNotFound) {
			return false, nil
		}
		return false, err
	}
	kept, err := t.keptOf(e)
	if err != nil {
		return false, err
	}
	_, err = t.empty(e, version, head, kept)
	return true, err
}

// keptOf opens what stays for figures; a line that came as ids only has none.
func (t *Tx) keptOf(e Erasure) (kept complaint.Erased, err error) {
	if e.Kept == nil {
		return kept, nil
	}
	orgKey, err := t.s.orgKey(t.ctx, e.Organisation)
	if err != nil {
		return kept, err
	}
	plain, err := openDocument(orgKey, e.Organisation, "erasure", e.ID, e.Kept)
	if err != nil {
		return kept, fmt.Errorf("open what stays of a dossier: %w", err)
	}
	if err := json.Unmarshal(plain, &kept); err != nil {
		return kept, fmt.Errorf("read what stays of a dossier: %w", err)
	}
	return kept, nil
}
