package testkit

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// cluster is a PostgreSQL of this test binary, shared by its tests.
type cluster struct {
	mu        sync.Mutex
	keeper    *keeper
	port      string
	databases int
}

var shared cluster

// Main runs the tests of a binary and waits until what they started is gone.
// Without it, or when the binary dies, a keeper tidies up a moment later.
func Main(m *testing.M) {
	code := m.Run()
	held.wait()
	os.Exit(code)
}

// Postgres gives the address of a fresh database on a throw-away PostgreSQL
// that syncs to disk as a real one does.
func Postgres(t testing.TB) string {
	t.Helper()
	shared.mu.Lock()
	defer shared.mu.Unlock()
	if shared.keeper == nil {
		shared.start(t)
	}
	shared.databases++
	name := fmt.Sprintf("register_%d", shared.databases)
	if err := shared.execute("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	return shared.address(name)
}

func (c *cluster) address(database string) string {
	return fmt.Sprintf("postgres://postgres@127.0.0.1:%s/%s?sslmode=disable", c.port, database)
}

// PostgresTLS starts a server of this test alone, with a certificate for 127.0.0.1 that
// the authority vouches for. Its address says nothing of how to be private.
func PostgresTLS(t testing.TB, authority *Authority) string {
	t.Helper()
	dir := folder(t, "certificate")
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	if err := authority.Issue(cert, key, "127.0.0.1", 4, time.Now().Add(24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{dir, cert, key} {
		own(t, "postgres", path)
	}
	c := new(cluster)
	c.start(t, "-c", "ssl=on", "-c", "ssl_cert_file="+cert, "-c", "ssl_key_file="+key)
	t.Cleanup(c.stop)
	return strings.TrimSuffix(c.address("postgres"), "?sslmode=disable")
}

func (c *cluster) start(t testing.TB, more ...string) {
	t.Helper()
	const debian = "/usr/lib/postgresql/*/bin"
	dir := folder(t, "postgres")
	data := filepath.Join(dir, "data")
	own(t, "postgres", dir)
	c.port = freePort(t)
	// Both under the keeper, so that a test binary killed half-way leaves no
	// folder. QUIT ends the server at once: what it holds is thrown away.
	k := keep(t, "postgres", dir, "QUIT", append([]string{"/bin/sh", "-c", `"$0" -D "$2" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync && server=$1 && shift && exec "$server" -D "$@"`,
		find(t, "initdb", "postgresql", debian), find(t, "postgres", "postgresql", debian), data, "-p", c.port,
		"-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=" + dir,
		"-c", "fsync=on", "-c", "max_connections=200", "-c", "shared_buffers=64MB"}, more...)...)
	if !poll(time.Minute, func() bool { return c.execute("SELECT 1") == nil }) {
		said := tail(filepath.Join(dir, "log"))
		k.close()
		t.Fatalf("PostgreSQL does not answer:\n%s", said)
	}
	c.keeper = k
}

func (c *cluster) execute(sql string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, c.address("postgres"))
	if err != nil {
		return fmt.Errorf("reach PostgreSQL: %w", err)
	}
	defer func() { _ = conn.Close(ctx) }()
	if _, err := conn.Exec(ctx, sql); err != nil {
		return fmt.Errorf("run %q: %w", sql, err)
	}
	return nil
}

func (c *cluster) stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.keeper != nil {
		c.keeper.close()
		c.keeper = nil
	}
}
