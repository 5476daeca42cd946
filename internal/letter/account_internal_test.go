package letter

import (
	"slices"
	"testing"

	"wederhoor/internal/complaint"
)

// TestAPartIsWhatTheBodyReallySays, not what was meant to be in it.
func TestAPartIsWhatTheBodyReallySays(t *testing.T) {
	reason := piece{value: "Te **laat**.", part: complaint.PartReason}
	for body, want := range map[string][]complaint.Part{"Dit is de reden: Te laat.": nil, "Iets anders.": {complaint.PartReason}} {
		l := Text{Body: body}
		l.account(reason)
		if got := l.Missing([]complaint.Part{complaint.PartReason}); !slices.Equal(got, want) {
			t.Errorf("%q: %v", body, got)
		}
	}
}
