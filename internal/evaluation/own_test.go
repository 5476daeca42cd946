package evaluation_test

import (
	"slices"
	"testing"

	"wederhoor/internal/evaluation"
)

// TestAFormOfOurOwnIsJudged by the rules of every form, and by what only it can ask.
func TestAFormOfOurOwnIsJudged(t *testing.T) {
	for _, try := range []struct {
		said   evaluation.Own
		signal bool
		code   evaluation.Code // among the reasons
		column int
	}{
		{said: evaluation.Own{}},
		{said: evaluation.Own{Score: 8, Good: "Veel geoefend", Better: "Iets meer pauze", Happened: "Nee."}},
		{evaluation.Own{Score: 3}, true, evaluation.LowScore, evaluation.OwnScore},
		{evaluation.Own{Score: 8, Good: "Niets"}, true, evaluation.NothingGood, evaluation.OwnGood},
		{evaluation.Own{Score: 9, Better: "Ik dien een klacht in"}, true, evaluation.StrongSign, evaluation.OwnBetter},
		{evaluation.Own{Score: 9, Happened: "De deur klemde"}, true, evaluation.ToldUs, evaluation.OwnHappened},
		{evaluation.Own{Happened: "لم أشعر بالأمان"}, true, evaluation.ToldUs, evaluation.OwnHappened},
		{evaluation.Own{Score: 9, Reply: true}, true, evaluation.WantsReply, evaluation.OwnReply},
	} {
		s, ok := try.said.Judge()
		if ok != try.signal {
			t.Errorf("%+v: signal %v", try.said, ok)
		}
		if try.code != "" && !slices.ContainsFunc(s.Reasons, func(r evaluation.Reason) bool { return r.Code == try.code && r.Column == try.column }) {
			t.Errorf("%+v: reasons %+v", try.said, s.Reasons)
		}
	}
}

// TestWhatSaysNothing is only what is nothing else.
func TestWhatSaysNothing(t *testing.T) {
	for text, want := range map[string]bool{"": true, " - ": true, "Nee.": true, "n.v.t.": true, "N/A": true, "geen": true, "Nee, behalve de trap": false, "niets gehoord na mijn mail": false, "نعم": false, "3": false} {
		if got := evaluation.SaysNothing(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
