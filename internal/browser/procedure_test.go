package browser

import (
	"strings"
	"testing"
	"time"
)

// TestTheExampleFollowsWhatIsTyped changes a term of the draft: the example beside
// it tells other days at once, and nothing is kept.
func TestTheExampleFollowsWhatIsTyped(t *testing.T) {
	site, accounts := demo(t)
	tab := New(t, 1280, 900, false)
	signInAs(tab, site, accounts["lead"])
	tab.Go(site + "/staff/procedure/draft?received=2026-11-23")
	if said := tab.Text("#voorbeeld"); !strings.Contains(said, "ma 30 nov") {
		t.Fatalf("the example says:\n%s", said)
	}
	Eval[bool](tab, "(document.querySelector('[name=term_respond]').focus(), document.activeElement.select(), true)")
	tab.Press("1")
	tab.Press("0")
	for end := time.Now().Add(patience); !strings.Contains(tab.Text("#voorbeeld"), "ma 1 feb 2027"); {
		if time.Now().After(end) {
			t.Fatalf("the example still says:\n%s", tab.Text("#voorbeeld"))
		}
		time.Sleep(50 * time.Millisecond)
	}
	tab.Go(site + "/staff/procedure")
	if strings.Contains(tab.Text("main"), "concept klaar") {
		t.Error("the preview was kept")
	}
}
