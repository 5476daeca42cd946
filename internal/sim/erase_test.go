package sim

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit/powercut"
)

// TestACutWhileErasing: what somebody was told is erased is gone after a cut at any
// step, with its keys; what they were not told of is there whole or gone whole; and
// all the rest is untouched.
func TestACutWhileErasing(t *testing.T) {
	worked, ledger := workedOn(t, founded(t))
	told, half := 0, 0
	for seed := range uint64(max(6, *cuts/4)) { //nolint:gosec // a number of rounds
		c := newCut(t, seed*uint64(len(kinds)), worked)
		c.ledger = ledger
		erased, begun, err := c.erase()
		if err == nil {
			err = c.afterErasing(erased, begun)
		}
		if err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
		told, half = told+len(erased), half+len(begun)-len(erased)
	}
	t.Logf("%d erased, %d cut off while it was done", told, half)
	if told == 0 || half == 0 {
		t.Error("no cut fell before and after what is erased")
	}
}

// erase erases some dossiers until the power goes, by number: those of which it was
// told, and those that were begun.
func (c *cut) erase() (erased, begun map[string]bool, err error) {
	if err := c.open(); err != nil {
		return nil, nil, err
	}
	ids := map[string]string{}
	if err := c.office.store.All(ctx, c.Home().ID, nil, func(id string, x complaint.Complaint) { ids[x.Received.Ref] = id }); err != nil {
		return nil, nil, err
	}
	refs := slices.Sorted(maps.Keys(ids))[:6]
	erased, begun = map[string]bool{}, map[string]bool{}
	c.disk.Fail(powercut.Fault{CutAt: 1 + c.rand.IntN(160)})
	for _, ref := range refs {
		begun[ref] = true
		err := c.office.store.Write(ctx, func(tx *store.Tx) error {
			_, err := tx.Erase(store.EraseCommand{Actor: access.New(c.Home().ID, complaint.BySystem), Dossier: ids[ref],
				Decide: func(x complaint.Complaint) (complaint.Erased, error) {
					return complaint.Erased{Proposed: "een", Confirmed: "twee", Figures: `{"r":100}`, Ref: x.Received.Ref}, nil
				}})
			return err
		})
		if errors.Is(err, store.ErrUnavailable) {
			break
		}
		if err != nil {
			return nil, nil, fmt.Errorf("erase: %w", err)
		}
		erased[ref] = true
		if err := c.office.store.FinishErasures(ctx); err != nil {
			break
		}
	}
	c.disk.Cut()
	c.stop()
	return erased, begun, c.disk.Restore()
}

func (c *cut) afterErasing(erased, begun map[string]bool) error {
	if err := c.open(); err != nil {
		return fmt.Errorf("it does not start again: %w", err)
	}
	defer c.stop()
	all, gone := complaints{}, map[string]bool{}
	err := c.office.store.All(ctx, c.Home().ID, nil, func(_ string, x complaint.Complaint) {
		if x.Erased != nil {
			gone[x.Erased.Event.Ref] = true
			return
		}
		all[x.Received.Ref] = x
	})
	if err != nil {
		return err
	}
	for ref := range erased {
		if !gone[ref] {
			return fmt.Errorf("%s is back", ref)
		}
	}
	for ref := range gone {
		if !begun[ref] {
			return fmt.Errorf("%s was erased by nobody", ref)
		}
	}
	kept := newLedger()
	kept.forms = c.ledger.forms
	for _, a := range c.ledger.acts {
		if !gone[a.ref] {
			kept.acts = append(kept.acts, a)
		}
	}
	if lost, err := kept.lost(all); lost > 0 || err != nil {
		return wrong(err, "%d acts on other complaints are lost", lost)
	}
	c.stop()
	_, err = c.inspect(filepath.Join(c.dumps, "dump"))
	return err
}
