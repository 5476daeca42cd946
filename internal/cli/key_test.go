package cli_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/cli"
	"wederhoor/internal/config"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// installed is a register made from a script, and what is on its sheet.
type installed struct {
	t                *testing.T
	data, key, sheet string
}

func install(t *testing.T) *installed {
	t.Helper()
	dir := t.TempDir()
	i := &installed{t: t, data: filepath.Join(dir, "data"), key: filepath.Join(dir, "keys", "master.key")}
	password := filepath.Join(dir, "password")
	i.write(password, "kaneel-vijver-lantaarn-73")
	said := i.run(0, "init", "--organisation", "Voorbeeld", "--lead-name", "Mirjam", "--lead-email", "m@voorbeeld.example", "--lead-password-file", password)
	i.sheet = filepath.Join(dir, "sheet")
	i.write(i.sheet, recoveryOn(t, said))
	return i
}

func recoveryOn(t *testing.T, said string) string {
	t.Helper()
	m := regexp.MustCompile(`Recovery key: (\S.*)`).FindStringSubmatch(said)
	if m == nil {
		t.Fatalf("no sheet: %s", said)
	}
	return m[1]
}

func (i *installed) write(file, text string) {
	i.t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		i.t.Fatal(err)
	}
}

func (i *installed) run(want int, args ...string) string {
	i.t.Helper()
	var out bytes.Buffer
	if got := cli.Main(append(args, "--data", i.data, "--master-key", i.key), &out, &out); got != want {
		i.t.Fatalf("%v ended with %d:\n%s", args, got, out.String())
	}
	return out.String()
}

// opens reports whether the register opens with a master key and with a sheet.
func (i *installed) opens(source, sheet string) bool {
	i.t.Helper()
	ctx := context.Background()
	master, _, err := config.Master(i.data, source)
	if err != nil {
		return false
	}
	s, err := store.Open(ctx, store.Config{Data: i.data, Master: master, Now: time.Now})
	if err != nil {
		return false
	}
	defer func() { _ = s.Close() }()
	all, err := s.Organisations(ctx)
	if err != nil || len(all) != 1 {
		i.t.Fatal(all, err)
	}
	if _, err := s.Organisation(ctx, all[0]); err != nil {
		return false
	}
	raw, err := os.ReadFile(sheet)
	if err != nil {
		i.t.Fatal(err)
	}
	recovery, err := vault.ParseRecovery(string(raw))
	if err != nil {
		i.t.Fatal(err)
	}
	fits, err := s.OpensWith(ctx, all[0], recovery.Key())
	return fits && err == nil
}

// TestALostMasterKey: without it nothing starts and nothing is touched; the sheet
// makes another, and a wrong sheet changes nothing.
func TestALostMasterKey(t *testing.T) {
	i := install(t)
	before := bytesOf(t, i.data)
	if err := os.Rename(i.key, i.key+".lost"); err != nil {
		t.Fatal(err)
	}
	if said := i.run(1, "serve", "--addr", "127.0.0.1:0"); !strings.Contains(said, "missing") || !strings.Contains(said, "recovery sheet") {
		t.Errorf("it says %q", said)
	}
	i.write(i.key, strings.Repeat("ab", 32)+"\n")
	if said := i.run(1, "serve", "--addr", "127.0.0.1:0"); !strings.Contains(said, "does not open the register") || !strings.Contains(said, "key recover") {
		t.Errorf("with another key it says %q", said)
	}
	if after := bytesOf(t, i.data); after != before {
		t.Error("the register was touched with a wrong key")
	}
	if said := i.run(1, "key", "recover", "--sheet-file", i.sheet); !strings.Contains(said, "move it away") {
		t.Errorf("over a key it says %q", said)
	}
	if err := os.Remove(i.key); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "sheet")
	i.write(other, recoveryOn(t, install(t).newSheet(false)))
	if said := i.run(1, "key", "recover", "--sheet-file", other); !strings.Contains(said, "Nothing was changed") {
		t.Errorf("another sheet: %q", said)
	}
	i.run(0, "key", "recover", "--sheet-file", i.sheet)
	if !i.opens(i.key, i.sheet) || i.opens(i.key+".lost", i.sheet) {
		t.Error("the new key must open, and the lost one not any more")
	}
}

// bytesOf is what lies in the database files of a folder.
func bytesOf(t *testing.T, data string) (all string) {
	t.Helper()
	for _, name := range []string{"reg.db", "keys.db"} {
		raw, err := os.ReadFile(filepath.Join(data, name))
		if err != nil {
			t.Fatal(err)
		}
		all += string(raw)
	}
	return all
}

