package web_test

import (
	"errors"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// smallDisk is a disk of its own for a test.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); errors.Is(err, syscall.EPERM) {
		t.Skip("only root can mount a small disk: make test does")
	} else if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// reads says whether reading goes on, and what those who watch are told.
func (s *site) reads(lead *http.Client, path, trouble string) {
	s.t.Helper()
	for _, page := range []string{"/staff", "/staff/complaints", path} {
		if a := s.get(lead, page); a.code != http.StatusOK {
			s.t.Errorf("%s: %d", page, a.code)
		}
	}
	code, word := http.StatusOK, "ready"
	if trouble != "" {
		code, word = http.StatusServiceUnavailable, trouble
	}
	if a := s.get(lead, "/readyz"); a.code != code || a.body != word+"\n" {
		s.t.Errorf("ready: %d %q", a.code, a.body)
	}
	f, err := s.reg.Flow(ctx)
	if err != nil || f.Trouble != trouble || (len(f.Alarms) > 0) != (trouble != "") {
		s.t.Errorf("%v: numbers %q, %v", err, f.Trouble, f.Alarms)
	}
	if told := strings.Contains(s.get(lead, "/staff").body, "Er kan niets worden opgeslagen"); told != (trouble != "") {
		s.t.Errorf("who leads is told: %v", told)
	}
}

// refuses says whether acts are refused with everything that was typed.
func (s *site) refuses(lead *http.Client, path string) {
	s.t.Helper()
	s.notReceived(s.post(s.browser(false), "/complaints", url.Values{"story": {"Dit mag niet verloren gaan"}}), "Dit mag niet verloren gaan")
	s.notReceived(s.multipart(s.browser(false), "/complaints", url.Values{"story": {"Met een foto"}}, upload{"foto.jpg", make([]byte, 3<<10)}), "Met een foto")
	a := s.post(lead, path+"/note", url.Values{"text": {"Mijn lange notitie"}})
	if a.code != http.StatusServiceUnavailable || !strings.Contains(a.body, "Mijn lange notitie") || !strings.Contains(a.body, "We konden dit niet opslaan") {
		s.t.Errorf("a note: %d", a.code)
	}
}

// TestTheDiskIsNearlyFull: below the floor nothing new is taken in and reading goes on,
// with its lines in the log; with room again everything does.
func TestTheDiskIsNearlyFull(t *testing.T) {
	dir := smallDisk(t, "64m")
	s := fresh(t, store.Config{Data: dir})
	s.setUp()
	lead, _ := s.signedIn()
	s.complain("Toen was er nog plaats")
	path := "/staff/complaints/" + s.ref(lead)
	s.reads(lead, path, "")
	filler := filepath.Join(dir, "vol")
	if err := os.WriteFile(filler, make([]byte, 34<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		s.refuses(lead, path)
		s.reads(lead, path, store.TroubleFull)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	s.complain("Nu is er weer plaats")
	s.reads(lead, path, "")
	if n := s.dossiers(); n != 2 {
		t.Errorf("%d complaints", n)
	}
}

// TestTheDataFolderIsNotOurs: another owner, or another folder in its place, as when a
// disk went away. Nothing is written then, not even in what is still open.
func TestTheDataFolderIsNotOurs(t *testing.T) {
	dir := t.TempDir()
	s := fresh(t, store.Config{Data: dir})
	s.setUp()
	lead, _ := s.signedIn()
	s.complain("Toen was de map van ons")
	path := "/staff/complaints/" + s.ref(lead)
	for name, c := range map[string]struct{ do, undo func() error }{
		"moved": {func() error { return os.Rename(dir, dir+"-away") }, func() error { return os.Rename(dir+"-away", dir) }},
		"owner": {func() error { return os.Chown(dir, 12345, -1) }, func() error { return os.Chown(dir, os.Getuid(), -1) }},
	} {
		if err := c.do(); errors.Is(err, os.ErrPermission) {
			continue // only root can give a folder away
		} else if err != nil {
			t.Fatal(err)
		}
		s.refuses(lead, path)
		if a := s.get(lead, "/readyz"); a.body != store.TroubleForeign+"\n" {
			t.Errorf("%s: ready says %q", name, a.body)
		}
		s.clock.Advance(5 * time.Minute) // that somebody is still there cannot be written down
		for _, page := range []string{"/staff", "/staff/complaints"} {
			if a := s.get(lead, page); a.code != http.StatusOK {
				t.Errorf("%s: %s: %d", name, page, a.code)
			}
		}
		if a := s.get(lead, path); a.code != http.StatusServiceUnavailable { // who reads is written down first
			t.Errorf("%s: a dossier: %d", name, a.code)
		}
		if err := c.undo(); err != nil {
			t.Fatal(err)
		}
		s.complain("Nu is de map weer van ons")
		s.reads(lead, path, "")
	}
}

// TestADiskThatTurnsReadOnly, as a file system does by itself after an error. It is not
// taken for a start either, and what was acknowledged is there once it was mended.
func TestADiskThatTurnsReadOnly(t *testing.T) {
	image, dir := filepath.Join(smallDisk(t, "96m"), "disk"), t.TempDir()
	run := func(name string, args ...string) {
		t.Helper()
		if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
			t.Skipf("this machine cannot make a disk: %v %s", err, out)
		}
	}
	run("truncate", "-s", "80M", image)
	run("mkfs.ext4", "-q", "-F", image)
	run("mount", "-o", "loop", image, dir)
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	data, master := filepath.Join(dir, "data"), vault.NewKey()
	s := fresh(t, store.Config{Data: data, Master: master})
	s.setUp()
	lead, _ := s.signedIn()
	s.complain("Toen kon er nog worden geschreven")
	path := "/staff/complaints/" + s.ref(lead)
	_ = exec.Command("mount", "-o", "remount,abort", dir).Run() // it says that it failed
	if err := os.WriteFile(filepath.Join(dir, "x"), nil, 0o600); !errors.Is(err, syscall.EROFS) {
		t.Skipf("it can still be written to: %v", err)
	}
	for range 2 {
		s.refuses(lead, path)
		if a := s.get(lead, "/readyz"); a.body != store.TroubleReadOnly+"\n" {
			t.Errorf("ready says %q", a.body)
		}
		for _, page := range []string{"/staff", "/staff/complaints"} {
			if a := s.get(lead, page); a.code != http.StatusOK {
				t.Errorf("%s: %d", page, a.code)
			}
		}
	}
	select {
	case <-s.store.Failed():
		t.Error("it is taken for a disk that failed halfway")
	default:
	}
	s.Close()
	_ = s.store.Close()
	if _, err := store.Open(ctx, store.Config{Data: data, Master: master, Now: time.Now}); err == nil || !strings.Contains(err.Error(), "can only be read: nothing was changed") {
		t.Errorf("a start: %v", err)
	}
	testkit.Eventually(t, 10*time.Second, func() bool { return syscall.Unmount(dir, 0) == nil })
	_ = exec.Command("e2fsck", "-fy", image).Run()
	run("mount", "-o", "loop", image, dir)
	again, err := store.Open(ctx, store.Config{Data: data, Master: master, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = again.Close() }()
	if n, err := again.Logged(ctx, s.reg.Home().ID); err != nil || n == 0 {
		t.Errorf("after mending: %d events, %v", n, err)
	}
}
