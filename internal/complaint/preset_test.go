package complaint_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

func TestEveryPresetCanBePutInForceAndSaysWhereItComesFrom(t *testing.T) {
	all, err := complaint.Presets()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 8 || all[0].ID != complaint.DefaultPreset {
		t.Fatalf("%d presets, the first %q", len(all), all[0].ID)
	}
	seen := map[string]bool{}
	for _, p := range all {
		if err := p.Check(); err != nil {
			t.Error(err)
		}
		if p.Basis.Source == "" || p.Basis.AsOf.IsZero() || p.Basis.Note == "" {
			t.Errorf("%s does not say where it comes from: %+v", p.ID, p.Basis)
		}
		if seen[p.ID] || seen[p.Basis.Source] {
			t.Errorf("%s repeats an id or a source", p.ID)
		}
		seen[p.ID], seen[p.Basis.Source] = true, true
		t.Logf("%s: %s, stand %v; laat dit toetsen", p.ID, p.Basis.Source, p.Basis.AsOf)
	}
}

// TestAProcedureKeepsItsMeaningInStorage: it is stored as JSON beside the complaints pinned to it.
func TestAProcedureKeepsItsMeaningInStorage(t *testing.T) {
	all, err := complaint.Presets()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		raw, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		var back complaint.Procedure
		if err := json.Unmarshal(raw, &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(p, back, cmp.AllowUnexported(calendar.Date{}), cmpopts.IgnoreUnexported(complaint.Procedure{})); diff != "" {
			t.Errorf("%s changed in storage:\n%s", p.ID, diff)
		}
	}
}

// TestWhatAPresetLeavesOutItInherits, and what it says replaces.
func TestWhatAPresetLeavesOutItInherits(t *testing.T) {
	awb, committee := preset(t, "awb"), preset(t, "awb-committee")
	if !committee.Requirements.Hearing || committee.Admissible.Within.String() != "1y" || !committee.Calendar.Roll {
		t.Error("awb-committee lost what it inherits from awb")
	}
	if _, ok := awb.Term(complaint.TermDecide); ok {
		t.Error("a term that is switched off is still there")
	}
	if awb.Extension.Unilateral.Total.String() != "10w" || committee.Extension.Unilateral.Total.String() != "14w" {
		t.Error("the limits on extension are mixed up")
	}
	if discuss, ok := preset(t, "disp").Term(complaint.TermDiscuss); !ok || discuss.Hard {
		t.Error("disp lost the soft term for the talk")
	}
	if len(awb.Appeal) != 1 || awb.Appeal[0].Kind != "ombudsman" {
		t.Errorf("an appeal body of another norm stayed: %+v", awb.Appeal)
	}
}

func TestAPresetNobodyShippedIsAnError(t *testing.T) {
	if _, err := complaint.Preset("iso"); err == nil {
		t.Error("a preset out of nothing")
	}
}

// TestAProcedureThatPromisesNothingIsRefused, one demand at a time.
func TestAProcedureThatPromisesNothingIsRefused(t *testing.T) {
	for name, spoil := range map[string]func(*complaint.Procedure){
		"no id":           func(p *complaint.Procedure) { p.ID = "" },
		"no name":         func(p *complaint.Procedure) { p.Name = "" },
		"no such zone":    func(p *complaint.Procedure) { p.Calendar.Zone = "Europe/Leiden" },
		"no holidays":     func(p *complaint.Procedure) { p.Calendar.Holidays = "XX" },
		"no start":        func(p *complaint.Procedure) { p.Start = "" },
		"no response":     func(p *complaint.Procedure) { p.Terms = p.Terms[:3] },
		"response off":    func(p *complaint.Procedure) { p.Terms[3].Off = true },
		"no length":       func(p *complaint.Procedure) { p.Terms[0].Length = calendar.Length{} },
		"met by nothing":  func(p *complaint.Procedure) { p.Terms[0].MetBy = nil },
		"met by a typo":   func(p *complaint.Procedure) { p.Terms[0].MetBy = []complaint.Kind{"discused"} },
		"no appeal":       func(p *complaint.Procedure) { p.Appeal = nil },
		"no findings":     func(p *complaint.Procedure) { p.Findings = nil },
		"no choice":       func(p *complaint.Procedure) { p.Acknowledgement = nil },
		"extend how far":  func(p *complaint.Procedure) { p.Extension.Unilateral = &complaint.Unilateral{Times: 1} },
		"extend how many": func(p *complaint.Procedure) { p.Extension.Unilateral = &complaint.Unilateral{Total: p.Retention.Log} },
	} {
		p := preset(t, "seed")
		spoil(&p)
		if p.Check() == nil {
			t.Errorf("%s: can be put in force", name)
		}
	}
}
