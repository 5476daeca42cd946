package parcel_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"wederhoor/internal/parcel"
	"wederhoor/internal/vault"
)

const planted = "KANARIE in een dossier"

// pair makes keys, and where a parcel can lie.
func pair(t *testing.T) (public, private, path string) {
	t.Helper()
	public, private, err := vault.NewAgePair()
	if err != nil {
		t.Fatal(err)
	}
	return public, private, filepath.Join(t.TempDir(), "out")
}

func packed(t *testing.T, path, public string, things map[string]string) {
	t.Helper()
	w, err := parcel.Create(path, public)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range things {
		if err := w.Put(name, strings.NewReader(text)); err != nil {
			t.Fatal(err)
		}
		unseen(t, filepath.Dir(path))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	unseen(t, filepath.Dir(path))
}

// unseen looks that nothing in a folder says what was planted.
func unseen(t *testing.T, folder string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if bytes.Contains(raw, []byte("KANARIE")) || bytes.Contains(raw, []byte("dossiers/")) {
			t.Errorf("%s says what is in it", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAParcelIsAFolder(t *testing.T) {
	public, private, path := pair(t)
	things := map[string]string{"dossiers/2026-1.json": planted, "empty": "", "originals/2026-1/x": strings.Repeat(planted, 20_000)}
	packed(t, path, public, things)
	r, err := parcel.Open(path, private)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	seen := 0
	err = fs.WalkDir(r, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		seen++
		raw, err := fs.ReadFile(r, name)
		if string(raw) != things[name] {
			t.Errorf("%s is not what it was", name)
		}
		return err
	})
	if err != nil || seen != len(things) {
		t.Errorf("%d of %d, %v", seen, len(things), err)
	}
	if _, err := parcel.Create(path, public); !errors.Is(err, os.ErrExist) {
		t.Errorf("over another: %v", err)
	}
}

// TestNothingDamagedOpens: every bit of the beginning and one in each 512 bytes of the
// rest, every cut there, more behind it, and another key.
func TestNothingDamagedOpens(t *testing.T) {
	public, private, path := pair(t)
	packed(t, path, public, map[string]string{"x": strings.Repeat(planted, 10_000)})
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	refused := func(what string, raw []byte, with string, reasons ...error) {
		t.Helper()
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := parcel.Open(path, with)
		for _, reason := range reasons {
			if errors.Is(err, reason) {
				return
			}
		}
		t.Errorf("%s: %v", what, err)
	}
	_, other, err := vault.NewAgePair()
	if err != nil {
		t.Fatal(err)
	}
	refused("another key", whole, other, parcel.ErrKey)
	refused("no key", whole, public, vault.ErrNoPair)
	refused("more behind it", append(bytes.Clone(whole), 0), private, parcel.ErrDamaged)
	refused("something else", []byte("PK"), private, parcel.ErrNotOne)
	for at := 0; at < len(whole); at += 512 {
		bad := bytes.Clone(whole)
		bad[at] ^= 1
		refused("a bit", bad, private, parcel.ErrDamaged, parcel.ErrKey, parcel.ErrNotOne)
		refused("a cut", whole[:at], private, parcel.ErrDamaged, parcel.ErrKey, parcel.ErrNotOne)
	}
}

// TestWhatSwellsIsRefused: whoever has the public key can seal anything.
func TestWhatSwellsIsRefused(t *testing.T) {
	public, private, path := pair(t)
	for what, h := range map[string]*zip.FileHeader{
		"packed":    {Name: "x", Method: zip.Deflate},
		"too large": {Name: "x", Method: zip.Store, CompressedSize64: 1, UncompressedSize64: 1 << 63},
	} {
		var raw bytes.Buffer
		z := zip.NewWriter(&raw)
		out, err := z.CreateRaw(h)
		if err == nil {
			_, err = out.Write([]byte{1})
		}
		if err := errors.Join(err, z.Close(), os.WriteFile(path, sealed(t, public, raw.Bytes()), 0o600)); err != nil {
			t.Fatal(err)
		}
		if _, err := parcel.Open(path, private); !errors.Is(err, parcel.ErrNotOne) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := os.WriteFile(path, sealed(t, public, []byte("no zip")), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := parcel.Open(path, private); !errors.Is(err, parcel.ErrNotOne) {
		t.Error(err)
	}
}

func sealed(t *testing.T, public string, plain []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := vault.SealToAge(&out, public)
	if err == nil {
		_, err = w.Write(plain)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestAParcelThatCannotBeMadeLeavesNothing, and is not made for a private key.
func TestAParcelThatCannotBeMadeLeavesNothing(t *testing.T) {
	public, private, path := pair(t)
	for _, wrong := range []string{"", "age1x", private, "iemand"} {
		_, err := parcel.Create(path, wrong)
		if !errors.Is(err, vault.ErrNoPublic) || strings.Contains(err.Error(), private) {
			t.Errorf("%.8q: %v", wrong, err)
		}
	}
	w, err := parcel.Create(path, public)
	if err == nil {
		err = w.Drop()
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("something is left: %v", err)
	}
}

// TestAParcelNeedsLittleMemory: 64 MiB go in and out with what a few chunks take.
func TestAParcelNeedsLittleMemory(t *testing.T) {
	const size, enough = 64 << 20, 2 << 20
	public, private, path := pair(t)
	before := inUse()
	w, err := parcel.Create(path, public)
	if err != nil {
		t.Fatal(err)
	}
	peak := &watcher{Writer: io.Discard}
	if err := w.Put("x", io.TeeReader(io.LimitReader(zeros{}, size), peak)); err != nil || peak.written != size {
		t.Fatal(peak.written, err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := parcel.Open(path, private)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	in, err := r.Open("x")
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(peak, in); err != nil || n != size {
		t.Fatal(n, err)
	}
	used := int64(peak.most) - int64(before)
	t.Logf("at most %d KiB in use", used>>10)
	if used > enough {
		t.Errorf("%d KiB in use", used>>10)
	}
}

// watcher measures what is in use, garbage not counted, about once per 4 MiB.
type watcher struct {
	io.Writer
	written, most uint64
}

func (w *watcher) Write(p []byte) (int, error) {
	if was := w.written >> 22; (w.written+uint64(len(p)))>>22 > was {
		w.most = max(w.most, inUse())
	}
	w.written += uint64(len(p))
	return w.Writer.Write(p)
}

func inUse() uint64 {
	var stats runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }
