package outside_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/outside"
)

// block repeats without end.
type block struct{ at int }

func (b *block) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte((b.at + i) * 31 >> 3)
	}
	b.at += len(p)
	return len(p), nil
}

// TestLargeOriginalsStayOutOfMemory: ten of the largest kind take less than two
// of them, in memory that is held while the file is made.
func TestLargeOriginalsStayOutOfMemory(t *testing.T) {
	const size, most = 20 << 20, 40 << 20
	sum := sha256.New()
	_, _ = io.CopyN(sum, &block{}, size)
	s := source(t)
	first := s.Complaint.History[0]
	received := first.Event.(complaint.Received)
	received.Attachments = nil
	for i := range 10 {
		kind := "application/pdf"
		if i%2 == 1 {
			kind = "application/octet-stream"
		}
		received.Attachments = append(received.Attachments, complaint.Attachment{ID: fmt.Sprintf("f%d", i), Name: "groot.bin", Size: size, Type: kind, SHA256: hex.EncodeToString(sum.Sum(nil))})
	}
	first.Event = received
	s.Complaint = complaint.Fold(append([]complaint.Recorded{first}, s.Complaint.History[1:]...))
	c := body
	c.Black = []outside.Passage{{Text: "KANARIE-BUUR", Reason: "een ander"}}
	f := outside.New(s, c)
	open := func(outside.Piece) (io.ReadCloser, error) { return io.NopCloser(io.LimitReader(&block{}, size)), nil }

	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	var peak atomic.Uint64
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			var now runtime.MemStats
			runtime.ReadMemStats(&now)
			peak.Store(max(peak.Load(), now.HeapAlloc))
			select {
			case <-stop:
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
	}()
	seen := map[string]outside.Seen{}
	for _, p := range f.Going() {
		if p.Sort == outside.Original {
			r, _ := open(p)
			got, err := f.Look(p, r)
			if err != nil {
				t.Fatal(err)
			}
			seen[p.ID] = got
		}
	}
	b, made := f.Bundle(seen, open)
	out := &length{}
	if err := b.Write(out); err != nil {
		t.Fatal(err)
	}
	close(stop)
	<-stopped
	held := int64(peak.Load()) - int64(before.HeapAlloc) //nolint:gosec // megabytes
	t.Logf("%d originals, a file of %d MB, at most %d MB held", made.Originals, out.n>>20, held>>20)
	if made.Originals != 10 || out.n < 10*size || held > most {
		t.Errorf("%d originals, %d bytes, %d bytes held", made.Originals, out.n, held)
	}
}

type length struct{ n int }

func (l *length) Write(p []byte) (int, error) {
	l.n += len(p)
	return len(p), nil
}

// TestAPictureTooLargeToDrawGoesAlongAsAFile, and what is no picture at all.
func TestAPictureTooLargeToDrawGoesAlongAsAFile(t *testing.T) {
	f := outside.New(source(t), body)
	for what, raw := range map[string][]byte{
		"a bomb": []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x86\xa0\x00\x01\x86\xa0\x08\x06\x00\x00\x00\x00\x00\x00\x00"),
		"none":   []byte("\xff\xd8\xff\xe0 dit is geen plaatje"), "half of one": photo(t, "x")[:400],
	} {
		a := attachment("f1", "x.jpg", "image/jpeg", raw)
		seen, err := f.Look(outside.Piece{Sort: outside.Original, File: a}, bytes.NewReader(raw))
		if err != nil || seen.Picture != nil || seen.Sum != a.SHA256 {
			t.Errorf("%s: %v, a picture of %d bytes", what, err, len(seen.Picture))
		}
	}
}

// TestAnOriginalThatChangedIsNoOriginal: nothing is made of it.
func TestAnOriginalThatChangedIsNoOriginal(t *testing.T) {
	f := outside.New(source(t), body)
	a := attachment("f1", "x.txt", "text/plain", []byte("zoals het kwam"))
	if _, err := f.Look(outside.Piece{Sort: outside.Original, File: a}, bytes.NewReader([]byte("zoals het nu is"))); err == nil {
		t.Error("it passed for what came in")
	}
}

// TestWhatIsChosenHasToBeWhole: what is asked before a file can be made.
func TestWhatIsChosenHasToBeWhole(t *testing.T) {
	codes := func(c outside.Choice, sure, looked bool) (all string) {
		for _, p := range outside.New(source(t), c).Problems(sure, looked) {
			all += p.Field + ":" + p.Code + " "
		}
		return all
	}
	named := body
	named.Names = true
	out := body
	out.Out = map[string]string{"af1": " "}
	inBody := body
	inBody.Black = []outside.Passage{{Text: "Geschillencommissie", Reason: "x"}}
	for _, c := range []struct {
		outside.Choice
		sure, looked bool
		want         string
	}{
		{body, false, true, ""},
		{body, false, false, "looked:outside_not_looked "},
		{outside.Choice{}, false, true, "body:outside_body_missing purpose:outside_purpose_missing "},
		{named, false, false, "sure:outside_not_sure "},
		{named, true, false, ""},
		{out, false, true, "why-af1:outside_why_missing "},
		{inBody, false, true, "body:black_needed "},
	} {
		if got := codes(c.Choice, c.sure, c.looked); got != c.want {
			t.Errorf("%+v: %q, not %q", c.Choice, got, c.want)
		}
	}
	f := outside.New(source(t), inBody)
	for p, want := range map[outside.Passage]string{{Text: "x", Reason: "y"}: "black_short", {Text: "- !"}: "black_short", {Text: "de zaal"}: "black_why_missing", {Text: "geschillenCOMMISSIE", Reason: "y"}: "black_again",
		{Text: "Mirjam", Reason: "y"}: "black_needed", {Text: "2026-4711", Reason: "y"}: "black_needed", {Text: "weggelakt", Reason: "y"}: "black_needed", {Text: "de zaal", Reason: "y"}: ""} {
		if got := f.Check(p); got != want {
			t.Errorf("%+v: %q, not %q", p, got, want)
		}
	}
}
