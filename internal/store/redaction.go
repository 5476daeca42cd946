package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// ErasePart is a passage or a file that two people took out of a dossier.
const ErasePart ErasureLevel = "part"

// redaction is what the ledger keeps of one, sealed under a key of the dossier: where
// things were taken out, so that it can be done again in an older copy. It holds
// nothing of what was there.
type redaction struct {
	By      complaint.MemberID
	Event   complaint.Redacted
	Reviews []reviewAt // events of reviews that lost their words about it
	Lines   []string   // and lines of the log of who looked

	Breaches []string // and reports of a breach
}

// What takes a sheet away, and then its key, in the order of the compartments.
var (
	dropSheet = [3]string{"UPDATE event SET meta_ct = NULL WHERE organisation = $1 AND dossier = $2 AND seq = $3",
		"UPDATE event SET case_ct = NULL WHERE organisation = $1 AND dossier = $2 AND seq = $3",
		"UPDATE event SET identity_ct = NULL WHERE organisation = $1 AND dossier = $2 AND seq = $3"}
	dropKey = [3]string{"UPDATE item_key SET meta_key = NULL WHERE organisation = $1 AND dossier = $2 AND seq = $3",
		"UPDATE item_key SET case_key = NULL WHERE organisation = $1 AND dossier = $2 AND seq = $3",
		"UPDATE item_key SET identity_key = NULL WHERE organisation = $1 AND dossier = $2 AND seq = $3"}
)

// takeOut takes everything out of the register that an event says is gone, in the
// transaction that writes the event. What can still be read stands in it. The keys
// and files go once that is durable, with FinishErasures: a sheet that lost its key
// before the event was there would be lost whole. w finds what was said elsewhere.
func (t *Tx) takeOut(d *dossierRow, e complaint.Redacted, by complaint.MemberID, w beside) error {
	for i, in := range compartments {
		for _, s := range e.Sheets(in) {
			if _, err := t.exec(dropSheet[i], d.organisation, d.id, int64(s.Seq)); err != nil {
				return err
			}
		}
	}
	if err := t.dropBeside(d, e); err != nil {
		return err
	}
	orgKey, err := t.s.orgKey(t.ctx, d.organisation)
	if err != nil {
		return err
	}
	kept := redaction{By: by, Event: e}
	kept.Event.Meta, kept.Event.Case, kept.Event.Identity = nil, nil, nil
	line := Erasure{Organisation: d.organisation, ID: e.ID, Dossier: d.id, File: e.File, Level: ErasePart, At: t.s.now().UTC()}
	if err := t.addErasure(line, nil); err != nil { // the guard of the log lets through what stands in the ledger
		return err
	}
	if kept.Reviews, err = t.quietReviews(orgKey, d.organisation, d.id, w.review); err != nil {
		return err
	}
	if kept.Lines, err = t.quietLog(orgKey, d.organisation, d.id, w.line); err != nil {
		return err
	}
	if kept.Breaches, err = t.quietBreaches(orgKey, d.organisation, d.id, w.breach); err != nil {
		return err
	}
	return t.keepRedaction(d, line.ID, kept)
}

// dropBeside takes away what was made from the words beside the events: letters as
// they left, the answer of a form, what was chosen for a body outside.
func (t *Tx) dropBeside(d *dossierRow, e complaint.Redacted) error {
	for _, letter := range e.Letters {
		if _, err := t.exec("DELETE FROM outbox WHERE organisation = $1 AND dossier = $2 AND letter = $3", d.organisation, d.id, letter); err != nil {
			return err
		}
	}
	for _, query := range []string{
		"DELETE FROM file_choice WHERE organisation = $1 AND dossier = $2",
		"UPDATE mail_in SET summary = NULL WHERE organisation = $1 AND dossier = $2 AND state <> 'parked'",
		"UPDATE candidate SET body = NULL WHERE organisation = $1 AND dossier = $2",
	} {
		if _, err := t.exec(query, d.organisation, d.id); err != nil {
			return err
		}
	}
	return nil
}

// keepRedaction seals what is needed to do it again under a key of the dossier, which
// goes when all of the dossier is erased.
func (t *Tx) keepRedaction(d *dossierRow, id string, r redaction) error {
	plain, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("write what was made unreadable: %w", err)
	}
	at, item := redactionAddress(d.organisation, d.id, id), vault.NewKey()
	_, err = t.exec("UPDATE erasure SET kept = $1, event_key = $2 WHERE organisation = $3 AND id = $4",
		vault.Seal(item, at, plain), vault.Wrap(d.keks[complaint.InCase], "item", at, item), d.organisation, id)
	return err
}

func redactionAddress(organisation, dossier, id string) vault.Address {
	return vault.Address{Organisation: organisation, Dossier: dossier, Compartment: vault.Case, Kind: "redaction:" + id}
}

// redacted replaces the sheets of a dossier that were made unreadable by what can still
// be read of them. It goes back from the last event: what is taken out of an earlier
// redaction stands in a later one.
func redacted(all []sealedEvent, open func(sealedEvent) (complaint.Sheets, error)) ([]complaint.Recorded, error) {
	events := make([]complaint.Recorded, len(all))
	instead := map[int]complaint.Sheets{}
	for i := len(all) - 1; i >= 0; i-- {
		sheets, err := open(all[i])
		if err != nil {
			return nil, err
		}
		for in, s := range instead[all[i].seq] {
			if sheets[in] == nil {
				sheets[in] = s
			}
		}
		if events[i], err = recorded(all[i].seq, sheets); err != nil {
			return nil, err
		}
		if e, ok := events[i].Event.(complaint.Redacted); ok {
			if err := noteInstead(instead, e); err != nil {
				return nil, err
			}
		}
	}
	return events, nil
}

