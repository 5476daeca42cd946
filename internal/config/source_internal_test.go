package config

import (
	"encoding/hex"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/vault"
)

// service listens as a key agent does: it says one thing to whoever connects.
func service(t *testing.T, path string, says []byte) net.Listener {
	t.Helper()
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = c.Write(says)
			_ = c.Close()
		}
	}()
	return l
}

func TestMasterFromAService(t *testing.T) {
	want := vault.NewKey()
	dir := t.TempDir()
	for name, says := range map[string][]byte{"raw": want[:], "hex": []byte(hex.EncodeToString(want[:]) + "\n")} {
		service(t, filepath.Join(dir, name), says)
		data := filepath.Join(dir, name+"-data")
		if got, source, err := Master(data, "unix:"+filepath.Join(dir, name)); err != nil || got != want || Kind(source) != SourceService {
			t.Errorf("%s: %v %s", name, err, source)
		}
	}
	for name, c := range map[string]struct {
		says     []byte
		sentence string
	}{
		"short": {want[:31], "not 64 hexadecimal"}, "long": {make([]byte, 4096), "not 64 hexadecimal"}, "zeros": {make([]byte, 32), "all zeros"},
	} {
		service(t, filepath.Join(dir, name), c.says)
		if _, err := askService(filepath.Join(dir, name)); err == nil || !strings.Contains(err.Error(), c.sentence) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAServiceThatIsAway is asked again for a while; then nothing was made.
func TestAServiceThatIsAway(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "agent")
	if _, err := fromService(path, time.Millisecond); !errors.Is(err, ErrServiceAway) || !strings.Contains(err.Error(), "Nothing was changed") {
		t.Errorf("no socket: %v", err)
	}
	l := service(t, path, nil)
	if _, err := fromService(path, time.Millisecond); !errors.Is(err, ErrServiceAway) {
		t.Errorf("it says nothing: %v", err)
	}
	l.(*net.UnixListener).SetUnlinkOnClose(false)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := fromService(path, time.Millisecond); !errors.Is(err, ErrServiceAway) {
		t.Errorf("nobody listens: %v", err)
	}
	want := vault.NewKey()
	late := time.AfterFunc(50*time.Millisecond, func() {
		_ = os.Remove(path)
		service(t, path, want[:])
	})
	defer late.Stop()
	if got, err := fromService(path, 100*time.Millisecond); err != nil || got != want {
		t.Errorf("it comes up while we start: %v", err)
	}
}

func TestWhatIsNoServiceIsRefusedAtOnce(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	if err := os.WriteFile(path, []byte(strings.Repeat("ab", 32)), 0o600); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(dir, "data")
	if _, _, err := Master(data, "unix:"+path); err == nil || !strings.Contains(err.Error(), "no socket") {
		t.Errorf("a file: %v", err)
	}
	if _, err := os.Stat(data); !errors.Is(err, os.ErrNotExist) {
		t.Error("the data folder was made")
	}
	if os.Getuid() != 0 {
		t.Skip("only root can give a socket away")
	}
	strange := filepath.Join(dir, "strange")
	service(t, strange, make([]byte, 32))
	if err := os.Chown(strange, 12345, -1); err != nil {
		t.Fatal(err)
	}
	if _, err := askService(strange); err != nil && strings.Contains(err.Error(), "another user") {
		return
	}
	t.Error("a socket of a stranger was believed")
}

func TestKindSaysNotWhere(t *testing.T) {
	for source, want := range map[string]string{"": SourceFile, "/etc/x/master": SourceFile, "file:/x": SourceFile, "env:A": SourceVariable, "cred:a": SourceCredential, "unix:/run/a": SourceService} {
		if got := Kind(source); got != want {
			t.Errorf("%s: %s", source, got)
		}
	}
}
