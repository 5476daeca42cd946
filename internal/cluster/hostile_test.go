package cluster

import (
	"fmt"
	"net/http"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// TestHostilePause: the program that leads stands still for a minute, with people at it.
// The other leads within half a minute. Who waited is answered afterwards, and nothing
// that was ended meanwhile still works; no letter leaves twice.
func TestHostilePause(t *testing.T) {
	y := newYard(t, 2, "--limits", "off")
	const leads = "this program leads"
	if !eventually(20*time.Second, func() bool { return strings.Contains(y.programs[0].said(), leads) }) {
		t.Fatal("the first does not lead")
	}
	stays, ended := y.signIn(t), y.signIn(t)
	stop := make(chan struct{})
	var all sync.WaitGroup
	for i := range 2 { // one at both, one at the other only; few enough that a list waits for all of it
		all.Go(func() {
			c := anybody()
			c.Timeout = 2 * time.Minute
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				case <-time.After(time.Second):
				}
				s := y.tale()
				for range 60 {
					if a, _ := y.send(c, (n+1)%2|i, s); a.kind == "acknowledged" {
						break
					}
					time.Sleep(500 * time.Millisecond)
				}
			}
		})
	}
	time.Sleep(5 * time.Second)
	y.programs[0].signal(syscall.SIGSTOP)
	at := time.Now()
	if !eventually(40*time.Second, func() bool { return strings.Contains(y.programs[1].said(), leads) }) {
		t.Error("nobody took over")
	}
	took := time.Since(at)
	before := y.sql(t, "SELECT COUNT(*) FROM register.dossier")
	if status, _, _ := ended(1, "/staff"); status != http.StatusOK {
		t.Errorf("Vandaag at the other: %d", status)
	}
	y.do(t, "DELETE FROM register.session WHERE created_at = (SELECT MAX(created_at) FROM register.session)")
	waited := make(chan int, 1)
	go func() { status, _, _ := stays(0, "/staff/complaints?view=all"); waited <- status }()
	time.Sleep(time.Until(at.Add(time.Minute)))
	meanwhile := y.sql(t, "SELECT COUNT(*) FROM register.dossier") - before
	newest := y.text(t, "SELECT ref FROM register.dossier ORDER BY received_on DESC, ref DESC LIMIT 1")
	y.programs[0].signal(syscall.SIGCONT)
	woke := time.Now()
	if status, page, _ := stays(0, "/staff/complaints?view=all"); status != http.StatusOK || !strings.Contains(page, newest) {
		t.Errorf("the list right after it woke up: %d, without %s", status, newest)
	}
	if status, _, _ := ended(0, "/staff"); status != http.StatusSeeOther {
		t.Errorf("a session that was ended meanwhile: %d", status)
	}
	first := time.Since(woke)
	if status := <-waited; status != http.StatusOK {
		t.Errorf("who waited: %d", status)
	}
	if !eventually(10*time.Second, func() bool { return strings.Contains(y.programs[0].said(), "another program leads now") }) {
		t.Error("it does not notice that another leads")
	}
	noticed := time.Since(woke)
	time.Sleep(3 * time.Second)
	close(stop)
	all.Wait()
	t.Logf("paused for a minute: another led after %.1f s and took %d complaints meanwhile; awake, it answered two pages in %.2f s and knew after %.1f s that another leads",
		took.Seconds(), meanwhile, first.Seconds(), noticed.Seconds())
	y.once(t)
	y.holds(t)
}

