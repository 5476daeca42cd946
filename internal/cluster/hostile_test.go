package cluster

import (
	"flag"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"wederhoor/internal/testkit"
)

var hostile = flag.Bool("hostile", false, "what a network and a machine do to the programs; make hostile runs it")

// TestHostile does to the programs what networks and machines do, under load: one stands
// still for a minute, one is cut off from the database, one gets no answer from it and no
// word why, and commits wait for a standby that stands still. What was acknowledged is
// there to the row afterwards, and no letter reached anybody twice.
func TestHostile(t *testing.T) {
	if !*hostile {
		t.Skip("make hostile runs it")
	}
	s := newSite(t, "--limits", "off")
	line := testkit.NewLine(t, s.behindProxy)
	s.programs[2].argv[slices.Index(s.programs[2].argv, "--database")+1] = line.URL
	s.programs[2].kill()
	s.again(t, 2)
	l := s.load(t, 6, 3)
	l.eyes = l.signIn(t)
	l.stopped(5 * time.Second)

	l.quiet(t, "a program stands still for a minute and goes on", func() {
		leads := s.leader()
		s.programs[0].signal(syscall.SIGSTOP)
		l.stopped(time.Minute)
		s.programs[0].signal(syscall.SIGCONT)
		s.showsTheNewest(t, l, 0)
		t.Logf("  the lead was in term %d and is in term %d", leads, s.leader())
	})
	l.quiet(t, "a program is cut off from the database for half a minute", func() {
		line.Cut()
		if !s.notReady(2) {
			t.Error("the program that is cut off says that it is ready")
		}
		l.stopped(30 * time.Second)
		line.Mend()
		s.showsTheNewest(t, l, 2)
	})
	l.quiet(t, "a program gets no answer from the database for a minute, and no word why", func() {
		line.Silence(true)
		if !s.notReady(2) {
			t.Error("the program that gets no answer says that it is ready")
		}
		began := time.Now()
		status := answersWithin("http://"+s.addresses[2]+"/", 30*time.Second)
		t.Logf("  its form answers %d after %.1f s", status, time.Since(began).Seconds())
		l.stopped(time.Minute - time.Since(began))
		line.Silence(false)
		s.showsTheNewest(t, l, 2)
	})
	l.quiet(t, "the standby that commits wait for stands still for ten seconds", func() {
		standby := s.nodes[0]
		if standby == s.primary() {
			standby = s.nodes[1]
		}
		pids := inside(standby.data)
		for _, pid := range pids {
			_ = syscall.Kill(pid, syscall.SIGSTOP)
		}
		began := time.Now()
		status := answersWithin(s.url+"/", 5*time.Second) // who reads waits for nobody
		t.Logf("  a page answers %d after %.2f s", status, time.Since(began).Seconds())
		if status != http.StatusOK {
			t.Errorf("a page answers %d while commits wait", status)
		}
		l.stopped(10*time.Second - time.Since(began))
		for _, pid := range pids {
			_ = syscall.Kill(pid, syscall.SIGCONT)
		}
		s.whole(t)
	})
	l.end()
	t.Logf("%d acts acknowledged; answers %v", l.acknowledged(), l.answers)
	for i, rough := range l.rough {
		if i < 5 {
			t.Errorf("an answer that nobody should get: %s", rough)
		}
	}
	l.settled(t)
	l.count(t)
}

// quiet does something and says for how long nobody got a receipt by it.
func (l *load) quiet(t *testing.T, what string, do func()) {
	t.Helper()
	began := time.Now()
	do()
	l.stopped(3 * time.Second)
	t.Logf("%s: nobody got a receipt for %.1f s", what, l.silent(began, time.Now()).Seconds())
}

// leader is in which term somebody leads.
func (s *site) leader() int { return s.number(database, "SELECT MAX(term) FROM register.leader") }

// notReady waits until a program says that nobody should be sent to it.
func (s *site) notReady(i int) bool {
	return eventually(30*time.Second, func() bool { return answers("http://"+s.addresses[i]+"/readyz") != http.StatusOK })
}

// showsTheNewest waits until a program is ready, and looks whether its lists have what the
// others took in meanwhile.
func (s *site) showsTheNewest(t *testing.T, l *load, i int) {
	t.Helper()
	began := time.Now()
	if !s.ready(i, 2*time.Minute) {
		t.Errorf("program %d does not come back:\n%s", i, s.programs[i].said())
		return
	}
	ready := time.Since(began)
	newest := s.word(database, "SELECT ref FROM register.dossier d JOIN register.event e ON e.dossier = d.id WHERE e.seq = 1 ORDER BY e.pos DESC LIMIT 1")
	var page string
	if !eventually(10*time.Second, func() bool {
		page = look(l.eyes, "http://localhost:"+port(t, s.addresses[i])+"/staff/complaints/"+newest)
		return strings.Contains(page, newest)
	}) {
		t.Errorf("program %d does not show %s, which the others took in: %.300s", i, newest, text(page))
	}
	t.Logf("  ready after %.1f s, shows what the others took in after %.1f s", ready.Seconds(), time.Since(began).Seconds())
}

func look(c *http.Client, url string) string {
	res, err := c.Get(url)
	if err != nil {
		return err.Error()
	}
	defer func() { _ = res.Body.Close() }()
	raw, _ := io.ReadAll(res.Body)
	return fmt.Sprint(res.StatusCode, " ", string(raw))
}

func answersWithin(url string, most time.Duration) int {
	c := &http.Client{Timeout: most}
	res, err := c.Get(url)
	if err != nil {
		return 0
	}
	_ = res.Body.Close()
	return res.StatusCode
}
