package bench

import (
	"bufio"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// server is the real binary on a data folder of its own.
type server struct {
	bin, dir, url string
	args          []string
	cmd           *exec.Cmd
}

var build = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "wederhoor-bench-")
	if err != nil {
		return "", err
	}
	bin := filepath.Join(dir, "wederhoor")
	out, err := exec.Command("go", "build", "-o", bin, "wederhoor/cmd/wederhoor").CombinedOutput()
	if err != nil {
		_, _ = os.Stderr.Write(out)
	}
	return bin, err
})

const (
	leadEmail = "mirjam@voorbeeld.example"
	password  = "een lang wachtwoord hier"
)

func newServer(t testing.TB, args ...string) *server {
	t.Helper()
	bin, err := build()
	if err != nil {
		t.Fatal(err)
	}
	s := &server{bin: bin, dir: t.TempDir(), args: args}
	file := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(file, []byte(password+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	init := exec.Command(bin, append([]string{"init", "--data", s.data(), "--organisation", "Voorbeeld Trainingen", "--lead-name", "Mirjam de Wit",
		"--lead-email", leadEmail, "--lead-password-file", file, "--second-factor", "optional", "--master-key", s.key(),
		"--confidant-name", "Ilse Terpstra", "--confidant-phone", "020 000 00 01"}, args...)...)
	if out, err := init.CombinedOutput(); err != nil {
		t.Fatalf("init: %v\n%s", err, out)
	}
	t.Cleanup(func() { s.stop() })
	return s
}

func (s *server) data() string { return filepath.Join(s.dir, "data") }
func (s *server) key() string  { return filepath.Join(s.dir, "master.key") }

// start starts the program and waits until it answers; it says how long that took.
func (s *server) start(t testing.TB) time.Duration {
	t.Helper()
	s.cmd = exec.Command(s.bin, append([]string{"serve", "--data", s.data(), "--addr", "127.0.0.1:0", "--master-key", s.key(), "--limits", "off"}, s.args...)...)
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	s.cmd.Stderr = &said
	began := time.Now()
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("it printed no address: %v\n%s", err, said.String())
	}
	s.url = strings.TrimSuffix(strings.TrimSpace(line), "/")
	for end := began.Add(20 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if res, err := http.Get(s.url + "/healthz"); err == nil {
			_ = res.Body.Close()
			return time.Since(began)
		}
	}
	t.Fatal("it does not answer")
	return 0
}

func (s *server) kill(t testing.TB) {
	t.Helper()
	if err := s.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = s.cmd.Wait()
	s.cmd = nil
}

func (s *server) stop() {
	if s.cmd != nil {
		_ = s.cmd.Process.Kill()
		_ = s.cmd.Wait()
		s.cmd = nil
	}
}
