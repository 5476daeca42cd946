package vault_test

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"testing"

	"wederhoor/internal/vault"
)

// byHand builds a sealed item from the description alone, with the given
// commitment: it proves the format, and that the commitment is checked itself
// and not only as authenticated data, which its forger may choose.
func byHand(k vault.Key, commitment []byte, plain string) []byte {
	header := append([]byte{1}, commitment...)
	var data []byte
	for _, part := range []string{home.Organisation, home.Dossier, string(home.Compartment)} {
		data = append(binary.BigEndian.AppendUint64(data, uint64(len(part))), part...)
	}
	data = binary.BigEndian.AppendUint64(data, uint64(home.Seq))
	data = append(binary.BigEndian.AppendUint64(data, uint64(len(home.Kind))), home.Kind...)
	padded := append(binary.BigEndian.AppendUint64(nil, uint64(len(plain))), plain...)
	padded = append(padded, make([]byte, 256-len(padded))...)
	block, err := aes.NewCipher(expand(k, "wh1:item"))
	if err != nil {
		panic(err)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	nonce := []byte("twelve bytes")
	return gcm.Seal(append(header, nonce...), nonce, padded, append(data, header...))
}

func expand(k vault.Key, info string) []byte {
	out, err := hkdf.Expand(sha256.New, k[:], info, 32)
	if err != nil {
		panic(err)
	}
	return out
}

func TestFormatByHandAndCommitment(t *testing.T) {
	k := vault.NewKey()
	right, wrong := expand(k, "wh1:commit"), expand(vault.NewKey(), "wh1:commit")
	if plain, err := vault.Open(k, home, byHand(k, right, "klacht")); err != nil || string(plain) != "klacht" {
		t.Errorf("by hand: %q, %v", plain, err)
	}
	if plain, err := vault.Open(k, home, byHand(k, wrong, "klacht")); !errors.Is(err, vault.ErrOpen) {
		t.Errorf("committed to another key, yet opens: %q, %v", plain, err)
	}
}
