package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"wederhoor/internal/backup"
	"wederhoor/internal/config"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

type backupCommand struct {
	place
	To        string `required:"" help:"Folder for the archive of the register, which may be kept long." env:"WEDERHOOR_BACKUP_TO" placeholder:"DIR"`
	KeysTo    string `help:"Folder for the archive of the keys, which is kept 30 days; better another disk than --to." env:"WEDERHOOR_BACKUP_KEYS_TO" placeholder:"DIR"`
	SheetFile string `help:"File with the recovery key from the sheet: only the first time, for a register from before backups were sealed to it; - reads it from the terminal." placeholder:"FILE"`

	Organisation string `help:"Only this organisation, by id, into a folder of its own in --to: what it can take elsewhere." placeholder:"ID"`
}

// Run makes one backup. It may run beside a register that serves, needs no key, and
// leaves older backups that the ladder keeps.
func (c backupCommand) Run(s streams) (err error) {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if c.SheetFile != "" {
		if err := c.seal(ctx, s); err != nil {
			return err
		}
	}
	at, err := config.Files(c.Files)
	if err != nil {
		return err
	}
	begun := time.Now()
	m, err := backup.Make(ctx, backup.From{Data: c.data(), Postgres: c.Database, Files: at, Organisation: c.Organisation}, backup.To{Folder: c.To, Keys: c.KeysTo, Ladder: backup.DefaultLadder}, begun)
	if err != nil {
		return err
	}
	s.logger().InfoContext(ctx, "a backup was made", "bytes", m.Size, "files", m.Files, "seconds", int(time.Since(begun).Seconds()))
	if m.Gone > 0 {
		fmt.Fprintf(s.out, "%d files were not there: erased meanwhile, or lost (wederhoor verify tells which)\n", m.Gone)
	}
	fmt.Fprintf(s.out, "backup of %s is whole: %d rows and %d files, %.1f MB in %.1f s\n", m.At.Local().Format(time.DateTime), m.Rows, m.Files, float64(m.Size)/1e6, time.Since(begun).Seconds())
	return nil
}

// seal says once with which sheet backups open. The register must not be served.
func (c backupCommand) seal(ctx context.Context, s streams) error {
	recovery, err := recoveryKey(s, c.SheetFile)
	if err != nil {
		return err
	}
	master, _, err := config.Master(c.data(), c.MasterKey)
	if err != nil {
		return err
	}
	cfg, err := c.config()
	if err != nil {
		return err
	}
	cfg.Master = master
	sealed := false
	err = organisations(ctx, cfg, func(st *store.Store, o string) error {
		err := st.SealBackupsTo(ctx, o, recovery)
		if errors.Is(err, store.ErrNotFound) { // the sheet is that of another organisation
			return nil
		}
		sealed = sealed || err == nil
		return err
	})
	if err == nil && !sealed {
		return errors.New("this is not the recovery key of this register")
	}
	return err
}

