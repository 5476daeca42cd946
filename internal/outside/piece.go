package outside

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"wederhoor/internal/complaint"
)

// Sort is what kind of part of a dossier something is.
type Sort string

// Sorts of parts. All but Internal go along unless somebody takes them out.
const (
	Said     Sort = "said"     // what was said and decided
	Internal Sort = "internal" // among ourselves
	Sent     Sort = "sent"     // a letter that left
	Original Sort = "original" // a file somebody sent along
)

// Piece is one thing of a dossier that can go along.
type Piece struct {
	ID      string // stable while the dossier grows: "e3", "l…", "a…"
	Sort    Sort
	At      time.Time
	Kind    string // what it is, without a word of what is in it: "Bericht van de klager"
	Heading string
	By      complaint.MemberID // who did it; empty: ByName, if anybody
	ByName  string
	Via     string
	Text    string
	Letter  complaint.Letter
	File    complaint.Attachment
	Aside   bool // stays behind unless somebody chooses it
	seq     int
}

// Say gives the value of a field in words: a category by its name, never by its code.
type Say func(complaint.Field, string) string

// Pieces lists what can go along, in the order in which it happened.
func Pieces(c complaint.Complaint, p complaint.Procedure, say Say) []Piece {
	var all []Piece
	for _, r := range c.History {
		if c.TakenBack(r.Event) {
			continue // its reader never had it
		}
		if piece := describe(c, p, say, r); piece.Sort != "" {
			piece.ID, piece.At, piece.seq, piece.Aside = "e"+strconv.Itoa(r.Seq), r.Happened, r.Seq, piece.Sort == Internal
			all = append(all, piece)
		}
		for _, a := range attached(r.Event) {
			all = append(all, Piece{ID: "a" + a.ID, Sort: Original, At: r.Happened, Kind: "Bijlage", Heading: "Bijlage", By: by(r), File: a, seq: r.Seq})
		}
	}
	for _, l := range c.Letters {
		if (l.State == complaint.LetterDone || l.State == complaint.LetterBounced) && l.Reader != complaint.ReaderAsker {
			all = append(all, letterPiece(l))
		}
	}
	slices.SortStableFunc(all, func(a, b Piece) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.seq, b.seq)) })
	return all
}

// Unsent counts the letters that nobody outside had yet: they stay behind.
func Unsent(c complaint.Complaint) (n int) {
	for _, l := range c.Letters {
		if l.Reader != complaint.ReaderAsker && l.State != complaint.LetterDone && l.State != complaint.LetterBounced {
			n++
		}
	}
	return n
}

func letterPiece(l complaint.Letter) Piece {
	kind := letterWords[l.Purpose]
	if kind == "" {
		kind = "Brief"
	}
	return Piece{ID: "l" + l.ID, Sort: Sent, At: l.WrittenAt, Kind: kind, Heading: kind, By: l.Signer, Via: viaWords[l.How], Text: l.Text, Letter: l}
}

func attached(e complaint.Event) (all []complaint.Attachment) {
	switch e := e.(type) {
	case complaint.Received:
		all = e.Attachments
	case complaint.MessageReceived:
		all = e.Attachments
	case complaint.Heard:
		all = e.Attachments
	}
	return slices.DeleteFunc(slices.Clone(all), func(a complaint.Attachment) bool { return a.Gone })
}

func by(r complaint.Recorded) complaint.MemberID {
	switch e := r.Event.(type) {
	case complaint.Received, complaint.MessageReceived:
		return complaint.ByComplainant
	case complaint.Heard:
		return e.Member
	}
	return r.By
}

// paragraphs puts what there is below each other.
func paragraphs(all ...string) string {
	return strings.Join(slices.DeleteFunc(all, func(s string) bool { return strings.TrimSpace(s) == "" }), "\n\n")
}

// lead puts a word before a text that is there.
func lead(word, text string) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	return word + text
}
