package oldregister_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"wederhoor/internal/complaint"
	"wederhoor/internal/oldregister"
	"wederhoor/internal/sheet"
)

// nasty are the pieces that texts are made of here: what spreadsheets work out,
// what ends a cell, and what other programs choke on.
var nasty = []string{"=", "+", "-", "@", "'", "\"", ";", ",", "\t", "\n", "\r\n", " ", "|", "<b>", "&amp;", "_x000D_", "é", "😡", "1", "18-03-2019", "2,5", "WAAR", "Nummer", "Klacht", "zaal", "\u200e", "\x07", strings.Repeat("lang ", 4_000)}

func words(t *rapid.T, name string) string {
	return strings.TrimSpace(oldregister.Clean(strings.Join(rapid.SliceOfN(rapid.SampledFrom(nasty), 0, 6).Draw(t, name), "")))
}

func short(t *rapid.T, name string, most int) string {
	r := []rune(words(t, name))
	return strings.TrimSpace(string(r[:min(len(r), most)]))
}

func drawn(t *rapid.T, p complaint.Procedure) complaint.Past {
	at := time.Date(2019, 3, 18, rapid.IntRange(0, 23).Draw(t, "hour"), 30, rapid.IntRange(0, 59).Draw(t, "second"), 0, p.Zone())
	later := func(name string) time.Time { return at.AddDate(0, 0, rapid.IntRange(0, 900).Draw(t, name)) }
	in := complaint.Past{ReceivedAt: at, Title: "Titel " + short(t, "title", 60), Note: words(t, "note"), Category: rapid.SampledFrom([]string{"", "location", "other"}).Draw(t, "category"),
		Received: complaint.Received{Imported: "i1", Procedure: p.ID, Version: p.Version, Channel: rapid.SampledFrom(complaint.Channels()).Draw(t, "channel"), From: complaint.FromClient, Lang: "nl",
			Story: short(t, "story", complaint.StoryLimit), About: short(t, "about", 300), Name: short(t, "name", 100), OldRef: short(t, "ref", 60),
			OldColumns: []complaint.OldColumn{{Name: "Zaal " + rapid.SampledFrom([]string{"A", "B"}).Draw(t, "column"), Text: short(t, "beside", 500)}}}}
	if rapid.Bool().Draw(t, "decided") {
		in.Steps = append(in.Steps, complaint.Entry{Event: complaint.Decided{Finding: complaint.Upheld, Reason: short(t, "reason", 20_000), Remedies: []complaint.Remedy{{Text: "Geld " + short(t, "remedy", 200)}}}, Happened: later("decided on")})
	}
	if rapid.Bool().Draw(t, "responded") {
		in.Steps = append(in.Steps, complaint.Entry{Event: complaint.Responded{Text: words(t, "response")}, Happened: later("responded on")})
	}
	if rapid.Bool().Draw(t, "closed") {
		in.Closed, in.ClosedAt = &complaint.Closed{Reason: short(t, "closing", 500)}, at.AddDate(3, 0, 0)
	} else {
		in.Closed, in.Received.OldOpen = &complaint.Closed{Assumed: true}, rapid.Bool().Draw(t, "open")
	}
	return in
}

// TestEveryTextGoesRound: whatever stands in a register, written out, read and
// written out again it is the same, in both kinds of file.
func TestEveryTextGoesRound(t *testing.T) {
	p := seed(t)
	rapid.Check(t, func(t *rapid.T) {
		iso := rapid.Bool().Draw(t, "csv")
		w := oldregister.Teller{Zone: p.Zone(), ISO: iso, Member: func(complaint.MemberID) string { return "" },
			Category: func(c string) string {
				return map[string]string{"location": "Locatie en catering", "other": "Anders"}[c]
			}}
		var all []complaint.Past
		for range rapid.IntRange(1, 4).Draw(t, "rows") {
			all = append(all, drawn(t, p))
		}
		first, cells := written(t, w, p, all)
		table, err := sheet.Open(strings.NewReader(first), int64(len(first)), sheet.Options{})
		if err != nil {
			t.Fatalf("open: %v", err)
		}
		plan := oldregister.Propose(table)
		if wrong := plan.Check(); len(wrong) > 0 {
			t.Fatalf("%+v", wrong)
		}
		r := oldregister.Reader{Plan: plan, Procedure: p, Categories: categories, Import: "i2", Now: now}
		var again []complaint.Past
		if err := table.Rows(func(row sheet.Row) error {
			x := r.Read(row)
			if len(x.Faults)+len(x.Unknown) > 0 {
				t.Fatalf("row %d: %+v %+v", x.Number, x.Faults, x.Unknown)
			}
			again = append(again, x.Past)
			return nil
		}); err != nil {
			t.Fatalf("read: %v", err)
		}
		if _, second := written(t, w, p, again); second != cells {
			t.Fatalf("it changed on the way:\n%s\n%s", cells, second)
		}
	})
}

// heard writes down what is written.
type heard struct {
	sheet.Writer
	cells strings.Builder
}

// Row implements sheet.Writer.
func (h *heard) Row(cells []sheet.Cell) error {
	for _, c := range cells {
		_, _ = fmt.Fprintf(&h.cells, "%q ", c.Text)
	}
	h.cells.WriteString("\n")
	return h.Writer.Row(cells)
}

// written is a register as a file, and what was to stand in its cells.
func written(t *rapid.T, w oldregister.Teller, p complaint.Procedure, all []complaint.Past) (file, cells string) {
	var told []oldregister.Told
	for _, in := range all {
		entries, err := complaint.Recount(p, in, now)
		if err != nil {
			t.Fatalf("recount: %v", err)
		}
		var c complaint.Complaint
		for i, e := range entries {
			c = c.After(complaint.Recorded{Seq: i + 1, Event: e.Event, Happened: e.Happened, Recorded: now, By: "m1"})
		}
		told = append(told, w.Tell(c))
	}
	var b bytes.Buffer
	out := &heard{Writer: sheet.NewCSV(&b)}
	if !w.ISO {
		out.Writer, _ = sheet.NewXLSX(&b, "Register")
	}
	if err := w.Write(out, told); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String(), out.cells.String()
}
