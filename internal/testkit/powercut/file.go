package powercut

import (
	"io"
	"path/filepath"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/vfs"
)

// file is one opening of a file by a connection.
type file struct {
	d       *Disk
	name    string
	n       *inode
	memory  vfs.SharedMemory
	syncDir bool // its first sync syncs the folder too, as the system's VFS does
	held    vfs.LockLevel
}

// Open implements vfs.VFS.
func (d *Disk) Open(path string, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.dead {
		return nil, flags, sqlite3.CANTOPEN
	}
	if path == "" { // for a sort that is too large; it is gone when it is closed
		return &file{d: d, n: &inode{}}, flags, nil
	}
	name := filepath.Base(path)
	n := d.files[name]
	if n == nil {
		if flags&vfs.OPEN_CREATE == 0 {
			return nil, flags, sqlite3.CANTOPEN
		}
		n = &inode{}
		d.change(entry{name, n})
	}
	const journal = vfs.OPEN_MAIN_JOURNAL | vfs.OPEN_SUPER_JOURNAL | vfs.OPEN_WAL
	return &file{d: d, name: name, n: n, memory: vfs.NewSharedMemory(filepath.Join(d.shared, name+"-shm"), flags),
		syncDir: flags&vfs.OPEN_CREATE != 0 && flags&journal != 0}, flags, nil
}

// change is of the folder, and waits for a sync of it.
func (d *Disk) change(e entry) {
	e.apply(d.files)
	d.folder = append(d.folder, e)
}

func (d *Disk) syncFolder() {
	for _, e := range d.folder {
		e.apply(d.safe)
	}
	d.folder = nil
}

// Delete implements vfs.VFS.
func (d *Disk) Delete(path string, syncDir bool) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	name := filepath.Base(path)
	if d.files[name] == nil {
		return sqlite3.IOERR_DELETE_NOENT
	}
	if err := d.step(Delete, name); err != nil {
		return err
	}
	d.change(entry{name: name})
	if syncDir && !d.fault.Lies {
		d.syncFolder()
	}
	return nil
}

// Access implements vfs.VFS.
func (d *Disk) Access(path string, _ vfs.AccessFlag) (bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.files[filepath.Base(path)] != nil, nil
}

// FullPathname implements vfs.VFS.
func (d *Disk) FullPathname(path string) (string, error) { return path, nil }

func (f *file) Close() error {
	if f.memory != nil {
		_ = f.memory.Close()
	}
	return f.Unlock(vfs.LOCK_NONE)
}

// SharedMemory is that of the real system: connections share the index of the
// write-ahead log as they do in the product.
func (f *file) SharedMemory() vfs.SharedMemory { return f.memory }

func (f *file) ReadAt(b []byte, off int64) (int, error) {
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	if f.d.dead {
		return 0, sqlite3.IOERR
	}
	if off >= int64(len(f.n.live)) {
		return 0, io.EOF
	}
	n := copy(b, f.n.live[off:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

func (f *file) WriteAt(b []byte, off int64) (int, error) {
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	c := change{at: off, data: append([]byte(nil), b...)}
	alive := !f.d.dead
	if err := f.d.step(Write, f.name); err != nil {
		if alive { // the write under which the power fails may land in part
			f.n.pending = append(f.n.pending, c)
		}
		return 0, err
	}
	if grows := off + int64(len(b)) - int64(len(f.n.live)); grows > 0 && f.d.fault.Full {
		if grows > f.d.fault.Space {
			return 0, sqlite3.FULL
		}
		f.d.fault.Space -= grows
	}
	f.n.live = c.apply(f.n.live)
	f.n.pending = append(f.n.pending, c)
	return len(b), nil
}

func (f *file) Truncate(size int64) error {
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	if err := f.d.step(Truncate, f.name); err != nil {
		return err
	}
	c := change{at: size, truncate: true}
	f.n.live = c.apply(f.n.live)
	f.n.pending = append(f.n.pending, c)
	return nil
}

func (f *file) Sync(vfs.SyncFlag) error {
	f.d.mu.Lock()
	slow := f.d.fault.Slow
	f.d.mu.Unlock()
	if slow != nil {
		slow()
	}
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	if err := f.d.step(Sync, f.name); err != nil {
		return err
	}
	f.d.syncs++
	switch {
	case f.d.syncs == f.d.fault.FailSync:
		if f.d.rand.IntN(2) == 0 {
			f.n.sync() // only the answer was wrong
		}
		f.n.pending = nil // the system took its pages for clean: they never reach the disk
		return sqlite3.IOERR_FSYNC
	case f.d.fault.Lies:
		return nil
	}
	f.n.sync()
	if f.syncDir {
		f.d.syncFolder()
		f.syncDir = false
	}
	return nil
}

func (n *inode) sync() {
	for _, c := range n.pending {
		n.safe = c.apply(n.safe)
	}
	n.pending = nil
}

func (f *file) Size() (int64, error) {
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	return int64(len(f.n.live)), nil
}

func (f *file) SectorSize() int { return 4096 }

// DeviceCharacteristics says what the VFS of the system says.
func (f *file) DeviceCharacteristics() vfs.DeviceCharacteristic {
	return vfs.IOCAP_SUBPAGE_READ | vfs.IOCAP_POWERSAFE_OVERWRITE
}
