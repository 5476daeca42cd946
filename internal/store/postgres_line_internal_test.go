package store

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// TestPostgresIsReachedPrivately: a server that is not on this machine is reached with TLS
// and a certificate that fits, unless the address says otherwise, and that is known.
func TestPostgresIsReachedPrivately(t *testing.T) {
	t.Setenv("PGSSLMODE", "")
	for address, want := range map[string]string{
		"postgres://127.0.0.1/register":                                       "as it says",
		"postgres://localhost/register?sslmode=prefer":                        "as it says",
		"postgres:///register?host=/run/postgresql":                           "as it says",
		"postgres://db.voorbeeld.example/register":                            "certain",
		"postgres://noord.example,zuid.example/register":                      "certain",
		"postgres://u:p%40ss@192.0.2.7:6432/register?application_name=w":      "certain",
		"host=db.voorbeeld.example dbname=register user=w":                    "certain",
		"postgres://db.voorbeeld.example/register?sslmode=verify-full":        "certain",
		"postgres://db.voorbeeld.example/register?sslmode=disable":            "overheard",
		"postgres://db.voorbeeld.example/register?sslmode=prefer":             "overheard",
		"postgres://localhost,db.voorbeeld.example/register?sslmode=require":  "overheard",
		"host=db.voorbeeld.example dbname=register sslmode=allow password=''": "overheard",
	} {
		if got := howReached(t, address); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

// TestAnAuthorityOfOnesOwn vouches for the database, and another does not.
func TestAnAuthorityOfOnesOwn(t *testing.T) {
	ours, err := testkit.NewAuthority(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	strangers, err := testkit.NewAuthority(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	address := testkit.PostgresTLS(t, ours) + "?sslmode=verify-full&sslrootcert="
	open := func(root string) error {
		s, err := Open(t.Context(), Config{Data: filepath.Join(t.TempDir(), "data"), Postgres: address + root, Master: vault.NewKey(), Now: time.Now})
		if err != nil {
			return err //nolint:wrapcheck // for the test
		}
		return s.Close() //nolint:wrapcheck // for the test
	}
	if err := open(ours.File); err != nil {
		t.Error(err)
	}
	if err := open(strangers.File); err == nil || !strings.Contains(err.Error(), "unknown authority") {
		t.Errorf("a stranger vouches: %v", err)
	}
}

// howReached says how an address of PostgreSQL is called.
func howReached(t *testing.T, address string) string {
	t.Helper()
	cfg, err := readAddress(address)
	switch {
	case err != nil:
		t.Fatal(err)
	case !away(cfg):
		return "as it says"
	case overheard(address):
		return "overheard"
	case cfg.TLSConfig.ServerName == "":
		return "with a certificate for any name"
	}
	return "certain"
}
