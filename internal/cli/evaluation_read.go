package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"wederhoor/internal/evaluation"
	"wederhoor/internal/sheet"
)

type evaluationReadCommand struct {
	File string `arg:"" help:"The file, CSV or XLSX, as exported by the tool of the form." placeholder:"FILE"`
}

// maxWarnings is how many are printed; of a million odd rows nobody reads them all.
const maxWarnings = 1_000

// understood is what the command prints. Others rely on the names in the first group.
type understood struct {
	Columns  []understoodColumn `json:"columns"`
	Rows     int                `json:"rows"`     // filled in forms, without the header
	Warnings []string           `json:"warnings"` // sentences that name row and column

	Format       sheet.Format `json:"format"`
	Encoding     string       `json:"encoding,omitempty"`
	HeaderRow    int          `json:"headerRow,omitempty"`
	Signals      int          `json:"signals"` // reactions that may be complaints
	MoreWarnings int          `json:"moreWarnings,omitempty"`
}

type understoodColumn struct {
	Name     string             `json:"name"`
	Kind     evaluation.Kind    `json:"kind"`
	Role     evaluation.Role    `json:"role,omitempty"`
	Scale    string             `json:"scale,omitempty"`    // "1-5"
	Reversed bool               `json:"reversed,omitempty"` // low is good
	Doubts   []evaluation.Doubt `json:"doubts,omitempty"`   // what a person would be asked
}

// Run reads the file to its end, so that what is wrong on its last row is told too.
// The error is one sentence.
func (c evaluationReadCommand) Run(s streams) error {
	u, err := understand(c.File)
	if err != nil {
		return err
	}
	out := json.NewEncoder(s.out)
	out.SetEscapeHTML(false) // for a person, not for a page
	out.SetIndent("", "  ")
	return out.Encode(u)
}

func understand(name string) (u understood, err error) {
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return u, fmt.Errorf("there is no file %s", name)
	} else if err != nil {
		return u, fmt.Errorf("look at the file: %w", err)
	}
	if !info.Mode().IsRegular() {
		return u, fmt.Errorf("%s is not a file with evaluation forms", name)
	}
	f, err := os.Open(name)
	if err != nil {
		return u, fmt.Errorf("open the file: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	t, err := sheet.Open(f, info.Size(), sheet.Options{})
	if err != nil {
		return u, err
	}
	u = understood{Columns: []understoodColumn{}, Warnings: []string{}, Format: t.Format, Encoding: t.Encoding, HeaderRow: t.HeaderRow}
	form := evaluation.Propose(t, t.Preview)
	err = t.Rows(func(r sheet.Row) error {
		u.Rows++
		if _, ok := form.Judge(r); ok {
			u.Signals++
		}
		u.warn(r.Problems)
		return nil
	})
	u.warn(t.Warnings) // after Rows, which finds more of them
	for _, c := range form.Columns {
		u.Columns = append(u.Columns, column(c))
	}
	return u, err
}

func (u *understood) warn(all []sheet.Problem) {
	for _, p := range all {
		if len(u.Warnings) == maxWarnings {
			u.MoreWarnings++
			continue
		}
		u.Warnings = append(u.Warnings, p.Error())
	}
}

func column(c evaluation.Column) understoodColumn {
	out := understoodColumn{Name: c.Name, Kind: c.Kind, Role: c.Role, Reversed: c.Reversed, Doubts: c.Doubts}
	if c.Scale.Max > c.Scale.Min {
		out.Scale = fmt.Sprintf("%g-%g", c.Scale.Min, c.Scale.Max)
	}
	return out
}
