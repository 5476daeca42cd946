// Package proof is how anybody can see that a register was not tampered with: the
// chain of each dossier, the tree over all events and the signed checkpoints that
// promise what is in it. It needs no key and reads no word. The format is in
// docs/event-log.md.
package proof

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"

	"golang.org/x/mod/sumdb/tlog"
)

// Check names what was found not to hold.
type Check string

// The checks, in the order in which an event meets them.
const (
	CheckPlace      Check = "place"      // gapless in the organisation's log
	CheckNumber     Check = "number"     // gapless in its dossier
	CheckSheet      Check = "sheet"      // a ciphertext is what its hash says
	CheckLeaf       Check = "leaf"       // a leaf follows from the leaf before and the hashes
	CheckCheckpoint Check = "checkpoint" // what was promised once is still there
	CheckSize       Check = "size"       // the log is as long as the organisation says
	CheckHead       Check = "head"       // a dossier ends where its row says
	CheckRow        Check = "row"        // every dossier with words has a row, and every row a dossier
	CheckFile       Check = "file"       // the files of the database are whole
	CheckSignature  Check = "signature"  // a checkpoint was signed with the key of the register
)

// Broken is the first thing that does not hold, in one sentence.
type Broken struct {
	Check   Check
	Dossier string // its id, which says nothing; empty when it is about no single one
	Seq     int64  // the event within the dossier, from 1
	Says    string
}

func (b *Broken) Error() string {
	if b.Dossier == "" {
		return fmt.Sprintf("%s [check: %s]", b.Says, b.Check)
	}
	return fmt.Sprintf("dossier %s, event %d: %s [check: %s]", b.Dossier, b.Seq, b.Says, b.Check)
}

// Sheets are how the ciphertexts of an event are called, in their order.
var Sheets = [3]string{"meta", "case", "identity"}

// Row is what is stored of one event. The slices are only read while it is checked.
type Row struct {
	Dossier  string
	Seq, Pos int64
	Text     [3][]byte // the sealed sheets; empty when not written or erased
	Hash     [3][]byte
	Leaf     []byte
}

// Counts is what was looked at.
type Counts struct {
	Events, Dossiers int64
	Erased           int64 // sheets of which only the hash is left
	Forgotten        int64 // dossiers of which only hashes are left
	Promises         int   // checkpoints that were kept
	Root             tlog.Hash
	Lines, Reviews   Chain // the access log, and the events of annual reviews
	Loose            int64 // lines of the access log that have no place in its chain yet
	Quiet            int64 // lines of which words were taken out
}

// Checker looks at one organisation: its events in the order of the log, then the
// log as a whole, the rows of its dossiers and the end. Each step answers the first thing that
// is broken.
type Checker struct {
	tree     Tree
	ends     map[string]*end
	promises []Checkpoint // still to be kept, the smallest first
	counts   Counts
}

// end is how far a dossier is.
type end struct {
	seq   int64
	leaf  tlog.Hash
	words bool // something can still be read
	row   bool
}

// NewChecker takes what was promised at any time.
func NewChecker(promises []Checkpoint) *Checker {
	sorted := slices.DeleteFunc(slices.Clone(promises), func(c Checkpoint) bool { return c.Size == 0 }) // nothing was promised
	slices.SortFunc(sorted, func(a, b Checkpoint) int { return int(min(1, max(-1, a.Size-b.Size))) })
	return &Checker{ends: map[string]*end{}, promises: sorted}
}

// Event checks the next event of the log.
func (c *Checker) Event(r Row) error {
	e := c.ends[r.Dossier]
	if e == nil {
		e = &end{}
		c.ends[r.Dossier] = e
	}
	if b := cmp.Or(c.place(r), follows(e, r)); b != nil {
		b.Dossier, b.Seq = r.Dossier, r.Seq
		return b
	}
	for i, text := range r.Text {
		e.words = e.words || len(text) > 0
		if len(text) == 0 && len(r.Hash[i]) > 0 {
			c.counts.Erased++
		}
	}
	e.seq, e.leaf = r.Seq, tlog.Hash(r.Leaf)
	c.tree.Add(r.Leaf)
	return c.keep()
}

