// Package store keeps the event log, the read models, the queue, the sessions
// and the keys. It holds the only SQL of the product, one text for SQLite and
// PostgreSQL; dialect.go holds what differs. What it writes is sealed: it knows
// how to open a dossier, and does so only for a handle that access.May granted.
package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pressly/goose/v3"

	"wederhoor/internal/files"
	"wederhoor/internal/proof"
	"wederhoor/internal/vault"
)

//go:embed migrations
var migrations embed.FS

// ErrNotFound is the one answer for what is absent and for what is forbidden.
var ErrNotFound = errors.New("not found")

// ErrUnavailable says that nothing was stored: the database is gone or the disk
// is full. The submitter is told that it was NOT received. See ErrUnconfirmed.
var ErrUnavailable = errors.New("the register cannot store anything now")

// ErrUnconfirmed goes with ErrUnavailable when the answer to a commit was lost: it
// may be stored. The same key again tells, and stores nothing twice.
var ErrUnconfirmed = errors.New("nobody knows whether it was stored")

// Config says where the register lives.
type Config struct {
	Data     string        // the data folder: reg.db, keys.db and files/
	Postgres string        // a postgres:// address replaces the two files
	Files    files.Address // a bucket, or another folder; zero: files/ in Data
	VFS      string        // the disk SQLite works on; empty: that of the system. Tests take one that fails
	Floor    uint64        // bytes of the disk that stay free; zero: DefaultFloor
	Master   vault.Key
	Now      func() time.Time
	Watch    Watch
}

// Store is an open register. It is safe for use by many goroutines.
type Store struct {
	reg, keys *sql.DB // the same pool on PostgreSQL
	dialect   dialect
	several   bool // the address names more than one server
	overheard bool // see Overheard
	files     placeOfFiles
	data      string // the data folder
	disk      disk
	master    vault.Key
	own       func() time.Time // the clock of this machine
	now       func() time.Time // Now

	orgKeys  sync.Map // organisation → vault.Key
	stmts    sync.Map // SQL text of the writer → *sql.Stmt
	changing sync.Map // the same → what it changes of what is kept in memory
	requests chan *request
	held     *request // is next; only the writer looks
	closing  chan struct{}
	done     chan struct{}
	failed   chan struct{}
	once     sync.Once
	unlock   func() error

	watching Watch
	promises promises
	clock    watermark
	ahead    atomic.Int64 // of the database's clock, in nanoseconds; see Now
	erasing  sync.Mutex   // one at a time takes keys off the disk

	sweeping sync.Mutex
	rubbish  map[string]time.Time // files without a row, and when that was seen first

	overLock sync.Mutex
	over     []mailFile // taken over by a dossier; their keys are to be forgotten
}

// Open opens or makes the register and starts its writer. It refuses a second
// process on one data folder and a database newer than this program.
func Open(ctx context.Context, cfg Config) (*Store, error) {
	s := &Store{master: cfg.Master, watching: cfg.Watch, own: cfg.Now, requests: make(chan *request, 256), closing: make(chan struct{}), done: make(chan struct{}), failed: make(chan struct{}), promises: promises{trees: map[string]*proof.Tree{}}}
	s.now = s.Now
	if err := s.openFolder(cfg); err != nil {
		return nil, err
	}
	if cfg.VFS == "" { // a disk of a test is not there for who only looks
		if err := fits(ctx, cfg); err != nil {
			_ = s.release()
			return nil, err
		}
	}
	if err := s.openDatabases(ctx, cfg); err != nil {
		_ = s.release()
		return nil, err
	}
	if err := s.loadClock(ctx); err != nil {
		_ = s.release()
		return nil, err
	}
	go s.write()
	if err := s.settleFiles(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// settleFiles is for what needs the writer. A bucket that does not answer holds nothing up
// but files: what comes without one is taken in.
func (s *Store) settleFiles(ctx context.Context) error {
	if _, err := s.place(ctx); err != nil && !errors.Is(err, files.ErrAway) {
		return err
	}
	if err := s.FinishErasures(ctx); err != nil && !errors.Is(err, files.ErrAway) {
		return fmt.Errorf("finish what was being erased: %w", err)
	}
	return nil
}

func (s *Store) openFolder(cfg Config) error {
	if err := os.MkdirAll(cfg.Data, 0o700); err != nil {
		return fmt.Errorf("make the data folder: %w", err)
	}
	if err := s.watchDisk(cfg); err != nil {
		return err
	}
	unlock := func() error { return nil }
	if cfg.Postgres == "" {
		var err error
		if unlock, err = lockFolder(cfg.Data); err != nil {
			return err
		}
	}
	place, err := cfg.openFiles()
	if err != nil {
		return errors.Join(err, unlock())
	}
	s.data, s.unlock = cfg.Data, unlock
	s.files.Place, s.files.bucket = place, cfg.Files.IsBucket()
	return nil
}

func (s *Store) openDatabases(ctx context.Context, cfg Config) error {
	if cfg.Postgres != "" {
		return s.openPostgres(ctx, cfg.Postgres)
	}
	return s.openSQLite(ctx, cfg.Data, cfg.VFS)
}

func (s *Store) release() error {
	var errs []error
	if s.reg != nil {
		errs = append(errs, s.reg.Close())
	}
	if s.keys != nil && s.keys != s.reg {
		errs = append(errs, s.keys.Close())
	}
	return errors.Join(append(errs, s.files.Close(), s.unlock())...)
}

// Close waits for what is being written and closes everything. What comes after
// is refused as unavailable.
func (s *Store) Close() (err error) {
	s.once.Do(func() {
		close(s.closing)
		<-s.done
		err = s.release()
	})
	return err
}

func provider(kind goose.Dialect, db *sql.DB, name string) (*goose.Provider, error) {
	sub, err := fs.Sub(migrations, "migrations/"+name)
	if err != nil {
		return nil, fmt.Errorf("read the migrations: %w", err)
	}
	p, err := goose.NewProvider(kind, db, sub, goose.WithTableName("goose_"+name), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return nil, fmt.Errorf("prepare the migrations of %s: %w", name, err)
	}
	return p, nil
}

// errOlder says that this program is older than the schema, and works with it.
var errOlder = errors.New("the schema is newer, and this program works with it")

// floor is the oldest program that works with a schema that is newer than it; without
// an answer none does. Programs of two releases serve one PostgreSQL while it is
// upgraded, so that migrations add, and take away a release later.
func floor(ctx context.Context, db *sql.DB, name string) (version int64) {
	if err := db.QueryRowContext(ctx, "SELECT version FROM register.schema_floor WHERE part = $1", name).Scan(&version); err != nil {
		return math.MaxInt64
	}
	return version
}

func migrate(ctx context.Context, kind goose.Dialect, db *sql.DB, name string) error {
	p, err := provider(kind, db, name)
	if err != nil {
		return err
	}
	have, want, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("read the version of %s: %w", name, err)
	}
	if have > want && kind == goose.DialectPostgres && want >= floor(ctx, db, name) {
		return errOlder
	}
	if have > want {
		return fmt.Errorf("the %s database is of a newer wederhoor (version %d, this program knows %d): start the newer program", name, have, want)
	}
	if have == want {
		return nil
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrate %s: %w", name, err)
	}
	return nil
}
