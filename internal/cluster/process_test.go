package cluster

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// process is one server, in a group of its own so that all of it can be killed. What
// it says goes to a file in the scratch folder, whose keeper ends it when the tests
// end in any way.
type process struct {
	name, dir, log string
	argv           []string
	env            []string
	owner          string // the user it runs as; empty: ours

	mu   sync.Mutex
	cmd  *exec.Cmd
	done chan struct{}
}

func (p *process) start(t testing.TB) {
	t.Helper()
	if err := p.run(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
}

func (p *process) run() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.log == "" {
		p.log = filepath.Join(p.dir, p.name+".log")
	}
	out, err := os.OpenFile(p.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer func() { _ = out.Close() }()
	p.cmd = exec.Command(p.argv[0], p.argv[1:]...)
	p.cmd.Stdout, p.cmd.Stderr, p.cmd.Dir = out, out, p.dir
	p.cmd.Env = append(os.Environ(), p.env...)
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if p.owner != "" && os.Getuid() == 0 {
		uid, gid := ids(p.owner)
		p.cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uid, Gid: gid}
	}
	if err := p.cmd.Start(); err != nil {
		return fmt.Errorf("start %s: %w", p.name, err)
	}
	cmd, done := p.cmd, make(chan struct{})
	p.done = done
	go func() { _ = cmd.Wait(); close(done) }()
	return nil
}

// signal tells all of it something.
func (p *process) signal(s syscall.Signal) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cmd != nil {
		_ = syscall.Kill(-p.cmd.Process.Pid, s)
	}
}

func (p *process) kill() {
	p.signal(syscall.SIGCONT)
	p.signal(syscall.SIGKILL)
	p.wait(10 * time.Second)
}

// wait says whether it ended in time.
func (p *process) wait(most time.Duration) bool {
	p.mu.Lock()
	done := p.done
	p.mu.Unlock()
	if done == nil {
		return true
	}
	select {
	case <-done:
		return true
	case <-time.After(max(most, time.Millisecond)):
		return false
	}
}

// said is the end of its log.
func (p *process) said() string {
	b, _ := os.ReadFile(p.log)
	return string(b[max(0, len(b)-3000):])
}

func ids(name string) (uid, gid uint32) {
	u, err := user.Lookup(name)
	if err != nil {
		return 0, 0
	}
	n, _ := strconv.ParseUint(u.Uid, 10, 32)
	m, _ := strconv.ParseUint(u.Gid, 10, 32)
	return uint32(n), uint32(m)
}

// folder is one in the scratch folder that this user owns.
func folder(t testing.TB, dir, name, owner string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(path, 0o700); err != nil {
		t.Fatal(err)
	}
	if owner != "" && os.Getuid() == 0 {
		uid, gid := ids(owner)
		if err := os.Chown(path, int(uid), int(gid)); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

func write(t testing.TB, path, text string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func port(t testing.TB, address string) string {
	t.Helper()
	_, p, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// program finds a program of a Debian package.
func program(t testing.TB, name, pkg string) string {
	t.Helper()
	for _, dir := range []string{"/usr/lib/postgresql/*/bin", "/usr/sbin", "/usr/bin"} {
		if found, _ := filepath.Glob(filepath.Join(dir, name)); len(found) > 0 {
			return found[len(found)-1]
		}
	}
	t.Fatalf("%s is missing: install the Debian package %s, or run make cluster-test", name, pkg)
	return ""
}

// eventually says whether it came true in time.
func eventually(most time.Duration, ok func() bool) bool {
	for end := time.Now().Add(most); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if ok() {
			return true
		}
	}
	return false
}

// inside lists the processes that work in a folder.
func inside(dir string) (pids []int) {
	all, _ := filepath.Glob("/proc/[0-9]*")
	for _, proc := range all {
		if cwd, err := os.Readlink(filepath.Join(proc, "cwd")); err == nil && (cwd == dir || strings.HasPrefix(cwd, dir+"/")) {
			if pid, err := strconv.Atoi(filepath.Base(proc)); err == nil {
				pids = append(pids, pid)
			}
		}
	}
	return pids
}
