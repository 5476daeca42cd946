package register_test

import (
	"testing"
	"time"

	"wederhoor/internal/register"
	"wederhoor/internal/testkit"
)

// TestDatesThatPassBecauseOfUs: a letter that was written in time and waits here until
// its day is over is a date that the program missed. One that a person let pass is not.
func TestDatesThatPassBecauseOfUs(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	flow := func(want int, when string) register.Flow {
		t.Helper()
		f, err := o.Flow(ctx)
		if err != nil || f.Missed != want {
			t.Errorf("%s: %d dates were missed: %v", when, f.Missed, err)
		}
		return f
	}
	o.complain("") // nobody does anything with it
	waits := o.complain("tessa@voorbeeld.example").Ref
	o.work()
	o.clock.Advance(time.Hour)
	o.acknowledge(waits)
	flow(0, "in time")
	o.clock.Advance(60 * 24 * time.Hour)
	f := flow(1, "when its day is over")
	if f.Logged < 3 || f.Dossiers != 2 || f.IndexBytes == 0 || f.Received.IsZero() || len(f.Pools) == 0 {
		t.Errorf("%+v", f)
	}
	o.work()
	flow(0, "when it left")
}
