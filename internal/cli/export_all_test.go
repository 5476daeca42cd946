package cli_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wederhoor/internal/cli"
)

// TestEverythingLeaves: one folder with every dossier and every original, which is
// checked without the register, and in which no byte can be changed, added or left out.
func TestEverythingLeaves(t *testing.T) {
	i := install(t)
	to := filepath.Join(t.TempDir(), "out")
	if said := i.run(1, "export", "--all", "--clear", "--to", to); !strings.Contains(said, "nobody has complained yet") {
		t.Error(said)
	}
	if _, err := os.Stat(to); err == nil {
		t.Error("something of it is left")
	}
	ref := i.complaints(7)
	i.run(1, "export", "--all", "--to", to) // readable only when that is said
	i.run(1, "export", "--all", "--dossier", ref, "--clear", "--to", to)
	if _, err := os.Stat(to); err == nil {
		t.Fatal("something was written")
	}
	i.run(0, "export", "--all", "--clear", "--to", to)
	i.run(1, "export", "--all", "--clear", "--to", to) // never over another
	verify := func() (bool, string) {
		var out bytes.Buffer
		return cli.Main([]string{"verify", "--export", to}, &out, &out) == 0, out.String()
	}
	if ok, said := verify(); !ok || !strings.Contains(said, "7 dossiers with 1 originals") {
		t.Fatal(said)
	}
	originals, err := filepath.Glob(filepath.Join(to, "originals", "*", "*"))
	if err != nil || len(originals) != 1 {
		t.Fatal(originals, err)
	}
	if raw, err := os.ReadFile(originals[0]); err != nil || string(raw) != "inhoud KANARIE" {
		t.Errorf("%q, %v", raw, err)
	}
	dossier := filepath.Join(to, "dossiers", ref+".json")
	for _, path := range []string{dossier, originals[0], filepath.Join(to, "manifest.json"), filepath.Join(to, "dossier.schema.json")} {
		was, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for what, change := range map[string]func() error{
			"changed": func() error {
				now := bytes.Clone(was)
				now[len(now)/2] ^= 1
				return os.WriteFile(path, now, 0o600)
			},
			"cut short": func() error { return os.WriteFile(path, was[:len(was)/2], 0o600) },
			"gone":      func() error { return os.Remove(path) },
		} {
			if err := change(); err != nil {
				t.Fatal(err)
			}
			if ok, said := verify(); ok {
				t.Errorf("%s %s: %s", filepath.Base(path), what, said)
			}
			if err := os.WriteFile(path, was, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	// A forger who makes the manifest fit does not make the event fit.
	list, err := os.ReadFile(filepath.Join(to, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	sum := func(s string) []byte { return fmt.Appendf(nil, "%x", sha256.Sum256([]byte(s))) }
	forged := bytes.Replace(list, sum("inhoud KANARIE"), sum("inhoud kanarie"), 1)
	if err := errors.Join(os.WriteFile(originals[0], []byte("inhoud kanarie"), 0o600), os.WriteFile(filepath.Join(to, "manifest.json"), forged, 0o600)); err != nil {
		t.Fatal(err)
	}
	if ok, said := verify(); ok || !strings.Contains(said, "not what its dossier says") {
		t.Errorf("a forged original: %s", said)
	}
	if err := errors.Join(os.WriteFile(originals[0], []byte("inhoud KANARIE"), 0o600), os.WriteFile(filepath.Join(to, "manifest.json"), list, 0o600)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(to, "dossiers", "2026-9999.json"), []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if ok, said := verify(); ok || !strings.Contains(said, "not in the manifest") {
		t.Errorf("one too many: %s", said)
	}
}
