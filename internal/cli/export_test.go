package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/cli"
	"wederhoor/internal/complaint"
	"wederhoor/internal/config"
	"wederhoor/internal/proof"
	"wederhoor/internal/store"
)

// complaints puts some in a register that was installed, and gives the number of one.
func (i *installed) complaints(n int) (ref string) {
	i.t.Helper()
	ctx := context.Background()
	master, _, err := config.Master(i.data, i.key)
	if err != nil {
		i.t.Fatal(err)
	}
	s, err := store.Open(ctx, store.Config{Data: i.data, Master: master, Now: time.Now})
	if err != nil {
		i.t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	all, err := s.Organisations(ctx)
	if err != nil {
		i.t.Fatal(err)
	}
	for k := range n {
		var files []store.PendingFile
		var came []complaint.Attachment
		if k == 0 { // one has an original
			f, err := s.PutFile(all[0], "brief.txt", strings.NewReader("inhoud KANARIE"), 1<<20)
			if err != nil {
				i.t.Fatal(err)
			}
			files, came = append(files, f), append(came, f.Attachment())
		}
		err := s.Write(ctx, func(tx *store.Tx) error {
			_, err := tx.Create(store.NewDossier{Organisation: all[0], Submission: fmt.Sprintf("%d-0123456789abcdef", k), By: complaint.ByComplainant, Year: 2026, Files: files,
				Build: func(number string) ([]complaint.Entry, error) {
					if k == n/2 {
						ref = number
					}
					done := complaint.ActionTaken{Text: "Gebeld."}
					return complaint.Receive(complaint.Intake{ReceivedAt: time.Now(), Reporter: "m1", Done: &done, Received: complaint.Received{Ref: number, Channel: complaint.ChannelPhone, Name: "Tessa KANARIE", Story: "Verhaal", Attachments: came, Version: 1}}, time.Now())
				},
				View: func(complaint.Complaint) store.View { return store.View{Stage: complaint.StageReceived} },
				Jobs: func(complaint.Complaint) []store.Job { return nil }})
			return err
		})
		if err != nil {
			i.t.Fatal(err)
		}
	}
	return ref
}

// TestADossierForSomebodyOutside is checked by two programs that share no line: they
// agree on what is in order and on what is not.
func TestADossierForSomebodyOutside(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("python3 is not installed")
	}
	i := install(t)
	ref := i.complaints(23)
	dir := t.TempDir()
	file := filepath.Join(dir, "dossier.json")
	i.run(0, "export", "--dossier", ref, "--to", file)
	i.run(1, "export", "--dossier", "2026-0", "--to", filepath.Join(dir, "none"))
	closed := filepath.Join(dir, "closed.json")
	i.run(0, "export", "--dossier", ref, "--to", closed, "--leave-out", "identity")
	if raw, err := os.ReadFile(closed); err != nil || strings.Contains(string(raw), "KANARIE") {
		t.Errorf("a name was left out and stands there: %v", err)
	}
	raw, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(raw), "KANARIE") {
		t.Fatalf("it does not tell what was said: %v", err)
	}
	verdict := func(path string) (ours, theirs bool, said string) {
		var out bytes.Buffer
		ours = cli.Main([]string{"verify", "--dossier", path}, &out, &out) == 0
		second, err := exec.Command("python3", filepath.Join("..", "..", "docs", "verify.py"), path).CombinedOutput()
		return ours, err == nil, out.String() + string(second)
	}
	for _, good := range []string{file, closed} {
		if ours, theirs, said := verdict(good); !ours || !theirs {
			t.Errorf("what is in order is refused: %s", said)
		}
	}
	type change struct {
		name  string
		blind bool // needs a key or a signature, which the second does not look at
		do    func(*proof.Dossier)
	}
	flip := func(b []byte) { b[len(b)/2] ^= 1 }
	for _, x := range []change{
		{"a sheet", false, func(d *proof.Dossier) { flip(d.Events[0].Sealed[1]) }},
		{"a sheet and its hash", false, func(d *proof.Dossier) {
			flip(d.Events[0].Hash[1])
			d.Events[0].Sealed[1] = nil
			d.Events[0].Says[1] = ""
		}},
		{"a leaf", false, func(d *proof.Dossier) { flip(d.Events[0].Leaf) }},
		{"an event in the middle gone", false, func(d *proof.Dossier) { d.Events = append(d.Events[:1], d.Events[2:]...) }},
		{"two events swapped", false, func(d *proof.Dossier) { d.Events[0], d.Events[1] = d.Events[1], d.Events[0] }},
		{"another number", false, func(d *proof.Dossier) { d.Events[1].Seq = 7 }},
		{"another place", false, func(d *proof.Dossier) { d.Events[1].Pos-- }},
		{"a place outside the log", false, func(d *proof.Dossier) { d.Events[1].Pos = 9999 }},
		{"a road changed", false, func(d *proof.Dossier) { flip(d.Events[0].Path[1]) }},
		{"a road cut short", false, func(d *proof.Dossier) { d.Events[0].Path = d.Events[0].Path[1:] }},
		{"another dossier", false, func(d *proof.Dossier) { d.Dossier = another(d.Dossier) }},
		{"another organisation", false, func(d *proof.Dossier) { d.Organisation = another(d.Organisation) }},
		{"another root", false, func(d *proof.Dossier) { d.Checkpoint = strings.Replace(d.Checkpoint, "=\n", "A=\n", 1) }},
		{"no events", false, func(d *proof.Dossier) { d.Events = nil }},
		{"what is told", true, func(d *proof.Dossier) {
			d.Events[0].Says[1] = strings.Replace(d.Events[0].Says[1], "Verhaal", "Sprookje", 1)
		}},
		{"a key", true, func(d *proof.Dossier) { flip(d.Events[0].Key[1]) }},
		{"the signature", true, func(d *proof.Dossier) { d.Checkpoint = d.Checkpoint[:len(d.Checkpoint)-8] + "AAAAAA=\n" }},
	} {
		var d proof.Dossier
		if err := json.Unmarshal(raw, &d); err != nil {
			t.Fatal(err)
		}
		if len(d.Events) < 3 {
			t.Fatalf("only %d events", len(d.Events))
		}
		x.do(&d)
		bad, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "bad.json")
		i.write(path, string(bad))
		ours, theirs, said := verdict(path)
		if ours || theirs != x.blind {
			t.Errorf("%s: ours says %v, the second %v: %s", x.name, ours, theirs, said)
		}
	}
}

// another is an id that differs in one letter.
func another(id string) string {
	if id[0] == 'x' {
		return "y" + id[1:]
	}
	return "x" + id[1:]
}
