package cluster

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// TestClusterPool: behind a pgbouncer that keeps a connection for a session the register
// works, and behind one that shares it between transactions it says so and does not start.
func TestClusterPool(t *testing.T) {
	asked(t)
	ctx := context.Background()
	address := testkit.Postgres(t)
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(ctx) }()
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+database); err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	dir, at := testkit.Scratch(t, "pool"), testkit.FreeAddress(t)
	home := folder(t, dir, "pgbouncer", "postgres")
	config := filled(t, dir, "pgbouncer.ini", map[string]string{"Port": port(t, at), "Database": u.Port(), "Home": home})
	p := &process{name: "pgbouncer", dir: home, log: dir + "/pgbouncer.out", owner: "postgres", argv: []string{program(t, "pgbouncer", "pgbouncer"), config}}
	p.start(t)
	open := func(name string) error {
		s, err := store.Open(ctx, store.Config{Data: t.TempDir(), Postgres: "postgres://postgres@" + at + "/" + name + "?sslmode=disable", Master: vault.Key{1}, Now: time.Now})
		if err == nil {
			err = s.Close()
		}
		return err
	}
	if !eventually(20*time.Second, func() bool { err = open("register"); return err == nil }) {
		t.Fatalf("behind a pool of sessions: %v\n%s", err, p.said())
	}
	for range 3 {
		if err := open("transactions"); err == nil || !strings.Contains(err.Error(), "pool_mode") {
			t.Errorf("behind a pool of transactions: %v", err)
		}
	}
}
