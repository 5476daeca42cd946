package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"wederhoor/internal/vault"
)

// ErrMaster says that a key opens no register: nothing was changed.
var ErrMaster = errors.New("this key does not open the register")

// Slots are where the keys of organisations lie, each wrapped for whoever may open
// it. They are changed beside a register that serves: a program that runs has opened
// its keys already.
type Slots struct {
	keys, reg *sql.DB // the same on PostgreSQL
	now       func() time.Time
}

// OpenSlots finds the slots of a register.
func OpenSlots(data, postgres string, now func() time.Time) (s *Slots, err error) {
	s = &Slots{now: now}
	if postgres != "" {
		s.keys, err = look(postgres, PartRegister+","+PartKeys)
		s.reg = s.keys
		return s, err
	}
	for name, db := range map[string]**sql.DB{PartKeys: &s.keys, PartRegister: &s.reg} {
		path := filepath.Join(data, databaseFiles[name])
		if _, err := os.Stat(path); err != nil {
			return nil, errors.Join(fmt.Errorf("there is no register in the folder: %w", err), s.Close())
		}
		if *db, err = sql.Open("sqlite3", sqliteDSN(path, "")); err != nil {
			return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), s.Close())
		}
	}
	return s, nil
}

// Close lets go of them.
func (s *Slots) Close() error {
	var errs []error
	for _, db := range []*sql.DB{s.keys, s.reg} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// Opener is what opens slots: the master key, or sheets.
type Opener struct {
	with  []vault.Key
	slots []string
}

// Master opens with a master key: the one in use, and the one that takes over.
func Master(k vault.Key) Opener { return Opener{[]vault.Key{k}, []string{slotMaster, slotNext}} }

// Sheets opens with the recovery sheets, one for each organisation.
func Sheets(all ...vault.Key) Opener { return Opener{all, []string{slotRecovery}} }

type slot struct {
	organisation, name string
	version            int64
	wrapped            []byte
}

func scanSlot(scan func(...any) error) (s slot, err error) {
	return s, scan(&s.organisation, &s.version, &s.name, &s.wrapped)
}

func slots(ctx context.Context, q reader) ([]slot, error) {
	return list(ctx, q, scanSlot, "SELECT organisation, version, slot, wrapped FROM org_key ORDER BY organisation, version, slot")
}

// Organisations lists whose keys lie here.
func (s *Slots) Organisations(ctx context.Context) ([]string, error) {
	return list(ctx, s.keys, value[string], "SELECT DISTINCT organisation FROM org_key ORDER BY organisation")
}

// Begin lets a new master key open everything besides the one in use. It may be
// repeated.
func (s *Slots) Begin(ctx context.Context, by Opener, next vault.Key) error {
	return s.wrap(ctx, by, slotNext, next, "")
}

// Finish ends the master key that was in use: from now on only this one opens.
func (s *Slots) Finish(ctx context.Context, master vault.Key) error {
	return s.wrap(ctx, Master(master), slotMaster, master, "")
}

// Recover makes a new master key that of the register, with the sheet of every
// organisation in it.
func (s *Slots) Recover(ctx context.Context, master vault.Key, sheets ...vault.Key) error {
	return s.wrap(ctx, Sheets(sheets...), slotMaster, master, "")
}

// Renew ends the sheet of an organisation that was in use: from now on this one opens
// what it has, and the backups that are made.
func (s *Slots) Renew(ctx context.Context, organisation string, by Opener, sheet vault.Key) error {
	if err := s.wrap(ctx, by, slotRecovery, sheet, organisation); err != nil {
		return err
	}
	public, _, err := vault.BackupPair(sheet)
	if err != nil {
		return err
	}
	_, err = s.reg.ExecContext(ctx, "UPDATE backup_key SET public = $1 WHERE organisation = $2", public, organisation)
	if err == nil && s.dated(ctx) { // it was typed back a moment ago
		_, err = s.reg.ExecContext(ctx, "UPDATE backup_key SET sheet = sheet + 1, since = $1, checked_at = $2 WHERE organisation = $3", s.now().UnixMilli(), s.now().UnixMilli(), organisation)
	}
	if err != nil {
		return unavailable(err)
	}
	return nil
}

// dated reports whether the register knows since when a slot is filled. One that an older
// program served last does not, and its keys must be changed all the same: without its
// master key it cannot be brought up to date.
func (s *Slots) dated(ctx context.Context) bool {
	rows, err := s.keys.QueryContext(ctx, "SELECT since FROM org_key WHERE 1 = 0")
	return err == nil && errors.Join(rows.Err(), rows.Close()) == nil
}

// wrap puts the key of every organisation, or of one alone, in a slot, in one
// transaction. The slot of a key that takes over goes when it has taken over.
func (s *Slots) wrap(ctx context.Context, by Opener, into string, kek vault.Key, alone string) (err error) {
	dated := s.dated(ctx)
	tx, err := s.keys.BeginTx(ctx, nil)
	if err != nil {
		return unavailable(err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, tx.Rollback())
		}
	}()
	all, err := slots(ctx, tx)
	if err != nil {
		return err
	}
	keys, err := by.keys(all)
	if err != nil {
		return err
	}
	for at, k := range keys {
		if alone != "" && at.organisation != alone {
			continue
		}
		wrapped := vault.Wrap(kek, into, vault.Address{Organisation: at.organisation}, k)
		_, err := tx.ExecContext(ctx, `INSERT INTO org_key (organisation, version, slot, wrapped) VALUES ($1, $2, $3, $4)
			ON CONFLICT (organisation, version, slot) DO UPDATE SET wrapped = excluded.wrapped`, at.organisation, at.version, into, wrapped)
		if err == nil && dated {
			_, err = tx.ExecContext(ctx, "UPDATE org_key SET since = $1 WHERE organisation = $2 AND version = $3 AND slot = $4", s.now().UnixMilli(), at.organisation, at.version, into)
		}
		if err != nil {
			return unavailable(err)
		}
	}
	if into == slotMaster {
		if _, err := tx.ExecContext(ctx, "DELETE FROM org_key WHERE slot = $1", slotNext); err != nil {
			return unavailable(err)
		}
	}
	if err := tx.Commit(); err != nil {
		return unavailable(err)
	}
	return nil
}

