// Package powercut is a disk for SQLite that is only in memory and loses power:
// what was not synced is kept, dropped or torn by chance, sector by sector. Its
// syncs can fail, it can be full, it can lie and a bit of it can flip. One seed
// gives the same disk again. It is for tests only.
package powercut

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/vfs"
)

// Disk is one folder on one disk. It is safe for use by many goroutines.
type Disk struct {
	name   string // under which SQLite knows it
	shared string // a folder for the memory that connections share
	sector int    // bytes that survive or fall together

	mu     sync.Mutex
	rand   *rand.Rand
	files  map[string]*inode // the folder as the program sees it
	safe   map[string]*inode // the folder as it is after a cut
	folder []entry           // what happened to the folder and was not synced
	fault  Fault
	steps  int // since the fault was set
	syncs  int
	dead   bool
}

// Fault is what goes wrong, once each. What is zero does not.
type Fault struct {
	CutAt    int                               // power fails at the step with this number
	CutWhen  func(step Step, file string) bool // power fails at this step
	FailSync int                               // the sync with this number fails, and what it was for is gone
	Full     bool
	Space    int64  // bytes left when Full
	Lies     bool   // every sync is answered and none is done
	Slow     func() // every sync waits for it, and nobody who reads does; not once but always
}

// Step is something that changes the disk.
type Step string

// Steps.
const (
	Write    Step = "write"
	Sync     Step = "sync"
	Truncate Step = "truncate"
	Delete   Step = "delete"
)

type inode struct {
	live, safe []byte // what the program sees; what is on the disk
	pending    []change
	locks      locks
}

type change struct {
	at       int64
	data     []byte
	truncate bool
}

type entry struct {
	name string
	file *inode // nil: it was deleted
}

var disks atomic.Int64

// New is an empty disk. shared is a real folder for the memory that connections
// share: it holds nothing that outlives a cut.
func New(seed uint64, shared string) *Disk {
	d := &Disk{name: fmt.Sprintf("powercut-%d", disks.Add(1)), shared: shared, sector: []int{512, 4096}[seed%2],
		rand:  rand.New(rand.NewPCG(seed, 1)), //nolint:gosec // dice for tests
		files: map[string]*inode{}, safe: map[string]*inode{}}
	vfs.Register(d.name, d)
	return d
}

// Copy is another disk that holds what this one does, which must be at rest.
func (d *Disk) Copy(seed uint64, shared string) *Disk {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := New(seed, shared)
	for name, f := range d.files {
		c.files[name] = &inode{live: slices.Clone(f.live), safe: slices.Clone(f.live)}
		c.safe[name] = c.files[name]
	}
	return c
}

// Name is what store.Config.VFS takes.
func (d *Disk) Name() string { return d.name }

// Close forgets the disk.
func (d *Disk) Close() { vfs.Unregister(d.name) }

// Fail sets what goes wrong from now on.
func (d *Disk) Fail(f Fault) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fault, d.steps, d.syncs = f, 0, 0
}

// Dead reports whether the power failed.
func (d *Disk) Dead() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.dead
}

// Steps counts what changed the disk since Fail, and the syncs among it.
func (d *Disk) Steps() (steps, syncs int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.steps, d.syncs
}

// Cut is a power failure now: every step fails until Restore.
func (d *Disk) Cut() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.dead = true
}

// Restore decides what survived a cut and gives the power back. Every connection
// must be closed.
func (d *Disk) Restore() error { return d.restart(true) }

// Restart is Restore after the program was killed and the machine was not: the
// disk loses nothing.
func (d *Disk) Restart() error { return d.restart(false) }

func (d *Disk) restart(lose bool) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if lose {
		d.loseFolder()
		for _, name := range sorted(d.files) {
			d.files[name].lose(d.rand, d.sector)
		}
	}
	d.dead, d.fault = false, Fault{}
	for name, f := range d.files {
		f.locks = locks{}
		if err := os.Remove(filepath.Join(d.shared, name+"-shm")); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("forget the shared memory: %w", err)
		}
	}
	return nil
}

// loseFolder keeps each change of the folder that was not synced, or not.
func (d *Disk) loseFolder() {
	for _, e := range d.folder {
		if d.rand.IntN(2) == 0 {
			e.apply(d.safe)
		}
	}
	d.folder = nil
	d.files = map[string]*inode{}
	for name, f := range d.safe {
		d.files[name] = f
	}
}

func (e entry) apply(to map[string]*inode) {
	if e.file == nil {
		delete(to, e.name)
		return
	}
	to[e.name] = e.file
}

// lose lets each sector that waits be kept, dropped or torn, whatever came later.
func (f *inode) lose(r *rand.Rand, sector int) {
	for _, c := range f.pending {
		if c.truncate {
			if r.IntN(2) == 0 {
				f.safe = c.apply(f.safe)
			}
			continue
		}
		for from := 0; from < len(c.data); {
			to := min(len(c.data), from+sector-int((c.at+int64(from))%int64(sector)))
			switch r.IntN(4) {
			case 0, 1:
				f.safe = change{at: c.at + int64(from), data: c.data[from:to]}.apply(f.safe)
			case 2:
				f.safe = change{at: c.at + int64(from), data: c.data[from : from+r.IntN(to-from)]}.apply(f.safe)
			}
			from = to
		}
	}
	f.pending, f.live = nil, slices.Clone(f.safe)
}

func (c change) apply(b []byte) []byte {
	if c.truncate && c.at <= int64(len(b)) {
		return b[:c.at]
	}
	if end := c.at + int64(len(c.data)); int64(len(b)) < end {
		b = slices.Grow(b, int(end)-len(b))
		was := len(b)
		b = b[:end]
		clear(b[was:])
	}
	copy(b[c.at:], c.data)
	return b
}

// Flip turns one bit of what is in a file; it says where, or that there is none.
func (d *Disk) Flip(name string) (at int64, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f := d.files[name]
	if f == nil || len(f.live) == 0 {
		return 0, false
	}
	at = d.rand.Int64N(int64(len(f.live)))
	f.live[at] ^= 1 << d.rand.IntN(8)
	f.safe = slices.Clone(f.live)
	return at, true
}

// Dump writes what is on the disk into a real folder, for who looks with other means.
func (d *Disk) Dump(folder string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	for name, f := range d.files {
		if err := os.WriteFile(filepath.Join(folder, name), f.live, 0o600); err != nil {
			return fmt.Errorf("write what is on the disk: %w", err)
		}
	}
	return nil
}

// step counts a step and lets the power fail; the lock is held.
func (d *Disk) step(s Step, file string) error {
	if d.dead {
		return sqlite3.IOERR
	}
	d.steps++
	if d.fault.CutAt > 0 && d.steps >= d.fault.CutAt || d.fault.CutWhen != nil && d.fault.CutWhen(s, file) {
		d.dead = true
		return sqlite3.IOERR
	}
	return nil
}

func sorted(files map[string]*inode) []string {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
