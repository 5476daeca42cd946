package cluster

import (
	"flag"
	"syscall"
	"testing"
	"time"
)

var (
	primaryKills = flag.Int("primary", 0, "how often the primary is killed; 0: nothing here runs")
	replicaKills = flag.Int("replica", 0, "how often a program is killed")
)

// TestCluster kills the primary and the programs while people send complaints and a
// team works on them. What was acknowledged is in the database to the row, what was
// not is there whole or not at all, and no letter reached anybody twice.
func TestCluster(t *testing.T) {
	asked(t)
	s := newSite(t, "--limits", "off")
	l := s.load(t, 8, 4)
	began := time.Now()
	done := make(chan struct{})
	go func() { defer close(done); s.killPrograms(t, *replicaKills) }()
	crashed, lost, rejoined := s.killPrimaries(t, l, *primaryKills)
	<-done
	l.stopped(5 * time.Second)
	l.end()
	t.Logf("%v under load: %d acts acknowledged; answers %v", time.Since(began).Round(time.Second), l.acknowledged(), l.answers)
	t.Logf("the longest time in which nobody got a receipt: after kill -9 of PostgreSQL %s; after the loss of its machine %s; the old one followed again after %s", spread(crashed), spread(lost), spread(rejoined))
	for i, rough := range l.rough {
		if i < 10 {
			t.Errorf("an answer that nobody should get: %s", rough)
		}
	}
	if len(l.rough) > 0 {
		t.Errorf("%d such answers", len(l.rough))
	}
	l.settled(t)
	l.count(t)
}

// asked says that somebody asked for what takes minutes and needs more programs than
// the other tests.
func asked(t *testing.T) {
	t.Helper()
	if *primaryKills == 0 {
		t.Skip("make cluster-test runs it")
	}
}

// killPrimaries takes the primary away again and again: the server alone, or with its
// machine. Each time the standby takes over, and the old one follows it afterwards.
func (s *site) killPrimaries(t *testing.T, l *load, times int) (crashed, lost, rejoined []time.Duration) {
	for n := range times {
		s.whole(t)
		if l.stopped(5 * time.Second) { // what goes well between two failures is under load too
			return
		}
		victim, at := s.primary(), time.Now()
		if victim == nil {
			t.Error("there is no primary")
			return
		}
		if n%2 == 0 {
			victim.crash()
		} else {
			victim.lost()
		}
		if !eventually(2*time.Minute, func() bool { p := s.primary(); return p != nil && p != victim }) {
			t.Errorf("nobody took over:\n%s", victim.patroni.said())
			return
		}
		promoted := time.Since(at)
		l.stopped(3 * time.Second)
		if victim.patroni.wait(0) {
			if err := victim.patroni.run(); err != nil {
				t.Error(err)
			}
		}
		back := s.whole(t)
		l.stopped(3 * time.Second) // until somebody got a receipt again
		silent := l.silent(at, at.Add(promoted+20*time.Second))
		t.Logf("primary %d of %d: %s; another leads after %.1f s, nobody got a receipt for %.1f s, the old one follows after %.1f s more",
			n+1, times, []string{"crashed", "lost"}[n%2], promoted.Seconds(), silent.Seconds(), back.Seconds())
		if n%2 == 0 {
			crashed = append(crashed, silent)
		} else {
			lost = append(lost, silent)
		}
		rejoined = append(rejoined, back)
	}
	return crashed, lost, rejoined
}

// killPrograms ends one program after another, by kill -9 or as a service manager asks
// it to, and starts it again.
func (s *site) killPrograms(t *testing.T, times int) {
	for n := range times {
		i := n % len(s.programs)
		p := s.programs[i]
		if n/len(s.programs)%2 == 0 {
			p.kill()
		} else {
			p.signal(syscall.SIGTERM)
			if !p.wait(90 * time.Second) {
				t.Errorf("program %d does not end when it is asked to:\n%s", i, p.said())
				p.kill()
			}
		}
		time.Sleep(time.Second)
		s.again(t, i)
		time.Sleep(3 * time.Second)
	}
}

// again starts a program until it is ready: while there is no primary it ends with a
// reason, and a service manager starts it again. It is ready when its lists are whole,
// which takes minutes on a machine that is busy with all of this.
func (s *site) again(t *testing.T, i int) {
	p := s.programs[i]
	for end := time.Now().Add(8 * time.Minute); time.Now().Before(end); time.Sleep(time.Second) {
		if p.wait(0) {
			if err := p.run(); err != nil {
				t.Error(err)
				return
			}
		}
		if s.ready(i, 5*time.Second) {
			return
		}
	}
	t.Errorf("program %d does not come back:\n%s", i, p.said())
}
