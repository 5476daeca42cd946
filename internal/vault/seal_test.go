package vault_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"wederhoor/internal/vault"
)

var home = vault.Address{Organisation: "org", Dossier: "2025-007", Compartment: vault.Case, Seq: 3, Kind: "besproken"}

var (
	anyBytes   = rapid.SliceOfN(rapid.Byte(), 0, 1200)
	anyAddress = rapid.Custom(func(t *rapid.T) vault.Address {
		compartments := []vault.Compartment{vault.Meta, vault.Case, vault.Identity, vault.Appeal}
		return vault.Address{
			Organisation: rapid.StringN(0, 4, -1).Draw(t, "organisation"),
			Dossier:      rapid.StringN(0, 4, -1).Draw(t, "dossier"),
			Compartment:  rapid.SampledFrom(compartments).Draw(t, "compartment"),
			Seq:          rapid.IntRange(0, 300).Draw(t, "seq"),
			Kind:         rapid.StringN(0, 4, -1).Draw(t, "kind"),
		}
	})
)

// elsewhere differs from at in one field each, and by moved boundaries.
func elsewhere(at vault.Address) map[string]vault.Address {
	organisation, dossier, compartment, seq, kind := at, at, at, at, at
	organisation.Organisation += "x"
	dossier.Dossier += "x"
	compartment.Compartment += "x"
	seq.Seq++
	kind.Kind += "x"
	all := map[string]vault.Address{
		"organisation": organisation, "dossier": dossier, "compartment": compartment, "seq": seq, "kind": kind,
	}
	if at.Dossier != "" {
		shifted := at
		shifted.Organisation, shifted.Dossier = at.Organisation+at.Dossier, ""
		all["boundary"] = shifted
	}
	return all
}

func flip(t *rapid.T, b []byte) []byte {
	out := bytes.Clone(b)
	out[rapid.IntRange(0, len(b)-1).Draw(t, "byte")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
	return out
}

func TestSealedOpensOnlyUnchangedInItsPlaceWithItsKey(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k, at, plain := vault.NewKey(), anyAddress.Draw(t, "at"), anyBytes.Draw(t, "plain")
		sealed := vault.Seal(k, at, plain)
		kept := bytes.Clone(sealed)
		if got, err := vault.Open(k, at, sealed); err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("opened %x, %v", got, err)
		}
		if !bytes.Equal(kept, sealed) {
			t.Fatal("Open changed its input")
		}
		refuse := func(what string, k vault.Key, at vault.Address, sealed []byte) {
			if got, err := vault.Open(k, at, sealed); !errors.Is(err, vault.ErrOpen) || got != nil {
				t.Fatalf("%s: %x, %v", what, got, err)
			}
		}
		for what, other := range elsewhere(at) {
			refuse("other "+what, k, other, sealed)
		}
		refuse("other key", vault.NewKey(), at, sealed)
		refuse("bit flip", k, at, flip(t, sealed))
		refuse("cut", k, at, sealed[:rapid.IntRange(0, len(sealed)-1).Draw(t, "cut")])
		refuse("longer", k, at, append(bytes.Clone(sealed), 0))
		refuse("body of another item", k, at, append(bytes.Clone(sealed[:33]), vault.Seal(vault.NewKey(), at, plain)[33:]...))
	})
}

func TestEveryBitFlipIsRefused(t *testing.T) {
	k := vault.NewKey()
	sealed, wrapped := vault.Seal(k, home, []byte("klacht")), vault.Wrap(k, "item", home, known())
	for i := range 8 * len(sealed) {
		sealed[i/8] ^= 1 << (i % 8)
		if _, err := vault.Open(k, home, sealed); err == nil {
			t.Fatalf("sealed: bit %d", i)
		}
		sealed[i/8] ^= 1 << (i % 8)
	}
	for i := range 8 * len(wrapped) {
		wrapped[i/8] ^= 1 << (i % 8)
		if _, err := vault.Unwrap(k, "item", home, wrapped); err == nil {
			t.Fatalf("wrapped: bit %d", i)
		}
		wrapped[i/8] ^= 1 << (i % 8)
	}
}

