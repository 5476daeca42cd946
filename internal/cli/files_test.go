package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wederhoor/internal/cli"
	"wederhoor/internal/testkit"
)

// TestFilesMoveAndAreLookedFor, as who runs it meets it.
func TestFilesMoveAndAreLookedFor(t *testing.T) {
	b := testkit.Bucket(t)
	t.Setenv("EMMER", testkit.S3Secret)
	setting := strings.Replace(b.Setting(""), ":"+testkit.S3Secret, "", 1) + "&secret=env:EMMER"
	dir := t.TempDir()
	place := []string{"--data", filepath.Join(dir, "data"), "--master-key", filepath.Join(dir, "key")}
	run := func(want int, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		if got := cli.Main(args, &out, &out); got != want {
			t.Fatalf("%v ended with %d:\n%s", args, got, out.String())
		}
		if strings.Contains(out.String(), testkit.S3Secret) {
			t.Errorf("%v tells the secret", args)
		}
		return out.String()
	}
	password := filepath.Join(dir, "password")
	if err := os.WriteFile(password, []byte("kaneel-vijver-lantaarn-73"), 0o600); err != nil {
		t.Fatal(err)
	}
	run(0, append([]string{"init", "--organisation", "Voorbeeld", "--lead-name", "Mirjam", "--lead-email", "m@voorbeeld.example", "--lead-password-file", password}, place...)...)
	if said := run(0, "verify", "--data", place[1]); !strings.Contains(said, "in order: 0 files in") {
		t.Errorf("it says %q", said)
	}
	if said := run(0, append([]string{"files", "move", "--to", setting}, place...)...); !strings.Contains(said, "0 files, 0.0 MB, are in s3://") {
		t.Errorf("it says %q", said)
	}
	if said := run(1, "verify", "--data", place[1]); !strings.Contains(said, "kept elsewhere") {
		t.Errorf("without the bucket: %q", said)
	}
	if said := run(0, "verify", "--data", place[1], "--files", setting); !strings.Contains(said, "in order: 0 files in s3://") {
		t.Errorf("with the bucket: %q", said)
	}
	if said := run(1, "verify", "--data", place[1], "--files", strings.Replace(setting, "env:EMMER", "env:NIETS", 1)); !strings.Contains(said, "no secret in env:NIETS") {
		t.Errorf("without its secret: %q", said)
	}
	run(0, append([]string{"files", "move", "--to", "default", "--files", setting}, place...)...)
	run(0, "verify", "--data", place[1])
	if n := b.Versions(t); n != 0 {
		t.Errorf("%d objects stayed behind", n)
	}
}
