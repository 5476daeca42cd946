package store

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// What keeps this program from storing anything, as codes. Each passes by itself when
// what is wrong is mended.
const (
	TroubleFull         = "disk_full"          // less is free than Config.Floor
	TroubleReadOnly     = "disk_read_only"     // the data folder can only be read
	TroubleForeign      = "disk_foreign"       // the data folder has another owner, or is another folder, than at the start
	TroubleDatabase     = "database_read_only" // PostgreSQL takes nothing that changes it
	TroubleDatabaseFull = "database_full"
)

// DefaultFloor is what stays free on the disk of the data folder, in bytes. Below it no
// act and no file is taken in, and there is room for the log of who read what, so that
// reading goes on.
const DefaultFloor = 32 << 20

// disk is how the place stands where this program stores.
type disk struct {
	folder string
	floor  uint64
	was    identity // of the folder at the start
	acts   bool     // events go there, and not to a server
	files  bool     // files go there, and not to a bucket

	mu    sync.Mutex
	code  string // what it was when somebody last looked
	since time.Time
	tried string // what a write met; only another write tells that it is over
}

// identity is which folder it is, and whose.
type identity struct {
	device, node uint64
	owner        uint32
}

func identify(folder string) (identity, error) {
	info, err := os.Stat(folder)
	if err != nil {
		return identity{}, fmt.Errorf("look at the data folder: %w", err)
	}
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return identity{}, errors.New("look at the data folder: the system does not say whose it is")
	}
	return identity{st.Dev, st.Ino, st.Uid}, nil
}

// watchDisk remembers which folder it is, and refuses one that can only be read: what
// would come of it is half a start.
func (s *Store) watchDisk(cfg Config) (err error) {
	s.disk = disk{folder: cfg.Data, floor: cfg.Floor, acts: cfg.Postgres == "", files: !cfg.Files.IsBucket()}
	if s.disk.floor == 0 {
		s.disk.floor = DefaultFloor
	}
	if s.disk.was, err = identify(cfg.Data); err != nil {
		return err
	}
	if readsOnly(cfg.Data) {
		return fmt.Errorf("the data folder %s can only be read: nothing was changed. See what the disk says (dmesg), mount it for writing, and start again", cfg.Data)
	}
	return nil
}

// readsOnly tries: a disk that turned itself off after an error does not say so.
func readsOnly(folder string) bool {
	f, err := os.CreateTemp(folder, ".write-")
	if err == nil {
		return errors.Join(os.Remove(f.Name()), f.Close()) != nil
	}
	return errors.Is(err, syscall.EROFS) || errors.Is(err, os.ErrPermission)
}

// Trouble looks what keeps this program from storing anything, and since when it was
// seen; "" when nothing does.
func (s *Store) Trouble() (code string, since time.Time) {
	d := &s.disk
	d.mu.Lock()
	defer d.mu.Unlock()
	if code = d.look(); code != d.code {
		d.code, d.since = code, s.now()
	}
	if code == "" {
		return "", time.Time{}
	}
	return code, d.since
}

const readOnlyFlag = 0x1 // ST_RDONLY of statfs(2)

// look asks the system, which takes it microseconds.
func (d *disk) look() string {
	if !d.acts && !d.files {
		return d.tried
	}
	if now, err := identify(d.folder); err != nil || now != d.was {
		return TroubleForeign
	}
	var fs syscall.Statfs_t
	if err := syscall.Statfs(d.folder, &fs); err != nil {
		return TroubleForeign
	}
	if d.tried == TroubleReadOnly && !readsOnly(d.folder) {
		d.tried = ""
	}
	switch {
	case fs.Flags&readOnlyFlag != 0:
		return TroubleReadOnly
	case d.tried != "":
		return d.tried
	case fs.Bavail*uint64(fs.Bsize) < d.floor: //nolint:gosec,unconvert // a size of a block is no negative number
		return TroubleFull
	}
	return ""
}

// stores refuses what this program cannot keep now. grows is for what makes the register
// larger: an act, a file. The rest has the room below the floor.
func (s *Store) stores(grows bool) error {
	switch code, _ := s.Trouble(); {
	case code == "", code == TroubleFull && !grows:
		return nil
	case code == TroubleDatabase, code == TroubleDatabaseFull: // only the next try tells
		return nil
	default:
		return fmt.Errorf("%w: %s", ErrUnavailable, code)
	}
}

// met notes what became of a commit; see Trouble.
func (s *Store) met(err error) {
	tried := ""
	var refused *pgconn.PgError
	switch {
	case err == nil:
	case errors.Is(err, errReadOnly), errors.As(err, &refused) && refused.Code == "25006": // read_only_sql_transaction
		tried = TroubleDatabase
	case errors.As(err, &refused) && refused.Code == "53100": // disk_full
		tried = TroubleDatabaseFull
	case s.disk.acts && readsOnly(s.disk.folder):
		tried = TroubleReadOnly
	default: // it says nothing of where things are stored
		return
	}
	s.disk.mu.Lock()
	defer s.disk.mu.Unlock()
	s.disk.tried = tried
}