func TestWrappedOpensOnlyUnchangedInItsPlaceWithItsKey(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kek, k, at := vault.NewKey(), vault.NewKey(), anyAddress.Draw(t, "at")
		what := rapid.SampledFrom([]string{"organisation", "dossier", "item"}).Draw(t, "what")
		wrapped := vault.Wrap(kek, what, at, k)
		if got, err := vault.Unwrap(kek, what, at, wrapped); err != nil || got != k || len(wrapped) != 60 {
			t.Fatalf("unwrapped from %d bytes: %v", len(wrapped), err)
		}
		refuse := func(why string, kek vault.Key, what string, at vault.Address, wrapped []byte) {
			if got, err := vault.Unwrap(kek, what, at, wrapped); !errors.Is(err, vault.ErrOpen) || got != (vault.Key{}) {
				t.Fatalf("%s: %v", why, err)
			}
		}
		for why, other := range elsewhere(at) {
			refuse("other "+why, kek, what, other, wrapped)
		}
		refuse("other sort", kek, what+"x", at, wrapped)
		refuse("other key", vault.NewKey(), what, at, wrapped)
		refuse("bit flip", kek, what, at, flip(t, wrapped))
		refuse("nothing", kek, what, at, nil)
	})
}

func TestPaddingHidesTheLength(t *testing.T) {
	const around = 33 + 12 + 16 // header, nonce, tag
	for plain, want := range map[int]int{
		0: 256, 1: 256, 248: 256, 249: 512, 1024: 1280, 4088: 4096, 4089: 4352, 8000: 8192, 100_000: 100_352,
	} {
		if got := len(vault.Seal(vault.NewKey(), home, make([]byte, plain))) - around; got != want {
			t.Errorf("%d bytes become %d, want %d", plain, got, want)
		}
	}
	previous := 0
	for n := 0; n < 200_000; n += 97 {
		padded := len(vault.Seal(known(), home, make([]byte, n))) - around
		if n > 4<<10 && float64(padded) > 1.12*float64(n+8) {
			t.Fatalf("%d bytes become %d: more than 12 %%", n, padded)
		}
		if padded < n+8 || padded < previous {
			t.Fatalf("%d bytes become %d after %d", n, padded, previous)
		}
		previous = padded
	}
}

func TestSameTextTwiceLooksDifferent(t *testing.T) {
	k := vault.NewKey()
	if bytes.Equal(vault.Seal(k, home, nil), vault.Seal(k, home, nil)) {
		t.Error("the nonce repeats")
	}
}

// Old backups must stay readable: these were written by the first version.
func TestFirstFormatStillOpens(t *testing.T) {
	sealed, _ := hex.DecodeString(firstSealed)
	if plain, err := vault.Open(known(), home, sealed); err != nil || string(plain) != "klacht" {
		t.Errorf("sealed: %q, %v", plain, err)
	}
	wrapped, _ := hex.DecodeString(firstWrapped)
	if k, err := vault.Unwrap(known(), "item", home, wrapped); err != nil || k != known() {
		t.Errorf("wrapped: %v", err)
	}
	if plain, err := vault.OpenToken(known(), "upload", firstToken); err != nil || string(plain) != "klacht" {
		t.Errorf("token: %q, %v", plain, err)
	}
	stream, _ := hex.DecodeString(firstStream)
	if plain, err := openAll(stream, known(), home); err != nil || string(plain) != "klacht" {
		t.Errorf("stream: %q, %v", plain, err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(vault.Seal(known(), home, []byte("klacht")))
	f.Add([]byte{1})
	f.Fuzz(func(t *testing.T, sealed []byte) {
		if plain, err := vault.Open(known(), home, sealed); err == nil && string(plain) != "klacht" {
			t.Errorf("forged %q", plain)
		}
	})
}

func BenchmarkSealAndWrap(b *testing.B) {
	kek, plain := vault.NewKey(), make([]byte, 1<<10)
	b.SetBytes(1 << 10)
	for b.Loop() {
		item := vault.NewKey()
		vault.Seal(item, home, plain)
		vault.Wrap(kek, "item", home, item)
	}
}

func BenchmarkUnwrapAndOpen(b *testing.B) {
	kek, item := vault.NewKey(), vault.NewKey()
	wrapped, sealed := vault.Wrap(kek, "item", home, item), vault.Seal(item, home, make([]byte, 1<<10))
	b.SetBytes(1 << 10)
	for b.Loop() {
		k, err := vault.Unwrap(kek, "item", home, wrapped)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := vault.Open(k, home, sealed); err != nil {
			b.Fatal(err)
		}
	}
}
