package index

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wederhoor/internal/complaint"
)

// TestASnapshotIsTakenInAsItWas: each dossier with all that a list, a search and a figure
// make of it; and what was replaced or taken out before is not in it, to the byte.
func TestASnapshotIsTakenInAsItWas(t *testing.T) {
	x := filledIndex(t, 40, 7)
	gone := x.packed.drawers[0].entry(1)
	x.Remove(gone.ID)
	for i := range x.packed.drawers[1].ids { // a whole drawer
		x.Remove(x.packed.drawers[1].id(i))
	}
	x.Compact()
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(b.Bytes(), []byte(gone.Complainant)) || !bytes.Contains(b.Bytes(), []byte("zaal")) {
		t.Errorf("what was taken out lies in the snapshot, or nothing does: %q", gone.Complainant)
	}
	again := New()
	again.FactOf = x.FactOf
	if err := again.Read(bytes.NewReader(b.Bytes())); err != nil {
		t.Fatal(err)
	}
	want := map[string]*Entry{}
	for _, d := range x.packed.drawers {
		for i := range d.ids {
			want[d.id(i)] = d.entry(i)
		}
	}
	if again.Packed() != len(want) || len(want) < 20 {
		t.Fatalf("%d dossiers, want %d", again.Packed(), len(want))
	}
	for id, e := range want {
		s, ok := again.with(id)
		byNumber, ok2 := again.numbered(e.Ref)
		if !ok || !ok2 || byNumber.ID() != id || again.Version(id) != e.Complaint.Version {
			t.Fatalf("%s is not found", e.Ref)
		}
		got := s.Entry()
		if diff := cmp.Diff([]any{e.Facts, e.Heading, e.Complainant, e.Fact, e.Complaint.History}, []any{got.Facts, got.Heading, got.Complainant, got.Fact, got.Complaint.History}, exactly); diff != "" {
			t.Fatal(diff)
		}
	}
	for i, d := range again.packed.drawers {
		old := x.packed.drawers[i]
		words := func(d *drawer) []string { return slices.Concat(d.lexicon.tokens(len(d.ids))...) }
		if !slices.Equal(words(d), words(old)) || d.living(0) != old.living(0) {
			t.Errorf("drawer %d has other words", i)
		}
	}
	if err := again.Read(bytes.NewReader(b.Bytes())); err == nil || !strings.Contains(err.Error(), "already") {
		t.Error("taken in twice:", err)
	}
	if err := New().Read(bytes.NewReader(b.Bytes()[:b.Len()-9])); err == nil {
		t.Error("half of a snapshot was taken in")
	}
}

// TestWhatCameInMeanwhileIsNewer than a snapshot that is taken in after it.
func TestWhatCameInMeanwhileIsNewer(t *testing.T) {
	x := filledIndex(t, 40, 7)
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	e := x.packed.drawers[0].entry(2)
	again := New()
	again.FactOf = x.FactOf
	c := e.Complaint.After(complaint.Recorded{Seq: e.Complaint.Version + 1, Happened: e.ReceivedAt, Recorded: e.ReceivedAt, Event: complaint.Noted{}})
	again.Put(e.Facts.Organisation, e.ID, c)
	if err := again.Read(&b); err != nil {
		t.Fatal(err)
	}
	if again.Version(e.ID) != c.Version || again.Packed() != x.Packed()-1 {
		t.Errorf("version %d of %d, %d packed", again.Version(e.ID), c.Version, again.Packed())
	}
}

// filledIndex has n dossiers that are over, in drawers of at most size.
func filledIndex(t *testing.T, n, size int) *Index {
	t.Helper()
	x := New()
	x.DrawerSize = size
	at := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	for i := range n {
		when := at.Add(time.Duration(i) * time.Hour)
		recorded := func(seq int, e complaint.Event) complaint.Recorded {
			return complaint.Recorded{Seq: seq, By: complaint.MemberID(fmt.Sprint("m", i%3)), Happened: when, Recorded: when, Event: e}
		}
		x.Put("o", fmt.Sprint("dossier", i), complaint.Fold([]complaint.Recorded{
			recorded(1, complaint.Received{Ref: fmt.Sprint("K-", i), Version: 1, Lang: "nl", From: "consumer", Name: fmt.Sprint("Klager", i), Story: fmt.Sprintf("Eigen%dwoord: de zaal was koud.", i)}),
			recorded(2, complaint.Closed{}),
		}))
	}
	x.Tidy()
	if x.Packed() < n/2 {
		t.Fatalf("%d of %d are packed", x.Packed(), n)
	}
	return x
}
