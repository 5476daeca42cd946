package upgrade_test

import (
	"testing"

	"wederhoor/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }
