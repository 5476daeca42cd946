package evaluation

import (
	"slices"
	"strconv"
	"strings"

	"wederhoor/internal/sheet"
)

// Reasons that only a form of our own can give.
const (
	ToldUs     Code = "told_us"     // answered what we must do something about
	WantsReply Code = "wants_reply" // asked to hear from us
)

// Own is one form of our own, filled in. Texts are as they were typed; a Score is
// from 1 to 10, and 0 is none.
type Own struct {
	Score                  int
	Good, Better, Happened string
	Reply                  bool
}

// The places of its questions, as Reason.Column has them.
const (
	OwnScore = iota
	OwnGood
	OwnBetter
	OwnHappened
	OwnReply
)

var ownForm = Form{Columns: []Column{
	{Index: OwnScore, Kind: Score, Scale: Scale{Min: 1, Max: 10}}, {Index: OwnGood, Kind: Positive}, {Index: OwnBetter, Kind: Improve}, {Index: OwnHappened, Kind: Free}}}

// Judge tells whether it may hold a complaint, by the rules of every form. Besides,
// who answers what happened that we must do something about is always heard, and so
// is who asks for a reply.
func (o Own) Judge() (Signal, bool) {
	texts := []string{"", o.Good, o.Better, o.Happened}
	cells := make([]sheet.Cell, len(texts))
	for i, text := range texts {
		cells[i] = sheet.Cell{Text: text, Kind: sheet.Text}
	}
	if o.Score > 0 {
		cells[OwnScore] = sheet.Cell{Text: strconv.Itoa(o.Score), Kind: sheet.Number, Number: float64(o.Score)}
	}
	s, _ := ownForm.Judge(sheet.Row{Cells: cells})
	if !SaysNothing(o.Happened) {
		s.Reasons = append(s.Reasons, Reason{Code: ToldUs, Column: OwnHappened, Strength: ofNegative})
	}
	if o.Reply {
		s.Reasons = append(s.Reasons, Reason{Code: WantsReply, Column: OwnReply, Strength: ofNegative})
	}
	s.Strength, s.Level = together(s.Reasons), level(s.Reasons)
	return s, s.Level != ""
}

var nothing = []string{"", "nee", "neen", "nee hoor", "niets", "niks", "geen", "nvt", "n v t", "no", "none", "nothing", "na", "n a"}

// SaysNothing reports whether a text only says that there is nothing to say.
func SaysNothing(text string) bool {
	return slices.Contains(nothing, words(text)) && !strings.ContainsFunc(text, func(c rune) bool { return c > 0x24F })
}
