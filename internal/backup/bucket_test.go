package backup_test

import (
	"errors"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/backup"
	"wederhoor/internal/complaint"
	"wederhoor/internal/files"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

func bucketAt(t *testing.T, b *testkit.S3, host string) files.Address {
	t.Helper()
	a, err := files.Parse(b.Setting(host) + "&wait=4s")
	must(t, err)
	return a
}

// TestFromABucketToABucket by way of a network that fails in between: all of it comes
// back, and a restore that does not end leaves nothing.
func TestFromABucketToABucket(t *testing.T) {
	from, into := testkit.Bucket(t), testkit.Bucket(t)
	between := testkit.NewBetween(t, from.Host)
	o := &office{cfg: store.Config{Data: t.TempDir(), Files: bucketAt(t, from, between.Host), Master: vault.NewKey(), Now: time.Now}, org: store.NewID(), recovery: vault.NewRecovery().Key(),
		to: backup.To{Folder: t.TempDir(), Ladder: backup.DefaultLadder}}
	s, err := store.Open(ctx, o.cfg)
	must(t, err)
	o.Store = s
	t.Cleanup(func() { _ = s.Close() })
	p, err := complaint.Preset("seed")
	must(t, err)
	lead := complaint.MemberID(store.NewID())
	o.lead = access.New(o.org, lead, access.Lead)
	must(t, s.Write(ctx, func(tx *store.Tx) error {
		return tx.AddOrganisation(store.Organisation{ID: o.org, Name: "Voorbeeld"}, p, store.Member{ID: lead, Organisation: o.org, State: store.MemberActive, Name: "Mirjam", Email: "m@voorbeeld.example", Roles: []access.Role{access.Lead}}, o.recovery)
	}))
	story := strings.Repeat("een lang verhaal ", 1_000)
	made, err := o.submit("a-0123456789abcdef0", story)
	must(t, err)

	cuts := 3
	between.Do(func(r *http.Request) testkit.Fault {
		if r.Method == http.MethodGet && r.Header.Get("Range") != "" && cuts > 0 {
			cuts--
			return testkit.Fault{Cut: 3_000}
		}
		return testkit.Fault{}
	})
	m, err := backup.Make(ctx, backup.From{Data: o.cfg.Data, Files: o.cfg.Files}, o.to, time.Now())
	must(t, err)
	if m.Files != 1 || m.Gone != 0 || cuts != 0 {
		t.Fatalf("%+v, and %d cuts did not come", m, cuts)
	}
	if _, err := backup.Make(ctx, backup.From{Data: o.cfg.Data, Files: files.Address{Folder: t.TempDir()}}, o.to, time.Now()); !errors.Is(err, store.ErrOtherPlace) {
		t.Errorf("a backup without its files was made: %v", err)
	}
	pair, err := backup.Choose(o.to.Folder, o.to.Keys)
	must(t, err)

	if _, err := backup.Restore(ctx, pair, o.recovery, backup.Into{Data: filepath.Join(t.TempDir(), "new"), Files: o.cfg.Files, Master: vault.NewKey(), Now: time.Now}); !errors.Is(err, store.ErrNotEmpty) {
		t.Errorf("into a bucket with files: %v", err)
	}
	broken := testkit.NewBetween(t, into.Host)
	broken.Do(func(r *http.Request) testkit.Fault { return testkit.Fault{Away: r.Method == http.MethodPut} })
	if _, err := backup.Restore(ctx, pair, o.recovery, backup.Into{Data: filepath.Join(t.TempDir(), "new"), Files: bucketAt(t, into, broken.Host), Master: vault.NewKey(), Now: time.Now}); !errors.Is(err, files.ErrAway) {
		t.Errorf("into a bucket that goes away: %v", err)
	}
	if into.Versions(t) != 0 {
		t.Errorf("%d objects are left of it", into.Versions(t))
	}
	for name, at := range map[string]files.Address{"bucket": bucketAt(t, into, ""), "folder": {}} {
		cfg := store.Config{Data: filepath.Join(t.TempDir(), name), Files: at, Master: vault.NewKey(), Now: time.Now}
		r, err := backup.Restore(ctx, pair, o.recovery, backup.Into{Data: cfg.Data, Files: at, Master: cfg.Master, Now: time.Now})
		must(t, err)
		if r.Files != 1 {
			t.Errorf("%s: %+v", name, r)
		}
		back, err := store.Open(ctx, cfg)
		must(t, err)
		h, err := store.OpenDossier[access.Content](ctx, back, store.Visitor{Actor: o.lead}, made.ID)
		must(t, err)
		body, err := store.File(ctx, h, store.Read(h).Attachments()[0].ID)
		must(t, err)
		if got, err := io.ReadAll(body); err != nil || string(got) != "bytes of "+story {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
		must(t, back.Close())
	}
}
