package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"wederhoor/internal/config"
	"wederhoor/internal/durable"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

type keyCommand struct {
	Recover keyRecoverCommand `cmd:"" help:"The master key is lost: make a new one with the recovery sheet."`
	Rotate  keyRotateCommand  `cmd:"" help:"Change the master key, also while the register serves."`
	Pair    keyPairCommand    `cmd:"" help:"Make the key that opens a sealed export, in the place where it goes; prints the half that is given away."`
	Sheet   keySheetCommand   `cmd:"" help:"Make a new recovery sheet; the old one ends once the new one was typed back."`
}

// bothLost is said whenever a key is made, before it can happen.
const bothLost = "Without the master key AND without the sheet nobody can ever read the register again, and its backups neither.\n"

// slots opens the slots of a register.
func (p place) slots(do func(context.Context, *store.Slots) error) (err error) {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	s, err := store.OpenSlots(p.data(), p.Database, time.Now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return do(ctx, s)
}

// file is that of the master key, for who changes it.
func (p place) file() (string, error) {
	path, err := config.Find(p.data(), p.MasterKey)
	if err != nil {
		return "", err
	}
	if path == "" || config.Kind(path) != config.SourceFile {
		return "", errors.New("this is for a master key in a file: name it with --master-key")
	}
	return path, nil
}

type keyRecoverCommand struct {
	place
	SheetFile []string `help:"File with the recovery key from the sheet; not given or -: it is asked. With several organisations one for each." sep:"none" placeholder:"FILE"`
}

// Run makes a master key where there is none any more.
func (c keyRecoverCommand) Run(s streams) error {
	path, err := c.file()
	if err != nil {
		return err
	}
	if _, err := os.Stat(path); err == nil {
		return fmt.Errorf("there is a master key at %s: move it away when it does not open the register", path)
	}
	sheets, err := recoveryKeys(s, c.SheetFile)
	if err != nil {
		return err
	}
	return c.slots(func(ctx context.Context, slots *store.Slots) error {
		fresh := path + ".new" // until the register opens with it
		master, err := vault.CreateMaster(fresh)
		if err != nil {
			return err
		}
		if err := slots.Recover(ctx, master, sheets...); err != nil {
			err = errors.Join(err, os.Remove(fresh))
			if errors.Is(err, store.ErrMaster) {
				return errors.New("this recovery sheet does not open the register, or not all of it: each organisation has a sheet of its own. Nothing was changed")
			}
			return err
		}
		if err := os.Rename(fresh, path); err != nil {
			return fmt.Errorf("the register opens with %s now, but it could not be moved to its place: %w", fresh, err)
		}
		_, err = fmt.Fprintf(s.out, "The register opens with the new master key %s.\n%s", path, bothLost)
		return err
	})
}

type keyRotateCommand struct {
	place
	KeepOld bool `help:"Let the old key open too, while other machines get the new file; end that with --finish." xor:"how"`
	Finish  bool `help:"End the old key after --keep-old." xor:"how"`
}

// Run changes the master key. Broken off anywhere, the file that is in place opens
// the register, and it can be run again.
func (c keyRotateCommand) Run(s streams) error {
	path, err := c.file()
	if err != nil {
		return err
	}
	old, err := vault.LoadMaster("file:"+path, c.data())
	if err != nil {
		return err
	}
	return c.slots(func(ctx context.Context, slots *store.Slots) error {
		if !c.Finish {
			if old, err = replace(ctx, slots, old, path, c.data()); err != nil {
				return err
			}
		}
		if c.KeepOld {
			_, err = fmt.Fprintf(s.out, "The register opens with the old and with the new master key. The new one is %s: bring it to every machine, then run: wederhoor key rotate --finish\n", path)
			return err
		}
		if err := slots.Finish(ctx, old); err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "The register opens with the new master key %s and with no older one. A copy of the old key can be thrown away.\n%s", path, bothLost)
		return err
	})
}

// replace puts a new master key in the place of the old one: first it opens the
// register, then it takes the name.
func replace(ctx context.Context, slots *store.Slots, old vault.Key, path, data string) (next vault.Key, err error) {
	fresh := path + ".new"
	if _, err := os.Stat(fresh); err == nil { // an earlier run was broken off
		next, err = vault.LoadMaster("file:"+fresh, data)
		if err != nil {
			return next, err
		}
	} else if next, err = vault.CreateMaster(fresh); err != nil {
		return next, err
	}
	if err := slots.Begin(ctx, store.Master(old), next); err != nil {
		return next, err
	}
	if err := os.Rename(fresh, path); err != nil {
		return next, fmt.Errorf("put the new master key in its place: %w", err)
	}
	return next, nil
}

type keySheetCommand struct {
	place
	Organisation string `help:"Whose sheet, by id, where there are several." placeholder:"ID"`
}

// Run makes a new sheet. Until it was typed back nothing changes.
func (c keySheetCommand) Run(s streams) error {
	master, _, err := config.Master(c.data(), c.MasterKey)
	if err != nil {
		return err
	}
	if err := c.slots(c.choose); err != nil {
		return err
	}
	sheet := vault.NewRecovery()
	fmt.Fprintf(s.out, "NEW RECOVERY SHEET: print or write it down twice, and keep it in two places away from this machine.\n  Recovery key: %s\n%s", sheet.Display(), bothLost)
	typed, err := recoveryKey(s, "-")
	if err != nil {
		return err
	}
	if typed != sheet.Key() {
		return errors.New("that is not what is on the new sheet: the old one stays")
	}
	return c.slots(func(ctx context.Context, slots *store.Slots) error {
		if err := slots.Renew(ctx, c.Organisation, store.Master(master), sheet.Key()); err != nil {
			return err
		}
		_, err := fmt.Fprintln(s.out, "The register opens with the new sheet. Keep the old one for as long as you keep backups that were made before today: only that one opens them.")
		return err
	})
}

// choose finds the only organisation when none was named.
func (c *keySheetCommand) choose(ctx context.Context, slots *store.Slots) error {
	all, err := slots.Organisations(ctx)
	if err != nil {
		return err
	}
	switch {
	case c.Organisation == "" && len(all) == 1:
		c.Organisation = all[0]
	case c.Organisation == "":
		return register.ErrWhich
	case !slices.Contains(all, c.Organisation):
		return fmt.Errorf("there is no organisation %q here", c.Organisation)
	}
	return nil
}

type keyPairCommand struct {
	To string `required:"" help:"File for the half that opens, which stays here." placeholder:"FILE"`
}

// Run makes a pair of keys, and prints the half that says nothing. It needs no register.
func (c keyPairCommand) Run(s streams) error {
	public, private, err := vault.NewAgePair()
	if err != nil {
		return err
	}
	if err := durable.Create(c.To, []byte(private+"\n")); err != nil {
		return fmt.Errorf("write the key: %w", err)
	}
	_, err = fmt.Fprintln(s.out, public)
	return err
}
