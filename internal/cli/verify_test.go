package cli_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/cli"
	"wederhoor/internal/complaint"
	"wederhoor/internal/proof"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// kept is a register with one complaint, its organisation and its checkpoint; it is closed.
func kept(t *testing.T) (data, organisation string, p store.Promise) {
	t.Helper()
	ctx := context.Background()
	data, organisation = t.TempDir(), store.NewID()
	s, err := store.Open(ctx, store.Config{Data: data, Master: vault.NewKey(), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	procedure, err := complaint.Preset("seed")
	if err == nil {
		err = s.Write(ctx, func(tx *store.Tx) error {
			return tx.AddOrganisation(store.Organisation{ID: organisation, Name: "Voorbeeld"}, procedure,
				store.Member{ID: "m1", Organisation: organisation, State: store.MemberActive, Name: "Mirjam", Email: "mirjam@voorbeeld.example", Roles: []access.Role{access.Lead}}, vault.NewRecovery().Key())
		})
	}
	if err == nil {
		err = s.Write(ctx, func(tx *store.Tx) error {
			_, err := tx.Create(store.NewDossier{Organisation: organisation, Submission: "k", By: complaint.ByComplainant, Year: 2026,
				Build: func(ref string) ([]complaint.Entry, error) {
					return complaint.Receive(complaint.Intake{ReceivedAt: time.Now(), Received: complaint.Received{Ref: ref, Channel: complaint.ChannelForm, Story: "Verhaal", Version: 1}}, time.Now())
				},
				View: func(complaint.Complaint) store.View { return store.View{Stage: complaint.StageReceived} },
				Jobs: func(complaint.Complaint) []store.Job { return nil }})
			return err
		})
	}
	if err == nil {
		err = s.Promise(ctx, organisation)
	}
	if err == nil {
		p, err = s.LastPromise(ctx, organisation)
	}
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return data, organisation, p
}

// TestVerifySaysWhatIsBroken: exit status and sentence, as who runs it meets them.
func TestVerifySaysWhatIsBroken(t *testing.T) {
	data, organisation, p := kept(t)
	signer, other, err := proof.NewKey(organisation)
	if err != nil {
		t.Fatal(err)
	}
	later, err := proof.Sign(proof.Checkpoint{Origin: proof.Origin(organisation), Size: 7}, signer)
	if err != nil {
		t.Fatal(err)
	}
	file := func(name, text string) string {
		t.Helper()
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	mine, changed, foreign := file("mine", p.Note), file("changed", strings.Replace(p.Note, "\n1\n", "\n2\n", 1)), file("foreign", later)
	for _, x := range []struct {
		args   []string
		status int
		says   string
	}{
		{nil, 0, "in order: 1 events in 1 dossiers"},
		{[]string{"--checkpoint", mine}, 0, "1 kept elsewhere"},
		{[]string{"--checkpoint", mine, "--key", p.Verifier}, 0, "1 kept elsewhere"},
		{[]string{"--keys"}, 0, p.Verifier},
		{[]string{"--checkpoint", changed}, 1, "changed after it was signed [check: signature]"},
		{[]string{"--checkpoint", foreign}, 1, "with another key"},
		{[]string{"--key", other}, 1, "with another key"},
		{[]string{"--checkpoint", file("none", "")}, 1, "read a checkpoint"},
		{[]string{"--data", t.TempDir()}, 1, "there is no register"},
	} {
		var out, errs bytes.Buffer
		status := cli.Main(append([]string{"verify", "--data", data}, x.args...), &out, &errs)
		if status != x.status || !strings.Contains(out.String()+errs.String(), x.says) {
			t.Errorf("%v: %d, %s%s; want %d, %s", x.args, status, &out, &errs, x.status, x.says)
		}
	}
}
