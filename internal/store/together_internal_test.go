package store

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/testkit"
	"wederhoor/internal/testkit/powercut"
	"wederhoor/internal/vault"
)

// onBoth runs a test on both engines; commits counts those of the store.
func onBoth(t *testing.T, test func(t *testing.T, s *Store, commits *atomic.Int64)) {
	t.Helper()
	for name, address := range map[string]func() string{"sqlite": func() string { return "" }, "postgres": func() string { return testkit.Postgres(t) }} {
		t.Run(name, func(t *testing.T) {
			var commits atomic.Int64
			s, err := Open(context.Background(), Config{Data: t.TempDir(), Postgres: address(), Master: vault.NewKey(), Now: time.Now,
				Watch: Watch{Committed: func(int, time.Duration) { commits.Add(1) }}})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = s.Close() })
			test(t, s, &commits)
		})
	}
}

// TestWhatComesTogetherSharesACommit: while one act is under way 256 others come. All of
// them are durable after four commits more, and each is there.
func TestWhatComesTogetherSharesACommit(t *testing.T) {
	const many = 4*batchLimit + 1
	onBoth(t, func(t *testing.T, s *Store, commits *atomic.Int64) {
		ctx := context.Background()
		under, goes := make(chan struct{}), make(chan struct{})
		var all sync.WaitGroup
		act := func(wait bool) {
			all.Go(func() {
				err := s.Write(ctx, func(tx *Tx) error {
					if wait {
						close(under)
						<-goes
					}
					return tx.AddJob(Job{Organisation: "o", Kind: JobTellLead})
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		act(true)
		<-under
		for range many - 1 {
			act(false)
		}
		testkit.Eventually(t, 10*time.Second, func() bool { return len(s.requests) == min(many-1, cap(s.requests)) })
		close(goes)
		all.Wait()
		if n := commits.Load(); n > 8 { // five when all of them stood in the queue
			t.Errorf("%d acts took %d commits", many, n)
		}
		var kept int
		if err := s.reg.QueryRowContext(ctx, "SELECT COUNT(*) FROM job").Scan(&kept); err != nil || kept != many {
			t.Errorf("%d of %d are there, %v", kept, many, err)
		}
	})
}

// TestWhoReadsDoesNotWaitForTheWriter: an act stands still in the middle, with what it
// wrote not committed, and goes on only after everybody has read. A reader that waited
// for it would wait for ever.
func TestWhoReadsDoesNotWaitForTheWriter(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store, commits *atomic.Int64) {
		under, goes, written := make(chan struct{}), make(chan struct{}), make(chan error, 1)
		go func() {
			written <- s.Write(context.Background(), func(tx *Tx) error {
				if err := tx.AddJob(Job{Organisation: "o", Kind: JobTellLead}); err != nil {
					return err
				}
				var wrote int // and with it on its way to the server
				if err := tx.row("SELECT COUNT(*) FROM job").Scan(&wrote); err != nil || wrote != 1 {
					t.Errorf("the act does not see what it wrote: %d, %v", wrote, err)
				}
				close(under)
				<-goes
				return nil
			})
		}()
		<-under
		ctx, cancel := context.WithTimeout(context.Background(), 8*time.Second) // less than the server bears an act that stands still
		defer cancel()
		var all sync.WaitGroup
		var read atomic.Int64
		for range 32 {
			all.Go(func() {
				var seen int
				if err := s.reg.QueryRowContext(ctx, "SELECT COUNT(*) FROM job").Scan(&seen); err != nil || seen != 0 {
					t.Errorf("a reader: %d of what is not stored yet, %v", seen, err)
				}
				if _, err := s.Standing(ctx); err != nil {
					t.Errorf("how far it is: %v", err)
				}
				if _, err := s.Dossiers(ctx, "o"); err != nil {
					t.Errorf("the dossiers: %v", err)
				}
				read.Add(1)
			})
		}
		all.Wait()
		if read.Load() != 32 || commits.Load() != 0 {
			t.Errorf("%d read, %d commits meanwhile", read.Load(), commits.Load())
		}
		close(goes)
		if err := <-written; err != nil {
			t.Error(err)
		}
	})
}

// TestADiskThatIsSlowHoldsUpWhoStoresAndNobodyElse: no sync ends until everybody has read.
// What waited for it is stored then, and nobody was told before.
func TestADiskThatIsSlowHoldsUpWhoStoresAndNobodyElse(t *testing.T) {
	disk := powercut.New(1, t.TempDir())
	defer disk.Close()
	ctx := context.Background()
	s, err := Open(ctx, Config{Data: t.TempDir(), VFS: disk.Name(), Master: vault.NewKey(), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	gate, waits := make(chan struct{}), make(chan struct{}, 1)
	disk.Fail(powercut.Fault{Slow: func() {
		select {
		case waits <- struct{}{}:
		default:
		}
		<-gate
	}})
	const many = 10
	told := make(chan error, many)
	for range many {
		go func() {
			told <- s.Write(ctx, func(tx *Tx) error { return tx.AddJob(Job{Organisation: "o", Kind: JobTellLead}) })
		}()
	}
	<-waits
	for range 100 {
		if _, err := s.Standing(ctx); err != nil {
			t.Errorf("somebody who reads: %v", err)
		}
	}
	if len(told) != 0 {
		t.Errorf("%d were told before the disk had it", len(told))
	}
	close(gate)
	for range many {
		if err := <-told; err != nil {
			t.Error(err)
		}
	}
	var kept int
	if err := s.reg.QueryRowContext(ctx, "SELECT COUNT(*) FROM job").Scan(&kept); err != nil || kept != many {
		t.Errorf("%d of %d are there, %v", kept, many, err)
	}
}

// TestTwoInvitationsForOneAddress, sent at the same moment, are one member and one that is
// told so: not a register that cannot store.
func TestTwoInvitationsForOneAddress(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store, _ *atomic.Int64) {
		ctx := context.Background()
		p, err := complaint.Preset("seed")
		if err != nil {
			t.Fatal(err)
		}
		err = s.Write(ctx, func(tx *Tx) error {
			return tx.AddOrganisation(Organisation{ID: "o"}, p, Member{ID: "eerste", Organisation: "o", Email: "eerste@voorbeeld.example"}, vault.NewRecovery().Key())
		})
		if err != nil {
			t.Fatal(err)
		}
		under, goes := make(chan struct{}), make(chan struct{})
		go func() { _ = s.Write(ctx, func(*Tx) error { close(under); <-goes; return nil }) }()
		<-under
		told := make(chan error, 2)
		for _, id := range []complaint.MemberID{"een", "twee"} {
			go func() {
				told <- s.AddMember(ctx, Member{ID: id, Organisation: "o", State: MemberInvited, Email: "nieuw@voorbeeld.example"})
			}()
		}
		testkit.Eventually(t, 10*time.Second, func() bool { return len(s.requests) == 2 })
		close(goes)
		a, b := <-told, <-told
		if a != nil {
			a, b = b, a
		}
		if a != nil || !errors.Is(b, ErrEmailTaken) {
			t.Errorf("told %v and %v", a, b)
		}
	})
}
