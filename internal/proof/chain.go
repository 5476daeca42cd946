package proof

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/tlog"
)

// Checks of what stands beside the events.
const (
	CheckLine       Check = "line"       // the access log: each line is what was written, and none is gone
	CheckReview     Check = "review"     // the annual reviews: each event is what was written, and none is gone
	CheckAttachment Check = "attachment" // the bytes of a file are those that came in
)

// Chain is the end of a row of hashes, each of which holds the one before.
type Chain struct {
	Size int64
	Head tlog.Hash
}

// Add puts one more entry at the end.
func (c *Chain) Add(entry []byte) {
	c.Head = sha256.Sum256(slices.Concat([]byte("wh1c"), c.Head[:], entry))
	c.Size++
}

// Line is a line of the access log as it is stored. The slices are only read while it
// is checked.
type Line struct {
	N, At                             int64 // place in the chain, from 1; Unix milliseconds
	ID, Member, Dossier, Action, Rule string
	Allowed                           int64
	Who                               []byte // sealed
	Written, Kept                     []byte // where words were taken out: the hash of what was written, and of what is left
	Link                              []byte
}

// Entry is what the chain holds of a line.
func (l Line) Entry() []byte {
	h := sha256.New()
	h.Write([]byte("wh1a"))
	for _, n := range []int64{l.At, l.Allowed} {
		_ = binary.Write(h, binary.BigEndian, n)
	}
	written := l.Written
	if written == nil {
		written = sum(l.Who)
	}
	for _, b := range [][]byte{[]byte(l.ID), []byte(l.Member), []byte(l.Dossier), []byte(l.Action), []byte(l.Rule), written} {
		_ = binary.Write(h, binary.BigEndian, int64(len(b)))
		h.Write(b)
	}
	return h.Sum(nil)
}

// sum is the hash of what was sealed; of nothing there is none.
func sum(b []byte) []byte {
	if b == nil {
		return nil
	}
	s := sha256.Sum256(b)
	return s[:]
}

// kept holds a chain against what was promised of it.
type kept struct {
	Chain
	check    Check
	what     string // "lines of the access log"
	promises []Chain
}

func keeps(check Check, what string, promises []Checkpoint, of func(Checkpoint) Chain) kept {
	k := kept{check: check, what: what}
	for _, p := range promises {
		if c := of(p); c.Size > 0 {
			k.promises = append(k.promises, c)
		}
	}
	slices.SortFunc(k.promises, func(a, b Chain) int { return cmp.Compare(a.Size, b.Size) })
	return k
}

// next takes an entry that says which place it has.
func (k *kept) next(n int64, entry []byte) *Broken {
	if want := k.Size + 1; n != want {
		return &Broken{Check: k.check, Says: fmt.Sprintf("number %d of the %s should come where number %d stands: what was there is gone or was moved", want, k.what, n)}
	}
	k.Add(entry)
	for ; len(k.promises) > 0 && k.promises[0].Size == k.Size; k.promises = k.promises[1:] {
		if k.promises[0].Head != k.Head {
			return &Broken{Check: CheckCheckpoint, Says: fmt.Sprintf("among the first %d %s at least one is not what a checkpoint promised: the past was rewritten", k.Size, k.what)}
		}
	}
	return nil
}

func (k *kept) end() *Broken {
	if len(k.promises) > 0 {
		return &Broken{Check: CheckCheckpoint, Says: fmt.Sprintf("a checkpoint promised %d %s and there are %d: the last were taken away, or an older copy was put back", k.promises[0].Size, k.what, k.Size)}
	}
	return nil
}

// Lines looks at the access log of one organisation, in the order of its chain.
type Lines struct{ kept }

// NewLines takes what was promised at any time.
func NewLines(promises []Checkpoint) *Lines {
	return &Lines{kept: keeps(CheckLine, "lines of the access log", promises, func(c Checkpoint) Chain { return c.Lines })}
}