// follows holds an event against the one of its dossier before it, wherever both are.
func follows(before *end, r Row) *Broken {
	return cmp.Or(number(before, r), sheets(r), link(before, r))
}

func (c *Checker) place(r Row) *Broken {
	if want := c.tree.Size() + 1; r.Pos != want {
		return &Broken{Check: CheckPlace, Says: fmt.Sprintf("it has place %d in the log where place %d should come: what was there is gone or was moved", r.Pos, want)}
	}
	return nil
}

func number(e *end, r Row) *Broken {
	if want := e.seq + 1; r.Seq != want {
		return &Broken{Check: CheckNumber, Says: fmt.Sprintf("event %d of this dossier should come here: what was there is gone or was moved", want)}
	}
	return nil
}

func sheets(r Row) *Broken {
	for i, text := range r.Text {
		if n := len(r.Hash[i]); n != 0 && n != sha256.Size || i == 0 && n == 0 {
			return &Broken{Check: CheckSheet, Says: fmt.Sprintf("the hash of its %s sheet is no hash", Sheets[i])}
		}
		if len(text) == 0 {
			continue
		}
		if sum := sha256.Sum256(text); !bytes.Equal(sum[:], r.Hash[i]) {
			return &Broken{Check: CheckSheet, Says: fmt.Sprintf("its %s sheet is not what its hash says", Sheets[i])}
		}
	}
	return nil
}

func link(e *end, r Row) *Broken {
	var prev []byte
	if e.seq > 0 {
		prev = e.leaf[:]
	}
	if leaf := Leaf(prev, r.Dossier, r.Seq, r.Hash[:]...); !bytes.Equal(leaf[:], r.Leaf) {
		return &Broken{Check: CheckLeaf, Says: "its leaf does not follow from its hashes and the event before it"}
	}
	return nil
}

// keep holds the tree against what was promised of this size.
func (c *Checker) keep() error {
	for len(c.promises) > 0 && c.promises[0].Size == c.tree.Size() {
		p := c.promises[0]
		if c.tree.Root() != p.Root {
			return &Broken{Check: CheckCheckpoint, Says: fmt.Sprintf("among the first %d events at least one is not what the checkpoint of that size promised: the past was rewritten", p.Size)}
		}
		c.promises = c.promises[1:]
		c.counts.Promises++
	}
	return nil
}

// Dossier checks the row that the register works with. version is its number of events.
func (c *Checker) Dossier(id string, version int64, head []byte) error {
	e := c.ends[id]
	if e == nil {
		return &Broken{Check: CheckRow, Dossier: id, Says: "it has a row and no events"}
	}
	e.row = true
	if e.seq != version {
		return &Broken{Check: CheckHead, Dossier: id, Seq: version, Says: fmt.Sprintf("its row counts %d events and the log holds %d", version, e.seq)}
	}
	if !bytes.Equal(e.leaf[:], head) {
		return &Broken{Check: CheckHead, Dossier: id, Seq: version, Says: "its row ends in another leaf than the log"}
	}
	return nil
}

// Log checks what only the whole log shows; size is what the organisation says.
func (c *Checker) Log(size int64) error {
	have := c.tree.Size()
	if have != size {
		return &Broken{Check: CheckSize, Says: fmt.Sprintf("the log should hold %d events and holds %d", size, have)}
	}
	if len(c.promises) > 0 {
		return &Broken{Check: CheckCheckpoint, Says: fmt.Sprintf("a checkpoint promised %d events and the log holds %d: the last were taken away, or an older copy was put back", c.promises[0].Size, size)}
	}
	c.counts.Events, c.counts.Root = size, c.tree.Root()
	return nil
}

// End checks that no dossier was left over, and answers what was looked at.
func (c *Checker) End() (Counts, error) {
	for _, id := range slices.Sorted(maps.Keys(c.ends)) {
		switch e := c.ends[id]; {
		case e.row:
			c.counts.Dossiers++
		case e.words:
			return c.counts, &Broken{Check: CheckRow, Dossier: id, Seq: e.seq, Says: "its events are there and its row is gone"}
		default:
			c.counts.Forgotten++
		}
	}
	return c.counts, nil
}
