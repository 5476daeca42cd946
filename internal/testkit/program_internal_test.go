package testkit

import (
	"net"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestStartStopAndKill(t *testing.T) {
	bin := build(t, "./internal/testkit/testdata/server")
	if again := build(t, "./internal/testkit/testdata/server"); again != bin {
		t.Errorf("built twice: %s, %s", bin, again)
	}
	stopped := Start(t, bin)
	if !healthy(stopped.URL) {
		t.Errorf("%s is not healthy", stopped.URL)
	}
	if code := stopped.Stop(); code != 0 || !strings.Contains(stopped.Output(), "bye") {
		t.Errorf("exit code %d after TERM, said %q", code, stopped.Output())
	}
	killed := Start(t, bin)
	killed.Kill()
	if strings.Contains(killed.Output(), "bye") {
		t.Error("a killed program said goodbye")
	}
	if conn, err := net.Dial("tcp", strings.TrimPrefix(killed.URL, "http://")); err == nil {
		_ = conn.Close()
		t.Error("a killed program still listens")
	}
}

// TestKeeperSurvivesTheTestBinary: the pipe closes with whoever holds it, so
// closing it here is what the kernel does when a test binary is killed.
func TestKeeperSurvivesTheTestBinary(t *testing.T) {
	dir := folder(t, "keeper")
	k := keep(t, "", dir, "TERM", "sleep", "1000")
	_ = k.input.Close()
	Eventually(t, 10*time.Second, func() bool {
		_, err := os.Stat(dir)
		return os.IsNotExist(err)
	})
	if out, err := exec.Command("ps", "-o", "args=", "--ppid", "1").Output(); err == nil && strings.Contains(string(out), "sleep 1000") {
		t.Error("the server outlived its keeper")
	}
	_ = k.cmd.Wait()
}

// TestScratchOutlivesTheGarbageCollector: a collected pipe closes, and the
// keeper would take the folder away under a running test.
func TestScratchOutlivesTheGarbageCollector(t *testing.T) {
	dir := Scratch(t, "held")
	for range 3 {
		runtime.GC()
		time.Sleep(100 * time.Millisecond)
	}
	if _, err := os.Stat(dir); err != nil {
		t.Error(err)
	}
}

func TestClockMovesWhenTold(t *testing.T) {
	start := time.Date(2026, 3, 28, 12, 0, 0, 1234, time.UTC)
	c := NewClock(start)
	c.Advance(time.Hour)
	if want := time.Date(2026, 3, 28, 13, 0, 0, 1000, time.UTC); !c.Now().Equal(want) {
		t.Errorf("shows %v, want %v", c.Now(), want)
	}
}
