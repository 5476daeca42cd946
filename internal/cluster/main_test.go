package cluster

import (
	"testing"

	"wederhoor/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }
