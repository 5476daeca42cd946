// Package testkit gives tests the real things the register works with: a
// PostgreSQL cluster, a Postfix, the program itself, and a clock that obeys.
// Nothing here pretends and nothing is skipped: what is absent fails the test,
// with the package that is missing. Only tests import it.
package testkit

import (
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// Eventually fails the test when ok does not hold within timeout.
func Eventually(t testing.TB, timeout time.Duration, ok func() bool) {
	t.Helper()
	if !poll(timeout, ok) {
		t.Fatalf("not so within %v", timeout)
	}
}

// poll asks often at first and less often later: a quick answer costs no wait.
func poll(timeout time.Duration, ok func() bool) bool {
	end := time.Now().Add(timeout)
	for pause := time.Millisecond; !ok(); pause = min(2*pause, 50*time.Millisecond) {
		if time.Now().After(end) {
			return false
		}
		time.Sleep(pause)
	}
	return true
}

// freePort asks the kernel for a port of this machine that nobody uses.
func freePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // gone at once
	if err != nil {
		t.Fatal(err)
	}
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	_ = l.Close()
	return port
}

// find looks for a program of a Debian package, in its own folder before PATH.
func find(t testing.TB, name, pkg, dirs string) string {
	t.Helper()
	if found, _ := filepath.Glob(filepath.Join(dirs, name)); len(found) > 0 {
		return found[len(found)-1]
	}
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("%s is missing: install the Debian package %s, or run make test", name, pkg)
	}
	return path
}

// as makes a command run as another user, for servers that refuse root. Anyone
// but root can only run it as himself.
func as(t testing.TB, name string, cmd *exec.Cmd) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	uid, gid := ids(t, name)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uid, Gid: gid}}
}

// own hands a folder to another user.
func own(t testing.TB, name, dir string) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	uid, gid := ids(t, name)
	if err := os.Chown(dir, int(uid), int(gid)); err != nil {
		t.Fatal(err)
	}
}

func ids(t testing.TB, name string) (uid, gid uint32) {
	t.Helper()
	u, err := user.Lookup(name)
	if err != nil {
		t.Fatalf("%v: install its Debian package, or run make test", err)
	}
	n, _ := strconv.ParseUint(u.Uid, 10, 32)
	m, _ := strconv.ParseUint(u.Gid, 10, 32)
	return uint32(n), uint32(m)
}
