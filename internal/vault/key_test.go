package vault_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"wederhoor/internal/vault"
)

// known is a key whose bytes are easy to find in a leak: 00 01 02 … 1f.
func known() vault.Key {
	var k vault.Key
	for i := range k {
		k[i] = byte(i)
	}
	return k
}

// Computed with Python's hmac: HMAC(k, "wh1/receipt" ‖ 0x01), and under that HMAC of "abc".
func TestDeriveAndMACKnownAnswers(t *testing.T) {
	derived := known().Derive("receipt")
	if got := hex.EncodeToString(derived[:]); got != "73b6e699a4a3fed6c51479fbd7ce14057e26bd78d000148369e56dcab439821c" {
		t.Errorf("Derive = %s", got)
	}
	if got := hex.EncodeToString(vault.MAC(known(), "receipt", []byte("abc"))); got != "23d15aaa7c12d5a3a9088e0211fba4a27a6461d7fac85283e591647faae32eb8" {
		t.Errorf("MAC = %s", got)
	}
}

func TestDerivedKeysDiffer(t *testing.T) {
	k := vault.NewKey()
	if k.Derive("a") == k.Derive("b") || k.Derive("a") == vault.NewKey().Derive("a") || k.Derive("a") != k.Derive("a") {
		t.Error("a derived key must depend on key and label, and on nothing else")
	}
}

func TestNothingSecretIsPrinted(t *testing.T) {
	k := known()
	code, sheet := vault.NewCode(k, []byte("1")), vault.NewRecovery()
	secrets := []string{
		hex.EncodeToString(k[:4]), strings.ToUpper(hex.EncodeToString(k[:4])), "0 1 2 3", "0x0, 0x1", string(k[:4]), "AAECAw", "0,1,2,3",
		string(code), code.Display(), hex.EncodeToString([]byte(code)),
		string(sheet), sheet.Display(), hex.EncodeToString([]byte(sheet)),
	}
	var out bytes.Buffer
	type holder struct {
		Key   vault.Key
		Code  vault.Code
		Sheet vault.Recovery
	}
	for _, v := range []any{k, &k, code, sheet, holder{k, code, sheet}, &holder{k, code, sheet}, []vault.Key{k}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T"} {
			fmt.Fprintf(&out, verb+"\n", v)
		}
		fmt.Fprintln(&out, fmt.Errorf("with %v", v))
	}
	text, asJSON := slog.New(slog.NewTextHandler(&out, nil)), slog.New(slog.NewJSONHandler(&out, nil))
	for _, log := range []*slog.Logger{text, asJSON} {
		log.Info("x", "key", k, "code", code, "sheet", sheet, "held", struct{ Key vault.Key }{k})
	}
	for _, secret := range secrets {
		if strings.Contains(out.String(), secret) {
			t.Errorf("%q was printed", secret)
		}
	}
	if !strings.Contains(out.String(), "[key]") || !strings.Contains(out.String(), "[code]") {
		t.Error("the placeholders are missing, so this test proves nothing")
	}
}

func TestKeysAreNotMarshalled(t *testing.T) {
	for _, v := range []any{known(), vault.NewRecovery(), map[string]vault.Key{"k": known()}} {
		if text, err := json.Marshal(v); err == nil {
			t.Errorf("wrote %s", text)
		}
	}
}

func TestWhatIsNotAKeyIsNotUsed(t *testing.T) {
	for name, use := range map[string]func(){
		"seal under zero":   func() { vault.Seal(vault.Key{}, vault.Address{}, nil) },
		"derive from zero":  func() { vault.Key{}.Derive("x") },
		"wrap under zero":   func() { vault.Wrap(vault.Key{}, "item", vault.Address{}, known()) },
		"an empty recovery": func() { vault.Recovery("").Key() },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("went through")
				}
			}()
			use()
		})
	}
}
