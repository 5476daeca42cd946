package register_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/proof"
	"wederhoor/internal/register"
	"wederhoor/internal/testkit"
)

// TestACheckpointGoesOutside: at once, every month, and no more when somebody asks to
// stop; what arrives is a checkpoint that still holds.
func TestACheckpointGoesOutside(t *testing.T) {
	server := testkit.Postfix(t)
	o := postOffice(t, server.URL())
	o.complain("")
	const outside = "accountant@elders.example"
	trainer := o.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer)
	admin := o.fresh(o.joined("Sam Bakker", "sam@voorbeeld.example", access.Administrator))
	stale := o.lead
	stale.Session.ProvedAt = o.clock.Now().Add(-time.Hour)
	var wrong register.Problems
	if err := o.SaveProofMail(ctx, o.fresh(trainer), outside); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("a trainer says to whom: %v", err)
	}
	if err := o.SaveProofMail(ctx, stale, outside); !errors.Is(err, register.ErrProve) {
		t.Errorf("without a fresh proof: %v", err)
	}
	if err := o.SaveProofMail(ctx, admin, "accountant@"); !errors.As(err, &wrong) || wrong[0].Field != "email" {
		t.Errorf("to no address: %v", err)
	}
	for range 2 { // the second time changes nothing
		if err := o.SaveProofMail(ctx, admin, " "+outside+" "); err != nil {
			t.Fatal(err)
		}
		o.work()
	}
	holds := func(m *testkit.Message) {
		t.Helper()
		p, ok, err := o.Promise(ctx, o.lead)
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		text := saidIn(t, m)
		from := strings.Index(text, "wederhoor/")
		to := strings.Index(text, "Met deze sleutel")
		if from < 0 || to < from || !strings.Contains(text, p.Verifier) {
			t.Fatalf("there is no checkpoint in it: %s", text)
		}
		c, err := proof.Open(text[from:to], p.Verifier)
		if err != nil || c.Size == 0 || c.Lines.Size == 0 {
			t.Errorf("%+v, %v", c, err)
		}
	}
	holds(server.Wait(t, outside, 1, soon)[0])
	monthly := func() {
		o.QueueMonthlyProof(ctx)
		o.work()
	}
	monthly()
	if n := len(server.Messages(outside)); n != 1 {
		t.Errorf("%d mails in one month", n)
	}
	o.clock.Advance(31 * 24 * time.Hour)
	monthly()
	holds(server.Wait(t, outside, 2, soon)[1])
	if err := o.SaveProofMail(ctx, o.fresh(o.lead), ""); err != nil {
		t.Fatal(err)
	}
	o.clock.Advance(31 * 24 * time.Hour)
	monthly()
	if n := len(server.Messages(outside)); n != 2 || o.queued() != 0 {
		t.Errorf("%d mails and %d in the queue after somebody asked to stop", n, o.queued())
	}
}
