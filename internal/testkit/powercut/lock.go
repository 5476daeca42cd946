package powercut

import (
	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/vfs"
)

// locks are those of all connections to one file.
type locks struct {
	shared            int
	reserved, pending bool
}

// Lock implements vfs.File, in the way of SQLite's own memory disk.
func (f *file) Lock(want vfs.LockLevel) error {
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	l := &f.n.locks
	if f.held >= want {
		return nil
	}
	switch want {
	case vfs.LOCK_SHARED:
		if l.pending {
			return sqlite3.BUSY
		}
		l.shared++
	case vfs.LOCK_RESERVED:
		if l.reserved {
			return sqlite3.BUSY
		}
		l.reserved = true
	case vfs.LOCK_EXCLUSIVE:
		if f.held == vfs.LOCK_RESERVED {
			f.held, l.pending = vfs.LOCK_PENDING, true
		}
		if l.shared > 1 {
			return sqlite3.BUSY
		}
	}
	f.held = want
	return nil
}

// Unlock implements vfs.File.
func (f *file) Unlock(to vfs.LockLevel) error {
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	l := &f.n.locks
	if f.held <= to {
		return nil
	}
	if f.held >= vfs.LOCK_RESERVED {
		l.reserved = false
	}
	if f.held >= vfs.LOCK_PENDING {
		l.pending = false
	}
	if to < vfs.LOCK_SHARED {
		l.shared--
	}
	f.held = to
	return nil
}

// CheckReservedLock implements vfs.File.
func (f *file) CheckReservedLock() (bool, error) {
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	return f.n.locks.reserved, nil
}

// LockState implements vfs.FileLockState.
func (f *file) LockState() vfs.LockLevel { return f.held }
