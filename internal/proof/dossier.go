package proof

import (
	"cmp"
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
	h.Size = c.Size
	var before end
	for i, p := range d.Events {
		if b := cmp.Or(follows(&before, d.row(p)), d.words(p, open, &h), standing(p, c)); b != nil {
			b.Dossier, b.Seq = d.Dossier, int64(i+1)
			return h, b
		}
		before.seq, before.leaf = p.Seq, tlog.Hash(p.Leaf)
		h.Events++
	}
	return h, nil
}

// row is an event as the log has it.
func (d Dossier) row(p Piece) Row {
	return Row{Dossier: d.Dossier, Seq: p.Seq, Pos: p.Pos, Text: p.Sealed, Hash: p.Hash, Leaf: p.Leaf}
}

// words holds what is told against what was sealed.
func (d Dossier) words(p Piece, open Opener, h *Handed) *Broken {
	for i, sealed := range p.Sealed {
		if len(sealed) == 0 {
			if p.Says[i] != "" {
				return &Broken{Check: CheckText, Says: fmt.Sprintf("its %s sheet is told and was not handed over", Sheets[i])}
			}
			if len(p.Hash[i]) > 0 {
				h.Closed++
			}
			continue
		}
		if says, err := open(d, i, p.Seq, p.Key[i], sealed); err != nil || string(says) != p.Says[i] {
			return &Broken{Check: CheckText, Says: fmt.Sprintf("its %s sheet does not say what is told", Sheets[i])}
		}
		h.Opened++
	}
	return nil
}

// standing holds the place of an event against the checkpoint.
func standing(p Piece, c Checkpoint) *Broken {
	path := make(tlog.RecordProof, len(p.Path))
	for i, b := range p.Path {
		if len(b) != tlog.HashSize {
			return &Broken{Check: CheckPath, Says: "its place in the log is not shown"}
		}
		path[i] = tlog.Hash(b)
	}
	if p.Pos < 1 || p.Pos > c.Size || tlog.CheckRecord(path, c.Size, c.Root, p.Pos-1, tlog.RecordHash(p.Leaf)) != nil {
		return &Broken{Check: CheckPath, Says: fmt.Sprintf("it is not at place %d of the log that the checkpoint is about", p.Pos)}
	}
	return nil
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
