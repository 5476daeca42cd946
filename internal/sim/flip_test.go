package sim

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"wederhoor/internal/complaint"
	"wederhoor/internal/testkit/powercut"
)

var flips = flag.Int("flips", 24, "how often a bit flips")

// TestABitThatFlips: one bit of what lies still turns over. It may keep the register
// from starting, a complaint from opening or `verify` from agreeing, or lie where
// nothing is; what is shown is what was written.
func TestABitThatFlips(t *testing.T) {
	worked, ledger := workedOn(t, founded(t))
	found := map[string]int{}
	for seed := range uint64(*flips) { //nolint:gosec // a number of rounds
		c := newCut(t, seed*uint64(len(kinds)), worked)
		c.ledger = ledger
		file := []string{"reg.db", "keys.db"}[seed%2]
		at, _ := c.disk.Flip(file)
		what, err := c.shown()
		if err != nil {
			t.Errorf("seed %d, byte %d of %s: %v", seed, at, file, err)
		}
		found[what]++
	}
	for _, what := range slices.Sorted(maps.Keys(found)) {
		t.Logf("%4d %s", found[what], what)
	}
	if found["refused at the start"] == 0 || found["nothing changed"] == *flips {
		t.Error("no flip was noticed")
	}
}

// workedOn is a disk at rest with complaints on it, and what people were told.
func workedOn(t *testing.T, from *powercut.Disk) (*powercut.Disk, *ledger) {
	t.Helper()
	c := newCut(t, 0, from)
	must(t, c.open())
	for range 3 {
		c.work(1)
		c.cuts++
	}
	c.stop()
	must(t, errors.Join(c.errs...))
	must(t, c.disk.Restart())
	return c.disk, c.ledger
}

// shown says who noticed, and what is wrong when nobody did.
func (c *cut) shown() (what string, err error) {
	verified := func() string {
		switch _, err := c.inspect(filepath.Join(c.dumps, "dump")); {
		case errors.Is(err, errHalf):
			return "something is half, and verify does not say so"
		case err != nil:
			return "seen by verify"
		}
		return "nothing changed"
	}
	if err := c.open(); err != nil {
		return "refused at the start", nil
	}
	defer c.stop()
	all, read := map[string]complaint.Complaint{}, 0
	err = c.office.store.All(ctx, c.Home().ID, nil, func(_ string, x complaint.Complaint) { all[x.Received.Ref] = x; read++ })
	if err != nil {
		return "refused at reading", nil
	}
	lost, err := c.ledger.lost(all)
	byCode := c.compare()
	c.stop()
	switch what := verified(); {
	case lost == 0 && err == nil && byCode == nil:
		return what, nil
	case what == "seen by verify":
		return what, nil
	case lost == 0 && err == nil:
		return "", fmt.Errorf("%s: a code does not open: %w", what, byCode)
	default:
		return "", wrong(err, "%s: %d of %d complaints are not as they were", what, lost, read)
	}
}
