package store

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"wederhoor/internal/files"
	"wederhoor/internal/vault"
)

// drive remembers what of the files was synced, and what of their folder.
type drive struct {
	mu     sync.Mutex
	lies   bool
	synced map[string][]byte // content, by name, at its last sync
	listed map[string]bool   // names in the folder at its last sync
}

func (d *drive) sync(f *os.File) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.lies {
		return nil
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if !info.IsDir() {
		d.synced[filepath.Base(f.Name())], err = os.ReadFile(f.Name())
		return err
	}
	entries, err := os.ReadDir(f.Name())
	for _, e := range entries {
		d.listed[e.Name()] = true
	}
	return err
}

// cut leaves in another folder what is surely there after a cut: of a file that was
// never synced a piece, and of a file whose folder was not nothing.
func (d *drive) cut(from, to string, r *rand.Rand) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	for name := range d.listed {
		content, ok := d.synced[name]
		if !ok {
			content, _ = os.ReadFile(filepath.Join(from, name)) // may be removed meanwhile
			content = content[:r.IntN(len(content)+1)]
		}
		if err := os.WriteFile(filepath.Join(to, name), content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// TestACutLosesNoFileThatWasTaken: a file that was taken is whole after a cut at any
// moment; and a drive that lies is noticed, or this test would say nothing.
func TestACutLosesNoFileThatWasTaken(t *testing.T) {
	for seed := range uint64(12) {
		if taken, lost := cutFiles(t, seed, false); lost > 0 || taken == 0 {
			t.Errorf("seed %d: %d of %d files are lost", seed, lost, taken)
		}
	}
	if _, lost := cutFiles(t, 1, true); lost == 0 {
		t.Error("a drive that lies lost nothing")
	}
}

func cutFiles(t *testing.T, seed uint64, lies bool) (taken, lost int) {
	t.Helper()
	s, err := Open(context.Background(), Config{Data: t.TempDir(), Master: vault.NewKey(), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	d := &drive{lies: lies, synced: map[string][]byte{}, listed: map[string]bool{}}
	s.files.Place.(*files.Folder).Sync = d.sync
	var mu sync.Mutex
	files := map[string]PendingFile{} // that were taken, by what is in them
	var all sync.WaitGroup
	ready := make(chan struct{}, 1000)
	for n := range 3 {
		all.Go(func() {
			r := rand.New(rand.NewPCG(seed, uint64(n))) //nolint:gosec // a small number
			for i := range 12 {
				text := bytes.Repeat([]byte(fmt.Sprintf("bijlage %d-%d ", n, i)), 1+r.IntN(9000))
				f, err := s.PutFile("o", "bijlage.txt", bytes.NewReader(text), 1<<20)
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				files[string(text)] = f
				mu.Unlock()
				ready <- struct{}{}
			}
		})
	}
	for range 3 + seed%20 {
		<-ready
	}
	mu.Lock()
	was := maps.Clone(files)
	mu.Unlock()
	after := t.TempDir()
	if err := d.cut(s.files.String(), after, rand.New(rand.NewPCG(seed, 9))); err != nil {
		t.Fatal(err)
	}
	all.Wait()
	for text, f := range was {
		if !opens(after, f, text) {
			lost++
		}
	}
	return len(was), lost
}

func opens(folder string, f PendingFile, text string) bool {
	in, err := os.Open(filepath.Join(folder, f.ID))
	if err != nil {
		return false
	}
	defer func() { _ = in.Close() }()
	plain, err := vault.OpenStream(in, vault.Key(f.Key), fileAddress("o", f.ID))
	if err != nil {
		return false
	}
	got, err := io.ReadAll(plain)
	return err == nil && string(got) == text
}
