package complaint

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
)

//go:embed presets/*.json
var presetFiles embed.FS

// PresetOrder is the order in which set-up offers the presets.
// PresetAwbCommittee is the preset in which a committee advises, with ten weeks (Awb 9.1.3).
const PresetAwbCommittee = "awb-committee"

var presetOrder = []string{"seed", "crkbo", "wkkgz", "awb", PresetAwbCommittee, "flanders", "disp", "disp-payments"}

// DefaultPreset is the procedure a new organisation starts with.
const DefaultPreset = "seed"

// Presets returns every shipped procedure, the seed first. Each is a complete
// value: what a preset file leaves out it inherits.
func Presets() ([]Procedure, error) {
	var all []Procedure
	for _, id := range presetOrder {
		p, err := Preset(id)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// Preset returns one shipped procedure by id.
func Preset(id string) (Procedure, error) {
	raw, err := presetFiles.ReadFile("presets/" + id + ".json")
	if err != nil {
		return Procedure{}, fmt.Errorf("there is no preset %q", id)
	}
	return readPreset(raw)
}

// readPreset lays a file over the preset it inherits from: a field that is
// present replaces, terms merge by id.
func readPreset(raw []byte) (Procedure, error) {
	var head struct {
		Inherits string `json:"inherits"`
		Terms    []struct {
			ID TermID `json:"id"`
		} `json:"terms"`
	}
	if err := json.Unmarshal(raw, &head); err != nil {
		return Procedure{}, fmt.Errorf("read preset: %w", err)
	}
	var p Procedure
	if head.Inherits != "" {
		base, err := Preset(head.Inherits)
		if err != nil {
			return Procedure{}, err
		}
		p = base
	}
	// JSON reads a list over the old elements, so lists start empty.
	inherited, appeal := p.Terms, p.Appeal
	p.Terms, p.Basis, p.Appeal = nil, Basis{}, nil
	if err := json.Unmarshal(raw, &p); err != nil {
		return Procedure{}, fmt.Errorf("read preset %s: %w", p.ID, err)
	}
	p.Terms = mergeTerms(inherited, p.Terms)
	if p.Appeal == nil {
		p.Appeal = appeal
	}
	return p, p.Check()
}

func mergeTerms(base, over []Term) []Term {
	merged := slices.Clone(base)
	for _, t := range over {
		i := slices.IndexFunc(merged, func(b Term) bool { return b.ID == t.ID })
		if i < 0 {
			merged = append(merged, t)
			continue
		}
		if t.MetBy == nil {
			t.MetBy = merged[i].MetBy
		}
		merged[i] = t
	}
	return slices.DeleteFunc(merged, func(t Term) bool { return t.Off })
}
