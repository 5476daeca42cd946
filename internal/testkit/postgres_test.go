package testkit_test

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"

	"wederhoor/internal/testkit"
)

func TestPostgresGivesADatabaseOfItsOwn(t *testing.T) {
	first, second := connect(t, testkit.Postgres(t)), connect(t, testkit.Postgres(t))
	if _, err := first.Exec(t.Context(), "CREATE TABLE complaint (id int)"); err != nil {
		t.Fatal(err)
	}
	var tables int
	const count = "SELECT count(*) FROM information_schema.tables WHERE table_name = 'complaint'"
	if err := second.QueryRow(t.Context(), count).Scan(&tables); err != nil || tables != 0 {
		t.Errorf("the second database sees %d tables of the first (%v)", tables, err)
	}
	var fsync string
	if err := first.QueryRow(t.Context(), "SHOW fsync").Scan(&fsync); err != nil || fsync != "on" {
		t.Errorf("fsync = %q, want on (%v)", fsync, err)
	}
}

func connect(t *testing.T, dsn string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}
