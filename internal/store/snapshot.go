package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"wederhoor/internal/files"
	"wederhoor/internal/vault"
)

// A snapshot is the index of an organisation, sealed, in a file beside the register, so
// that a start need not open every dossier. It is of one program on one machine. Its key
// lies with the keys and goes when anything is erased: a snapshot never knows more than
// the register.

// snapshotsIn is the folder of them, in the data folder.
const snapshotsIn = "index"

// snapshotFor is how long a snapshot of a machine that never came back keeps its key.
const snapshotFor = 30 * 24 * time.Hour

// ErrErased says that something was erased while a snapshot was made, so that it was
// thrown away.
var ErrErased = errors.New("something was erased while the index was being written down")

func snapshotAddress(organisation, id, program string) vault.Address {
	return vault.Address{Organisation: organisation, Dossier: id, Compartment: vault.Identity, Kind: "index:" + program}
}

// KeepSnapshot keeps what write writes, in the place of the snapshot that was here. write
// must leave out what was erased before it is called.
func (s *Store) KeepSnapshot(ctx context.Context, organisation, program string, write func(io.Writer) error) (err error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return err
	}
	folder, err := files.OpenFolder(filepath.Join(s.data, snapshotsIn))
	if err != nil {
		return unavailable(err)
	}
	defer func() { err = errors.Join(err, folder.Close()) }()
	if err := s.dropDeadSnapshots(ctx, folder); err != nil {
		return err
	}
	before, err := s.snapshotsHere(ctx, organisation, folder)
	if err != nil {
		return err
	}
	id, key := NewID(), vault.NewKey()
	at := snapshotAddress(organisation, id, program)
	// The key is there before anything is looked at: what is erased from now on finds it.
	err = s.Write(ctx, func(t *Tx) error {
		if err := t.execKeys("DELETE FROM index_key WHERE organisation = $1 AND made_at < $2", organisation, s.now().Add(-snapshotFor).UnixMilli()); err != nil {
			return err
		}
		return t.execKeys("INSERT INTO index_key (organisation, id, made_at, pos, wrapped) VALUES ($1, $2, $3, 0, $4)", organisation, id, s.now().UnixMilli(), vault.Wrap(orgKey.Derive("index"), "index", at, key))
	})
	if err != nil {
		return err
	}
	if err := sealSnapshot(folder, id, key, at, write); err != nil {
		return errors.Join(err, s.forgetSnapshots(ctx, organisation, folder, id))
	}
	if err := s.markSnapshot(ctx, organisation, id); err != nil {
		return errors.Join(err, s.forgetSnapshots(ctx, organisation, folder, id))
	}
	return s.forgetSnapshots(ctx, organisation, folder, before...)
}

func sealSnapshot(folder files.Place, id string, key vault.Key, at vault.Address, write func(io.Writer) error) error {
	out, err := folder.Create(id)
	if err != nil {
		return unavailable(err)
	}
	sealed, err := vault.SealStream(out, key, at)
	if err == nil {
		err = errors.Join(write(sealed), sealed.Close())
	}
	if err != nil {
		out.Abort()
		return fmt.Errorf("write a snapshot: %w", err)
	}
	if err := out.Commit(); err != nil {
		return unavailable(err)
	}
	return nil
}

// markSnapshot says up to where of the log it is made: nothing in it is newer.
func (s *Store) markSnapshot(ctx context.Context, organisation, id string) error {
	var pos int64
	var leaf []byte
	err := s.reg.QueryRowContext(ctx, "SELECT pos, leaf FROM event WHERE organisation = $1 ORDER BY pos DESC LIMIT 1", organisation).Scan(&pos, &leaf)
	if errors.Is(err, sql.ErrNoRows) { // of nothing, and so of no use
		return nil
	}
	if err != nil {
		return unavailable(err)
	}
	return s.Write(ctx, func(t *Tx) error {
		return wrote(t.keys.QueryRowContext(ctx, "UPDATE index_key SET pos = $1, leaf = $2 WHERE organisation = $3 AND id = $4 RETURNING id", pos, leaf, organisation, id), ErrErased)
	})
}

