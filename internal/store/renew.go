package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/ncruces/go-sqlite3/vfs"
)

// renew writes the write-ahead log of a database once more, byte for byte, and syncs
// it, before anybody reads the database. After a sync that failed the system goes on
// showing what never reaches the disk, and a second sync has nothing to do. A program
// that starts again would take that for stored; and when SQLite had moved it into the
// database, the log as it is on the disk would put older pages back after a cut.
func renew(disk, database string) error {
	f, err := openLog(disk, database+"-wal")
	if err != nil || f == nil {
		return err
	}
	err = rewrite(f)
	return errors.Join(err, f.Close())
}

type logFile interface {
	io.ReaderAt
	io.WriterAt
	io.Closer
	Size() (int64, error)
	SyncAll() error
}

// openLog gives nil when there is none, as after a program that ended in order.
func openLog(disk, path string) (logFile, error) {
	if disk != "" {
		return openOn(vfs.Find(disk), path)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0) //nolint:gosec // the folder is the operator's choice
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open what was written last: %w", err)
	}
	return systemLog{f}, nil
}

func openOn(v vfs.VFS, path string) (logFile, error) {
	if there, err := v.Access(path, vfs.ACCESS_EXISTS); err != nil || !there {
		return nil, err
	}
	f, _, err := v.Open(path, vfs.OPEN_READWRITE|vfs.OPEN_CREATE|vfs.OPEN_WAL)
	if err != nil {
		return nil, fmt.Errorf("open what was written last: %w", err)
	}
	return diskLog{f}, nil
}

type systemLog struct{ *os.File }

func (f systemLog) Size() (int64, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, fmt.Errorf("look at what was written last: %w", err)
	}
	return info.Size(), nil
}

// SyncAll syncs the folder too.
func (f systemLog) SyncAll() error {
	folder, err := os.Open(filepath.Dir(f.Name()))
	if err != nil {
		return fmt.Errorf("open the data folder: %w", err)
	}
	return errors.Join(f.Sync(), folder.Sync(), folder.Close())
}

type diskLog struct{ vfs.File }

func (f diskLog) SyncAll() error { return f.Sync(vfs.SYNC_FULL) }

func rewrite(f logFile) error {
	size, err := f.Size()
	if err != nil {
		return err
	}
	buf := make([]byte, 1<<20)
	for at := int64(0); at < size; {
		n, err := f.ReadAt(buf[:min(int64(len(buf)), size-at)], at)
		if n == 0 && err != nil {
			return fmt.Errorf("read what was written last: %w", err)
		}
		if _, err := f.WriteAt(buf[:n], at); err != nil {
			return fmt.Errorf("write what was written last: %w", err)
		}
		at += int64(n)
	}
	if err := f.SyncAll(); err != nil {
		return fmt.Errorf("sync what was written last: %w", err)
	}
	return nil
}
