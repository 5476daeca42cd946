package procedure

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wederhoor/internal/complaint"
)

// TestThePageNamesEveryRoadAndSource: docs/procedure.md names each script, and each
// preset with its source as the preset says it.
func TestThePageNamesEveryRoadAndSource(t *testing.T) {
	raw, err := os.ReadFile("../../docs/procedure.md")
	if err != nil {
		t.Fatal(err)
	}
	page := string(raw)
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, f := range files {
		if !strings.Contains(page, "`"+filepath.Base(f)+"`") {
			t.Errorf("docs/procedure.md does not name %s", f)
		}
	}
	if got := strings.Count(page, ".txtar`"); got < len(files) {
		t.Errorf("%d scripts named, %d there are", got, len(files))
	}
	presets, err := complaint.Presets()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range presets {
		source, _, _ := strings.Cut(p.Basis.Source, " (clausules") // the page has the clauses shorter
		if !strings.Contains(page, "| `"+p.ID+"` |") || !strings.Contains(page, source) {
			t.Errorf("docs/procedure.md lacks %s or its source: %s", p.ID, p.Basis.Source)
		}
	}
	if strings.Count(page, "Laat dit toetsen.") < len(presets) {
		t.Error("a preset is shown without: laat dit toetsen")
	}
}
