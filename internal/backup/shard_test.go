package backup_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/backup"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// beside is another organisation in the same installation.
func (o *office) beside(t *testing.T) *office {
	t.Helper()
	b := &office{Store: o.Store, cfg: o.cfg, org: store.NewID(), recovery: vault.NewRecovery().Key(), to: o.to}
	p, err := complaint.Preset("seed")
	must(t, err)
	lead := complaint.MemberID(store.NewID())
	b.lead = access.New(b.org, lead, access.Lead)
	must(t, b.Write(ctx, func(tx *store.Tx) error {
		return tx.AddOrganisation(store.Organisation{ID: b.org, Name: "De buren"}, p, store.Member{ID: lead, Organisation: b.org, State: store.MemberActive, Name: "Bas", Email: "m@voorbeeld.example", Roles: []access.Role{access.Lead}}, b.recovery)
	}))
	return b
}

// filled submits some complaints and promises them; it gives the receipts.
func (o *office) filled(t *testing.T, n int) (made []store.Created) {
	t.Helper()
	for i := range n {
		c, err := o.submit(fmt.Sprintf("%s-%d-0123456789abcdef", o.org, i), fmt.Sprintf("verhaal %d van %s", i, o.org))
		must(t, err)
		made = append(made, c)
	}
	must(t, o.Promise(ctx, o.org))
	return made
}

// alone puts one organisation of a backup back in a place of its own.
func (o *office) alone(t *testing.T, from, into string) *office {
	t.Helper()
	p, err := backup.Choose(from, "")
	must(t, err)
	back := &office{cfg: store.Config{Data: filepath.Join(t.TempDir(), "shard"), Postgres: into, Master: vault.NewKey(), Now: time.Now}, org: o.org, lead: o.lead, recovery: o.recovery, to: backup.To{Folder: t.TempDir()}}
	_, err = backup.Restore(ctx, p, o.recovery, backup.Into{Data: back.cfg.Data, Postgres: into, Master: back.cfg.Master, Now: time.Now, Organisation: o.org})
	must(t, err)
	back.Store, err = store.Open(ctx, back.cfg)
	must(t, err)
	t.Cleanup(func() { _ = back.Close() })
	return back
}

// whose counts the rows of a place by organisation, and lists its files.
func (o *office) whose(t *testing.T) (rows map[string]int, files []string) {
	t.Helper()
	c, err := store.OpenCopy(ctx, o.cfg, "")
	must(t, err)
	defer func() { _ = c.Close() }()
	rows = map[string]int{}
	for _, part := range []string{store.PartRegister, store.PartKeys} {
		tables, err := c.Tables(ctx, part)
		must(t, err)
		for _, table := range tables {
			at := slices.Index(table.Columns, map[bool]string{true: "id", false: "organisation"}[table.Name == "organisation"])
			if at < 0 && table.Name != "clock" {
				t.Errorf("of whom is a row of %s? Name it here when it is of the machine", table.Name)
			}
			must(t, c.Rows(ctx, table, func(row []any) error {
				if at >= 0 {
					rows[fmt.Sprint(row[at])]++
				}
				return nil
			}))
		}
	}
	there, err := os.ReadDir(filepath.Join(o.cfg.Data, "files"))
	must(t, err)
	for _, f := range there {
		files = append(files, f.Name())
	}
	return rows, files
}

