package store

import (
	"crypto/sha256"
	"fmt"
	"maps"

	"wederhoor/internal/proof"
)

// logHead is the size of one organisation's log within a batch.
type logHead struct{ size, saved int64 }

func (t *Tx) copyHeads() map[string]*logHead {
	c := maps.Clone(t.heads)
	for k, h := range c {
		copied := *h
		c[k] = &copied
	}
	return c
}

// nextPos gives an event its place in the organisation's log. The row is locked
// until the commit, so places are handed out in commit order and none is skipped.
func (t *Tx) nextPos(organisation string) (int64, error) {
	h := t.heads[organisation]
	if h == nil {
		h = &logHead{}
		err := t.row("SELECT log_size FROM organisation WHERE id = $1"+t.s.dialect.forUpdate, organisation).Scan(&h.size)
		if err != nil {
			return 0, fmt.Errorf("read the size of the log: %w", err)
		}
		h.saved = h.size
		t.heads[organisation] = h
	}
	h.size++
	return h.size, nil
}

func (t *Tx) saveHeads() error {
	for organisation, h := range t.heads {
		if h.size == h.saved {
			continue
		}
		if _, err := t.exec("UPDATE organisation SET log_size = $1 WHERE id = $2", h.size, organisation); err != nil {
			return err
		}
	}
	return nil
}

// leaf is the next link of a chain over what was sealed.
func leaf(prev []byte, of string, seq int, hashes ...[]byte) []byte {
	h := proof.Leaf(prev, of, int64(seq), hashes...)
	return h[:]
}

func hash(ct []byte) []byte {
	if ct == nil {
		return nil
	}
	sum := sha256.Sum256(ct)
	return sum[:]
}
