package store_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"wederhoor/internal/proof"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// TestAnAttachmentIsWhatCameIn: a byte, an end, another file and one that is gone are
// each found, and what is whole is counted.
func TestAnAttachmentIsWhatCameIn(t *testing.T) {
	f := open(t, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: time.Now})
	_, a := f.full(t, "k1")
	_, b := f.full(t, "k2")
	if n, err := f.CheckAttachments(ctx, f.org); err != nil || n.Files != 2 || n.Bytes != 2*int64(len("inhoud KANARIE")) || n.Unsummed != 0 {
		t.Fatalf("%+v, %v", n, err)
	}
	path := func(id string) string { return filepath.Join(f.cfg.Data, "files", id) }
	was, err := os.ReadFile(path(a.ID))
	if err != nil {
		t.Fatal(err)
	}
	other, err := os.ReadFile(path(b.ID))
	if err != nil {
		t.Fatal(err)
	}
	flipped := append([]byte(nil), was...)
	flipped[len(flipped)-5] ^= 1
	for what, now := range map[string][]byte{"a byte": flipped, "cut short": was[:len(was)-1], "another file": other, "gone": nil} {
		if err := os.Remove(path(a.ID)); err != nil {
			t.Fatal(err)
		}
		if now != nil {
			if err := os.WriteFile(path(a.ID), now, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := f.CheckAttachments(ctx, f.org); check(t, err) != proof.CheckAttachment {
			t.Errorf("%s: %v", what, err)
		}
		if err := os.WriteFile(path(a.ID), was, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.CheckAttachments(ctx, f.org); err != nil {
		t.Error(err)
	}
}
