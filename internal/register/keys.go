package register

import (
	"context"
	"errors"
	"time"

	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// KeyDesk is what opens the register of an organisation, for who looks after it.
type KeyDesk struct {
	Source string // kind of place where the master key comes from; see config.Kind
	store.KeysHeld
	Unchecked bool // nobody typed the recovery sheet back for a year
}

// Keys tells what opens the register.
func (r *Register) Keys(ctx context.Context, who Person) (d KeyDesk, err error) {
	if !who.Administers() {
		return d, ErrNotFound
	}
	d.Source = r.Config.KeySource
	d.KeysHeld, err = r.Store.KeysHeld(ctx, who.Organisation())
	d.Unchecked = unchecked(d.KeysHeld, r.Now())
	return d, err
}

// unchecked: a sheet that was in its place a year ago may have gone with a cupboard.
func unchecked(held store.KeysHeld, now time.Time) bool {
	return now.After(held.Checked.AddDate(1, 0, 0))
}

// SheetUnchecked reports whether this person should be asked if the recovery sheet is
// still where it was.
func (r *Register) SheetUnchecked(ctx context.Context, who Person) (bool, error) {
	if !who.Administers() || !r.Home().RecoveryConfirmed { // who never typed it back is asked that
		return false, nil
	}
	held, err := r.Store.KeysHeld(ctx, who.Organisation())
	return err == nil && unchecked(held, r.Now()), err
}

// CheckSheet takes what was typed from the recovery sheet. It must open the register;
// from now on backups open with it too.
func (r *Register) CheckSheet(ctx context.Context, who Person, typed string) error {
	if !who.Administers() {
		return ErrNotFound
	}
	wrong := Problems{{Field: "recovery", Code: "recovery_wrong"}}
	recovery, err := vault.ParseRecovery(typed)
	if err != nil {
		return wrong
	}
	err = r.Store.SealBackupsTo(ctx, who.Organisation(), recovery.Key())
	if errors.Is(err, store.ErrNotFound) {
		return wrong
	}
	return err
}
