package store_test

import (
	"testing"

	"wederhoor/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func postgresURL(t *testing.T) string {
	t.Helper()
	return testkit.Postgres(t)
}
