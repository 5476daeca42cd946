package store_test

import (
	"errors"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"wederhoor/internal/store"
)

// TestADatabaseServerWhoseDiskIsFull (SQLSTATE 53100): what does not fit is refused whole
// and in the same words as on a full disk of our own, it is told, and it is over by itself
// when there is room. The disk is a small one in memory, so that this wants root.
func TestADatabaseServerWhoseDiskIsFull(t *testing.T) {
	s := newServer(t)
	disk := smallDisk(t)
	f := recordsOn(t, s.address)
	first, err := f.create("before", "verhaal")
	if err != nil {
		t.Fatal(err)
	}
	s.do(t, "CREATE TABLESPACE small LOCATION '"+disk+"'")
	t.Cleanup(func() { s.do(t, "DROP TABLESPACE small") })
	s.do(t, "ALTER TABLE register.event SET TABLESPACE small")
	t.Cleanup(func() { s.do(t, "ALTER TABLE register.event SET TABLESPACE pg_default") })
	fill(t, filepath.Join(disk, "filler"))

	var refused error
	for n := 0; refused == nil && n < 200; n++ { // until the page that is begun is full
		_, refused = f.create("full-"+strconv.Itoa(n), "verhaal")
	}
	if !errors.Is(refused, store.ErrUnavailable) || errors.Is(refused, store.ErrUnconfirmed) {
		t.Fatalf("answered %v", refused)
	}
	if code, since := f.Trouble(); code != store.TroubleDatabaseFull || since.IsZero() {
		t.Errorf("trouble is %q since %v, after %v", code, since, refused)
	}
	if all, err := f.Dossiers(ctx, f.org); err != nil || len(all) == 0 {
		t.Errorf("reading goes on: %d, %v", len(all), err)
	}
	if err := os.Remove(filepath.Join(disk, "filler")); err != nil {
		t.Fatal(err)
	}
	again, err := f.create("before", "verhaal")
	if err != nil || !again.Again || again.ID != first.ID {
		t.Errorf("what was stored before: %v, %v", again.Again, err)
	}
	if c, err := f.create("after", "verhaal"); err != nil || c.Again {
		t.Errorf("with room again: %v, %v", c.Again, err)
	}
	if code, _ := f.Trouble(); code != "" {
		t.Errorf("the trouble lasts: %q", code)
	}
	if n := s.number(t, "SELECT COUNT(*) FROM register.dossier d WHERE NOT EXISTS (SELECT 1 FROM register.event e WHERE e.dossier = d.id)"); n != 0 {
		t.Errorf("%d dossiers were half stored", n)
	}
}

// smallDisk is one of 4 MiB that belongs to the server.
func smallDisk(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "small-disk-") // that of the test is closed to the server
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=4m,mode=0700"); errors.Is(err, syscall.EPERM) {
		t.Skip("only root makes a disk that is this small")
	} else if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(syscall.Unmount(dir, syscall.MNT_DETACH), os.Remove(dir)); err != nil {
			t.Error(err)
		}
	})
	server, err := user.Lookup("postgres")
	if err != nil {
		t.Fatal(err)
	}
	uid, err := strconv.Atoi(server.Uid)
	if err == nil {
		err = os.Chown(dir, uid, -1)
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// fill takes what is left of a disk.
func fill(t *testing.T, path string) {
	t.Helper()
	file, err := os.Create(path) //nolint:gosec // on the disk of the test
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	for block := make([]byte, 4096); err == nil; {
		_, err = file.Write(block)
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
}
