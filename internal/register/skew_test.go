package register_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// TestClocksThatAreTenMinutesApart: two programs on one database, one right and one ten
// minutes ahead. Who leads, whose work it is, how often was tried, how old a session or a
// proof is, all of that is the same at both; and each may act on what the other stored.
func TestClocksThatAreTenMinutesApart(t *testing.T) {
	const apart = 10 * time.Minute
	at := store.Config{Data: t.TempDir(), Postgres: testkit.Postgres(t), Master: vault.NewKey(), Now: time.Now}
	right := &office{t: t, clock: testkit.NewClock(time.Now()), Register: replica(t, at)}
	at.Now = func() time.Time { return time.Now().Add(apart) }
	ahead := &office{t: t, clock: testkit.NewClock(at.Now()), Register: replica(t, at)}
	if _, err := right.SetUpOrganisation(ctx, setUp()); err != nil {
		t.Fatal(err)
	}
	m, _ := right.LeadMember()
	both := []*office{right, ahead}
	for _, o := range both {
		o.lead = person(m)
		if err := o.CatchUp(ctx); err != nil {
			t.Fatal(err)
		}
		off, err := o.Store.SetClock(ctx) // as each does when it starts, and every minute
		if o == ahead {
			off += apart
		}
		if err != nil || off.Abs() > 5*time.Second {
			t.Fatalf("the clock of the database is off by %s, %v", off, err)
		}
	}
	for range 3 { // each holds only its own clock against itself
		for _, o := range both {
			if err := o.TakePart(ctx); err != nil {
				t.Fatal(err)
			}
		}
	}
	if leader(t, both) != 0 {
		t.Error("one that beats was followed up by a clock")
	}
	for i, o := range both { // in at one, known and fresh at the other
		token, err := o.SignIn(ctx, m.Email, password)
		if err != nil {
			t.Fatal(err)
		}
		for j, there := range both {
			who, err := there.Recognise(ctx, token)
			if err != nil || !who.Fresh(there.Common()) {
				t.Errorf("signed in at program %d, at program %d: %v, fresh %v", i, j, err, who.Fresh(there.Common()))
			}
			if age := there.Common().Sub(who.Session.SeenAt); age.Abs() > time.Minute {
				t.Errorf("signed in at program %d, at program %d it was seen %s ago", i, j, age)
			}
		}
	}
	tries := []*register.Tries{right.Tries("skew", 2, 5*time.Minute), ahead.Tries("skew", 2, 5*time.Minute)}
	if !tries[1].Try(ctx, "x") || !tries[0].Try(ctx, "x") || tries[0].Try(ctx, "x") || tries[1].Try(ctx, "x") {
		t.Error("tries are not counted together")
	}
	// Work that one has is not the other's, whatever its clock says of the lease.
	for i, o := range both {
		other := both[1-i]
		if err := o.Store.Write(ctx, func(tx *store.Tx) error {
			return tx.AddJob(store.Job{Organisation: "skew", Kind: store.JobTellLead, RunAt: right.Store.Common().Add(-time.Second)})
		}); err != nil {
			t.Fatal(err)
		}
		j, ok, err := o.Store.Claim(ctx, "skew", 2*time.Minute)
		if err != nil || !ok {
			t.Fatalf("program %d has no work: %v %v", i, ok, err)
		}
		if _, twice, err := other.Store.Claim(ctx, "skew", 2*time.Minute); err != nil || twice {
			t.Errorf("the work of program %d is done twice, %v", i, err)
		}
		if err := o.Store.Write(ctx, func(tx *store.Tx) error { return tx.FinishJob(j) }); err != nil {
			t.Fatal(err)
		}
	}
	// A complaint of one is due on one day at both, and both may act on it.
	for i, o := range both {
		receipt := o.complain("")
		var due [2][]string
		for j, there := range both {
			if err := there.CatchUp(ctx); err != nil {
				t.Fatal(err)
			}
			_, err := there.Note(ctx, there.as(there.lead), register.Order{Ref: receipt.Complaint.Received.Ref, Key: store.NewID()}, "gebeld")
			if err != nil {
				t.Errorf("received at program %d, a note at program %d: %v", i, j, err)
			}
			for _, ob := range complaint.Obligations(there.dossier(receipt.Complaint.Received.Ref), there.Procedure(), at.Now()) {
				due[j] = append(due[j], fmt.Sprint(ob.Term, ob.Start, ob.Due))
			}
		}
		if len(due[0]) == 0 || !slices.Equal(due[0], due[1]) {
			t.Errorf("received at program %d it is due on %v", i, due)
		}
	}
	if err := right.Store.Promise(ctx, right.Home().ID); err != nil {
		t.Errorf("a checkpoint of one: %v", err)
	}
	ahead.complain("")
	if err := ahead.Store.Promise(ctx, right.Home().ID); err != nil {
		t.Errorf("a checkpoint of the other after it: %v", err)
	}
	right.complain("")
	if err := right.Store.Promise(ctx, right.Home().ID); err != nil {
		t.Errorf("and of the first again: %v", err)
	}
}