func noteInstead(instead map[int]complaint.Sheets, e complaint.Redacted) error {
	for _, in := range compartments {
		for _, s := range e.Sheets(in) {
			if instead[s.Seq] == nil {
				instead[s.Seq] = complaint.Sheets{}
			}
			if instead[s.Seq][in] != nil {
				continue // a later one took more out of it
			}
			sheet := []byte(s.Fields)
			if h := s.Head; h != nil {
				var err error
				if sheet, err = json.Marshal(envelope{Kind: h.Kind, Happened: h.Happened.UnixMilli(), Recorded: h.Recorded.UnixMilli(), By: h.By, Fields: sheet}); err != nil {
					return fmt.Errorf("read what can still be read: %w", err)
				}
			}
			instead[s.Seq][in] = sheet
		}
	}
	return nil
}

// keepRedacted takes out what the new events say is gone, and reads the dossier anew:
// it is not what it was.
func (t *Tx) keepRedacted(d *dossierRow, before complaint.Complaint, entries []complaint.Entry, by complaint.MemberID) error {
	for _, entry := range entries {
		e, ok := entry.Event.(complaint.Redacted)
		if !ok {
			continue
		}
		if err := t.takeOut(d, e, by, holding(before)); err != nil {
			return err
		}
		events, err := t.s.replay(t.ctx, t.reg, t.keys, d.organisation, d.id)
		if err != nil {
			return err
		}
		d.complaint = complaint.Fold(events)
	}
	return nil
}

// beside finds what was said about a dossier outside of it and has to go along.
type beside struct {
	review func(at reviewAt, said string) bool
	line   func(Line) bool
	breach func(BreachReport) bool
}

// holding finds the passage that is taken out; of a file nothing stands elsewhere.
func holding(before complaint.Complaint) beside {
	holds := func(text string) bool {
		return before.Redaction != nil && before.Redaction.Event.Holds(text)
	}
	return beside{func(_ reviewAt, said string) bool { return holds(said) }, func(l Line) bool { return holds(l.Detail) }, func(b BreachReport) bool { return holds(b.Text) }}
}

// known finds what the ledger says: the words are not known any more.
func (r redaction) known() beside {
	return beside{func(at reviewAt, _ string) bool { return slices.Contains(r.Reviews, at) }, func(l Line) bool { return slices.Contains(r.Lines, l.ID) },
		func(b BreachReport) bool { return slices.Contains(r.Breaches, b.ID) }}
}

// redactAgain does it once more in a copy from before, or destroys again the keys that
// an older copy of them brought back. back: it had come back.
func (t *Tx) redactAgain(e Erasure) (back bool, err error) {
	if err := t.flush(); err != nil {
		return false, err
	}
	d, err := t.lockDossier(e.Organisation, e.Dossier)
	if err != nil || d.complaint.Erased != nil {
		if errors.Is(err, ErrNotFound) {
			err = nil
		}
		return false, err
	}
	if _, err := t.exec("UPDATE erasure SET done_at = 0 WHERE organisation = $1 AND id = $2", e.Organisation, e.ID); err != nil {
		return false, err
	}
	for _, r := range d.complaint.Redactions {
		if r.Event.ID == e.ID {
			return false, nil
		}
	}
	kept, err := t.openRedaction(d, e)
	if err != nil {
		return false, err
	}
	now := t.s.now()
	still, err := t.openSheets(d, e)
	if err != nil {
		return false, err
	}
	entries, err := d.complaint.RedactAgain(complaint.Moment{Now: now}, kept.Event, still)
	if err != nil {
		return false, fmt.Errorf("make unreadable again: %w", err)
	}
	again := entries[0].Event.(complaint.Redacted)
	if err := t.append(d, entries, kept.By); err != nil {
		return false, err
	}
	if err := t.takeOut(d, again, kept.By, kept.known()); err != nil {
		return false, err
	}
	_, err = t.exec("UPDATE dossier SET version = $1, head = $2 WHERE organisation = $3 AND id = $4", d.complaint.Version, d.head, d.organisation, d.id)
	return true, err
}

func (t *Tx) openRedaction(d *dossierRow, e Erasure) (r redaction, err error) {
	var wrapped []byte
	if err := t.row("SELECT event_key FROM erasure WHERE organisation = $1 AND id = $2", e.Organisation, e.ID).Scan(&wrapped); err != nil {
		return r, unavailable(err)
	}
	at := redactionAddress(d.organisation, d.id, e.ID)
	item, err := vault.Unwrap(d.keks[complaint.InCase], "item", at, wrapped)
	if err != nil {
		return r, fmt.Errorf("open what was made unreadable: %w", err)
	}
	plain, err := vault.Open(item, at, e.Kept)
	if err == nil {
		err = json.Unmarshal(plain, &r)
	}
	if err != nil {
		return r, fmt.Errorf("open what was made unreadable: %w", err)
	}
	return r, nil
}
