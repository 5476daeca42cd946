package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wederhoor/internal/app"
	"wederhoor/internal/cli"
	"wederhoor/internal/demo"
	"wederhoor/internal/register"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// leaving is a register in which an invented year was lived, and its complete export.
type leaving struct {
	*installed
	folder string
	sealed []string     // the same in one file, as a command is told of it
	codes  []vault.Code // that complainants have
}

func left(t *testing.T) leaving {
	t.Helper()
	dir := t.TempDir()
	l := leaving{installed: &installed{t: t, data: filepath.Join(dir, "data"), key: filepath.Join(dir, "master.key")}, folder: filepath.Join(dir, "out")}
	l.within(func(ctx context.Context, r *register.Register, clock *demo.Clock) {
		if _, err := demo.Fill(ctx, r, clock); err != nil {
			t.Fatal(err)
		}
	})
	l.run(0, "export", "--all", "--clear", "--to", l.folder)
	file, key := filepath.Join(dir, "out.sealed"), filepath.Join(dir, "arrival.key")
	l.sealed = []string{file, "--age-key", key}
	l.run(0, "export", "--all", "--sealed-to", agePair(t, key), "--to", file)
	raw, err := os.ReadFile(filepath.Join(l.folder, "codes.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		_, code, _ := strings.Cut(strings.TrimSpace(line), "\t")
		l.codes = append(l.codes, vault.Code(code))
	}
	return l
}

// within opens the register for a moment.
func (i *installed) within(do func(context.Context, *register.Register, *demo.Clock)) {
	i.t.Helper()
	ctx, clock := i.t.Context(), demo.NewClock(time.Now)
	a, err := app.Open(ctx, app.Config{Data: i.data, MasterKey: i.key, Now: clock.Now, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		i.t.Fatal(err)
	}
	do(ctx, a.Register, clock)
	if err := a.Close(); err != nil {
		i.t.Fatal(err)
	}
}

// arriving is a place for it elsewhere; on PostgreSQL when there is an address.
func arriving(t *testing.T, postgres string) (i *installed, asks []string) {
	t.Helper()
	dir := t.TempDir()
	i = &installed{t: t, data: filepath.Join(dir, "data"), key: filepath.Join(dir, "master.key")}
	i.write(filepath.Join(dir, "password"), "kaneel-vijver-lantaarn-73")
	asks = []string{"--lead-email", "mirjam@voorbeeld.example", "--lead-password-file", filepath.Join(dir, "password")}
	if postgres != "" {
		asks = append(asks, "--database", postgres)
	}
	return i, asks
}

// events are those of every dossier in an export, as they lie there.
func events(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	paths, err := filepath.Glob(filepath.Join(folder, "dossiers", "*.json"))
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var d struct{ Events json.RawMessage }
		if err := json.Unmarshal(raw, &d); err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(path)] = string(d.Events)
	}
	return all
}

// TestARegisterMovesElsewhere: every dossier is what it was, to the byte of what was
// sealed, so that what was promised about it there is true here; the codes of complainants
// work; figures, reviews and people are the same; and it can leave again.
func TestARegisterMovesElsewhere(t *testing.T) {
	l := left(t)
	there := events(t, l.folder)
	folder := []string{"import", "--from", l.folder}
	sealed := append([]string{"import", "--from"}, l.sealed...)
	for name, from := range map[string][]string{"SQLite": folder, "SQLite, sealed": sealed, "PostgreSQL": folder, "PostgreSQL, sealed": sealed} {
		t.Run(name, func(t *testing.T) {
			address := ""
			if strings.HasPrefix(name, "PostgreSQL") {
				address = testkit.Postgres(t)
			}
			i, asks := arriving(t, address)
			said := i.run(0, slices.Concat(from, asks)...)
			if !strings.Contains(said, "RECOVERY SHEET") || !strings.Contains(said, "their proof is what it was") {
				t.Error(said)
			}
			again, where := filepath.Join(t.TempDir(), "again"), asks[4:]
			i.run(0, append([]string{"verify"}, where...)...)
			i.run(0, append([]string{"verify", "--attachments"}, where...)...)
			i.run(0, append([]string{"export", "--all", "--clear", "--to", again}, where...)...)
			here := events(t, again)
			for name, was := range there {
				if here[name] != was {
					t.Errorf("dossier %s is not what it was", name)
				}
			}
			if len(here) != len(there) {
				t.Errorf("%d dossiers, and there were %d", len(here), len(there))
			}
			if diff := cmp.Diff(house(t, l.folder), house(t, again)); diff != "" {
				t.Errorf("people, procedures or reviews are not what they were: %s", diff)
			}
			if out := i.run(1, slices.Concat(from, asks)...); !strings.Contains(out, "is in this register already") {
				t.Errorf("a second time: %s", out)
			}
			if address == "" {
				i.living(l.codes)
			}
		})
	}
}

