package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"wederhoor/internal/store"
)

// TestANormIsAskedForOnceThereIsAList: nobody is asked before; then a decision that upholds
// names several, one that is no longer in use is refused with all that was typed, and a
// decision that does not uphold names none. A complaint counts at each of its norms.
func TestANormIsAskedForOnceThereIsAList(t *testing.T) {
	s := lived(t)
	lead, _ := s.reg.LeadMember()
	c := s.holding(s.session(lead, store.LevelFull))
	find := func(title string) string {
		found := regexp.MustCompile(`href="(/staff/complaints/[^"?]+)">` + title).FindStringSubmatch(s.get(c, "/staff/complaints").body)
		if found == nil {
			t.Fatalf("%q is not in the register", title)
		}
		return found[1]
	}
	page, other := find("Persoonlijk verhaal"), find("Druk om persoonlijke dingen")
	if strings.Contains(s.get(c, page+"/decision").body, "Welke norm") || strings.Contains(s.get(c, "/staff/figures?period=2026").body, "Per norm") {
		t.Error("a norm is asked for where there are none")
	}
	form := s.fields(c, "/staff/settings/lists")
	form.Set("norm_new_1", "Zorgvuldig")
	form.Set("norm_new_2", "zorgvuldig")
	form.Set("norm_new_3", "Fair play")
	if a := s.post(c, "/staff/settings/lists", form); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Deze norm staat er al. Kies een andere naam.") || !strings.Contains(a.body, `value="Fair play"`) {
		t.Errorf("two alike: %d", a.code)
	}
	form.Set("norm_new_2", "Op tijd")
	s.must(s.post(c, "/staff/settings/lists", form))
	if a := s.get(c, page+"/decision").body; !strings.Contains(a, "Welke norm is niet gevolgd?") || strings.Count(a, `name="norm"`) != 3 {
		t.Error("the form of a decision does not know the list")
	}
	lists := s.fields(c, "/staff/settings/lists")
	lists.Set("norm_state_own3", "off")
	lists.Set("norm_label_own2", "Snel genoeg")
	s.must(s.post(c, "/staff/settings/lists", lists))
	decision := url.Values{"key": {"k1"}, "finding": {"upheld"}, "reason": {"Dat had niet gemogen."}, "norm": {"own1", "own3"}, "remedy": {"Een gesprek"}, "remedy_kind": {"apology"}}
	a := s.post(c, page+"/decision", decision)
	if a.code != http.StatusUnprocessableEntity || strings.Count(a.body, "Deze norm kies je niet meer.") != 2 || !strings.Contains(a.body, `href="#norm"`) || !strings.Contains(a.body, `id="norm"`) ||
		!strings.Contains(a.body, `value="own1" checked`) || !strings.Contains(a.body, "Dat had niet gemogen.") || !strings.Contains(a.body, `value="Een gesprek"`) {
		t.Errorf("%d: the sentence is not at its field, or something is lost", a.code)
	}
	decision.Set("key", "k2")
	decision["norm"] = []string{"own1", "own2"}
	s.must(s.post(c, page+"/decision", decision))
	if a := s.get(c, page).body; !strings.Contains(a, "Niet gevolgd: Zorgvuldig, Snel genoeg") {
		t.Error("the dossier does not say which norms were not kept to")
	}
	s.must(s.post(c, other+"/decision", url.Values{"key": {"k3"}, "finding": {"not_upheld"}, "reason": {"Niemand werd gedwongen."}, "norm": {"own1"}}))
	if a := s.get(c, other).body; strings.Contains(a, "Niet gevolgd") {
		t.Error("a norm stands at a complaint that was not upheld")
	}
	figures := s.get(c, "/staff/figures?period=2026").body
	for _, x := range []string{"Per norm die niet is gevolgd (een klacht kan bij meer normen staan)", "cut=norm&amp;figure=founded&amp;period=2026&amp;value=own1", "cut=norm&amp;figure=founded&amp;period=2026&amp;value=own2"} {
		if !strings.Contains(figures, x) {
			t.Errorf("the figures do not say %q", x)
		}
	}
	for _, n := range []string{"own1", "own2"} {
		if list := s.get(c, "/staff/complaints?figure=founded&period=2026&cut=norm&value="+n).body; !strings.Contains(list, "Eén klacht.") {
			t.Errorf("%s does not lead to its complaint", n)
		}
	}
	if csv := s.get(c, "/staff/figures/cijfers.csv?period=2026").body; !strings.Contains(csv, "Snel genoeg;1;0") {
		t.Error("the file does not tell norms apart")
	}
	if slices.Contains(cells(t, s.get(c, "/staff/figures/cijfers-om-te-delen.xlsx?period=2026").body), "Snel genoeg") {
		t.Error("norms left the circle: they do not add up to what came in")
	}
}
