package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// KeysHeld is what opens the key of an organisation, and never a key.
type KeysHeld struct {
	Master     time.Time // since when this master key does; zero: not known
	TakingOver bool      // another master key opens too, and has yet to take over
	Sheet      int       // which recovery sheet it is, counted from one; 0: it is not known with which backups open
	SheetSince time.Time
	Checked    time.Time // when the sheet was last typed back
}

// KeysHeld looks what opens the key of an organisation.
func (s *Store) KeysHeld(ctx context.Context, organisation string) (h KeysHeld, err error) {
	type dated struct {
		slot  string
		since int64
	}
	all, err := list(ctx, s.keys, func(scan func(...any) error) (d dated, err error) { return d, scan(&d.slot, &d.since) },
		"SELECT slot, since FROM org_key WHERE organisation = $1", organisation)
	if err != nil {
		return h, err
	}
	for _, d := range all {
		switch d.slot {
		case slotMaster:
			h.Master = moment(d.since)
		case slotNext:
			h.TakingOver = true
		}
	}
	var since, checked int64
	err = s.reg.QueryRowContext(ctx, "SELECT sheet, since, checked_at FROM backup_key WHERE organisation = $1", organisation).Scan(&h.Sheet, &since, &checked)
	if errors.Is(err, sql.ErrNoRows) {
		return h, nil
	}
	if err != nil {
		return h, unavailable(err)
	}
	h.SheetSince, h.Checked = moment(since), moment(checked)
	return h, nil
}
