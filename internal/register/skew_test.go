package register_test

import (
	"slices"
	"testing"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// TestClocksThatDiffer: of three programs one machine is ten minutes ahead and one ten
// behind. They go by one clock, what happened stands in the order in which it happened,
// a session counts everywhere, and a letter leaves once.
func TestClocksThatDiffer(t *testing.T) {
	at := store.Config{Data: t.TempDir(), Postgres: testkit.Postgres(t), Master: vault.NewKey()}
	var all []*office
	for _, off := range []time.Duration{0, 10 * time.Minute, -10 * time.Minute} {
		at.Now = func() time.Time { return time.Now().Add(off) }
		s, err := store.Open(ctx, at)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		if ahead, err := s.SetClock(ctx); err != nil || (ahead+off).Abs() > 5*time.Second {
			t.Fatalf("of %s: %s, %v", off, ahead, err)
		}
		if off := time.Until(s.Now()).Abs(); off > 5*time.Second {
			t.Errorf("it goes by a clock that is off by %s", off)
		}
		all = append(all, &office{t: t, Register: replicaOn(t, s)})
	}
	if _, err := all[0].SetUpOrganisation(ctx, setUp()); err != nil {
		t.Fatal(err)
	}
	m, _ := all[0].LeadMember()
	for _, o := range all {
		o.lead = person(m)
		o.must(o.CatchUp(ctx))
	}
	received, err := all[1].Receive(ctx, complaint.ByComplainant, register.Submission{Key: store.NewID(), Intake: complaint.Intake{ReceivedAt: all[1].Now(),
		Received: complaint.Received{Channel: complaint.ChannelForm, Written: true, Lang: "nl", CodeGiven: true, Story: "De zaal was koud.", Name: "Tessa Jansen", Email: "tessa@elders.example"}}})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 9 {
		o := all[n%3]
		o.must(o.CatchUp(ctx))
		if _, err := o.Note(ctx, o.lead, register.Order{Ref: received.Ref}, "Gebeld."); err != nil {
			t.Fatal(err)
		}
	}
	all[0].must(all[0].CatchUp(ctx))
	c := all[0].dossier(received.Ref)
	if !slices.IsSortedFunc(c.History, func(a, b complaint.Recorded) int { return a.Recorded.Compare(b.Recorded) }) || time.Since(c.ReceivedAt).Abs() > time.Minute {
		t.Errorf("it happened at %v", c.History)
	}
	token, err := all[2].SignIn(ctx, "mirjam@voorbeeld.example", password)
	if err != nil {
		t.Fatal(err)
	}
	for i, o := range all {
		if _, err := o.Recognise(ctx, token); err != nil {
			t.Errorf("program %d does not know the session: %v", i, err)
		}
	}
	home, claimed := all[0].Home().ID, 0
	all[1].must(all[1].Store.Write(ctx, func(t *store.Tx) error {
		return t.AddJob(store.Job{Organisation: home, Kind: store.JobTellLead, Item: "x"})
	}))
	for range 6 {
		for _, o := range all {
			_, ok, err := o.Store.Claim(ctx, home, time.Minute)
			o.must(err)
			if ok {
				claimed++
			}
		}
	}
	if claimed != 1 {
		t.Errorf("one piece of work was taken %d times", claimed)
	}
}
