package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"wederhoor/internal/cli"
)

// TestABackupAndTheWayBack, as who runs it from a script and from the terminal meets it.
func TestABackupAndTheWayBack(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	run := func(want int, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		if got := cli.Main(args, &out, &out); got != want {
			t.Fatalf("%v ended with %d:\n%s", args, got, out.String())
		}
		return out.String()
	}
	file := func(name, text string) string {
		t.Helper()
		if err := os.WriteFile(in(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return in(name)
	}
	place := func(name string) []string {
		return []string{"--data", in(name), "--master-key", in(name + ".key")}
	}
	said := run(0, append([]string{"init", "--organisation", "Voorbeeld", "--lead-name", "Mirjam", "--lead-email", "m@voorbeeld.example", "--lead-password-file", file("password", "kaneel-vijver-lantaarn-73")}, place("old")...)...)
	key := regexp.MustCompile(`Recovery key: (\S.*)`).FindStringSubmatch(said)
	if key == nil {
		t.Fatalf("no sheet: %s", said)
	}
	good, bad := file("sheet", key[1]), file("another", strings.Repeat("abcd ", 8))

	if said = run(0, append([]string{"backup", "--to", in("copies"), "--keys-to", in("keys")}, place("old")...)...); !strings.Contains(said, "is whole") || !strings.Contains(said, `"msg":"a backup was made"`) {
		t.Errorf("it says %q", said)
	}
	if said = run(0, "restore", "--verify", "--keys", in("keys"), "--sheet-file", good, in("copies")); !strings.Contains(said, "0 of 0 dossiers were opened") || !strings.Contains(said, "in order") {
		t.Errorf("trying it says %q", said)
	}
	if said = run(1, "restore", "--verify", "--keys", in("keys"), "--sheet-file", bad, in("copies")); !strings.Contains(said, "not a recovery key") {
		t.Errorf("another sheet: %q", said)
	}
	if said = run(1, "restore", "--verify", "--sheet-file", good, in("copies")); !strings.Contains(said, "one of the keys are needed") {
		t.Errorf("without keys: %q", said)
	}
	if said = run(0, append([]string{"restore", "--keys", in("keys"), "--sheet-file", good, in("copies")}, place("new")...)...); !strings.Contains(said, in("new.key")) {
		t.Errorf("putting it back says %q", said)
	}
	if said = run(1, append([]string{"restore", "--keys", in("keys"), "--sheet-file", good, in("copies")}, place("new")...)...); !strings.Contains(said, "register here already") {
		t.Errorf("over it: %q", said)
	}
	run(0, "verify", "--data", in("new"))
}