// organisations opens a register and does something for each organisation in it.
func organisations(ctx context.Context, cfg store.Config, do func(*store.Store, string) error) (err error) {
	st, err := store.Open(ctx, cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	all, err := st.Organisations(ctx)
	if err != nil {
		return err
	}
	for _, o := range all {
		if err := do(st, o); err != nil {
			return err
		}
	}
	return nil
}

// recoveryKeys reads what stands on the sheets of several organisations; no file asks for
// one.
func recoveryKeys(s streams, files []string) (all []vault.Key, err error) {
	if len(files) == 0 {
		files = []string{"-"}
	}
	for _, file := range files {
		k, err := recoveryKey(s, file)
		if err != nil {
			return nil, err
		}
		all = append(all, k)
	}
	return all, nil
}

// recoveryKey reads what stands on the recovery sheet.
func recoveryKey(s streams, file string) (vault.Key, error) {
	var text string
	switch file {
	case "", "-":
		_, _ = fmt.Fprint(s.err, "Recovery key, as on the sheet: ")
		line, err := bufio.NewReader(s.in).ReadString('\n')
		if err != nil && line == "" {
			return vault.Key{}, fmt.Errorf("read the recovery key: %w", err)
		}
		text = line
	default:
		raw, err := os.ReadFile(file) //nolint:gosec // the file is the operator's choice
		if err != nil {
			return vault.Key{}, fmt.Errorf("read the recovery key: %w", err)
		}
		text = string(raw)
	}
	r, err := vault.ParseRecovery(strings.TrimSpace(text))
	if err != nil {
		return vault.Key{}, fmt.Errorf("that is not a recovery key: %w", err)
	}
	return r.Key(), nil
}

type restoreCommand struct {
	place
	From      string   `arg:"" help:"Folder with backups, for the newest, or one archive of the register." placeholder:"FROM"`
	Keys      string   `help:"Folder with archives of the keys, or one of them; not given: where the register is." placeholder:"PATH"`
	Ledger    string   `help:"One more list of what was erased, such as from another backup folder." placeholder:"FILE"`
	SheetFile []string `help:"File with the recovery key from the sheet; not given or -: it is asked. With several organisations one for each that is put back." sep:"none" placeholder:"FILE"`
	Verify    bool     `help:"Only try it: put it back in a place of its own, check it, open a part of it, and clear it away."`

	Organisation string `help:"Only this organisation, by id; the others in the backup stay where they are." placeholder:"ID"`
}

// Run puts a backup back where nothing is, or tries whether it could be.
func (c restoreCommand) Run(s streams) (err error) {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	p, err := backup.Choose(c.From, c.Keys)
	if err != nil {
		return err
	}
	if c.Ledger != "" {
		if _, err := os.Stat(c.Ledger); err != nil {
			return fmt.Errorf("read what was erased: %w", err)
		}
		p.Ledgers = append(p.Ledgers, c.Ledger)
	}
	sheets, err := recoveryKeys(s, c.SheetFile)
	if err != nil {
		return err
	}
	if c.Verify {
		return c.rehearse(ctx, s, p, sheets)
	}
	master, key, err := config.Master(c.data(), c.MasterKey)
	if err != nil {
		return err
	}
	at, err := config.Files(c.Files)
	if err != nil {
		return err
	}
	into := backup.Into{Data: c.data(), Postgres: c.Database, Files: at, Master: master, Now: time.Now, Organisation: c.Organisation, Sheets: sheets[1:]}
	if err := put(ctx, s, p, sheets[0], into); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "The register opens with the master key %s.\nLetters that waited may have left after the backup was made: each is asked about when you sign in.\n", key)
	return err
}

// rehearse does it all in a folder of its own, with a master key that nobody keeps.
func (c restoreCommand) rehearse(ctx context.Context, s streams, p backup.Pair, sheets []vault.Key) (err error) {
	dir, err := os.MkdirTemp("", "wederhoor-restore-")
	if err != nil {
		return fmt.Errorf("make a place to try it: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	return put(ctx, s, p, sheets[0], backup.Into{Data: filepath.Join(dir, "data"), Master: vault.NewKey(), Now: time.Now, Organisation: c.Organisation, Sheets: sheets[1:]})
}

// put puts it back, and says what was seen of it.
func put(ctx context.Context, s streams, p backup.Pair, recovery vault.Key, into backup.Into) error {
	r, err := backup.Restore(ctx, p, recovery, into)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "backup of %s: %d rows and %d files, %d dossiers erased again\n", r.Made.Local().Format(time.DateTime), r.Rows, r.Files, r.Erased)
	return errors.Join(verify(ctx, s, store.Config{Data: into.Data, Postgres: into.Postgres, Files: into.Files}), sample(ctx, s, into))
}

// sampled is how many dossiers are opened to see that the keys fit.
const sampled = 20

func sample(ctx context.Context, s streams, into backup.Into) error {
	return organisations(ctx, store.Config{Data: into.Data, Postgres: into.Postgres, Files: into.Files, Master: into.Master, Now: into.Now}, func(st *store.Store, o string) error {
		opened, of, err := st.Sample(ctx, o, sampled)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "%d of %d dossiers were opened\n", opened, of)
		return err
	})
}
