package store_test

import (
	"testing"

	"wederhoor/internal/testkit"
)

func postgresURL(t *testing.T) string {
	t.Helper()
	return testkit.Postgres(t)
}
