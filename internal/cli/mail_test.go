package cli_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// folder is where the real program is built, once.
var folder string

var binary = sync.OnceValues(func() (string, error) {
	bin := filepath.Join(folder, "wederhoor")
	out, err := exec.Command("go", "build", "-o", bin, "wederhoor/cmd/wederhoor").CombinedOutput()
	if err != nil {
		_, _ = os.Stderr.Write(out)
	}
	return bin, err
})

func TestMain(m *testing.M) {
	var err error
	if folder, err = os.MkdirTemp("", "wederhoor-cli-"); err != nil {
		panic(err)
	}
	status := m.Run()
	_ = os.RemoveAll(folder)
	os.Exit(status)
}

// printed is what others rely on: these names are promised.
type printed struct {
	From        *string
	Subject     *string
	Text        *string
	Attachments []struct {
		Name string
		Size int
	}
	Automatic *bool
	Problems  []string
}

// mailRead runs the program and wants an answer within five seconds.
func mailRead(t *testing.T, file string) (out printed, status int, said string) {
	t.Helper()
	bin, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(bin, "mail", "read", file)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	began := time.Now()
	err = cmd.Run()
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("answered after %v", took)
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	used := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if used.Maxrss > 256<<10 {
		t.Errorf("used %d MB of memory", used.Maxrss>>10)
	}
	status = cmd.ProcessState.ExitCode()
	if status == 0 {
		dec := json.NewDecoder(&stdout)
		if err := dec.Decode(&out); err != nil || dec.More() {
			t.Fatalf("not one JSON object: %v", err)
		}
		if out.From == nil || out.Subject == nil || out.Text == nil || out.Automatic == nil || out.Attachments == nil || out.Problems == nil {
			t.Errorf("a promised name is missing: %+v", out)
		}
	}
	return out, status, stderr.String()
}

func write(t *testing.T, content string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "mail.eml")
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestMailReadPrintsWhatIsUnderstood(t *testing.T) {
	out, status, said := mailRead(t, "../inmail/testdata/23-bijlage-rfc2231.eml")
	if status != 0 || said != "" {
		t.Fatalf("exit %d: %s", status, said)
	}
	if *out.From != "sanne@elders.test" || *out.Subject != "Klacht" || *out.Text != "zie bijlage" || *out.Automatic || len(out.Problems) != 0 {
		t.Errorf("printed %+v", out)
	}
	if len(out.Attachments) != 1 || out.Attachments[0].Name != "bewijs één.pdf" || out.Attachments[0].Size != 5 {
		t.Errorf("attachments %+v", out.Attachments)
	}
	if bounce, _, _ := mailRead(t, "../inmail/testdata/postfix-bounce.eml"); !*bounce.Automatic {
		t.Error("a bounce is not seen as automatic")
	}
}

// TestMailReadAnswersForAnyFile: in time, in bounded memory, and with the
// problems of what could be read.
func TestMailReadAnswersForAnyFile(t *testing.T) {
	large := write(t, "From: Sanne <sanne@elders.test>\r\nSubject: groot\r\n\r\nKlacht\r\n")
	if err := os.Truncate(large, 200<<20); err != nil {
		t.Fatal(err)
	}
	html := "From: a@b.test\r\nMessage-ID: <1@b.test>\r\nContent-Type: text/html; charset=gbk\r\n\r\n"
	for name, c := range map[string]struct {
		file    string
		problem string
	}{
		"200 MB":            {large, "truncated"},
		"program":           {"/proc/self/exe", "not_mail"},
		"empty":             {write(t, ""), "no_from"},
		"prose":             {write(t, "Dit is geen e-mail.\n"), "not_mail"},
		"24 MB of tags":     {write(t, html+strings.Repeat("<p>\xc4\xe3</p><br>", 1_700_000)), "text_too_long"},
		"24 MB of brackets": {write(t, html+strings.Repeat("<a x='\"", 3_500_000)), ""},
		"24 MB of euros":    {write(t, strings.Replace(html, "gbk", "iso-8859-1", 1)+strings.Repeat("\x80", 24<<20)), "text_too_long"},
		"25 MB of zeroes":   {write(t, strings.Repeat("\x00", 25<<20)), "not_mail"},
		"25 MB of parts":    {write(t, "Content-Type: multipart/mixed; boundary=b\r\n\r\n"+strings.Repeat("--b\r\n\r\n", 3_500_000)), "too_many_parts"},
		"25 MB base64": {write(t, "From: a@b.test\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"+
			strings.Repeat("QUJD", 6<<20)), ""},
	} {
		t.Run(name, func(t *testing.T) {
			out, status, said := mailRead(t, c.file)
			if status != 0 {
				t.Fatalf("exit %d: %s", status, said)
			}
			if c.problem != "" && !slices.Contains(out.Problems, c.problem) {
				t.Errorf("problems %v lack %s", out.Problems, c.problem)
			}
		})
	}
}

// TestMailReadSaysWhyNot: one sentence and exit 1 for what cannot be opened; a
// pipe that nobody writes to may not make it wait.
func TestMailReadSaysWhyNot(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{t.TempDir(), filepath.Join(t.TempDir(), "weg.eml"), pipe, "/dev/zero"} {
		_, status, said := mailRead(t, file)
		if status != 1 || strings.Count(said, "\n") != 1 || !strings.HasPrefix(said, "wederhoor: ") {
			t.Errorf("%s: exit %d, said %q", file, status, said)
		}
	}
}
