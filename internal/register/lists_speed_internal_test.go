package register

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"slices"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

var listed = flag.Int("lists", 1000, "how many dossiers the lists are measured on; `make bench` takes 100,000")

// theirs is how many of them the member may see.
const theirs = 40

// TestSpeedOfLists prints how long the lists take for the lead and for a member
// who may see forty of all dossiers, in turn and right after a dossier changed,
// so that nothing that was kept helps. It fails when the member waits longer.
func TestSpeedOfLists(t *testing.T) {
	r, clock := quick(t)
	lead, _ := r.LeadMember()
	people := map[string]Person{
		"lead":   r.personOf(lead, store.Session{Level: store.LevelFull}),
		"member": r.personOf(store.Member{ID: "joris", Organisation: lead.Organisation, Roles: []access.Role{access.Trainer}}, store.Session{Level: store.LevelFull}),
	}
	for i := range *listed {
		r.index.Put(lead.Organisation, fmt.Sprintf("d%07d", i), made(i, lead.ID, clock))
	}
	changes := 0
	for what, list := range map[string]func(Person) int{
		"register page":    func(p Person) int { return r.List(p, Filter{View: "all"}).Total },
		"filtered":         func(p Person) int { return r.List(p, Filter{View: "all", Category: "planning"}).Total },
		"Vandaag":          func(p Person) int { return r.Today(p).All + 1 },
		"search by number": func(p Person) int { return len(r.index.Search(p.Actor, "2026-", PageSize)) },
	} {
		times := map[string][]time.Duration{}
		for range 15 {
			for who, p := range people {
				changes++
				r.index.Put(lead.Organisation, "changing", made(*listed, lead.ID, clock).After(complaint.Recorded{Seq: 3 + changes, Happened: clock, Event: complaint.Noted{}}))
				began := time.Now()
				if n := list(p); n == 0 {
					t.Errorf("%s: nothing for the %s", what, who)
				}
				times[who] = append(times[who], time.Since(began))
			}
		}
		for who := range times {
			slices.Sort(times[who])
		}
		a, b := times["lead"][7], times["member"][7]
		t.Logf("%d dossiers, %s, right after a change: lead %s, member who may see %d %s, ratio %.3f", *listed, what, a, theirs, b, float64(b)/float64(a))
		if b > a+10*time.Millisecond { // far beyond the noise: the member's answer is made of all dossiers
			t.Errorf("%s: the member waits longer than the lead", what)
		}
	}
	if n := r.List(people["member"], Filter{View: "all"}).Total; n != theirs {
		t.Errorf("the member sees %d", n)
	}
}

// quick is a register with a lead and nothing else.
func quick(t *testing.T) (*Register, time.Time) {
	t.Helper()
	ctx, clock := context.Background(), time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC)
	now := func() time.Time { return clock }
	s, err := store.Open(ctx, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	r, err := New(ctx, Config{Store: s, Now: now, Site: func() string { return "" }, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.SetUpOrganisation(ctx, SetUp{Organisation: "Voorbeeld", LeadName: "Mirjam de Wit", LeadEmail: "mirjam@voorbeeld.example", Password: "fietsen door de regen"}); err != nil {
		t.Fatal(err)
	}
	r.index.Ready()
	return r, clock
}

// made is a dossier as it stands after its first week; nine in ten are closed.
func made(i int, lead complaint.MemberID, now time.Time) complaint.Complaint {
	at := now.Add(-time.Duration(i) * 5 * time.Minute)
	reporter := complaint.MemberID("saskia")
	if every := *listed / theirs; i%every == 0 && i < *listed {
		reporter = "joris"
	}
	events := []complaint.Event{complaint.Received{Ref: fmt.Sprintf("2026-%d", i), Procedure: "seed", Version: 1, Channel: complaint.ChannelForm, Lang: "nl", Story: "De zaal was koud."},
		complaint.Reported{Reporter: reporter}, complaint.Discussed{Acknowledger: lead, With: []complaint.MemberID{reporter}}}
	if i%10 != 0 && i > 100 {
		events = append(events, complaint.Closed{})
	}
	var c complaint.Complaint
	for n, e := range events {
		c = c.After(complaint.Recorded{Seq: n + 1, Happened: at, Recorded: at, By: lead, Event: e})
	}
	if i%3 == 0 {
		c = c.After(complaint.Recorded{Seq: c.Version + 1, Happened: at, By: lead, Event: complaint.Corrected{Field: complaint.FieldCategory, Code: "planning"}})
	}
	return c
}
