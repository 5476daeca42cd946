package powercut

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/vfs"
)

const open = vfs.OPEN_READWRITE | vfs.OPEN_CREATE | vfs.OPEN_WAL

func opened(t *testing.T, d *Disk, name string) vfs.File {
	t.Helper()
	f, _, err := d.Open(name, open)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func write(t *testing.T, f vfs.File, b []byte, at int64) {
	t.Helper()
	if _, err := f.WriteAt(b, at); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, d *Disk, name string) []byte {
	t.Helper()
	f, _, err := d.Open(name, vfs.OPEN_READWRITE)
	if errors.Is(err, sqlite3.CANTOPEN) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	size, err := f.Size()
	if err != nil {
		t.Fatal(err)
	}
	b := make([]byte, size)
	if _, err := f.ReadAt(b, 0); err != nil && !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
	return b
}

// TestWhatWasSyncedStays, and of the rest each sector is there, gone or torn.
func TestWhatWasSyncedStays(t *testing.T) {
	old, fresh := bytes.Repeat([]byte{'o'}, 16*4096), bytes.Repeat([]byte{'n'}, 16*4096)
	kept, dropped, torn, whole := 0, 0, 0, 0
	for seed := range uint64(40) {
		d := New(seed, t.TempDir())
		f := opened(t, d, "a")
		write(t, f, old, 0)
		if err := f.Sync(vfs.SYNC_FULL); err != nil {
			t.Fatal(err)
		}
		write(t, f, fresh, 0)
		d.Cut()
		if _, err := f.WriteAt(old, 0); err == nil {
			t.Error("it writes without power")
		}
		if err := d.Restore(); err != nil {
			t.Fatal(err)
		}
		got := read(t, d, "a")
		if len(got) != len(old) {
			t.Fatalf("%d bytes of %d", len(got), len(old))
		}
		for at := 0; at < len(got); at += d.sector {
			switch n := bytes.Count(got[at:at+d.sector], []byte{'n'}); n {
			case 0:
				dropped++
			case d.sector:
				kept++
			default:
				torn++
			}
		}
		if bytes.Equal(got, fresh) {
			whole++
		}
		d.Close()
	}
	if kept == 0 || dropped == 0 || torn == 0 || whole == 40 {
		t.Errorf("%d sectors kept, %d dropped, %d torn; %d files whole", kept, dropped, torn, whole)
	}
}

// TestANewFileNeedsItsFolder: without a sync of the folder a file may not be there.
func TestANewFileNeedsItsFolder(t *testing.T) {
	gone := 0
	for seed := range uint64(20) {
		d := New(seed, t.TempDir())
		write(t, opened(t, d, "unsynced"), []byte("x"), 0)
		f := opened(t, d, "synced")
		write(t, f, []byte("x"), 0)
		if seed%2 == 0 {
			if err := f.Sync(vfs.SYNC_FULL); err != nil {
				t.Fatal(err)
			}
		}
		d.Cut()
		if err := d.Restore(); err != nil {
			t.Fatal(err)
		}
		if there := read(t, d, "synced"); seed%2 == 0 && string(there) != "x" {
			t.Errorf("seed %d: what was synced is %q", seed, there)
		} else if there == nil {
			gone++
		}
		d.Close()
	}
	if gone == 0 {
		t.Error("every new file was there")
	}
}

// TestOneSeedIsOneDisk: the same steps and the same seed leave the same bytes.
func TestOneSeedIsOneDisk(t *testing.T) {
	left := func(seed uint64) []byte {
		d := New(seed, t.TempDir())
		defer d.Close()
		f := opened(t, d, "a")
		if err := f.Sync(vfs.SYNC_FULL); err != nil {
			t.Fatal(err)
		}
		for i := range 20 {
			write(t, f, bytes.Repeat([]byte{byte(i)}, 3000), int64(i*2000))
		}
		d.Cut()
		if err := d.Restore(); err != nil {
			t.Fatal(err)
		}
		return read(t, d, "a")
	}
	if !bytes.Equal(left(4), left(4)) || bytes.Equal(left(4), left(6)) {
		t.Error("a seed is not a disk")
	}
}

func TestFaults(t *testing.T) {
	d := New(1, t.TempDir())
	defer d.Close()
	f := opened(t, d, "a")
	d.Fail(Fault{Full: true, Space: 10})
	write(t, f, make([]byte, 10), 0)
	if _, err := f.WriteAt([]byte("x"), 10); !errors.Is(err, sqlite3.FULL) {
		t.Errorf("a full disk answered %v", err)
	}
	d.Fail(Fault{FailSync: 2})
	if err := f.Sync(vfs.SYNC_FULL); err != nil {
		t.Error(err)
	}
	if err := f.Sync(vfs.SYNC_FULL); !errors.Is(err, sqlite3.IOERR_FSYNC) {
		t.Errorf("a sync that fails answered %v", err)
	}
	d.Fail(Fault{CutWhen: func(s Step, file string) bool { return s == Truncate && file == "a" }})
	write(t, f, []byte("x"), 0)
	if err := f.Truncate(0); err == nil || !d.Dead() {
		t.Error("the power did not fail where it was asked to")
	}
}
