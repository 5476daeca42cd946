package store

import (
	"context"
	"errors"
)

// DestroySnapshots is what erasing does to them.
func DestroySnapshots(s *Store, organisation string) error {
	ctx := context.Background()
	return errors.Join(s.Write(ctx, func(t *Tx) error { return t.destroySnapshots(organisation) }), s.sweepSnapshots(ctx))
}

// AnotherPast makes the log say something else than it did.
func AnotherPast(s *Store) error {
	_, err := s.reg.ExecContext(context.Background(), "UPDATE event SET leaf = meta_hash")
	return err
}
