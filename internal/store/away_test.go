package store_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// server is a PostgreSQL that a test does things to behind the register's back.
type server struct {
	address string
	conn    *pgx.Conn
}

func newServer(t *testing.T) *server {
	t.Helper()
	s := &server{address: postgresURL(t)}
	var err error
	if s.conn, err = pgx.Connect(ctx, s.address); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.conn.Close(ctx) })
	return s
}

func (s *server) do(t *testing.T, sql string) {
	t.Helper()
	if _, err := s.conn.Exec(ctx, sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

func (s *server) number(t *testing.T, sql string) (n int) {
	t.Helper()
	if err := s.conn.QueryRow(ctx, sql).Scan(&n); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return n
}

func recordsOn(t *testing.T, address string) *fixture {
	t.Helper()
	return open(t, store.Config{Data: t.TempDir(), Postgres: address, Master: vault.NewKey(), Now: time.Now})
}

const endAll = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"

func (s *server) database() string {
	u, _ := url.Parse(s.address)
	return strings.TrimPrefix(u.Path, "/")
}

// TestAServerThatGoesAwayAndComesBack: every connection of the pool is dead at once,
// with the statements that were prepared on it. Nobody has to start the program again.
func TestAServerThatGoesAwayAndComesBack(t *testing.T) {
	s := newServer(t)
	f := recordsOn(t, s.address)
	create := func(key string) error { _, err := f.create(key, "verhaal"); return err }
	if err := create("before"); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		s.do(t, endAll)
		for _, key := range []string{"during", "after"} { // a connection that died is noticed once
			if err := create(key); err != nil && !errors.Is(err, store.ErrUnavailable) {
				t.Errorf("answered %v", err)
			}
		}
		if err := create("after"); err != nil {
			t.Errorf("it does not come back: %v", err)
		}
	}
}

// TestAServerThatOnlyReads is no server to record on: it was the primary once, and its
// pool must not stay with it.
func TestAServerThatOnlyReads(t *testing.T) {
	s := newServer(t)
	f := recordsOn(t, s.address)
	s.do(t, "ALTER DATABASE "+s.database()+" SET default_transaction_read_only = on")
	s.do(t, endAll)
	for range 3 {
		_, err := f.create("key", "verhaal")
		if !errors.Is(err, store.ErrUnavailable) || errors.Is(err, store.ErrUnconfirmed) {
			t.Errorf("answered %v", err)
		}
	}
	if code, _ := f.Trouble(); code != store.TroubleDatabase {
		t.Errorf("trouble is %q", code)
	}
	s.do(t, "ALTER DATABASE "+s.database()+" RESET default_transaction_read_only")
	if c, err := f.create("key", "verhaal"); err != nil || c.Again {
		t.Errorf("it does not come back: %+v %v", c.Again, err)
	}
	if code, _ := f.Trouble(); code != "" {
		t.Errorf("the trouble lasts: %q", code)
	}
}

// TestTheAnswerToACommitIsLost: it is stored, and nobody was told. The register says
// that it does not know, and the same form again is the same complaint.
func TestTheAnswerToACommitIsLost(t *testing.T) {
	s := newServer(t)
	w := &deafWire{}
	f := recordsOn(t, w.through(t, s.address))
	if _, err := f.create("first", "verhaal"); err != nil {
		t.Fatal(err)
	}
	w.deaf.Store(true)
	_, err := f.create("second", "verhaal")
	w.deaf.Store(false)
	if !errors.Is(err, store.ErrUnavailable) || !errors.Is(err, store.ErrUnconfirmed) {
		t.Fatalf("answered %v", err)
	}
	testkit.Eventually(t, 10*time.Second, func() bool { return s.number(t, "SELECT COUNT(*) FROM register.dossier") == 2 })
	c, err := f.create("second", "verhaal")
	if err != nil || !c.Again {
		t.Errorf("the same form again: %v %v", c.Again, err)
	}
	if n := s.number(t, "SELECT COUNT(*) FROM register.dossier"); n != 2 {
		t.Errorf("%d dossiers", n)
	}
}

// deafWire lies between the register and its database, and can end a connection right
// after it passed a COMMIT on.
type deafWire struct{ deaf atomic.Bool }

func (w *deafWire) through(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	there := u.Host
	u.Host = testkit.Listen(t, func(here net.Conn) {
		far, err := net.Dial("tcp", there)
		if err != nil {
			_ = here.Close()
			return
		}
		var once sync.Once
		end := func() { once.Do(func() { _ = here.Close(); _ = far.Close() }) }
		go func() { defer end(); _, _ = io.Copy(here, far) }()
		defer end()
		buf := make([]byte, 1<<16)
		for {
			n, err := here.Read(buf)
			if err != nil {
				return
			}
			if w.deaf.Load() && bytes.Contains(buf[:n], []byte("commit")) {
				_ = here.Close()
			}
			if _, err := far.Write(buf[:n]); err != nil {
				return
			}
		}
	})
	return u.String()
}

// TestACommitThatStoppedWaitingForTheStandby is not said to be stored: an operator
// cancelled the wait, and if the standby takes over now it is gone.
func TestACommitThatStoppedWaitingForTheStandby(t *testing.T) {
	s := newServer(t)
	f := recordsOn(t, s.address)
	if doubtful, err := f.Doubtful(ctx); err != nil || doubtful {
		t.Errorf("one server without a standby: %v %v", doubtful, err)
	}
	s.do(t, "ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
	s.do(t, "SELECT pg_reload_conf()")
	t.Cleanup(func() {
		s.do(t, "ALTER SYSTEM RESET synchronous_standby_names")
		s.do(t, "SELECT pg_reload_conf()")
	})
	testkit.Eventually(t, 10*time.Second, func() bool {
		return s.number(t, "SELECT COUNT(*) FROM pg_settings WHERE name = 'synchronous_standby_names' AND setting = 'nobody'") == 1
	})
	answer := make(chan error, 1)
	go func() { _, err := f.create("key", "verhaal"); answer <- err }()
	testkit.Eventually(t, 10*time.Second, func() bool {
		return s.number(t, "SELECT COUNT(*) FROM (SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep') c") > 0
	})
	if err := <-answer; !errors.Is(err, store.ErrUnconfirmed) {
		t.Errorf("answered %v", err)
	}
}

// TestAnAddressWithSeveralServers takes the one that answers, in every way to write
// such an address, and makes its tables where they belong.
func TestAnAddressWithSeveralServers(t *testing.T) {
	s := newServer(t)
	u, err := url.Parse(s.address)
	if err != nil {
		t.Fatal(err)
	}
	dead := testkit.FreeAddress(t)
	_, deadPort, _ := net.SplitHostPort(dead)
	for _, address := range []string{
		"postgres://postgres@" + dead + "," + u.Host + u.Path + "?sslmode=disable",
		"host=127.0.0.1,127.0.0.1 port=" + deadPort + "," + u.Port() + " user=postgres sslmode=disable dbname=" + s.database(),
	} {
		st, err := store.Open(context.Background(), store.Config{Data: t.TempDir(), Postgres: address, Master: vault.Key{1}, Now: time.Now})
		if err != nil {
			t.Errorf("%s: %v", address, err)
			continue
		}
		if doubtful, err := st.Doubtful(ctx); err != nil || !doubtful {
			t.Errorf("a standby is expected and nothing waits for it: %v %v", doubtful, err)
		}
		_ = st.Close()
	}
	if n := s.number(t, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'public'"); n != 0 {
		t.Errorf("%d tables in the schema public", n)
	}
}

// TestTwoProgramsDoNotLockOneAnotherOut: what one act of a batch locks, an act of
// another program wants in another order.
func TestTwoProgramsDoNotLockOneAnotherOut(t *testing.T) {
	s := newServer(t)
	f := recordsOn(t, s.address)
	second, err := store.Open(ctx, store.Config{Data: t.TempDir(), Postgres: s.address, Master: f.cfg.Master, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = second.Close() }()
	made := map[string]string{}
	for _, key := range []string{"one", "other"} {
		c, err := f.create(key, "verhaal")
		if err != nil {
			t.Fatal(err)
		}
		made[key] = c.ID
	}
	other := &fixture{Store: second, cfg: f.cfg, org: f.org, lead: f.lead}
	has, goes := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	note := func(of *fixture, dossier, key string) {
		all.Go(func() {
			if err := of.note(made[dossier], key, 0, "gebeld"); err != nil {
				t.Errorf("%s: %v", key, err)
			}
		})
	}
	all.Go(func() {
		if err := f.Write(ctx, func(tx *store.Tx) error { // has the log of the organisation, and is not done
			_, _, err := tx.Act(f.noting(made["one"], "first", 0, "gebeld"))
			close(has)
			<-goes
			return err
		}); err != nil {
			t.Error(err)
		}
	})
	<-has
	note(f, "other", "second") // in the same batch, when the first goes on
	note(other, "other", "elsewhere")
	testkit.Eventually(t, 10*time.Second, func() bool { return s.number(t, "SELECT COUNT(*) FROM pg_locks WHERE NOT granted") > 0 })
	close(goes)
	all.Wait()
}
