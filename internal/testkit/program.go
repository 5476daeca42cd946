package testkit

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"syscall"
	"testing"
	"time"
)

// Binary builds the program once per test binary and returns its path.
func Binary(t testing.TB) string {
	t.Helper()
	return build(t, "./cmd/wederhoor")
}

var built struct {
	sync.Mutex
	path map[string]string
}

func build(t testing.TB, pkg string) string {
	t.Helper()
	built.Lock()
	defer built.Unlock()
	if path, ok := built.path[pkg]; ok {
		return path
	}
	path := filepath.Join(Scratch(t, "binary"), filepath.Base(pkg))
	cmd := exec.Command("go", "build", "-o", path, pkg) //nolint:gosec,noctx // our own arguments
	cmd.Dir = Root(t)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("build %s: %v\n%s", pkg, err, out)
	}
	if built.path == nil {
		built.path = map[string]string{}
	}
	built.path[pkg] = path
	return path
}

// Root is the folder of go.mod.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
}

// Process is a started program that answered its health check.
type Process struct {
	URL string // scheme, host and port

	cmd  *exec.Cmd
	done chan struct{}

	stdout, stderr Log
}

// Start runs the program, reads the address it prints and waits until /healthz
// answers 200. It has the environment of the test (see t.Setenv) and ends with it.
func Start(t testing.TB, bin string, args ...string) *Process {
	t.Helper()
	p := &Process{cmd: exec.Command(bin, args...), done: make(chan struct{})} //nolint:gosec,noctx // the test's own arguments
	p.cmd.Stdout, p.cmd.Stderr = &p.stdout, &p.stderr
	p.cmd.Dir = t.TempDir()
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = p.cmd.Wait()
		close(p.done)
	}()
	t.Cleanup(p.Kill)
	ready := poll(30*time.Second, func() bool {
		p.URL = origin(p.stdout.String())
		return p.ended() || p.URL != "" && healthy(p.URL)
	})
	if !ready || p.ended() {
		t.Fatalf("%s did not come up:\n%s", filepath.Base(bin), p.Output())
	}
	return p
}

// Kill ends the program as a power cut would, and waits until it is gone.
func (p *Process) Kill() {
	_ = p.cmd.Process.Kill()
	<-p.done
}

// Stop asks the program to end and returns its exit code; -1 means that it was
// killed for taking longer than 20 seconds.
func (p *Process) Stop() int {
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.done:
	case <-time.After(20 * time.Second):
		p.Kill()
	}
	return p.cmd.ProcessState.ExitCode()
}

// Output is what the program printed so far, stdout before stderr.
func (p *Process) Output() string { return p.stdout.String() + p.stderr.String() }

func (p *Process) ended() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

var address = regexp.MustCompile(`https?://[^\s"'<>]+`)

// origin is the first address in what was printed, once its line is complete.
func origin(printed string) string {
	for line := range bytes.Lines([]byte(printed)) {
		found := address.Find(line)
		if found == nil || !bytes.HasSuffix(line, []byte("\n")) {
			continue
		}
		if u, err := url.Parse(string(found)); err == nil {
			return u.Scheme + "://" + u.Host
		}
	}
	return ""
}

func healthy(origin string) bool {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, origin+"/healthz", nil)
	if err != nil {
		return false
	}
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	_ = answer.Body.Close()
	return answer.StatusCode == http.StatusOK
}

// Run runs the program to its end and returns what it printed.
func Run(t testing.TB, bin string, args ...string) string {
	t.Helper()
	out, err := exec.Command(bin, args...).CombinedOutput() //nolint:gosec,noctx // the test's own arguments
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", filepath.Base(bin), args, err, out)
	}
	return string(out)
}
