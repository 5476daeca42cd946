package store_test

import (
	"errors"
	"testing"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
)

// TestARaisedSessionHasOnlyItsNewToken: a half-way token is turned once, and
// knows nothing afterwards (ASVS 7.2.4).
func TestARaisedSessionHasOnlyItsNewToken(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		now := time.UnixMilli(1_800_000_000_000)
		old, hash := []byte("half-way"), []byte("in full")
		if err := f.AddSession(ctx, store.Session{Organisation: f.org, Hash: old, Member: f.lead.Member(), Level: store.LevelPassword, CreatedAt: now, SeenAt: now}, 5); err != nil {
			t.Fatal(err)
		}
		raise := func(from, to []byte) error {
			return f.Write(ctx, func(tx *store.Tx) error { return tx.RaiseSession(f.org, from, to, store.LevelFull, now, 5) })
		}
		if err := raise(old, hash); err != nil {
			t.Fatal(err)
		}
		if err := raise(old, []byte("again")); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("a second time: %v", err)
		}
		if err := raise(hash, []byte("again")); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("what is full already: %v", err)
		}
		if s, err := f.Session(ctx, f.org, hash); err != nil || s.Level != store.LevelFull || !s.ProvedAt.Equal(now) {
			t.Errorf("%+v, %v", s, err)
		}
		if _, err := f.Session(ctx, f.org, old); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("the old token: %v", err)
		}
	})
}

func TestARenewedSessionOutlivesTheOthers(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		now := time.UnixMilli(1_800_000_000_000)
		for _, who := range []struct{ hash, member string }{{"here", string(f.lead.Member())}, {"there", string(f.lead.Member())}, {"somebody else", "x"}} {
			s := store.Session{Organisation: f.org, Hash: []byte(who.hash), Member: complaint.MemberID(who.member), Level: store.LevelFull, CreatedAt: now, SeenAt: now}
			if err := f.AddSession(ctx, s, 5); err != nil {
				t.Fatal(err)
			}
		}
		err := f.Write(ctx, func(tx *store.Tx) error {
			return errors.Join(tx.SetPassword(f.org, f.lead.Member(), "$argon2id$anders"), tx.RenewSession(f.org, []byte("here"), []byte("new"), now))
		})
		if err != nil {
			t.Fatal(err)
		}
		if s, err := f.Session(ctx, f.org, []byte("new")); err != nil || s.Epoch != 1 {
			t.Errorf("%+v, %v", s, err)
		}
		for hash, want := range map[string]bool{"here": false, "there": false, "somebody else": true} {
			if _, err := f.Session(ctx, f.org, []byte(hash)); (err == nil) != want {
				t.Errorf("%s: %v", hash, err)
			}
		}
	})
}

// TestHalfWaySessionsPushOutNobody: who has a password and nothing else can open
// as many as they like. Raised, a session counts as any other.
func TestHalfWaySessionsPushOutNobody(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		now := time.UnixMilli(1_800_000_000_000)
		begin := func(hash string, level store.SessionLevel) {
			t.Helper()
			now = now.Add(time.Second)
			if err := f.AddSession(ctx, store.Session{Organisation: f.org, Hash: []byte(hash), Member: f.lead.Member(), Level: level, CreatedAt: now, SeenAt: now}, 5); err != nil {
				t.Fatal(err)
			}
		}
		count := func() (half, real int) {
			t.Helper()
			all, err := f.Sessions(ctx, f.org, f.lead.Member())
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range all {
				if s.Level == store.LevelPassword {
					half++
				}
			}
			return half, len(all) - half
		}
		for _, hash := range []string{"a", "b", "c", "d", "e"} {
			begin(hash, store.LevelFull)
		}
		for _, hash := range []string{"1", "2", "3", "4", "5", "6", "7"} {
			begin(hash, store.LevelPassword)
		}
		if half, real := count(); half != 5 || real != 5 {
			t.Errorf("%d half-way and %d in full", half, real)
		}
		begin("f", store.LevelLink)
		if _, err := f.Session(ctx, f.org, []byte("a")); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("a sixth left the oldest: %v", err)
		}
		err := f.Write(ctx, func(tx *store.Tx) error {
			return tx.RaiseSession(f.org, []byte("7"), []byte("raised"), store.LevelFull, now, 5)
		})
		if err != nil {
			t.Fatal(err)
		}
		if half, real := count(); half != 4 || real != 5 {
			t.Errorf("after raising one: %d half-way and %d in full", half, real)
		}
		if _, err := f.Session(ctx, f.org, []byte("b")); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("the oldest is still there: %v", err)
		}
	})
}

// TestOfSixSessionsTheOldestEnds, also when they began at the same moment: the
// one that was just opened stays.
func TestOfSixSessionsTheOldestEnds(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		now := time.UnixMilli(1_800_000_000_000)
		for _, hash := range []string{"a", "b", "c", "d", "e", "f", "g", "zz", "A"} {
			if err := f.AddSession(ctx, store.Session{Organisation: f.org, Hash: []byte(hash), Member: f.lead.Member(), CreatedAt: now, SeenAt: now}, 5); err != nil {
				t.Fatal(err)
			}
			if _, err := f.Session(ctx, f.org, []byte(hash)); err != nil {
				t.Errorf("%s is gone at once: %v", hash, err)
			}
		}
		if all, err := f.Sessions(ctx, f.org, f.lead.Member()); err != nil || len(all) != 5 {
			t.Errorf("%d sessions, %v", len(all), err)
		}
		if err := f.SweepSessions(ctx, now.Add(time.Second)); err != nil {
			t.Fatal(err)
		}
		if all, err := f.Sessions(ctx, f.org, f.lead.Member()); err != nil || len(all) != 0 {
			t.Errorf("%d sessions are left, %v", len(all), err)
		}
	})
}
