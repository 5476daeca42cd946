package cli

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"syscall"

	"wederhoor/internal/config"
	"wederhoor/internal/files"
	"wederhoor/internal/store"
)

type filesCommand struct {
	Move filesMoveCommand `cmd:"" help:"Take the files along to a bucket or a folder, while the register is not served."`
}

type filesMoveCommand struct {
	place
	To string `required:"" help:"Where the files go: s3://KEY:SECRET@s3.example.org/bucket?region=eu-west-1, or a folder; default is that in the data folder." env:"WEDERHOOR_FILES_TO" placeholder:"s3://…"`
}

// Run takes every file along, compares each with what it was, and only then clears away
// where they were. It may be broken off and done again.
func (c filesMoveCommand) Run(s streams) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	cfg, err := c.config()
	if err != nil {
		return err
	}
	to := files.Address{Folder: store.DefaultFiles(cfg.Data)}
	if c.To != "default" {
		if to, err = config.Files(c.To); err != nil {
			return err
		}
	}
	m, err := store.MoveFiles(ctx, cfg, to)
	if errors.Is(err, store.ErrOtherPlace) && cfg.Files == (files.Address{}) {
		return fmt.Errorf("%w. Say with --files where they are now", err)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "%d files, %.1f MB, are in %s and were compared one by one; %d were there from an earlier try.\nStart with WEDERHOOR_FILES set to it from now on. wederhoor verify looks again.\n", m.Files, float64(m.Bytes)/1e6, m.To, m.Had)
	return err
}
