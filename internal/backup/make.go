package backup

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"wederhoor/internal/files"
	"wederhoor/internal/store"
)

// ErrNoRecipient says that nobody told yet with which sheet backups open.
var ErrNoRecipient = errors.New("nobody said yet with which recovery sheet backups open: start once with --sheet-file, or type the sheet under Instellingen, Reservekopie")

// From is the register that is copied. It may be served meanwhile.
type From struct {
	Data         string
	Postgres     string // takes the place of the database files in Data
	Files        files.Address
	Organisation string // only this one, into a folder of its own; empty: all
}

// ErrNoOrganisation says that an organisation is not there.
var ErrNoOrganisation = errors.New("there is no such organisation in it")

// To is where the archives go. Keys may be the same folder; another place is better,
// because who has both and the sheet has everything.
type To struct {
	Folder string
	Keys   string // empty: Folder
	Ladder Ladder
}

func (t To) keys() string {
	if t.Keys == "" {
		return t.Folder
	}
	return t.Keys
}

// of is the folder in it of one organisation: the ladder and the list of what was erased
// are then of that one alone, and leave those of the whole installation as they are.
func (t To) of(organisation string) To {
	if organisation == "" {
		return t
	}
	t.Folder, t.Keys = filepath.Join(t.Folder, organisation), filepath.Join(t.keys(), organisation)
	return t
}

// Made is a backup that is whole.
type Made struct {
	Run   string
	At    time.Time
	Size  int64 // bytes of both archives
	Rows  int64
	Files int
	Gone  int // files that were erased meanwhile
}

// Make makes a backup of a register as it is at one moment, and then lets go what the
// ladder lets go. It holds nobody up and needs no key.
func Make(ctx context.Context, from From, to To, now time.Time) (m Made, err error) {
	to = to.of(from.Organisation)
	for _, folder := range []string{to.Folder, to.keys()} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return m, fmt.Errorf("make the folder for backups: %w", err)
		}
	}
	c, err := store.OpenCopy(ctx, store.Config{Data: from.Data, Postgres: from.Postgres, Files: from.Files}, from.Organisation)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	recipients, missing, err := c.Recipients(ctx)
	if err != nil {
		return m, err
	}
	if from.Organisation != "" && len(missing)+len(recipients) == 0 {
		return m, ErrNoOrganisation
	}
	if len(missing) > 0 || len(recipients) == 0 {
		return m, ErrNoRecipient
	}
	m.Run, m.At = store.NewID(), now.UTC().Truncate(time.Second)
	ledger, err := c.Ledger(ctx)
	if err != nil {
		return m, err
	}
	if err := writeLedger(to.Folder, ledger); err != nil {
		return m, err
	}
	for _, of := range []struct{ part, folder string }{{store.PartKeys, to.keys()}, {store.PartRegister, to.Folder}} {
		if err := m.archive(ctx, c, of.part, of.folder, recipients); err != nil {
			return m, err
		}
	}
	for _, folder := range []string{to.Folder, to.keys()} {
		if err := to.Ladder.Prune(folder, now); err != nil {
			return m, err
		}
	}
	return m, nil
}

func (m *Made) archive(ctx context.Context, c *store.Copy, part, folder string, to map[string][]byte) error {
	h := Head{Part: part, Run: m.Run, Made: m.At}
	var err error
	if h.Version, err = c.Version(ctx, part); err != nil {
		return err
	}
	size, err := writeWhole(folder, fmt.Sprintf("wederhoor-%s-%.8s-%s.backup", m.At.Format(stamp), m.Run, part), func(f *os.File) error {
		w, err := newWriter(f, h, to)
		if err != nil {
			return err
		}
		if err := fill(ctx, c, w, part); err != nil {
			return err
		}
		m.count(w.Contents)
		return w.end()
	})
	m.Size += size
	return err
}

func (m *Made) count(c Contents) {
	for _, n := range c.Rows {
		m.Rows += n
	}
	m.Files += len(c.Files)
	m.Gone += len(c.Gone)
}

func fill(ctx context.Context, c *store.Copy, w *writer, part string) error {
	all, err := c.Tables(ctx, part)
	if err != nil {
		return err
	}
	for _, t := range all {
		if err := w.table(t); err != nil {
			return err
		}
		if err := c.Rows(ctx, t, func(row []any) error { return w.row(t.Name, row) }); err != nil {
			return err
		}
	}
	if part != store.PartRegister {
		return nil
	}
	return addFiles(ctx, c, w)
}

func addFiles(ctx context.Context, c *store.Copy, w *writer) error {
	ids, err := c.Files(ctx)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("make a backup: %w", err)
		}
		f, err := c.File(ctx, id)
		if errors.Is(err, store.ErrNotFound) {
			w.Gone = append(w.Gone, id)
			continue
		}
		if err != nil {
			return err
		}
		if err := w.file(id, f); err != nil {
			return err
		}
	}
	return nil
}
