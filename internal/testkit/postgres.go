package testkit

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver "pgx"
)

// cluster is a PostgreSQL of this test binary, shared by its tests.
type cluster struct {
	mu     sync.Mutex
	made   int
	server *exec.Cmd
	dir    string
	port   string
}

var shared cluster

// Main runs the tests of a binary and stops what they started. Test binaries
// that use this package have it as their TestMain.
func Main(m *testing.M) {
	code := m.Run()
	shared.stop()
	os.Exit(code)
}

// Postgres gives the address of a fresh database on a throw-away PostgreSQL
// with its synchronisation on.
func Postgres(t testing.TB) string {
	t.Helper()
	shared.mu.Lock()
	defer shared.mu.Unlock()
	if shared.server == nil {
		shared.start(t)
	}
	shared.made++
	name := fmt.Sprintf("register_%d", shared.made)
	admin := shared.connect(t)
	defer func() { _ = admin.Close() }()
	if _, err := admin.ExecContext(context.Background(), "CREATE DATABASE "+name); err != nil {
		t.Fatal(err)
	}
	return shared.address(name)
}

func (c *cluster) address(database string) string {
	return fmt.Sprintf("postgres://postgres@127.0.0.1:%s/%s?sslmode=disable", c.port, database)
}

func (c *cluster) start(t testing.TB) {
	t.Helper()
	dir, err := os.MkdirTemp("", "wederhoor-postgres-")
	if err != nil {
		t.Fatal(err)
	}
	c.dir, c.port = dir, freePort(t)
	if err := os.Chmod(dir, 0o777); err != nil { //nolint:gosec // the server runs as another user
		t.Fatal(err)
	}
	data := filepath.Join(dir, "data")
	bin := []string{"/usr/lib/postgresql/*/bin"}
	makeData := exec.Command(find(t, "initdb", "postgresql", bin...), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
	as(t, "postgres", makeData)
	makeData.Dir = dir
	if out, err := makeData.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	c.server = exec.Command(find(t, "postgres", "postgresql", bin...), "-D", data, "-p", c.port, "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="+dir)
	as(t, "postgres", c.server)
	c.server.Dir = dir
	var said strings.Builder
	c.server.Stderr = &said
	if err := c.server.Start(); err != nil {
		t.Fatal(err)
	}
	db := c.connect(t)
	defer func() { _ = db.Close() }()
	for end := time.Now().Add(30 * time.Second); db.Ping() != nil; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("PostgreSQL does not answer:\n%s", said.String())
		}
	}
}

func (c *cluster) connect(t testing.TB) *sql.DB {
	t.Helper()
	db, err := sql.Open("pgx", c.address("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func (c *cluster) stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.server == nil {
		return
	}
	_ = c.server.Process.Signal(syscall.SIGINT) // fast shutdown
	_ = c.server.Wait()
	_ = os.RemoveAll(c.dir)
}
