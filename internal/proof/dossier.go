package proof

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// DossierFormat is the first thing in the file of a dossier.
const DossierFormat = "wederhoor dossier 1"

// Checks of a dossier that was handed over.
const (
	CheckPath Check = "path" // an event is in the log that the checkpoint is about
	CheckText Check = "text" // what is told is what was sealed
)

// Dossier is one dossier for somebody who need not trust us: what was sealed, what was
// in it, and where each event stands in the log that a checkpoint promised. It shows
// that these events are there and unchanged since; not that none came later.
type Dossier struct {
	Format       string  `json:"format"`
	Organisation string  `json:"organisation"`
	Dossier      string  `json:"dossier"`
	Verifier     string  `json:"verifier"`   // checks the signature of the checkpoint
	Checkpoint   string  `json:"checkpoint"` // a signed note
	Events       []Piece `json:"events"`
}

// Piece is one event. The three sheets are meta, case and identity; one that was
// erased, or left out, has its hash alone.
type Piece struct {
	Seq    int64     `json:"seq"`
	Pos    int64     `json:"pos"` // place in the log, from 1
	Sealed [3][]byte `json:"sealed"`
	Hash   [3][]byte `json:"hash"`
	Leaf   []byte    `json:"leaf"`
	Path   [][]byte  `json:"path"` // from the leaf to the root (RFC 6962)
	Key    [3][]byte `json:"key"`  // opens the sheet and nothing else
	Says   [3]string `json:"says"` // what is in it
}

// Opener opens one sheet with its key. It is handed in, because this package has no
// cryptography but hashes.
type Opener func(d Dossier, sheet int, seq int64, key, sealed []byte) ([]byte, error)

// Handed is what was looked at.
type Handed struct {
	Events, Opened int
	Closed         int // sheets of which only the hash is there
	Size           int64
}

// Check holds a dossier against itself and against its checkpoint. verifier, when not
// empty, is the key as it was noted earlier; without it the word of the file is taken.
// The first thing that does not hold is a *Broken.
func (d Dossier) Check(verifier string, open Opener) (h Handed, err error) {
	if d.Format != DossierFormat {
		return h, errors.New("this is no dossier of wederhoor")
	}
	if verifier == "" {
		verifier = d.Verifier
	}
	c, err := Open(d.Checkpoint, verifier)
	if err != nil {
		return h, err
	}
	if c.Origin != Origin(d.Organisation) {
		return h, &Broken{Check: CheckSignature, Says: "the checkpoint is of another organisation"}
	}
	if len(d.Events) == 0 {
		return h, &Broken{Check: CheckNumber, Dossier: d.Dossier, Says: "there is no event in it"}
	}
	var prev []byte
	h.Size = c.Size
	for i, p := range d.Events {
		if err := d.piece(p, int64(i+1), prev, c, open, &h); err != nil {
			return h, err
		}
		prev = p.Leaf
		h.Events++
	}
	return h, nil
}

func (d Dossier) piece(p Piece, seq int64, prev []byte, c Checkpoint, open Opener, h *Handed) error {
	broken := func(check Check, says string, args ...any) error {
		return &Broken{Check: check, Dossier: d.Dossier, Seq: seq, Says: fmt.Sprintf(says, args...)}
	}
	if p.Seq != seq {
		return broken(CheckNumber, "event %d should come here", seq)
	}
	for i, hash := range p.Hash {
		switch {
		case len(p.Sealed[i]) == 0:
			if p.Says[i] != "" {
				return broken(CheckText, "the %s sheet is told and was not handed over", Sheets[i])
			}
			if len(hash) > 0 {
				h.Closed++
			}
			continue
		case !bytes.Equal(hash, sum(p.Sealed[i])):
			return broken(CheckSheet, "the %s sheet is not what its hash says", Sheets[i])
		}
		says, err := open(d, i, seq, p.Key[i], p.Sealed[i])
		if err != nil || !bytes.Equal(says, []byte(p.Says[i])) {
			return broken(CheckText, "the %s sheet does not say what is told", Sheets[i])
		}
		h.Opened++
	}
	leaf := Leaf(prev, d.Dossier, seq, p.Hash[:]...)
	if !bytes.Equal(leaf[:], p.Leaf) {
		return broken(CheckLeaf, "it does not follow from the event before it")
	}
	path := make(tlog.RecordProof, len(p.Path))
	for i, b := range p.Path {
		if len(b) != tlog.HashSize {
			return broken(CheckPath, "its place in the log is not shown")
		}
		path[i] = tlog.Hash(b)
	}
	if p.Pos < 1 || p.Pos > c.Size || tlog.CheckRecord(path, c.Size, c.Root, p.Pos-1, tlog.RecordHash(p.Leaf)) != nil {
		return broken(CheckPath, "it is not at place %d of the log that the checkpoint is about", p.Pos)
	}
	return nil
}

func sum(b []byte) []byte {
	h := sha256.Sum256(b)
	return h[:]
}

// Paths works out where leaves stand in a log: the path of each asked place, from 1.
// leaves are those of the whole log in order, up to the size of the checkpoint.
type Paths struct {
	n      int64
	stored []tlog.Hash
}

// Add puts the leaf of the next event at the end.
func (p *Paths) Add(leaf []byte) error {
	hashes, err := tlog.StoredHashes(p.n, leaf, p.reader())
	if err != nil {
		return fmt.Errorf("build the tree: %w", err)
	}
	p.stored, p.n = append(p.stored, hashes...), p.n+1
	return nil
}

func (p *Paths) reader() tlog.HashReader {
	return tlog.HashReaderFunc(func(at []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(at))
		for i, x := range at {
			out[i] = p.stored[x]
		}
		return out, nil
	})
}

// Of is the path of the event at a place, in a log of this size.
func (p *Paths) Of(pos, size int64) ([][]byte, error) {
	path, err := tlog.ProveRecord(size, pos-1, p.reader())
	if err != nil {
		return nil, fmt.Errorf("show the place of an event: %w", err)
	}
	out := make([][]byte, len(path))
	for i, h := range path {
		out[i] = h[:]
	}
	return out, nil
}
