package complaint

import "testing"

func TestABrokenPresetFileIsRefused(t *testing.T) {
	for name, raw := range map[string]string{
		"no JSON":             `{"id": "x"`,
		"heir of nobody":      `{"inherits": "nobody", "id": "x", "name": "X"}`,
		"a length of nothing": `{"inherits": "seed", "id": "x", "name": "X", "terms": [{"id": "respond", "length": "0w"}]}`,
		"half a length":       `{"inherits": "seed", "id": "x", "name": "X", "terms": [{"id": "respond", "length": "six weeks"}]}`,
		"no date":             `{"inherits": "seed", "id": "x", "name": "X", "basis": {"as_of": "2025-02-30"}}`,
		"no answer promised":  `{"inherits": "seed", "id": "x", "name": "X", "terms": [{"id": "respond", "off": true}]}`,
		"unmeetable":          `{"inherits": "seed", "id": "x", "name": "X", "terms": [{"id": "extra", "length": "1w"}]}`,
		"unknown start":       `{"inherits": "seed", "id": "x", "name": "X", "start": "someday"}`,
		"without parents":     `{"id": "x", "name": "X"}`,
	} {
		if _, err := readPreset([]byte(raw)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestAnHeirSaysItsOwnSource(t *testing.T) {
	p, err := readPreset([]byte(`{"inherits": "seed", "id": "x", "name": "X"}`))
	if err != nil {
		t.Fatal(err)
	}
	if p.Basis != (Basis{}) {
		t.Errorf("a preset took over the source of another: %+v", p.Basis)
	}
}

// TestStaleElementsDoNotShineThrough: an appeal body of the parent leaves no trace.
func TestStaleElementsDoNotShineThrough(t *testing.T) {
	p, err := readPreset([]byte(`{"inherits": "disp", "id": "x", "name": "X", "appeal": [{"kind": "confidant", "name": "V"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if b := p.Appeal[0]; b.Binding != nil || !b.Within.IsZero() {
		t.Errorf("the parent shines through: %+v", b)
	}
}
