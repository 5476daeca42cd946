package store_test

import (
	"errors"
	"testing"
	"time"

	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// clocked runs a suite on both engines with a clock that the test moves.
func clocked(t *testing.T, test func(*testing.T, *fixture, *testkit.Clock)) {
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) {
			clock := testkit.NewClock(time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC))
			cfg := store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: clock.Now}
			if engine == "postgres" {
				cfg.Postgres = postgresURL(t)
			}
			test(t, open(t, cfg), clock)
		})
	}
}

func (f *fixture) claim(t *testing.T) store.Job {
	t.Helper()
	j, ok, err := f.Claim(ctx, f.org, time.Minute)
	if err != nil || !ok {
		t.Fatalf("nothing to claim: %v", err)
	}
	return j
}

func (f *fixture) queue(t *testing.T) {
	t.Helper()
	err := f.Write(ctx, func(tx *store.Tx) error { return tx.AddJob(store.Job{Organisation: f.org, Kind: store.JobTellLead}) })
	if err != nil {
		t.Fatal(err)
	}
}

func (f *fixture) spend(t *testing.T, j store.Job, address string, a store.Allowance) time.Time {
	t.Helper()
	var held time.Time
	err := f.Write(ctx, func(tx *store.Tx) (err error) {
		held, err = tx.Spend(j, address, a)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return held
}

func (f *fixture) holds(t *testing.T, want int) {
	t.Helper()
	if n, err := f.HeldJobs(ctx, f.org); err != nil || n != want {
		t.Errorf("%d held, want %d; %v", n, want, err)
	}
}

func TestWhatIsOverTheBudgetWaitsUntilThereIsRoom(t *testing.T) {
	clocked(t, func(t *testing.T, f *fixture, clock *testkit.Clock) {
		one := store.Allowance{PerDay: 1, PerHour: 3}
		for range 3 {
			f.queue(t)
		}
		first := f.claim(t)
		if held := f.spend(t, first, "Tessa@elders.example", one); !held.IsZero() {
			t.Fatalf("the first waits until %v", held)
		}
		begun := clock.Now()
		clock.Advance(time.Minute / 2)
		second := f.claim(t)
		if held := f.spend(t, second, "tessa@ELDERS.example", one); !held.Equal(begun.Add(24 * time.Hour)) {
			t.Errorf("the second waits until %v", held)
		}
		f.holds(t, 1)
		if held := f.spend(t, f.claim(t), "piet@elders.example", one); !held.IsZero() {
			t.Errorf("somebody else waits until %v", held)
		}
		if _, ok, err := f.Claim(ctx, f.org, time.Minute); err != nil || ok {
			t.Errorf("what is held is claimed: %v", err)
		}
		for _, done := range []store.Job{first} {
			if err := f.Write(ctx, func(tx *store.Tx) error { return tx.FinishJob(done) }); err != nil {
				t.Fatal(err)
			}
		}
		clock.Set(begun.Add(24 * time.Hour))
		for range 2 { // the one of piet lost its lease; it comes back as sending
			if again := f.claim(t); again.ID == second.ID {
				if again.Attempts != 0 {
					t.Errorf("waiting counted as %d attempts", again.Attempts)
				}
				if held := f.spend(t, again, "tessa@elders.example", one); !held.IsZero() {
					t.Errorf("a day later it waits until %v", held)
				}
			}
		}
		f.holds(t, 0)
	})
}

func TestTheHourIsForEverybodyTogether(t *testing.T) {
	clocked(t, func(t *testing.T, f *fixture, clock *testkit.Clock) {
		a := store.Allowance{PerHour: 2}
		for range 4 {
			f.queue(t)
		}
		begun := clock.Now()
		j := f.claim(t)
		f.spend(t, j, "a@elders.example", a)
		if held := f.spend(t, j, "a@elders.example", a); !held.IsZero() {
			t.Error("a second try of the same mail counts twice")
		}
		f.spend(t, f.claim(t), "b@elders.example", a)
		if held := f.spend(t, f.claim(t), "c@elders.example", a); !held.Equal(begun.Add(time.Hour)) {
			t.Errorf("the third waits until %v", held)
		}
		if held := f.spend(t, f.claim(t), "c@elders.example", store.Allowance{}); !held.IsZero() {
			t.Error("what has no limit waits")
		}
		f.holds(t, 1)
	})
}

func TestALostJobSpendsNothing(t *testing.T) {
	clocked(t, func(t *testing.T, f *fixture, clock *testkit.Clock) {
		f.queue(t)
		slow := f.claim(t)
		clock.Advance(2 * time.Minute)
		quick := f.claim(t)
		err := f.Write(ctx, func(tx *store.Tx) error {
			_, err := tx.Spend(slow, "a@elders.example", store.Allowance{PerDay: 1})
			return err
		})
		if !errors.Is(err, store.ErrLost) {
			t.Errorf("two workers: %v", err)
		}
		if held := f.spend(t, quick, "a@elders.example", store.Allowance{PerDay: 1}); !held.IsZero() {
			t.Error("the one that lost it had counted")
		}
		if err := f.SweepMailed(ctx); err != nil {
			t.Error(err)
		}
	})
}
