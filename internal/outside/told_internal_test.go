package outside

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"wederhoor/internal/complaint"
)

// silent are the kinds that no part tells, each with the reason.
var silent = map[complaint.Kind]string{
	complaint.KindReported: "how it reached us inside", complaint.KindHandedOver: "who works on it", complaint.KindGlassBroken: "who may read it", complaint.KindReaders: "who may read it",
	complaint.KindHandler: "who works on it", complaint.KindAcknowledged: "its letter tells it", complaint.KindLetter: "a part of its own once it left", complaint.KindDelivered: "the letter is a part",
	complaint.KindFailed: "the post, not the complaint", complaint.KindRecalled: "nobody ever had it", complaint.KindResent: "the post, not the complaint", complaint.KindOutside: "a file like this one",
	complaint.KindSideClosed: "who may read it", complaint.KindReviewed: "the partners look back on the year, not on this complainant",
	complaint.KindHoldPlaced: "how long we keep it", complaint.KindHoldLifted: "how long we keep it", complaint.KindProposed: "how long we keep it", complaint.KindConfirmed: "how long we keep it",
	complaint.KindAccessRequested: "what somebody wants to know of us", complaint.KindAccessExtended: "what somebody wants to know of us", complaint.KindPackMade: "a file like this one", complaint.KindAccessAnswered: "what somebody wants to know of us",
	complaint.KindStopped: "how long we keep it", complaint.KindErased: "then there is nothing to give",
	complaint.KindRestricted: "how long we keep it", complaint.KindRestrictionLifted: "how long we keep it",
	complaint.KindRedactionProposed: "how long we keep it", complaint.KindRedactionStopped: "how long we keep it", complaint.KindRedacted: "it says so where the words stood",
}

// TestEveryKindSaysWhetherItGoesAlong: a new kind of event is a part, or stands in
// the list above.
func TestEveryKindSaysWhetherItGoesAlong(t *testing.T) {
	files, err := filepath.Glob("../complaint/testdata/history/*.json")
	if err != nil || len(files) < 40 {
		t.Fatal(len(files), err)
	}
	told, seen := map[complaint.Kind]bool{}, map[complaint.Kind]bool{}
	for _, file := range files {
		raw, err := os.ReadFile(file) //nolint:gosec // a file of ours
		if err != nil {
			t.Fatal(err)
		}
		var sample struct {
			Kind   complaint.Kind
			Sheets map[complaint.Compartment]json.RawMessage
		}
		if err := json.Unmarshal(raw, &sample); err != nil {
			t.Fatal(err)
		}
		sheets := complaint.Sheets{}
		for in, s := range sample.Sheets {
			sheets[in] = s
		}
		e, err := complaint.Decode(sample.Kind, sheets)
		if err != nil {
			t.Fatal(err)
		}
		seen[sample.Kind] = true
		piece := describe(complaint.Complaint{}, complaint.Procedure{}, func(_ complaint.Field, value string) string { return value }, complaint.Recorded{Seq: 1, Event: e})
		told[sample.Kind] = told[sample.Kind] || piece.Sort != ""
	}
	for kind := range seen {
		if told[kind] == (silent[kind] != "") {
			t.Errorf("%s: told %v, and the reason not to is %q", kind, told[kind], silent[kind])
		}
	}
}