// snapshotsHere are the files of an organisation that have a key, the newest first.
func (s *Store) snapshotsHere(ctx context.Context, organisation string, folder files.Place) (here []string, err error) {
	here, err = list(ctx, s.keys, value[string], "SELECT id FROM index_key WHERE organisation = $1 ORDER BY made_at DESC, id", organisation)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(here, func(id string) bool { _, err := folder.Size(ctx, id); return err != nil }), nil
}

// sweepSnapshots takes away what was left of snapshots when something was erased.
func (s *Store) sweepSnapshots(ctx context.Context) error {
	folder, err := files.Address{Folder: filepath.Join(s.data, snapshotsIn)}.OpenToRead()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return unavailable(err)
	}
	return errors.Join(s.dropDeadSnapshots(ctx, folder), folder.Close())
}

// dropDeadSnapshots takes away the files that nothing opens any more.
func (s *Store) dropDeadSnapshots(ctx context.Context, folder files.Place) error {
	var dead []string
	err := folder.List(ctx, func(o files.Object) error {
		var n int
		err := s.keys.QueryRowContext(ctx, "SELECT COUNT(*) FROM index_key WHERE id = $1", o.Name).Scan(&n)
		if err != nil {
			return unavailable(err)
		}
		if n == 0 {
			dead = append(dead, o.Name)
		}
		return nil
	})
	if err == nil && len(dead) > 0 {
		err = folder.Remove(ctx, dead...)
	}
	return err
}

// forgetSnapshots takes snapshots away, their keys first.
func (s *Store) forgetSnapshots(ctx context.Context, organisation string, folder files.Place, ids ...string) error {
	if len(ids) == 0 {
		return nil
	}
	err := s.Write(ctx, func(t *Tx) error {
		for _, id := range ids {
			if err := t.execKeys("DELETE FROM index_key WHERE organisation = $1 AND id = $2", organisation, id); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = folder.Remove(ctx, ids...)
	}
	return err
}

// Snapshot lets read take in the snapshot of an organisation that this program kept on
// this machine. ErrNotFound: there is none that counts.
func (s *Store) Snapshot(ctx context.Context, organisation, program string, read func(io.Reader) error) (err error) {
	folder, err := files.Address{Folder: filepath.Join(s.data, snapshotsIn)}.OpenToRead()
	if errors.Is(err, fs.ErrNotExist) {
		return ErrNotFound
	}
	if err != nil {
		return unavailable(err)
	}
	defer func() { err = errors.Join(err, folder.Close()) }()
	here, err := s.snapshotsHere(ctx, organisation, folder)
	if err != nil {
		return err
	}
	if len(here) == 0 {
		return ErrNotFound
	}
	id := here[0]
	item, err := s.snapshotKey(ctx, organisation, id, program)
	if err != nil {
		return err
	}
	file, err := files.Open(ctx, folder, id)
	if err != nil {
		return unavailable(err)
	}
	plain, err := vault.OpenStream(file.All(), item, snapshotAddress(organisation, id, program))
	if err != nil {
		return fmt.Errorf("open a snapshot: %w", err)
	}
	return read(plain)
}

func (s *Store) snapshotKey(ctx context.Context, organisation, id, program string) (key vault.Key, err error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return key, err
	}
	var pos int64
	var leaf, wrapped []byte
	err = s.keys.QueryRowContext(ctx, "SELECT pos, leaf, wrapped FROM index_key WHERE organisation = $1 AND id = $2", organisation, id).Scan(&pos, &leaf, &wrapped)
	if errors.Is(err, sql.ErrNoRows) { // erased meanwhile
		return key, ErrNotFound
	}
	if err != nil {
		return key, unavailable(err)
	}
	var still int
	err = s.reg.QueryRowContext(ctx, "SELECT COUNT(*) FROM event WHERE organisation = $1 AND pos = $2 AND leaf = $3", organisation, pos, leaf).Scan(&still)
	if err != nil {
		return key, unavailable(err)
	}
	if still == 0 { // it was not whole, or it is of another past
		return key, ErrNotFound
	}
	if key, err = vault.Unwrap(orgKey.Derive("index"), "index", snapshotAddress(organisation, id, program), wrapped); err != nil {
		return key, ErrNotFound // another program made it
	}
	return key, nil
}

// destroySnapshots makes every snapshot of an organisation unreadable, wherever it lies.
func (t *Tx) destroySnapshots(organisation string) error {
	return t.execKeys("DELETE FROM index_key WHERE organisation = $1", organisation)
}
