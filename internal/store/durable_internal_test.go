package store

import (
	"context"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// TestADatabaseThatDoesNotWaitForItsDisk: turned off for everybody, it is on for the
// register.
func TestADatabaseThatDoesNotWaitForItsDisk(t *testing.T) {
	ctx := context.Background()
	address := testkit.Postgres(t)
	db, err := look(address, PartRegister)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	name := address[strings.LastIndex(address, "/")+1 : strings.Index(address, "?")]
	if _, err := db.ExecContext(ctx, "ALTER DATABASE "+name+" SET synchronous_commit = off"); err != nil {
		t.Fatal(err)
	}
	s, err := Open(ctx, Config{Data: t.TempDir(), Postgres: address, Master: vault.NewKey(), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	for setting, want := range map[string]string{"synchronous_commit": "on", "search_path": "register,keys", "idle_in_transaction_session_timeout": "10s"} {
		var got string
		if err := s.reg.QueryRowContext(ctx, "SELECT current_setting($1)", setting).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q, want %q, %v", setting, got, want, err)
		}
	}
}
