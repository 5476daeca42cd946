package register_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"wederhoor/internal/store"
)

// leader is the one program that leads; more than one, or none, is told by -1.
func leader(t *testing.T, all []*office) int {
	t.Helper()
	found := -1
	for i, o := range all {
		if _, leads := o.Leading(ctx); leads {
			if found >= 0 {
				t.Errorf("programs %d and %d both lead", found, i)
			}
			found = i
		}
	}
	return found
}

// TestOneLeadsAndAnotherTakesOver: one that is killed or stands still is followed up,
// and what it still stores when it wakes up is refused, whatever it thinks.
func TestOneLeadsAndAnotherTakesOver(t *testing.T) {
	all := replicas(t, 3)
	clock := all[0].clock
	beat := func(some ...*office) {
		for _, o := range some {
			if err := o.TakePart(ctx); err != nil {
				t.Fatal(err)
			}
		}
	}
	beat(all...)
	if leader(t, all) != 0 {
		t.Fatal("the first does not lead")
	}
	for range 20 { // as long as it beats nobody takes over
		clock.Advance(2 * time.Second)
		beat(all...)
	}
	if leader(t, all) != 0 {
		t.Fatal("one that beats was followed up")
	}
	old, _ := all[0].Leading(ctx)
	clock.Advance(9 * time.Second) // it stands still
	beat(all[1:]...)
	if leader(t, all) != 0 {
		t.Error("it was given up too soon")
	}
	clock.Advance(6 * time.Second)
	beat(all[1:]...)
	beat(all[1:]...)
	if got := leader(t, all); got != 1 {
		t.Errorf("program %d leads", got)
	}
	// It wakes up in the middle of what it was doing.
	wrote := false
	err := all[0].Store.Write(old, func(*store.Tx) error { wrote = true; return nil })
	if !errors.Is(err, store.ErrLost) || wrote {
		t.Errorf("what was begun in a term that is over: %v, done: %v", err, wrote)
	}
	if err := all[0].Store.Write(ctx, func(*store.Tx) error { return nil }); err != nil {
		t.Errorf("what is not the leader's goes on: %v", err)
	}
	beat(all...)
	if got := leader(t, all); got != 1 {
		t.Errorf("program %d leads after the old one woke up", got)
	}
	// One that stops lets go, and nobody waits.
	all[1].LetGo(ctx)
	beat(all[2], all[0])
	if got := leader(t, all); got != 2 {
		t.Errorf("program %d leads after the leader stopped", got)
	}
}

// TestWhatTheLeaderDoesEndsWithItsTurn: work of the leader is stopped when another
// leads, and begins again with the next turn.
func TestWhatTheLeaderDoesEndsWithItsTurn(t *testing.T) {
	all := replicas(t, 2)
	if err := all[0].TakePart(ctx); err != nil {
		t.Fatal(err)
	}
	begun, ended := make(chan int, 4), make(chan int, 4)
	watching, stop := context.WithCancel(ctx)
	defer stop()
	for i, o := range all {
		go o.WhileLeading(watching, func(work context.Context) {
			begun <- i
			<-work.Done()
			ended <- i
		})
	}
	if got := <-begun; got != 0 {
		t.Fatalf("program %d began", got)
	}
	all[0].LetGo(ctx)
	if err := all[1].TakePart(ctx); err != nil {
		t.Fatal(err)
	}
	if got := <-ended; got != 0 {
		t.Errorf("program %d ended", got)
	}
	if got := <-begun; got != 1 {
		t.Errorf("program %d began", got)
	}
}

// TestEveryCheckpointIsMadeOnce, by whichever program leads, also about what another
// decided.
func TestEveryCheckpointIsMadeOnce(t *testing.T) {
	all := replicas(t, 2)
	a, b := all[0], all[1]
	if err := b.TakePart(ctx); err != nil {
		t.Fatal(err)
	}
	a.complain("")
	working, stop := context.WithCancel(ctx)
	defer stop()
	done := make(chan struct{}, 2)
	for _, o := range all {
		go func() { o.Work(working); done <- struct{}{} }()
	}
	promised := func() bool {
		p, err := b.Store.LastPromise(ctx, b.Home().ID)
		return err == nil && p.Size > 0
	}
	for end := time.Now().Add(30 * time.Second); !promised(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("no checkpoint was made")
		}
	}
	stop()
	<-done
	<-done
}
