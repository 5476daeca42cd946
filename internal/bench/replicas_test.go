package bench

import (
	"net/http"
	"testing"
	"time"

	"wederhoor/internal/testkit"
)

// TestBenchReplicas prints what three programs on one PostgreSQL do beside one, with the
// same people at it. They take turns. On a machine where they share the processors three
// do no more than one; what it shows then is what their keeping up costs.
func TestBenchReplicas(t *testing.T) {
	slice, rounds := 200*time.Millisecond, 1
	if *report {
		slice, rounds = 2*time.Second, 5
	}
	database := testkit.Postgres(t)
	first := newServer(t, "--database", database)
	all := []*server{first}
	for range 2 {
		s := &server{bin: first.bin, dir: first.dir, args: first.args}
		t.Cleanup(func() { s.stop() })
		all = append(all, s)
	}
	const clients = 16
	open := func(servers []*server) (wires []*wire, people []*http.Client) {
		for i := range clients {
			wires = append(wires, dial(t, servers[i%len(servers)].url))
		}
		for _, s := range servers {
			people = append(people, s.signIn(t))
		}
		return wires, people
	}
	measured := func(servers []*server) (submits, pages float64) {
		wires, people := open(servers)
		submits = rate(clients, slice, func(i int) error { return wires[i].submit() })
		pages = rate(4, slice, func(i int) error {
			s := i % len(servers)
			get(t, people[s], servers[s].url+"/staff/complaints")
			return nil
		})
		return submits, pages
	}
	var one, three, pagesOne, pagesThree []float64
	for range rounds {
		all[0].start(t)
		a, b := measured(all[:1])
		one, pagesOne = append(one, a), append(pagesOne, b)
		for _, s := range all[1:] {
			s.start(t)
		}
		a, b = measured(all)
		three, pagesThree = append(three, a), append(pagesThree, b)
		for _, s := range all {
			s.kill(t)
		}
	}
	t.Logf("durable submissions, %d clients: %.0f/s at one program, %.0f/s at three, ratio %.2f", clients, mid(one), mid(three), mid(three)/mid(one))
	t.Logf("the list, 4 people: %.0f/s at one program, %.0f/s at three, ratio %.2f", mid(pagesOne), mid(pagesThree), mid(pagesThree)/mid(pagesOne))
}
