package cli_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wederhoor/internal/cli"
)

// agePair makes the key that a sealed export opens with, and gives its other half.
func agePair(t *testing.T, file string) string {
	t.Helper()
	var out bytes.Buffer
	if got := cli.Main([]string{"key", "pair", "--to", file}, &out, &out); got != 0 || !strings.HasPrefix(out.String(), "age1") {
		t.Fatal(got, out.String())
	}
	return strings.TrimSpace(out.String())
}

// TestASealedExportSaysNothing: what was planted is in no file anywhere, while it is made,
// while it is checked and while it comes in, and afterwards.
func TestASealedExportSaysNothing(t *testing.T) {
	i := install(t)
	i.complaints(7)
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	key, file := filepath.Join(dir, "arrival.key"), filepath.Join(dir, "out")
	public := agePair(t, key)
	there, asks := arriving(t, "")
	asks[1] = "m@voorbeeld.example"
	for _, args := range [][]string{
		{"export", "--all", "--sealed-to", public, "--to", file},
		{"verify", "--export", file, "--age-key", key},
		append([]string{"import", "--from", file, "--age-key", key}, asks...),
	} {
		done := make(chan string)
		at := i
		if args[0] == "import" {
			at = there
		}
		go func() {
			var out bytes.Buffer
			if cli.Main(append(args, "--data", at.data, "--master-key", at.key), &out, &out) == 0 {
				out.Reset()
			}
			done <- out.String()
		}()
		for looking := true; looking; {
			select {
			case said := <-done:
				looking = false
				if said != "" {
					t.Errorf("%s: %s", args[0], said)
				}
			default:
			}
			for _, place := range []string{dir, filepath.Dir(i.data), filepath.Dir(there.data)} {
				silent(t, place)
			}
		}
	}
}

// silent looks that no file in a place says what was planted.
func silent(t *testing.T, place string) {
	t.Helper()
	_ = filepath.WalkDir(place, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil //nolint:nilerr // it went away while we looked
		}
		if raw, _ := os.ReadFile(path); bytes.Contains(raw, []byte("KANARIE")) {
			t.Errorf("%s says what was planted", path)
		}
		return nil
	})
}

// TestASealedExportThatIsNotInOrder comes in nowhere, and one sentence says why.
func TestASealedExportThatIsNotInOrder(t *testing.T) {
	i := install(t)
	i.complaints(7)
	dir := t.TempDir()
	key, other, list, file := filepath.Join(dir, "arrival.key"), filepath.Join(dir, "other.key"), filepath.Join(dir, "public"), filepath.Join(dir, "out")
	i.write(list, "# van daar\n"+agePair(t, key)+"\n")
	agePair(t, other)
	for _, wrong := range [][]string{
		{"--all", "--sealed-to", "age1x"},
		{"--all", "--sealed-to", key}, // the half that stays there
		{"--all", "--sealed-to", filepath.Join(dir, "nothing")},
		{"--all", "--clear", "--sealed-to", list},
		{"--dossier", "2026-1", "--sealed-to", list},
	} {
		i.run(1, append([]string{"export", "--to", file}, wrong...)...)
		if _, err := os.Stat(file); err == nil {
			t.Fatalf("%v: something was written", wrong)
		}
	}
	i.run(0, "export", "--all", "--sealed-to", list, "--to", file)
	i.run(1, "export", "--all", "--sealed-to", list, "--to", file) // never over another
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Clone(whole)
	changed[len(changed)/2] ^= 1
	there, asks := arriving(t, "")
	asks[1] = "m@voorbeeld.example"
	for what, c := range map[string]struct {
		raw  []byte
		with []string
		says string
	}{
		"another key":    {whole, []string{"--age-key", other}, "this key does not open it"},
		"no key":         {whole, nil, "say with --age-key"},
		"the other half": {whole, []string{"--age-key", list}, "there is no key of age in this"},
		"cut short":      {whole[:len(whole)-100], []string{"--age-key", key}, "it is damaged or cut short"},
		"a byte changed": {changed, []string{"--age-key", key}, "it is damaged or cut short"},
		"something else": {[]byte("brief"), []string{"--age-key", key}, "this is not a folder"},
	} {
		i.write(file, string(c.raw))
		var out bytes.Buffer
		if cli.Main(append([]string{"verify", "--export", file}, c.with...), &out, &out) == 0 || !strings.Contains(out.String(), "NOT IN ORDER: ") || !strings.Contains(out.String(), c.says) {
			t.Errorf("%s: verify: %s", what, out.String())
		}
		said := there.run(1, append(append([]string{"import", "--from", file}, c.with...), asks...)...)
		if !strings.Contains(said, "NOTHING WAS IMPORTED") || !strings.Contains(said, c.says) {
			t.Errorf("%s: import: %s", what, said)
		}
		if _, err := os.Stat(there.data); err == nil {
			t.Fatalf("%s: something was written", what)
		}
	}
	i.write(file, string(whole))
	there.run(0, append([]string{"import", "--from", file, "--age-key", key}, asks...)...)
}
