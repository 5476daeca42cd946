package backup

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"wederhoor/internal/files"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// ErrKeysOlder says that the archive of the keys is from before that of the register,
// so that what came in between would not open.
var ErrKeysOlder = errors.New("the keys are older than the register: what came in between would not open. Take a newer archive of the keys")

// ErrNone says that there is nothing to put back.
var ErrNone = errors.New("there is no whole backup here: an archive of the register and one of the keys are needed")

// Pair is what is put back: an archive of the register, and one of the keys that is
// not older. The newest keys there are go with every register: keys that were
// destroyed since stay destroyed.
type Pair struct {
	Register, Keys string
	Ledgers        []string // what was erased; a file that is not there is none
}

// Choose finds what to put back. from is a folder, for the newest archive in it, or an
// archive of the register; keys is a folder or an archive of the keys, and empty for
// where the register is.
func Choose(from, keys string) (p Pair, err error) {
	folder, reg, err := choose(from, store.PartRegister)
	if err != nil {
		return p, err
	}
	if keys == "" {
		keys = folder
	}
	keyFolder, k, err := choose(keys, store.PartKeys)
	if err != nil {
		return p, err
	}
	p = Pair{Register: reg, Keys: k, Ledgers: []string{filepath.Join(folder, ledgerName)}}
	if keyFolder != folder {
		p.Ledgers = append(p.Ledgers, filepath.Join(keyFolder, ledgerName))
	}
	return p, nil
}

func choose(path, part string) (folder, archive string, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", "", fmt.Errorf("look for the backup: %w", err)
	}
	if !info.IsDir() {
		return filepath.Dir(path), path, nil
	}
	all, err := List(path)
	if err != nil {
		return "", "", err
	}
	f, ok := newest(all, part)
	if !ok {
		return "", "", ErrNone
	}
	return path, f.Path, nil
}

// Into is where a backup is put back: a place where nothing is.
type Into struct {
	Data     string
	Postgres string
	Files    files.Address
	Master   vault.Key // of the new place; what is put back opens with it
	Now      func() time.Time

	Organisation string      // only this one; empty: all that are in it
	Sheets       []vault.Key // of the other organisations in it
}

// Report is what was put back.
type Report struct {
	Made   time.Time // when the backup was
	Rows   int64
	Files  int
	Erased int // dossiers that the backup brought back and that were erased again
}

// Restore puts a backup back: all of it, or nothing. What was erased after the backup
// was made is erased again before anybody can see it.
func Restore(ctx context.Context, p Pair, recovery vault.Key, into Into) (r Report, err error) {
	sheets := slices.Concat([]vault.Key{recovery}, into.Sheets)
	register, err := openArchive(p.Register, store.PartRegister, sheets)
	if err != nil {
		return r, fmt.Errorf("%s: %w", filepath.Base(p.Register), err)
	}
	defer func() { err = errors.Join(err, register.Close()) }()
	keys, err := openArchive(p.Keys, store.PartKeys, sheets)
	if err != nil {
		return r, fmt.Errorf("%s: %w", filepath.Base(p.Keys), err)
	}
	defer func() { err = errors.Join(err, keys.Close()) }()
	if keys.Made.Before(register.Made) {
		return r, ErrKeysOlder
	}
	if _, there := register.SealedTo[into.Organisation]; into.Organisation != "" && !there {
		return r, ErrNoOrganisation
	}
	erased, err := ledgers(p.Ledgers, into.Organisation)
	if err != nil {
		return r, err
	}
	cfg := store.Config{Data: into.Data, Postgres: into.Postgres, Files: into.Files, Master: into.Master, Now: into.Now}
	if r, err = load(ctx, cfg, into.Organisation, register, keys, sheets); err != nil {
		return r, err
	}
	s, err := store.Open(ctx, cfg)
	if err != nil {
		return r, err
	}
	r.Made = register.Made
	r.Erased, err = s.ReapplyErasures(ctx, erased...)
	return r, errors.Join(err, s.Close())
}

func load(ctx context.Context, cfg store.Config, only string, register, keys *archive, sheets []vault.Key) (r Report, err error) {
	l, err := store.Load(ctx, cfg, only, map[string]int64{store.PartRegister: register.Version, store.PartKeys: keys.Version})
	if err != nil {
		return r, err
	}
	for _, a := range []*archive{register, keys} {
		c, err := a.into(ctx, l)
		if err != nil {
			return r, errors.Join(fmt.Errorf("%s: %w", filepath.Base(a.Name()), err), l.Drop())
		}
		for _, n := range c.Rows {
			r.Rows += n
		}
		r.Files += len(c.Files)
	}
	return r, l.Finish(ctx, sheets...)
}

func ledgers(paths []string, only string) (all []store.Erasure, err error) {
	for _, p := range paths {
		some, err := ReadLedger(p)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return slices.DeleteFunc(all, func(e store.Erasure) bool { return only != "" && e.Organisation != only }), nil
}

// archive is an archive that is open, and the file it is in.
type archive struct {
	*os.File
	*reader
}

func openArchive(path, part string, sheets []vault.Key) (*archive, error) {
	f, err := os.Open(path) //nolint:gosec // the file is the operator's choice
	if err != nil {
		return nil, fmt.Errorf("open the backup: %w", err)
	}
	r, err := openReader(f, sheets)
	if err == nil && r.Part != part {
		err = fmt.Errorf("this is an archive of the %s and not of the %s", r.Part, part)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &archive{f, r}, nil
}

// into puts all of an archive in a register.
func (a *archive) into(ctx context.Context, l *store.Loading) (Contents, error) {
	to := &loading{ctx: ctx, l: l, part: a.Part}
	c, err := a.all(to)
	return c, errors.Join(err, to.close())
}

// loading is a register while one archive is read into it.
type loading struct {
	ctx  context.Context //nolint:containedctx // it lives as long as one call
	l    *store.Loading
	part string
	file files.Writer
}

func (t *loading) table(name string, columns []string) error {
	return t.l.Table(t.ctx, store.Table{Part: t.part, Name: name, Columns: columns})
}

func (t *loading) row(row []any) error { return t.l.Row(t.ctx, row) }

func (t *loading) newFile(id string) (err error) {
	if err := t.close(); err != nil {
		return err
	}
	t.file, err = t.l.File(id)
	return err
}

func (t *loading) bytes(part []byte) error {
	if _, err := t.file.Write(part); err != nil {
		return fmt.Errorf("put back a file: %w", err)
	}
	return nil
}

// close makes the last file durable.
func (t *loading) close() error {
	if t.file == nil {
		return nil
	}
	f := t.file
	t.file = nil
	if err := f.Commit(); err != nil {
		return fmt.Errorf("put back a file: %w", err)
	}
	return nil
}
