package proof_test

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"wederhoor/internal/proof"
)

// hashes is the tree as the library keeps it: every node.
type hashes []tlog.Hash

func (h hashes) ReadHashes(at []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(at))
	for i, n := range at {
		out[i] = h[n]
	}
	return out, nil
}

// TestTheTreeIsThatOfTheStandard compares each size up to 300 with the library of
// the Go checksum database.
func TestTheTreeIsThatOfTheStandard(t *testing.T) {
	var tree proof.Tree
	var all hashes
	for n := range int64(300) {
		leaf := sha256.Sum256(fmt.Append(nil, n))
		more, err := tlog.StoredHashes(n, leaf[:], all)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, more...)
		want, err := tlog.TreeHash(n+1, all)
		if err != nil {
			t.Fatal(err)
		}
		if tree.Add(leaf[:]); tree.Root() != want || tree.Size() != n+1 {
			t.Fatalf("the root of %d leaves is %s, want %s", n+1, tree.Root(), want)
		}
	}
	if empty := (&proof.Tree{}).Root(); fmt.Sprintf("%x", empty[:4]) != "e3b0c442" {
		t.Errorf("the root of nothing is %x", empty)
	}
}

// TestACheckpointIsWhatWasSigned: mail and editors may wrap it in blanks, and not
// one letter of it may change.
func TestACheckpointIsWhatWasSigned(t *testing.T) {
	signer, verifier, err := proof.NewKey("org")
	if err != nil {
		t.Fatal(err)
	}
	want := proof.Checkpoint{Origin: proof.Origin("org"), Size: 12, Root: sha256.Sum256([]byte("x")),
		Lines: proof.Chain{Size: 1204, Head: sha256.Sum256([]byte("y"))}, Reviews: proof.Chain{Size: 7, Head: sha256.Sum256([]byte("z"))}}
	text, err := proof.Sign(want, signer)
	if err != nil {
		t.Fatal(err)
	}
	name := strings.LastIndex(text, " ")
	for _, as := range []string{text, strings.Replace(text, "access-log 1204 ", "access-log 1204\n", 1), strings.Replace(text, "reviews 7 ", "reviews 7 \r\n", 1), "\n\n" + strings.ReplaceAll(text, "\n", " \r\n") + "\n", text[:name] + "\n" + text[name+1:], text[:name+20] + "\n" + text[name+20:name+40] + "\r\n" + text[name+40:]} {
		if got, err := proof.Open(as, verifier); err != nil || got != want {
			t.Errorf("%q is %+v, %v", as, got, err)
		}
	}
	for i := range len(strings.TrimSpace(text)) {
		changed := []byte(text)
		changed[i] ^= 1
		if got, err := proof.Open(string(changed), verifier); err == nil && got != want {
			t.Errorf("changed at %d it passes for %+v", i, got)
		}
	}
	if _, other, err := proof.NewKey("org"); err != nil {
		t.Fatal(err)
	} else if _, err := proof.Open(text, other); err == nil {
		t.Error("another key checks it too")
	}
}
