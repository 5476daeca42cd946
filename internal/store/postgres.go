package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"runtime"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// How long PostgreSQL may say nothing. A server that is away is told apart from one
// that is slow within the time somebody waits for a page.
const (
	patience   = 5 * time.Second  // for a connection to one server
	silence    = 15 * time.Second // until a cut network is noticed, on either side
	stoppedFor = 10 * time.Second // a program that stops inside a transaction; the others wait for its locks
	renewal    = 30 * time.Minute // after which a connection is made anew: it may lead where the database was
)

// look opens PostgreSQL to read: any server that the address allows will do.
func look(address, path string) (*sql.DB, error) { return pool(address, settings(path, 0), nil, 0) }

// primary opens the server that may be written to, for what may take long.
func primary(address, path string) (*sql.DB, error) {
	return pool(address, settings(path, 0), writable, 0)
}

// serve opens PostgreSQL to record in. Of the servers in the address it takes the
// one that may be written to, and again after that has changed.
func serve(address, path string) (*sql.DB, error) {
	db, err := pool(address, settings(path, stoppedFor), writable, shortWork)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(16)
	db.SetConnMaxLifetime(renewal)
	return db, nil
}

// pool opens connections that take such servers, and give a server up that says nothing
// for most while it is asked something; zero: never.
func pool(address, settings string, takes pgconn.ValidateConnectFunc, most time.Duration) (*sql.DB, error) {
	cfg, err := readAddress(address)
	if err != nil {
		return nil, err
	}
	if cfg.ConnectTimeout == 0 {
		cfg.ConnectTimeout = patience
	}
	if takes != nil {
		cfg.ValidateConnect = takes
	}
	cfg.DialFunc = dial(most)
	cfg.OnNotice = func(c *pgconn.PgConn, n *pgconn.Notice) {
		if n.Severity == "WARNING" {
			c.CustomData()[warning] = n.Message
		}
	}
	return stdlib.OpenDB(*cfg, stdlib.OptionAfterConnect(func(ctx context.Context, c *pgx.Conn) error {
		_, err := c.PgConn().Exec(ctx, settings).ReadAll()
		return err //nolint:wrapcheck // the driver says what it was doing
	})), nil
}

func dial(most time.Duration) pgconn.DialFunc {
	d := net.Dialer{Control: noticesCuts, KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: silence / 3, Interval: silence / 3, Count: 2}}
	if most == 0 {
		return d.DialContext
	}
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := d.DialContext(ctx, network, addr)
		if err != nil {
			return nil, err //nolint:wrapcheck // the driver says whom it called
		}
		return &patient{Conn: c, most: most}, nil
	}
}

// settings are given once there is a connection and not with its start: pgbouncer
// refuses a start with settings it does not know. Who turned off waiting for the
// disk for the whole server did not mean complaints. After idle inside a transaction
// the server ends it; zero: never.
func settings(path string, idle time.Duration) string {
	ms := func(d time.Duration) int64 { return d.Milliseconds() }
	return fmt.Sprintf(`SELECT set_config('search_path', '%s', false), set_config('idle_in_transaction_session_timeout', '%d', false),
		set_config('tcp_user_timeout', '%d', false), set_config('tcp_keepalives_idle', '%d', false), set_config('tcp_keepalives_interval', '%d', false), set_config('tcp_keepalives_count', '2', false),
		set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') IN ('off', 'local') THEN 'on' ELSE current_setting('synchronous_commit') END, false)`,
		path, ms(idle), ms(silence), ms(silence/3)/1000, ms(silence/3)/1000)
}

