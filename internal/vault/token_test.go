package vault_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"wederhoor/internal/vault"
)

func TestTokenOpensOnlyUnchangedForItsPurposeWithItsKey(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k, plain := vault.NewKey(), anyBytes.Draw(t, "plain")
		token := vault.SealToken(k, "upload", plain)
		if strings.Trim(token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
			t.Fatalf("%q needs escaping in a URL", token)
		}
		if got, err := vault.OpenToken(k, "upload", token); err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("opened %x, %v", got, err)
		}
		i := rapid.IntRange(0, len(token)-1).Draw(t, "at")
		for why, row := range map[string]struct {
			k              vault.Key
			purpose, token string
		}{
			"other key":     {vault.NewKey(), "upload", token},
			"other purpose": {k, "form", token},
			"cut":           {k, "upload", token[:i]},
			"longer":        {k, "upload", token + "A"},
			"line end":      {k, "upload", token[:i] + "\n" + token[i:]},
			"padding":       {k, "upload", token + "="},
		} {
			if got, err := vault.OpenToken(row.k, row.purpose, row.token); !errors.Is(err, vault.ErrOpen) || got != nil {
				t.Fatalf("%s: %x, %v", why, got, err)
			}
		}
	})
}

// Also the last character, where base64 leaves bits unused.
func TestEveryOtherCharacterOfATokenIsRefused(t *testing.T) {
	for size := range 3 {
		token := vault.SealToken(known(), "form", make([]byte, size))
		for i := range token {
			for c := range 256 {
				if byte(c) == token[i] {
					continue
				}
				if _, err := vault.OpenToken(known(), "form", token[:i]+string([]byte{byte(c)})+token[i+1:]); err == nil {
					t.Fatalf("%q: %#x at %d accepted", token, c, i)
				}
			}
		}
	}
}

func FuzzOpenToken(f *testing.F) {
	good := vault.SealToken(known(), "form", []byte("klacht"))
	f.Add(good)
	f.Add("AQ")
	f.Add("")
	f.Fuzz(func(t *testing.T, token string) {
		if plain, err := vault.OpenToken(known(), "form", token); err == nil && string(plain) != "klacht" {
			t.Errorf("forged %q", plain)
		}
	})
}