// TestHostileNetwork takes the database away from one of two programs, in every way. It
// says so, answers calmly within a minute, and comes back by itself; the other goes on.
func TestHostileNetwork(t *testing.T) {
	y := newYard(t, 2, "--limits", "off")
	staff := y.signIn(t)
	w := y.wires[0]
	drop := func(options ...string) func() {
		return func() {
			for _, o := range options {
				y.firewall(t, "-I", o)
			}
		}
	}
	pass := func(options ...string) func() {
		return func() {
			for _, o := range options {
				y.firewall(t, "-D", o)
			}
		}
	}
	for _, fault := range []struct {
		name     string
		do, undo func()
		packets  bool
	}{
		{name: "cut, and refused", do: w.Cut, undo: w.Mend},
		{name: "a proxy that stands still", do: w.Silence, undo: w.Mend},
		{name: "answers that do not come", do: w.Deafen, undo: w.Mend},
		{name: "packets dropped both ways", do: drop("--dport", "--sport"), undo: pass("--dport", "--sport"), packets: true},
		{name: "packets dropped on the way back", do: drop("--sport"), undo: pass("--sport"), packets: true},
		{name: "packets dropped on the way there", do: drop("--dport"), undo: pass("--dport"), packets: true},
	} {
		if fault.packets && exec.Command("iptables", "-w", "-L", "-n").Run() != nil {
			t.Logf("%s: NOT RUN, iptables may not be used here", fault.name)
			continue
		}
		fault.do()
		at := time.Now()
		s := y.tale()
		var all sync.WaitGroup
		var page, form, turned, other time.Duration
		all.Go(func() {
			status, said, took := staff(0, "/staff")
			if page = took; status != http.StatusServiceUnavailable {
				t.Errorf("%s: Vandaag %d %.200s", fault.name, status, text(said))
			}
		})
		all.Go(func() {
			c := anybody()
			c.Timeout = 3 * time.Minute
			a, took := y.send(c, 0, s)
			if form = took; a.kind != "refused calmly" || a.rough != "" {
				t.Errorf("%s: the form %+v", fault.name, a)
			}
		})
		all.Go(func() {
			if !eventually(30*time.Second, func() bool { return y.readyz(0) == http.StatusServiceUnavailable }) {
				t.Errorf("%s: it does not say so", fault.name)
			}
			turned = time.Since(at)
		})
		all.Go(func() { // the other must not wait for it
			for range 5 {
				a, took := y.send(anybody(), 1, y.tale())
				if other = max(other, took); a.kind != "acknowledged" {
					t.Errorf("%s: the other program %+v", fault.name, a)
				}
			}
		})
		all.Wait()
		if status, _, _ := y.get(anybody(), 0, "/healthz"); status != http.StatusOK {
			t.Errorf("%s: it does not live: %d", fault.name, status)
		}
		if page > time.Minute || form > time.Minute {
			t.Errorf("%s: Vandaag after %s, the form after %s", fault.name, page, form)
		}
		fault.undo()
		mended := time.Now()
		if !eventually(time.Minute, func() bool { return y.ready(0) }) {
			t.Errorf("%s: it does not come back", fault.name)
		}
		back := time.Since(mended)
		if status, _, _ := staff(0, "/staff"); status != http.StatusOK {
			t.Errorf("%s: Vandaag afterwards %d", fault.name, status)
		}
		if a, _ := y.send(anybody(), 0, s); a.kind != "acknowledged" {
			t.Errorf("%s: the same form %+v", fault.name, a)
		}
		t.Logf("%-34s /readyz turned after %4.1f s, Vandaag refused after %4.1f s, the form after %4.1f s; at the other at most %.1f s; ready again after %.1f s",
			fault.name, turned.Seconds(), page.Seconds(), form.Seconds(), other.Seconds(), back.Seconds())
	}
	y.holds(t)
}

// firewall drops packets to or from the wire of the first program, or no more.
func (y *yard) firewall(t *testing.T, does, side string) {
	t.Helper()
	rule := func(does string) *exec.Cmd {
		return exec.Command("iptables", "-w", does, "INPUT", "-i", "lo", "-p", "tcp", side, y.ports[0], "-j", "DROP")
	}
	if out, err := rule(does).CombinedOutput(); err != nil {
		t.Fatalf("iptables: %v %s", err, out)
	}
	if does == "-I" {
		t.Cleanup(func() { _ = rule("-D").Run() })
	}
}

// TestHostileDisk: a disk of the database that takes seconds for a commit, and one that
// takes longer than anybody waits. Reads go on, and nothing is lost or doubled.
func TestHostileDisk(t *testing.T) {
	y := newYard(t, 1, "--limits", "off")
	staff := y.signIn(t)
	y.do(t, "CREATE TABLE IF NOT EXISTS public.nothing (n int)")
	slow := func(on bool) { // a commit waits for a standby that is not there, as for a disk that does not answer
		name := "''"
		if on {
			name = "'nobody'"
		}
		y.do(t, "ALTER SYSTEM SET synchronous_standby_names = "+name)
		y.do(t, "SELECT pg_reload_conf()")
		want := strings.Trim(name, "'")
		eventually(10*time.Second, func() bool {
			return y.sql(t, fmt.Sprintf("SELECT COUNT(*) FROM pg_settings WHERE name = 'synchronous_standby_names' AND setting = '%s'", want)) == 1
		})
	}
	t.Cleanup(func() { slow(false) })
	for _, lasts := range []time.Duration{5 * time.Second, 45 * time.Second} {
		slow(true)
		at := time.Now()
		var all sync.WaitGroup
		var mu sync.Mutex
		var acts, reads []time.Duration
		kinds := map[string]int{}
		var unanswered []*tale
		for range 8 {
			all.Go(func() {
				s, c := y.tale(), anybody()
				c.Timeout = 3 * time.Minute
				a, took := y.send(c, 0, s)
				mu.Lock()
				defer mu.Unlock()
				kinds[a.kind]++
				acts = append(acts, took)
				if a.kind != "acknowledged" {
					unanswered = append(unanswered, s)
				}
			})
		}
		for time.Since(at) < lasts {
			status, _, took := staff(0, "/staff/complaints?view=all")
			if status != http.StatusOK {
				t.Errorf("a list meanwhile: %d after %s", status, took)
			}
			reads = append(reads, took)
			time.Sleep(200 * time.Millisecond)
		}
		slow(false)
		all.Wait()
		for _, s := range unanswered { // the same form again
			if a, _ := y.send(anybody(), 0, s); a.kind != "acknowledged" {
				t.Errorf("the same form afterwards: %+v", a)
			}
		}
		_ = median(acts)
		if last := acts[len(acts)-1]; last > 2*time.Minute {
			t.Errorf("an act took %s", last)
		}
		t.Logf("a disk that does nothing for %s: 8 forms %v, the longest after %.1f s; %d lists meanwhile, median %s, the longest %s",
			lasts, kinds, acts[len(acts)-1].Seconds(), len(reads), median(reads), reads[len(reads)-1].Round(time.Millisecond))
	}
	y.holds(t)
}