// TestAnotherMasterKey is changed at once, or in two steps; broken off at every step
// the file that is in place opens the register.
func TestAnotherMasterKey(t *testing.T) {
	i := install(t)
	copyKey := func(name string) string {
		t.Helper()
		raw, err := os.ReadFile(i.key)
		if err != nil {
			t.Fatal(err)
		}
		i.write(i.key+name, string(raw))
		return i.key + name
	}
	first := copyKey(".first")
	i.run(0, "key", "rotate")
	if !i.opens(i.key, i.sheet) || i.opens(first, i.sheet) {
		t.Error("the new key must open, and the old one not any more")
	}
	second := copyKey(".second")
	i.run(0, "key", "rotate", "--keep-old")
	if !i.opens(i.key, i.sheet) || !i.opens(second, i.sheet) {
		t.Error("both must open")
	}
	i.run(0, "key", "rotate", "--finish")
	if !i.opens(i.key, i.sheet) || i.opens(second, i.sheet) {
		t.Error("only the new one must open")
	}
	// Broken off after the file was made: it is taken up again.
	third := copyKey(".third")
	i.write(i.key+".new", strings.Repeat("cd", 32)+"\n")
	if !i.opens(i.key, i.sheet) {
		t.Error("half a change shuts the register")
	}
	i.run(0, "key", "rotate")
	if raw, err := os.ReadFile(i.key); err != nil || !strings.HasPrefix(string(raw), "cdcd") {
		t.Errorf("the key that was made already is not the one: %v", err)
	}
	if !i.opens(i.key, i.sheet) || i.opens(third, i.sheet) {
		t.Error("the new key must open, and the old one not any more")
	}
	t.Setenv("WEDERHOOR_TEST_KEY", strings.Repeat("cd", 32))
	if !i.opens("env:WEDERHOOR_TEST_KEY", i.sheet) || os.Getenv("WEDERHOOR_TEST_KEY") != "" {
		t.Error("a variable must open it, and be forgotten")
	}
	dir := t.TempDir()
	t.Setenv("CREDENTIALS_DIRECTORY", dir)
	i.write(filepath.Join(dir, "master"), strings.Repeat("cd", 32)+"\n")
	if !i.opens("cred:master", i.sheet) || i.opens("cred:../x", i.sheet) {
		t.Error("a credential must open it")
	}
}

// newSheet makes a new sheet, and types it back, or something else.
func (i *installed) newSheet(right bool) string {
	i.t.Helper()
	in, typed, err := os.Pipe()
	if err != nil {
		i.t.Fatal(err)
	}
	old := os.Stdin
	os.Stdin = in
	defer func() { os.Stdin = old }()
	out, done := new(testkit.Log), make(chan int, 1)
	go func() { done <- cli.Main([]string{"key", "sheet", "--data", i.data, "--master-key", i.key}, out, out) }()
	for !strings.Contains(out.String(), "as on the sheet: ") {
		time.Sleep(time.Millisecond)
	}
	answer := recoveryOn(i.t, out.String())
	if !right {
		raw, err := os.ReadFile(i.sheet)
		if err != nil {
			i.t.Fatal(err)
		}
		answer = string(raw)
	}
	if _, err := typed.WriteString(answer + "\n"); err != nil {
		i.t.Fatal(err)
	}
	if got := <-done; (got == 0) != right {
		i.t.Fatalf("it ended with %d: %s", got, out.String())
	}
	return out.String()
}

// TestANewSheet ends the old one, once it was typed back.
func TestANewSheet(t *testing.T) {
	i := install(t)
	i.newSheet(false)
	if !i.opens(i.key, i.sheet) {
		t.Error("a sheet that was not typed back ended the old one")
	}
	fresh := filepath.Join(t.TempDir(), "sheet")
	i.write(fresh, recoveryOn(t, i.newSheet(true)))
	if i.opens(i.key, i.sheet) || !i.opens(i.key, fresh) {
		t.Error("only the new sheet must open")
	}
	copies := t.TempDir()
	i.run(0, "backup", "--to", copies)
	var out bytes.Buffer
	if got := cli.Main([]string{"restore", "--verify", "--sheet-file", fresh, copies}, &out, &out); got != 0 {
		t.Errorf("a backup made since does not open with it: %s", out.String())
	}
}