// TestOneInstallationBecomesTwoShards: from one backup each of two organisations goes to
// a database of its own with its own sheet. Every row and file is in exactly one of
// them, both verify against what was promised before, and both go on.
func TestOneInstallationBecomesTwoShards(t *testing.T) {
	everywhere(t, func(t *testing.T, a *office, into string) {
		other := ""
		if into != "" {
			other = testkit.Postgres(t)
		}
		b := a.beside(t)
		all := map[*office][]store.Created{a: a.filled(t, 5), b: b.filled(t, 3)}
		code, err := a.RoomCode(ctx, a.org, "form")
		must(t, err)
		link, theirs := store.LinkOf(code), []byte("wat de ander leest")
		must(t, a.Write(ctx, func(tx *store.Tx) error {
			return errors.Join(tx.OfferJoint(a.org, code, time.Now().Add(time.Hour)), tx.PublishJoint(a.org, link, theirs))
		}))
		must(t, a.Write(ctx, func(tx *store.Tx) error { return tx.AcceptJoint(b.org, code) }))
		a.make(t)
		before, files := a.whose(t)
		after := map[string]int{}
		var kept []string
		for shard, from := range map[*office]*office{a.alone(t, a.to.Folder, into): a, b.alone(t, b.to.Folder, other): b} {
			shard.verify(t)
			rows, there := shard.whose(t)
			if len(rows) != 1 || rows[from.org] == 0 {
				t.Errorf("a shard holds rows of %v", rows)
			}
			if part, came, err := shard.OtherPart(ctx, from.org, link); err != nil || part != nil || came {
				t.Errorf("a shard reads of who is not in it: %q, %v", part, err)
			}
			after[from.org], kept = rows[from.org], append(kept, there...)
			for _, made := range all[from] {
				_, c, err := shard.ByReceipt(ctx, from.org, made.Code)
				must(t, err)
				if c.Received.Ref != made.Complaint.Received.Ref || !strings.Contains(c.Received.Story, from.org) {
					t.Errorf("%s is not what it was", c.Received.Ref)
				}
			}
			if _, err := shard.submit("later-0123456789abcdef", "later"); err != nil {
				t.Error("a shard does not go on:", err)
			}
			must(t, shard.Promise(ctx, from.org))
			shard.verify(t)
		}
		if len(kept) != len(files) || len(files) != 8 {
			t.Errorf("%d files came back of %d", len(kept), len(files))
		}
		for _, o := range []*office{a, b} { // what lets somebody in, and how backups go, is not in a backup
			if after[o.org] != before[o.org] {
				t.Errorf("%d rows came back of %d", after[o.org], before[o.org])
			}
		}
		if _, _, err := a.ByReceipt(ctx, b.org, all[a][0].Code); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("a code of one organisation opens something of the other: %v", err)
		}
	})
}

// TestABackupOfOneOrganisationOpensWithItsOwnSheetOnly, and holds nothing of another. All
// of an installation asks for every sheet.
func TestABackupOfOneOrganisationOpensWithItsOwnSheetOnly(t *testing.T) {
	a := openOffice(t, "")
	b := a.beside(t)
	a.filled(t, 1)
	b.filled(t, 1)
	made, err := backup.Make(ctx, backup.From{Data: a.cfg.Data, Organisation: b.org}, a.to, time.Now())
	must(t, err)
	if made.Files != 1 {
		t.Errorf("%d files", made.Files)
	}
	p, err := backup.Choose(filepath.Join(a.to.Folder, b.org), "")
	must(t, err)
	fresh := func(o *office, sheet vault.Key, sheets ...vault.Key) error {
		_, err := backup.Restore(ctx, p, sheet, backup.Into{Data: filepath.Join(t.TempDir(), "new"), Master: vault.NewKey(), Now: time.Now, Organisation: o.org, Sheets: sheets})
		return err
	}
	if err := fresh(a, a.recovery); !errors.Is(err, backup.ErrSheet) {
		t.Errorf("the sheet of another: %v", err)
	}
	if err := fresh(a, b.recovery); !errors.Is(err, backup.ErrNoOrganisation) {
		t.Errorf("an organisation that is not in it: %v", err)
	}
	b.alone(t, filepath.Join(a.to.Folder, b.org), "").verify(t)
	if _, err := backup.Make(ctx, backup.From{Data: a.cfg.Data, Organisation: "nobody"}, a.to, time.Now()); !errors.Is(err, backup.ErrNoOrganisation) {
		t.Errorf("a backup of nobody: %v", err)
	}
	a.make(t)
	if p, err = backup.Choose(a.to.Folder, ""); err != nil {
		t.Fatal(err)
	}
	whole := &office{}
	if err := fresh(whole, a.recovery); !errors.Is(err, store.ErrSheet) {
		t.Errorf("one sheet of two: %v", err)
	}
	must(t, fresh(whole, a.recovery, b.recovery))
}
