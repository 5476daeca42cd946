package access_test

import (
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
)

// TestWhatWasPutThereForSomebodyIsTheirsAlone: with every role, and only when they
// showed all of who they are. It opens nothing of the dossier.
func TestWhatWasPutThereForSomebodyIsTheirsAlone(t *testing.T) {
	henk := access.New("org", "henk", access.Trainer)
	for name, try := range map[string]struct {
		who   access.Actor
		asked complaint.MemberID
		ok    bool
	}{
		"theirs":             {henk, "henk", true},
		"of somebody else":   {access.New("org", "mirjam", access.Roles()...), "henk", false},
		"of nobody":          {access.New("org", "", access.Lead), "", false},
		"other organisation": {access.New("elsewhere", "henk", access.Trainer), "henk", false},
		"half-way":           {henk.HalfWay(), "henk", false},
		"by a mailed link":   {henk.ByLink(), "henk", false},
	} {
		if v := access.MayOpenSide(try.who, "org", try.asked); v.OK != try.ok || v.Rule == "" {
			t.Errorf("%s: %+v", name, v)
		}
	}
	facts := access.Facts{Organisation: "org", Dossier: "d", Subjects: []complaint.MemberID{"henk"}}
	if v := access.May(henk, access.ReadOwnSide, facts); v.OK {
		t.Error("the table lets them into the dossier")
	}
}
