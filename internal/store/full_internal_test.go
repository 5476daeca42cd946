package store

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"wederhoor/internal/testkit/powercut"
	"wederhoor/internal/vault"
)

// onADiskThatFails is a register on a disk that does what a test tells it.
func onADiskThatFails(t *testing.T) (*Store, *powercut.Disk) {
	t.Helper()
	disk := powercut.New(1, t.TempDir())
	t.Cleanup(disk.Close)
	s, err := Open(context.Background(), Config{Data: t.TempDir(), VFS: disk.Name(), Master: vault.NewKey(), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, disk
}

// TestADiskThatIsFullHalfwayKeepsWhatItSays: acts that share a commit are told the
// same when the disk is full under one of them. SQLite drops them all then, and
// nothing after that may be kept alone.
func TestADiskThatIsFullHalfwayKeepsWhatItSays(t *testing.T) {
	ctx := context.Background()
	s, disk := onADiskThatFails(t)
	gate := make(chan struct{})
	sizes := []int{1, 1, 3 << 20, 1, 1} // the third is larger than the cache, so it is written before the commit
	errs := make([]error, len(sizes))
	var all sync.WaitGroup
	for n, size := range sizes {
		all.Go(func() {
			errs[n] = s.Write(ctx, func(tx *Tx) error {
				<-gate
				return tx.AddJob(Job{Organisation: "o", Kind: JobTellLead, Item: strings.Repeat("x", size)})
			})
		})
		for end := time.Now().Add(10 * time.Second); len(s.requests) != n; time.Sleep(time.Millisecond) {
			if time.Now().After(end) {
				t.Fatal("the writer does not wait")
			}
		}
	}
	disk.Fail(powercut.Fault{Full: true, Space: 1 << 20})
	close(gate)
	all.Wait()
	disk.Fail(powercut.Fault{})
	stored := 0
	for n, err := range errs {
		switch {
		case err == nil:
			stored++
		case !errors.Is(err, ErrUnavailable):
			t.Errorf("act %d: %v", n, err)
		}
	}
	if errs[2] == nil {
		t.Error("the disk was not full")
	}
	if queued, err := s.QueuedJobs(ctx); err != nil || queued != stored {
		t.Errorf("%v: %d acts were told that they are stored, and %d are", err, stored, queued)
	}
	if err := s.Write(ctx, func(tx *Tx) error { return tx.AddJob(Job{Organisation: "o", Kind: JobTellLead}) }); err != nil {
		t.Errorf("with room again: %v", err)
	}
}

// TestAfterAFailedSyncNothingIsStored: what the disk holds is not known any more.
func TestAfterAFailedSyncNothingIsStored(t *testing.T) {
	ctx := context.Background()
	s, disk := onADiskThatFails(t)
	add := func(tx *Tx) error { return tx.AddJob(Job{Organisation: "o", Kind: JobTellLead}) }
	disk.Fail(powercut.Fault{FailSync: 1})
	for range 2 {
		if err := s.Write(ctx, add); !errors.Is(err, ErrUnavailable) {
			t.Errorf("answered %v", err)
		}
	}
	select {
	case <-s.Failed():
	default:
		t.Error("it does not say that it failed")
	}
}
