package register_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/proof"
	"wederhoor/internal/register"
)

// TestADecisionIsPromised: the worker makes a checkpoint when it starts and after a
// decision, and not for each event; who leads and who looks from outside see it.
func TestADecisionIsPromised(t *testing.T) {
	o := open(t, "")
	outside := o.joined("Ama Owusu", "ama@voorbeeld.example", access.Auditor)
	trainer := o.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer)
	ref := o.complain("").Ref
	work, stop := context.WithCancel(ctx)
	over := make(chan struct{})
	go func() { defer close(over); o.Work(work) }()
	defer func() { stop(); <-over }()
	size := func() int64 {
		t.Helper()
		p, ok, err := o.Promise(ctx, outside)
		if err != nil {
			t.Fatal(err)
		}
		if ok {
			if _, err := proof.Open(p.Note, p.Verifier); err != nil {
				t.Fatal(err)
			}
		}
		return p.Size
	}
	reaches := func(want int64) {
		t.Helper()
		for end := time.Now().Add(20 * time.Second); size() != want; time.Sleep(20 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("%d events are promised, want %d", size(), want)
			}
		}
	}
	reaches(1)
	if _, err := o.Note(ctx, o.lead, register.Order{Ref: ref}, "Wacht op de zaal"); err != nil {
		t.Fatal(err)
	}
	before := int64(o.version(ref))
	if n := size(); n != 1 {
		t.Errorf("%d events are promised before anything was decided", n)
	}
	if _, err := o.Decide(ctx, o.lead, register.Order{Ref: ref}, complaint.Decided{Finding: complaint.NotUpheld, Reason: "Het was warm."}); err != nil {
		t.Fatal(err)
	}
	reaches(int64(o.version(ref)))
	if int64(o.version(ref)) <= before {
		t.Error("nothing was decided")
	}
	if _, _, err := o.Promise(ctx, trainer); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("a trainer sees it: %v", err)
	}
}
