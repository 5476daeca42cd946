package upgrade_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/app"
	"wederhoor/internal/cli"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

var ctx = context.Background()

// released are the samples there must be: one that went missing is a release that
// nobody can upgrade from any more.
var released = []string{"0.0.0-20261125-381b89e", "0.0.0-20261125-4d62447", "0.0.0-20261126-4bec5ab"}

// TestUpgradeFromEveryRelease: this program opens the data folder of every release,
// holds it to its chains, reads back what was said, takes a complaint, and brings all
// of it to PostgreSQL by a backup.
func TestUpgradeFromEveryRelease(t *testing.T) {
	found, err := filepath.Glob("testdata/*/known.json")
	if err != nil {
		t.Fatal(err)
	}
	if len(found) < len(released) {
		t.Fatalf("%d samples of %d releases", len(found), len(released))
	}
	for _, name := range released {
		if _, err := os.Stat(filepath.Join("testdata", name, "known.json")); err != nil {
			t.Error(err)
		}
	}
	for _, file := range found {
		t.Run(filepath.Base(filepath.Dir(file)), func(t *testing.T) { upgrade(t, filepath.Dir(file)) })
	}
}

func upgrade(t *testing.T, sample string) {
	var k known
	raw, err := os.ReadFile(filepath.Join(sample, "known.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &k); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(sample)); err != nil {
		t.Fatal(err)
	}
	for _, private := range []string{"data", "data/files"} {
		_ = os.MkdirAll(filepath.Join(dir, private), 0o700)
	}
	if err := os.Chmod(filepath.Join(dir, "master.key"), 0o600); err != nil { // a repository keeps no modes
		t.Fatal(err)
	}
	place := app.Config{Data: filepath.Join(dir, "data"), MasterKey: filepath.Join(dir, "master.key")}
	before := reads(t, place, k)
	run(t, "verify", "--data", place.Data)

	sheet := filepath.Join(dir, "sheet")
	if err := os.WriteFile(sheet, []byte(k.Recovery), 0o600); err != nil {
		t.Fatal(err)
	}
	copies := filepath.Join(dir, "copies")
	run(t, "backup", "--data", place.Data, "--master-key", place.MasterKey, "--to", copies, "--sheet-file", sheet)
	away := app.Config{Data: filepath.Join(dir, "away"), MasterKey: filepath.Join(dir, "away.key"), Database: testkit.Postgres(t)}
	run(t, "restore", "--data", away.Data, "--master-key", away.MasterKey, "--database", away.Database, "--sheet-file", sheet, copies)
	run(t, "verify", "--data", away.Data, "--database", away.Database)
	if after := reads(t, away, k); after != before+1 { // the first reading left a complaint of its own
		t.Errorf("%d complaints became %d on PostgreSQL", before, after)
	}
}

func run(t *testing.T, args ...string) {
	t.Helper()
	var out bytes.Buffer
	if status := cli.Main(args, &out, &out); status != 0 {
		t.Fatalf("%v ended with %d:\n%s", args, status, out.String())
	}
}

// reads opens a register, holds what it holds against what is known of it, and lets a
// complaint come in. It returns how many were there.
func reads(t *testing.T, cfg app.Config, k known) (before int) {
	t.Helper()
	cfg.Logger = slog.New(slog.DiscardHandler)
	a, err := app.Open(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}()
	if err := a.Register.Fill(ctx); err != nil {
		t.Fatal(err)
	}
	m, ok := a.Register.LeadMember()
	if !ok || m.Name != "Mirjam Bakker" {
		t.Fatalf("the lead is %q", m.Name)
	}
	lead := register.Person{Actor: access.New(m.Organisation, m.ID, access.Lead), Member: m, Session: store.Session{Level: store.LevelFull}}
	d, err := a.Register.Open(ctx, lead, k.Ref)
	if err != nil {
		t.Fatal(err)
	}
	said, err := json.Marshal(d.Complaint)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range k.Words {
		if !strings.Contains(string(said), word) {
			t.Errorf("%q is gone", word)
		}
	}
	code, err := vault.ParseCode(k.Code)
	if err != nil {
		t.Fatal(err)
	}
	if r, err := a.Register.ReceiptOf(ctx, code); err != nil || r.Ref != k.Ref {
		t.Errorf("the code of the complainant opens %q: %v", r.Ref, err)
	}
	if sum := fileOf(t, a, lead, k.Ref, d.Complaint.Attachments()[0].ID); sum != k.File {
		t.Errorf("the file is %s", sum)
	}
	items, err := a.Register.Search(ctx, lead, "zaal")
	if err != nil || len(items) == 0 {
		t.Fatalf("a search finds %d: %v", len(items), err)
	}
	if _, err := a.Register.Receive(ctx, complaint.ByComplainant, register.Submission{Key: "form:" + store.NewID(), Intake: complaint.Intake{ReceivedAt: time.Now(),
		Received: complaint.Received{Channel: complaint.ChannelForm, Written: true, Lang: "nl", CodeGiven: true, Story: "De zaal was weer koud", Name: "Joost Mulder"}}}); err != nil {
		t.Fatal(err)
	}
	return len(items)
}

func fileOf(t *testing.T, a *app.App, who register.Person, ref, id string) string {
	t.Helper()
	_, body, err := a.Register.File(ctx, who, ref, id)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = body.Close() }()
	h := sha256.New()
	if _, err := io.Copy(h, body); err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(h.Sum(nil))
}
