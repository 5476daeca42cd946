package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"wederhoor/internal/files"
)

// ErrNoKeys says that the keys are not beside the register, which alone does not tell
// which files there are.
var ErrNoKeys = errors.New("the keys are not here")

// CheckedFiles is what was found of the files of a register.
type CheckedFiles struct {
	Place   string
	Kept    int      // that the register has the key of
	Missing []string // of those, what is not in its place
	Strays  int      // in the place, and not in the register: under way, or rubbish
}

// CheckFiles holds the files that the register knows against those that are in their
// place. It needs no key, changes nothing, and the register may be served meanwhile.
func CheckFiles(ctx context.Context, cfg Config) (n CheckedFiles, err error) {
	if _, err := os.Stat(filepath.Join(cfg.Data, databaseFiles[PartKeys])); cfg.Postgres == "" && errors.Is(err, os.ErrNotExist) {
		return n, ErrNoKeys
	}
	c, err := OpenCopy(ctx, cfg, "")
	if err != nil {
		return n, err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	kept, err := c.Files(ctx)
	if err != nil {
		return n, err
	}
	there := make([]bool, len(kept))
	n.Place, n.Kept = c.files.String(), len(kept)
	err = c.files.List(ctx, func(o files.Object) error {
		if i, known := slices.BinarySearch(kept, o.Name); known {
			there[i] = true
		} else if o.Name != placeMark {
			n.Strays++
		}
		return nil
	})
	for i, name := range kept {
		if err == nil && !there[i] {
			err = c.missing(ctx, name, &n)
		}
	}
	return n, err
}

// missing looks once more at a file that is not there: what was erased since the copy
// began, or is being erased, has no key of a dossier or a mail any more.
func (c *Copy) missing(ctx context.Context, name string, n *CheckedFiles) error {
	var still int
	err := c.part(PartKeys).db.QueryRowContext(ctx, "SELECT (SELECT COUNT(*) FROM file_key f JOIN dossier_key d ON d.organisation = f.organisation AND d.dossier = f.dossier WHERE f.file = $1) + (SELECT COUNT(*) FROM mail_key WHERE file = $1)", name).Scan(&still)
	if err != nil {
		return unavailable(err)
	}
	if still > 0 {
		n.Missing = append(n.Missing, name)
	} else {
		n.Kept--
	}
	return nil
}