// noticesCuts ends a connection whose words nobody takes in: without it the system
// goes on trying for a quarter of an hour.
func noticesCuts(network, _ string, raw syscall.RawConn) (err error) {
	const tcpUserTimeout = 0x12 // TCP_USER_TIMEOUT of Linux, in milliseconds
	if runtime.GOOS != "linux" || network == "unix" {
		return nil
	}
	controlErr := raw.Control(func(fd uintptr) {
		err = syscall.SetsockoptInt(int(fd), syscall.IPPROTO_TCP, tcpUserTimeout, int(silence.Milliseconds()))
	})
	return errors.Join(controlErr, err)
}

// reach opens a file of SQLite, or with an address these schemas of PostgreSQL.
func reach(sqlite, postgres, path string) (*sql.DB, error) {
	if postgres != "" {
		return look(postgres, path)
	}
	db, err := sql.Open("sqlite3", sqlite)
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	return db, nil
}

// assertDurable refuses a server that says "stored" before it is.
func assertDurable(ctx context.Context, db *sql.DB) error {
	var fsync string
	if err := db.QueryRowContext(ctx, "SELECT current_setting('fsync')").Scan(&fsync); err != nil {
		return unavailable(err)
	}
	if fsync != "on" {
		return errors.New("the database does not wait for its disk (fsync is off): what was acknowledged could be lost")
	}
	return nil
}

// Doubtful says that a standby takes over when this server is lost, and that commits
// do not wait for it: what was acknowledged last could be lost then.
func (s *Store) Doubtful(ctx context.Context) (doubtful bool, err error) {
	if s.dialect.name != postgres.name {
		return false, nil
	}
	var waitsFor string
	var followers int
	err = s.reg.QueryRowContext(ctx, "SELECT current_setting('synchronous_standby_names'), (SELECT COUNT(*) FROM pg_stat_replication)").Scan(&waitsFor, &followers)
	if err != nil {
		return false, unavailable(err)
	}
	return waitsFor == "" && (followers > 0 || s.several), nil
}

// several reports whether an address names more than one server.
func several(address string) bool {
	cfg, err := readAddress(address)
	if err != nil {
		return false
	}
	for _, f := range cfg.Fallbacks {
		if f.Host != cfg.Host || f.Port != cfg.Port {
			return true
		}
	}
	return false
}

// assertPinned refuses a pool that gives each transaction another connection of the
// server: settings and prepared statements belong to a connection, and tables would
// be made in the schema that somebody else asked for. It is seen by a transaction that
// gets the connection which somebody else just used. Nothing is prepared for it.
func assertPinned(ctx context.Context, address string) error {
	db, err := look(address, PartRegister+","+PartKeys)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	one, err := db.Conn(ctx)
	if err != nil {
		return unavailable(err)
	}
	defer func() { _ = one.Close() }()
	for range 3 { // others may come in between
		var first, second int
		if err := one.QueryRowContext(ctx, "SELECT pg_backend_pid()", pgx.QueryExecModeSimpleProtocol).Scan(&first); err != nil {
			return unavailable(err)
		}
		other, err := db.BeginTx(ctx, nil)
		if err != nil {
			return unavailable(err)
		}
		err = other.QueryRowContext(ctx, "SELECT pg_backend_pid()", pgx.QueryExecModeSimpleProtocol).Scan(&second)
		if err := errors.Join(err, other.Rollback()); err != nil {
			return unavailable(err)
		}
		if first == second {
			return errors.New("the database lies behind a pool that gives each transaction another connection (pool_mode = transaction of pgbouncer): give the register pool_mode = session")
		}
	}
	return nil
}

// errReadOnly says that a server takes nothing that changes it.
var errReadOnly = errors.New("the database only reads")

// writable refuses a server that only reads: it was the primary once, or its disk is
// full, and what it shows may be old.
func writable(ctx context.Context, c *pgconn.PgConn) error {
	err := pgconn.ValidateConnectTargetSessionAttrsReadWrite(ctx, c)
	if err != nil && ctx.Err() == nil && !c.IsClosed() {
		return fmt.Errorf("%w: %w", errReadOnly, err)
	}
	return err //nolint:wrapcheck // the pool says of which server
}
