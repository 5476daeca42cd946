package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"wederhoor/internal/app"
	"wederhoor/internal/config"
	"wederhoor/internal/proof"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

type verifyCommand struct {
	Data     string `help:"Data folder." env:"WEDERHOOR_DATA" placeholder:"DIR"`
	Database string `help:"PostgreSQL instead of the embedded database." env:"WEDERHOOR_DATABASE" placeholder:"postgres://…"`
	Files    string `help:"Bucket for files, as for serve." env:"WEDERHOOR_FILES" placeholder:"s3://…"`

	Checkpoint []string `help:"File with a checkpoint that was kept elsewhere, which the register must still hold; may be given more than once." sep:"none" placeholder:"FILE"`
	Key        string   `help:"Key that checks the checkpoints, as it was noted when they were; without it the register's own word is taken." placeholder:"KEY"`
	Dossier    string   `help:"File of one dossier that was handed over; the register is not looked at." placeholder:"FILE"`
	Export     string   `help:"Folder or sealed file of a complete export; the register is not looked at." placeholder:"FOLDER"`
	AgeKey     string   `help:"File with the key that opens a sealed export." placeholder:"FILE"`
	Keys       bool     `help:"Only show the key that checks checkpoints."`

	Attachments bool   `help:"Read every attachment too and hold it against the event it came with; this takes the master key, and the register must not be served."`
	MasterKey   string `help:"Master key, as for serve; only to read attachments." env:"WEDERHOOR_MASTER_KEY" placeholder:"FILE"`

	Organisation string `help:"Only this organisation, by id; needed with a checkpoint or a key where there are several." placeholder:"ID"`
}

// Run checks the whole register and prints what it looked at; the first broken
// thing is exit status 1. It needs no key, changes nothing, and may run beside a
// register that serves.
func (c verifyCommand) Run(s streams) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if c.Dossier != "" {
		return c.handed(s)
	}
	if c.Export != "" {
		return c.exported(s)
	}
	if c.Data == "" {
		c.Data = config.DefaultData()
	}
	at, err := config.Files(c.Files)
	if err != nil {
		return err
	}
	return c.register(ctx, s, store.Config{Data: c.Data, Postgres: c.Database, Files: at})
}

// verify checks all that is in one place, as the command does without a flag.
func verify(ctx context.Context, s streams, cfg store.Config) error {
	return verifyCommand{}.register(ctx, s, cfg)
}

// register checks all that is in one place.
func (c verifyCommand) register(ctx context.Context, s streams, cfg store.Config) (err error) {
	i, err := store.Inspect(ctx, cfg.Data, cfg.Postgres)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, i.Close()) }()
	if err := i.Whole(ctx); err != nil {
		return fmt.Errorf("NOT IN ORDER: %w", err)
	}
	all, err := i.Organisations(ctx)
	if err != nil {
		return err
	}
	if c.Organisation != "" {
		all = slices.DeleteFunc(all, func(o store.Inspected) bool { return o.ID != c.Organisation })
	}
	switch {
	case len(all) == 0:
		return errors.New("there is no organisation in it yet, or not that one")
	case len(all) > 1 && (len(c.Checkpoint) > 0 || c.Key != ""):
		return register.ErrWhich // a checkpoint is of one organisation
	}
	for _, o := range all {
		if len(all) > 1 {
			fmt.Fprintf(s.out, "%s: ", o.ID)
		}
		if err := c.one(ctx, s, i, o); err != nil {
			return fmt.Errorf("NOT IN ORDER: %w", err)
		}
	}
	if c.Keys {
		return nil
	}
	if err := verifyFiles(ctx, s, cfg); err != nil || !c.Attachments {
		return err
	}
	for _, o := range all {
		if err := c.attachments(s, o.ID); err != nil {
			return err
		}
	}
	return nil
}

// attachments reads the bytes of every attachment of one organisation.
func (c verifyCommand) attachments(s streams, organisation string) error {
	at := place{Data: c.Data, Database: c.Database, Files: c.Files, MasterKey: c.MasterKey}
	return at.open(s, func(ctx context.Context, a *app.App) error {
		r, err := a.Of(organisation)
		if err != nil {
			return err
		}
		n, err := r.CheckAttachments(ctx)
		var broken *proof.Broken
		if errors.As(err, &broken) {
			return fmt.Errorf("NOT IN ORDER: %w", err)
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(s.out, "in order: %d attachments, %.1f MB, are what they were when they came in; of %d no hash was taken then\n", n.Files, float64(n.Bytes)/1e6, n.Unsummed)
		return nil
	})
}

// shownMissing is how many missing files are named.
const shownMissing = 10

// verifyFiles looks whether every file that the register knows is in its place. Without
// the keys beside it, it is not known which those are.
func verifyFiles(ctx context.Context, s streams, cfg store.Config) error {
	n, err := store.CheckFiles(ctx, cfg)
	switch {
	case errors.Is(err, store.ErrNoKeys):
		fmt.Fprintln(s.out, "not looked at: files, because the keys are not here")
		return nil
	case err != nil:
		return fmt.Errorf("look for the files: %w", err)
	case len(n.Missing) > 0:
		return fmt.Errorf("NOT IN ORDER: %d of %d files are not in %s, such as %s. Put them back from a backup", len(n.Missing), n.Kept, n.Place, strings.Join(n.Missing[:min(len(n.Missing), shownMissing)], ", "))
	}
	fmt.Fprintf(s.out, "in order: %d files in %s, and %d more that nothing keeps\n", n.Kept, n.Place, n.Strays)
	return nil
}

func (c verifyCommand) one(ctx context.Context, s streams, i *store.Inspection, o store.Inspected) error {
	if c.Keys {
		fmt.Fprintln(s.out, o.Verifier)
		return nil
	}
	if c.Key != "" {
		o.Verifier = c.Key
	}
	promises, err := i.Promises(ctx, o)
	if err != nil {
		return err
	}
	kept, err := c.kept(o.Verifier)
	if err != nil {
		return err
	}
	begun := time.Now()
	n, err := i.Verify(ctx, o, append(promises, kept...))
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "in order: %d events in %d dossiers, %d sheets erased, %d dossiers forgotten, %d checkpoints of its own and %d kept elsewhere (%.0f events per second)\n",
		n.Events, n.Dossiers, n.Erased, n.Forgotten, len(promises), len(kept), float64(n.Events)/max(time.Since(begun).Seconds(), 1e-6))
	fmt.Fprintf(s.out, "in order: %d lines of the access log, %d of them without the words that were erased, and %d that are too new to be in its chain; %d events of annual reviews\n",
		n.Lines.Size, n.Quiet, n.Loose, n.Reviews.Size)
	return nil
}

// kept reads the checkpoints that came from elsewhere.
func (c verifyCommand) kept(verifier string) (all []proof.Checkpoint, err error) {
	for _, file := range c.Checkpoint {
		text, err := os.ReadFile(file) //nolint:gosec // the file is the operator's choice
		if err != nil {
			return nil, fmt.Errorf("read a checkpoint: %w", err)
		}
		one, err := proof.Open(string(text), verifier)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}
