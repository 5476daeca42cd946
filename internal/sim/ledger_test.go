package sim

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/vault"
)

// ledger is what people were told, and so may count on.
type ledger struct {
	mu    sync.Mutex
	forms map[string]*form // by the key of the form
	acts  []told
}

// form is a complaint that somebody sent, once or more often.
type form struct {
	key, story   string
	file         string // id of what was sent along
	acknowledged bool
	code         vault.Code
	ref          string
}

// told is an act of which somebody was told that it is done.
type told struct {
	ref     string
	version int
	digest  [sha256.Size]byte // of the events up to that version
}

// wrong says what does not hold, with the error that came with it if there was one.
func wrong(err error, format string, args ...any) error {
	return errors.Join(fmt.Errorf(format, args...), err)
}

func newLedger() *ledger { return &ledger{forms: map[string]*form{}} }

func (l *ledger) send(key, story string) *form {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.forms[key] == nil {
		l.forms[key] = &form{key: key, story: story}
	}
	return l.forms[key]
}

func (l *ledger) receipt(f *form, r register.Receipt) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if f.acknowledged && (f.ref != r.Ref || f.code != r.Code) {
		return fmt.Errorf("a form sent twice became %s and %s", f.ref, r.Ref)
	}
	f.acknowledged, f.code, f.ref = true, r.Code, r.Ref
	return l.keep(r.Complaint)
}

func (l *ledger) done(c complaint.Complaint) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.keep(c)
}

func (l *ledger) keep(c complaint.Complaint) error {
	d, err := digest(c, c.Version)
	l.acts = append(l.acts, told{c.Received.Ref, c.Version, d})
	return err
}

func (l *ledger) acknowledged() (n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.acts)
}

// lost counts what was acknowledged and is not in these complaints, word for word.
func (l *ledger) lost(all map[string]complaint.Complaint) (lost int, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, a := range l.acts {
		c, ok := all[a.ref]
		if !ok || c.Version < a.version {
			lost++
			continue
		}
		switch d, err := digest(c, a.version); {
		case err != nil:
			return lost, err
		case d != a.digest:
			lost++
		}
	}
	return lost, l.once(all)
}

// once refuses what nobody sent, and what is there twice.
func (l *ledger) once(all map[string]complaint.Complaint) error {
	times := map[string]int{}
	for _, c := range all {
		times[c.Received.Story]++
	}
	for _, f := range l.forms {
		switch n := times[f.story]; {
		case n > 1:
			return fmt.Errorf("one form became %d complaints", n)
		case n == 1:
			delete(times, f.story)
		}
	}
	if len(times) > 0 {
		return fmt.Errorf("%d complaints are of nobody", len(times))
	}
	return nil
}

// digest is of every event up to a version, as it is stored.
func digest(c complaint.Complaint, version int) (sum [sha256.Size]byte, err error) {
	var b bytes.Buffer
	for _, r := range c.History[:min(version, len(c.History))] {
		sheets, err := complaint.Encode(r.Event)
		if err != nil {
			return sum, fmt.Errorf("write an event: %w", err)
		}
		fmt.Fprintf(&b, "%d %d %d %s %s\n", r.Seq, r.Happened.UnixMilli(), r.Recorded.UnixMilli(), r.By, r.Event.Kind())
		if err := json.NewEncoder(&b).Encode(sheets); err != nil {
			return sum, fmt.Errorf("write an event: %w", err)
		}
	}
	return sha256.Sum256(b.Bytes()), nil
}

// unsure are the forms of which nobody knows whether they arrived.
func (l *ledger) unsure() (all []*form) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, f := range l.forms {
		if !f.acknowledged {
			all = append(all, f)
		}
	}
	slices.SortFunc(all, func(a, b *form) int { return bytes.Compare([]byte(a.key), []byte(b.key)) })
	return all
}