// keyOf is one version of the key of an organisation.
type keyOf struct {
	organisation string
	version      int64
}

// keys opens the key of every organisation, or says ErrMaster.
func (o Opener) keys(all []slot) (map[keyOf]vault.Key, error) {
	opened, wanted := map[keyOf]vault.Key{}, map[keyOf]bool{}
	for _, x := range all {
		at := keyOf{x.organisation, x.version}
		wanted[at] = true
		for _, name := range o.slots {
			if x.name != name {
				continue
			}
			for _, with := range o.with {
				if k, err := vault.Unwrap(with, name, vault.Address{Organisation: x.organisation}, x.wrapped); err == nil {
					opened[at] = k
				}
			}
		}
	}
	if len(opened) == 0 || len(opened) != len(wanted) {
		return nil, ErrMaster
	}
	return opened, nil
}

// fits refuses a master key that does not open what is there, before anything of it
// is touched. Where nothing is yet, any key will do.
func fits(ctx context.Context, cfg Config) (err error) {
	there := "SELECT COUNT(*) FROM sqlite_master WHERE name = 'org_key'"
	if cfg.Postgres != "" {
		if err := assertPinned(ctx, cfg.Postgres); err != nil {
			return err
		}
		there = "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'keys' AND table_name = 'org_key'"
	} else if _, err := os.Stat(filepath.Join(cfg.Data, "keys.db")); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	db, err := reach(readOnly(filepath.Join(cfg.Data, "keys.db")), cfg.Postgres, PartKeys)
	if err != nil {
		return fmt.Errorf("open the keys: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var n int
	if err := db.QueryRowContext(ctx, there).Scan(&n); err != nil {
		return unavailable(err)
	}
	if n == 0 {
		return nil
	}
	all, err := slots(ctx, db)
	if err != nil || len(all) == 0 {
		return err
	}
	if _, err := Master(cfg.Master).keys(all); err != nil {
		return fmt.Errorf("%w. Nothing was changed. Put the right master key back, or use the recovery sheet: wederhoor key recover", err)
	}
	return nil
}
