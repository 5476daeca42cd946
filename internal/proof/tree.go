package proof

import (
	"crypto/sha256"
	"encoding/binary"

	"golang.org/x/mod/sumdb/tlog"
)

// Leaf is the chain over ciphertext: it proves order and content without a key,
// and still verifies when the ciphertext was erased. prev is the leaf of the
// dossier's event before, empty for the first; the hashes are those of the meta,
// case and identity sheets, empty for one that was not written.
func Leaf(prev []byte, dossier string, seq int64, hashes ...[]byte) tlog.Hash {
	b := make([]byte, 0, 256)
	b = append(b, "wh1e"...)
	b = append(b, prev...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(dossier))) //nolint:gosec // ids are 26 letters
	b = append(b, dossier...)
	b = binary.BigEndian.AppendUint64(b, uint64(seq)) //nolint:gosec // counts from 1
	for _, h := range hashes {
		if len(h) == 0 {
			h = make([]byte, sha256.Size)
		}
		b = append(b, h...)
	}
	return sha256.Sum256(b)
}

// Tree is a Merkle tree of RFC 6962 that only grows. It keeps the roots of the
// full subtrees, at most one for each bit of its size, and not the leaves.
type Tree struct {
	size  int64
	peaks []tlog.Hash // the largest first
}

// Add puts the leaf of the next event at the end.
func (t *Tree) Add(leaf []byte) {
	h := tlog.RecordHash(leaf)
	for n := t.size; n&1 == 1; n >>= 1 {
		last := len(t.peaks) - 1
		h = tlog.NodeHash(t.peaks[last], h)
		t.peaks = t.peaks[:last]
	}
	t.peaks = append(t.peaks, h)
	t.size++
}

// Size is the number of leaves.
func (t *Tree) Size() int64 { return t.size }

// Root is the hash over all leaves; that of nothing for an empty tree.
func (t *Tree) Root() tlog.Hash {
	if t.size == 0 {
		return sha256.Sum256(nil)
	}
	last := len(t.peaks) - 1
	h := t.peaks[last]
	for i := last - 1; i >= 0; i-- {
		h = tlog.NodeHash(t.peaks[i], h)
	}
	return h
}
