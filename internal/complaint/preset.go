package complaint

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"wederhoor/internal/calendar"
)

//go:embed presets/*.json
var presetFiles embed.FS

// PresetOrder is the order in which set-up offers the presets.
var presetOrder = []string{"seed", "crkbo", "wkkgz", "awb", "awb-committee", "flanders", "disp", "disp-payments"}

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

// Check says what makes a procedure unusable; nil means it can be put in force.
func (p Procedure) Check() error {
	if p.ID == "" || p.Name == "" {
		return fmt.Errorf("a procedure needs an id and a name")
	}
	if _, err := time.LoadLocation(p.Calendar.Zone); err != nil {
		return fmt.Errorf("procedure %s: unknown time zone %q", p.ID, p.Calendar.Zone)
	}
	if _, err := calendar.HolidaysOf(p.Calendar.Holidays); err != nil {
		return fmt.Errorf("procedure %s: %w", p.ID, err)
	}
	if p.Start != StartReceipt && p.Start != StartWrittenReceipt {
		return fmt.Errorf("procedure %s: unknown start %q", p.ID, p.Start)
	}
	if _, ok := p.Term(TermRespond); !ok {
		return fmt.Errorf("procedure %s: without a term for the response nothing is promised", p.ID)
	}
	if len(p.Acknowledgement) == 0 || len(p.Appeal) == 0 || len(p.Findings) == 0 {
		return fmt.Errorf("procedure %s: acknowledgement, findings and appeal may not be empty", p.ID)
	}
	for _, t := range p.Terms {
		if t.Length.IsZero() || len(t.MetBy) == 0 {
			return fmt.Errorf("procedure %s: term %s needs a length and what meets it", p.ID, t.ID)
		}
		for _, k := range t.MetBy {
			if _, err := prototype(k); err != nil {
				return fmt.Errorf("procedure %s: term %s can never be met: %w", p.ID, t.ID, err)
			}
		}
	}
	if u := p.Extension.Unilateral; u != nil && (u.Times < 1 || u.Total.IsZero()) {
		return fmt.Errorf("procedure %s: a unilateral extension needs how often and how far", p.ID)
	}
	return nil
}