// Line checks the next one. erased says that the dossier it is about lost words, which
// is the one reason why a line may have lost some.
func (c *Lines) Line(l Line, erased bool) error {
	wrong := func(says string) error {
		return &Broken{Check: CheckLine, Says: fmt.Sprintf("number %d of the lines of the access log, %s: %s", l.N, l.ID, says)}
	}
	if b := c.next(l.N, l.Entry()); b != nil {
		return b
	}
	switch {
	case !bytes.Equal(c.Head[:], l.Link):
		return wrong("it is not what was written, or does not follow from the line before it")
	case l.Written == nil:
		return nil
	case !erased:
		return wrong("words were taken out, and nothing of its dossier was erased")
	case l.Kept != nil && !bytes.Equal(sum(l.Who), l.Kept):
		return wrong("what was left of its words was changed")
	}
	return nil
}

// End checks what only the whole log shows; size is what the organisation says.
func (c *Lines) End(size int64) error {
	if c.Size != size {
		return &Broken{Check: CheckLine, Says: fmt.Sprintf("the access log should hold %d lines and holds %d", size, c.Size)}
	}
	if b := c.end(); b != nil {
		return b
	}
	return nil
}

// ReviewRow is what is stored of one event of an annual review.
type ReviewRow struct {
	Review        string
	Seq, Pos      int64
	Body          []byte
	Written, Kept []byte // as of a Line
	Leaf          []byte
}

// Reviews looks at the annual reviews of one organisation: their events in order, then
// the row of each review, and the end.
type Reviews struct {
	kept
	ends map[string]*end
}

// NewReviews takes what was promised at any time.
func NewReviews(promises []Checkpoint) *Reviews {
	return &Reviews{ends: map[string]*end{}, kept: keeps(CheckReview, "events of annual reviews", promises, func(c Checkpoint) Chain { return c.Reviews })}
}

func wrongReview(id string, seq int64, says string) error {
	return &Broken{Check: CheckReview, Says: fmt.Sprintf("annual review %s, event %d: %s", id, seq, says)}
}

// Event checks the next event.
func (c *Reviews) Event(r ReviewRow) error {
	e := c.ends[r.Review]
	if e == nil {
		e = &end{}
		c.ends[r.Review] = e
	}
	var prev []byte
	if e.seq > 0 {
		prev = e.leaf[:]
	}
	written := r.Written
	if written == nil {
		written = sum(r.Body)
	}
	leaf := Leaf(prev, r.Review, r.Seq, written)
	switch {
	case r.Seq != e.seq+1:
		return wrongReview(r.Review, r.Seq, fmt.Sprintf("event %d should come here: what was there is gone or was moved", e.seq+1))
	case !bytes.Equal(leaf[:], r.Leaf):
		return wrongReview(r.Review, r.Seq, "it is not what was written, or does not follow from the event before it")
	case r.Kept != nil && !bytes.Equal(sum(r.Body), r.Kept):
		return wrongReview(r.Review, r.Seq, "what was left of its words was changed")
	}
	if b := c.next(r.Pos, r.Leaf); b != nil {
		return b
	}
	e.seq, e.leaf = r.Seq, leaf
	return nil
}

// Review checks the row of a review; version is its number of events.
func (c *Reviews) Review(id string, version int64, head []byte) error {
	e := c.ends[id]
	if e == nil {
		e = &end{}
	}
	e.row = true
	if e.seq != version || version > 0 && !bytes.Equal(e.leaf[:], head) {
		return wrongReview(id, version, fmt.Sprintf("its row counts %d events and ends elsewhere than the %d that are there", version, e.seq))
	}
	return nil
}

// End checks that no events were left over.
func (c *Reviews) End() error {
	for id, e := range c.ends {
		if !e.row {
			return wrongReview(id, e.seq, "its events are there and its row is gone")
		}
	}
	if b := c.end(); b != nil {
		return b
	}
	return nil
}
