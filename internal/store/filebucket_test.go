package store_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/files"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// bucketed is a register with its files in a bucket, behind a network that may fail.
type bucketed struct {
	*fixture
	*testkit.S3
	between *testkit.Between
	ahead   time.Duration
}

func (b *bucketed) at(t *testing.T) files.Address {
	t.Helper()
	a, err := files.Parse(b.Setting(b.between.Host) + "&wait=4s")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// inBucket runs a test on both engines.
func inBucket(t *testing.T, test func(*testing.T, *bucketed)) {
	for name, postgres := range map[string]func(*testing.T) string{"sqlite": func(*testing.T) string { return "" }, "postgres": postgresURL} {
		t.Run(name, func(t *testing.T) {
			b := &bucketed{S3: testkit.Bucket(t)}
			b.between = testkit.NewBetween(t, b.Host)
			b.fixture = open(t, store.Config{Data: t.TempDir(), Postgres: postgres(t), Files: b.at(t), Master: vault.NewKey(), Now: func() time.Time { return time.Now().Add(b.ahead) }})
			test(t, b)
		})
	}
}

func away(*http.Request) testkit.Fault { return testkit.Fault{Away: true} }

func (f *fixture) read(dossier, file string) (io.ReadSeekCloser, error) {
	h, err := store.OpenDossier[access.Content](ctx, f.Store, f.lead, dossier)
	if err != nil {
		return nil, err
	}
	return store.File(ctx, h, file)
}

// holds looks for words in every object as it lies at the server.
func (b *bucketed) holds(t *testing.T, words string) bool {
	t.Helper()
	found := false
	err := filepath.WalkDir(b.Folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		found = found || bytes.Contains(raw, []byte(words))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestFilesInABucket: what was sealed comes back from any place in it, nothing of it
// lies there in clear, and what is erased is gone, older versions and all.
func TestFilesInABucket(t *testing.T) {
	inBucket(t, func(t *testing.T, b *bucketed) {
		story := strings.Repeat("KANARIE in de bijlage. ", 500_000) // 11.5 MB: by part
		file, err := b.PutFile(b.org, "lang.txt", strings.NewReader(story), 1<<30)
		if err != nil {
			t.Fatal(err)
		}
		made, err := b.create("k", "verhaal", file)
		if err != nil {
			t.Fatal(err)
		}
		in, err := b.read(made.ID, file.ID)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := in.Seek(7_000_001, io.SeekStart); err != nil {
			t.Fatal(err)
		}
		if rest, err := io.ReadAll(in); err != nil || string(rest) != story[7_000_001:] {
			t.Errorf("%d bytes, %v", len(rest), err)
		}
		if b.holds(t, "KANARIE") {
			t.Error("it lies in the bucket in clear")
		}
		if entries, err := os.ReadDir(filepath.Join(b.cfg.Data, "files")); err == nil {
			t.Errorf("there are %d files in the folder", len(entries))
		}
		before := b.Versions(t)
		b.KeepVersions(t) // somebody turned it on since
		if _, err := b.erase(made.ID); err != nil {
			t.Fatal(err)
		}
		if err := b.FinishErasures(ctx); err != nil {
			t.Fatal(err)
		}
		if n := b.Versions(t); before != 2 || n != 1 {
			t.Errorf("%d before and %d after: one is the mark of the place", before, n)
		}
		if left, err := b.Erasures(ctx, b.org); err != nil || len(left) != 1 || left[0].Done.IsZero() {
			t.Errorf("%+v, %v", left, err)
		}
	})
}

// TestABucketThatIsAway: nobody is told that a file is kept, what comes without one is
// taken in, what is erased opens no more, and all of it is finished afterwards.
func TestABucketThatIsAway(t *testing.T) {
	inBucket(t, func(t *testing.T, b *bucketed) {
		made, file := b.full(t, "k1")
		b.between.Do(away)
		if _, err := b.PutFile(b.org, "brief.txt", strings.NewReader("x"), 1<<20); !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("an upload: %v", err)
		}
		if _, err := b.create("k2", "zonder bijlage"); err != nil {
			t.Errorf("a complaint without a file: %v", err)
		}
		if _, err := b.read(made.ID, file.ID); !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("a download: %v", err)
		}
		if _, err := b.erase(made.ID); err != nil {
			t.Fatal(err)
		}
		if err := b.FinishErasures(ctx); !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("erasing: %v", err)
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		b.reopen(t) // it starts all the same
		if err := b.FilesAnswer(ctx); !errors.Is(err, files.ErrAway) {
			t.Errorf("it says %v", err)
		}
		if _, err := b.create("k3", "zonder bijlage"); err != nil {
			t.Errorf("a complaint without a file: %v", err)
		}
		if left, err := b.Erasures(ctx, b.org); err != nil || len(left) != 1 || !left[0].Done.IsZero() {
			t.Errorf("it says that it was erased: %+v, %v", left, err)
		}
		b.between.Do(nil)
		if b.Versions(t) != 2 {
			t.Fatal("the file went by itself: this test says nothing")
		}
		if err := b.FinishErasures(ctx); err != nil || b.FilesAnswer(ctx) != nil {
			t.Error(err)
		}
		if n := b.Versions(t); n != 1 {
			t.Errorf("%d objects are left", n)
		}
		if n, err := store.CheckFiles(ctx, b.cfg); err != nil || len(n.Missing) > 0 || n.Kept != 0 {
			t.Errorf("%+v, %v", n, err)
		}
	})
}

// TestAnObjectThatIsNotWhatItWas gives no byte: one that was cut short, one that is
// another file, and one that is gone; the last is told by who looks for it.
func TestAnObjectThatIsNotWhatItWas(t *testing.T) {
	inBucket(t, func(t *testing.T, b *bucketed) {
		made, one := b.full(t, "k1")
		_, two := b.full(t, "k2")
		path, other := filepath.Join(b.Folder, one.ID), filepath.Join(b.Folder, two.ID)
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		strange, err := os.ReadFile(other)
		if err != nil {
			t.Fatal(err)
		}
		for name, bad := range map[string][]byte{"cut short": raw[:len(raw)-1], "cut to its head": raw[:100], "another file": strange, "empty": {}, "a bit": flipped(raw)} {
			if err := os.WriteFile(path, bad, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := b.read(made.ID, one.ID); !errors.Is(err, vault.ErrOpen) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if n, err := store.CheckFiles(ctx, b.cfg); err != nil || n.Kept != 2 || len(n.Missing) != 0 || n.Strays != 0 {
			t.Errorf("%+v, %v", n, err)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if _, err := b.read(made.ID, one.ID); !errors.Is(err, store.ErrFileGone) {
			t.Errorf("gone: %v", err)
		}
		if n, err := store.CheckFiles(ctx, b.cfg); err != nil || len(n.Missing) != 1 || n.Missing[0] != one.ID {
			t.Errorf("%+v, %v", n, err)
		}
	})
}

func flipped(raw []byte) []byte {
	bad := bytes.Clone(raw)
	bad[len(bad)-20] ^= 1
	return bad
}

// TestOnlyRubbishIsSwept: what has no row, is old, and was so an hour ago.
func TestOnlyRubbishIsSwept(t *testing.T) {
	inBucket(t, func(t *testing.T, b *bucketed) {
		made, kept := b.full(t, "k1")
		pending, err := b.PutFile(b.org, "later.txt", strings.NewReader("later"), 1<<20) // and the power goes
		if err != nil {
			t.Fatal(err)
		}
		ticket, err := b.Ticket(ctx, b.org, pending)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []struct {
			ahead   time.Duration
			removed int
			good    bool // the ticket
		}{{0, 0, true}, {23 * time.Hour, 0, true}, {25 * time.Hour, 0, false}, {47 * time.Hour, 0, false}, {49 * time.Hour, 0, false}, {49*time.Hour + time.Minute, 0, false}, {51 * time.Hour, 1, false}, {52 * time.Hour, 0, false}} {
			b.ahead = at.ahead
			if _, err := b.Redeem(ctx, b.org, ticket); (err == nil) != at.good {
				t.Errorf("after %v the ticket says %v", at.ahead, err)
			}
			if n, err := b.Sweep(ctx); err != nil || n != at.removed {
				t.Errorf("after %v %d were removed, %v", at.ahead, n, err)
			}
		}
		b.ahead = 0
		if in, err := b.read(made.ID, kept.ID); err != nil {
			t.Errorf("what is kept was swept: %v", err)
		} else if got, err := io.ReadAll(in); err != nil || string(got) != "inhoud KANARIE" {
			t.Errorf("%q, %v", got, err)
		}
		if b.Versions(t) != 2 {
			t.Errorf("%d objects", b.Versions(t))
		}
	})
}

// TestARegisterKnowsItsPlace again, and keeps out of that of another.
func TestARegisterKnowsItsPlace(t *testing.T) {
	inBucket(t, func(t *testing.T, b *bucketed) {
		b.full(t, "k1")
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		refused := func(what string, want error, change func(*store.Config)) {
			t.Helper()
			cfg := b.cfg
			change(&cfg)
			s, err := store.Open(ctx, cfg)
			if !errors.Is(err, want) {
				t.Errorf("%s: %v", what, err)
			}
			if err == nil {
				_ = s.Close()
			}
		}
		refused("the folder", store.ErrOtherPlace, func(c *store.Config) { c.Files = files.Address{} })
		refused("an empty bucket", store.ErrOtherPlace, func(c *store.Config) { c.Files.Bucket = testkit.Bucket(t).Bucket })
		refused("a wrong secret", files.ErrKey, func(c *store.Config) { c.Files.Secret = "iets-anders" })
		refused("no such bucket", files.ErrNoBucket, func(c *store.Config) { c.Files.Bucket = "er-is-er-geen" })
		refused("another register", store.ErrPlaceTaken, func(c *store.Config) {
			c.Data, c.Postgres = t.TempDir(), ""
		})
		if _, err := store.OpenCopy(ctx, store.Config{Data: b.cfg.Data, Postgres: b.cfg.Postgres, Files: files.Address{Folder: t.TempDir()}}, ""); !errors.Is(err, store.ErrOtherPlace) {
			t.Errorf("a copy without its files: %v", err)
		}
		b.reopen(t)
		if err := b.FilesAnswer(ctx); err != nil {
			t.Error(err)
		}
	})
}

// TestFilesMove to a bucket and back, also when it was broken off.
func TestFilesMove(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		made, file := f.full(t, "k1")
		f.full(t, "k2")
		b := testkit.Bucket(t)
		between := testkit.NewBetween(t, b.Host)
		to, err := files.Parse(b.Setting(between.Host) + "&wait=3s")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.MoveFiles(ctx, f.cfg, to); err == nil && f.cfg.Postgres == "" {
			t.Error("it moved while the register was served")
		}
		opens := func(cfg store.Config) {
			t.Helper()
			f.cfg = cfg
			f.reopen(t)
			in, err := f.read(made.ID, file.ID)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := io.ReadAll(in); err != nil || string(got) != "inhoud KANARIE" {
				t.Errorf("%q, %v", got, err)
			}
			if n, err := store.CheckFiles(ctx, cfg); err != nil || n.Kept != 2 || len(n.Missing) > 0 || n.Strays > 0 {
				t.Errorf("%+v, %v", n, err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
		}
		folder, bucket := f.cfg, f.cfg
		bucket.Files = to
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		if f.cfg.Postgres == "" {
			puts := 0
			between.Do(func(r *http.Request) testkit.Fault {
				if r.Method == http.MethodPut {
					puts++
				}
				return testkit.Fault{Away: puts > 1}
			})
			if _, err := store.MoveFiles(ctx, folder, to); !errors.Is(err, files.ErrAway) {
				t.Fatalf("broken off: %v", err)
			}
			between.Do(nil)
			opens(folder)
			if m, err := store.MoveFiles(ctx, folder, to); err != nil || m.Had != 1 || m.Files != 2 {
				t.Fatalf("%+v, %v", m, err)
			}
		}
		opens(bucket)
		if _, err := store.Open(ctx, folder); !errors.Is(err, store.ErrOtherPlace) {
			t.Errorf("without the bucket: %v", err)
		}
		if m, err := store.MoveFiles(ctx, bucket, files.Address{Folder: store.DefaultFiles(folder.Data)}); err != nil || m.Files != 2 {
			t.Fatalf("%+v, %v", m, err)
		}
		opens(folder)
		if b.Versions(t) != 0 {
			t.Errorf("%d objects stayed behind", b.Versions(t))
		}
	})
}
