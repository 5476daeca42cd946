package cli

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"syscall"
	"time"

	"wederhoor/internal/config"
	"wederhoor/internal/store"
)

type verifyCommand struct {
	Data     string `help:"Data folder." env:"WEDERHOOR_DATA" placeholder:"DIR"`
	Database string `help:"PostgreSQL instead of the embedded database." env:"WEDERHOOR_DATABASE" placeholder:"postgres://…"`
}

// Run checks the whole register and prints what it looked at; the first broken
// thing is exit status 1. It needs no key, changes nothing, and may run beside a
// register that serves.
func (c verifyCommand) Run(s streams) (err error) {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	data := c.Data
	if data == "" {
		data = config.DefaultData()
	}
	i, err := store.Inspect(ctx, data, c.Database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, i.Close()) }()
	all, err := i.Organisations(ctx)
	if err != nil {
		return err
	}
	for _, o := range all {
		if err := c.one(ctx, s, i, o); err != nil {
			return err
		}
	}
	return nil
}

func (c verifyCommand) one(ctx context.Context, s streams, i *store.Inspection, o store.Inspected) error {
	begun := time.Now()
	n, err := i.Verify(ctx, o, nil)
	if err != nil {
		return fmt.Errorf("NOT IN ORDER: %w", err)
	}
	took := time.Since(begun)
	fmt.Fprintf(s.out, "in order: %d events in %d dossiers, %d sheets erased, %d dossiers forgotten (%.0f events per second)\n",
		n.Events, n.Dossiers, n.Erased, n.Forgotten, float64(n.Events)/max(took.Seconds(), 1e-6))
	return nil
}
