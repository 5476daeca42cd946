package testkit

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
)

// keeper is a shell that outlives the test binary by a moment: it runs a server
// and, when its standard input closes, ends the server and removes its folder.
// The input closes whenever the test binary ends, also by panic, time-out or
// kill -9, so nothing is left behind and no TestMain is needed.
type keeper struct {
	input io.Closer
	cmd   *exec.Cmd
	once  sync.Once
}

// $1 is the folder, $2 the signal, the rest the server and its arguments. What
// still has a file open in the folder when its server is gone, as a part of
// Postfix or Chromium may, is killed: it would listen on, or make the folder anew.
const keeperScript = `
dir=$1 signal=$2; shift 2
clear() {
	for fd in $(find /proc/[0-9]*/fd -lname "$dir/*" 2>/dev/null); do
		pid=${fd#/proc/}; pid=${pid%%/*}
		[ "$pid" = $$ ] || kill -KILL "$pid" 2>/dev/null
	done
	rm -rf "$dir" 2>/dev/null
}
child=
if [ $# -gt 0 ]; then "$@" </dev/null >>"$dir/log" 2>&1 & child=$!; fi
cat >/dev/null
if [ -z "$child" ]; then for round in 1 2 3 4; do clear; sleep 0.5; done; clear; exit; fi
# Asked again and again: a server that is still starting may not hear the first.
for round in $(seq 100); do
	kill -"$signal" "$child" 2>/dev/null
	case $(cat "/proc/$child/stat" 2>/dev/null) in "" | *") Z "*) break ;; esac
	sleep 0.05
done
kill -KILL "$child" 2>/dev/null
wait "$child"
clear
`

// keep starts the keeper of dir, with a server when argv is given. An owner is
// the user to run as; the folder must be that user's already.
func keep(t testing.TB, owner, dir, signal string, argv ...string) *keeper {
	t.Helper()
	args := append([]string{"-c", keeperScript, "keeper", dir, signal}, argv...)
	cmd := exec.Command("/bin/sh", args...) //nolint:gosec,noctx // it must outlive every context
	if owner != "" {
		as(t, owner, cmd)
	}
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = new(syscall.SysProcAttr)
	}
	cmd.SysProcAttr.Setsid = true // Ctrl-C is for the tests
	cmd.Dir = "/"                 // another user may not enter ours
	input, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	k := &keeper{input: input, cmd: cmd}
	held.Lock()
	defer held.Unlock()
	held.keepers = append(held.keepers, k)
	return k
}

// held keeps the pipes from the garbage collector, which would close them.
var held keepers

type keepers struct {
	sync.Mutex
	keepers []*keeper
}

// wait ends what still runs, all of it at once, and waits for it.
func (h *keepers) wait() {
	h.Lock()
	defer h.Unlock()
	for _, k := range h.keepers {
		k.leave()
	}
	for _, k := range h.keepers {
		k.close()
	}
}

// leave ends the server and waits for nothing: its shell goes on until the folder is
// gone, and Main waits for that.
func (k *keeper) leave() { _ = k.input.Close() }

// close ends the server and returns when its folder is gone.
func (k *keeper) close() {
	k.once.Do(func() {
		_ = k.input.Close()
		_ = k.cmd.Wait()
	})
}

// Scratch makes a folder that lives as long as the test binary; t.TempDir is
// the one for a single test. Every user may enter it, as servers must.
func Scratch(t testing.TB, name string) string {
	t.Helper()
	dir := folder(t, name)
	keep(t, "", dir, "TERM")
	return dir
}

// folder makes a folder under /tmp itself: the paths of sockets must stay short.
func folder(t testing.TB, name string) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "wederhoor-"+name+"-")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil { //nolint:gosec // servers run as other users
		t.Fatal(err)
	}
	return dir
}

// tail is the end of a server's log, for a failing test.
func tail(path string) string {
	b, _ := os.ReadFile(filepath.Clean(path))
	return string(b[max(0, len(b)-3000):])
}