// living: who leads signs in, complainants find theirs with the code they have, and what
// is open goes on.
func (i *installed) living(codes []vault.Code) {
	i.within(func(ctx context.Context, r *register.Register, _ *demo.Clock) {
		if err := r.Fill(ctx); err != nil {
			i.t.Fatal(err)
		}
		token, err := r.SignIn(ctx, "mirjam@voorbeeld.example", "kaneel-vijver-lantaarn-73")
		if err != nil {
			i.t.Fatal(err)
		}
		lead, err := r.Recognise(ctx, token)
		if err != nil {
			i.t.Fatal(err)
		}
		found := 0
		for _, code := range codes {
			if _, _, err := r.ByReceipt(ctx, code); err == nil {
				found++
			}
		}
		if found != len(codes) || found == 0 {
			i.t.Errorf("%d of %d codes open a complaint", found, len(codes))
		}
		if _, err := r.SignIn(ctx, "joris@voorbeeld.example", "kaneel-vijver-lantaarn-73"); !errors.Is(err, register.ErrSignIn) {
			i.t.Errorf("somebody else is in with it: %v", err)
		}
		list := r.List(lead, register.Filter{View: "all"})
		if list.Total == 0 {
			i.t.Fatal("the list is empty")
		}
		if _, err := r.Note(ctx, lead, register.Order{Ref: list.Items[0].Ref}, "Hier verder."); err != nil {
			i.t.Errorf("an act on what came: %v", err)
		}
	})
	i.run(0, "verify")
}

// house is what lies in organisation.json, without how members come in and what is of the
// place.
func house(t *testing.T, folder string) map[string]any {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(folder, "organisation.json"))
	if err != nil {
		t.Fatal(err)
	}
	var h map[string]any
	if err := json.Unmarshal(raw, &h); err != nil {
		t.Fatal(err)
	}
	for _, m := range h["members"].([]any) {
		delete(m.(map[string]any), "state")
	}
	delete(h["settings"].(map[string]any), "recovery_confirmed")
	return h
}

// TestAnExportThatIsNotInOrderComesInNowhere, and leaves a place where another can go.
func TestAnExportThatIsNotInOrderComesInNowhere(t *testing.T) {
	l := left(t)
	i, asks := arriving(t, "")
	dossiers, err := filepath.Glob(filepath.Join(l.folder, "dossiers", "*.json"))
	if err != nil || len(dossiers) == 0 {
		t.Fatal(err)
	}
	manifest := filepath.Join(l.folder, "manifest.json")
	for what, path := range map[string]string{"a dossier": dossiers[0], "the people": filepath.Join(l.folder, "organisation.json"), "the codes": filepath.Join(l.folder, "codes.tsv"), "the manifest": manifest} {
		was, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for how, now := range map[string][]byte{"changed": bytes.Replace(was, []byte("a"), []byte("b"), 1), "cut short": was[:len(was)/2]} {
			i.write(path, string(now))
			if said := i.run(1, append([]string{"import", "--from", l.folder}, asks...)...); !strings.Contains(said, "NOTHING WAS IMPORTED") {
				t.Errorf("%s %s: %s", what, how, said)
			}
			i.write(path, string(was))
		}
	}
	wrong := slices.Clone(asks)
	wrong[1] = "niemand@voorbeeld.example"
	if said := i.run(1, append([]string{"import", "--from", l.folder}, wrong...)...); !strings.Contains(said, "nobody with that address leads") {
		t.Error(said)
	}
	// A whole dossier left out, and a manifest that fits: its places in the log are missing.
	raw, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	ref := strings.TrimSuffix(filepath.Base(dossiers[0]), ".json")
	m["dossiers"] = len(dossiers) - 1
	m["files"] = slices.DeleteFunc(m["files"].([]any), func(f any) bool { return strings.Contains(f.(map[string]any)["path"].(string), ref) })
	short, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	i.write(manifest, string(short))
	if err := errors.Join(os.Remove(dossiers[0]), os.RemoveAll(filepath.Join(l.folder, "originals", ref))); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if cli.Main([]string{"verify", "--export", l.folder}, &out, &out) == 0 || !strings.Contains(out.String(), "one is missing") {
		t.Errorf("verify: %s", out.String())
	}
	if said := i.run(1, append([]string{"import", "--from", l.folder}, asks...)...); !strings.Contains(said, "one is missing") {
		t.Error(said)
	}
}
