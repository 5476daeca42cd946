package index

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/fxamacker/cbor/v2"

	"wederhoor/internal/access"
	"wederhoor/internal/figures"
)

// A snapshot is what lies in drawers, as it lies there: nothing is worked out anew
// when it is taken in. What stands open is not in it. Only the program that wrote one
// reads it, and whoever takes one in holds every version in it against what is stored.

// stored comes first in a snapshot.
type stored struct {
	Drawers int
	Classes []access.Facts
}

// storedDrawer is a drawer as it is written: without what follows from the rest.
type storedDrawer struct {
	Organisation string
	Names        []string
	IDs          []byte
	Odd          map[int]string
	Received     []int64
	Day          []figures.Day
	Ended        []uint32
	Version      []uint16
	Class        []uint16
	Classes      []uint32
	Category     []uint16
	Stage        []byte
	Categories   []string
	Slow         []uint16
	Records      storedHeap
	Facts        storedHeap
	Text, Rows   []byte
	Start, Row   []uint32
	Three, Six   []uint64
	Gone         []uint64
	Live         int
	_            struct{} `cbor:",toarray"`
}

type storedHeap struct {
	B   cbor.ByteString
	End []uint32
	_   struct{} `cbor:",toarray"`
}

// Packed is how many dossiers lie in drawers.
func (x *Index) Packed() (n int) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	for _, d := range x.packed.drawers {
		n += d.live
	}
	return n
}

// Write writes a snapshot. Nobody waits for it: a drawer never changes.
func (x *Index) Write(w io.Writer) error {
	x.mu.RLock()
	drawers, head := x.packed.drawers, stored{Drawers: len(x.packed.drawers), Classes: x.packed.classes.facts}
	x.mu.RUnlock()
	buffered := bufio.NewWriterSize(w, 1<<20)
	out := cbor.NewEncoder(buffered)
	err := out.Encode(head)
	for _, d := range drawers {
		if err == nil {
			err = out.Encode(d.stored())
		}
	}
	if err = errors.Join(err, buffered.Flush()); err != nil {
		return fmt.Errorf("write a snapshot of the index: %w", err)
	}
	return nil
}

// Read takes in a snapshot that this program wrote, before anything was packed. When
// that fails nothing was taken in. It is not ready afterwards: versions may be old.
func (x *Index) Read(r io.Reader) error {
	in := cbor.NewDecoder(bufio.NewReaderSize(r, 1<<20))
	var head stored
	if err := in.Decode(&head); err != nil {
		return fmt.Errorf("read a snapshot of the index: %w", err)
	}
	drawers := make([]*drawer, head.Drawers)
	for i := range drawers {
		var d storedDrawer
		if err := in.Decode(&d); err != nil {
			return fmt.Errorf("read a snapshot of the index: %w", err)
		}
		drawers[i] = d.drawer()
	}
	x.packed.tidies.Lock()
	defer x.packed.tidies.Unlock()
	x.mu.Lock()
	defer x.mu.Unlock()
	p := &x.packed
	if len(p.drawers) > 0 || len(p.classes.facts) > 0 {
		return errors.New("read a snapshot of the index: there is something in it already")
	}
	for _, f := range head.Classes {
		p.classes.of(f)
	}
	for _, d := range drawers {
		p.drawers = append(p.drawers, p.add(d, nil))
	}
	for id := range x.entries { // came in meanwhile, and is newer
		if d, i, ok := p.find(id); ok {
			p.replace(d.without(i))
		}
	}
	x.changes.Add(1)
	return nil
}

func (d *drawer) stored() storedDrawer {
	w := storedDrawer{Organisation: d.organisation, Names: d.names, Odd: d.odd, Received: d.received, Day: d.day, Ended: d.ended, Version: d.version,
		Class: d.class, Classes: d.classes, Category: d.category, Stage: d.stage, Categories: d.categories, Slow: d.slow,
		Records: storedHeap{B: cbor.ByteString(d.records.b), End: d.records.end}, Facts: storedHeap{B: cbor.ByteString(d.facts.b), End: d.facts.end},
		Text: d.lexicon.text, Rows: d.lexicon.rows, Start: d.lexicon.start, Row: d.lexicon.row, Three: d.lexicon.three, Six: d.lexicon.six, Gone: d.gone, Live: d.live}
	w.IDs = make([]byte, 0, 16*len(d.ids))
	for _, id := range d.ids {
		w.IDs = append(w.IDs, id[:]...)
	}
	return w
}

func (w *storedDrawer) drawer() *drawer {
	d := &drawer{organisation: w.Organisation, names: w.Names, odd: w.Odd, received: w.Received, day: w.Day, ended: w.Ended, version: w.Version,
		class: w.Class, category: w.Category, stage: w.Stage, categories: w.Categories, slow: w.Slow, classes: w.Classes,
		records: heap{b: string(w.Records.B), end: w.Records.End}, facts: heap{b: string(w.Facts.B), end: w.Facts.End},
		lexicon: lexicon{text: w.Text, rows: w.Rows, start: w.Start, row: w.Row, three: w.Three, six: w.Six}, gone: w.Gone, live: w.Live}
	d.countClasses()
	d.ids = make([][16]byte, len(w.IDs)/16)
	for i := range d.ids {
		copy(d.ids[i][:], w.IDs[16*i:])
	}
	return d
}
