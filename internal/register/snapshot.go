package register

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// A start opens every dossier, unless the index of before lies beside the register as a
// snapshot: then it opens what changed since.
const (
	snapshotFrom  = 10_000 // dossiers; fewer are opened within seconds
	snapshotEvery = 24 * time.Hour
)

// program says which file runs: no other one reads what it wrote, so that nothing in a
// snapshot needs a version. A file that cannot be looked at has no snapshots.
var program = sync.OnceValue(func() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	return fmt.Sprint(info.Size(), " ", info.ModTime().UnixNano())
})

// mark gives the number that stands for a complainant in figures.
func (r *Register) mark(of string) uint64 {
	r.mu.RLock()
	key := r.marks
	r.mu.RUnlock()
	return binary.LittleEndian.Uint64(vault.MAC(key, "complainant", []byte(of))) >> 16 // less to remember, and still nobody else's
}

// takeInStored puts in the index what is stored: from the snapshot what did not change since.
func (r *Register) takeInStored(ctx context.Context, home string) error {
	err := r.Store.Snapshot(ctx, home, program(), r.index.Read)
	if err != nil && !errors.Is(err, ErrNotFound) { // it is a help, and no more
		r.Logger.WarnContext(ctx, "the snapshot of the index is of no use, and everything is opened", "error", err)
	}
	return r.Store.All(ctx, home, r.index.Version, func(id string, c complaint.Complaint) { r.index.Put(home, id, c) })
}

// KeepSnapshots keeps a snapshot of the index once a day until ctx ends.
func (r *Register) KeepSnapshots(ctx context.Context) {
	tick := time.NewTicker(snapshotEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := r.KeepSnapshot(ctx); err != nil && ctx.Err() == nil {
			r.Logger.WarnContext(ctx, "no snapshot of the index could be kept", "error", err)
		}
	}
}

// KeepSnapshot keeps a snapshot of the index, unless the register is small or nothing
// changed since the last.
func (r *Register) KeepSnapshot(ctx context.Context) error {
	home, changes := r.Home().ID, r.index.Changes()
	from := r.SnapshotFrom
	if from == 0 {
		from = snapshotFrom
	}
	if home == "" || !r.index.Filled() || r.index.Packed() < from || changes == r.snapshotAt.Load() || program() == "" {
		return nil
	}
	err := r.Store.KeepSnapshot(ctx, home, program(), func(w io.Writer) error {
		if err := r.CatchUp(ctx); err != nil { // what others erased
			return err
		}
		r.index.Compact()
		return r.index.Write(w)
	})
	if err == nil {
		r.snapshotAt.Store(changes)
	}
	return err
}
