package store_test

import (
	"testing"
	"time"

	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// TestAClockThatJumpsIsSeenAndStaysSeen, also by a program that starts after it.
func TestAClockThatJumpsIsSeenAndStaysSeen(t *testing.T) {
	for name, postgres := range map[string]func(*testing.T) string{"sqlite": func(*testing.T) string { return "" }, "postgres": postgresURL} {
		t.Run(name, func(t *testing.T) {
			now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
			f := open(t, store.Config{Data: t.TempDir(), Postgres: postgres(t), Master: vault.NewKey(), Now: func() time.Time { return now }})
			sane := func(want bool, when string) {
				t.Helper()
				if c := f.Clock(); c.Sane() != want {
					t.Errorf("%s: sane is %v: %+v", when, !want, c)
				}
			}
			write := func() {
				t.Helper()
				if err := f.Write(ctx, func(*store.Tx) error { return nil }); err != nil {
					t.Fatal(err)
				}
			}
			sane(true, "at first")
			now = now.Add(30 * 24 * time.Hour)
			write()
			sane(true, "a month without a complaint")
			now = now.Add(30*24*time.Hour + time.Second)
			sane(false, "it jumped, and nothing was stored yet")
			write()
			sane(false, "it jumped")
			now = now.Add(time.Hour)
			write()
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			f.reopen(t)
			sane(false, "after a start")
			if err := f.ClockIsRight(ctx); err != nil {
				t.Fatal(err)
			}
			sane(true, "somebody looked")
			now = now.Add(-4 * time.Minute)
			write()
			sane(true, "mended a little")
			now = now.Add(-2 * time.Minute)
			write()
			sane(false, "it went back")
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			f.reopen(t)
			sane(false, "it went back, and a start")
			now = now.Add(10 * time.Minute)
			write()
			sane(true, "it is past what was stored")
		})
	}
}
