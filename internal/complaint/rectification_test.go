package complaint_test

import (
	"strings"
	"testing"

	"wederhoor/internal/complaint"
)

// TestAFactIsPutRightBesideTheStory: the story stays, and so does what the receipt says.
func TestAFactIsPutRightBesideTheStory(t *testing.T) {
	d := received(t, "awb", "2026-11-10 10:00")
	story, filed := d.c.Received.Story, d.c.Filed().Story
	wrong := strings.Fields(story)[0]
	try := func(code, wrong, right string, by complaint.AskedBy) {
		t.Helper()
		d.refuses(code)(d.c.Rectify(d.moment(), complaint.Rectified{Asked: by, Wrong: wrong, Right: right}))
	}
	try("rectify_wrong_empty", " ", "dinsdag", complaint.AskedByComplainant)
	try("rectify_nowhere", "Dit staat er niet", "dinsdag", complaint.AskedByComplainant)
	try("rectify_nowhere", ".", "dinsdag", complaint.AskedByComplainant)
	try("rectify_right_empty", wrong, " ", complaint.AskedByComplainant)
	try("nothing_changed", wrong, wrong, complaint.AskedByComplainant)
	try("redaction_asked", wrong, "dinsdag", "")
	d.do(d.c.Rectify(d.moment(), complaint.Rectified{Asked: complaint.AskedByComplainant, Wrong: wrong, Right: "KANARIE"}))
	if d.c.Received.Story != story || d.c.Filed().Story != filed || len(d.c.Rectified) != 1 {
		t.Errorf("%q, %+v", d.c.Received.Story, d.c.Rectified)
	}
	if copied := d.c.CopyOf(true, nil); !strings.Contains(copied, "maar “KANARIE”") {
		t.Errorf("whom it is about reads %q", copied)
	}
	if bare := d.c.Bare().Rectified; len(bare) != 1 || bare[0].Event.Wrong+bare[0].Event.Right != "" {
		t.Error("a list keeps the words")
	}
}
