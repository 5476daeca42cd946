package demo

import (
	"slices"
	"strings"
	"testing"

	"wederhoor/internal/complaint"
)

// TestTales: each complaint is its own, in a few sentences, under a category
// that exists, and none names anybody real.
func TestTales(t *testing.T) {
	stories, titles := map[string]bool{}, map[string]bool{}
	for _, x := range tales() {
		if stories[x.story] || titles[x.title] {
			t.Errorf("%q is told twice", x.title)
		}
		stories[x.story], titles[x.title] = true, true
		if n := strings.Count(x.story, ". ") + strings.Count(x.story, "? ") + 1; n > 6 || len(x.story) < 40 {
			t.Errorf("%q has %d sentences", x.title, n)
		}
		if !slices.Contains(complaint.Categories(), x.category) || len(x.title) > 48 {
			t.Errorf("%q: category %q, title of %d characters", x.title, x.category, len(x.title))
		}
		for _, real := range []string{"sporofyt", "buitengewoon", "perfectionisme"} {
			if strings.Contains(strings.ToLower(x.story+x.title+x.about+x.name+x.reason), real) {
				t.Errorf("%q names %s", x.title, real)
			}
		}
	}
	if len(stories) != 48 {
		t.Errorf("%d complaints", len(stories))
	}
}
