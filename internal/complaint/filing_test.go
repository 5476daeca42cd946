package complaint_test

import (
	"bytes"
	"testing"
	"time"

	"wederhoor/internal/complaint"
)

// TestAProofHoldsEverythingThatWasFiled: what differs in anything has another
// proof, and a correction changes nothing.
func TestAProofHoldsEverythingThatWasFiled(t *testing.T) {
	filed := func(e complaint.Received, at time.Time) complaint.Complaint {
		return added(t, complaint.Complaint{}, []complaint.Entry{{Event: e, Happened: at}}, nil)
	}
	told := complaint.Received{Ref: "2026-1", Story: "De zaal was koud.", Attachments: []complaint.Attachment{{Name: "a.jpg", Size: 3, SHA256: "aa"}}}
	c := filed(told, noon)
	proof := c.Filed().Proof()
	if later := added(t, c, []complaint.Entry{{Event: complaint.Corrected{Field: complaint.FieldName, Now: "Nora"}, Happened: noon}}, nil); !bytes.Equal(later.Filed().Proof(), proof) {
		t.Error("a correction changed what was filed")
	}
	for name, change := range map[string]func(*complaint.Received){
		"number": func(e *complaint.Received) { e.Ref = "2026-2" },
		"story":  func(e *complaint.Received) { e.Story += " " },
		"file": func(e *complaint.Received) {
			e.Attachments = []complaint.Attachment{{Name: "a.jpg", Size: 3, SHA256: "ab"}}
		},
		"name": func(e *complaint.Received) {
			e.Attachments = []complaint.Attachment{{Name: "b.jpg", Size: 3, SHA256: "aa"}}
		},
		"fewer": func(e *complaint.Received) { e.Attachments = nil },
	} {
		other := told
		change(&other)
		if bytes.Equal(filed(other, noon).Filed().Proof(), proof) {
			t.Errorf("another %s has the same proof", name)
		}
	}
	if bytes.Equal(filed(told, noon.Add(time.Millisecond)).Filed().Proof(), proof) {
		t.Error("another moment has the same proof")
	}
	if (complaint.Complaint{}).Filed().Ref != "" {
		t.Error("nothing was filed")
	}
}
